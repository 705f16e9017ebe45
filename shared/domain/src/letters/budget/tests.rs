mod names;
mod strangers;
mod waits;

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::fixtures::test_keys;
use crate::letters::letter::Letter;
use crate::links::token::LinkClaim;
use crate::values::email::Email;
use crate::values::ids::{DeviceId, MemberId, OutboxId, PendingId};
use crate::values::language::Language;

const SHIPPED: Figures = Figures::SHIPPED;

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
const SECOND: SignedDuration = SignedDuration::from_secs(1);

fn confirm() -> Letter {
    let (key, email) = (test_keys().current().clone(), EmailKey::from_stored("e"));
    Letter::Confirm {
        link: LinkClaim { key, email, id: PendingId::new([1; 16]) },
        expires_at: NOON,
    }
}

fn to(address: &str, letter: Letter) -> Addressed {
    let to = Email::parse(address).expect("an address");
    Addressed { to, language: Language::English, letter }
}

fn budgets_of(letter: Letter) -> Vec<Budget> {
    budgets(&test_keys(), &to("pat@example.com", letter), SHIPPED)
}

/// An envelope of its own for each letter.
fn another_envelope() -> OutboxId {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    OutboxId::from_stored(format!("o{}", NEXT.fetch_add(1, Ordering::Relaxed)))
}

/// What is decided of a letter that was queued just now.
fn decided(
    budgets: &[Budget],
    counters: &[Counter],
    counted: Option<Timestamp>,
    now: Timestamp,
) -> Decided {
    let (letter, envelope) = (confirm(), another_envelope());
    let asking = Asking { letter: &letter, envelope: &envelope, place: 0, queued_at: now, counted };
    decide(budgets, counters, &asking, now)
}

/// When a letter goes that was queued just now.
fn turn(
    budgets: &[Budget],
    counters: &[Counter],
    counted: Option<Timestamp>,
    now: Timestamp,
) -> Turn {
    decided(budgets, counters, counted, now).turn
}

/// A turn that is not yet, because the mailbox had its letters.
fn waits(until: Timestamp) -> Turn {
    Turn::Waits { until, why: Held::Address }
}

/// The counters of a letter's budgets after it was sent, which has to be its turn.
#[track_caller]
fn sent(budgets: &[Budget], counters: &[Counter], now: Timestamp) -> Vec<Counter> {
    let decided = decided(budgets, counters, None, now);
    assert_eq!(decided.turn, Turn::Now);
    decided.counts.into_iter().map(|count| count.next).collect()
}

fn fresh(budgets: &[Budget]) -> Vec<Counter> {
    vec![Counter::default(); budgets.len()]
}

/// Counters after letters that confirm were sent at instants.
fn confirmed_at(instants: impl IntoIterator<Item = Timestamp>) -> Vec<Counter> {
    let budgets = budgets_of(confirm());
    instants.into_iter().fold(fresh(&budgets), |counters, at| sent(&budgets, &counters, at))
}

fn minutes(count: i64) -> impl Iterator<Item = Timestamp> {
    (0..count).map(|minute| NOON + SignedDuration::from_mins(minute))
}

#[test]
fn a_second_confirmation_waits_until_the_minute_is_over() {
    let budgets = budgets_of(confirm());
    let counters = confirmed_at([NOON]);

    let early = turn(&budgets, &counters, None, NOON + SECOND * 59);
    let due = decided(&budgets, &counters, None, NOON + MINUTE);

    assert_eq!(early, waits(NOON + MINUTE));
    assert_eq!((due.turn, due.counts.len()), (Turn::Now, 1));
}

#[test]
fn the_sixth_confirmation_waits_until_the_hour_is_over() {
    let budgets = budgets_of(confirm());
    let four = confirmed_at(minutes(4));
    let five = confirmed_at(minutes(5));

    let fifth = turn(&budgets, &four, None, NOON + MINUTE * 4);
    let sixth = turn(&budgets, &five, None, NOON + MINUTE * 5);
    let last_second = turn(&budgets, &five, None, NOON + HOUR - SECOND);
    let after = turn(&budgets, &five, None, NOON + HOUR);

    assert_eq!([fifth, after], [Turn::Now; 2]);
    assert_eq!([sixth, last_second], [waits(NOON + HOUR); 2]);
}

#[test]
fn the_eleventh_confirmation_of_a_day_waits_until_the_day_is_over() {
    let budgets = budgets_of(confirm());
    let hours = |count| (0..count).map(|hour| NOON + HOUR * hour);
    let (nine, ten) = (confirmed_at(hours(9)), confirmed_at(hours(10)));

    let tenth = turn(&budgets, &nine, None, NOON + HOUR * 9);
    let at_once = turn(&budgets, &ten, None, NOON + HOUR * 9);
    let eleventh = turn(&budgets, &ten, None, NOON + DAY - SECOND);
    let tomorrow = turn(&budgets, &ten, None, NOON + DAY);

    assert_eq!([tenth, tomorrow], [Turn::Now; 2]);
    assert_eq!([at_once, eleventh], [waits(NOON + DAY); 2], "of full windows the last one counts");
}

#[test]
fn five_notices_a_day_of_all_kinds_together_and_the_sixth_waits() {
    let kinds = [
        Letter::AlreadyMember,
        Letter::AccountHasLogin,
        Letter::CouldNotMatch,
        Letter::TooManyTries,
        Letter::AlreadyMember,
    ];
    let mut of_address = Counter::default();
    for letter in kinds {
        let budgets = budgets_of(letter);
        let counters = [of_address, Counter::default()];
        of_address = sent(&budgets, &counters[..budgets.len()], NOON).swap_remove(0);
    }

    let budgets = budgets_of(Letter::AccountHasLogin);
    let of_address = [of_address];

    assert_eq!(turn(&budgets, &of_address, None, NOON), waits(NOON + DAY));
    let last_second = NOON + DAY - SECOND;
    assert_eq!(turn(&budgets, &of_address, None, last_second), waits(NOON + DAY));
    assert_eq!(turn(&budgets, &of_address, None, NOON + DAY), Turn::Now);
}

#[test]
fn notices_leave_the_budget_of_confirmations_alone() {
    let (notice, confirming) = (budgets_of(Letter::AlreadyMember), budgets_of(confirm()));
    let spent = (0..5).fold(fresh(&notice), |counters, _| sent(&notice, &counters, NOON));

    assert_eq!(notice[0].subject, confirming[0].subject);
    assert_eq!(turn(&confirming, &spent, None, NOON), Turn::Now);
}

/// A turn that is not yet, because strangers had their letters.
fn strangers_wait(until: Timestamp) -> Turn {
    Turn::Waits { until, why: Held::Strangers }
}

#[test]
fn a_hundred_letters_an_hour_to_strangers_and_the_next_waits() {
    let budgets = budgets_of(Letter::CouldNotMatch);
    let send =
        |strangers: Counter| sent(&budgets, &[Counter::default(), strangers], NOON).swap_remove(1);
    let ninety_nine = (0..99).fold(Counter::default(), |counter, _| send(counter));
    let hundred = send(ninety_nine.clone());

    let decided_of =
        |strangers, now| decided(&budgets, &[Counter::default(), strangers], None, now);

    let last = decided_of(ninety_nine, NOON);
    assert_eq!((last.turn, last.counts.len()), (Turn::Now, 2));
    let last_second = decided_of(hundred.clone(), NOON + HOUR - SECOND);
    assert_eq!(last_second.turn, strangers_wait(NOON + HOUR));
    assert_eq!(decided_of(hundred, NOON + HOUR).turn, Turn::Now);
}

#[test]
fn five_hundred_letters_a_day_to_strangers_and_the_next_waits() {
    let budgets = budgets_of(Letter::TooManyTries);
    let mut strangers = Counter::default();
    for number in 0..500 {
        let now = NOON + HOUR * (number / 100);
        strangers = sent(&budgets, &[Counter::default(), strangers], now).swap_remove(1);
    }

    let turn_at = |now| turn(&budgets, &[Counter::default(), strangers.clone()], None, now);

    assert_eq!(turn_at(NOON + DAY - SECOND), strangers_wait(NOON + DAY));
    assert_eq!(turn_at(NOON + DAY), Turn::Now);
}

#[test]
fn only_letters_to_those_neither_members_nor_matched_take_from_the_shared_budget() {
    let shares = |letter| {
        budgets_of(letter).iter().any(|budget| budget.subject == Subject::StrangersLetters)
    };

    assert!([Letter::CouldNotMatch, Letter::TooManyTries].map(shares).into_iter().all(|it| it));
    let known = [confirm(), Letter::AlreadyMember, Letter::AccountHasLogin];
    assert!(!known.map(shares).into_iter().any(|it| it));
}

#[test]
fn letters_about_a_change_already_made_have_no_budget() {
    let Letter::Confirm { link, expires_at } = confirm() else { panic!("a link") };
    let (held_until, by_time, account) = (None, false, None);
    let bound = Letter::AccountBound { link, expires_at, held_until, by_time, account };
    let changed = Letter::PasswordChanged { waited_until: None };
    for letter in [Letter::Welcome { held_until: None }, bound, changed, Letter::LoginFrozen] {
        let decided = decided(&budgets_of(letter), &[], None, NOON);
        assert_eq!((decided.turn, decided.counts), (Turn::Now, Vec::new()));
    }
}

#[test]
fn a_letter_that_was_counted_counts_again_only_in_windows_that_opened_since() {
    let budgets = budgets_of(confirm());
    let once = confirmed_at([NOON]);

    let at_once = decided(&budgets, &once, Some(NOON), NOON + SECOND * 59);
    let next_minute = decided(&budgets, &once, Some(NOON), NOON + MINUTE);

    assert_eq!((at_once.turn, at_once.counts), (Turn::Now, Vec::new()));
    let (turn, counts) = (next_minute.turn, next_minute.counts);
    assert_eq!(turn, Turn::Now);
    let tries = |window| counts[0].next.tries(&window, NOON + MINUTE);
    assert_eq!(confirming(SHIPPED).map(tries), [1, 1, 1]);
    assert_eq!(counts[0].expires_at, NOON + MINUTE + DAY);
}

#[test]
fn a_counted_letter_waits_for_the_minute_that_another_one_opened() {
    let budgets = budgets_of(confirm());
    let two = confirmed_at([NOON, NOON + MINUTE]);

    let first = turn(&budgets, &two, Some(NOON), NOON + MINUTE + SECOND);

    assert_eq!(first, waits(NOON + MINUTE * 2));
}

#[test]
fn a_full_day_lets_a_letter_through_that_it_has_counted() {
    let budgets = budgets_of(confirm());
    let hours: Vec<Timestamp> = (0..10).map(|hour| NOON + HOUR * hour).collect();
    let ten = confirmed_at(hours.iter().copied());

    let tenth = decided(&budgets, &ten, Some(hours[9]), hours[9] + MINUTE * 2);

    assert_eq!(tenth.turn, Turn::Now);
    assert_eq!(tenth.counts[0].next.tries(&confirming(SHIPPED)[2], NOON + HOUR * 10), 10);
}

fn recover(known: Option<(MemberId, DeviceId)>) -> Letter {
    let Letter::Confirm { link, expires_at } = confirm() else { panic!("a link") };
    Letter::Recover { link, expires_at, known }
}

#[test]
fn ways_back_in_have_a_budget_beside_that_of_confirmations() {
    let of_one = budgets_of(recover(None));

    let counters = sent(&of_one, &fresh(&of_one), NOON);

    assert_eq!(budgets_of(confirm())[0].subject, of_one[0].subject, "one item per mailbox");
    assert_eq!(turn(&of_one, &counters, None, NOON), waits(NOON + MINUTE));
    assert_eq!(turn(&budgets_of(confirm()), &counters, None, NOON), Turn::Now);
    assert_eq!(budgets_of(Letter::StillFrozen), of_one, "whatever stands in it");
}

#[test]
fn a_known_browsers_way_back_in_is_counted_on_that_browser() {
    let known = (MemberId::from_stored("m"), DeviceId::from_stored("d"));

    let budgets = budgets_of(recover(Some(known.clone())));

    let subjects: Vec<_> = budgets.into_iter().map(|budget| budget.subject).collect();
    assert_eq!(subjects, [Subject::RecoverKnown(known.0, known.1)]);
}

#[test]
fn that_no_account_has_an_address_is_told_on_the_strangers_budget() {
    assert_eq!(budgets_of(Letter::NoLogin), budgets_of(Letter::CouldNotMatch));
}
