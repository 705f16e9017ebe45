use jiff::SignedDuration;

use super::*;
use crate::billing::facts::{Contact, ContactBefore};
use crate::factors::held::TRIAL;
use crate::factors::prove::tests::with_app;
use crate::fixtures::{test_keys, test_member};
use crate::links::state::LinkState;
use crate::login::freeze::freeze;
use crate::registering::ask::samples::facts;
use crate::values::email::Email;
use crate::values::language::Language;

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const HOLD: Hold = Hold::SHIPPED;

fn account(number: &str) -> AccountNumber {
    AccountNumber::parse(number).expect("a number")
}

fn contact(name: &str) -> Contact {
    let email = Email::parse(&format!("{name}@example.com")).expect("an address");
    Contact { email, language: Language::Spanish }
}

/// A member of two accounts, the first of them held for two more days.
fn member() -> Member {
    let mut member = test_member(&["42", "43"]);
    member.accounts[0].since = NOON - HOUR * 24;
    member.accounts[0].held_until = Some(NOON + HOUR * 48);
    member
}

/// The link that the contact on file of the first account got.
fn link(lifts: &[&str]) -> FoundLink {
    let email = contact("contact").email;
    let (id, then) = (PendingId::new([3; 16]), NOON - HOUR * 24);
    let link = Link::not_me(&test_keys(), id, &email, &member(), then);
    let lifts = lifts.iter().map(|number| account(number)).collect();
    FoundLink { link: Link { lifts, ..link }, member: member() }
}

fn lifted_by(found: &FoundLink, now: Timestamp) -> Option<HoldChange> {
    lift(found, OutboxId::from_stored("o"), now)
}

#[test]
fn the_word_of_the_contact_ends_the_hold_and_billing_hears_where_the_member_is() {
    let change = lifted_by(&link(&["42"]), NOON).expect("it is held");

    assert!(change.member.accounts.iter().all(|binding| binding.held_until.is_none()));
    assert_eq!(change.owners.len(), 1);
    let (number, owner) = &change.owners[0];
    assert_eq!((number, owner.held_until, owner.since), (&account("42"), None, NOON - HOUR * 24));
    let [event] = &change.envelope.events[..] else { panic!("one event") };
    assert_eq!((event.kind, &event.accounts[..]), (EventKind::LoginBound, &[account("42")][..]));
    assert_eq!((&event.email, event.held_until), (&Some(member().email), None));
    assert_eq!(change.envelope.letters[0].letter, Letter::HoldEnded);
    assert_eq!(change.envelope.trace, Some(Trace::of(Happened::SaidItWasMe)));
    assert_eq!(change.member.epoch, member().epoch, "whoever is signed in stays so");
    assert!(is_lifted(&FoundLink { member: change.member, ..link(&["42"]) }), "their word did");
}

#[test]
fn a_link_ends_the_hold_of_no_other_account_and_of_no_binding_made_after_it() {
    let anew = |found: FoundLink| {
        let mut member = found.member;
        member.accounts[0].since = NOON - HOUR;
        FoundLink { member, ..found }
    };
    let frozen = |found: FoundLink| {
        let member = Member { standing: Standing::Frozen, ..found.member };
        FoundLink { member, ..found }
    };

    for found in [link(&["43"]), link(&[]), anew(link(&["42"])), frozen(link(&["42"]))] {
        assert_eq!((lifted_by(&found, NOON), lifts_until(&found, NOON)), (None, None));
    }
    assert_eq!(lifts_until(&link(&["42"]), NOON), Some(NOON + HOUR * 48));
}

#[test]
fn once_time_has_ended_it_there_is_nothing_left_to_end() {
    let found = link(&["42"]);

    assert_eq!(lifted_by(&found, NOON + HOUR * 48), None);
    assert_eq!(lifts_until(&found, NOON + HOUR * 48), None);
    assert!(!is_lifted(&found), "time did");
    assert_eq!(found.link.state(&found.member, NOON + HOUR * 48), LinkState::Open);
}

fn frozen() -> Member {
    Member { standing: Standing::Frozen, ..member() }
}

/// What the tables say: the first account has a contact, and one before it.
fn bound(before: Option<&str>) -> Vec<(AccountNumber, Bound)> {
    let of = |binding: &Binding, facts: Facts| {
        let bound = Bound { owner: owner(&frozen().id, binding), facts: Some(facts) };
        (binding.account.clone(), bound)
    };
    let until = NOON + HOUR;
    let contact_before = before.map(|name| ContactBefore { contact: contact(name), until });
    let of_account = |number, contact, contact_before| Facts {
        account: account(number),
        holder: 1,
        contact,
        contact_before,
        ..facts()
    };
    let on_file = of_account("42", Some(contact("contact")), contact_before);
    let none = of_account("43", None, None);
    let [first, second] = &frozen().accounts[..] else { panic!("two accounts") };
    vec![of(first, on_file), of(second, none)]
}

fn opened(bound: &[(AccountNumber, Bound)], hold: Hold) -> HoldChange {
    let mut many = 0;
    let id = || {
        many += 1;
        PendingId::new([many; 16])
    };
    let ids = (OutboxId::from_stored("o"), id);
    unfreeze(&test_keys(), &frozen(), bound, ids, hold, NOON).expect("it is frozen")
}

fn told(change: &HoldChange) -> Vec<(&str, &'static str)> {
    let letters = change.envelope.letters.iter();
    letters.map(|it| (it.to.canonical(), it.letter.kind().name())).collect()
}

#[test]
fn opening_lets_nobody_in_who_was_in_before_and_begins_a_hold_on_every_account() {
    let change = opened(&bound(None), HOLD);

    let until = Some(NOON + HOUR * 72);
    assert_eq!(
        (change.member.standing, change.member.epoch),
        (Standing::Active, member().epoch + 1)
    );
    assert!(change.member.accounts.iter().all(|binding| binding.held_until == until));
    assert!(change.owners.iter().all(|(_, owner)| owner.held_until == until));
    assert_eq!(change.owners.len(), 2);
    assert_eq!(told(&change)[1..], [("contact@example.com", "account_bound")]);
    assert_eq!(change.links[0].lifts, [account("42")]);
    let event = &change.envelope.events[0];
    let bound = (EventKind::LoginBound, None, until);
    assert_eq!((event.kind, event.email.clone(), event.held_until), bound);
}

#[test]
fn where_an_account_has_no_contact_on_file_a_card_can_go_there_when_staff_open_its_login() {
    let change = opened(&bound(None), HOLD);

    let [_, card] = &change.envelope.events[..] else { panic!("two events") };
    assert_eq!((card.kind, &card.email), (EventKind::NoticeByPost, &None));
    assert_eq!(card.accounts, [account("43")], "the other one has a contact, who got a letter");
    assert_eq!(card.number, Some(change.member.event_number));
}

#[test]
fn of_two_contacts_both_hear_of_it_and_of_the_hold_and_neither_ends_it() {
    let change = opened(&bound(Some("old")), HOLD);

    let both = [("old@example.com", "account_bound"), ("contact@example.com", "account_bound")];
    assert_eq!(told(&change)[1..], both);
    let lifts: Vec<usize> = change.links.iter().map(|link| link.lifts.len()).collect();
    assert_eq!(lifts, [0, 0]);
    let until = Some(NOON + HOUR * 72);
    for letter in &change.envelope.letters[1..] {
        let carried = letter.letter.carried();
        assert_eq!((carried.held_until, carried.by_time), (until, true));
    }
}

#[test]
fn an_account_that_somebody_else_has_by_now_is_not_handed_back() {
    let mut others = bound(None);
    others[0].1.owner.member = MemberId::from_stored("victim");
    let gone = others[1..].to_vec();

    for bound in [others, gone] {
        let change = opened(&bound, HOLD);

        assert_eq!(change.member.account_numbers(), [account("43")]);
        assert_eq!(change.owners.len(), 1);
        assert_eq!(change.envelope.events[0].accounts, [account("43")]);
        assert_eq!(told(&change).len(), 1, "and its contact hears nothing of it");
    }
}

#[test]
fn without_a_hold_billing_hears_that_it_is_open_again_and_the_contact_does_too() {
    let change = opened(&bound(None), Hold { hours: 0, ..HOLD });

    assert_eq!(change.envelope.events[0].kind, EventKind::LoginUnfrozen);
    assert_eq!(change.envelope.letters[0].letter, Letter::LoginOpened { held_until: None });
    assert_eq!((told(&change).len(), change.links[0].lifts.len()), (2, 0));
    assert_eq!(change.member.accounts[0].held_until, member().accounts[0].held_until);
}

#[test]
fn opening_begins_the_trial_of_a_factor_anew_if_it_ran_when_the_login_was_frozen() {
    let opened_on = |trial_until, day: i32| {
        let at = NOON + HOUR * 24 * day;
        let active = with_app(trial_until);
        let frozen = freeze(&active, OutboxId::from_stored("f"), NOON).expect("it is active");
        let ids = (OutboxId::from_stored("o"), || PendingId::new([1; 16]));
        let change = unfreeze(&test_keys(), &frozen.member, &[], ids, HOLD, at);
        (change.expect("it is frozen").member.factors, at)
    };

    let (factors, at) = opened_on(Some(NOON + HOUR), 5);
    assert!(!factors.stand(at + TRIAL - HOUR) && factors.stand(at + TRIAL));
    let (factors, at) = opened_on(Some(NOON), 5);
    assert!(factors.stand(at), "what stood then stands");
}

#[test]
fn only_a_frozen_login_is_opened() {
    for standing in [Standing::Active, Standing::Closed] {
        let member = Member { standing, ..member() };
        let ids = (OutboxId::from_stored("o"), || PendingId::new([1; 16]));

        assert_eq!(unfreeze(&test_keys(), &member, &bound(None), ids, HOLD, NOON), None);
    }
}
