//! Step 3: what it looks up and what it records.

use domain::limits::{Counter, Subject, Tryer, count_match, match_per_email, match_per_site};
use domain::ports::StoreError;
use domain::{AccountKey, AccountStatus, AddressKey, ChallengeKey, Contact, Figures, Language};
use domain::{RecordEnd, Row};
use fixtures::test_keys;

use super::world::{
    NOON, account, address, alias, ask, claim, count, email, email_key, extract, facts, import,
    import_account, look_up, pending, recorded, unsent,
};
use super::{Store, at_once};

pub async fn before_the_first_import_nothing_is_found(store: impl Store) {
    let found = store.look_up(&look_up(&pending("pat", &account(1)))).await.expect("an answer");

    assert_eq!(found.extract, None);
    assert_eq!(found.facts, None);
    assert_eq!(found.owner, None);
    assert!(!found.email_is_a_members && !found.asked_before);
    assert_eq!(found.account_tries, Counter::default());
}

pub async fn a_look_up_finds_facts_with_contact_and_extract(store: impl Store) {
    let contact = Contact { email: email("on.file"), language: Language::Spanish };
    let facts = domain::Facts { contact: Some(contact), ..facts(&account(1)) };
    import(&store, 1, &[Row::Facts(Box::new(facts.clone()))]).await;

    let found = store.look_up(&look_up(&pending("pat", &account(1)))).await.expect("an answer");

    assert_eq!(found.extract, Some(extract(1)));
    assert_eq!(found.facts, Some(facts));
}

pub async fn a_look_up_finds_the_owner_and_whose_the_email_is(store: impl Store) {
    import_account(&store, &account(1)).await;
    let asked = ask(&store, "pat", &account(1)).await;
    let claim = claim(&asked, "r");
    store.claim(&claim).await.expect("an answer");

    let same = store.look_up(&look_up(&asked)).await.expect("an answer");
    let other = store.look_up(&look_up(&pending("lee", &account(1)))).await.expect("an answer");

    assert!(same.email_is_a_members && same.asked_before);
    assert!(!other.email_is_a_members && !other.asked_before);
    assert_eq!(other.owner.map(|owner| owner.member), Some(claim.member.id));
}

pub async fn what_was_recorded_is_found_and_waits_to_be_sent(store: impl Store) {
    let pending = pending("pat", &account(1));

    let end = store.record(&recorded(&pending)).await.expect("an answer");

    assert_eq!(end, RecordEnd::Recorded);
    let found = store.asked(&email_key("pat")).await.expect("an answer");
    let letter = recorded(&pending).envelope.id;
    assert_eq!(found, [pending]);
    assert_eq!(unsent(&store).await, [letter.as_str()]);
}

pub async fn the_same_record_twice_is_recorded_before(store: impl Store) {
    let mut first = recorded(&pending("pat", &account(1)));
    first.counts = vec![count(&Counter::default())];
    first.challenge = Some(ChallengeKey::from_stored("challenge"));
    store.record(&first).await.expect("an answer");

    let end = store.record(&first).await.expect("an answer");

    assert_eq!(end, RecordEnd::RecordedBefore);
    let found = store.look_up(&look_up(&first.pending)).await.expect("an answer");
    assert_eq!(found.address_tries.version, 1);
}

pub async fn each_subject_has_its_own_counter(store: impl Store) {
    let pending = pending("pat", &account(1));
    let site = AddressKey::from_stored("this site");
    let key = AccountKey::of(&test_keys(), &account(1));
    let of_email = Subject::Email(pending.email_key.clone());
    let of_site = Subject::Address(site.clone());
    let none = Counter::default();
    let mut recorded = recorded(&pending);
    recorded.counts = vec![
        count_match(&none, key, Tryer::Stranger, Figures::SHIPPED, NOON),
        count(&none),
        none.counted(of_site, &[match_per_site(Figures::SHIPPED)], NOON),
        none.counted(of_email, &[match_per_email(Figures::SHIPPED)], NOON),
    ];
    store.record(&recorded).await.expect("an answer");

    let asked = domain::LookUp { site: Some(site), ..look_up(&pending) };
    let found = store.look_up(&asked).await.expect("an answer");

    let tries = [found.account_tries, found.address_tries, found.site_tries, found.email_tries];
    assert_eq!(tries, [0, 1, 2, 3].map(|at: usize| recorded.counts[at].next.clone()));
}

pub async fn a_counter_written_in_between_is_a_conflict_and_nothing_is_written(store: impl Store) {
    let mut first = recorded(&pending("pat", &account(1)));
    first.counts = vec![count(&Counter::default())];
    store.record(&first).await.expect("an answer");
    let read = first.counts[0].next.clone();
    let mut second = recorded(&pending("lee", &account(2)));
    second.counts = vec![count(&read)];
    store.record(&second).await.expect("an answer");

    let mut late = recorded(&pending("kim", &account(3)));
    late.counts = vec![count(&read)];
    late.challenge = Some(ChallengeKey::from_stored("challenge"));
    let end = store.record(&late).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    assert_eq!(store.asked(&email_key("kim")).await.expect("an answer"), []);
    assert_eq!(unsent(&store).await.len(), 2);
    late.counts = vec![count(&second.counts[0].next)];
    assert_eq!(store.record(&late).await.expect("an answer"), RecordEnd::Recorded);
}

pub async fn a_counter_that_somebody_else_has_opened_is_a_conflict(store: impl Store) {
    for (name, is_first) in [("pat", true), ("lee", false)] {
        let mut recorded = recorded(&pending(name, &account(1)));
        recorded.counts = vec![count(&Counter::default())];

        let end = store.record(&recorded).await;

        assert_eq!(matches!(end, Err(StoreError::Conflict)), !is_first, "{end:?}");
    }
}

pub async fn ten_records_on_one_counter_at_once_let_one_through(store: impl Store) {
    let record = |number: u32| {
        let mut recorded = recorded(&pending(&format!("p{number}"), &account(number + 1)));
        recorded.counts = vec![count(&Counter::default())];
        let store = store.clone();
        async move { store.record(&recorded).await }
    };

    let ends = at_once((0..10).map(record)).await;

    let won = ends.iter().filter(|end| matches!(end, Ok(RecordEnd::Recorded))).count();
    let lost = ends.iter().filter(|end| matches!(end, Err(StoreError::Conflict))).count();
    assert_eq!((won, lost), (1, 9), "{ends:?}");
    assert_eq!(unsent(&store).await.len(), 1);
}

pub async fn a_used_challenge_is_refused_for_another_registration(store: impl Store) {
    let challenge = Some(ChallengeKey::from_stored("challenge"));
    let mut first = recorded(&pending("pat", &account(1)));
    first.challenge.clone_from(&challenge);
    store.record(&first).await.expect("an answer");

    let mut second = recorded(&pending("lee", &account(1)));
    second.challenge = challenge;
    let end = store.record(&second).await.expect("an answer");

    assert_eq!(end, RecordEnd::ChallengeUsed);
    assert_eq!(store.asked(&email_key("lee")).await.expect("an answer"), []);
}

pub async fn ten_records_with_one_challenge_at_once_let_one_through(store: impl Store) {
    let record = |number: u32| {
        let mut recorded = recorded(&pending(&format!("p{number}"), &account(number + 1)));
        recorded.challenge = Some(ChallengeKey::from_stored("challenge"));
        let store = store.clone();
        async move { store.record(&recorded).await.expect("an answer") }
    };

    let ends = at_once((0..10).map(record)).await;

    let count = |wanted| ends.iter().filter(|end| **end == wanted).count();
    let (won, lost) = (count(RecordEnd::Recorded), count(RecordEnd::ChallengeUsed));
    assert_eq!((won, lost), (1, 9), "{ends:?}");
    assert_eq!(unsent(&store).await.len(), 1);
}

pub async fn a_used_challenge_is_told_even_if_a_counter_was_written_too(store: impl Store) {
    let challenge = Some(ChallengeKey::from_stored("challenge"));
    for (name, end) in [("pat", RecordEnd::Recorded), ("lee", RecordEnd::ChallengeUsed)] {
        let mut recorded = recorded(&pending(name, &account(1)));
        recorded.counts = vec![count(&Counter::default())];
        recorded.challenge.clone_from(&challenge);

        assert_eq!(store.record(&recorded).await.expect("an answer"), end);
    }
}

pub async fn an_old_number_leads_to_its_account_and_its_tries(store: impl Store) {
    let (old, new) = (account(77), account(1));
    let rows = [Row::Facts(Box::new(facts(&new))), alias(&old, &new, 1)];
    import(&store, 1, &rows).await;
    let key = AccountKey::of(&test_keys(), &new);
    let mut tried = recorded(&pending("pat", &new));
    tried.counts =
        vec![count_match(&Counter::default(), key, Tryer::Stranger, Figures::SHIPPED, NOON)];
    store.record(&tried).await.expect("an answer");

    let found = store.look_up(&look_up(&pending("lee", &old))).await.expect("an answer");

    assert_eq!(found.facts, Some(facts(&new)));
    assert_eq!(found.account_tries, tried.counts[0].next);
}

pub async fn an_old_number_of_an_older_extract_leads_nowhere(store: impl Store) {
    let (old, new) = (account(77), account(1));
    let rows = [Row::Facts(Box::new(facts(&new))), alias(&old, &new, 1)];
    import(&store, 1, &rows).await;
    let kept = domain::Facts { version: 2, ..facts(&new) };
    import(&store, 2, &[Row::Facts(Box::new(kept))]).await;

    let found = store.look_up(&look_up(&pending("pat", &old))).await.expect("an answer");

    assert_eq!(found.facts, None);
    assert!(store.facts(&old).await.expect("an answer").is_none());
}

pub async fn an_old_number_whose_account_is_not_there_leads_to_a_closed_one(store: impl Store) {
    import(&store, 1, &[alias(&account(77), &account(1), 1)]).await;

    let found = store.look_up(&look_up(&pending("pat", &account(77)))).await.expect("an answer");

    let facts = found.facts.expect("an account");
    assert_eq!((facts.account, facts.status), (account(1), AccountStatus::Closed));
}

pub async fn one_address_counts_for_whoever_asks_from_it(store: impl Store) {
    let mut first = recorded(&pending("pat", &account(1)));
    first.counts = vec![count(&Counter::default())];
    store.record(&first).await.expect("an answer");

    let other = look_up(&pending("lee", &account(2)));
    let elsewhere =
        domain::LookUp { address: AddressKey::from_stored("elsewhere"), ..look_up(&first.pending) };

    assert_eq!(other.address, address());
    assert_eq!(store.look_up(&other).await.expect("an answer").address_tries.version, 1);
    assert_eq!(store.look_up(&elsewhere).await.expect("an answer").address_tries.version, 0);
}
