use super::*;
use crate::figures::Figures;
use crate::fixtures::test_keys;
use crate::fixtures::test_member;
use crate::links::temporary_password::TemporaryPassword;
use crate::members::session::session;
use crate::registering::pending::tests::pending;
use crate::values::ids::{DeviceId, MemberId, SessionId};
use crate::values::password::NewPassword;

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
const PASSWORD: &str = "maple ladder quartz tin";

fn member(standing: Standing) -> Member {
    let password = NewPassword::parse(PASSWORD, &[], Figures::SHIPPED).expect("a good one");
    let password = PasswordHash::of(&test_keys(), &password, [7; 16]);
    Member { password, standing, ..test_member(&["42"]) }
}

/// The temporary password in the letter of the sample registration.
fn temporary() -> String {
    TemporaryPassword::derive(&test_keys(), &pending().link()).expect("a key").expose()
}

fn name(fit: &SignInFit<'_>) -> &'static str {
    match fit {
        SignInFit::Member(_) => "member",
        SignInFit::Temporary(_) => "temporary",
        SignInFit::RanOut => "ran out",
        SignInFit::Ended => "ended",
        SignInFit::Frozen => "frozen",
        SignInFit::Nobody => "nobody",
    }
}

#[test]
fn a_password_fits_its_member_as_the_login_stands() {
    for (standing, expected) in
        [(Standing::Active, "member"), (Standing::Frozen, "frozen"), (Standing::Closed, "nobody")]
    {
        let member = member(standing);
        let of = |typed| name(&sign_in_fit(&test_keys(), Some(&member), &[], typed, NOON));

        assert_eq!((of(PASSWORD), of("another ladder of tin")), (expected, "nobody"));
    }
}

#[test]
fn nobody_is_a_member_by_a_password_that_is_nobodys() {
    assert_eq!(name(&sign_in_fit(&test_keys(), None, &[], PASSWORD, NOON)), "nobody");
}

#[test]
fn a_temporary_password_leads_to_its_own_registration_while_that_can_be_confirmed() {
    let of = |pending: Pending, now| {
        let all = [pending];
        let found = sign_in_fit(&test_keys(), None, &all, &temporary(), now);
        let token = match &found {
            SignInFit::Temporary(token) => {
                LinkToken::check(&test_keys(), Purpose::Verify, token.expose())
            }
            _ => None,
        };
        (name(&found), token)
    };
    let (end, used) = (pending().expires_at, Some("r".to_owned()));

    assert_eq!(of(pending(), NOON), ("temporary", Some(pending().link())));
    assert_eq!(of(pending(), end), ("ran out", None));
    assert_eq!(of(Pending { used_by: used, ..pending() }, NOON), ("nobody", None));
    assert_eq!(of(Pending { wrong_numbers: 5, ..pending() }, NOON), ("ended", None));
    assert_eq!(of(Pending { expires_at: NOON, ..pending() }, NOON), ("ended", None), "by staff");
}

#[test]
fn the_members_own_password_comes_before_a_registration_of_the_same_email() {
    let (member, pendings) = (member(Standing::Active), [pending()]);

    let of = |typed: &str| name(&sign_in_fit(&test_keys(), Some(&member), &pendings, typed, NOON));

    assert_eq!((of(PASSWORD), of(&temporary())), ("member", "temporary"));
}

#[test]
fn a_member_hears_of_a_browser_that_they_have_not_used() {
    let member = member(Standing::Active);
    let (id, device) = (SessionId::from_stored("s"), DeviceId::from_stored("d"));
    let session = session(
        &member,
        id,
        device.clone(),
        "Chrome on Android".to_owned(),
        Figures::SHIPPED,
        NOON,
    );
    let known = |id: &MemberId| {
        // From before the last password: the epoch does not matter here.
        Some(KnownDevice { member: id.clone(), device: device.clone(), epoch: 0 })
    };
    let told = |here: Option<KnownDevice>| {
        told_of_browser(&member, &session, here.as_ref(), OutboxId::from_stored("o"))
    };

    let letter = Letter::NewBrowser { browser: "Chrome on Android".to_owned() };
    for here in [None, known(&MemberId::from_stored("other"))] {
        let envelope = told(here).expect("a letter");
        assert_eq!((&envelope.letters[0].letter, envelope.queued_at), (&letter, NOON));
    }
    assert_eq!(told(known(&member.id)), None);
}

#[test]
fn a_hash_of_today_stays_and_an_older_one_is_made_anew_whatever_the_rules_say_today() {
    let keys = test_keys();
    let today = member(Standing::Active);
    let mut old = today.clone();
    old.password.phc = old.password.phc.replace("t=1", "t=2");
    assert_ne!(old.password, today.password, "its cost is another");

    assert_eq!(hashed_anew(&keys, &today, PASSWORD, [8; 16]), None);
    let anew = hashed_anew(&keys, &old, PASSWORD, [8; 16]).expect("it is outdated");
    assert!(anew.password.verify(&keys, PASSWORD) && !anew.password.is_outdated(&keys));
    assert_eq!(Member { password: old.password.clone(), ..anew }, old);
    let short = hashed_anew(&keys, &old, "cafe\u{301}", [8; 16]).expect("rules are for new ones");
    assert!(short.password.verify(&keys, "caf\u{e9}") && !short.password.is_outdated(&keys));
}
