//! Signing in and out, and what only members do.

use super::portal::{EMAILS, Running};
use crate::patience::PASSWORD;

impl Running<'_> {
    pub(super) fn sign_in(&mut self, who: usize, right: bool) {
        let (is_member, now) = (self.oracle.is_member[who], self.now());
        let person = &mut self.people[who];
        if person.is_signed_in(now) {
            return;
        }
        let password = if right { PASSWORD } else { "four wrong guesses in a row" };
        self.runtime.block_on(async {
            person.browser.open("/sign-in").await;
            person.browser.submit(&[("email", EMAILS[who]), ("password", password)]).await;
        });
        match person.browser.page().status {
            303 => {
                assert!(is_member && right, "only a member's password signs in");
                person.signed_in = Some([now + 15 * 60, now + 12 * 3600]);
                (person.wrong, person.is_known) = (0, true);
            }
            429 => {
                let owner_waits = right && is_member && person.is_known && person.wrong < 5;
                assert!(!owner_waits, "P7: strangers' guesses shut a browser that is known");
            }
            status => {
                assert_eq!(status, 422);
                assert!(!(is_member && right), "a member's password signs in");
            }
        }
        person.wrong += u32::from(!right);
    }

    pub(super) fn guess(&mut self, who: usize) {
        let address = self.elsewhere();
        let mut stranger = self.app.browser().without_script().at(&address);
        let status = self.runtime.block_on(async {
            stranger.open("/sign-in").await;
            let typed = [("email", EMAILS[who]), ("password", "correct horse battery staple")];
            stranger.submit(&typed).await.status
        });
        assert!(matches!(status, 422 | 429), "{status}");
        assert!(stranger.cookie("session").is_none());
    }

    pub(super) fn sign_out(&mut self, who: usize) {
        let now = self.now();
        let person = &mut self.people[who];
        let stands = person.is_signed_in(now);
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

    /// Steps 6 and 7: for who is signed in, and for nobody else.
    pub(super) fn answer(&mut self, who: usize, path: &str, typed: &[(&str, &str)]) {
        let now = self.now();
        let person = &mut self.people[who];
        let stands = person.is_signed_in(now);
        self.runtime.block_on(async {
            person.browser.open(path).await;
            if person.browser.page().path == path {
                person.browser.go_on(typed).await;
            }
        });
        let is_outside = person.browser.page().path == "/sign-in";
        assert_eq!(
            !is_outside, stands,
            "a session lasts 15 minutes without a request, 12 hours at all"
        );
        person.touch(now);
    }
}
