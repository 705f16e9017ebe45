use jiff::SignedDuration;

use super::*;
use crate::fixtures::test_keys;
use crate::letters::outcome::Outcome;
use crate::links::purpose::PENDING_LIFE;
use crate::members::acceptance::Acceptance;
use crate::values::ids::PendingId;
use crate::values::language::Language;

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

fn order() -> Order {
    let reason = Reason::parse("called, knew the last bill").expect("a reason");
    let by = "arn:aws:sts::111122223333:assumed-role/Desk/sam".to_owned();
    Order { reason, by, at: NOON, id: OutboxId::from_stored("o") }
}

fn opened(member: &Member) -> Result<HoldChange, Idle> {
    let (id, hold) = (|| PendingId::new([1; 16]), Hold::SHIPPED);
    unfreeze(&test_keys(), member, &[], id, hold, &order())
}

fn email() -> Email {
    Email::parse("Pat.Lee+bills@example.com").expect("an email")
}

/// A registration that was asked for so many minutes ago.
fn pending(minutes: i64, outcome: Outcome) -> Pending {
    let account = AccountNumber::parse("1234567").expect("a number");
    let created_at = NOON - SignedDuration::from_mins(minutes);
    let (version, hash) = ("1".to_owned(), "ab".to_owned());
    let terms = Acceptance { version, hash, language: Language::Spanish, at: created_at };
    Pending {
        id: PendingId::new([u8::try_from(minutes % 200).unwrap_or_default(); 16]),
        key: test_keys().current().clone(),
        email_key: EmailKey::of(&test_keys(), &email()),
        email: email(),
        language: Language::Spanish,
        outcome,
        account: account.clone(),
        typed_account: account,
        holder: 1,
        terms,
        created_at,
        expires_at: created_at + PENDING_LIFE,
        used_by: None,
        wrong_numbers: 0,
    }
}

#[test]
fn the_newest_letter_goes_again_with_the_link_that_it_had() {
    let (old, new) = (pending(60, Outcome::Confirm), pending(5, Outcome::Confirm));

    let envelope = resend(&[new.clone(), old], &order()).expect("a letter");

    let [addressed] = &envelope.letters[..] else { panic!("one letter") };
    assert_eq!(addressed.letter, new.letter());
    assert_eq!((addressed.language, &addressed.to), (Language::Spanish, &email()));
    let trace = envelope.trace.expect("a trace");
    assert_eq!(trace.what, staff(Act::Resent, &order()));
    assert_eq!(trace.reference, Some(new.id.reference()));
}

#[test]
fn what_is_used_over_or_never_matched_is_neither_sent_again_nor_ended() {
    let used = Pending { used_by: Some("r".to_owned()), ..pending(5, Outcome::Confirm) };
    let over = pending(24 * 60, Outcome::Confirm);
    let all = vec![used, over, pending(1, Outcome::CouldNotMatch)];

    assert_eq!(resend(&all, &order()), Err(Idle::NothingWaits));
    assert_eq!(cancel(all, NOON), Err(Idle::NothingWaits));
}

#[test]
fn every_registration_that_waits_ends() {
    let (one, other) = (pending(60, Outcome::Confirm), pending(5, Outcome::Confirm));
    let all = vec![one.clone(), pending(1, Outcome::CouldNotMatch), other.clone()];

    assert_eq!(cancel(all, NOON), Ok(vec![one, other]));
}

#[test]
fn an_email_has_counters_for_matching_signing_in_and_letters() {
    let subjects = counters_of_email(&test_keys(), &email());

    let untagged = Email::parse("pat.lee@example.com").expect("an email");
    let key = EmailKey::of(&test_keys(), &email());
    let letters = Subject::Letters(EmailKey::of(&test_keys(), &untagged));
    assert_eq!(subjects, [Subject::Email(key.clone()), Subject::SignIn(key), letters]);
}

#[test]
fn a_login_is_frozen_and_opened_with_the_reason_on_its_timeline() {
    let member = crate::fixtures::test_member(&["42"]);

    let frozen = freeze(&member, &order()).expect("it is active");
    let opened = opened(&frozen.member).expect("it is frozen");

    assert_eq!(opened.member.standing, Standing::Active);
    assert_eq!(frozen.envelope.trace.map(|trace| trace.what), Some(staff(Act::Frozen, &order())));
    assert_eq!(opened.envelope.trace.map(|trace| trace.what), Some(staff(Act::Unfrozen, &order())));
}

#[test]
fn what_there_is_nothing_to_do_about_says_why() {
    let member = crate::fixtures::test_member(&["42"]);
    let with = |standing| Member { standing, ..member.clone() };

    assert_eq!(opened(&member), Err(Idle::IsOpen));
    assert_eq!(freeze(&with(Standing::Frozen), &order()), Err(Idle::IsFrozen));
    assert_eq!(freeze(&with(Standing::Closed), &order()), Err(Idle::IsClosed));
    assert_eq!(opened(&with(Standing::Closed)), Err(Idle::IsClosed));
}

#[test]
fn keeping_the_email_ends_the_links_that_wait_and_changes_nothing_else() {
    let before = crate::fixtures::test_member(&["42"]);

    let after = keep_email(&before).expect("it is there");

    assert_eq!(after, Member { epoch: before.epoch + 1, ..before.clone() });
    let closed = Member { standing: Standing::Closed, ..before };
    assert_eq!(keep_email(&closed), Err(Idle::IsClosed));
}
