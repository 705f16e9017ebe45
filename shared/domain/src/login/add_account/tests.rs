use jiff::SignedDuration;

use super::*;
use crate::billing::facts::{AccountStatus, Contact};
use crate::fixtures::test_keys;
use crate::fixtures::test_member;
use crate::members::acceptance::Acceptance;
use crate::members::wishes::Paperless;
use crate::registering::ask::samples::{NOON, facts, found, spent};
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::{AddressKey, EmailKey, PendingId};
use crate::values::language::Language;

const SHIPPED: Figures = Figures::SHIPPED;
const HOLD: Hold = Hold::SHIPPED;
/// Until when an account is held that is added at noon.
const HELD: Option<Timestamp> = Some(Timestamp::constant(1_770_259_200, 0));

fn account(number: &str) -> AccountNumber {
    AccountNumber::parse(number).expect("a number")
}

fn asked(name: &str) -> Asked {
    crate::registering::ask::samples::asked(name, test_member(&[]).email.expose())
}

fn owned() -> Found {
    let owner =
        Owner { member: MemberId::from_stored("other"), holder: 2, since: NOON, held_until: None };
    Found { owner: Some(owner), ..found() }
}

const RULES: AddRules = AddRules { figures: SHIPPED, hold: HOLD, bills_confirmed: false };

fn adding(name: &str, found: &Found, member: &Member) -> Adding {
    adding_by(RULES, name, found, member)
}

fn adding_by(rules: AddRules, name: &str, found: &Found, member: &Member) -> Adding {
    let ids = AddIds {
        envelope: OutboxId::from_stored("o"),
        not_me: [PendingId::new([7; 16]), PendingId::new([8; 16])],
    };
    add(&test_keys(), &asked(name), found, member, ids, rules, NOON)
}

/// A member who has paper off for all accounts.
fn without_paper() -> Member {
    let (version, hash) = ("1".to_owned(), "ab".to_owned());
    let text = Acceptance { version, hash, language: Language::English, at: NOON };
    Member { paperless: Paperless::On(text), ..test_member(&["42"]) }
}

#[track_caller]
fn added(found: &Found, member: &Member) -> Addition {
    match adding("Walker", found, member) {
        Adding::Adds(addition) => *addition,
        other => panic!("{other:?}"),
    }
}

fn look_up() -> LookUp {
    LookUp {
        account: account("12345"),
        email: test_member(&[]).email,
        email_key: EmailKey::from_stored("e"),
        address: AddressKey::from_stored("here"),
        site: Some(AddressKey::from_stored("site")),
        pending: PendingId::new([0; 16]),
    }
}

fn counted(found: &Found, of_member: &Counter) -> Vec<Count> {
    let (asked, look_up, member) = (asked("Walker"), look_up(), test_member(&[]).id);
    let (asked, look_up, member) = (&asked, &look_up, &member);
    let adding = AddingTry { asked, look_up, found, member, of_member };
    count_adding(&test_keys(), adding, SHIPPED, NOON)
}

#[test]
fn the_right_facts_of_a_free_account_add_it_to_those_there_are() {
    let member = test_member(&["42"]);

    let addition = added(&found(), &member);

    let this = Binding {
        account: account("12345"),
        holder: 2,
        since: NOON,
        own_bills: None,
        held_until: None,
        bills_unasked: false,
    };
    assert_eq!(addition.member.accounts, [member.accounts[0].clone(), this]);
    assert_eq!(addition.member.epoch, member.epoch, "nobody is signed out");
    assert_eq!(
        addition.owner,
        Owner { member: member.id, holder: 2, since: NOON, held_until: None }
    );
}

#[test]
fn wrong_facts_and_no_account_are_told_alike() {
    let member = test_member(&["42"]);
    let gone = Found { facts: None, ..found() };
    let closed = Facts { status: AccountStatus::Closed, ..facts() };
    let closed = Found { facts: Some(closed), ..found() };

    assert_eq!(adding("Miller", &found(), &member), Adding::CouldNotMatch);
    assert_eq!(adding("Miller", &owned(), &member), Adding::CouldNotMatch);
    assert_eq!(adding("Walker", &gone, &member), Adding::CouldNotMatch);
    assert_eq!(adding("Walker", &closed, &member), Adding::CouldNotMatch);
    assert_eq!(adding("Walker", &Found::default(), &member), Adding::CouldNotMatch);
}

#[test]
fn only_who_knows_the_facts_learns_that_the_account_has_a_login() {
    assert_eq!(adding("Walker", &owned(), &test_member(&["42"])), Adding::HasLogin);
}

#[test]
fn an_account_of_an_earlier_holder_is_free() {
    let owner =
        Owner { member: MemberId::from_stored("other"), holder: 1, since: NOON, held_until: None };
    let found = Found { owner: Some(owner), ..found() };

    assert_eq!(added(&found, &test_member(&[])).owner.holder, 2);
}

#[test]
fn an_account_that_was_tried_too_often_is_not_looked_at() {
    let member = test_member(&["42"]);
    let free = Found { account_tries: spent(), ..found() };
    let has_login = Found { account_tries: spent(), ..owned() };

    for (name, found) in [("Walker", &free), ("Miller", &free), ("Walker", &has_login)] {
        assert_eq!(adding(name, found, &member), Adding::TooManyTries);
    }
}

#[test]
fn strangers_do_not_use_up_the_tries_of_the_contact_on_file() {
    let member = test_member(&[]);
    let contact = Contact { email: member.email.clone(), language: Language::English };
    let facts = Facts { contact: Some(contact), ..facts() };
    let found = Found { facts: Some(facts), account_tries: spent(), ..found() };

    assert!(matches!(adding("Walker", &found, &member), Adding::Adds(_)));
}

#[test]
fn what_is_theirs_already_is_told_whatever_else_was_typed() {
    let mut member = test_member(&["12345"]);
    member.accounts[0].holder = 2;
    assert_eq!(adding("Miller", &owned(), &member), Adding::IsTheirs);

    member.accounts[0].holder = 1;
    let moved_out_and_in = added(&found(), &member);

    assert_eq!(moved_out_and_in.member.accounts.len(), 1, "not twice in the list");
}

#[test]
fn fifty_accounts_are_the_most() {
    let numbers: Vec<String> = (100..150).map(|number| number.to_string()).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();

    assert_eq!(adding("Walker", &found(), &test_member(&numbers)), Adding::Full);
    assert_eq!(added(&found(), &test_member(&numbers[1..])).member.accounts.len(), 50);
}

#[test]
fn the_member_and_the_contact_on_file_hear_of_it() {
    let email = Email::parse("onfile@example.com").expect("an address");
    let contact = Contact { email: email.clone(), language: Language::Spanish };
    let facts = Facts { contact: Some(contact), ..facts() };
    let member = test_member(&["42"]);

    let letters = added(&Found { facts: Some(facts), ..found() }, &member).envelope.letters;

    let (to, letter) =
        (member.email, Letter::AccountAdded { account: account("12345"), held_until: HELD });
    let to_member = Addressed { to, language: member.language, letter };
    assert_eq!(letters[0], to_member);
    assert_eq!((&letters[1].to, letters[1].language), (&email, Language::Spanish));
    assert_eq!(letters[1].letter.carried().account, Some(account("12345")));
    assert_eq!(letters.len(), 2);
}

#[test]
fn the_event_names_the_account_that_was_added_alone() {
    let member = test_member(&["42"]);

    let events = added(&found(), &member).envelope.events;

    let [event, by_post] = &events[..] else { panic!("two events") };
    assert_eq!((event.kind, by_post.kind), (EventKind::LoginBound, EventKind::NoticeByPost));
    assert_eq!((&event.accounts[..], event.number), (&[account("12345")][..], Some(8)));
    assert_eq!((&by_post.accounts, &by_post.email), (&event.accounts, &None));
}

#[test]
fn no_paper_for_all_goes_for_a_new_account_too() {
    let events = added(&found(), &without_paper()).envelope.events;

    let kinds: Vec<_> = events.iter().map(|event| (event.kind, event.number)).collect();
    let by_post = (EventKind::NoticeByPost, Some(10));
    assert_eq!(
        kinds,
        [(EventKind::LoginBound, Some(8)), (EventKind::PaperlessOn, Some(9)), by_post]
    );
    assert!(events.iter().all(|event| event.accounts == [account("12345")]));
}

#[test]
fn where_a_letter_confirms_them_bills_of_a_new_account_stay_on_paper_and_are_asked_about() {
    let rules = AddRules { bills_confirmed: true, ..RULES };
    let member = without_paper();

    let Adding::Adds(addition) = adding_by(rules, "Walker", &found(), &member) else {
        panic!("it is added")
    };

    let kinds: Vec<_> = addition.envelope.events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::LoginBound, EventKind::NoticeByPost]);
    let [first, new] = &addition.member.accounts[..] else { panic!("two accounts") };
    assert_eq!(addition.member.bills_of(first), Bills::ByEmail);
    assert_eq!((addition.member.bills_of(new), new.held_until), (Bills::OnPaper, None));
    assert!(addition.member.owes_bills(NOON) && !member.owes_bills(NOON));
}

#[test]
fn of_an_account_that_is_held_nothing_is_told_but_that_it_is_bound_and_its_bills_stay_on_paper() {
    let member = without_paper();
    let email = Email::parse("onfile@example.com").expect("an address");
    let contact = Contact { email, language: Language::Spanish };
    let facts = Facts { contact: Some(contact), ..facts() };

    let addition = added(&Found { facts: Some(facts), ..found() }, &member);

    let [event] = &addition.envelope.events[..] else { panic!("one event") };
    assert_eq!((event.kind, &event.email), (EventKind::LoginBound, &None));
    assert_eq!((event.held_until, addition.owner.held_until), (HELD, HELD));
    let [first, held] = &addition.member.accounts[..] else { panic!("two accounts") };
    assert_eq!((held.held_until, first.held_until), (HELD, None));
    assert_eq!(addition.member.bills_of(held), Bills::OnPaper);
    assert_eq!(addition.member.bills_of(first), Bills::ByEmail);
    let after = HELD.expect("it is held");
    assert_eq!(
        (addition.member.owes_bills(NOON), addition.member.owes_bills(after)),
        (false, true)
    );
}

#[test]
fn a_try_is_counted_on_account_member_address_and_site() {
    let subjects: Vec<Subject> =
        counted(&found(), &Counter::default()).into_iter().map(|count| count.subject).collect();

    assert_eq!(
        subjects,
        [
            Subject::Account(AccountKey::of(&test_keys(), &account("12345"))),
            Subject::Adding(MemberId::from_stored("m")),
            Subject::Address(AddressKey::from_stored("here")),
            Subject::Address(AddressKey::from_stored("site")),
        ]
    );
}

#[test]
fn five_tries_of_a_member_in_a_day_and_the_sixth_after_it() {
    let mut of_member = Counter::default();
    for _ in 0..5 {
        assert_eq!(may_add(&found(), &of_member, SHIPPED, NOON), Ok(()));
        of_member = counted(&found(), &of_member)[1].next.clone();
    }

    let opens = NOON + SignedDuration::from_hours(24);
    assert_eq!(may_add(&found(), &of_member, SHIPPED, NOON), Err(opens));
    assert_eq!(may_add(&found(), &of_member, SHIPPED, opens), Ok(()));
}

#[test]
fn thirty_tries_of_an_address_in_an_hour_are_the_most_whoever_signs_in_there() {
    let mut found = found();
    for _ in 0..30 {
        assert_eq!(may_add(&found, &Counter::default(), SHIPPED, NOON), Ok(()));
        found.address_tries = counted(&found, &Counter::default())[2].next.clone();
    }

    let opens = NOON + SignedDuration::from_hours(1);
    assert_eq!(may_add(&found, &Counter::default(), SHIPPED, NOON), Err(opens));
    assert_eq!(may_add(&found, &Counter::default(), SHIPPED, opens), Ok(()));
}
