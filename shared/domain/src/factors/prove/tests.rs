mod passkeys;

use jiff::SignedDuration;

use super::*;
use crate::factors::app::{App, AppSecret, Offer};
use crate::factors::codes::RecoverySet;
use crate::factors::passkey::{Credential, PasskeyMark, PasskeyName};
use crate::factors::wait::ResetWait;
use crate::fixtures::{test_keys, test_member};
use crate::letters::letter::LetterKind;
use crate::values::ids::{ChallengeKey, FactorId, MemberId, PendingId};

pub(crate) const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

pub(crate) fn offer(id: &str) -> Offer {
    Offer { id: FactorId::from_stored(id), key: test_keys().current().clone() }
}

/// The secret of the app of [`with_app`].
pub(crate) fn secret() -> AppSecret {
    AppSecret::derive(&test_keys(), &MemberId::from_stored("m"), &offer("app")).expect("a key")
}

/// A member with an app since yesterday, and with recovery codes.
pub(crate) fn with_app(trial_until: Option<Timestamp>) -> Member {
    let mut member = test_member(&["42"]);
    let (id, since) = (FactorId::from_stored("app"), NOON - HOUR * 24);
    member.factors.app = Some(App { id, secret: secret(), since, trial_until });
    member.factors.codes = Some(RecoverySet::of(&offer("set"), since));
    member
}

/// A member with a passkey since yesterday.
pub(crate) fn with_passkey(trial_until: Option<Timestamp>) -> Member {
    let mut member = test_member(&["42"]);
    let (id, since) = (FactorId::from_stored("key"), NOON - HOUR * 24);
    member.factors.passkeys = vec![PasskeyMark { id, since, trial_until }];
    member
}

/// A passkey of that member's, which has signed seven times.
pub(crate) fn passkey(id: &str) -> Passkey {
    Passkey {
        member: MemberId::from_stored("m"),
        id: FactorId::from_stored(id),
        credential: Credential { raw_id: Vec::new(), key: vec![1; 34], state: vec![1] },
        counter: 7,
        name: PasskeyName::parse("Phone").expect("a name"),
        since: NOON - HOUR * 24,
        used_at: None,
    }
}

pub(crate) fn challenge() -> UsedChallenge {
    UsedChallenge { key: ChallengeKey::of_passkey("c"), at: NOON }
}

/// A member who has signed in at noon.
pub(crate) fn signed_in(member: Member) -> SignedIn {
    let (id, device) = (SessionId::from_stored("s"), DeviceId::from_stored("d"));
    let session = session(&member, id, device, "Chrome".to_owned(), Figures::SHIPPED, NOON);
    SignedIn { session, member }
}

pub(crate) fn waiting(mut member: Member) -> Member {
    let id = |byte| PendingId::new([byte; 16]);
    let (begun_at, ends_at) = (NOON - HOUR, NOON + HOUR * 71);
    member.factors.wait = Some(ResetWait { id: id(1), stop: id(2), begun_at, ends_at });
    member
}

fn code_of_paper(place: usize) -> TypedCode {
    let set = RecoverySet::of(&offer("set"), NOON);
    let shown = set.shown(&test_keys(), &MemberId::from_stored("m")).expect("a key");
    TypedCode::parse(&shown[place]).expect("a code")
}

fn signing(member: &Member, remember: bool) -> SigningIn<'_> {
    SigningIn {
        member,
        password_at: NOON - SignedDuration::from_mins(2),
        device: DeviceId::from_stored("d"),
        device_name: "Chrome on Android".to_owned(),
        here: Some(KnownDevice {
            member: member.id.clone(),
            device: DeviceId::from_stored("d"),
            epoch: member.epoch,
        }),
        remember,
    }
}

fn written(member: &Member, typed: &TypedCode, remember: bool) -> Option<FactorWrite> {
    let proven = proven(&test_keys(), member, typed, NOON)?;
    let ids =
        SignInIds { session: SessionId::from_stored("s"), envelope: OutboxId::from_stored("o") };
    let rules = (SecondFactorRules::SHIPPED, Figures::SHIPPED);
    Some(sign_in_by(&proven, &signing(member, remember), ids, rules, NOON))
}

fn app_code() -> TypedCode {
    TypedCode::App(secret().code(NOON))
}

#[test]
fn an_apps_code_opens_a_session_and_uses_its_step() {
    let member = with_app(None);

    let write = written(&member, &app_code(), false).expect("it is theirs");

    let session = write.session.as_ref().expect("a session").session().clone();
    assert!(!session.limited && session.stands(&member, NOON));
    let proof = session.proof.expect("a proof");
    assert_eq!((proof.by, proof.at, proof.on_trial), (ProofBy::App, NOON, false));
    assert_eq!(session.signed_in_at, NOON - SignedDuration::from_mins(2), "the password's time");
    let step = u64::try_from(NOON.as_second() / 30).ok();
    let Some(UsedOnce::Step(used)) = write.used else { panic!("the code is used") };
    assert_eq!(Some(used.step), step);
    assert_eq!((write.member, write.remembered, write.envelope), (None, None, None));
}

#[test]
fn a_code_of_an_app_on_trial_shows_no_member_until_its_trial_is_over() {
    let (until, held) = (NOON + HOUR, with_app(None));
    let on_trial = with_app(Some(until));
    let shows = |member: &Member, now| {
        let code = TypedCode::App(secret().code(now));
        let proven = proven(&test_keys(), member, &code, now).expect("it is theirs");
        shows_member(member, &proven, now)
    };

    assert!(shows(&held, NOON) && !shows(&on_trial, NOON) && shows(&on_trial, until));
}

#[test]
fn a_browser_is_remembered_after_a_factor_and_never_after_a_recovery_code() {
    let member = with_app(None);

    let by_app = written(&member, &app_code(), true).and_then(|it| it.remembered);
    let by_code = written(&member, &code_of_paper(0), true).and_then(|it| it.remembered);

    let kept = by_app.expect("it is remembered");
    assert_eq!((kept.epoch, kept.until), (member.epoch, NOON + HOUR * 24 * 7));
    assert_eq!(by_code, None);
}

#[test]
fn a_recovery_code_opens_the_page_of_the_factor_alone_and_a_letter_tells_of_it() {
    let member = with_app(None);

    let write = written(&member, &code_of_paper(2), false).expect("it is theirs");

    let session = write.session.as_ref().expect("a session").session();
    assert!(session.limited);
    let after = write.member.expect("the code is used");
    assert_eq!(after.factors.codes.as_ref().map(RecoverySet::left), Some(9));
    assert!(proven(&test_keys(), &after, &code_of_paper(2), NOON).is_none(), "once");
    let letters = write.envelope.expect("a letter").letters;
    assert_eq!(letters[0].letter, Letter::RecoveryCodeUsed { left: 9 });
}

#[test]
fn a_factor_that_stands_ends_a_wait_and_one_on_trial_or_a_recovery_code_does_not() {
    let wait_after = |member: Member, typed: &TypedCode| {
        let write = written(&member, typed, false).expect("it is theirs");
        write.member.unwrap_or(member).factors.wait
    };

    assert_eq!(wait_after(waiting(with_app(None)), &app_code()), None);
    assert!(wait_after(waiting(with_app(Some(NOON + HOUR))), &app_code()).is_some());
    let since_then = waiting(with_app(Some(NOON - SignedDuration::from_mins(1))));
    assert!(wait_after(since_then, &app_code()).is_some(), "it was on trial when the wait began");
    assert!(wait_after(waiting(with_app(None)), &code_of_paper(0)).is_some());
}

#[test]
fn what_is_nobodys_or_somebody_elses_is_no_proof() {
    let member = with_app(None);
    let other = Member { id: MemberId::from_stored("other"), ..member.clone() };
    let none = test_member(&[]);
    let is_proof =
        |member: &Member, typed: &TypedCode| proven(&test_keys(), member, typed, NOON).is_some();

    let wrong = TypedCode::App("000000".to_owned());
    assert!(!is_proof(&member, &wrong) && !is_proof(&none, &app_code()));
    assert!(!is_proof(&other, &code_of_paper(0)) && !is_proof(&none, &code_of_paper(0)));
}

#[test]
fn only_the_password_of_this_epoch_leads_to_the_factor() {
    let member = with_app(None);
    let frozen = Member { standing: Standing::Frozen, ..member.clone() };

    assert!(may_prove(&member, member.epoch));
    assert!(!may_prove(&member, member.epoch - 1));
    assert!(!may_prove(&frozen, frozen.epoch));
    assert!(!may_prove(&test_member(&[]), test_member(&[]).epoch));
}

#[test]
fn a_factor_proven_in_a_session_leaves_the_session_as_it_is_but_for_that() {
    let who = signed_in(waiting(with_app(None)));
    let proven = proven(&test_keys(), &who.member, &app_code(), NOON).expect("theirs");

    let write = prove_again(&proven, &who, OutboxId::from_stored("o"), NOON);

    let Some(SessionWrite::GoesOn(session)) = write.session else { panic!("it goes on") };
    let proof = session.proof.expect("a proof");
    assert_eq!(Session { proof: None, ..session }, who.session);
    assert_eq!(proof.at, NOON);
    assert!(write.member.is_some_and(|member| member.factors.wait.is_none()));
    assert!(write.used.is_some() && write.envelope.is_none());
}

#[test]
fn whoever_came_by_a_recovery_code_and_proves_a_factor_then_is_in_as_ever() {
    let who = signed_in(with_app(None));
    let who = SignedIn { session: Session { limited: true, ..who.session }, ..who };
    let limited_after = |typed: &TypedCode| {
        let proven = proven(&test_keys(), &who.member, typed, NOON).expect("theirs");
        let write = prove_again(&proven, &who, OutboxId::from_stored("o"), NOON);
        write.session.expect("it goes on").session().limited
    };

    assert!(!limited_after(&app_code()));
    assert!(limited_after(&code_of_paper(0)), "another recovery code proves no factor");
}

#[test]
fn a_new_browser_and_a_recovery_code_are_told_in_one_envelope() {
    let member = with_app(None);
    let proven = proven(&test_keys(), &member, &code_of_paper(0), NOON).expect("theirs");
    let signing = SigningIn { here: None, ..signing(&member, false) };
    let ids =
        SignInIds { session: SessionId::from_stored("s"), envelope: OutboxId::from_stored("o") };

    let rules = (SecondFactorRules::SHIPPED, Figures::SHIPPED);
    let write = sign_in_by(&proven, &signing, ids, rules, NOON);

    let kinds: Vec<LetterKind> =
        write.envelope.expect("letters").letters.iter().map(|it| it.letter.kind()).collect();
    assert_eq!(kinds, [LetterKind::NewBrowser, LetterKind::RecoveryCodeUsed]);
}
