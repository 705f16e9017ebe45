//! Timelines, which tell staff what happened.

use domain::{AccountKey, Happened, LetterEnd, Obstacle, Outcome, PendingId, TimelineEntry, Whose};
use jiff::Timestamp;

use super::Store;
use super::world::{NOON, SECOND, email_key};

fn timelines() -> [Whose; 3] {
    [
        Whose::Account(AccountKey::from_stored("account")),
        Whose::Email(email_key("pat")),
        Whose::Reference(PendingId::new([7; 16]).reference()),
    ]
}

fn entry(id: &str, at: Timestamp, what: Happened) -> TimelineEntry {
    let reference = Some(PendingId::new([7; 16]).reference());
    TimelineEntry { id: id.to_owned(), at, what, reference }
}

fn asked(id: &str, at: Timestamp) -> TimelineEntry {
    entry(
        id,
        at,
        Happened::Asked { outcome: Outcome::CouldNotMatch, obstacles: vec![Obstacle::Name] },
    )
}

fn sent(id: &str, at: Timestamp) -> TimelineEntry {
    entry(id, at, Happened::Letter { kind: "could_not_match".to_owned(), end: LetterEnd::Sent })
}

async fn told(store: &impl Store, whose: &Whose) -> Vec<TimelineEntry> {
    store.told(whose, NOON).await.expect("an answer")
}

pub async fn what_happened_is_on_each_of_its_timelines_oldest_first(store: impl Store) {
    let (asked, sent) = (asked("b", NOON), sent("a", NOON + SECOND));

    store.tell(&timelines(), std::slice::from_ref(&sent)).await.expect("an answer");
    store.tell(&timelines(), std::slice::from_ref(&asked)).await.expect("an answer");

    for whose in timelines() {
        assert_eq!(told(&store, &whose).await, [asked.clone(), sent.clone()]);
    }
    assert!(told(&store, &Whose::Email(email_key("lee"))).await.is_empty());
}

pub async fn an_entry_told_again_is_there_once(store: impl Store) {
    let [account, ..] = timelines();
    let both = [account.clone(), account.clone()];

    store.tell(&both, &[asked("a", NOON)]).await.expect("an answer");
    store.tell(&both, &[asked("a", NOON), asked("b", NOON)]).await.expect("an answer");

    assert_eq!(told(&store, &account).await, [asked("a", NOON), asked("b", NOON)]);
}

/// As when a worker dies over the second of two letters: what led to both is told with each.
pub async fn what_is_told_again_with_other_entries_takes_none_away(store: impl Store) {
    let [account, ..] = timelines();
    let account = std::slice::from_ref(&account);
    let (led, one, other) = (asked("a", NOON), sent("a#1", NOON), sent("a#2", NOON + SECOND));

    store.tell(account, &[led.clone(), one.clone(), other.clone()]).await.expect("an answer");
    store.tell(account, &[led.clone(), other.clone()]).await.expect("an answer");
    store.tell(account, std::slice::from_ref(&other)).await.expect("an answer");

    assert_eq!(told(&store, &account[0]).await, [led, one, other]);
}

pub async fn a_timeline_is_read_from_an_instant_on(store: impl Store) {
    let [account, ..] = timelines();
    let entries = [asked("a", NOON), asked("b", NOON + SECOND)];
    store.tell(std::slice::from_ref(&account), &entries).await.expect("an answer");

    let later = store.told(&account, NOON + SECOND).await.expect("an answer");

    assert_eq!(later, entries[1..]);
}

pub async fn more_entries_than_a_batch_holds_are_all_told(store: impl Store) {
    let entries: Vec<_> = (0..30).map(|at| asked(&format!("{at:02}"), NOON)).collect();

    store.tell(&timelines(), &entries).await.expect("an answer");

    for whose in timelines() {
        assert_eq!(told(&store, &whose).await, entries);
    }
}
