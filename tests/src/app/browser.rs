//! A browser: cookies, forms, redirects and, with JavaScript, the robot check.

mod fields;

use std::cell::Cell;

use self::fields::filled_in;
use super::jar::Jar;
use super::page::parsed;
use super::{Event, ORIGIN, Page, Portal, TestApp};

/// The fields whose contents are personal or secret on every page.
const SECRET_FIELDS: [&str; 16] = [
    "account_number",
    "name",
    "email",
    "confirm_email",
    "billing_zip",
    "bill_code",
    "password",
    "current_password",
    "new_password",
    "confirm_password",
    "security_phrase",
    "note",
    "place",
    "call_back",
    "whom",
    "reason",
];

/// The most redirects in a row.
const REDIRECTS_MAX: usize = 5;

thread_local! {
    /// Counts browsers, so that each of a test has an address of its own.
    static NEXT: Cell<u8> = const { Cell::new(1) };
}

/// A browser at a portal in this process or behind a server.
pub struct Browser<'a, P = TestApp> {
    portal: &'a P,
    jar: Jar,
    page: Option<Page>,
    address: String,
    user_agent: String,
    languages: String,
    /// What something between browser and portal adds, or somebody writes by hand.
    headers: Vec<(String, String)>,
    script: bool,
}

impl<P> Clone for Browser<'_, P> {
    fn clone(&self) -> Self {
        Self {
            portal: self.portal,
            jar: self.jar.clone(),
            page: self.page.clone(),
            address: self.address.clone(),
            user_agent: self.user_agent.clone(),
            languages: self.languages.clone(),
            headers: self.headers.clone(),
            script: self.script,
        }
    }
}

impl<'a, P: Portal> Browser<'a, P> {
    /// The same browser, at another portal.
    #[must_use]
    pub fn moved_to<'b>(&self, portal: &'b P) -> Browser<'b, P> {
        let same = self.clone();
        Browser {
            portal,
            jar: same.jar,
            page: same.page,
            address: same.address,
            user_agent: same.user_agent,
            languages: same.languages,
            headers: same.headers,
            script: same.script,
        }
    }

    /// A new browser with JavaScript, at an address of its own.
    pub fn new(portal: &'a P) -> Self {
        let number = NEXT.with(|next| next.replace(next.get().wrapping_add(1)));
        Self {
            portal,
            jar: Jar::default(),
            page: None,
            address: format!("203.0.113.{number}"),
            user_agent: "Mozilla/5.0 (Linux; Android 15) Chrome/156.0 Safari/537.36".to_owned(),
            languages: "en-US,en;q=0.9".to_owned(),
            headers: Vec::new(),
            script: true,
        }
    }

    /// The browser with JavaScript off.
    #[must_use]
    pub fn without_script(mut self) -> Self {
        self.script = false;
        self
    }

    /// The browser at a network address.
    #[must_use]
    pub fn at(mut self, address: &str) -> Self {
        address.clone_into(&mut self.address);
        self
    }

    /// The browser with another `User-Agent`.
    #[must_use]
    pub fn made_as(mut self, user_agent: &str) -> Self {
        user_agent.clone_into(&mut self.user_agent);
        self
    }

    /// The browser set to a language.
    #[must_use]
    pub fn speaking(mut self, languages: &str) -> Self {
        languages.clone_into(&mut self.languages);
        self
    }

    /// The browser whose requests have one more header.
    #[must_use]
    pub fn sending(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The page that is shown.
    #[must_use]
    #[track_caller]
    pub fn page(&self) -> &Page {
        self.page.as_ref().expect("a page was opened")
    }

    /// The value of a cookie, named without `__Host-`.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar.get(name).map(str::to_owned)
    }

    /// Puts a cookie into the browser by hand.
    pub fn put_cookie(&mut self, name: &str, value: &str) {
        self.jar.put(name, value);
    }

    /// The event of a request as this browser makes it.
    #[must_use]
    pub fn event(&self, method: &str, address: &str) -> Event {
        let event = Event::new(method, address)
            .from(&self.address)
            .header("user-agent", &self.user_agent)
            .header("accept-language", &self.languages)
            .cookies(&self.jar.sent());
        self.headers.iter().fold(event, |event, (name, value)| event.header(name, value))
    }

    /// The event of a form's post.
    #[must_use]
    pub fn post_event(&self, action: &str, body: &str) -> Event {
        let event = self.event("POST", action).form(body);
        event.header("origin", ORIGIN).header("sec-fetch-site", "same-origin")
    }

    /// Sends an event and keeps the cookies and the page of the answer.
    pub async fn send(&mut self, event: &Event) -> &Page {
        let page = self.portal.answer(event).await;
        for line in page.set_cookies() {
            self.jar.take(line);
        }
        self.page.insert(page)
    }

    /// Opens an address and stays at its answer, even if that is a redirect.
    pub async fn get(&mut self, address: &str) -> &Page {
        let event = self.event("GET", address);
        self.send(&event).await
    }

    /// Opens an address and follows its redirects.
    pub async fn open(&mut self, address: &str) -> &Page {
        self.get(address).await;
        self.follow().await
    }

    /// Follows redirects to the page at their end.
    pub async fn follow(&mut self) -> &Page {
        for _ in 0..REDIRECTS_MAX {
            let Some(location) = self.page().location().map(str::to_owned) else { break };
            assert!(location.starts_with('/'), "{location} is ours");
            self.get(&location).await;
        }
        assert!(self.page().location().is_none(), "redirects end");
        self.page()
    }

    /// Fills in the first form of the page's main part and submits it.
    ///
    /// Stays at the answer.
    pub async fn submit(&mut self, typed: &[(&str, &str)]) -> &Page {
        self.submit_to(None, typed).await
    }

    /// Submits the form of an action and follows redirects.
    pub async fn press(&mut self, action: &str) -> &Page {
        self.submit_to(Some(action), &[]).await;
        self.follow().await
    }

    /// Fills in a form, submits it and follows redirects.
    pub async fn go_on(&mut self, typed: &[(&str, &str)]) -> &Page {
        self.submit(typed).await;
        self.follow().await
    }

    /// The robot check's answer, computed as the page's script does.
    pub async fn solve(&mut self) -> String {
        // The page's box names another place where the challenge is for another form.
        let named = self.page.as_ref().map(|page| page.attributes(".robot", "data-from"));
        let from = named.unwrap_or_default().pop().unwrap_or_else(|| "/captcha".to_owned());
        let event = self.event("GET", &from);
        let challenge = self.portal.answer(&event).await;
        assert_eq!(challenge.status, 200);
        web::robot::solve(&challenge.body)
    }

    async fn submit_to(&mut self, action: Option<&str>, typed: &[(&str, &str)]) -> &Page {
        let (action, mut fields) = filled_in(self.page(), action, typed);
        for field in &mut fields {
            if field.0 == "altcha" && field.1.is_empty() && self.script {
                field.1 = self.solve().await;
            }
        }
        self.post(&action, &fields).await
    }

    /// Posts fields, whether the page has them or not.
    pub async fn post(&mut self, action: &str, fields: &[(String, String)]) -> &Page {
        for (_, value) in fields.iter().filter(|(name, _)| SECRET_FIELDS.contains(&name.as_str())) {
            self.portal.remember(value);
        }
        let body: String =
            form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let event = self.post_event(action, &body);
        self.send(&event).await
    }

    /// The event that submits the page's first form, to be changed or sent by hand.
    #[must_use]
    pub fn filled_in(&self, typed: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        filled_in(self.page(), None, typed)
    }

    /// The event that submits the form of an action.
    #[must_use]
    pub fn filled_in_form(&self, action: &str) -> (String, Vec<(String, String)>) {
        filled_in(self.page(), Some(action), &[])
    }
}

impl<P: Portal> Browser<'_, P> {
    /// The same, as its first button of a name sends it.
    #[must_use]
    #[track_caller]
    pub fn filled_in_button(&self, action: &str, name: &str) -> (String, Vec<(String, String)>) {
        let (action, mut fields) = self.filled_in_form(action);
        let html = self.page().html();
        let button = parsed(&format!("form[action='{action}'] button[name='{name}']"));
        let button = html.select(&button).next().expect("a button of that name");
        fields.push((name.to_owned(), button.attr("value").unwrap_or_default().to_owned()));
        (action, fields)
    }
}
