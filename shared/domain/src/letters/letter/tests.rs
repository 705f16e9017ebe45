use super::*;
use crate::fixtures::test_keys;
use crate::letters::audience::Audience;
use crate::letters::carried::Carried;
use crate::values::ids::{EmailKey, PendingId};

/// Whatever any letter carries.
fn everything() -> Carried {
    let (key, email) = (test_keys().current().clone(), EmailKey::from_stored("e"));
    let link = LinkClaim { key, email, id: PendingId::new([3; 16]) };
    let known = (MemberId::from_stored("m"), DeviceId::from_stored("d"));
    Carried {
        known: Some(known),
        browser: Some("Chrome on Android".to_owned()),
        account: AccountNumber::parse("1234567").ok(),
        held_until: Some(Timestamp::UNIX_EPOCH),
        factor: Some(FactorKind::App),
        left: Some(9),
        from: Some(Timestamp::UNIX_EPOCH),
        about: Some(AboutWait { member: MemberId::from_stored("m"), id: PendingId::new([4; 16]) }),
        person: Email::parse("kim@example.com").ok(),
        role: Some(Role::Pay),
        by_time: true,
        on_paper: true,
        again: true,
        receipt: Some(Receipt {
            version: "1".to_owned(),
            text: "By email.".to_owned(),
            language: crate::values::language::Language::English,
            at: Timestamp::UNIX_EPOCH,
            accounts: Vec::new(),
        }),
        ..Carried::link(&link, Timestamp::UNIX_EPOCH)
    }
}

#[test]
fn a_letter_is_made_again_from_its_kind_and_what_it_carries() {
    for kind in LetterKind::ALL {
        let letter = Letter::of(*kind, everything()).expect("everything is enough");

        assert_eq!(letter.kind(), *kind);
        assert_eq!(Letter::of(*kind, letter.carried()), Some(letter));
    }
}

#[test]
fn a_letter_that_carries_a_link_says_what_it_is_for() {
    for kind in LetterKind::ALL {
        let letter = Letter::of(*kind, everything()).expect("everything is enough");

        let link = letter.link().map(|it| (it.claim.clone(), it.expires_at));

        assert_eq!(link, letter.carried().link.zip(letter.carried().expires_at), "{kind:?}");
    }
}

#[test]
fn no_letter_goes_without_what_it_needs() {
    let nothing = |kind| Letter::of(kind, Carried::default());

    for kind in [LetterKind::Confirm, LetterKind::NewBrowser, LetterKind::AccountAdded] {
        assert_eq!(nothing(kind), None);
    }
    assert_eq!(nothing(LetterKind::Welcome), Some(Letter::Welcome { held_until: None }));
}

#[test]
fn letters_to_strangers_say_why_nothing_comes_of_it_or_invite_them() {
    let strangers = LetterKind::ALL.iter().filter(|it| it.audience() == Audience::Strangers);

    let names: Vec<&str> = strangers.map(|it| it.name()).collect();

    assert_eq!(names, ["could_not_match", "too_many_tries", "no_login", "invitation"]);
}
