//! Waits after which factors are taken off: their count, and their letters.

use domain::limits::{Count, Counter, Subject};
use domain::{
    Addressed, Email, FactorWrite, Language, Later, Leased, Letter, Mark, Member, reset_tries,
};

use super::factors::member;
use super::world::{NOON, SECOND, envelope, taken, unsent};
use super::{Store, at_once};

/// The count of the first wait that is begun.
fn one_wait(member: &Member) -> Count {
    let counted = reset_tries(member).count(&[Counter::default()], NOON);
    counted.expect("there is room").remove(0)
}

pub async fn of_ten_waits_on_one_count_at_once_one_begins(store: impl Store) {
    let member = member(&store).await;
    let each = (0..10).map(|place: u8| {
        let letter = envelope(&place.to_string(), Letter::ResetStopped);
        let counts = vec![one_wait(&member)];
        let write = FactorWrite { envelope: Some(letter), counts, ..FactorWrite::default() };
        let store = store.clone();
        async move { store.write(&write).await }
    });

    let ends = at_once(each).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1);
    let told = unsent(&store).await;
    assert_eq!(told.iter().filter(|id| id.len() == 1).count(), 1, "{told:?}");
    let counted = store.read(&[Subject::Resetting(member.id.clone())]).await.expect("an answer");
    assert_eq!(counted, [one_wait(&member).next]);
}

pub async fn letters_that_wait_are_due_at_their_instant_and_not_before(store: impl Store) {
    let member = member(&store).await;
    let later = |id: &str, seconds| Later {
        envelope: envelope(id, Letter::Welcome { held_until: None }),
        not_before: NOON + SECOND * seconds,
    };
    let later = vec![later("soon", 1), later("late", 2)];
    let write = FactorWrite { member: Some(member), later, ..FactorWrite::default() };
    store.write(&write).await.expect("an answer");
    let due = async |seconds: i32| {
        let now = NOON + SECOND * seconds;
        let page = store.due(domain::Lane::Ordinary, now, None, 100).await.expect("an answer");
        let ids = page.into_iter().map(|due| due.id.as_str().to_owned());
        ids.filter(|id| ["soon", "late"].contains(&id.as_str())).collect::<Vec<_>>()
    };

    assert_eq!(due(0).await, [""; 0]);
    let id = domain::OutboxId::from_stored("soon");
    let early = store.lease(&id, NOON, NOON + SECOND).await.expect("an answer");
    assert!(matches!(early, domain::Lease::Nothing), "the stream tells of it at once");
    assert_eq!(due(1).await, ["soon"]);
    assert_eq!(due(2).await, ["soon", "late"]);
    let leased = store.lease(&id, NOON + SECOND, NOON + SECOND * 2).await.expect("an answer");
    let domain::Lease::Taken(leased) = leased else { panic!("it is due") };
    assert_eq!(leased.envelope.queued_at, NOON, "it tells of the change, not of itself");
}

pub async fn letters_are_put_back_as_they_are_addressed_by_then(store: impl Store) {
    let first = envelope("o", Letter::CouldNotMatch);
    store.queue(&first).await.expect("an answer");
    let leased = taken(&store, &first.id, NOON, NOON + SECOND).await;
    let other = Email::parse("other@example.com").expect("an address");
    let one = Addressed { language: Language::Spanish, ..first.letters[0].clone() };
    let letters = vec![one.clone(), Addressed { to: other, ..one }];
    let marks = vec![Mark::Sent(NOON), Mark::Unsent];
    let envelope = domain::Envelope { letters, ..leased.envelope };
    let leased = Leased { envelope, marks, ..leased };

    store.put_back(&leased, NOON).await.expect("it is ours");

    let again = taken(&store, &first.id, NOON, NOON + SECOND).await;
    assert_eq!((again.envelope, again.marks), (leased.envelope, leased.marks));
}
