//! The steps that race, as deployed, on tables behind HTTP.

use std::collections::BTreeMap;

use aws::Tables;
use domain::ports::{Bindings as _, Claims as _, Links as _, Members as _, Registrations as _};
use domain::{
    Acceptance, AccountNumber, Addressed, AskedBack, AskedNewEmail, Email, EmailKey, Envelope,
    IssueIds, KeyRing, Language, LinkToken, Member, OutboxId, Outcome, PENDING_LIFE, Pending,
    PendingId, Purpose, WayBack,
};
use domain::{Issued, Kept, Recorded};
use fixtures::test_keys;
use import_accounts::{Importer, Options};
use tests::app::{Account, Browser, Event, NOON, ORIGIN, PLAIN, Page, Portal};
use tests::memory::SettableClock;
use tokio::task::JoinSet;
use web::gateway::invoke;
use web::samples::shipped;
use web::{Desk, Step};

use crate::proofs::forgetful;
use crate::proofs::patience::{PASSWORD, TRIES};
use tests::served;

/// Whether the database checks conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Database {
    /// It checks them, as it should.
    Sound,
    /// It ignores them and writes.
    Forgetful,
}

/// The steps on tables.
pub(crate) struct OnTables {
    pub(crate) step: Step<Tables, SettableClock>,
}

/// A competitor in a race: a browser at a form, and what is typed into it.
pub(crate) type Runner = (Browser<'static, OnTables>, Vec<(&'static str, String)>);

impl Portal for OnTables {
    async fn answer(&self, event: &Event) -> Page {
        let (step, given, path) = (&self.step, event.0.clone(), event.path());
        let answer = match path {
            "/register" => {
                let step = &Step { ports: (), desk: step.desk.clone() };
                invoke(shipped(), |it| register::handle(step, it), given).await
            }
            "/register/identity" | "/captcha" => {
                invoke(shipped(), |it| confirm_identity::handle(step, it), given).await
            }
            "/sign-in" => invoke(shipped(), |it| sign_in::handle(step, it), given).await,
            _ if path.starts_with("/profile") => {
                invoke(shipped(), |it| profile::handle(step, it), given).await
            }
            _ if path.starts_with("/recover") => {
                invoke(shipped(), |it| recover::handle(step, it), given).await
            }
            _ => invoke(shipped(), |it| set_password::handle(step, it), given).await,
        };
        Page::read(path, &answer.expect("an event of an HTTP API"))
    }

    /// Does nothing. Tests in process check the log.
    fn remember(&self, _secret: &str) {}
}

/// One of the accounts. [`PLAIN`] is number 0.
pub(crate) fn account(number: usize) -> Account {
    match number {
        0 => PLAIN,
        _ => Account { number: format!("7200{number:04}").leak(), ..PLAIN },
    }
}

impl OnTables {
    /// Starts with so many accounts in force. It lives as long as the test.
    pub(crate) async fn start(database: Database, accounts: usize) -> &'static Self {
        let (keys, clock) = (test_keys(), SettableClock::at(NOON));
        let tables = match database {
            Database::Sound => served::tables().await,
            Database::Forgetful => {
                served::tables_at(forgetful::before(served::database().await).await).await
            }
        };
        let questions = shipped().fields();
        let importer = Importer {
            extracts: &tables,
            clock: &clock,
            keys: &keys,
            reading: &shipped().reading(&questions),
            options: Options { force: true, alone: true, ..Options::default() },
        };
        let row = |it: Account| format!("{},{},{},active\n", it.number, it.name, it.zip);
        let rows: String = (0..accounts).map(|number| row(account(number))).collect();
        let extract = format!("account_no,last_name,billing_zip,status\n{rows}");
        importer.import(extract.as_bytes(), |_| ()).await.expect("a good extract");
        let (origin, portal) = (ORIGIN.to_owned(), shipped());
        let desk = Desk { portal, keys, origin, clock, closed: None, front: None, vendor: None };
        Box::leak(Box::new(Self { step: Step { ports: tables, desk } }))
    }

    pub(crate) fn keys(&self) -> &KeyRing {
        &self.step.desk.keys
    }

    /// Records that somebody asked for an account and may confirm it.
    ///
    /// Returns their letter's address.
    pub(crate) async fn ask(&self, number: usize, account: Account) -> (Email, String) {
        let account = AccountNumber::parse(account.number).expect("a number");
        let seen = self.step.ports.facts(&account).await.expect("an answer");
        let facts = seen.expect("it is there").facts;
        let email = email(number);
        let (version, hash) = (shipped().terms.version.to_owned(), "a hash".to_owned());
        let language = Language::English;
        let pending = Pending {
            id: id(number),
            key: self.keys().current().clone(),
            email_key: EmailKey::of(self.keys(), &email),
            email: email.clone(),
            language,
            outcome: Outcome::Confirm,
            account: account.clone(),
            typed_account: account,
            holder: facts.holder,
            terms: Acceptance { version, hash, language, at: NOON },
            created_at: NOON,
            expires_at: NOON + PENDING_LIFE,
            used_by: None,
            wrong_numbers: 0,
        };
        let letter = Addressed { to: email.clone(), language, letter: pending.letter() };
        let id = OutboxId::from_stored(format!("letter {number}"));
        let (letters, events) = (vec![letter], Vec::new());
        let envelope = Envelope { id, letters, events, queued_at: NOON, trace: None };
        let token =
            LinkToken::derive(self.keys(), Purpose::Verify, &pending.link()).expect("a key");
        let recorded = Recorded { pending, envelope, counts: Vec::new(), challenge: None };
        self.step.ports.record(&recorded).await.expect("an answer");
        (email, format!("/register/verify?t={}", token.expose()))
    }

    /// Makes somebody a member. Their browser is signed in.
    pub(crate) async fn member(
        &'static self,
        number: usize,
        account: Account,
    ) -> (Member, Browser<'static, Self>) {
        let (email, way_in) = self.ask(number, account).await;
        let (mut browser, typed) = self.at_step_5(&way_in, account).await;
        let typed: Vec<_> = typed.iter().map(|(field, text)| (*field, text.as_str())).collect();
        assert_eq!(browser.submit(&typed).await.status, 303);
        (self.by_email(&email).await.expect("a member"), browser)
    }

    /// Opens the letter's link in a new browser, and fills in the form.
    pub(crate) async fn at_step_5(&'static self, way_in: &str, account: Account) -> Runner {
        let mut browser = Browser::new(self);
        browser.open(way_in).await;
        assert_eq!(browser.page().status, 200, "the form is shown");
        let typed = [
            ("account_number", account.number),
            ("new_password", PASSWORD),
            ("confirm_password", PASSWORD),
        ];
        (browser, typed.map(|(field, text)| (field, text.to_owned())).to_vec())
    }

    /// Records that a member asked for a way back in. Returns the letter's address.
    pub(crate) async fn ask_back(&self, number: usize, member: &Member) -> String {
        let asked =
            AskedBack { email: member.email.clone(), language: Language::English, device: None };
        let envelope = OutboxId::from_stored(format!("back {number}"));
        let ids = IssueIds { item: id(number), envelope };
        let way = WayBack::NewPassword(member);
        let issued = domain::answer_asked_back(self.keys(), &asked, &way, Vec::new(), ids, NOON);
        format!("/recover/verify?t={}", self.issue(&issued, Purpose::Recover).await)
    }

    /// Records that a member asked for a new email. Returns the letter's address.
    pub(crate) async fn ask_new_email(
        &self,
        number: usize,
        member: &Member,
        new: &Email,
    ) -> String {
        let envelope = OutboxId::from_stored(format!("new {number}"));
        let ids = IssueIds { item: id(number), envelope };
        let asked = AskedNewEmail { member, new, owner: None };
        let issued = domain::ask_new_email(self.keys(), asked, ids, Vec::new(), NOON);
        format!("/profile/email/verify?t={}", self.issue(&issued, Purpose::NewEmail).await)
    }

    async fn issue(&self, issued: &Issued, purpose: Purpose) -> String {
        let Kept::Link(link) = &issued.kept else { panic!("a link is kept") };
        let token = LinkToken::derive(self.keys(), purpose, &link.claim).expect("a key");
        self.step.ports.issue(issued).await.expect("an answer");
        token.expose().to_owned()
    }

    pub(crate) async fn by_email(&self, email: &Email) -> Option<Member> {
        self.step.ports.by_email(email).await.expect("an answer")
    }

    /// The members who have [`PLAIN`], by their emails.
    ///
    /// Fails if one of them is not its owner.
    pub(crate) async fn owners(&self, emails: &[Email]) -> Vec<Member> {
        let account = AccountNumber::parse(PLAIN.number).expect("a number");
        let owners = self.step.ports.owners_of(std::slice::from_ref(&account)).await;
        let owners = owners.expect("an answer");
        assert_eq!(owners.len(), 1, "P1: the account is owned");
        let mut have_it = Vec::new();
        for email in emails {
            let Some(member) = self.by_email(email).await else { continue };
            if member.account_numbers().contains(&account) {
                assert_eq!(member.id, owners[0].1.member, "P1: and by whom it says");
                have_it.push(member);
            }
        }
        have_it
    }
}

fn email(number: usize) -> Email {
    Email::parse(&format!("racer{number}@mail.example")).expect("an address")
}

fn id(number: usize) -> PendingId {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&number.to_be_bytes());
    PendingId::new(id)
}

/// Submits all forms at once, again where the portal is down, and returns how often each status came.
pub(crate) async fn race(ready: Vec<Runner>) -> BTreeMap<u16, usize> {
    submit_at_once(ready, TRIES).await
}

/// Submits all forms at once and each so often at most, and returns how often each status came.
pub(crate) async fn submit_at_once(ready: Vec<Runner>, tries: usize) -> BTreeMap<u16, usize> {
    let mut posts = JoinSet::new();
    for (mut browser, typed) in ready {
        posts.spawn(async move {
            let typed: Vec<_> = typed.iter().map(|(field, text)| (*field, text.as_str())).collect();
            for _ in 0..tries {
                let form = browser.clone();
                let status = browser.submit(&typed).await.status;
                // With so many hashes on few cores, a call may exceed its time. Then it is tried again.
                if status != 503 {
                    return status;
                }
                browser = form;
            }
            503
        });
    }
    let mut ends = BTreeMap::new();
    for status in posts.join_all().await {
        *ends.entry(status).or_default() += 1;
    }
    ends
}
