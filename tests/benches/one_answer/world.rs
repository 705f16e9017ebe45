//! The portal's state before each answer.
//!
//! It is made anew each time, so that no limit is reached and nothing piles up.

use domain::limits::{Count, Counter, Subject, Tryer, count_match};
use domain::ports::SecondFactors;
use domain::ports::{Claims, Counters, Extracts, LeaseWish, Registrations};
use domain::{
    AccountKey, AccountNumber, ClaimIds, Email, Envelope, Extract, FactorWrite, FactsSeen, Figures,
    Hold, Member, MemberId, NewPassword, OutboxId, Passkey, PasskeyMark, PasskeyName, PasskeyWrite,
    PasswordHash, Pending, PendingId,
};
use domain::{Claim, Recorded, Row};
use fixtures::full_cost_keys;
use passkeys::Site;
use tests::app::{Account, CLOSED, JOINT, NOON, ORIGIN, PLAIN, RENAMED, SECOND, TestApp};
use tests::authenticator::{Asked, Key};
use tests::memory::{MemoryStore, SettableClock};
use web::{Desk, Step};

/// A member, whose account is [`PLAIN`].
pub(crate) const MEMBER: &str = "member@mail.example";
/// An email that is unknown.
pub(crate) const NOBODY: &str = "nobody@mail.example";
/// The control's email. It is answered without hashing: its hash is unreadable.
pub(crate) const WITHOUT_HASH: &str = "hollow@mail.example";
/// A member with a passkey on trial, whose account is [`JOINT`].
pub(crate) const HELD: &str = "factor@mail.example";
/// The account that is shut to strangers by guesses.
pub(crate) const SHUT: Account = CLOSED;

/// A step on a state of its own.
pub(crate) type Portal = Step<MemoryStore, SettableClock>;

/// The contents that every state starts with.
#[derive(Clone)]
pub(crate) struct World {
    rows: Vec<Row>,
    extract: Extract,
    pendings: Vec<Pending>,
    claims: Vec<Claim>,
    /// What gives the last of these members a passkey.
    factor: FactorWrite,
    /// That passkey.
    pub(crate) key: Key,
    shut: Count,
}

impl World {
    /// Takes the accounts of the test co-op, and registrations of `emails`.
    ///
    /// The first three become members, and the third has a passkey on trial.
    pub(crate) async fn of(app: &TestApp, emails: &[&str]) -> Self {
        let numbers = [PLAIN, SECOND, CLOSED, RENAMED, JOINT].map(|account| number(account.number));
        let facts = app.store.facts_of(&numbers).await.expect("a store that is up");
        let extract =
            app.store.begin(LeaseWish::of_anybody(NOON, NOON)).await.expect("no import runs");
        let extract = extract.expect("the co-op's extract");
        let all = app.store.pendings();
        let asked = |email: &&str| all.iter().find(|it| it.email.expose() == *email).cloned();
        let pendings: Vec<Pending> = emails.iter().filter_map(asked).collect();
        assert_eq!(pendings.len(), emails.len(), "all of them asked");
        let password = NewPassword::parse("maple ladder quartz tin", &[], Figures::SHIPPED)
            .expect("a password");
        let real = PasswordHash::of(&full_cost_keys(), &password, [5; 16]);
        let none = PasswordHash { phc: String::new(), pepper: full_cost_keys().current().clone() };
        let claims = [(0, real.clone()), (1, none), (2, real)].map(|(at, hash): (u8, _)| {
            let pending = pendings[usize::from(at)].clone();
            let of_account = facts.iter().find(|facts| facts.account == pending.account);
            let facts = of_account.expect("its facts").clone();
            let seen = FactsSeen { facts, extract: extract.clone() };
            let ids = ClaimIds {
                member: MemberId::from_random([at; 16]),
                envelope: OutboxId::from_random([at; 16]),
                links: [PendingId::new([at; 16]), PendingId::new([at; 16])],
                request: at.to_string(),
            };
            domain::claim(&full_cost_keys(), pending, &seen, hash, ids, Hold::SHIPPED, NOON)
        });
        let rows = facts.into_iter().map(|facts| Row::Facts(Box::new(facts))).collect();
        let (factor, key) = passkey(&claims[2].member).await;
        Self { rows, extract, pendings, claims: claims.into(), factor, key, shut: shut() }
    }

    /// The same, where the passkey is on trial no more.
    pub(crate) fn after_trial(&self) -> Self {
        let mut after = self.clone();
        let member = after.factor.member.iter_mut();
        let passkeys = member.flat_map(|member| &mut member.factors.passkeys);
        passkeys.for_each(|mark| mark.trial_until = None);
        after
    }

    /// A portal in this state.
    pub(crate) async fn open(&self) -> Portal {
        let store = MemoryStore::new(full_cost_keys());
        let up = "a store that is up";
        store.put(&self.rows).await.expect(up);
        store.put_in_force(&self.extract).await.expect(up);
        for (pending, at) in self.pendings.iter().zip(100_u8..) {
            let id = OutboxId::from_random([at; 16]);
            let envelope =
                Envelope { id, letters: vec![], events: vec![], trace: None, queued_at: NOON };
            let pending = pending.clone();
            let recorded = Recorded { pending, envelope, counts: vec![], challenge: None };
            store.record(&recorded).await.expect(up);
        }
        for claim in &self.claims {
            store.claim(claim).await.expect(up);
        }
        store.write(&self.factor).await.expect(up);
        store.count(std::slice::from_ref(&self.shut)).await.expect(up);
        let (keys, clock) = (full_cost_keys(), SettableClock::at(NOON));
        let origin = ORIGIN.to_owned();
        let portal = web::samples::shipped();
        let desk = Desk { portal, keys, origin, clock, closed: None, front: None, vendor: None };
        Step { ports: store, desk }
    }
}

/// A passkey on trial for a member who has just become one, and what adds it.
async fn passkey(member: &Member) -> (FactorWrite, Key) {
    let (mut key, site) = (Key::at(ORIGIN), Site::of(ORIGIN).expect("a site"));
    let begun = passkeys::begin_adding(&site, &member.id).expect("a ceremony");
    let user = member.id.as_str().to_owned();
    let asked = Asked { challenge: begun.challenge, user, ..Asked::default() };
    let made = passkeys::made(&site, &begun.state, &key.make(&asked).await).expect("a passkey");
    let trial_until = Some(NOON + domain::TRIAL);
    let mut member = member.clone();
    let mark = PasskeyMark { id: made.id.clone(), since: NOON, trial_until };
    member.factors.passkeys.push(mark);
    let passkey = Passkey {
        member: member.id.clone(),
        id: made.id,
        credential: made.credential,
        counter: made.counter,
        name: PasskeyName::parse("Phone").expect("a name"),
        since: NOON,
        used_at: None,
    };
    let passkey = Some(PasskeyWrite::Adds(passkey));
    (FactorWrite { member: Some(member), passkey, ..FactorWrite::default() }, key)
}

/// The truth about a request: its letter or, without one, whether its email is known.
pub(crate) fn truth(before: &Portal, after: &Portal, email: &str) -> &'static str {
    let email = Email::parse(email).expect("an email");
    let known: Vec<OutboxId> = before.ports.envelopes().into_iter().map(|it| it.id).collect();
    let brought = after.ports.envelopes().into_iter().find(|it| !known.contains(&it.id));
    match (brought, after.ports.member_of(&email)) {
        (Some(envelope), _) => envelope.letters.first().map_or("", |it| it.letter.kind().name()),
        (None, Some(_)) => "member",
        (None, None) => "nobody",
    }
}

fn number(typed: &str) -> AccountNumber {
    AccountNumber::parse(typed).expect("a number")
}

/// Five guesses at once, which is enough to shut an account.
fn shut() -> Count {
    let key = AccountKey::of(&full_cost_keys(), &number(SHUT.number));
    let guess = |counter: Counter, _| {
        count_match(&counter, key.clone(), Tryer::Stranger, Figures::SHIPPED, NOON).next
    };
    let guessed = (0..5).fold(Counter::default(), guess);
    let next = Counter { version: 1, ..guessed };
    Count { subject: Subject::Account(key), next, expires_at: NOON }
}
