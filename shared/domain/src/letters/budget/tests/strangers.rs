//! Letters to strangers, and those of them that bounce.

use super::*;

/// The counters of a letter to a stranger, whose mailbox or whose like bounced.
fn bounced(mailbox: bool, others: usize) -> (Vec<Budget>, Vec<Counter>) {
    let budgets = budgets_of(Letter::CouldNotMatch);
    let mut counters = fresh(&budgets);
    if mailbox {
        let count = bounces::mailbox_bounced(&counters[0], budgets[0].subject.clone(), NOON);
        counters[0] = count.expect("it is new").next;
    }
    for other in 0..others {
        let count = bounces::stranger_bounced(&counters[1], &other.to_string(), NOON);
        counters[1] = count.expect("it is new").next;
    }
    (budgets, counters)
}

#[test]
fn an_invitation_counts_with_the_letters_to_strangers_and_on_the_invited_mailbox() {
    let Letter::Confirm { link, expires_at } = confirm() else { panic!("a letter with a link") };
    let person = Email::parse("father@example.com").expect("an address");
    let invitation = budgets_of(Letter::Invitation { link, expires_at, person });

    assert_eq!(invitation, budgets_of(Letter::CouldNotMatch));
    assert_eq!(invitation[1].subject, Subject::StrangersLetters);
}

#[test]
fn a_mailbox_that_bounced_gets_no_letters_of_strangers_and_all_others() {
    let (budgets, counters) = bounced(true, 0);
    assert_eq!(turn(&budgets, &counters, None, NOON), Turn::Never(Held::Bounced));

    let confirms = budgets_of(confirm());
    assert_eq!(turn(&confirms, &counters[..1], None, NOON), Turn::Now);
}

#[test]
fn letters_to_strangers_stop_by_themselves_when_too_many_bounce() {
    let (budgets, five) = bounced(false, 5);
    let (_, six) = bounced(false, 6);

    assert_eq!(turn(&budgets, &five, None, NOON), Turn::Now);
    let stopped = turn(&budgets, &six, None, NOON);
    assert_eq!(stopped, Turn::Waits { until: NOON + DAY, why: Held::Bouncing });
}

#[test]
fn a_mailbox_that_bounced_is_remembered_longer_than_its_letters() {
    let (_, counters) = bounced(true, 0);
    let confirms = budgets_of(confirm());

    let decided = decided(&confirms, &counters[..1], None, NOON);

    assert_eq!(decided.turn, Turn::Now);
    assert_eq!(decided.counts[0].expires_at, NOON + DAY * 90);
}

#[test]
fn a_letter_to_a_stranger_is_once_among_those_that_may_bounce_and_no_other_letter_is() {
    let budgets = budgets_of(Letter::CouldNotMatch);
    let letters = |counters: &[Counter]| counters.iter().map(bounces::letters).collect::<Vec<_>>();

    let first = sent(&budgets, &fresh(&budgets), NOON);
    let later = decided(&budgets, &first, Some(NOON), NOON + DAY);
    assert_eq!(later.turn, Turn::Now, "its windows have closed");
    let again: Vec<Counter> = later.counts.into_iter().map(|count| count.next).collect();

    assert_eq!((letters(&first), letters(&again)), (vec![0, 1], vec![0, 1]));
}
