use jiff::SignedDuration;

use super::*;
use crate::factors::prove::tests::{
    NOON, challenge, offer, passkey, signed_in, waiting, with_app, with_passkey,
};
use crate::fixtures::{test_keys, test_member};

fn ids() -> BindIds {
    BindIds {
        session: SessionId::from_stored("new"),
        envelope: OutboxId::from_stored("o"),
        link: PendingId::new([7; 16]),
    }
}

fn added(who: &SignedIn) -> FactorWrite {
    let keys = test_keys();
    let secret = AppSecret::derive(&keys, &who.member.id, &offer("next")).expect("a key");
    add_app(&keys, who, &offer("next"), &secret.code(NOON), ids(), NOON).expect("the right code")
}

#[test]
fn the_first_factor_is_on_trial_ends_other_sessions_and_is_told_with_a_link() {
    let who = signed_in(test_member(&["42"]));

    let write = added(&who);

    let member = write.member.expect("the member");
    let app = member.factors.app.as_ref().expect("an app");
    assert_eq!(app.trial_until, Some(NOON + TRIAL));
    assert!(!who.session.stands(&member, NOON));
    let Some(SessionWrite::Opens(session)) = write.session else { panic!("it goes on") };
    assert!(session.stands(&member, NOON) && session.proof.is_some_and(|it| it.on_trial));
    let letter = &write.envelope.expect("a letter").letters[0].letter;
    let link = letter.link().expect("a link");
    assert_eq!((link.purpose, link.claim), (Purpose::NotMyFactor, &write.links[0].claim));
    let Some(UsedOnce::Step(used)) = write.used else { panic!("its first code is used") };
    assert_eq!(used.factor, app.id);
    assert_eq!(write.bound.len(), 1);
}

#[test]
fn an_app_in_the_place_of_one_that_stands_is_not_on_trial_and_ends_a_wait() {
    let write = added(&signed_in(waiting(with_app(None))));

    let factors = write.member.expect("the member").factors;
    assert_eq!(factors.app.map(|app| app.trial_until), Some(None));
    assert_eq!(factors.wait, None);
    let ended: Vec<bool> = write.bound.iter().map(|it| it.ended_at.is_some()).collect();
    assert_eq!(ended, [true, false], "both are on record");
}

#[test]
fn an_app_beside_one_on_trial_is_on_trial_and_stops_no_wait() {
    let member = waiting(with_app(Some(NOON + TRIAL)));
    let wait = member.factors.wait.clone();

    let factors = added(&signed_in(member)).member.expect("the member").factors;

    assert_eq!(factors.app.map(|app| app.trial_until), Some(Some(NOON + TRIAL)));
    assert_eq!(factors.wait, wait);
}

#[test]
fn what_is_added_by_a_factor_that_was_on_trial_when_a_wait_began_stops_no_wait() {
    let who = signed_in(waiting(with_app(Some(NOON - SignedDuration::from_mins(1)))));
    let wait = who.member.factors.wait.clone();
    let passkey = passkey("new");

    let by_app = added(&who).member.expect("the member").factors;
    let by_passkey = add_passkey(&test_keys(), &who, passkey, challenge(), ids(), NOON);

    let by_passkey = by_passkey.and_then(|it| it.member).expect("the member").factors;
    assert_eq!((by_app.wait, by_passkey.wait), (wait.clone(), wait));
    assert_eq!(by_passkey.passkeys[0].trial_until, None, "by now the app stands");
}

#[test]
fn a_wrong_code_adds_nothing() {
    let who = signed_in(test_member(&[]));

    assert!(add_app(&test_keys(), &who, &offer("next"), "000000", ids(), NOON).is_none());
}

#[test]
fn an_app_set_up_by_a_recovery_code_opens_everything_again() {
    let who = signed_in(with_app(None));
    let who = SignedIn { session: Session { limited: true, ..who.session }, ..who };

    let write = added(&who);

    assert!(write.session.is_some_and(|it| !it.session().limited));
}

#[test]
fn new_codes_end_those_before_and_no_session() {
    let who = signed_in(with_app(None));

    let write = make_codes(&test_keys(), &who, &offer("more"), ids(), NOON);
    let write = write.expect("another set");

    let member = write.member.expect("the member");
    assert_eq!(member.factors.codes.as_ref().map(|set| set.id.as_str()), Some("more"));
    assert!(who.session.stands(&member, NOON) && write.session.is_none());
    assert_eq!(write.bound.len(), 2);
    let letter = &write.envelope.expect("a letter").letters[0].letter;
    assert!(matches!(letter, Letter::FactorAdded { factor: FactorKind::Codes, .. }));
}

#[test]
fn codes_that_are_there_are_not_made_again() {
    let who = signed_in(with_app(None));
    let set = who.member.factors.codes.clone().expect("codes");
    let same = offer(set.id.as_str());

    assert!(make_codes(&test_keys(), &who, &same, ids(), NOON).is_none());
}

#[test]
fn with_the_last_factor_go_its_codes_and_other_sessions() {
    let who = signed_in(with_app(None));

    let write =
        remove_factor(&who, &FactorId::from_stored("app"), ids(), NOON).expect("it is there");

    let member = write.member.expect("the member");
    assert_eq!((member.factors.app, member.factors.codes), (None, None));
    assert_eq!(write.bound.len(), 2);
    assert!(write.session.is_some_and(|it| it.session().epoch == member.epoch));
    let plain = signed_in(test_member(&[]));
    assert!(remove_factor(&plain, &FactorId::from_stored("app"), ids(), NOON).is_none());
}

#[test]
fn who_takes_the_factor_off_by_a_recovery_code_signs_in_again() {
    let who = signed_in(with_app(None));
    let who = SignedIn { session: Session { limited: true, ..who.session }, ..who };

    let write =
        remove_factor(&who, &FactorId::from_stored("app"), ids(), NOON).expect("it is there");

    assert_eq!(write.session, None);
    let after = write.member.expect("the member");
    assert!(!who.session.stands(&after, NOON + SignedDuration::from_secs(1)));
}

fn added_passkey(who: &SignedIn) -> Option<FactorWrite> {
    add_passkey(&test_keys(), who, passkey("new"), challenge(), ids(), NOON)
}

#[test]
fn a_first_passkey_is_on_trial_ends_other_sessions_and_is_told_with_a_link() {
    let who = signed_in(test_member(&["42"]));

    let write = added_passkey(&who).expect("there is room");

    let member = write.member.expect("the member");
    assert_eq!(member.factors.passkeys[0].trial_until, Some(NOON + TRIAL));
    assert!(member.factors.is_asked() && !member.factors.stand(NOON));
    assert!(!who.session.stands(&member, NOON));
    let proof = write.session.and_then(|it| it.session().proof).expect("its user was verified");
    assert_eq!((proof.by, proof.on_trial), (ProofBy::Passkey, true));
    assert_eq!(write.used, Some(UsedOnce::Challenge(challenge())));
    assert_eq!(write.passkey, Some(PasskeyWrite::Adds(passkey("new"))));
    let letter = &write.envelope.expect("a letter").letters[0].letter;
    assert!(matches!(letter, Letter::FactorAdded { factor: FactorKind::Passkey, .. }));
    assert_eq!(letter.link().map(|it| it.claim), Some(&write.links[0].claim));
    assert_eq!(write.bound.len(), 1);
}

#[test]
fn a_passkey_beside_a_factor_that_stands_is_not_on_trial_and_replaces_none() {
    let write = added_passkey(&signed_in(with_app(None))).expect("there is room");

    let factors = write.member.expect("the member").factors;
    assert_eq!(factors.passkeys[0].trial_until, None);
    assert!(factors.app.is_some());
    assert!(write.session.and_then(|it| it.session().proof).is_some_and(|it| !it.on_trial));
}

#[test]
fn there_is_room_for_ten_passkeys() {
    let mut who = signed_in(test_member(&[]));
    for place in 0..PASSKEYS_MAX {
        let new = passkey(&place.to_string());
        let write = add_passkey(&test_keys(), &who, new, challenge(), ids(), NOON);
        who.member = write.and_then(|it| it.member).expect("there is room");
    }

    assert!(added_passkey(&who).is_none());
}

#[test]
fn one_of_two_factors_goes_alone_and_the_codes_go_with_the_last() {
    let mut who = signed_in(with_app(None));
    who.member.factors.passkeys = with_passkey(None).factors.passkeys;
    let off = |who: &SignedIn, id: &str| {
        let write = remove_factor(who, &FactorId::from_stored(id), ids(), NOON);
        let write = write.expect("it is there");
        let gone: Vec<FactorKind> = write.bound.iter().map(|it| it.kind).collect();
        (write.member.expect("the member"), gone)
    };

    let (first, gone) = off(&who, "app");
    assert_eq!(gone, [FactorKind::App]);
    assert!(first.factors.is_asked() && first.factors.codes.is_some());
    let (last, gone) = off(&SignedIn { member: first, ..who }, "key");

    assert_eq!(gone, [FactorKind::Passkey, FactorKind::Codes]);
    assert!(!last.factors.is_asked() && last.factors.codes.is_none());
}
