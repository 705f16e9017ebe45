mod limits;

use std::net::{IpAddr, Ipv4Addr};

use jiff::SignedDuration;

use super::*;
use crate::billing::facts::Contact;
use crate::billing::facts::Extract;
use crate::billing::facts::Owner;
use crate::fixtures::test_keys;
use crate::keys::ring::KeyId;
use crate::letters::letter::Letter;
use crate::registering::ask::samples::{NOON, asked, extract, facts, found, spent};
use crate::values::answer::{Answer, QuestionKind};
use crate::values::email::Email;
use crate::values::ids::{AddressKey, MemberId};
use crate::values::language::Language;

const SHIPPED: Figures = Figures::SHIPPED;

fn walker() -> Asked {
    asked("Walker", "pat@example.com")
}

fn owned_by(holder: u64) -> Found {
    let owner =
        Owner { member: MemberId::from_random([1; 16]), holder, since: NOON, held_until: None };
    Found { owner: Some(owner), ..found() }
}

#[track_caller]
fn decides(asked: &Asked, found: &Found, outcome: Outcome) {
    assert_eq!(Outcome::of(&stands_in_the_way(asked, found)), outcome);
}

fn stands_in_the_way(asked: &Asked, found: &Found) -> Vec<Obstacle> {
    obstacles(&test_keys(), asked, found, SHIPPED, NOON)
}

#[test]
fn the_right_facts_of_a_free_account_are_confirmed_by_letter() {
    decides(&walker(), &found(), Outcome::Confirm);
}

#[test]
fn a_members_email_comes_before_everything_else() {
    let found = Found { email_is_a_members: true, account_tries: spent(), facts: None, ..found() };

    decides(&walker(), &found, Outcome::AlreadyMember);
}

#[test]
fn a_spent_account_says_nothing_of_what_matches() {
    let found = Found { account_tries: spent(), ..owned_by(2) };

    decides(&walker(), &found, Outcome::TooManyTries);
    decides(&asked("Jones", "pat@example.com"), &found, Outcome::TooManyTries);
}

fn spent_email() -> Counter {
    let key = || EmailKey::of(&test_keys(), &walker().email);
    (0..5).fold(Counter::default(), |tries, _| count_email(&tries, key(), SHIPPED, NOON).next)
}

#[test]
fn a_spent_email_is_too_many_tries_too() {
    let found = Found { email_tries: spent_email(), ..found() };

    decides(&walker(), &found, Outcome::TooManyTries);
}

#[test]
fn what_does_not_match_is_not_told_from_what_is_not_there() {
    let closed = Facts { status: AccountStatus::Closed, ..facts() };
    let gone = Facts { version: 0, ..facts() };

    decides(&asked("Jones", "pat@example.com"), &found(), Outcome::CouldNotMatch);
    decides(&walker(), &Found { facts: None, ..found() }, Outcome::CouldNotMatch);
    decides(&walker(), &Found { facts: Some(closed), ..found() }, Outcome::CouldNotMatch);
    decides(&walker(), &Found { facts: Some(gone), ..found() }, Outcome::CouldNotMatch);
    decides(&walker(), &Found { extract: None, ..found() }, Outcome::CouldNotMatch);
}

#[test]
fn staff_are_told_each_thing_that_stands_in_the_way() {
    let zip = || Obstacle::Answer("billing_zip".to_owned());
    let other_zip = Answer::parse(QuestionKind::Zip, "24060").expect("a ZIP code");
    let wrong_zip = |name| Asked {
        answers: vec![("billing_zip", other_zip.clone())],
        ..asked(name, "pat@example.com")
    };
    let with =
        |facts: Facts| stands_in_the_way(&walker(), &Found { facts: Some(facts), ..found() });
    let rotated = Extract { match_key: KeyId::parse("gone").expect("a name"), ..extract() };

    assert_eq!(stands_in_the_way(&walker(), &found()), []);
    assert_eq!(stands_in_the_way(&asked("Jones", "pat@example.com"), &found()), [Obstacle::Name]);
    assert_eq!(stands_in_the_way(&wrong_zip("Walker"), &found()), [zip()]);
    assert_eq!(stands_in_the_way(&wrong_zip("Jones"), &found()), [Obstacle::Name, zip()]);
    assert_eq!(with(Facts { status: AccountStatus::Closed, ..facts() }), [Obstacle::Closed]);
    assert_eq!(with(Facts { version: 0, ..facts() }), [Obstacle::LeftExtract]);
    let missing = Found { facts: None, ..found() };
    assert_eq!(stands_in_the_way(&walker(), &missing), [Obstacle::NoAccount]);
    let unfed = Found { extract: None, ..found() };
    assert_eq!(stands_in_the_way(&walker(), &unfed), [Obstacle::NoExtract]);
    let keyless = Found { extract: Some(rotated), ..found() };
    assert_eq!(stands_in_the_way(&walker(), &keyless), [Obstacle::KeyGone]);
    assert_eq!(stands_in_the_way(&walker(), &owned_by(2)), [Obstacle::Owned]);
}

#[test]
fn what_was_right_is_known_also_where_tries_are_spent_or_the_email_has_a_login() {
    let spent = Found { account_tries: spent(), email_tries: spent_email(), ..found() };
    let member = Found { email_is_a_members: true, ..spent.clone() };

    let tries = [Obstacle::AccountTries, Obstacle::EmailTries];
    assert_eq!(stands_in_the_way(&walker(), &spent), tries);
    let jones = stands_in_the_way(&asked("Jones", "pat@example.com"), &spent);
    assert_eq!(jones, [&tries[..], &[Obstacle::Name]].concat());
    let all = stands_in_the_way(&walker(), &member);
    assert_eq!(all, [&[Obstacle::EmailHasLogin], &tries[..]].concat());
}

#[test]
fn what_is_recorded_tells_staff_what_stood_in_the_way() {
    let recorded = recorded(&asked("Jones", "pat@example.com"), &found(), None);

    let trace = recorded.envelope.trace.expect("a trace");
    let (outcome, obstacles) = (Outcome::CouldNotMatch, vec![Obstacle::Name]);
    assert_eq!(recorded.pending.outcome, outcome);
    assert_eq!(trace.what, Happened::Asked { outcome, obstacles });
}

#[test]
fn only_who_knows_the_facts_hears_that_an_account_has_a_login() {
    let found = owned_by(2);

    decides(&walker(), &found, Outcome::AccountHasLogin);
    decides(&asked("Jones", "pat@example.com"), &found, Outcome::CouldNotMatch);
}

#[test]
fn an_account_that_passed_on_is_free_for_its_new_holder() {
    decides(&walker(), &owned_by(1), Outcome::Confirm);
}

#[test]
fn strangers_who_spent_an_account_do_not_shut_out_its_contact_on_file() {
    let email = Email::parse("Pat@Example.com").expect("an address");
    let contact = Some(Contact { email, language: Language::English });
    let facts = Some(Facts { contact, ..facts() });

    decides(&walker(), &Found { account_tries: spent(), facts, ..found() }, Outcome::Confirm);
}

fn look_up(asked: &Asked, address: IpAddr) -> LookUp {
    let keys = test_keys();
    LookUp {
        account: asked.account.clone(),
        email: asked.email.clone(),
        email_key: EmailKey::of(&keys, &asked.email),
        address: AddressKey::of(&keys, address),
        site: AddressKey::site_of(&keys, address),
        pending: Pending::id_of(&keys, "ticket", asked),
    }
}

fn recorded(asked: &Asked, found: &Found, challenge: Option<ChallengeKey>) -> Recorded {
    let terms = Acceptance {
        version: "1".to_owned(),
        hash: "00".to_owned(),
        language: Language::English,
        at: NOON,
    };
    let look_up = look_up(asked, IpAddr::V4(Ipv4Addr::LOCALHOST));
    let with = AskedWith { terms, challenge, envelope: OutboxId::from_random([2; 16]) };
    record(&test_keys(), asked, &look_up, found, with, SHIPPED)
}

#[test]
fn every_outcome_writes_the_same_items() {
    let challenge = Some(ChallengeKey::from_stored("c"));
    for found in [found(), Found::default(), Found { email_is_a_members: true, ..found() }] {
        let recorded = recorded(&walker(), &found, challenge.clone());

        let subjects = recorded.counts.iter().map(|count| match count.subject {
            Subject::Account(_) => "account",
            Subject::Email(_) => "email",
            Subject::Address(_) => "address",
            Subject::SignIn(_)
            | Subject::SignInFrom(..)
            | Subject::SignInAt(_)
            | Subject::Device(..)
            | Subject::Second(_)
            | Subject::SecondFrom(..)
            | Subject::Letters(_)
            | Subject::StrangersLetters
            | Subject::Resend(_)
            | Subject::NewEmail(_)
            | Subject::Inviting(_)
            | Subject::Resetting(_)
            | Subject::Downloads(_)
            | Subject::Outages(_)
            | Subject::OutagesAt(_)
            | Subject::Adding(_)
            | Subject::Recover(_)
            | Subject::RecoverKnown(..) => "not of this step",
        });
        assert_eq!(subjects.collect::<Vec<_>>(), ["account", "email", "address"]);
        assert_eq!(recorded.envelope.letters.len(), 1);
    }
}

#[test]
fn an_old_number_is_counted_on_the_account_it_leads_to() {
    let old = Asked { account: AccountNumber::parse("777").expect("a number"), ..walker() };

    let recorded = recorded(&old, &found(), None);

    let key = AccountKey::of(&test_keys(), &facts().account);
    assert_eq!(recorded.counts[0].subject, Subject::Account(key));
    assert!(recorded.pending.is_for(&old.account) && recorded.pending.is_for(&facts().account));
}

#[test]
fn the_same_post_names_the_same_registration_and_any_other_another() {
    let keys = test_keys();
    let id = Pending::id_of(&keys, "ticket", &walker());

    assert_eq!(Pending::id_of(&keys, "ticket", &walker()), id);
    assert_ne!(Pending::id_of(&keys, "other", &walker()), id);
    assert_ne!(Pending::id_of(&keys, "ticket", &asked("Jones", "pat@example.com")), id);
    assert_ne!(Pending::id_of(&keys, "ticket", &asked("Walker", "al@example.com")), id);
}

#[test]
fn a_used_registration_answers_with_the_letter_for_members() {
    let pending = recorded(&walker(), &found(), None).pending;
    let used = Pending { used_by: Some("request".to_owned()), ..pending.clone() };

    assert!(matches!(pending.letter(), Letter::Confirm { .. }));
    assert_eq!(used.letter(), Letter::AlreadyMember);
}

#[test]
fn only_who_types_the_contact_on_file_tries_as_the_contact() {
    let email = Email::parse("Pat@Example.com").expect("an address");
    let contact = Contact { email, language: Language::English };
    let facts = Facts { contact: Some(contact), ..facts() };
    let found = Found { facts: Some(facts), ..found() };

    assert_eq!(tryer(&walker(), &found), Tryer::ContactOnFile);
    assert_eq!(tryer(&asked("Walker", "lee@example.com"), &found), Tryer::Stranger);
}

#[test]
fn outcomes_read_back_by_their_own_names() {
    let all = [
        (Outcome::Confirm, "confirm"),
        (Outcome::AlreadyMember, "already_member"),
        (Outcome::TooManyTries, "too_many_tries"),
        (Outcome::CouldNotMatch, "could_not_match"),
        (Outcome::AccountHasLogin, "account_has_login"),
    ];

    for (outcome, name) in all {
        assert_eq!((outcome.name(), Outcome::parse(name)), (name, Some(outcome)));
    }
    assert_eq!(Outcome::parse("Confirm"), None);
}

#[test]
fn what_is_recorded_can_be_confirmed_for_a_day() {
    let pending = recorded(&walker(), &found(), None).pending;

    assert_eq!((pending.created_at, pending.expires_at), (NOON, NOON + PENDING_LIFE));
}

#[test]
fn an_email_that_was_tried_too_often_is_kept_for_a_day_from_the_last_try() {
    let key = EmailKey::of(&test_keys(), &walker().email);
    let mut email_tries = Counter::default();
    for _ in 0..5 {
        email_tries = count_email(&email_tries, key.clone(), SHIPPED, NOON).next;
    }
    let hour = SignedDuration::from_hours(1);

    let refused = count_email(&email_tries, key, SHIPPED, NOON + hour);

    assert_eq!(refused.next.tallies, email_tries.tallies, "it is not counted");
    assert_eq!(refused.expires_at, NOON + hour + match_per_email(SHIPPED).length);
}
