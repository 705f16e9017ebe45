//! The portal with people who use it. Each move compares it with the oracle.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Pending, PendingId, Purpose, Standing};
use jiff::SignedDuration;
use tests::app::{Account, Browser, NOON, ON_FILE, PLAIN, SECOND, TestApp};
use tokio::runtime::{Builder, Runtime};

use super::limits::Mailbox;
use super::moves::{ACCOUNTS, EXTRACTS, Move, PEOPLE};
use super::oracle::Oracle;
use crate::proofs::patience::{NEW_PASSWORD, PASSWORD};

/// A session ends after so many seconds without a request.
const IDLE: i64 = 15 * 60;

/// Two emails of each person: one to register with, and one that they may move to.
///
/// The last person's first one is the contact on file of the last account.
pub(super) const EMAILS: [&str; 2 * PEOPLE] = [
    "ada@mail.example",
    "ben@mail.example",
    "onfile@mail.example",
    "ada.moved@mail.example",
    "ben.moved@mail.example",
    "onfile.moved@mail.example",
];
/// A login's password.
pub(super) const PASSWORDS: [&str; 2] = [PASSWORD, NEW_PASSWORD];
pub(super) const BILLED: [Account; ACCOUNTS] = [PLAIN, SECOND, ON_FILE];
/// Name and status of each account, by extract.
///
/// The first extract is the beginning. In the next, others move into the second account. Then the first closes.
const ROWS: [[(&str, bool); ACCOUNTS]; EXTRACTS] = [
    [(PLAIN.name, true), (SECOND.name, true), (ON_FILE.name, true)],
    [(PLAIN.name, true), ("Nightingale", true), (ON_FILE.name, true)],
    [(PLAIN.name, false), (SECOND.name, true), (ON_FILE.name, true)],
];

/// A person's browser, and the session that it may still have.
pub(super) struct Person<'a> {
    pub(super) browser: Browser<'a>,
    pub(super) signed_in: Option<Session>,
    /// How many wrong passwords were typed here since the last right one.
    pub(super) wrong: u32,
    /// The login that it was signed in to, and the login's epoch at that time.
    pub(super) known: Option<(usize, u64)>,
}

/// The session of a browser.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    pub(super) login: usize,
    epoch: u64,
    /// Its end: fifteen minutes without a request, and twelve hours in any case.
    ends: [i64; 2],
}

/// The portal, with people who use it.
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
            known: None,
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

    /// A new network address, since this proof leaves out the limits of addresses.
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
            Move::AskBack { who } => self.ask_back(who),
            Move::NewPassword { who, letter } => self.new_password(who, letter),
            Move::ChangePassword { who } => self.change_password(who),
            Move::NotMe { who, letter } => self.not_me(who, letter),
            Move::WasMe { who, letter } => self.was_me(who, letter),
            Move::AskNewEmail { who } => self.ask_new_email(who),
            Move::ConfirmNewEmail { who, letter, elsewhere } => {
                self.confirm_new_email(who, letter, elsewhere);
            }
            Move::Add { who, account, right } => self.add(who, account, right),
            Move::LetIn { who, to, accepts } => self.let_in(who, to, accepts),
            Move::PutOut { who } => self.put_out(who),
            Move::Close { who } => self.close(who),
            Move::Staff { who, open } => self.staff(who, open),
            Move::Wait { minutes } => self.app.wait(SignedDuration::from_mins(minutes)),
            Move::Import { extract: number } => {
                self.runtime.block_on(self.app.import(&extract(number)));
                self.oracle.import(ROWS[number]);
            }
        }
        self.oracle.forget_guests();
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
        self.touch(who);
        let browser = &self.people[who].browser;
        // P6: the same answer, whatever was typed and whoever it is.
        let answer = (browser.page().status, browser.page().location());
        assert_eq!(answer, (303, Some("/register/check-email")), "P6: one answer");
        let asked = self.oracle.ask(who, account, right, now);
        let recorded = self.new_pending().expect("it was recorded");
        assert_eq!(recorded.outcome, asked.outcome, "which letter answers");
        self.oracle.record(recorded.id, asked);
    }

    /// The registration that the last move recorded, if it did.
    pub(super) fn new_pending(&mut self) -> Option<Pending> {
        let mut pendings = self.app.store.pendings();
        pendings.retain(|it| !self.seen.contains(&it.id));
        assert!(pendings.len() <= 1, "one registration at a time");
        let new = pendings.pop()?;
        self.seen.insert(new.id.clone());
        Some(new)
    }

    /// The link of a login that the last move made, if it did.
    pub(super) fn new_link(&mut self, purpose: Purpose) -> Option<PendingId> {
        let mut links = self.app.store.links();
        links.retain(|it| it.member.is_some() && !self.seen.contains(&it.claim.id));
        assert!(links.len() <= 1, "one link at a time");
        let new = links.pop()?;
        assert_eq!(new.purpose, purpose);
        self.seen.insert(new.claim.id.clone());
        Some(new.claim.id)
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
        self.touch(who);
    }
}

/// Sessions, as the oracle predicts them.
impl Running<'_> {
    /// Records that a person's browser was signed in just now.
    pub(super) fn signed_in(&mut self, who: usize, login: usize) {
        let (now, epoch) = (self.now(), self.oracle.logins[login].epoch);
        let person = &mut self.people[who];
        person.signed_in = Some(Session { login, epoch, ends: [now + IDLE, now + 12 * 3600] });
        (person.wrong, person.known) = (0, Some((login, epoch)));
    }

    /// Records that this session goes on while all others end.
    pub(super) fn goes_on(&mut self, who: usize) {
        let (now, person) = (self.now(), &mut self.people[who]);
        let Some(session) = &mut person.signed_in else { return };
        session.epoch = self.oracle.logins[session.login].epoch;
        session.ends[0] = now + IDLE;
        person.known = Some((session.login, session.epoch));
    }

    /// Records a request, which restarts the session's idle time if the session works.
    pub(super) fn touch(&mut self, who: usize) {
        let (now, stands) = (self.now(), self.login_in(who).is_some());
        let session = &mut self.people[who].signed_in;
        *session = session.filter(|_| stands);
        if let Some(session) = session {
            session.ends[0] = now + IDLE;
        }
    }

    /// The login that a person's browser is signed in to, if its session works.
    pub(super) fn login_in(&self, who: usize) -> Option<usize> {
        let session = self.people[who].signed_in?;
        let login = &self.oracle.logins[session.login];
        let stands = login.epoch == session.epoch && login.standing == Standing::Active;
        let lasts = session.ends.iter().all(|end| self.now() < *end);
        (stands && lasts).then_some(session.login)
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
