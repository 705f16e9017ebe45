//! Somebody of staff in a browser at the desk of the stack, signed in at the stack's own provider.

use local::stack::Stack;
use staff::Deed;
use tests::app::{Browser, Page, Wire};

/// The labels of the acts that a page offers.
pub(super) fn offered(page: &Page) -> Vec<String> {
    page.text("form[action='/desk/act'] button")
}

/// The log has a line of who did what, and how far it got.
#[track_caller]
pub(super) fn record(log: &str, who: &str, deed: Deed, outcome: &str) {
    let act = if deed.stops() { "keep-email" } else { deed.name() };
    let is_it = |line: &&str| {
        let parts = [
            "at the desk".to_owned(),
            format!("staff=\"{who}\""),
            format!("act=\"{act}\""),
            format!("outcome=\"{outcome}\""),
        ];
        parts.iter().all(|part| line.contains(part))
    };
    assert!(log.lines().any(|line| is_it(&line)), "{who} {act} {outcome} is on record");
}

/// The path of an address, behind whatever host.
fn path_of(address: &str) -> &str {
    let (_, host) = address.split_once("://").expect("an address");
    &host[host.find('/').expect("a path")..]
}

pub(super) struct StaffMember<'a> {
    who: &'static str,
    pub(super) browser: Browser<'a, Wire>,
    /// The labels of the acts that were done.
    pub(super) did: Vec<&'static str>,
}

impl<'a> StaffMember<'a> {
    /// Presses somebody's button at the provider, and comes back to the box.
    pub(super) async fn sign_in(stack: &Stack, desk: &'a Wire, who: &'static str) -> Self {
        let mut browser = Browser::new(desk).at("127.0.0.1");
        let to_provider = browser.get("/desk/sign-in").await.location().expect("a redirect");
        let provider = Wire::to(stack.origin());
        let mut theirs = Browser::new(&provider).at("127.0.0.1");
        theirs.get(path_of(to_provider)).await;
        let (action, mut fields) = theirs.filled_in_form("/_staff-sign-in/choose");
        fields.push(("person".to_owned(), who.to_owned()));
        let back = theirs.post(&action, &fields).await.location().expect("a redirect").to_owned();

        let page = browser.open(path_of(&back)).await;

        assert_eq!((page.path.as_str(), page.value("whom").as_deref()), ("/desk", Some("")));
        Self { who, browser, did: Vec::new() }
    }

    pub(super) async fn look_up(&mut self, whom: &str) -> &Page {
        self.browser.open("/desk").await;
        self.browser.submit(&[("whom", whom)]).await
    }

    /// Looks somebody up and posts an act of theirs, whether it is offered or not.
    pub(super) async fn press(&mut self, whom: &str, deed: Deed) -> &Page {
        let csrf = self.look_up(whom).await.value("csrf").expect("a form");
        let mut fields = vec![("csrf", csrf.as_str()), ("whom", whom), ("act", deed.name())];
        fields.extend(deed.stops().then_some(("stop", "yes")));
        let fields: Vec<_> =
            fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        self.browser.post("/desk/act", &fields).await
    }

    /// Does an act that is offered: presses it, says why on the page that asks once more, and presses once more.
    pub(super) async fn act(&mut self, whom: &str, deed: Deed, typed: &[(&str, &str)]) -> &Page {
        let label = deed.label();
        let offered = offered(self.look_up(whom).await);
        assert!(offered.contains(&label.to_owned()), "{label} is offered: {offered:?}");
        let page = self.press(whom, deed).await;
        assert_eq!((page.status, page.heading()), (200, format!("{label}?")), "{}", page.main());

        let said = [typed, &[("reason", "called, knew the last bill"), ("sure", "yes")]].concat();
        let page = self.browser.submit(&said).await;

        let done = (200, format!("Done: {label}"));
        assert_eq!((page.status, page.heading()), done, "{}", page.main());
        self.did.push(label);
        self.browser.page()
    }

    /// What staff did is on somebody's timeline, with who it was. An act with letters is there once these were looked at.
    pub(super) async fn on_timeline(&mut self, stack: &Stack, whom: &str, what: &str) {
        let by = format!("{what}, by {}", self.who);
        let mut lines = Vec::new();
        for _ in 0..50 {
            lines = self.look_up(whom).await.text(".timeline li.staffs");
            if lines.iter().any(|line| line.contains(&by)) {
                return;
            }
            stack.tick().await;
        }
        panic!("{by}: {lines:#?}");
    }
}
