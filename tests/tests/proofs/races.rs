//! Many posts at once on the real protocol: of all that want the same, exactly one gets it.

use std::collections::BTreeMap;

use aws::Tables;
use domain::ports::{
    Bindings as _, Claims as _, Members as _, Pendings as _, Recorded, Registrations as _,
};
use domain::{
    Acceptance, AccountNumber, Addressed, Email, EmailKey, Envelope, KeyRing, Language, LinkToken,
    OutboxId, Outcome, PENDING_LIFE, Pending, PendingId, Purpose, test_keys,
};
use import_accounts::{Importer, Options};
use tests::app::{Browser, Event, NOON, ORIGIN, PLAIN, Page, Portal};
use tests::memory::SettableClock;
use tokio::task::JoinSet;
use web::gateway::invoke;
use web::portal::PORTAL;
use web::{Desk, Step};

use crate::patience::{PASSWORD, TRIES};
use crate::{served, size};

/// Step 5 as it is deployed, on tables behind HTTP.
struct OnTables {
    step: Step<Tables, SettableClock>,
}

impl Portal for OnTables {
    async fn answer(&self, event: &Event) -> Page {
        let given = event.0.clone();
        let answer = invoke(|it| set_password::handle(&self.step, it), given).await;
        Page::read(event.path(), &answer.expect("an event of an HTTP API"))
    }

    /// What may be logged is checked in process.
    fn remember(&self, _secret: &str) {}
}

impl OnTables {
    /// Starts with one account in force; lives as long as the test.
    async fn start() -> &'static Self {
        let (keys, clock) = (test_keys(), SettableClock::at(NOON));
        let tables = served::tables().await;
        let questions: Vec<_> = PORTAL.questions.iter().map(|question| question.asked).collect();
        let importer = Importer {
            extracts: &tables,
            clock: &clock,
            keys: &keys,
            questions: &questions,
            options: Options { force: true, alone: true, ..Options::default() },
        };
        let (number, name, zip) = (PLAIN.number, PLAIN.name, PLAIN.zip);
        let extract =
            format!("account_no,last_name,billing_zip,status\n{number},{name},{zip},active\n");
        importer.import(extract.as_bytes(), |_| ()).await.expect("a good extract");
        let desk = Desk { keys, origin: ORIGIN.to_owned(), clock, closed: None };
        Box::leak(Box::new(Self { step: Step { ports: tables, desk } }))
    }

    fn keys(&self) -> &KeyRing {
        &self.step.desk.keys
    }

    /// Records that somebody asked for the account and may confirm it; answers where their letter leads.
    async fn ask(&self, number: usize) -> (Email, String) {
        let account = AccountNumber::parse(PLAIN.number).expect("a number");
        let (facts, _) =
            self.step.ports.facts(&account).await.expect("an answer").expect("it is there");
        let email = Email::parse(&format!("racer{number}@mail.example")).expect("an address");
        let mut id = [0; 16];
        id[..8].copy_from_slice(&number.to_be_bytes());
        let (version, hash, language) = ("1".to_owned(), "a hash".to_owned(), Language::English);
        let pending = Pending {
            id: PendingId::new(id),
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
}

/// Opens each link in a browser of its own, posts all forms at once, and answers how often each status came.
async fn race(portal: &'static OnTables, links: &[String]) -> BTreeMap<u16, usize> {
    let mut posts = JoinSet::new();
    let mut ready = Vec::new();
    for way_in in links {
        let mut browser = Browser::new(portal);
        browser.open(way_in).await;
        assert_eq!(browser.page().status, 200, "the form is shown");
        ready.push(browser);
    }
    for mut browser in ready {
        posts.spawn(async move {
            let typed = [
                ("account_number", PLAIN.number),
                ("new_password", PASSWORD),
                ("confirm_password", PASSWORD),
            ];
            for _ in 0..TRIES {
                let form = browser.clone();
                let status = browser.submit(&typed).await.status;
                // So many hashes on so few cores: a call may take longer than it is waited for. Then again.
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

/// How many of some emails are members', and whether the account is theirs.
async fn members(portal: &OnTables, emails: &[Email]) -> usize {
    let account = AccountNumber::parse(PLAIN.number).expect("a number");
    let owners = portal.step.ports.owners_of(&[account]).await.expect("an answer");
    assert_eq!(owners.len(), 1, "P1: the account is owned");
    let mut members = 0;
    for email in emails {
        if let Some(member) = portal.step.ports.by_email(email).await.expect("an answer") {
            assert_eq!(member.id, owners[0].1.member, "P1: and by whom it says");
            members += 1;
        }
    }
    members
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn of_fifty_who_activate_one_account_at_once_one_gets_it() {
    for round in 0..size("PROOF_RACES", 1) {
        let portal = OnTables::start().await;
        let (mut emails, mut links) = (Vec::new(), Vec::new());
        for number in 0..50 {
            let (email, way_in) = portal.ask(number).await;
            emails.push(email);
            links.push(way_in);
        }

        let ends = race(portal, &links).await;

        println!("round {round}: {ends:?}");
        let winners = ends.get(&303).copied().unwrap_or_default();
        assert!(winners <= 1, "P1: {ends:?}");
        assert!(ends.keys().all(|status| matches!(status, 303 | 409)), "{ends:?}");
        assert_eq!(members(portal, &emails).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn of_a_hundred_posts_of_one_link_at_once_one_succeeds() {
    for round in 0..size("PROOF_RACES", 1) {
        let portal = OnTables::start().await;
        let (email, way_in) = portal.ask(0).await;

        let ends = race(portal, &vec![way_in; 100]).await;

        println!("round {round}: {ends:?}");
        let winners = ends.get(&303).copied().unwrap_or_default();
        assert!(winners <= 1, "P3: {ends:?}");
        assert!(ends.keys().all(|status| matches!(status, 303 | 410)), "{ends:?}");
        assert_eq!(members(portal, std::slice::from_ref(&email)).await, 1);
        let key = EmailKey::of(portal.keys(), &email);
        let pendings = portal.step.ports.of(&key).await.expect("an answer");
        assert!(pendings[0].used_by.is_some(), "the link is spent");
    }
}
