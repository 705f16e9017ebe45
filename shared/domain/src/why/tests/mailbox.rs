//! An email that has no login.

use jiff::SignedDuration;

use crate::billing::facts::{AccountStatus, Contact, Facts};
use crate::figures::Figures;
use crate::letters::happened::{Act, Happened, LetterEnd};
use crate::letters::held::Held;
use crate::letters::obstacle::Obstacle;
use crate::letters::outcome::Outcome;
use crate::letters::timeline::TimelineEntry;
use crate::limits::matching::Tryer;
use crate::links::purpose::PENDING_LIFE;
use crate::members::event::EventKind;
use crate::registering::pending::{Pending, WRONG_NUMBERS_MAX};
use crate::values::language::Language;
use crate::why::account::Account;
use crate::why::cause::{Cause, Tries};
use crate::why::mailbox::{Mailbox, of_email};
use crate::why::of_code;
use crate::why::samples::{
    HOUR, NOON, account, asked, facts, line, mailbox, owner, spent, spent_email, told_asked,
    told_letter, zip,
};

const SHIPPED: Figures = Figures::SHIPPED;

fn cause(mailbox: &Mailbox) -> Cause {
    of_email(mailbox, SHIPPED, NOON)
}

fn of(pending: Pending) -> Cause {
    cause(&mailbox(vec![pending]))
}

fn told(pending: Pending, told: Vec<TimelineEntry>) -> Cause {
    cause(&Mailbox { told, ..mailbox(vec![pending]) })
}

#[test]
fn of_an_email_that_nobody_used_nothing_is_known() {
    assert_eq!(cause(&mailbox(Vec::new())), Cause::NothingKnown);
}

#[test]
fn a_letter_that_was_sent_waits_to_be_followed() {
    let until = NOON - HOUR + PENDING_LIFE;
    let waits = Cause::WaitsForConfirmation { until };

    assert_eq!(of(asked(Outcome::Confirm)), waits);
    assert_eq!(told(asked(Outcome::Confirm), vec![told_letter(LetterEnd::Sent)]), waits);
    let away = vec![told_letter(LetterEnd::Sent), told_letter(LetterEnd::Answered)];
    assert_eq!(told(asked(Outcome::Confirm), away), waits, "out of office is no bounce");
    assert_eq!(waits.until(), Some(until));
}

#[test]
fn a_letter_that_did_not_arrive_says_how_far_it_got() {
    let ends = [
        (LetterEnd::Waits(None), "letter-waits"),
        (LetterEnd::Waits(Some(Held::Strangers)), "letter-waits"),
        (LetterEnd::Held(Held::Address), "letter-held"),
        (LetterEnd::Failed, "letter-failed"),
        (LetterEnd::Bounced, "mailbox-dead"),
        (LetterEnd::Suppressed, "mailbox-dead"),
        (LetterEnd::Full, "mailbox-full"),
        (LetterEnd::Refused, "letter-refused"),
        (LetterEnd::CameBack, "letter-came-back"),
        (LetterEnd::Delayed, "letter-delayed"),
        (LetterEnd::Complained, "letter-called-spam"),
    ];

    for (end, name) in ends {
        let cause = told(asked(Outcome::Confirm), vec![told_letter(end)]);

        let letter = Cause::Letter { kind: "confirm".to_owned(), end, to_member: false };
        assert_eq!(cause, letter);
        assert_eq!(cause.name(), name);
    }
}

#[test]
fn a_mailbox_that_another_letter_came_back_from_takes_no_link_either() {
    let elsewhere = TimelineEntry { reference: None, ..told_letter(LetterEnd::Bounced) };

    let before = told(asked(Outcome::Confirm), vec![elsewhere.clone()]);
    let sent = told(asked(Outcome::Confirm), vec![elsewhere, told_letter(LetterEnd::Sent)]);

    assert_eq!(before.name(), "mailbox-dead");
    assert_eq!(sent.name(), "waits-for-confirmation", "it has taken a letter since");
}

#[test]
fn a_link_ran_out_or_was_spent_by_wrong_numbers_or_was_ended_by_staff() {
    let over =
        Pending { expires_at: NOON, created_at: NOON - PENDING_LIFE, ..asked(Outcome::Confirm) };
    let spent = Pending { wrong_numbers: WRONG_NUMBERS_MAX, ..asked(Outcome::Confirm) };
    let ended = Pending { expires_at: NOON, ..asked(Outcome::Confirm) };

    assert_eq!(of(over), Cause::RanOut);
    assert_eq!(of(spent), Cause::WrongNumbers);
    assert_eq!(of(ended), Cause::Cancelled);
}

#[test]
fn a_link_whose_account_somebody_else_took_or_moved_into_leads_nowhere() {
    let asked_for = |account: Account| {
        cause(&Mailbox { asked_for: Some(account), ..mailbox(vec![asked(Outcome::Confirm)]) })
    };
    let taken = Account { owner: Some(owner(3, None)), ..account() };
    let moved = Account { facts: Some(Facts { holder: 4, ..facts() }), ..account() };
    let lost = Account { facts: Some(Facts { version: 2, ..facts() }), ..account() };

    assert_eq!(asked_for(taken), Cause::AccountOnline { since: NOON, under: None });
    assert_eq!(asked_for(moved), Cause::PassedOn);
    assert_eq!(asked_for(lost), Cause::LeftExtract { imported_at: NOON });
}

#[test]
fn what_did_not_match_is_named_also_by_email() {
    let lines = vec![told_asked(Outcome::CouldNotMatch, &[zip()])];

    let cause = told(asked(Outcome::CouldNotMatch), lines);

    assert_eq!(cause, Cause::NotMatched { at: NOON - HOUR, misses: vec![zip()] });
}

#[test]
fn right_facts_and_spent_tries_are_told_from_wrong_ones_by_account_and_by_email() {
    let (six, day) = (NOON + 6 * HOUR, NOON + 24 * HOUR);
    let spent_account = || Account { tries: spent(Tryer::Stranger), ..account() };
    let of = |account: Account, tries, obstacles: &[Obstacle]| {
        let pendings = vec![asked(Outcome::TooManyTries)];
        let told = vec![told_asked(Outcome::TooManyTries, obstacles)];
        cause(&Mailbox { asked_for: Some(account), tries, told, ..mailbox(pendings) })
    };
    let right = |of, opens| Cause::TriesSpent { of, opens, misses: Some(Vec::new()) };

    let account_tries = [Obstacle::AccountTries];
    let none = crate::limits::counter::Counter::default;
    assert_eq!(of(spent_account(), none(), &account_tries), right(Tries::Account, six));
    let email_tries = [Obstacle::EmailTries];
    assert_eq!(of(account(), spent_email(), &email_tries), right(Tries::Email, day));
    let both = [Obstacle::AccountTries, Obstacle::EmailTries];
    assert_eq!(of(spent_account(), spent_email(), &both), right(Tries::Both, day));
    let misses = Some(vec![Obstacle::Name]);
    let wrong = Cause::TriesSpent { of: Tries::Email, opens: day, misses };
    assert_eq!(of(account(), spent_email(), &[Obstacle::EmailTries, Obstacle::Name]), wrong);
    let over = Cause::TriesOver { misses: Some(Vec::new()) };
    assert_eq!(of(account(), none(), &account_tries), over);
}

#[test]
fn the_next_try_after_the_last_wrong_one_is_refused_already() {
    let pendings = vec![asked(Outcome::CouldNotMatch)];
    let told = vec![told_asked(Outcome::CouldNotMatch, &[Obstacle::Name])];

    let cause = cause(&Mailbox { tries: spent_email(), told, ..mailbox(pendings) });

    assert_eq!(cause.name(), "tries-spent");
}

#[test]
fn the_contact_on_file_has_tries_of_their_own() {
    let email = asked(Outcome::TooManyTries).email;
    let contact = Some(Contact { email, language: Language::English });
    let with = |tryer| {
        let facts = Some(Facts { contact: contact.clone(), ..facts() });
        let account = Account { facts, tries: spent(tryer), ..account() };
        cause(&Mailbox { asked_for: Some(account), ..mailbox(vec![asked(Outcome::TooManyTries)]) })
    };

    assert_eq!(with(Tryer::ContactOnFile).name(), "tries-spent");
    assert_eq!(with(Tryer::Stranger).name(), "tries-over");
}

#[test]
fn an_account_with_another_login_says_since_when() {
    let taken = Account { owner: Some(owner(3, None)), ..account() };
    let mailbox = mailbox(vec![asked(Outcome::AccountHasLogin)]);

    let cause_of = |account| cause(&Mailbox { asked_for: Some(account), ..mailbox.clone() });

    assert_eq!(cause_of(taken), Cause::AccountOnline { since: NOON, under: None });
    assert_eq!(cause_of(account()), Cause::MayRegister, "it is free by now");
}

#[test]
fn a_login_that_was_closed_is_told_from_one_that_has_another_email() {
    let used = Pending { used_by: Some("r".to_owned()), ..asked(Outcome::Confirm) };
    let after = |what| told(used.clone(), vec![line(what)]);
    let moved = Happened::Changed(EventKind::EmailChanged);

    assert_eq!(after(Happened::Closed), Cause::LoginClosed);
    assert_eq!(after(moved.clone()), Cause::EmailMoved);
    let forgotten = |what| cause(&Mailbox { told: vec![line(what)], ..mailbox(Vec::new()) });
    assert_eq!(forgotten(Happened::Closed), Cause::LoginClosed);
    assert_eq!(forgotten(moved), Cause::EmailMoved);
}

#[test]
fn a_login_that_moved_and_was_closed_then_is_closed() {
    let used = Pending { used_by: Some("r".to_owned()), ..asked(Outcome::Confirm) };
    let moved = Happened::Changed(EventKind::EmailChanged);
    let after = |of_account: Vec<TimelineEntry>| {
        let asked_for = Some(Account { told: of_account, ..account() });
        let told = vec![line(moved.clone())];
        cause(&Mailbox { asked_for, told, ..mailbox(vec![used.clone()]) })
    };
    let closed = |ago| TimelineEntry { at: NOON - ago, ..line(Happened::Closed) };

    assert_eq!(after(vec![line(moved.clone()), closed(SignedDuration::ZERO)]), Cause::LoginClosed);
    assert_eq!(after(vec![closed(HOUR)]), Cause::EmailMoved, "that was a login before");
    assert_eq!(after(Vec::new()), Cause::EmailMoved);
}

#[test]
fn what_bars_an_account_whatever_is_typed_is_told_before_what_was_typed() {
    let closed = Facts { status: AccountStatus::Closed, ..facts() };
    let lost = Facts { version: 2, ..facts() };
    for outcome in [Outcome::CouldNotMatch, Outcome::TooManyTries] {
        let with = |account: Account| {
            let told = vec![told_asked(outcome, &[Obstacle::Name])];
            let tries = spent_email();
            let asked_for = Some(account);
            cause(&Mailbox { asked_for, tries, told, ..mailbox(vec![asked(outcome)]) })
        };
        let of = |facts: &Facts| with(Account { facts: Some(facts.clone()), ..account() });

        assert_eq!(of(&closed), Cause::AccountClosed);
        assert_eq!(of(&lost), Cause::LeftExtract { imported_at: NOON });
        assert_eq!(with(Account { extract: None, ..account() }), Cause::NoExtract);
        assert_eq!(with(Account { key_held: false, ..account() }), Cause::KeyGone);
        assert_eq!(with(account()).name(), "tries-spent");
        let never = with(Account { facts: None, ..account() });
        assert_eq!(never.name(), "tries-spent", "a number that was misread");
    }
}

#[test]
fn an_address_that_a_member_or_staff_named_or_that_asked_for_a_way_back_says_so() {
    let after = |told: Vec<TimelineEntry>| cause(&Mailbox { told, ..mailbox(Vec::new()) });
    let letter = |kind: &str, end, ago| TimelineEntry {
        at: NOON - ago,
        ..line(Happened::Letter { kind: kind.to_owned(), end })
    };
    let new_email = |ago| letter("new_email", LetterEnd::Sent, ago);
    let act = |act| line(Happened::Staff { act, reason: "came in".to_owned(), by: None });

    let until = Some(NOON + 23 * HOUR);
    assert_eq!(after(vec![new_email(HOUR)]), Cause::NewEmail { until });
    assert_eq!(after(vec![new_email(24 * HOUR)]), Cause::NewEmail { until: None });
    let bounced = after(vec![letter("new_email", LetterEnd::Bounced, HOUR)]);
    assert_eq!(bounced.name(), "mailbox-dead");
    let back =
        vec![line(Happened::AskedBack), letter("no_login", LetterEnd::Sent, SignedDuration::ZERO)];
    assert_eq!(after(back), Cause::NoLogin { at: NOON });
    assert_eq!(after(vec![act(Act::EmailChanged)]), Cause::EmailMovesHere { since: NOON });
    let ended = vec![act(Act::EmailChanged), act(Act::EmailKept)];
    assert_eq!(after(ended), Cause::NothingKnown);
    let told = || letter("account_bound", LetterEnd::Sent, HOUR);
    assert_eq!(after(vec![told()]), Cause::ContactTold { at: NOON - HOUR });
    assert_eq!(after(vec![told(), line(Happened::AskedBack)]), Cause::NoLogin { at: NOON });
}

#[test]
fn that_staff_looked_a_code_up_tells_nothing_of_it() {
    let act = |act| line(Happened::Staff { act, reason: String::new(), by: None });
    let looked_up = || act(Act::LookedUp);

    assert_eq!(of_code(&[]), Cause::CodeUnknown);
    assert_eq!(of_code(&[looked_up(), looked_up()]), Cause::CodeUnknown);
    assert_eq!(of_code(&[looked_up(), act(Act::Resent)]), Cause::SeeTimeline);
    assert_eq!(of_code(&[line(Happened::AskedBack), looked_up()]), Cause::SeeTimeline);
}

#[test]
fn the_last_registration_counts() {
    let older = Pending { created_at: NOON - 2 * HOUR, ..asked(Outcome::CouldNotMatch) };

    let cause = cause(&mailbox(vec![asked(Outcome::Confirm), older]));

    assert_eq!(cause.name(), "waits-for-confirmation");
}
