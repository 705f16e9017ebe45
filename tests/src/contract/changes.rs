//! The changes that the billing system was told of on each day.

use domain::{Outgoing, Typed};
use jiff::civil::{Date, date};

use super::Store;
use super::world::event;

const TODAY: Date = date(2026, 2, 2);

fn outgoing(id: &str) -> Outgoing {
    Outgoing { id: id.to_owned(), event: event(), written: vec![Typed::new("00-1")] }
}

pub async fn each_day_has_its_own_changes(store: impl Store) {
    let tomorrow = TODAY.tomorrow().expect("time goes on");
    store.note(TODAY, &[outgoing("b"), outgoing("a")]).await.expect("an answer");
    store.note(tomorrow, &[outgoing("c")]).await.expect("an answer");

    let told = store.of_day(TODAY).await.expect("an answer");

    assert_eq!(told, [outgoing("a"), outgoing("b")]);
    assert_eq!(store.of_day(tomorrow).await.expect("an answer"), [outgoing("c")]);
}

pub async fn a_change_added_again_is_one_change(store: impl Store) {
    store.note(TODAY, &[outgoing("a")]).await.expect("an answer");
    store.note(TODAY, &[outgoing("a"), outgoing("b")]).await.expect("an answer");

    let told = store.of_day(TODAY).await.expect("an answer");

    assert_eq!(told, [outgoing("a"), outgoing("b")]);
}

pub async fn more_changes_than_a_batch_holds_are_all_there(store: impl Store) {
    let all: Vec<_> = (0..30).map(|at| outgoing(&format!("{at:02}"))).collect();

    store.note(TODAY, &all).await.expect("an answer");

    assert_eq!(store.of_day(TODAY).await.expect("an answer"), all);
}
