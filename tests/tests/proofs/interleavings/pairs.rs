//! Two acts of one member at once: what somebody was told is done has come true.

use domain::Mark;
use tests::app::{Account, Browser, ON_FILE, PLAIN, SECOND, TestApp};
use tests::interleaving::Interleaving;
use tests::invariants;
use tests::memory::Forgets;

use super::{Start, orders};
use crate::proofs::faults::failure;
use crate::proofs::patience::{
    NEW_PASSWORD, NEW_PHRASE, PASSWORD, Patient, come_to_rest, newest_link,
};
use crate::proofs::ways::{Before, CONTACT, EMAIL, NEW_EMAIL, Way, second_step};

/// The last post of a way, when all before it is done.
struct Act<'a> {
    way: Way,
    browser: Browser<'a>,
    action: String,
    fields: Vec<(String, String)>,
    /// The answer if nobody else acts.
    done: Answer,
}

/// A status, and where it leads.
type Answer = (u16, Option<String>);

impl Act<'_> {
    async fn send(&self, app: &TestApp) -> Answer {
        let mut browser = self.browser.moved_to(app);
        let page = browser.post(&self.action, &self.fields).await;
        (page.status, page.location().map(str::to_owned))
    }
}

/// How a way's last form is reached, and what is typed there.
struct Form {
    at: At,
    typed: Vec<(&'static str, &'static str)>,
}

enum At {
    /// A page of the profile.
    Page(&'static str),
    /// A page of the profile with a button for each thing; the button's name.
    Button(&'static str, &'static str),
    /// The link of a letter: to whom, and its kind.
    Letter(&'static str, &'static str),
}

fn form(way: Way) -> Form {
    let Account { number, name, zip } = PLAIN;
    let new = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];
    let current = ("current_password", PASSWORD);
    let (at, typed) = match way {
        Way::Register | Way::ByCode => panic!("who registers is no member yet"),
        Way::BillsByEmail => panic!("paper ends at once here"),
        Way::LetIn | Way::PutOut => panic!("two people go it"),
        second_step!() => panic!("it is raced by itself"),
        Way::Recover => (At::Letter(EMAIL, "recover"), new.to_vec()),
        Way::NotMe => (At::Letter(CONTACT, "account_bound"), Vec::new()),
        Way::WasMe => (At::Letter(CONTACT, "account_bound"), vec![("was", "me")]),
        Way::NewEmail => (At::Letter(NEW_EMAIL, "new_email"), Vec::new()),
        Way::AddAccount => {
            let facts = vec![("account_number", number), ("name", name), ("billing_zip", zip)];
            (At::Page("/profile/accounts"), facts)
        }
        Way::Paper => (At::Page("/profile/paperless"), vec![("paperless", "no")]),
        Way::NewPassword => (At::Page("/profile/password"), vec![current, new[0], new[1]]),
        Way::NewPhrase => {
            (At::Page("/profile/security-phrase"), vec![("security_phrase", NEW_PHRASE)])
        }
        Way::NewLanguage => (At::Page("/profile/language"), vec![("language", "es")]),
        Way::EndOne => (At::Button("/profile/sessions", "session"), Vec::new()),
        Way::EndOthers => (At::Button("/profile/sessions", "others"), Vec::new()),
        Way::Close => (At::Page("/profile/close"), vec![current]),
    };
    Form { at, typed }
}

/// The letter that tells of a way's last post.
#[expect(clippy::unnested_or_patterns, reason = "the pattern is a macro's")]
fn told_by(way: Way) -> Option<&'static str> {
    match way {
        Way::Register | Way::ByCode => Some("welcome"),
        Way::BillsByEmail => Some("bills_by_email"),
        Way::Recover | Way::NewPassword => Some("password_changed"),
        Way::NotMe => Some("login_frozen"),
        Way::WasMe => Some("hold_ended"),
        Way::NewEmail => Some("email_changed"),
        Way::AddAccount => Some("account_added"),
        Way::Paper => Some("bills_on_paper"),
        Way::NewPhrase => Some("phrase_changed"),
        Way::EndOne => Some("session_ended"),
        Way::EndOthers => Some("sessions_ended"),
        Way::NewLanguage | second_step!() => None,
        Way::LetIn => Some("guest_joined"),
        Way::PutOut => Some("person_left"),
        Way::Close => Some("login_closed"),
    }
}

/// The browser of a member who is signed in elsewhere too and has every letter that leads on.
async fn member(app: &TestApp) -> Browser<'_> {
    let mut patient = Patient::new(app, EMAIL);
    patient.register(SECOND).await;
    // This one is held, so that its contact has something to end.
    patient.add(ON_FILE).await;
    let mut elsewhere = Patient::new(app, EMAIL);
    elsewhere.open("/sign-in").await;
    assert!(elsewhere.get_home().await);
    elsewhere.ask_back().await;
    patient.ask_new_email(NEW_EMAIL).await;
    app.deliver_new().await;
    patient.browser
}

async fn act<'a>(app: &'a TestApp, member: &Browser<'a>, way: Way) -> Act<'a> {
    let Form { at, typed } = form(way);
    // Whoever has lost the password, or is another person, follows a letter in a browser that was never here.
    let mut browser = match at {
        At::Letter(EMAIL | CONTACT, _) => app.browser().without_script(),
        At::Letter(..) | At::Page(_) | At::Button(..) => member.clone(),
    };
    let place = match at {
        At::Page(place) | At::Button(place, _) => place.to_owned(),
        At::Letter(to, kind) => newest_link(app, to, kind).expect("the letter came"),
    };
    browser.open(&place).await;
    assert_eq!(browser.page().status, 200, "{way:?}");
    let (action, mut fields) = match at {
        At::Button(place, _) => browser.filled_in_form(place),
        At::Page(_) | At::Letter(..) => browser.filled_in(&typed),
    };
    if let At::Button(_, name) = at {
        fields.push((name.to_owned(), browser.page().button(name).expect("a button")));
    }
    let mut act = Act { way, browser, action, fields, done: (0, None) };
    act.done = act.send(&app.copy()).await;
    act
}

/// Everything that a member can do, each ready for its last post.
#[expect(clippy::unnested_or_patterns, reason = "the pattern is a macro's")]
async fn acts(app: &TestApp) -> Vec<Act<'_>> {
    let (member, mut acts) = (member(app).await, Vec::new());
    let of_one = |way: &Way| {
        let of_others = matches!(way, Way::Register | Way::ByCode | Way::LetIn | Way::PutOut);
        let elsewhere = matches!(way, Way::BillsByEmail | second_step!());
        !of_others && !elsewhere
    };
    for way in Way::ALL.into_iter().filter(of_one) {
        acts.push(act(app, &member, way).await);
    }
    acts
}

/// Both acts at once on a portal, in one order.
async fn both(app: &TestApp, acts: [&Act<'_>; 2], order: Interleaving) {
    let before = Before::of(app);

    let answers = order.run(acts.map(|act| act.send(app))).await;

    let told = [answers[0] == acts[0].done, answers[1] == acts[1].done];
    assert!(answers.iter().all(|(status, _)| *status < 500), "{answers:?}");
    assert!(told.contains(&true), "neither is done: {answers:?}");
    invariants::hold(app);
    let mut patient = Patient::new(app, EMAIL);
    if patient.login().is_none() {
        patient.email = NEW_EMAIL;
    }
    let closed = acts.iter().zip(told).any(|(act, told)| told && act.way == Way::Close);
    let done = acts.iter().zip(told).filter(|(_, told)| *told).map(|(act, _)| act.way);
    let done: Vec<Way> = done.collect();
    for way in done.iter().filter(|way| !closed || **way == Way::Close) {
        before.has_become(&patient, *way);
    }
    app.deliver_new().await;
    come_to_rest(app).await;
    invariants::hold_at_rest(app);
    // Of a login that is closed there is nothing to show: the contact's word is taken, and nothing follows.
    let followed = done.iter().filter(|way| !closed || **way != Way::WasMe);
    for kind in followed.filter_map(|way| told_by(*way)) {
        let letters = app.store.letters();
        let went_out = letters.iter().any(|(it, mark)| {
            it.letter.kind().name() == kind && matches!(mark, Mark::Sent(_) | Mark::Failed(_))
        });
        assert!(went_out, "P2: {kind} never went out");
    }
}

/// What went wrong with two acts, in the first order in which something did; and how many orders were tried.
async fn failed(start: Start<'_>, acts: [&Act<'_>; 2]) -> (Option<String>, usize) {
    let mut many = 0;
    for order in orders() {
        many += 1;
        if let Some(said) = failure(both(&start.portal(), acts, order)).await {
            return (Some(said), many);
        }
    }
    (None, many)
}

#[tokio::test]
async fn of_two_acts_of_a_member_at_once_each_that_is_told_as_done_is_done() {
    let app = TestApp::start().await;
    let acts = acts(&app).await;
    let (mut failures, mut orders) = (Vec::new(), 0);

    for (number, one) in acts.iter().enumerate() {
        for other in &acts[number..] {
            let (said, many) = failed(Start { app: &app, forgets: None }, [one, other]).await;
            orders += many;
            failures.extend(said.map(|said| format!("{:?}, {:?}: {said}", one.way, other.way)));
        }
    }

    println!("{orders} orders");
    assert!(failures.is_empty(), "{failures:#?}");
}

/// Whether both acts write the member, so that one is lost if the store looks at no condition.
fn both_write(one: Way, other: Way) -> bool {
    let sets_password = |way| matches!(way, Way::Recover | Way::NewPassword);
    let writes = |way| way != Way::EndOne;
    // The same password twice shows nothing.
    one != other && writes(one) && writes(other) && !(sets_password(one) && sets_password(other))
}

#[tokio::test]
async fn a_store_that_forgets_conditions_loses_one_of_any_two_acts_and_is_noticed() {
    let app = TestApp::start().await;
    let acts = acts(&app).await;

    for (number, one) in acts.iter().enumerate() {
        for other in acts[number..].iter().filter(|other| both_write(one.way, other.way)) {
            let start = Start { app: &app, forgets: Some(Forgets::Conditions) };
            let (said, _) = failed(start, [one, other]).await;
            assert!(said.is_some(), "{:?}, {:?}", one.way, other.way);
        }
    }
}
