//! What a passkey proves: behind the password, once more, and alone.

use super::*;

fn signed(member: &Member, kept: &Passkey, counter: u32) -> Option<Proven> {
    proven_by_passkey(member, kept, (counter, vec![2]), challenge())
}

#[test]
fn a_passkey_opens_a_session_and_uses_its_challenge_and_counter() {
    let member = with_passkey(None);
    let proven = signed(&member, &passkey("key"), 8).expect("it is theirs");
    let ids =
        SignInIds { session: SessionId::from_stored("s"), envelope: OutboxId::from_stored("o") };
    let rules = (SecondFactorRules::SHIPPED, Figures::SHIPPED);

    let write = sign_in_by(&proven, &signing(&member, true), ids, rules, NOON);

    let session = write.session.as_ref().expect("a session").session();
    let proof = session.proof.expect("a proof");
    assert_eq!((proof.by, proof.on_trial, session.limited), (ProofBy::Passkey, false, false));
    assert_eq!(write.used, Some(UsedOnce::Challenge(challenge())));
    let Some(PasskeyWrite::Signed { passkey, read }) = write.passkey else { panic!("it signed") };
    assert_eq!((read, passkey.counter, passkey.used_at), (7, 8, Some(NOON)));
    assert_eq!(passkey.credential.state, [2]);
    assert!(write.remembered.is_some() && write.member.is_none());
}

#[test]
fn a_passkey_that_has_not_counted_or_is_no_longer_theirs_proves_nothing() {
    let member = with_passkey(None);
    let others = Passkey { member: MemberId::from_stored("other"), ..passkey("key") };

    assert!(signed(&member, &passkey("key"), 8).is_some());
    assert!(signed(&member, &passkey("key"), 7).is_none(), "a copy, or the same answer again");
    assert!(signed(&member, &passkey("gone"), 8).is_none(), "it was taken off");
    assert!(signed(&member, &others, 8).is_none());
    assert!(signed(&test_member(&[]), &passkey("key"), 8).is_none());
}

#[test]
fn a_passkey_opens_a_login_by_itself_unless_it_is_on_trial() {
    let alone = |member: &Member| alone(member, &FactorId::from_stored("key"), NOON);
    let member = with_passkey(None);
    let standing = |standing| Member { standing, ..member.clone() };

    assert_eq!(alone(&member), Alone::Opens);
    assert_eq!(alone(&with_passkey(Some(NOON + HOUR))), Alone::OnTrial);
    assert_eq!(alone(&with_passkey(Some(NOON))), Alone::Opens, "the trial is over");
    assert_eq!(alone(&standing(Standing::Frozen)), Alone::Frozen);
    assert_eq!(alone(&standing(Standing::Closed)), Alone::Closed);
    let mut beside_app = with_app(None);
    beside_app.factors.passkeys = with_passkey(Some(NOON + HOUR)).factors.passkeys;
    assert_eq!(alone(&beside_app), Alone::OnTrial, "each has a trial of its own");
}

#[test]
fn what_was_added_since_a_wait_began_does_not_end_it() {
    let mut member = waiting(with_app(Some(NOON - SignedDuration::from_mins(1))));
    member.factors.passkeys = with_passkey(None).factors.passkeys;
    member.factors.passkeys[0].since = NOON - SignedDuration::from_secs(30);
    let by_passkey = signed(&member, &passkey("key"), 8).expect("theirs");
    let who = signed_in(member);

    let write = prove_again(&by_passkey, &who, OutboxId::from_stored("o"), NOON);

    let proof = write.session.and_then(|it| it.session().proof).expect("a proof");
    assert!(
        !proof.on_trial && write.member.is_none(),
        "it was added by one that was on trial then"
    );
}

#[test]
fn a_proof_is_on_trial_if_its_own_factor_is() {
    let mut member = waiting(with_app(None));
    member.factors.passkeys = with_passkey(Some(NOON + HOUR)).factors.passkeys;
    let who = signed_in(member);
    let by_passkey = signed(&who.member, &passkey("key"), 8).expect("theirs");
    let by_app = proven(&test_keys(), &who.member, &app_code(), NOON).expect("theirs");
    let after = |proven: &Proven| {
        let write = prove_again(proven, &who, OutboxId::from_stored("o"), NOON);
        let proof = write.session.and_then(|it| it.session().proof).expect("a proof");
        (proof.on_trial, write.member.is_some())
    };

    assert_eq!(after(&by_passkey), (true, false), "it ends no wait");
    assert_eq!(after(&by_app), (false, true));
}
