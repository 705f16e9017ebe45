//! The portal with people who use it. Each move compares it with the oracle.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Bills, FactorState, Pending, PendingId, Purpose, Standing};
use jiff::{SignedDuration, Timestamp};
use tests::app::{Account, Browser, NOON, ON_FILE, PLAIN, SECOND, TestApp};
use tokio::runtime::{Builder, Runtime};

use super::co_op::CoOp;
use super::limits::Mailbox;
use super::moves::{ACCOUNTS, Move, PEOPLE};
use super::oracle::Oracle;
use super::second::{AtHand, Between};
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

/// A person's browser, and the session that it may still have.
pub(super) struct Person<'a> {
    pub(super) browser: Browser<'a>,
    pub(super) signed_in: Option<Session>,
    /// How many wrong passwords were typed here since the last right one.
    pub(super) wrong: u32,
    /// The login that it was signed in to, and the login's epoch at that time.
    pub(super) known: Option<(usize, u64)>,
    /// The login for which no factor is asked for here, its epoch at that time, and until when.
    pub(super) remembered: Option<(usize, u64, i64)>,
    /// The password was right, and a factor is asked for.
    pub(super) between: Option<Between>,
}

/// The session of a browser.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    pub(super) login: usize,
    /// Whether a recovery code opened it, which opens the page of the second step and no other.
    pub(super) limited: bool,
    epoch: u64,
    /// Its end: fifteen minutes without a request, and twelve hours in any case.
    ends: [i64; 2],
}

/// The portal, with people who use it.
pub(super) struct Running<'a> {
    pub(super) runtime: Runtime,
    pub(super) app: &'a TestApp,
    pub(super) co_op: CoOp,
    /// The extract in force.
    pub(super) extract: usize,
    pub(super) people: Vec<Person<'a>>,
    pub(super) oracle: Oracle,
    pub(super) mailboxes: BTreeMap<String, Mailbox>,
    pub(super) read: usize,
    pub(super) seen: BTreeSet<PendingId>,
    pub(super) members: BTreeMap<String, (u64, Standing)>,
    pub(super) bills: BTreeMap<(String, String), Bills>,
    /// What people have at hand for each login.
    pub(super) at_hand: BTreeMap<usize, AtHand>,
    /// How the factors of each member stand, which members have one that is not on trial, and when each wait ends.
    pub(super) states: BTreeMap<String, FactorState>,
    pub(super) standing: BTreeMap<String, bool>,
    pub(super) waits: BTreeMap<String, Timestamp>,
    strangers: u8,
}

impl<'a> Running<'a> {
    /// Starts with the first extract in force.
    pub(super) fn at(app: &'a TestApp, co_op: CoOp) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(app.import(&co_op.extract(0)));
        let person = |_| Person {
            browser: app.browser().without_script(),
            signed_in: None,
            wrong: 0,
            known: None,
            remembered: None,
            between: None,
        };
        Self {
            runtime,
            app,
            co_op,
            extract: 0,
            people: (0..PEOPLE).map(person).collect(),
            oracle: Oracle::new(CoOp::rows(0).map(|(name, _)| name)),
            mailboxes: BTreeMap::new(),
            read: 0,
            seen: BTreeSet::new(),
            members: BTreeMap::new(),
            bills: BTreeMap::new(),
            at_hand: BTreeMap::new(),
            states: BTreeMap::new(),
            standing: BTreeMap::new(),
            waits: BTreeMap::new(),
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
                self.answer_bills(who, answer);
            }
            Move::ConfirmBills { who, letter, elsewhere } => {
                self.confirm_bills(who, letter, elsewhere);
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
            Move::LetIn { who, to, role, accepts } => self.let_in(who, to, role, accepts),
            Move::PutOut { who } => self.put_out(who),
            Move::Close { who } => self.close(who),
            Move::AddApp { who } => self.add_app(who),
            Move::AddPasskey { who } => self.add_passkey(who),
            Move::MakeCodes { who } => self.make_codes(who),
            Move::TakeOff { who } => self.take_off(who),
            Move::SignInBy { who } => self.sign_in_by(who),
            Move::Second { who, how, remember } => self.second(who, how, remember),
            Move::Touch { who } => self.touch_alone(who),
            Move::Lost { who } => self.lost(who),
            Move::Outlast { who } => self.outlast(who),
            Move::Stop { who, letter } => self.stop(who, letter),
            Move::Reset { who, letter } => self.reset(who, letter),
            Move::NotMine { who, letter } => self.not_mine(who, letter),
            Move::Thief { who } => self.thief(who),
            Move::Staff { who, open } => self.staff(who, open),
            Move::Wait { minutes } => self.app.wait(SignedDuration::from_mins(minutes)),
            Move::Import { extract: number } => {
                self.runtime.block_on(self.app.import(&self.co_op.extract(number)));
                self.extract = number;
                self.oracle.import(CoOp::rows(number));
            }
        }
        self.oracle.forget_guests();
        self.look_around();
        self.look_at_bills(step);
        self.look_at_factors(step);
    }

    pub(super) fn ask(&mut self, who: usize, account: usize, right: bool) {
        let (address, now) = (self.elsewhere(), self.now());
        let [number, name, proof] = self.facts(account, right);
        let email = EMAILS[who];
        let typed = [
            (number.0, &*number.1),
            (name.0, &*name.1),
            ("email", email),
            ("confirm_email", email),
        ];
        let browser = &mut self.people[who].browser;
        *browser = browser.clone().at(&address);
        self.runtime.block_on(async {
            browser.open("/register").await;
            browser.go_on(&typed).await;
            browser.submit(&[(proof.0, &*proof.1), ("accept_terms", "yes")]).await;
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
        let ends = [now + IDLE, now + 12 * 3600];
        person.signed_in = Some(Session { login, limited: false, epoch, ends });
        (person.wrong, person.known, person.between) = (0, Some((login, epoch)), None);
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
        let (now, stands) = (self.now(), self.any_login_in(who).is_some());
        let session = &mut self.people[who].signed_in;
        *session = session.filter(|_| stands);
        if let Some(session) = session {
            session.ends[0] = now + IDLE;
        }
    }

    /// The login that a person's browser is signed in to, if its session works.
    pub(super) fn login_in(&self, who: usize) -> Option<usize> {
        self.any_login_in(who).filter(|_| self.people[who].signed_in.is_some_and(|it| !it.limited))
    }

    /// The same, and one that a recovery code opened.
    pub(super) fn any_login_in(&self, who: usize) -> Option<usize> {
        let session = self.people[who].signed_in?;
        let login = &self.oracle.logins[session.login];
        let stands = login.epoch == session.epoch && login.standing == Standing::Active;
        let lasts = session.ends.iter().all(|end| self.now() < *end);
        (stands && lasts).then_some(session.login)
    }
}
