//! Counters that a step writes without anything else.

use domain::limits::{Counter, Subject, Window};
use domain::ports::StoreError;
use domain::{AddressKey, DeviceId, Lane, Letter, MemberId};
use jiff::SignedDuration;

use super::world::{NOON, email_key, envelope};
use super::{Store, at_once};

const WINDOW: Window = Window { name: "w", max: 3, length: SignedDuration::from_hours(1) };

fn subjects() -> [Subject; 2] {
    let address = AddressKey::from_stored("address");
    [Subject::SignIn(email_key("pat")), Subject::SignInFrom(email_key("pat"), address)]
}

pub async fn what_was_never_counted_is_at_zero(store: impl Store) {
    let read = store.read(&subjects()).await.expect("an answer");

    assert_eq!(read, [Counter::default(), Counter::default()]);
}

pub async fn counters_read_back_in_the_order_asked(store: impl Store) {
    let [one, two] = subjects();
    let first = Counter::default().counted(one.clone(), &[WINDOW], NOON);
    let second = first.next.counted(one.clone(), &[WINDOW], NOON);

    store.count(std::slice::from_ref(&first)).await.expect("an answer");
    store.count(std::slice::from_ref(&second)).await.expect("an answer");

    let read = store.read(&[two, one]).await.expect("an answer");
    assert_eq!(read, [Counter::default(), second.next]);
}

pub async fn a_count_of_what_has_moved_on_counts_nothing_at_all(store: impl Store) {
    let [one, two] = subjects();
    let stale = Counter::default().counted(one.clone(), &[WINDOW], NOON);
    let fresh = Counter::default().counted(two.clone(), &[WINDOW], NOON);
    store.count(std::slice::from_ref(&stale)).await.expect("an answer");

    let again = store.count(&[fresh, stale.clone()]).await;

    assert!(matches!(again, Err(StoreError::Conflict)));
    let read = store.read(&[one, two]).await.expect("an answer");
    assert_eq!(read, [stale.next, Counter::default()]);
}

pub async fn of_tries_counted_at_once_from_one_reading_one_counts(store: impl Store) {
    let [one, _] = subjects();
    let count = Counter::default().counted(one, &[WINDOW], NOON);
    let tries = (0..5).map(|_| {
        let (store, count) = (store.clone(), count.clone());
        async move { store.count(std::slice::from_ref(&count)).await }
    });

    let ended = at_once(tries).await;

    let lost = ended.iter().filter(|end| matches!(end, Err(StoreError::Conflict))).count();
    assert_eq!((ended.iter().filter(|end| end.is_ok()).count(), lost), (1, 4), "{ended:?}");
}

pub async fn a_cleared_counter_is_at_zero_and_counts_anew(store: impl Store) {
    let [one, _] = subjects();
    let count = Counter::default().counted(one.clone(), &[WINDOW], NOON);
    store.count(std::slice::from_ref(&count)).await.expect("an answer");

    store.clear(&one).await.expect("an answer");

    let read = store.read(std::slice::from_ref(&one)).await.expect("an answer");
    assert_eq!(read, [Counter::default()]);
    store.count(std::slice::from_ref(&count)).await.expect("it counts anew");
}

pub async fn failed_sign_ins_are_found_by_email_and_member_wherever_they_were(store: impl Store) {
    let (pat, sam) = (email_key("pat"), email_key("sam"));
    let member = |name| MemberId::from_stored(name);
    let from = |name| AddressKey::from_stored(name);
    let device = |of, name| Subject::Device(member(of), DeviceId::from_stored(name));
    let theirs = [
        Subject::SignInFrom(pat.clone(), from("here")),
        Subject::SignInFrom(pat.clone(), from("there")),
        device("pat", "phone"),
    ];
    let others = [
        Subject::SignIn(pat.clone()),
        Subject::Email(pat.clone()),
        Subject::SignInFrom(sam, from("here")),
        device("sam", "phone"),
    ];
    for subject in theirs.iter().chain(&others) {
        let count = Counter::default().counted(subject.clone(), &[WINDOW], NOON);
        store.count(std::slice::from_ref(&count)).await.expect("an answer");
    }
    let found = async |member: Option<MemberId>| {
        let mut found = store.failures(&pat, member.as_ref()).await.expect("an answer");
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        found
    };

    let (all, without_member) = (found(Some(member("pat"))).await, found(None).await);

    let subjects: Vec<Subject> = all.iter().map(|(subject, _)| subject.clone()).collect();
    assert_eq!(subjects, theirs);
    assert!(all.iter().all(|(_, counter)| counter.tries(&WINDOW, NOON) == 1), "{all:?}");
    assert_eq!(without_member, all[..2]);
}

pub async fn a_count_with_a_letter_is_written_with_it_or_not_at_all(store: impl Store) {
    let [one, _] = subjects();
    let count = Counter::default().counted(one.clone(), &[WINDOW], NOON);
    let (first, second) =
        (envelope("first", Letter::Downloaded), envelope("second", Letter::Downloaded));

    let done = store.count_and_tell(&count, &first).await;
    let stale = store.count_and_tell(&count, &second).await;

    assert!(done.is_ok(), "{done:?}");
    assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
    assert_eq!(store.read(std::slice::from_ref(&one)).await.expect("an answer"), [count.next]);
    assert_eq!(store.posted(&first.id).await.expect("an answer"), Some(first));
    assert_eq!(store.posted(&second.id).await.expect("an answer"), None);
}

pub async fn of_first_downloads_at_once_one_is_told_of(store: impl Store) {
    let [one, _] = subjects();
    let count = Counter::default().counted(one, &[WINDOW], NOON);
    let tries = (0..5).map(|at| {
        let (store, count) = (store.clone(), count.clone());
        let letter = envelope(&format!("letter {at}"), Letter::Downloaded);
        async move { store.count_and_tell(&count, &letter).await }
    });

    let ended = at_once(tries).await;

    assert_eq!(ended.iter().filter(|end| end.is_ok()).count(), 1, "{ended:?}");
    let due = store.due(Lane::Ordinary, NOON, None, 9).await.expect("an answer");
    assert_eq!(due.len(), 1);
}
