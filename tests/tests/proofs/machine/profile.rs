//! Changes in the profile, which only a member who is signed in can make.

use domain::Purpose;

use super::moves::PEOPLE;
use super::oracle::Adding;
use super::portal::{EMAILS, PASSWORDS, Running};

impl Running<'_> {
    /// Opens a page of the profile, and returns its login.
    ///
    /// Somebody who is not signed in is sent to the sign-in page.
    pub(super) fn open_profile(&mut self, who: usize, path: &str) -> Option<usize> {
        let (address, stands) = (self.elsewhere(), self.login_in(who));
        let browser = &mut self.people[who].browser;
        *browser = browser.clone().at(&address);
        self.runtime.block_on(async { browser.open(path).await.clone() });
        let is_outside = ["/sign-in", "/profile/security"].contains(&&*browser.page().path);
        assert_eq!(!is_outside, stands.is_some(), "sessions that are over stay over");
        self.touch(who);
        stands
    }

    /// Submits the form on the page, with the password and a code if it asks for them.
    ///
    /// Returns the status; `None` where nothing at hand proves a factor, or wrong codes of before make it wait.
    fn submit(&mut self, who: usize, login: usize, typed: &[(&str, &str)]) -> Option<u16> {
        let asked = self.asked_again(who, login, false)?;
        let typed = asked.iter().map(|(name, it)| (*name, &**it)).chain(typed.iter().copied());
        let typed: Vec<(&str, &str)> = typed.collect();
        let browser = &mut self.people[who].browser;
        let status = self.runtime.block_on(async { browser.submit(&typed).await.status });
        let is_code = asked.iter().any(|(name, _)| *name == "current_code");
        (!(is_code && status == 429)).then_some(status)
    }

    /// Posts the form that invites, as [`Running::submit`] does.
    pub(super) fn submit_form(
        &mut self,
        who: usize,
        login: usize,
        typed: &[(&str, &str)],
    ) -> Option<u16> {
        let asked = self.asked_again(who, login, false)?;
        let typed = asked.iter().map(|(name, it)| (*name, &**it)).chain(typed.iter().copied());
        let typed: Vec<(&str, &str)> = typed.collect();
        let status = self.submit_with(who, "/profile/people", &typed);
        let is_code = asked.iter().any(|(name, _)| *name == "current_code");
        (!(is_code && status == 429)).then_some(status)
    }

    pub(super) fn change_password(&mut self, who: usize) {
        let Some(login) = self.open_profile(who, "/profile/password") else { return };
        let new = PASSWORDS[1 - self.oracle.logins[login].password];
        let typed = [("new_password", new), ("confirm_password", new)];
        let Some(status) = self.submit(who, login, &typed) else { return };
        assert_eq!(status, 303, "the password changes");
        let of = &mut self.oracle.logins[login];
        of.factors.wait = None;
        of.wrong_codes = 0;
        of.password = 1 - of.password;
        of.epoch += 1;
        // In a session of its own, as after signing in.
        self.signed_in(who, login);
    }

    pub(super) fn ask_new_email(&mut self, who: usize) {
        let Some(login) = self.open_profile(who, "/profile/email") else { return };
        let to = (self.oracle.logins[login].address + PEOPLE) % EMAILS.len();
        let new = EMAILS[to];
        let typed = [("email", new), ("confirm_email", new)];
        let Some(status) = self.submit(who, login, &typed) else { return };
        let now = self.now();
        if !self.oracle.may_ask_new_email(login, now) {
            assert_eq!(status, 429, "P7: five new emails of a member in a day");
            return;
        }
        // P6: the same answer, whether the address is free or not.
        assert_eq!(status, 303);
        let queued = self.app.store.envelopes().pop().expect("a letter answers");
        let (kind, link) =
            (queued.letters[0].letter.kind().name(), self.new_link(Purpose::NewEmail));
        if self.oracle.at(to).is_some() {
            assert_eq!((kind, link), ("email_in_use", None));
        } else {
            assert_eq!(kind, "new_email");
            let id = link.expect("a link");
            self.oracle.issue(id, Purpose::NewEmail, login, to, now);
        }
    }

    pub(super) fn add(&mut self, who: usize, account: usize, right: bool) {
        let Some(login) = self.open_profile(who, "/profile/accounts") else { return };
        let facts = self.facts(account, right);
        let typed = [0, 1, 2].map(|at| (facts[at].0, &*facts[at].1));
        let Some(status) = self.submit(who, login, &typed) else { return };
        let now = self.now();
        match self.oracle.add(login, account, right, now) {
            Adding::Waits => assert_eq!(status, 429, "P7: five misses of a member in a day"),
            Adding::Refused => assert_eq!(status, 422, "why not"),
            Adding::Added => {
                assert_eq!(status, 303, "it is theirs");
                self.note_not_me(login, PEOPLE - 1);
            }
        }
    }

    pub(super) fn close(&mut self, who: usize) {
        let Some(login) = self.open_profile(who, "/profile/close") else { return };
        let Some(status) = self.submit(who, login, &[]) else { return };
        assert_eq!(status, 303);
        self.oracle.close(login);
        let person = &mut self.people[who];
        (person.signed_in, person.known) = (None, None);
        assert!(person.browser.cookie("session").is_none(), "nothing is left of it");
    }
}
