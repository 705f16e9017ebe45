//! Changes in the profile, which only a member who is signed in can make.

use domain::Purpose;

use super::moves::PEOPLE;
use super::oracle::Adding;
use super::portal::{BILLED, EMAILS, PASSWORDS, Running};

impl Running<'_> {
    /// Opens a page of the profile, and returns its login.
    ///
    /// Somebody who is not signed in is sent to the sign-in page.
    pub(super) fn open_profile(&mut self, who: usize, path: &str) -> Option<usize> {
        let (address, stands) = (self.elsewhere(), self.login_in(who));
        let browser = &mut self.people[who].browser;
        *browser = browser.clone().at(&address);
        self.runtime.block_on(async { browser.open(path).await.clone() });
        let is_outside = browser.page().path == "/sign-in";
        assert_eq!(!is_outside, stands.is_some(), "sessions that are over stay over");
        self.touch(who);
        stands
    }

    /// Submits the form on the page, with the password if it asks for that.
    ///
    /// Returns the status.
    fn submit(&mut self, who: usize, login: usize, typed: &[(&str, &str)]) -> u16 {
        let (mut typed, browser) = (typed.to_vec(), &mut self.people[who].browser);
        if browser.page().asks_for("current_password") {
            typed.push(("current_password", PASSWORDS[self.oracle.logins[login].password]));
        }
        self.runtime.block_on(async { browser.submit(&typed).await.status })
    }

    /// Posts the form that invites, with the password if it asks for that.
    ///
    /// Returns the status.
    pub(super) fn submit_form(&mut self, who: usize, login: usize, typed: &[(&str, &str)]) -> u16 {
        let (mut typed, browser) = (typed.to_vec(), &mut self.people[who].browser);
        if browser.page().asks_for("current_password") {
            typed.push(("current_password", PASSWORDS[self.oracle.logins[login].password]));
        }
        let (action, mut fields) = browser.filled_in_form("/profile/people");
        fields.retain(|(name, _)| typed.iter().all(|(typed, _)| typed != name));
        fields.extend(typed.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        self.runtime.block_on(async { browser.post(&action, &fields).await.status })
    }

    pub(super) fn change_password(&mut self, who: usize) {
        let Some(login) = self.open_profile(who, "/profile/password") else { return };
        let new = PASSWORDS[1 - self.oracle.logins[login].password];
        let typed = [("new_password", new), ("confirm_password", new)];
        assert_eq!(self.submit(who, login, &typed), 303, "the password changes");
        let of = &mut self.oracle.logins[login];
        of.password = 1 - of.password;
        of.epoch += 1;
        // In a session of its own, as after signing in.
        self.signed_in(who, login);
    }

    pub(super) fn ask_new_email(&mut self, who: usize) {
        let Some(login) = self.open_profile(who, "/profile/email") else { return };
        let to = (self.oracle.logins[login].address + PEOPLE) % EMAILS.len();
        let (new, now) = (EMAILS[to], self.now());
        let status = self.submit(who, login, &[("email", new), ("confirm_email", new)]);
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
        let (billed, now) = (BILLED[account], self.now());
        let name = if right { self.oracle.accounts[account].name } else { "Someoneelse" };
        let typed =
            [("account_number", billed.number), ("name", name), ("billing_zip", billed.zip)];
        let status = self.submit(who, login, &typed);
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
        assert_eq!(self.submit(who, login, &[]), 303);
        self.oracle.close(login);
        let person = &mut self.people[who];
        (person.signed_in, person.known) = (None, None);
        assert!(person.browser.cookie("session").is_none(), "nothing is left of it");
    }
}
