//! An email that has a login.

use crate::figures::Figures;
use crate::fixtures::test_member;
use crate::letters::happened::{Act, Happened, LetterEnd};
use crate::letters::obstacle::Obstacle;
use crate::letters::outcome::Outcome;
use crate::letters::timeline::TimelineEntry;
use crate::limits::counter::{Counter, Subject, Tally};
use crate::members::event::EventKind;
use crate::members::member::{Member, Standing};
use crate::values::ids::{AddressKey, DeviceId, EmailKey, MemberId};
use crate::why::cause::{Cause, FrozenBy, Place};
use crate::why::mailbox::{Mailbox, Network, of_email};
use crate::why::of_unwritten;
use crate::why::samples::{HOUR, NOON, asked, line, members, told_asked, told_letter};
use jiff::{SignedDuration, Timestamp};

const SHIPPED: Figures = Figures::SHIPPED;

fn cause(mailbox: &Mailbox) -> Cause {
    of_email(mailbox, SHIPPED, NOON)
}

/// So many wrong passwords, the last at an instant.
fn failed(name: &str, count: u32, last: Timestamp) -> Counter {
    Counter { version: 1, tallies: [(name.to_owned(), Tally { opened: last, count })].into() }
}

fn from_one_address(count: u32) -> (Subject, Counter) {
    let (email, address) = (EmailKey::from_stored("pat"), AddressKey::from_stored("here"));
    (Subject::SignInFrom(email, address), failed("sign_in_60s", count, NOON))
}

fn in_own_browser(count: u32) -> (Subject, Counter) {
    let (member, device) = (MemberId::from_stored("m"), DeviceId::from_stored("d"));
    (Subject::Device(member, device), failed("failures", count, NOON))
}

#[test]
fn a_member_without_trouble_has_a_login() {
    let since = test_member(&[]).since;

    assert_eq!(cause(&members()), Cause::Member { since, accounts: 1, opens: 0 });
}

#[test]
fn a_member_whose_account_is_held_hears_until_when_it_shows_nothing() {
    let until = NOON + SignedDuration::from_hours(1);
    let mut member = test_member(&["42", "43"]);
    member.accounts[1].held_until = Some(until);
    let held = |at| of_email(&Mailbox { member: Some(member.clone()), ..members() }, SHIPPED, at);

    assert_eq!(held(NOON), Cause::MemberHeld { until });
    assert_eq!(held(until), Cause::Member { since: member.since, accounts: 2, opens: 0 });
}

#[test]
fn a_frozen_login_and_one_that_is_closed_come_first() {
    let standing = |standing| {
        let member = Some(Member { standing, ..test_member(&["42"]) });
        cause(&Mailbox { member, sign_in: failed("failures", 100, NOON), ..members() })
    };

    assert_eq!(standing(Standing::Frozen), Cause::LoginFrozen(FrozenBy::Unknown));
    assert_eq!(standing(Standing::Closed), Cause::LoginClosed);
}

#[test]
fn wrong_passwords_make_sign_in_wait_wherever_they_were_typed() {
    let waits = |seconds, place| Cause::SignInWaits {
        until: NOON + SignedDuration::from_secs(seconds),
        place,
    };
    let after = |failure| cause(&Mailbox { failures: vec![failure], ..members() });
    let everywhere = Mailbox { sign_in: failed("failures", 7, NOON), ..members() };

    assert_eq!(cause(&everywhere), waits(4, Place::AnyBrowser));
    assert_eq!(after(from_one_address(5)), waits(60, Place::OneAddress));
    assert_eq!(after(from_one_address(4)).name(), "member");
    assert_eq!(after(in_own_browser(8)), waits(8, Place::OwnBrowser));
    let all = Mailbox { failures: vec![in_own_browser(8), from_one_address(5)], ..everywhere };
    assert_eq!(cause(&all), waits(60, Place::OneAddress), "the longest counts");
}

#[test]
fn a_move_that_staff_began_is_named_until_it_is_over_or_ended() {
    let staff = |act| Happened::Staff { act, reason: "came in".to_owned(), by: None };
    let began = |ago| TimelineEntry { at: NOON - ago, ..line(staff(Act::EmailChanged)) };
    let after = |told| cause(&Mailbox { told, ..members() });
    let days = |days: i32| HOUR * 24 * days;

    let moving = |ago| Cause::EmailMoving { since: NOON - ago };
    assert_eq!(after(vec![began(HOUR)]), moving(HOUR));
    // A day to prove the address, three of hold, a week to press the button.
    let last_second = days(11) - SignedDuration::from_secs(1);
    assert_eq!(after(vec![began(last_second)]), moving(last_second));
    assert_eq!(after(vec![began(days(11))]).name(), "member");
    let new_password =
        Happened::Letter { kind: "password_changed".to_owned(), end: LetterEnd::Sent };
    let ends = [
        staff(Act::EmailKept),
        staff(Act::Unfrozen),
        Happened::SaidNotMe,
        Happened::Changed(EventKind::EmailChanged),
        new_password,
    ];
    for end in ends {
        assert_eq!(after(vec![began(HOUR), line(end.clone())]).name(), "member", "{end:?}");
    }
    let frozen = Member { standing: Standing::Frozen, ..test_member(&["42"]) };
    let told = vec![began(HOUR)];
    let frozen = cause(&Mailbox { told, member: Some(frozen), ..members() });
    assert_eq!(frozen.name(), "login-frozen");
}

#[test]
fn a_network_address_that_is_full_is_named_where_the_member_may_be() {
    let minutes = SignedDuration::from_mins;
    let crowd = |count| failed("wrong_10m", count, NOON - minutes(1));
    let after = |ago, tries| Mailbox {
        networks: vec![Network { seen: NOON - ago, tries }],
        failures: vec![in_own_browser(8)],
        ..members()
    };
    let full = Cause::SignInWaits { until: NOON + minutes(9), place: Place::Network };

    assert_eq!(
        cause(&after(minutes(2), crowd(50))),
        full,
        "it counts more than a wait of their own"
    );
    assert_eq!(cause(&after(HOUR * 24 - SignedDuration::from_secs(1), crowd(50))), full);
    let others =
        [after(HOUR * 24, crowd(50)), after(HOUR, crowd(49)), after(HOUR, Counter::default())];
    for elsewhere in others {
        assert!(matches!(cause(&elsewhere), Cause::SignInWaits { place: Place::OwnBrowser, .. }));
    }
    let of_day = failed("wrong_1d", 1_000, NOON - HOUR);
    let until = NOON + HOUR * 23;
    assert_eq!(cause(&after(HOUR, of_day)), Cause::SignInWaits { until, place: Place::Network });
    let shut = Mailbox { sign_in: failed("failures", 100, NOON), ..after(HOUR, crowd(50)) };
    assert_eq!(cause(&shut), Cause::SignInShut, "waiting does not help");
}

#[test]
fn a_hundred_wrong_passwords_shut_sign_in_for_strangers_and_not_for_the_members_browser() {
    let shut = Mailbox { sign_in: failed("failures", 100, NOON - HOUR), ..members() };
    let own = Mailbox { failures: vec![in_own_browser(100)], ..members() };

    assert_eq!(cause(&shut), Cause::SignInShut);
    assert_eq!(cause(&own).name(), "member");
}

#[test]
fn a_member_who_registers_another_account_adds_it_instead() {
    let asked_for_another = |obstacles: &[Obstacle]| {
        let told = vec![told_asked(Outcome::AlreadyMember, obstacles)];
        Mailbox { pendings: vec![asked(Outcome::AlreadyMember)], told, ..members() }
    };
    let account = Some(asked(Outcome::AlreadyMember).account);
    let adds = |misses| Cause::AddsAccount { misses, account: account.clone() };

    assert_eq!(cause(&asked_for_another(&[Obstacle::EmailHasLogin])), adds(Vec::new()));
    let wrong = asked_for_another(&[Obstacle::EmailHasLogin, Obstacle::Name, Obstacle::Owned]);
    assert_eq!(cause(&wrong), adds(vec![Obstacle::Name, Obstacle::Owned]));
    let theirs = Mailbox { member: Some(test_member(&["12345"])), ..wrong };
    assert_eq!(cause(&theirs).name(), "member", "it is theirs already");
}

#[test]
fn a_member_whose_mailbox_takes_no_letters_is_told_from_one_whose_letter_is_late() {
    let after = |end| cause(&Mailbox { told: vec![told_letter(end)], ..members() });
    let letter = |end| Cause::Letter { kind: "confirm".to_owned(), end, to_member: true };

    for end in [LetterEnd::Bounced, LetterEnd::Suppressed, LetterEnd::Delayed, LetterEnd::Full] {
        assert_eq!(after(end), letter(end));
    }
    assert_eq!(after(LetterEnd::Sent).name(), "member");
    let since = vec![
        told_letter(LetterEnd::Bounced),
        line(Happened::AskedBack),
        told_letter(LetterEnd::Sent),
    ];
    assert_eq!(cause(&Mailbox { told: since, ..members() }).name(), "member");
}

#[test]
fn an_address_on_the_services_list_is_the_cause_where_a_letter_is_all_that_is_needed() {
    let unwritten = Cause::Unwritten { since: Some(NOON), to_member: true };
    let letter =
        Cause::Letter { kind: "recover".to_owned(), end: LetterEnd::Complained, to_member: true };
    let of = |cause: Cause| of_unwritten(cause, Some(Some(NOON)), true);

    for cause in [cause(&members()), letter, Cause::WaitsForConfirmation { until: NOON }] {
        assert_eq!(of(cause.clone()), unwritten);
        assert_eq!(of_unwritten(cause.clone(), None, true), cause, "it is not on the list");
    }
    for bars in [Cause::LoginFrozen(FrozenBy::Staff), Cause::SignInShut, Cause::Cancelled] {
        assert_eq!(of(bars.clone()), bars);
    }
}
