//! The portal with people at it, and what is held against the oracle at each move.

use std::collections::{BTreeMap, BTreeSet};

use domain::{LinkToken, PendingId, Purpose, Standing, test_keys};
use jiff::SignedDuration;
use tests::app::{Account, Browser, NOON, ON_FILE, PLAIN, SECOND, TestApp, link};
use tokio::runtime::{Builder, Runtime};

use super::moves::{ACCOUNTS, EXTRACTS, Move, PEOPLE};
use super::oracle::{Confirming, Mailbox, Oracle};
use crate::patience::PASSWORD;

/// The contact on file of the last account is the last person.
pub(super) const EMAILS: [&str; PEOPLE] =
    ["ada@mail.example", "ben@mail.example", "onfile@mail.example"];
const BILLED: [Account; ACCOUNTS] = [PLAIN, SECOND, ON_FILE];
/// Name and status of each account, by extract: as in the beginning; others move into the second; the first closes.
const ROWS: [[(&str, bool); ACCOUNTS]; EXTRACTS] = [
    [(PLAIN.name, true), (SECOND.name, true), (ON_FILE.name, true)],
    [(PLAIN.name, true), ("Nightingale", true), (ON_FILE.name, true)],
    [(PLAIN.name, false), (SECOND.name, true), (ON_FILE.name, true)],
];

/// A person's browser, and what it may still be signed in by.
pub(super) struct Person<'a> {
    pub(super) browser: Browser<'a>,
    /// Until when the session lasts: fifteen minutes without a request, twelve hours at all.
    pub(super) signed_in: Option<[i64; 2]>,
    /// Wrong passwords typed here since the last right one.
    pub(super) wrong: u32,
    /// Whether its member has signed in with it.
    pub(super) is_known: bool,
}

/// The portal, with people at it.
pub(super) struct Running<'a> {
    pub(super) runtime: Runtime,
    pub(super) app: &'a TestApp,
    pub(super) people: Vec<Person<'a>>,
    pub(super) oracle: Oracle,
    pub(super) mailboxes: BTreeMap<String, Mailbox>,
    pub(super) read: usize,
    pub(super) seen: BTreeSet<PendingId>,
    pub(super) members: BTreeMap<String, (u64, Standing)>,
    strangers: u8,
}

impl<'a> Running<'a> {
    /// Starts with the first extract in force.
    pub(super) fn at(app: &'a TestApp) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(app.import(&extract(0)));
        let person = |_| Person {
            browser: app.browser().without_script(),
            signed_in: None,
            wrong: 0,
            is_known: false,
        };
        Self {
            runtime,
            app,
            people: (0..PEOPLE).map(person).collect(),
            oracle: Oracle::new(ROWS[0].map(|(name, _)| name)),
            mailboxes: BTreeMap::new(),
            read: 0,
            seen: BTreeSet::new(),
            members: BTreeMap::new(),
            strangers: 0,
        }
    }

    pub(super) fn now(&self) -> i64 {
        self.app.now().as_second() - NOON.as_second()
    }

    /// An address that nobody has used before: limits of addresses are not what this is about.
    pub(super) fn elsewhere(&mut self) -> String {
        self.strangers = self.strangers.wrapping_add(1);
        format!("198.51.100.{}", self.strangers)
    }

    pub(super) fn make(&mut self, step: &Move) {
        match *step {
            Move::Ask { who, account, right } => self.ask(who, account, right),
            Move::Resend { who } => self.resend(who),
            Move::Deliver => self.runtime.block_on(self.app.deliver()),
            Move::Sweep => self.runtime.block_on(self.app.sweep()),
            Move::Confirm { who, letter, elsewhere } => self.confirm(who, letter, elsewhere),
            Move::Scan { who, letter } => self.scan(who, letter),
            Move::SignIn { who, right } => self.sign_in(who, right),
            Move::Guess { who } => self.guess(who),
            Move::SignOut { who } => self.sign_out(who),
            Move::Paperless { who, answer } => {
                let answer = if answer { "yes" } else { "no" };
                self.answer(who, "/register/paperless", &[("paperless", answer)]);
            }
            Move::Phrase { who } => {
                let phrase = [("security_phrase", "A jar of blue marbles")];
                self.answer(who, "/register/security-phrase", &phrase);
            }
            Move::Wait { minutes } => self.app.wait(SignedDuration::from_mins(minutes)),
            Move::Import { extract: number } => {
                self.runtime.block_on(self.app.import(&extract(number)));
                self.oracle.import(ROWS[number]);
            }
        }
        self.look_around();
    }

    pub(super) fn ask(&mut self, who: usize, account: usize, right: bool) {
        let (address, now) = (self.elsewhere(), self.now());
        let billed = BILLED[account];
        let name = if right { self.oracle.accounts[account].name } else { "Someoneelse" };
        let email = EMAILS[who];
        let typed = [
            ("account_number", billed.number),
            ("name", name),
            ("email", email),
            ("confirm_email", email),
        ];
        let browser = &mut self.people[who].browser;
        *browser = browser.clone().at(&address);
        self.runtime.block_on(async {
            browser.open("/register").await;
            browser.go_on(&typed).await;
            browser.submit(&[("billing_zip", billed.zip), ("accept_terms", "yes")]).await;
        });
        self.people[who].touch(now);
        let browser = &self.people[who].browser;
        // P6: the same answer, whatever was typed and whoever it is.
        assert_eq!(browser.page().status, 303);
        assert_eq!(browser.page().location(), Some("/register/check-email"));
        let asked = self.oracle.ask(who, account, right, now);
        let pendings = self.app.store.pendings();
        let mut new = pendings.iter().filter(|it| !self.seen.contains(&it.id));
        let recorded = new.next().expect("it was recorded");
        assert!(new.next().is_none(), "one registration at a time");
        assert_eq!(recorded.outcome, asked.outcome, "which letter answers");
        self.seen.insert(recorded.id.clone());
        self.oracle.record(recorded.id.clone(), asked);
    }

    fn resend(&mut self, who: usize) {
        let browser = &mut self.people[who].browser;
        self.runtime.block_on(async {
            browser.open("/register/check-email").await;
            if browser.page().path == "/register/check-email" {
                browser.press("/register/resend").await;
            }
        });
        assert!(matches!(browser.page().status, 200 | 429), "{}", browser.page().status);
        let now = self.now();
        self.people[who].touch(now);
    }

    /// One of the letters with a link that a person got.
    pub(super) fn letter(&self, who: usize, number: usize) -> Option<(String, PendingId)> {
        let letters = self.app.letters_to(EMAILS[who]);
        let links: Vec<_> = letters.iter().filter(|it| it.kind == "confirm").collect();
        let letter = links.get(number % links.len().max(1))?;
        // Ten minutes before its end a letter says to ask again, and carries no link.
        let way_in = letter.text.contains("/register/verify?t=").then(|| link(letter))?;
        let token = way_in.rsplit_once("t=")?.1;
        self.app.remember(token);
        let claim = LinkToken::check(&test_keys(), Purpose::Verify, token).expect("our own");
        Some((way_in, claim.id))
    }

    fn scan(&mut self, who: usize, number: usize) {
        let Some((way_in, _)) = self.letter(who, number) else { return };
        let before = self.app.store.pendings();
        self.runtime.block_on(async { self.app.browser().open(&way_in).await.clone() });
        assert_eq!(self.app.store.pendings(), before, "a GET changes nothing");
    }

    pub(super) fn confirm(&mut self, who: usize, number: usize, elsewhere: bool) {
        let Some((way_in, id)) = self.letter(who, number) else { return };
        let asked = self.oracle.asked(&id);
        let account = BILLED[asked.account].number;
        let mut browser = self.people[who].browser.clone();
        if elsewhere {
            browser = self.app.browser().without_script();
        }
        let expected = self.oracle.confirm(&id, self.now());
        self.runtime.block_on(async {
            browser.open(&way_in).await;
            if browser.page().status != 200 {
                return;
            }
            let mut typed = vec![("new_password", PASSWORD), ("confirm_password", PASSWORD)];
            if browser.page().asks_for("account_number") {
                typed.push(("account_number", account));
            }
            browser.submit(&typed).await;
        });
        let status = browser.page().status;
        match expected {
            Confirming::Over => assert_eq!(status, 410, "P3: spent or over"),
            Confirming::TooLate => assert_eq!(status, 409, "P1: it went to somebody else"),
            Confirming::Member => {
                assert_eq!(status, 303);
                let now = self.now();
                let signed_in = Some([now + 15 * 60, now + 12 * 3600]);
                self.people[who] = Person { browser, signed_in, wrong: 0, is_known: true };
            }
        }
    }
}

impl Person<'_> {
    /// A request goes by: the session's idle time begins anew, if it stands.
    pub(super) fn touch(&mut self, now: i64) {
        let stands = self.is_signed_in(now);
        self.signed_in = self.signed_in.filter(|_| stands).map(|[_, end]| [now + 15 * 60, end]);
    }

    pub(super) fn is_signed_in(&self, now: i64) -> bool {
        self.signed_in.is_some_and(|ends| ends.iter().all(|end| now < *end))
    }
}

/// An extract, by number.
fn extract(number: usize) -> String {
    let contacts = ["", "", EMAILS[PEOPLE - 1]];
    let row = |((account, (name, is_active)), contact): ((Account, (&str, bool)), &str)| {
        let status = if is_active { "active" } else { "closed" };
        format!("{},{name},{},{status},{contact}\n", account.number, account.zip)
    };
    let rows = BILLED.into_iter().zip(ROWS[number]).zip(contacts).map(row);
    let rows: String = rows.collect();
    format!("account_no,last_name,billing_zip,status,contact_email\n{rows}")
}
