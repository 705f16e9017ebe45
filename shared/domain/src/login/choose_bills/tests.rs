//! Tests of how bills come.

use super::*;
use crate::fixtures::test_member;
use crate::members::event::EventKind;
use crate::members::member::NextStep;
use crate::values::account_number::AccountNumber;

fn sample() -> Member {
    test_member(&["42", "43"])
}

const TEXT: &str = "Bills come by email.";

fn consent() -> Acceptance {
    Acceptance { version: "2".to_owned(), ..sample().terms }
}

fn one(at: usize) -> Which {
    Which::One(sample().accounts[at].account.clone())
}

fn bills(member: &Member) -> Vec<Bills> {
    member.bills_of_all()
}

#[track_caller]
fn choose(member: &mut Member, which: &Which, bills: Bills) -> Envelope {
    let id = OutboxId::from_stored("o");
    member.choose_bills(which, bills, (consent(), TEXT), id).expect("an account of theirs")
}

#[test]
fn until_something_is_said_bills_come_on_paper() {
    let member = sample();

    assert_eq!(bills(&member), [Bills::OnPaper, Bills::OnPaper]);
    assert!(!member.has_own_bills());
}

#[test]
fn who_puts_it_off_gets_bills_as_before_and_is_asked_for_the_phrase() {
    let mut member = sample();
    assert_eq!(member.next_step(Timestamp::UNIX_EPOCH), NextStep::Paperless);

    member.skip_bills(Timestamp::UNIX_EPOCH);

    assert_eq!(bills(&member), bills(&sample()));
    assert_eq!(member.next_step(Timestamp::UNIX_EPOCH), NextStep::SecurityPhrase);
    assert!(member.last_changes().is_empty());
}

#[test]
fn a_choice_for_all_is_for_every_account_and_its_event_names_each() {
    let mut member = sample();

    let envelope = choose(&mut member, &Which::All, Bills::ByEmail);

    assert_eq!(bills(&member), [Bills::ByEmail, Bills::ByEmail]);
    assert_eq!(member.paperless, Paperless::On(consent()));
    let [event] = &envelope.events[..] else { panic!("one event") };
    assert_eq!((event.kind, event.number), (EventKind::PaperlessOn, Some(8)));
    assert_eq!(event.accounts, sample().account_numbers());
    let receipt = member.receipt.clone().expect("a receipt");
    assert_eq!((receipt.version.as_str(), receipt.at), ("2", consent().at));
    assert_eq!(receipt.accounts, sample().account_numbers());
    let letter = Letter::BillsByEmail { account: None, receipt: Some(receipt) };
    assert_eq!(envelope.letters[0].letter, letter);
}

#[test]
fn a_choice_for_one_is_for_that_account_alone_and_so_is_its_event() {
    let mut member = sample();

    let envelope = choose(&mut member, &one(1), Bills::ByEmail);

    assert_eq!(bills(&member), [Bills::OnPaper, Bills::ByEmail]);
    assert!(member.has_own_bills());
    let account = sample().accounts[1].account.clone();
    assert_eq!(envelope.events[0].accounts, std::slice::from_ref(&account));
    let receipt = member.receipt.clone();
    let letter = Letter::BillsByEmail { account: Some(account), receipt };
    assert_eq!(envelope.letters[0].letter, letter);
    assert_eq!(member.paperless, Paperless::Unasked, "what was said about all stands");
    let own = OwnBills { bills: Bills::ByEmail, consent: consent() };
    assert_eq!(member.accounts[1].own_bills, Some(own));
}

#[test]
fn a_later_choice_for_all_stands_above_one_for_an_account() {
    let mut member = sample();
    choose(&mut member, &one(0), Bills::ByEmail);

    choose(&mut member, &Which::All, Bills::OnPaper);

    assert_eq!(bills(&member), [Bills::OnPaper, Bills::OnPaper]);
    assert!(!member.has_own_bills());
}

#[test]
fn withdrawing_is_recorded_and_told_like_joining() {
    let mut member = sample();
    choose(&mut member, &Which::All, Bills::ByEmail);

    let envelope = choose(&mut member, &Which::All, Bills::OnPaper);

    assert_eq!(member.paperless, Paperless::Off(consent()));
    assert_eq!(envelope.events[0].kind, EventKind::PaperlessOff);
    assert_eq!(envelope.letters.len(), 1);
}

#[test]
fn who_gets_bills_as_before_gets_no_letter_but_billing_hears_of_it() {
    let envelope = choose(&mut sample(), &Which::All, Bills::OnPaper);

    assert_eq!((envelope.letters.len(), envelope.events.len()), (0, 1));
}

/// The sample, with the second account held for an hour.
fn one_held() -> (Member, Timestamp) {
    let (mut member, until) = (sample(), consent().at + jiff::SignedDuration::from_hours(1));
    member.accounts[1].held_until = Some(until);
    (member, until)
}

#[test]
fn a_choice_for_all_leaves_out_what_is_held_until_it_is_asked_about() {
    let (mut member, until) = one_held();

    let envelope = choose(&mut member, &Which::All, Bills::ByEmail);

    assert_eq!(bills(&member), [Bills::ByEmail, Bills::OnPaper]);
    assert_eq!(envelope.events[0].accounts, [sample().accounts[0].account.clone()]);
    assert!(!member.owes_bills(consent().at) && member.owes_bills(until));
    let later = Acceptance { at: until, ..consent() };
    let id = OutboxId::from_stored("o");
    member.choose_bills(&Which::All, Bills::ByEmail, (later, TEXT), id).expect("a choice");
    assert_eq!(bills(&member), [Bills::ByEmail, Bills::ByEmail]);
    assert!(!member.owes_bills(until));
}

#[test]
fn what_was_chosen_before_a_hold_began_anew_goes_on_as_it_was() {
    let (held, _) = one_held();
    let mut member = sample();
    choose(&mut member, &Which::All, Bills::ByEmail);
    member.accounts[1].held_until = held.accounts[1].held_until;

    let envelope = choose(&mut member, &Which::All, Bills::OnPaper);

    assert_eq!(bills(&member), [Bills::OnPaper, Bills::ByEmail]);
    let told = &envelope.events[0];
    assert_eq!(told.accounts, [sample().accounts[0].account.clone()], "nothing changes of it");
}

#[test]
fn what_is_held_takes_no_choice_and_is_not_asked_about_at_step_6() {
    let (mut member, until) = one_held();
    let id = || OutboxId::from_stored("o");
    assert_eq!(member.choose_bills(&one(1), Bills::ByEmail, (consent(), TEXT), id()), None);
    member.accounts[0].held_until = Some(until);

    assert_eq!(member.choose_bills(&Which::All, Bills::ByEmail, (consent(), TEXT), id()), None);

    assert_eq!(member.next_step(consent().at), NextStep::SecurityPhrase);
    assert_eq!(member.next_step(until), NextStep::Paperless, "it is asked then");
    assert_eq!(member.paperless, Paperless::Unasked);
}

#[test]
fn an_account_that_is_not_theirs_takes_no_choice() {
    let mut member = sample();
    let stranger = Which::One(AccountNumber::parse("99").expect("a number"));
    let id = OutboxId::from_stored("o");

    assert_eq!(member.choose_bills(&stranger, Bills::ByEmail, (consent(), TEXT), id), None);
    assert_eq!(member, sample());
}
