use jiff::SignedDuration;

use super::*;
use crate::fixtures::test_keys;
use crate::fixtures::test_member;
use crate::keys::ring::KeyId;
use crate::letters::outcome::Outcome;
use crate::registering::pending::WRONG_NUMBERS_MAX;
use crate::values::ids::{DeviceId, MemberId, OutboxId};

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

fn pending() -> Pending {
    Pending { wrong_numbers: 2, ..crate::registering::pending::tests::pending() }
}

fn asked() -> AskedBack {
    let email = Email::parse("PAT.lee@example.com").expect("an address");
    AskedBack { email, language: Language::English, device: None }
}

fn answered(asked: &AskedBack, way: &WayBack<'_>) -> Issued {
    let item = PendingId::new([9; 16]);
    let ids = IssueIds { item, envelope: OutboxId::from_stored("o") };
    answer_asked_back(&test_keys(), asked, way, Vec::new(), ids, NOON)
}

#[track_caller]
fn letter(issued: &Issued) -> &Addressed {
    assert_eq!(issued.envelope.letters.len(), 1, "always one letter");
    assert!(issued.envelope.events.is_empty());
    &issued.envelope.letters[0]
}

#[test]
fn a_members_way_back_is_a_new_password_and_a_frozen_ones_is_the_office() {
    let active = test_member(&[]);
    let frozen = Member { standing: Standing::Frozen, ..test_member(&[]) };
    let pendings = [pending()];

    assert_eq!(way_back(Some(&active), &pendings, NOON), WayBack::NewPassword(&active));
    assert_eq!(way_back(Some(&frozen), &pendings, NOON), WayBack::Office(&frozen));
}

#[test]
fn a_closed_login_counts_as_none() {
    let closed = Member { standing: Standing::Closed, ..test_member(&[]) };
    let pendings = [pending()];

    assert_eq!(way_back(Some(&closed), &[], NOON), WayBack::Register);
    assert_eq!(way_back(Some(&closed), &pendings, NOON), WayBack::Confirm(&pendings[0]));
}

#[test]
fn a_registration_is_confirmed_again_while_its_letter_has_time_to_arrive() {
    let pendings = [pending()];
    let last = NOON + PENDING_LIFE - LEAST_LEFT - SignedDuration::from_secs(1);

    assert_eq!(way_back(None, &pendings, last), WayBack::Confirm(&pendings[0]));
    let late = last + SignedDuration::from_secs(1);
    assert_eq!(way_back(None, &pendings, late), WayBack::ConfirmAnew(&pendings[0]));
    assert_eq!(way_back(None, &pendings, NOON + hours(48)), WayBack::ConfirmAnew(&pendings[0]));
}

#[test]
fn of_several_registrations_the_youngest_open_one_is_confirmed() {
    let at = |created_at: Timestamp| Pending {
        created_at,
        expires_at: created_at + PENDING_LIFE,
        ..pending()
    };
    let all = [at(NOON), at(NOON + hours(2)), at(NOON + hours(1)), at(NOON - hours(22))];

    assert_eq!(way_back(None, &all, NOON + hours(4)), WayBack::Confirm(&all[1]));
    assert_eq!(way_back(None, &all, NOON + hours(48)), WayBack::ConfirmAnew(&all[1]));
    assert_eq!(way_back(None, &all[3..], NOON + hours(4)), WayBack::ConfirmAnew(&all[3]));
}

#[test]
fn what_never_matched_or_was_used_or_was_ended_leads_to_registering() {
    let unmatched = Pending { outcome: Outcome::CouldNotMatch, ..pending() };
    let used = Pending { used_by: Some("r".to_owned()), ..pending() };
    let spent = Pending { wrong_numbers: WRONG_NUMBERS_MAX, ..pending() };
    let cancelled = Pending { expires_at: NOON, ..pending() };

    for now in [NOON, NOON + hours(48)] {
        let all = [unmatched.clone(), used.clone(), spent.clone(), cancelled.clone()];
        assert_eq!(way_back(None, &all, now), WayBack::Register);
    }
    assert_eq!(way_back(None, &[], NOON), WayBack::Register);
}

#[test]
fn a_members_letter_has_a_link_and_goes_to_the_address_they_registered_with() {
    let member = test_member(&[]);

    let issued = answered(&asked(), &WayBack::NewPassword(&member));

    let Kept::Link(link) = &issued.kept else { panic!("a link") };
    assert_eq!((link.purpose, link.expires_at), (Purpose::Recover, NOON + hours(1) / 2));
    assert_eq!(link.state(&member, NOON), LinkState::Open);
    assert_eq!(letter(&issued).to.expose(), member.email.expose());
    assert_eq!(link.to.expose(), member.email.expose());
    let sent =
        Letter::Recover { link: link.claim.clone(), expires_at: link.expires_at, known: None };
    assert_eq!(letter(&issued).letter, sent);
}

#[test]
fn a_browser_of_the_member_is_named_in_the_letter_and_another_is_not() {
    let member = test_member(&[]);
    let device = |member: MemberId, epoch| {
        Some(KnownDevice { member, device: DeviceId::from_stored("d"), epoch })
    };
    let known = |device| {
        let issued = answered(&AskedBack { device, ..asked() }, &WayBack::NewPassword(&member));
        let Letter::Recover { known, .. } = &letter(&issued).letter else { panic!("a link") };
        known.is_some()
    };

    assert!(known(device(member.id.clone(), member.epoch)));
    assert!(!known(device(member.id.clone(), member.epoch + 1)), "of another password");
    assert!(!known(device(MemberId::from_stored("other"), member.epoch)));
}

#[test]
fn every_answer_keeps_one_item_that_opens_nothing_unless_the_letter_has_a_link() {
    let (member, pending) = (test_member(&[]), pending());
    let ways = [WayBack::Office(&member), WayBack::Confirm(&pending), WayBack::Register];

    let letters = ways.map(|way| {
        let issued = answered(&asked(), &way);
        let Kept::Link(link) = &issued.kept else { panic!("a link") };
        assert_eq!(link.member, None);
        letter(&issued).letter.clone()
    });

    assert_eq!(letters, [Letter::StillFrozen, pending.letter(), Letter::NoLogin]);
}

#[test]
fn a_registration_asked_anew_has_a_new_link_and_end_and_keeps_what_counts() {
    let (then, key) = (NOON - hours(30), KeyId::parse("older").expect("an id"));
    let pending = Pending { key, created_at: then, expires_at: then + PENDING_LIFE, ..pending() };

    let issued = answered(&asked(), &WayBack::ConfirmAnew(&pending));

    let Kept::Pending(anew) = &issued.kept else { panic!("a registration") };
    assert_ne!(anew.id, pending.id);
    assert_eq!(anew.key, *test_keys().current());
    assert_eq!((anew.created_at, anew.expires_at), (NOON, NOON + PENDING_LIFE));
    assert_eq!((anew.holder, anew.wrong_numbers), (pending.holder, 2), "nothing starts afresh");
    assert_eq!(letter(&issued).letter, anew.letter());
    assert_eq!(letter(&issued).language, Language::Spanish);
}

#[test]
fn a_new_password_ends_all_sessions_and_tells_the_member() {
    let member = test_member(&[]);
    let id = PendingId::new([1; 16]);
    let keys = test_keys();
    let link = Link::new(&keys, Purpose::Recover, id, &member.email, Some(&member), NOON);
    let hash = PasswordHash { phc: "new".to_owned(), pepper: keys.current().clone() };
    let ids = SpendIds { envelope: OutboxId::from_stored("o"), request: "r".to_owned() };
    let found = FoundLink { link, member: member.clone() };

    let spending = recovered(found, hash.clone(), ids, NOON);

    let changed = &spending.member;
    assert!(changed.password == hash);
    assert_eq!(changed.epoch, member.epoch + 1);
    assert_eq!(changed.password_since(), NOON);
    let told = Letter::PasswordChanged { waited_until: None };
    assert_eq!(spending.envelope.letters[0].letter, told);
    assert_eq!(spending.moved_from, None);
}
