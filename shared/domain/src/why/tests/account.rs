//! An account by itself, and with who asked for it.

use jiff::SignedDuration;

use crate::billing::facts::{AccountStatus, Facts, Owner};
use crate::figures::Figures;
use crate::fixtures::test_member;
use crate::letters::happened::{Act, Happened};
use crate::letters::obstacle::Obstacle;
use crate::letters::outcome::Outcome;
use crate::limits::matching::Tryer;
use crate::members::event::EventKind;
use crate::members::member::{Member, Standing};
use crate::why::account::{Account, of_account};
use crate::why::cause::{Cause, FrozenBy, Place, Tries};
use crate::why::samples::{HOUR, NOON, account, facts, line, owner, spent, told_asked, zip};
use crate::why::{of_asker, of_owner};

const SHIPPED: Figures = Figures::SHIPPED;

fn cause(account: &Account) -> Cause {
    of_account(account, SHIPPED, NOON)
}

fn with(facts: Facts) -> Account {
    Account { facts: Some(facts), ..account() }
}

#[test]
fn an_account_that_nobody_has_and_nobody_asked_for_may_be_registered() {
    assert_eq!(cause(&account()), Cause::MayRegister);
}

#[test]
fn without_an_extract_or_its_key_nobody_registers() {
    assert_eq!(cause(&Account { extract: None, ..account() }), Cause::NoExtract);
    assert_eq!(cause(&Account { key_held: false, ..account() }), Cause::KeyGone);
}

#[test]
fn a_row_that_the_last_file_lost_is_told_from_a_number_that_never_was() {
    let imported_at = NOON;

    assert_eq!(cause(&Account { facts: None, ..account() }), Cause::NoAccount { imported_at });
    assert_eq!(cause(&with(Facts { version: 2, ..facts() })), Cause::LeftExtract { imported_at });
}

#[test]
fn a_closed_account_is_closed_whatever_was_typed() {
    let closed = with(Facts { status: AccountStatus::Closed, ..facts() });
    let told = vec![told_asked(Outcome::CouldNotMatch, &[Obstacle::Closed, Obstacle::Name])];

    assert_eq!(cause(&Account { told, ..closed }), Cause::AccountClosed);
}

#[test]
fn an_account_is_online_also_once_the_extract_has_lost_it() {
    let member = test_member(&["12345"]);
    let under = Some(member.email.clone());
    let online = Account { owner: Some(owner(3, Some(member))), ..account() };
    let lost = Account { facts: Some(Facts { version: 2, ..facts() }), ..online.clone() };
    let gone = Account { facts: None, ..online.clone() };

    for account in [online, lost, gone] {
        assert_eq!(cause(&account), Cause::AccountOnline { since: NOON, under: under.clone() });
    }
}

#[test]
fn an_account_that_is_held_says_until_when_it_shows_nothing() {
    let until = NOON + SignedDuration::from_secs(1);
    let (owner, member) = owner(3, None);
    let owner = Some((Owner { held_until: Some(until), ..owner }, member));
    let held = Account { owner, ..account() };

    assert_eq!(cause(&held), Cause::AccountHeld { since: NOON, under: None, until });
    let after = of_account(&held, Figures::SHIPPED, until);
    assert_eq!(after, Cause::AccountOnline { since: NOON, under: None });
}

#[test]
fn an_account_that_passed_on_may_be_registered_by_who_moved_in() {
    assert_eq!(cause(&Account { owner: Some(owner(2, None)), ..account() }), Cause::MayRegister);
}

#[test]
fn a_frozen_login_says_who_had_it_shut() {
    let frozen = Member { standing: Standing::Frozen, ..test_member(&["12345"]) };
    let by = |what: Option<Happened>| {
        let told = what.into_iter().map(line).collect();
        cause(&Account { owner: Some(owner(3, Some(frozen.clone()))), told, ..account() })
    };
    let staff = Happened::Staff { act: Act::Frozen, reason: "called".to_owned(), by: None };

    assert_eq!(by(Some(staff)), Cause::LoginFrozen(FrozenBy::Staff));
    assert_eq!(by(Some(Happened::SaidNotMe)), Cause::LoginFrozen(FrozenBy::NotMe));
    assert_eq!(by(None), Cause::LoginFrozen(FrozenBy::Unknown));
}

#[test]
fn spent_tries_say_until_when_and_whether_the_last_one_was_right() {
    let after = |obstacles: &[Obstacle]| {
        let told = vec![told_asked(Outcome::TooManyTries, obstacles)];
        cause(&Account { tries: spent(Tryer::Stranger), told, ..account() })
    };
    let (of, opens) = (Tries::Account, NOON + 6 * HOUR);
    let tries = |misses| Cause::TriesSpent { of, opens, misses };

    assert_eq!(after(&[Obstacle::AccountTries]), tries(Some(Vec::new())));
    let name = [Obstacle::AccountTries, Obstacle::Name];
    assert_eq!(after(&name), tries(Some(vec![Obstacle::Name])));
    let unknown = Account { tries: spent(Tryer::Stranger), ..account() };
    assert_eq!(cause(&unknown), tries(None));
    assert_eq!(cause(&unknown).until(), Some(opens));
}

#[test]
fn what_did_not_match_is_named() {
    let after = |obstacles: &[Obstacle]| {
        let told = vec![told_asked(Outcome::CouldNotMatch, obstacles)];
        cause(&Account { told, ..account() })
    };
    let not = |misses| Cause::NotMatched { at: NOON, misses };

    assert_eq!(after(&[Obstacle::Name]), not(vec![Obstacle::Name]));
    assert_eq!(after(&[zip()]), not(vec![zip()]));
    assert_eq!(after(&[Obstacle::Name, zip()]), not(vec![Obstacle::Name, zip()]));
    assert_eq!(after(&[]), not(Vec::new()), "from before it was noted");
}

#[test]
fn who_has_a_login_adds_an_account_instead_of_registering_it() {
    let told = |more: &[Obstacle]| {
        let obstacles = [&[Obstacle::EmailHasLogin], more].concat();
        vec![told_asked(Outcome::AlreadyMember, &obstacles)]
    };
    let after = |more: &[Obstacle]| cause(&Account { told: told(more), ..account() });

    assert_eq!(after(&[]), Cause::AddsAccount { misses: Vec::new(), account: None });
    let misses = vec![Obstacle::Name];
    assert_eq!(after(&[Obstacle::Name]), Cause::AddsAccount { misses, account: None });
}

#[test]
fn tries_that_were_spent_and_are_open_again_are_told() {
    let told = vec![told_asked(Outcome::TooManyTries, &[Obstacle::AccountTries])];

    let cause = cause(&Account { told, ..account() });

    assert_eq!(cause, Cause::TriesOver { misses: Some(Vec::new()) });
}

#[test]
fn what_was_asked_before_a_login_came_and_went_says_nothing_of_now() {
    for gone in [Happened::Closed, Happened::PassedOn, Happened::Changed(EventKind::LoginUnbound)] {
        let told = vec![told_asked(Outcome::CouldNotMatch, &[Obstacle::Name]), line(gone)];

        assert_eq!(cause(&Account { told, ..account() }), Cause::MayRegister);
    }
}

#[test]
fn who_asked_tells_more_than_an_account_that_is_free_and_less_than_one_that_is_not() {
    let asker = || Some(Cause::Cancelled);

    assert_eq!(of_asker(Cause::MayRegister, asker()), Cause::Cancelled);
    assert_eq!(of_asker(Cause::MayRegister, None), Cause::MayRegister);
    assert_eq!(of_asker(Cause::MayRegister, Some(Cause::NothingKnown)), Cause::MayRegister);
    assert_eq!(of_asker(Cause::AccountClosed, asker()), Cause::AccountClosed);
    let spent = |of| Cause::TriesSpent { of, opens: NOON, misses: None };
    let over = Cause::TriesOver { misses: None };
    assert_eq!(of_asker(over, Some(spent(Tries::Email))), spent(Tries::Email));
    assert_eq!(of_asker(spent(Tries::Account), Some(spent(Tries::Both))), spent(Tries::Both));
    assert_eq!(of_asker(spent(Tries::Account), asker()), spent(Tries::Account));
    let moved = || Some(Cause::EmailMoved);
    assert_eq!(of_asker(Cause::MayRegister, moved()), Cause::MayRegister, "nobody has it");
    let adds = Cause::AddsAccount { misses: Vec::new(), account: None };
    let waits = Cause::SignInWaits { until: NOON, place: Place::AnyBrowser };
    assert_eq!(of_asker(adds.clone(), Some(waits)), adds);
    assert_eq!(of_asker(adds, Some(Cause::SignInShut)), Cause::SignInShut);
}

#[test]
fn an_account_whose_login_is_to_move_says_so_whoever_calls() {
    let online = || Cause::AccountOnline { since: NOON, under: None };
    let moving = || Cause::EmailMoving { since: NOON };

    assert_eq!(of_owner(online(), Some(moving())), moving());
    assert_eq!(of_owner(online(), Some(Cause::SignInShut)), online());
    assert_eq!(of_owner(online(), None), online());
    assert_eq!(of_owner(Cause::AccountClosed, Some(moving())), Cause::AccountClosed);
}
