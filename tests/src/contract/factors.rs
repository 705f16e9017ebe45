//! Second factors, and the waits after which they are taken off.

use domain::ports::StoreError;
use domain::{
    AboutWait, App, AppSecret, DeviceId, FactorId, FactorKind, FactorRecord, FactorWrite,
    FactorWriteEnd, Factors, KeptOfFactors, Letter, Link, Member, Offer, PasskeyMark, PendingId,
    Purpose, RecoverySet, Remembered, ResetWait, Session, SessionId, SessionWrite, UsedOnce,
    UsedStep,
};
use fixtures::test_keys;

use super::world::{
    NOON, SECOND, account, ask, claim, envelope, import_account, once_written, unsent,
};
use super::{Store, at_once};

/// A new member.
pub(super) async fn member(store: &impl Store) -> Member {
    import_account(store, &account(1)).await;
    let asked = ask(store, "pat", &account(1)).await;
    let claim = claim(&asked, "r");
    store.claim(&claim).await.expect("an answer");
    claim.member
}

pub(super) fn session(member: &Member, id: &str) -> Session {
    let (id, device) = (SessionId::from_stored(id), DeviceId::from_stored("device"));
    let figures = domain::Figures::SHIPPED;
    domain::session(member, id, device, "Chrome on Android".to_owned(), figures, NOON)
}

fn wait(member: &Member) -> (AboutWait, ResetWait) {
    let id = |byte| PendingId::new([byte; 16]);
    let ends_at = NOON + domain::TRIAL;
    let wait = ResetWait { id: id(1), stop: id(2), begun_at: NOON, ends_at };
    (AboutWait { member: member.id.clone(), id: id(1) }, wait)
}

/// All that a member can have beside the password.
fn factors(member: &Member) -> Factors {
    let key = test_keys().current().clone();
    let offer = Offer { id: FactorId::from_stored("app"), key: key.clone() };
    let secret = AppSecret::derive(&test_keys(), &member.id, &offer).expect("a key");
    let trial_until = Some(NOON + domain::TRIAL);
    let id = FactorId::from_stored("set");
    Factors {
        app: Some(App { id: offer.id, secret, since: NOON, trial_until }),
        passkeys: vec![PasskeyMark { id: FactorId::from_stored("key"), since: NOON, trial_until }],
        codes: Some(RecoverySet { id, key, since: NOON, used: 3 }),
        wait: Some(wait(member).1),
        password_by_mail: Some(NOON),
    }
}

fn used_step(member: &Member, step: u64) -> UsedStep {
    UsedStep { member: member.id.clone(), factor: FactorId::from_stored("app"), step }
}

fn opens(session: Session, used: Option<UsedStep>) -> FactorWrite {
    let used = used.map(UsedOnce::Step);
    let session = Some(SessionWrite::Opens(session));
    FactorWrite { session, used, ..FactorWrite::default() }
}

pub async fn what_a_factor_changes_is_written_together_and_read_back(store: impl Store) {
    let member = member(&store).await;
    let (about, _) = wait(&member);
    let next = Member { factors: factors(&member), ..member.clone() };
    let link = Link::new(
        &test_keys(),
        Purpose::NotMyFactor,
        PendingId::new([9; 16]),
        &member.email,
        Some(&member),
        NOON,
    );
    let remembered = Remembered {
        member: member.id.clone(),
        device: DeviceId::from_stored("device"),
        device_name: "Chrome on Android".to_owned(),
        epoch: 1,
        since: NOON,
        until: NOON + SECOND,
    };
    let bound = FactorRecord {
        member: member.id.clone(),
        id: FactorId::from_stored("app"),
        kind: FactorKind::App,
        since: NOON,
        ended_at: None,
    };
    let write = FactorWrite {
        member: Some(next.clone()),
        session: Some(SessionWrite::Opens(session(&member, "s"))),
        ends: Vec::new(),
        used: Some(UsedOnce::Step(used_step(&member, 7))),
        passkey: None,
        remembered: Some(remembered.clone()),
        bound: vec![bound.clone()],
        links: vec![link.clone()],
        envelope: Some(envelope("now", Letter::Welcome { held_until: None })),
        later: Vec::new(),
        counts: Vec::new(),
    };
    let waiting = async |about: &AboutWait, at| store.waiting(about, at).await.expect("an answer");
    assert_eq!(waiting(&about, NOON).await, None);

    let end = store.write(&write).await.expect("an answer");

    assert_eq!(end, FactorWriteEnd::Written);
    let read = SecondFactorsOf(&store).member(&member).await;
    assert_eq!(read, Some(once_written(&next)));
    let kept = store.kept(&member.id).await.expect("an answer");
    let used = vec![used_step(&member, 7)];
    let expected = KeptOfFactors { remembered: vec![remembered], used, bound: vec![bound] };
    assert_eq!(kept, expected);
    let id = SessionId::from_stored("s");
    assert!(store.by_session(&member.id, &id).await.expect("an answer").is_some());
    let found = store.find(&link.claim).await.expect("an answer").expect("a link");
    assert_eq!(found.link, link);
    assert!(unsent(&store).await.contains(&"now".to_owned()));
    assert_eq!(waiting(&about, NOON).await, Some(once_written(&next)));
    assert_eq!(waiting(&about, NOON + domain::TRIAL + domain::RESET_OPEN).await, None);
    let other = AboutWait { id: PendingId::new([5; 16]), ..about };
    assert_eq!(waiting(&other, NOON).await, None);
}

/// The port by its name, since others have a method that is called so.
struct SecondFactorsOf<'a, S>(&'a S);

impl<S: Store> SecondFactorsOf<'_, S> {
    async fn member(&self, member: &Member) -> Option<Member> {
        domain::ports::SecondFactors::member(self.0, &member.id).await.expect("an answer")
    }
}

pub async fn a_step_is_used_once_and_none_before_it_is_used_after(store: impl Store) {
    let member = member(&store).await;
    let id = |name: String, used| opens(session(&member, &name), Some(used_step(&member, used)));

    let mut ends = Vec::new();
    for (place, used) in [7, 7, 6, 8].into_iter().enumerate() {
        ends.push(store.write(&id(place.to_string(), used)).await.expect("an answer"));
    }

    let (written, used) = (FactorWriteEnd::Written, FactorWriteEnd::CodeUsed);
    assert_eq!(ends, [written, used, used, written]);
    let sessions = store.of_member(&member.id).await.expect("an answer");
    assert_eq!(sessions.len(), 2, "a code that was used opens nothing");
}

pub async fn what_a_code_signs_out_ends_with_it_and_a_used_code_ends_no_session(store: impl Store) {
    let member = member(&store).await;
    for id in ["kept", "before"] {
        store.open(&session(&member, id), None).await.expect("an answer");
    }
    let ends = |all: &[&str]| {
        all.iter().map(|id| (member.id.clone(), SessionId::from_stored(*id))).collect()
    };
    let write = |id, all: &[&str]| FactorWrite {
        ends: ends(all),
        ..opens(session(&member, id), Some(used_step(&member, 7)))
    };

    let first = store.write(&write("one", &["before", "gone"])).await.expect("an answer");
    let second = store.write(&write("two", &["kept", "one"])).await.expect("an answer");

    assert_eq!((first, second), (FactorWriteEnd::Written, FactorWriteEnd::CodeUsed));
    let sessions = store.of_member(&member.id).await.expect("an answer");
    let mut left: Vec<_> = sessions.iter().map(|it| it.id.as_str()).collect();
    left.sort_unstable();
    assert_eq!(left, ["kept", "one"]);
}

pub async fn of_ten_uses_of_one_code_at_once_one_counts(store: impl Store) {
    let member = member(&store).await;
    let each = (0..10).map(|place| {
        let write = opens(session(&member, &place.to_string()), Some(used_step(&member, 7)));
        let store = store.clone();
        async move { store.write(&write).await }
    });

    let ends = at_once(each).await;

    let written = ends.iter().filter(|end| matches!(end, Ok(FactorWriteEnd::Written)));
    assert_eq!(written.count(), 1);
    assert_eq!(store.of_member(&member.id).await.expect("an answer").len(), 1);
}

pub async fn a_factor_of_a_member_who_has_changed_is_not_written(store: impl Store) {
    let member = member(&store).await;
    store.change(&member, None).await.expect("an answer");
    let next = Member { factors: factors(&member), ..member.clone() };
    let write = FactorWrite {
        member: Some(next),
        envelope: Some(envelope("late", Letter::Welcome { held_until: None })),
        ..opens(session(&member, "s"), Some(used_step(&member, 7)))
    };

    let end = store.write(&write).await;

    assert!(matches!(end, Err(StoreError::Conflict)));
    assert!(store.of_member(&member.id).await.expect("an answer").is_empty());
    let kept = store.kept(&member.id).await.expect("an answer");
    assert_eq!(kept, KeptOfFactors::default(), "the step may be used");
    assert!(!unsent(&store).await.contains(&"late".to_owned()));
}

pub async fn a_session_that_was_ended_does_not_go_on(store: impl Store) {
    let member = member(&store).await;
    let session = session(&member, "s");
    let goes_on = |session: &Session| FactorWrite {
        session: Some(SessionWrite::GoesOn(session.clone())),
        ..FactorWrite::default()
    };
    store.open(&session, None).await.expect("an answer");
    let later = Session { limited: true, ..session.clone() };

    let first = store.write(&goes_on(&later)).await.expect("an answer");
    let read = store.by_session(&member.id, &session.id).await.expect("an answer");
    store.end(&member.id, &session.id, None).await.expect("an answer");
    let second = store.write(&goes_on(&later)).await;

    assert_eq!(first, FactorWriteEnd::Written);
    assert_eq!(read.map(|who| who.session), Some(later));
    assert!(matches!(second, Err(StoreError::Conflict)));
}

pub async fn a_browser_is_forgotten_by_itself(store: impl Store) {
    let member = member(&store).await;
    for device in ["one", "two"] {
        let remembered = Remembered {
            member: member.id.clone(),
            device: DeviceId::from_stored(device),
            device_name: "Chrome on Android".to_owned(),
            epoch: 1,
            since: NOON,
            until: NOON + SECOND,
        };
        let write = FactorWrite { remembered: Some(remembered), ..FactorWrite::default() };
        store.write(&write).await.expect("an answer");
    }

    for _ in 0..2 {
        store.forget(&member.id, &DeviceId::from_stored("one")).await.expect("an answer");
    }

    let kept = store.kept(&member.id).await.expect("an answer").remembered;
    let devices: Vec<&str> = kept.iter().map(|kept| kept.device.as_str()).collect();
    assert_eq!(devices, ["two"]);
}

pub async fn a_spent_link_keeps_the_records_of_what_it_takes_off(store: impl Store) {
    let member = member(&store).await;
    let id = PendingId::new([9; 16]);
    let link =
        Link::new(&test_keys(), Purpose::NotMyFactor, id, &member.email, Some(&member), NOON);
    let write = FactorWrite { links: vec![link.clone()], ..FactorWrite::default() };
    store.write(&write).await.expect("an answer");
    let bound = |ended_at| FactorRecord {
        member: member.id.clone(),
        id: FactorId::from_stored("app"),
        kind: FactorKind::App,
        since: NOON,
        ended_at,
    };
    let before = FactorWrite { bound: vec![bound(None)], ..FactorWrite::default() };
    store.write(&before).await.expect("an answer");
    let spending = domain::Spending {
        link: link.claim,
        request: "r".to_owned(),
        member: member.clone(),
        moved_from: None,
        links: Vec::new(),
        bound: vec![bound(Some(NOON))],
        envelope: envelope("told", Letter::Welcome { held_until: None }),
        at: NOON,
    };

    store.spend(&spending).await.expect("an answer");

    let kept = store.kept(&member.id).await.expect("an answer").bound;
    assert_eq!(kept, [bound(Some(NOON))]);
}
