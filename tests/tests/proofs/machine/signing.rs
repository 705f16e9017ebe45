//! Signing in and out, and steps 6 and 7.

use domain::Standing;

use super::portal::{EMAILS, PASSWORDS, Running};

impl Running<'_> {
    /// Signs in with the right password, or with the other one of the two.
    pub(super) fn sign_in(&mut self, who: usize, right: bool) {
        if self.any_login_in(who).is_some() {
            return;
        }
        let (address, login) = (self.oracle.address_of(who), self.oracle.login_of(who));
        let now_right = login.map_or(0, |login| self.oracle.logins[login].password);
        let password = PASSWORDS[if right { now_right } else { 1 - now_right }];
        let person = &mut self.people[who];
        self.runtime.block_on(async {
            person.browser.open("/sign-in").await;
            person.browser.submit(&[("email", EMAILS[address]), ("password", password)]).await;
        });
        let standing = login.map(|login| self.oracle.logins[login].standing);
        match person.browser.page().status {
            303 => {
                assert_eq!(standing, Some(Standing::Active), "only a member signs in");
                assert!(right, "only the password of today signs in");
                let login = login.expect("a member");
                let to_second = person.browser.page().location() == Some("/sign-in/second");
                assert_eq!(to_second, self.asks_second(who, login), "P9: a factor is asked for");
                if to_second {
                    self.is_between(who, login);
                } else {
                    self.signed_in(who, login);
                }
            }
            200 => assert_eq!((standing, right), (Some(Standing::Frozen), true), "whom to call"),
            429 => {
                let is_known = login.map(|it| (it, self.oracle.logins[it].epoch)) == person.known;
                let owner_waits = right && login.is_some() && is_known && person.wrong < 5;
                assert!(!owner_waits, "P7: strangers' guesses shut a browser that is known");
            }
            status => {
                assert_eq!(status, 422);
                assert!(!(standing.is_some() && right), "a member's password signs in");
            }
        }
        self.people[who].wrong += u32::from(!right);
    }

    pub(super) fn guess(&mut self, who: usize) {
        let (from, email) = (self.elsewhere(), EMAILS[self.oracle.address_of(who)]);
        let mut stranger = self.app.browser().without_script().at(&from);
        let status = self.runtime.block_on(async {
            stranger.open("/sign-in").await;
            let typed = [("email", email), ("password", "correct horse battery staple")];
            stranger.submit(&typed).await.status
        });
        assert!(matches!(status, 422 | 429), "{status}");
        assert!(stranger.cookie("session").is_none());
    }

    pub(super) fn sign_out(&mut self, who: usize) {
        let stands = self.any_login_in(who).is_some();
        let person = &mut self.people[who];
        self.runtime.block_on(async {
            person.browser.open("/home").await;
            if stands {
                person.browser.press("/sign-out").await;
            }
            person.browser.open("/home").await;
        });
        assert_eq!(person.browser.page().path, "/sign-in", "signed out is signed out");
        person.signed_in = None;
    }

    /// Takes step 6 or 7, which only a member who is signed in can do.
    ///
    /// Returns whether it was asked.
    pub(super) fn answer(&mut self, who: usize, path: &str, typed: &[(&str, &str)]) -> bool {
        let stands = self.login_in(who).is_some();
        let person = &mut self.people[who];
        let is_asked = self.runtime.block_on(async {
            person.browser.open(path).await;
            // While the account is held the question is put off, and the page only goes on.
            let is_asked = typed.iter().all(|(name, _)| person.browser.page().asks_for(name));
            if person.browser.page().path == path {
                person.browser.go_on(if is_asked { typed } else { &[] }).await;
            }
            is_asked
        });
        let path = &*person.browser.page().path;
        let is_outside = ["/sign-in", "/profile/security"].contains(&path);
        assert_eq!(
            !is_outside, stands,
            "sessions that are over stay over: 15 minutes without a request, 12 hours at all"
        );
        self.touch(who);
        is_asked && stands
    }
}
