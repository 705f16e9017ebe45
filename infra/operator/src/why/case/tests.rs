use domain::limits::{Counter, Tryer, count_match};
use domain::{
    Acceptance, AccountKey, AccountNumber, AccountStatus, Email, EmailKey, Extract, Facts,
    Language, MemberId, Name, Outcome, Owner, PENDING_LIFE, Pending, PendingId, test_keys,
};
use jiff::SignedDuration;

use super::*;
use crate::why::words::when;

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

fn number() -> AccountNumber {
    AccountNumber::parse("1234567").expect("a number")
}

fn facts() -> Facts {
    Facts {
        account: number(),
        version: 3,
        holder: 2,
        status: AccountStatus::Active,
        names: Vec::new(),
        answers: std::collections::BTreeMap::new(),
        customer: None,
        contact: None,
    }
}

fn account() -> Account {
    let extract = Extract {
        version: 3,
        match_key: test_keys().matching().clone(),
        normaliser: Name::NORMALISER,
        file_hash: String::new(),
        accounts: 1,
        imported_at: NOON,
    };
    Account { extract: Some(extract), facts: Some(facts()), owner: None, tries: Counter::default() }
}

fn spent() -> Counter {
    let key = || AccountKey::of(&test_keys(), &number());
    (0..5).fold(Counter::default(), |counter, _| {
        count_match(&counter, key(), Tryer::Stranger, NOON).next
    })
}

fn pending(outcome: Outcome) -> Pending {
    let email = Email::parse("pat@example.com").expect("an email");
    let (version, hash) = ("1".to_owned(), "ab".to_owned());
    Pending {
        id: PendingId::new([7; 16]),
        key: test_keys().current().clone(),
        email_key: EmailKey::of(&test_keys(), &email),
        email,
        language: Language::English,
        outcome,
        account: number(),
        typed_account: number(),
        holder: 2,
        terms: Acceptance { version, hash, language: Language::English, at: NOON },
        created_at: NOON,
        expires_at: NOON + PENDING_LIFE,
        used_by: None,
        wrong_numbers: 0,
    }
}

fn mailbox(pendings: Vec<Pending>) -> Mailbox {
    Mailbox { member: None, pendings, sign_in: Counter::default() }
}

#[test]
fn an_account_is_found_out_in_the_order_in_which_it_stands_in_the_way() {
    let owner = |holder| {
        let owner = Owner { member: MemberId::from_stored("m"), holder, since: NOON };
        Some((owner, None))
    };
    let state = |account: Account| of_account(&account, NOON).state;

    assert_eq!(state(account()), State::MayRegister);
    assert_eq!(state(Account { extract: None, ..account() }), State::NoExtract);
    assert_eq!(state(Account { facts: None, ..account() }), State::NotInExtract);
    let gone = Facts { version: 2, ..facts() };
    assert_eq!(state(Account { facts: Some(gone), ..account() }), State::NotInExtract);
    let closed = Facts { status: AccountStatus::Closed, ..facts() };
    assert_eq!(state(Account { facts: Some(closed), ..account() }), State::AccountClosed);
    assert_eq!(state(Account { owner: owner(2), ..account() }), State::AccountOnline);
    assert_eq!(state(Account { owner: owner(1), ..account() }), State::MayRegister);
    assert_eq!(state(Account { tries: spent(), ..account() }), State::TriesSpent);
}

#[test]
fn tries_that_are_spent_say_until_when() {
    let found = of_account(&Account { tries: spent(), ..account() }, NOON);

    let opens = NOON + SignedDuration::from_hours(6);
    assert_eq!(found.until, Some(opens));
    assert!(found.now.contains(&when(opens)), "{}", found.now);
    assert!(found.act.is_some_and(|act| act.contains("unlock")));
}

#[test]
fn an_email_is_found_out_by_its_last_registration() {
    let state = |pendings| of_email(&mailbox(pendings), NOON).state;

    assert_eq!(state(Vec::new()), State::NothingKnown);
    assert_eq!(state(vec![pending(Outcome::Confirm)]), State::WaitsForConfirmation);
    assert_eq!(state(vec![pending(Outcome::CouldNotMatch)]), State::NotMatched);
    assert_eq!(state(vec![pending(Outcome::AccountHasLogin)]), State::AccountOnline);
    let over = Pending { expires_at: NOON, ..pending(Outcome::Confirm) };
    assert_eq!(state(vec![over.clone()]), State::LinkOver);
    let newer = Pending { created_at: NOON + SignedDuration::from_secs(1), ..over };
    assert_eq!(state(vec![pending(Outcome::Confirm), newer]), State::LinkOver);
}

#[test]
fn a_code_leads_to_what_happened_or_to_nothing() {
    assert_eq!(of_reference(true).state, State::NothingKnown);
    assert_eq!(of_reference(false).state, State::SeeTimeline);
}
