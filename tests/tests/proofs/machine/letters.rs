//! Letters with links, and what opening and using each has to lead to.

use domain::Mail;
use domain::{LinkToken, PendingId, Purpose};
use fixtures::test_keys;
use tests::app::{Browser, link};

use super::links::{Using, WayBack};
use super::moves::{NEWEST, PEOPLE};
use super::portal::{BILLED, EMAILS, PASSWORDS, Running};
use crate::proofs::patience::PASSWORD;

impl<'a> Running<'a> {
    /// The link of one of a person's letters of some kinds: its address and its claim.
    pub(super) fn letter(
        &self,
        who: usize,
        number: usize,
        kinds: &[&str],
        purpose: Purpose,
    ) -> Option<(String, PendingId)> {
        let letters = self.with_link(who, kinds);
        let newest = letters.len().checked_sub(1)?;
        let at = if number == NEWEST { newest } else { number % letters.len() };
        let way_in = link(&letters[at]);
        let token = way_in.rsplit_once("t=")?.1;
        self.app.remember(token);
        let claim = LinkToken::check(&test_keys(), purpose, token).expect("our own");
        Some((way_in, claim.id))
    }

    /// A person's letters of some kinds that have a link, oldest first.
    ///
    /// A letter that is sent shortly before the link's end says to ask again, and has no link.
    pub(super) fn with_link(&self, who: usize, kinds: &[&str]) -> Vec<Mail> {
        let mut letters = self.app.post_office.taken();
        letters.retain(|it| {
            [EMAILS[who], EMAILS[who + PEOPLE]].contains(&it.to.expose())
                && kinds.contains(&it.kind)
                && it.text.contains("/verify?t=")
        });
        letters
    }

    /// The letter with a link to confirm a registration.
    fn to_confirm(&self, who: usize, number: usize) -> Option<(String, PendingId)> {
        self.letter(who, number, &["confirm"], Purpose::Verify)
    }

    pub(super) fn scan(&mut self, who: usize, number: usize) {
        let Some((way_in, _)) = self.to_confirm(who, number) else { return };
        let before = self.app.store.pendings();
        self.runtime.block_on(async { self.app.browser().open(&way_in).await.clone() });
        assert_eq!(self.app.store.pendings(), before, "a GET changes nothing");
    }

    pub(super) fn confirm(&mut self, who: usize, number: usize, elsewhere: bool) {
        let Some((way_in, id)) = self.to_confirm(who, number) else { return };
        let asked = self.oracle.asked(&id);
        let account = BILLED[asked.account].number;
        let browser = self.own_or_other(who, elsewhere);
        let expected = self.oracle.confirm(&id, self.now());
        let typed = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
        let browser = self.follow(browser, &way_in, &typed, account);
        if browser.page().status == 200 && !browser.page().has_form() {
            assert_ne!(expected, Using::Done, "the browser that set the password is told so");
        } else {
            is_as_expected(&browser, expected, 303);
        }
        if expected == Using::Done {
            self.people[who].browser = browser;
            let login = self.oracle.logins.len() - 1;
            self.signed_in(who, login);
            self.note_not_me(login, PEOPLE - 1);
        }
    }

    pub(super) fn own_or_other(&self, who: usize, elsewhere: bool) -> Browser<'a> {
        if elsewhere {
            self.app.browser().without_script()
        } else {
            self.people[who].browser.clone()
        }
    }

    /// Opens a link and submits the form that it leads to, if there is one.
    pub(super) fn follow(
        &self,
        mut browser: Browser<'a>,
        way_in: &str,
        typed: &[(&str, &str)],
        account: &str,
    ) -> Browser<'a> {
        self.runtime.block_on(async {
            browser.open(way_in).await;
            if browser.page().status != 200 || !browser.page().has_form() {
                return;
            }
            let mut typed = typed.to_vec();
            if browser.page().asks_for("account_number") {
                typed.push(("account_number", account));
            }
            browser.submit(&typed).await;
        });
        browser
    }

    /// Notes the link of "this wasn't me", if the last move sent one to an address.
    pub(super) fn note_not_me(&mut self, login: usize, to: usize) {
        if let Some(id) = self.new_link(Purpose::NotMe) {
            self.oracle.issue(id, Purpose::NotMe, login, to, self.now());
        }
    }

    pub(super) fn ask_back(&mut self, who: usize) {
        let (address, now) = (self.oracle.address_of(who), self.now());
        let from = self.elsewhere();
        let mut browser = self.app.browser().without_script().at(&from);
        self.runtime.block_on(async {
            browser.open("/recover").await;
            browser.submit(&[("email", EMAILS[address])]).await;
        });
        // P6: the same answer, whoever it is.
        let page = browser.page();
        assert_eq!((page.status, page.location()), (303, Some("/recover?sent=yes")));
        let queued = self.app.store.envelopes().pop().expect("a letter answers");
        let kind = queued.letters[0].letter.kind().name();
        let (link, pending) = (self.new_link(Purpose::Recover), self.new_pending());
        match self.oracle.ask_back(address, now) {
            WayBack::Recover(login) => {
                assert_eq!(kind, "recover");
                let id = link.expect("a link");
                self.oracle.issue(id, Purpose::Recover, login, address, now);
            }
            WayBack::StillFrozen => assert_eq!((kind, link), ("still_frozen", None)),
            WayBack::Confirm => assert_eq!((kind, pending), ("confirm", None)),
            WayBack::Anew(asked) => {
                assert_eq!(kind, "confirm");
                self.oracle.record(pending.expect("it was recorded anew").id, asked);
            }
            WayBack::NoLogin => assert_eq!((kind, link), ("no_login", None)),
        }
    }

    pub(super) fn new_password(&mut self, who: usize, number: usize) {
        let letter = self.letter(who, number, &["recover"], Purpose::Recover);
        let Some((way_in, id)) = letter else { return };
        let login = self.oracle.issued(&id).login;
        let new = PASSWORDS[1 - self.oracle.logins[login].password];
        let expected = self.oracle.spend(&id, self.now());
        let typed = [("new_password", new), ("confirm_password", new)];
        let browser = self.app.browser().without_script();
        let browser = self.follow(browser, &way_in, &typed, "");
        is_as_expected(&browser, expected, 303);
        assert!(browser.cookie("session").is_none(), "nobody is signed in by it");
    }

    pub(super) fn not_me(&mut self, who: usize, number: usize) {
        let kinds = ["account_bound", "email_replaced"];
        let Some((way_in, id)) = self.letter(who, number, &kinds, Purpose::NotMe) else { return };
        let expected = self.oracle.spend(&id, self.now());
        let browser = self.app.browser().without_script();
        let browser = self.follow(browser, &way_in, &[], "");
        is_as_expected(&browser, expected, 303);
    }

    /// Says "this was me": it ends the hold of what the letter is about, and spends nothing.
    pub(super) fn was_me(&mut self, who: usize, number: usize) {
        let letter = self.letter(who, number, &["account_bound"], Purpose::NotMe);
        let Some((way_in, id)) = letter else { return };
        let expected = self.oracle.was_me(&id, self.now());
        let browser = self.app.browser().without_script();
        let mut browser = self.follow_to_question(browser, &way_in);
        if browser.page().status == 200 && browser.page().asks_for("was") {
            self.runtime.block_on(async { browser.submit(&[("was", "me")]).await.status });
            assert_eq!((browser.page().status, expected), (303, true), "it ends the hold");
        } else {
            assert!(!expected, "there was something to end");
        }
    }

    fn follow_to_question(&self, mut browser: Browser<'a>, way_in: &str) -> Browser<'a> {
        self.runtime.block_on(async { browser.open(way_in).await.status });
        browser
    }

    pub(super) fn confirm_new_email(&mut self, who: usize, number: usize, elsewhere: bool) {
        let letter = self.letter(who, number, &["new_email"], Purpose::NewEmail);
        let Some((way_in, id)) = letter else { return };
        let login = self.oracle.issued(&id).login;
        let before = self.oracle.logins[login].address;
        let goes_on = !elsewhere && self.login_in(who) == Some(login);
        let expected = self.oracle.spend(&id, self.now());
        let browser = self.own_or_other(who, elsewhere);
        let browser = self.follow(browser, &way_in, &[], "");
        is_as_expected(&browser, expected, 303);
        if !elsewhere {
            self.people[who].browser = browser;
        }
        if expected == Using::Done {
            self.note_not_me(login, before);
            if goes_on {
                self.goes_on(who);
            }
        }
        if !elsewhere {
            self.touch(who);
        }
    }
}

#[track_caller]
pub(super) fn is_as_expected(browser: &Browser<'_>, expected: Using, done: u16) {
    let status = browser.page().status;
    match expected {
        Using::Over => assert_eq!(status, 410, "P3: spent or over"),
        Using::Gone => assert_eq!(status, 410, "what it was about is gone"),
        Using::TooLate => assert_eq!(status, 409, "P1: it went to somebody else"),
        Using::Done => assert_eq!(status, done, "it does its work"),
    }
}
