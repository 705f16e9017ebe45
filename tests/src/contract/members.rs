//! Members and their sessions.

use domain::Reopened;
use domain::ports::StoreError;
use domain::{
    Bills, Changed, DeviceId, Figures, Language, Letter, Member, MemberId, OutboxId, OwnBills,
    Paperless, Phrase, ReopenIds, SecurityPhrase, Session, SessionId, SignedIn, end_other_sessions,
};

use super::world::{
    NOON, account, ask, claim, email, envelope, import_account, once_written, terms, unsent,
};
use super::{Store, at_once};

/// A new member.
async fn member(store: &impl Store) -> Member {
    import_account(store, &account(1)).await;
    let asked = ask(store, "pat", &account(1)).await;
    let claim = claim(&asked, "r");
    store.claim(&claim).await.expect("an answer");
    claim.member
}

fn session(member: &Member, id: &str) -> Session {
    let (id, device) = (SessionId::from_stored(id), DeviceId::from_stored("device"));
    domain::session(member, id, device, "Chrome on Android".to_owned(), Figures::SHIPPED, NOON)
}

pub async fn a_member_is_found_however_the_email_is_written(store: impl Store) {
    let member = member(&store).await;

    assert_eq!(store.by_email(&email("PAT")).await.expect("an answer"), Some(member));
    assert_eq!(store.by_email(&email("lee")).await.expect("an answer"), None);
}

pub async fn a_session_is_read_with_its_member_until_it_ends(store: impl Store) {
    let member = member(&store).await;
    let session = session(&member, "s");
    store.open(&session, None).await.expect("an answer");

    let found = store.by_session(&member.id, &session.id).await.expect("an answer");
    store.end(&member.id, &session.id, None).await.expect("an answer");

    assert_eq!(found, Some(SignedIn { session: session.clone(), member: member.clone() }));
    assert_eq!(store.by_session(&member.id, &session.id).await.expect("an answer"), None);
    store.end(&member.id, &session.id, None).await.expect("ending it again is no error");
}

pub async fn a_session_opens_together_with_what_tells_of_it(store: impl Store) {
    let member = member(&store).await;
    let session = session(&member, "s");

    store
        .open(&session, Some(&envelope("o", Letter::Welcome { held_until: None })))
        .await
        .expect("an answer");

    let found = store.by_session(&member.id, &session.id).await.expect("an answer");
    assert_eq!(found, Some(SignedIn { session, member }));
    assert!(unsent(&store).await.contains(&"o".to_owned()));
}

pub async fn a_session_is_not_read_under_another_member_or_id(store: impl Store) {
    let member = member(&store).await;
    let session = session(&member, "s");
    store.open(&session, None).await.expect("an answer");
    let (other, unknown) = (MemberId::from_stored("other"), SessionId::from_stored("t"));

    assert_eq!(store.by_session(&other, &session.id).await.expect("an answer"), None);
    assert_eq!(store.by_session(&member.id, &unknown).await.expect("an answer"), None);
}

pub async fn ending_one_session_leaves_the_others(store: impl Store) {
    let member = member(&store).await;
    let (one, two) = (session(&member, "one"), session(&member, "two"));
    store.open(&one, None).await.expect("an answer");
    store.open(&two, None).await.expect("an answer");

    store.end(&member.id, &one.id, None).await.expect("an answer");

    let left = store.by_session(&member.id, &two.id).await.expect("an answer");
    assert_eq!(left, Some(SignedIn { session: two, member }));
}

pub async fn a_session_ends_together_with_what_tells_of_it_and_once(store: impl Store) {
    let member = member(&store).await;
    let session = session(&member, "s");
    store.open(&session, None).await.expect("an answer");

    for id in ["first", "again"] {
        let envelope = envelope(id, Letter::Welcome { held_until: None });
        store.end(&member.id, &session.id, Some(&envelope)).await.expect("an answer");
    }

    assert_eq!(store.by_session(&member.id, &session.id).await.expect("an answer"), None);
    let queued = unsent(&store).await;
    assert!(queued.contains(&"first".to_owned()) && !queued.contains(&"again".to_owned()));
}

pub async fn a_session_ended_ten_times_at_once_is_told_of_once(store: impl Store) {
    let member = member(&store).await;
    let session = session(&member, "s");
    store.open(&session, None).await.expect("an answer");
    let end = |number| {
        let (store, member, session) = (store.clone(), member.id.clone(), session.id.clone());
        let envelope = envelope(&format!("ended {number}"), Letter::Welcome { held_until: None });
        async move { store.end(&member, &session, Some(&envelope)).await.expect("an answer") }
    };

    at_once((0..10).map(end)).await;

    let told = unsent(&store).await.iter().filter(|id| id.starts_with("ended")).count();
    assert_eq!(told, 1);
}

pub async fn all_that_a_member_says_is_kept(store: impl Store) {
    let mut member = member(&store).await;
    let phrase = SecurityPhrase::from_stored("red barn".to_owned());
    member.paperless = Paperless::On(terms());
    member.phrase = Phrase::Chosen(phrase);
    member.language = Language::Spanish;
    member.accounts[0].own_bills = Some(OwnBills { bills: Bills::OnPaper, consent: terms() });
    member.changed = Changed::ALL.iter().map(|changed| (*changed, NOON)).collect();

    store.change(&member, None).await.expect("an answer");

    let found = store.by_email(&email("pat")).await.expect("an answer");
    assert_eq!(found, Some(once_written(&member)));
}

pub async fn a_change_of_another_version_than_the_one_read_is_a_conflict(store: impl Store) {
    let read = member(&store).await;
    let skipped = Member { paperless: Paperless::Skipped(NOON), ..read.clone() };
    store.change(&skipped, None).await.expect("an answer");

    let late = Member { phrase: Phrase::Skipped(NOON), ..read.clone() };
    let early = Member { version: read.version + 2, ..late.clone() };

    for member in [late, early] {
        let end = store.change(&member, None).await;
        assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
        let end =
            store.change(&member, Some(&envelope("o", Letter::Welcome { held_until: None }))).await;
        assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    }
    let found = store.by_email(&email("pat")).await.expect("an answer");
    assert_eq!(found, Some(once_written(&skipped)));
    assert!(!unsent(&store).await.contains(&"o".to_owned()));
}

pub async fn a_change_queues_what_tells_of_it(store: impl Store) {
    let read = member(&store).await;
    let changed = Member { epoch: 2, ..read };

    store
        .change(&changed, Some(&envelope("o", Letter::Welcome { held_until: None })))
        .await
        .expect("an answer");

    let found = store.by_email(&email("pat")).await.expect("an answer");
    assert_eq!(found, Some(once_written(&changed)));
    assert!(unsent(&store).await.contains(&"o".to_owned()));
}

pub async fn ten_changes_of_one_version_at_once_let_one_through(store: impl Store) {
    let read = member(&store).await;
    let change = |number| {
        let changed = Member { epoch: number, ..read.clone() };
        let store = store.clone();
        async move { store.change(&changed, None).await }
    };

    let ends = at_once((10..20).map(change)).await;

    let lost = ends.iter().filter(|end| matches!(end, Err(StoreError::Conflict))).count();
    assert_eq!((ends.iter().filter(|end| end.is_ok()).count(), lost), (1, 9), "{ends:?}");
}

pub async fn a_member_who_is_not_there_cannot_change(store: impl Store) {
    let member = member(&store).await;
    let stranger = Member { id: MemberId::from_stored("stranger"), ..member };

    let end = store.change(&stranger, None).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
}

pub async fn sessions_are_listed_by_their_member_those_that_are_over_too(store: impl Store) {
    let member = member(&store).await;
    let other = Member { id: MemberId::from_stored("other"), ..member.clone() };
    let over = Session { ends_at: NOON, ..session(&member, "over") };
    let (mine, theirs) = (session(&member, "mine"), session(&other, "theirs"));
    for session in [&over, &mine, &theirs] {
        store.open(session, None).await.expect("an answer");
    }

    let mut found = store.of_member(&member.id).await.expect("an answer");

    found.sort_by(|one, two| one.id.cmp(&two.id));
    assert_eq!(found, [mine, over]);
    let nobody = MemberId::from_stored("nobody");
    assert_eq!(store.of_member(&nobody).await.expect("an answer"), []);
}

/// The session "next" of a member whose other sessions end, with the envelope "o".
fn reopened(member: &Member, session: &Session, next: &str) -> Reopened {
    let envelope = OutboxId::from_stored(format!("o of {next}"));
    let ids = ReopenIds { session: SessionId::from_stored(next), envelope };
    end_other_sessions(member, session, ids, NOON)
}

pub async fn ending_the_other_sessions_is_written_with_what_tells_of_it(store: impl Store) {
    let member = member(&store).await;
    let before = session(&member, "before");
    store.open(&before, None).await.expect("an answer");
    let reopened = reopened(&member, &before, "next");

    store.reopen(&reopened).await.expect("an answer");

    let found = store.by_session(&member.id, &reopened.session.id).await.expect("an answer");
    let SignedIn { session, member: after } = found.expect("the session that goes on");
    assert_eq!((&session, &after), (&reopened.session, &once_written(&reopened.member)));
    assert!(session.stands(&after, NOON) && !before.stands(&after, NOON));
    assert!(unsent(&store).await.contains(&"o of next".to_owned()));
}

pub async fn of_ten_browsers_that_end_the_others_at_once_one_goes_on(store: impl Store) {
    let member = member(&store).await;
    let run = |number| {
        let before = session(&member, &format!("before {number}"));
        let (store, reopened) = (store.clone(), reopened(&member, &before, &format!("{number}")));
        async move { store.reopen(&reopened).await }
    };

    let ends = at_once((0..10).map(run)).await;

    let lost = ends.iter().filter(|end| matches!(end, Err(StoreError::Conflict))).count();
    assert_eq!((ends.iter().filter(|end| end.is_ok()).count(), lost), (1, 9), "{ends:?}");
    assert_eq!(store.of_member(&member.id).await.expect("an answer").len(), 1);
}
