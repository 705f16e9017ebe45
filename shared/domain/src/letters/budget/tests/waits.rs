//! Letters that wait: which of them, and for how long.

use super::*;

/// A letter in an envelope of its own, queued at an instant.
struct Queued {
    letter: Letter,
    envelope: OutboxId,
    at: Timestamp,
}

fn queued(letter: Letter, envelope: &str, at: Timestamp) -> Queued {
    Queued { letter, envelope: OutboxId::from_stored(envelope), at }
}

impl Queued {
    fn asking(&self) -> Asking<'_> {
        let Self { letter, envelope, at } = self;
        Asking { letter, envelope, place: 0, queued_at: *at, counted: None }
    }

    /// What is decided of it, and the counters after that is written.
    fn decide(&self, counters: &[Counter], now: Timestamp) -> (Decided, Vec<Counter>) {
        let budgets = budgets_of(self.letter.clone());
        let decided = decide(&budgets, counters, &self.asking(), now);
        (decided.clone(), written(&budgets, counters, &decided))
    }
}

/// Counters once what was decided is written.
fn written(budgets: &[Budget], counters: &[Counter], decided: &Decided) -> Vec<Counter> {
    let of = |(budget, counter): (&Budget, &Counter)| {
        let count = decided.counts.iter().find(|count| count.subject == budget.subject);
        count.map_or(counter, |count| &count.next).clone()
    };
    budgets.iter().zip(counters).map(of).collect()
}

#[test]
fn of_letters_like_one_that_waits_all_others_end_at_once_and_write_nothing() {
    let counters = confirmed_at([NOON]);
    let (first, counters) = queued(confirm(), "a", NOON).decide(&counters, NOON);
    assert_eq!((first.turn, first.counts.len()), (waits(NOON + MINUTE), 1));

    let (second, _) = queued(confirm(), "b", NOON).decide(&counters, NOON);
    let (first_again, _) = queued(confirm(), "a", NOON).decide(&counters, NOON + SECOND);

    assert_eq!((second.turn, second.counts), (Turn::Never(Held::Another), Vec::new()));
    assert_eq!(first_again.turn, waits(NOON + MINUTE));
    assert_eq!(first_again.counts, [], "it stands there already");
}

#[test]
fn a_letter_that_goes_makes_room_for_the_next_one_to_wait() {
    let counters = confirmed_at([NOON]);
    let first = queued(confirm(), "a", NOON);
    let (_, counters) = first.decide(&counters, NOON);

    let (gone, counters) = first.decide(&counters, NOON + MINUTE);
    let (next, _) = queued(confirm(), "b", NOON + MINUTE).decide(&counters, NOON + MINUTE);

    assert_eq!(gone.turn, Turn::Now);
    assert_eq!(next.turn, waits(NOON + MINUTE * 2));
}

#[test]
fn a_letter_whose_link_was_used_makes_room_too_and_never_goes() {
    let counters = confirmed_at([NOON]);
    let first = queued(confirm(), "a", NOON);
    let (_, counters) = first.decide(&counters, NOON);
    let budgets = budgets_of(confirm());

    let decided = withdraw(&budgets, &counters, &first.asking(), NOON + MINUTE);
    let after = written(&budgets, &counters, &decided);
    let again = withdraw(&budgets, &after, &first.asking(), NOON + MINUTE);

    assert_eq!((decided.turn, decided.counts.len()), (Turn::Never(Held::Used), 1));
    assert_eq!((again.turn, again.counts), (Turn::Never(Held::Used), Vec::new()));
    let (next, _) = queued(confirm(), "b", NOON).decide(&after, NOON + SECOND);
    assert_eq!(next.turn, waits(NOON + MINUTE));
}

#[test]
fn a_letter_that_had_no_turn_for_a_day_is_held_for_what_it_waited_for() {
    let ten = confirmed_at((0..10).map(|hour| NOON + DAY + HOUR * hour));
    let old = queued(confirm(), "a", NOON + HOUR * 10);
    let last_second = NOON + HOUR * 10 + DAY - SECOND;

    let (still, _) = old.decide(&ten, last_second);
    let (over, _) = old.decide(&ten, last_second + SECOND);
    let (gone, _) = old.decide(&fresh(&budgets_of(confirm())), last_second + SECOND);

    assert_eq!(still.turn, waits(last_second + SECOND), "it is looked at once more");
    assert_eq!((over.turn, over.counts), (Turn::Never(Held::Address), Vec::new()));
    assert_eq!(gone.turn, Turn::Now, "where there is room it goes, however late");
}

#[test]
fn a_letter_to_a_stranger_is_counted_on_for_its_whole_day() {
    let budgets = budgets_of(Letter::NoLogin);
    let mut strangers = Counter::default();
    for _ in 0..100 {
        strangers = sent(&budgets, &[Counter::default(), strangers], NOON).swap_remove(1);
    }
    let counters = [Counter::default(), strangers];

    let (first, counters) = queued(Letter::NoLogin, "a", NOON).decide(&counters, NOON);
    let second = queued(Letter::NoLogin, "b", NOON + HOUR);

    assert_eq!(first.turn, strangers_wait(NOON + HOUR));
    let just_before_it_is_over = NOON + DAY - SECOND;
    let mut full = counters.clone();
    for _ in 0..100 {
        let now = just_before_it_is_over;
        full[1] = sent(&budgets, &[Counter::default(), full[1].clone()], now).swap_remove(1);
    }
    let (second, _) = second.decide(&full, just_before_it_is_over);
    assert_eq!(second.turn, Turn::Never(Held::Another));
}

#[test]
fn a_counter_is_kept_for_as_long_as_something_waits() {
    let ten = confirmed_at((0..10).map(|hour| NOON + HOUR * hour));

    let (decided, _) =
        queued(confirm(), "a", NOON + DAY - SECOND).decide(&ten, NOON + DAY - SECOND);

    assert_eq!(decided.turn, waits(NOON + DAY));
    assert_eq!(decided.counts[0].expires_at, NOON + DAY * 2 - SECOND);
}
