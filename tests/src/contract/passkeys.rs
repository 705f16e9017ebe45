//! Passkeys: found by member and credential, added once, used once.

use domain::ports::StoreError;
use domain::{
    ChallengeKey, Credential, FactorId, FactorKind, FactorRecord, FactorWrite, FactorWriteEnd,
    Letter, Link, Member, OutboxId, Passkey, PasskeyMark, PasskeyName, PasskeyWrite, PendingId,
    Purpose, SessionWrite, Spending, UsedChallenge, UsedOnce,
};
use fixtures::test_keys;

use super::factors::{member, session};
use super::world::{NOON, SECOND, envelope, once_written};
use super::{Store, at_once};

fn passkey(member: &Member, name: &str) -> Passkey {
    Passkey {
        member: member.id.clone(),
        id: FactorId::of_credential(name.as_bytes()),
        credential: Credential {
            raw_id: name.as_bytes().to_vec(),
            key: vec![1; 34],
            state: vec![1, 0, 2],
        },
        counter: 7,
        name: PasskeyName::parse(name).expect("a name"),
        since: NOON,
        used_at: None,
    }
}

fn mark(passkey: &Passkey) -> PasskeyMark {
    PasskeyMark { id: passkey.id.clone(), since: NOON, trial_until: Some(NOON + domain::TRIAL) }
}

/// The member with one more passkey, and what adds it.
fn adding(member: &Member, passkey: &Passkey) -> FactorWrite {
    let mut member = member.clone();
    member.factors.passkeys.push(mark(passkey));
    FactorWrite {
        member: Some(member),
        passkey: Some(PasskeyWrite::Adds(passkey.clone())),
        ..FactorWrite::default()
    }
}

/// A member with a passkey.
async fn with_passkey(store: &impl Store) -> (Member, Passkey) {
    let member = member(store).await;
    let passkey = passkey(&member, "phone");
    let write = adding(&member, &passkey);
    store.write(&write).await.expect("an answer");
    (once_written(&write.member.expect("the member")), passkey)
}

/// What a passkey writes that has signed a challenge, from one counter to the next.
fn signed(member: &Member, kept: &Passkey, challenge: &str, id: &str, next: u32) -> FactorWrite {
    let used = UsedChallenge { key: ChallengeKey::of_passkey(challenge), at: NOON };
    let passkey = Passkey { counter: next, used_at: Some(NOON), ..kept.clone() };
    FactorWrite {
        session: Some(SessionWrite::Opens(session(member, id))),
        used: Some(UsedOnce::Challenge(used)),
        passkey: Some(PasskeyWrite::Signed { passkey, read: kept.counter }),
        ..FactorWrite::default()
    }
}

pub async fn a_passkey_is_found_with_its_member_and_each_without_the_other(store: impl Store) {
    let (member, passkey) = with_passkey(&store).await;
    let nobody = domain::MemberId::from_random([9; 16]);
    let none = FactorId::of_credential(b"none");
    let named = async |member: &domain::MemberId, id: &FactorId| {
        store.named(member, id).await.expect("an answer")
    };

    assert_eq!(named(&member.id, &passkey.id).await, (Some(member.clone()), Some(passkey.clone())));
    assert_eq!(named(&member.id, &none).await, (Some(member.clone()), None));
    assert_eq!(named(&nobody, &passkey.id).await, (None, Some(passkey.clone())));
    assert_eq!(named(&nobody, &none).await, (None, None));
    let some = store.passkeys(&[none, passkey.id.clone()]).await.expect("an answer");
    assert_eq!(some, [passkey]);
    assert_eq!(store.passkeys(&[]).await.expect("an answer"), []);
}

pub async fn a_passkey_is_one_members_alone(store: impl Store) {
    let (member, passkey) = with_passkey(&store).await;
    let again = Passkey { name: PasskeyName::parse("Another").expect("a name"), ..passkey.clone() };

    let end = store.write(&adding(&member, &again)).await;

    assert!(matches!(end, Err(StoreError::Conflict)));
    let kept = store.passkeys(std::slice::from_ref(&passkey.id)).await.expect("an answer");
    assert_eq!(kept, [passkey]);
}

pub async fn a_challenge_is_used_once_and_only_with_the_counter_that_was_read(store: impl Store) {
    let (member, passkey) = with_passkey(&store).await;
    let first = signed(&member, &passkey, "c", "one", 8);

    let end = store.write(&first).await.expect("an answer");
    let again = store.write(&signed(&member, &passkey, "c", "two", 9)).await.expect("an answer");
    let stale = store.write(&signed(&member, &passkey, "d", "three", 9)).await;

    assert_eq!((end, again), (FactorWriteEnd::Written, FactorWriteEnd::CodeUsed));
    assert!(matches!(stale, Err(StoreError::Conflict)), "another use has counted");
    let sessions = store.of_member(&member.id).await.expect("an answer");
    assert_eq!(sessions.len(), 1);
    let kept = store.passkeys(std::slice::from_ref(&passkey.id)).await.expect("an answer");
    assert_eq!((kept[0].counter, kept[0].used_at), (8, Some(NOON)));
    let next = store.write(&signed(&member, &kept[0], "d", "four", 9)).await;
    assert!(
        matches!(next, Ok(FactorWriteEnd::Written)),
        "the challenge of the stale one is unused"
    );
}

pub async fn of_ten_uses_of_one_challenge_at_once_one_counts(store: impl Store) {
    let (member, passkey) = with_passkey(&store).await;
    // An authenticator that counts nothing: the challenge alone decides.
    let each = (0..10).map(|place| {
        let write = signed(&member, &passkey, "c", &place.to_string(), passkey.counter);
        let store = store.clone();
        async move { store.write(&write).await }
    });

    let ends = at_once(each).await;

    let written = ends.iter().filter(|end| matches!(end, Ok(FactorWriteEnd::Written)));
    assert_eq!(written.count(), 1);
    assert_eq!(store.of_member(&member.id).await.expect("an answer").len(), 1);
}

fn ended(passkey: &Passkey) -> FactorRecord {
    FactorRecord {
        member: passkey.member.clone(),
        id: passkey.id.clone(),
        kind: FactorKind::Passkey,
        since: NOON,
        ended_at: Some(NOON + SECOND),
    }
}

pub async fn a_passkey_goes_with_its_record_and_signs_nothing_after(store: impl Store) {
    let (member, passkey) = with_passkey(&store).await;
    let off = Member { factors: domain::Factors::default(), ..member.clone() };
    let write =
        FactorWrite { member: Some(off), bound: vec![ended(&passkey)], ..FactorWrite::default() };

    store.write(&write).await.expect("an answer");
    let late = store.write(&signed(&member, &passkey, "c", "late", 8)).await;

    assert!(matches!(late, Err(StoreError::Conflict)));
    let kept = store.passkeys(std::slice::from_ref(&passkey.id)).await.expect("an answer");
    assert_eq!(kept, []);
    assert_eq!(store.kept(&member.id).await.expect("an answer").bound, [ended(&passkey)]);
}

pub async fn a_passkey_goes_with_a_link_that_takes_it_off_and_with_the_login(store: impl Store) {
    let (member, passkey) = with_passkey(&store).await;
    let id = PendingId::new([9; 16]);
    let link =
        Link::new(&test_keys(), Purpose::NotMyFactor, id, &member.email, Some(&member), NOON);
    let write = FactorWrite { links: vec![link.clone()], ..FactorWrite::default() };
    store.write(&write).await.expect("an answer");
    let other = self::passkey(&member, "stick");
    let write = adding(&member, &other);
    store.write(&write).await.expect("an answer");
    let member = once_written(&write.member.expect("the member"));
    let spending = Spending {
        link: link.claim,
        request: "r".to_owned(),
        member: member.clone(),
        moved_from: None,
        links: Vec::new(),
        bound: vec![ended(&passkey)],
        envelope: envelope("told", Letter::Welcome { held_until: None }),
        at: NOON,
    };

    store.spend(&spending).await.expect("an answer");
    let both = [passkey.id, other.id.clone()];
    assert_eq!(store.passkeys(&both).await.expect("an answer"), [other]);
    let member = once_written(&member);
    let owners = store.owners_of(&member.account_numbers()).await.expect("an answer");
    let id = OutboxId::from_stored("closed");
    let closed_at = NOON + SECOND * 2;
    let closing = domain::close(&test_keys(), &member, owners, id, closed_at);
    store.close(&closing).await.expect("an answer");

    assert_eq!(store.passkeys(&both).await.expect("an answer"), []);
    let kept = store.kept(&member.id).await.expect("an answer").bound;
    let of_other = kept.iter().find(|it| it.id == both[1]).and_then(|it| it.ended_at);
    assert_eq!((kept.len(), of_other), (2, Some(closed_at)), "each record has its end");
}
