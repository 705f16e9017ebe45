//! The links of letters about factors and about waits.

use domain::{PendingId, Purpose};

use super::factors::ByLetter;
use super::portal::{PASSWORDS, Running};

impl Running<'_> {
    /// Follows a letter about a factor, and says that it was somebody else's.
    pub(super) fn not_mine(&mut self, who: usize, number: usize) {
        let letter = self.letter(who, number, &["factor_added"], Purpose::NotMyFactor);
        let Some((way_in, id)) = letter else { return };
        let expected = self.oracle.may_not_be_mine(&id, self.now());
        if self.use_letter(&way_in, expected, &id) {
            let at = self.oracle.issued(&id).at;
            let of = &mut self.oracle.logins[self.oracle.issued[&id].login];
            of.factors.lose(|it| it.since >= at);
            of.epoch += 1;
            of.wrong_codes = if of.factors.is_asked() { of.wrong_codes } else { 0 };
        }
    }

    /// Follows a letter about a wait, and stops it.
    pub(super) fn stop(&mut self, who: usize, number: usize) {
        let letter = self.letter(who, number, &["reset_waits"], Purpose::StopReset);
        let Some((way_in, id)) = letter else { return };
        let expected = self.oracle.may_stop(&id, self.now());
        if self.use_letter(&way_in, expected, &id) {
            self.oracle.logins[self.oracle.issued[&id].login].factors.wait = None;
        }
    }

    /// Follows the letter at the end of a wait, and takes everything off.
    pub(super) fn reset(&mut self, who: usize, number: usize) {
        let letter = self.letter(who, number, &["reset_open"], Purpose::ResetFactors);
        let Some((way_in, id)) = letter else { return };
        let expected = self.oracle.may_reset(&id, self.now());
        if self.use_letter(&way_in, expected, &id) {
            let of = &mut self.oracle.logins[self.oracle.issued[&id].login];
            of.factors.lose(|_| true);
            of.epoch += 1;
        }
    }

    /// Follows a letter's link in a browser of its own. Returns whether it did its work.
    fn use_letter(&mut self, way_in: &str, expected: ByLetter, id: &PendingId) -> bool {
        let login = self.oracle.issued(id).login;
        let password = PASSWORDS[self.oracle.logins[login].password];
        let from = self.elsewhere();
        let mut browser = self.app.browser().without_script().at(&from);
        let (status, asks) = self.runtime.block_on(async {
            browser.open(way_in).await;
            (browser.page().status, browser.page().asks_for("current_password"))
        });
        let has_form = browser.page().has_form();
        match expected {
            ByLetter::Over => {
                assert_eq!(status, 410, "P3: spent or over");
                false
            }
            ByLetter::Before => {
                assert_eq!((status, has_form), (200, false), "P3: it did its work before");
                false
            }
            ByLetter::Works { password: is_asked } => {
                assert_eq!(
                    (status, asks),
                    (200, is_asked),
                    "P9: mail alone takes nothing off that stands"
                );
                let typed: &[_] = if asks { &[("current_password", password)] } else { &[] };
                let wrong: &[_] = &[("current_password", "not the password at all")];
                let status = self.runtime.block_on(async {
                    if asks {
                        let mut thief = browser.clone();
                        assert_eq!(
                            thief.submit(wrong).await.status,
                            422,
                            "P9: with the password alone"
                        );
                    }
                    browser.submit(typed).await.status
                });
                assert_eq!(status, 303, "it does its work");
                self.oracle.issued.entry(id.clone()).and_modify(|link| link.is_used = true);
                true
            }
        }
    }
}
