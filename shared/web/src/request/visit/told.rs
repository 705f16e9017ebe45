//! What was just done in this browser: the page behind the redirect says it once.

use http::Method;

use super::Visit;
use crate::request::cookies::{Claims, SetCookie, Told};
use crate::request::csrf;

impl Visit {
    /// What the page has to say that was just done here, in a word of its own.
    ///
    /// It is said once, and again where only the language is switched: who loads the page once more did nothing once more.
    #[must_use]
    pub fn just_done(&self) -> Option<&str> {
        self.just_done.as_deref()
    }

    /// Has a page say once what was done. A page of members says it to nobody but this one.
    #[must_use]
    pub fn say_once(&self, page: &'static str, what: &str) -> SetCookie {
        self.done(page.to_owned(), what.to_owned(), false)
    }

    /// Has the way back in begin with an address: one that was typed, or whose password was.
    #[must_use]
    pub fn starts_way_back(&self, email: &str) -> SetCookie {
        let email = email.to_owned();
        SetCookie::signed(&self.keys, &Told::SignInFailed { email }, self.now)
    }

    /// Takes up what this page is to say, and keeps in the cookie that it was said.
    pub(crate) fn take_up_done(&mut self) {
        let Some(Told::Done { page, what, whose, said }) = self.cookie::<Told>() else { return };
        if self.method != Method::GET || page != self.path || whose != self.whose(&page) {
            return;
        }
        if said && !self.switches_language() {
            self.set.push(SetCookie::cleared(Told::NAME));
            return;
        }
        self.set.push(self.done(page, what.clone(), true));
        self.just_done = Some(what);
    }

    fn done(&self, page: String, what: String, said: bool) -> SetCookie {
        let whose = self.whose(&page);
        SetCookie::signed(&self.keys, &Told::Done { page, what, whose, said }, self.now)
    }

    /// Whose a page is: the member's mark where only members see it.
    fn whose(&self, page: &str) -> Option<String> {
        crate::routes::page_of_members(page)?;
        self.session.as_ref().map(|session| csrf::mark(&self.keys, &session.member))
    }

    /// Whether the address asks for another language than the browser's; loaded again, it asks for the same.
    fn switches_language(&self) -> bool {
        self.chosen_language.is_some_and(|chosen| self.jar.language() != Some(chosen))
    }
}
