mod networks;

use jiff::SignedDuration;

use super::*;
use crate::factors::held::Factors;
use crate::fixtures::test_keys;
use crate::members::acceptance::Acceptance;
use crate::members::member::Standing;
use crate::members::wishes::{Paperless, Phrase};
use crate::values::email::Email;
use crate::values::language::Language;
use crate::values::password::PasswordHash;

const SHIPPED: Figures = Figures::SHIPPED;

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

fn stranger() -> SignInTry {
    let (email, address) = (EmailKey::from_stored("pat"), AddressKey::from_stored("here"));
    SignInTry { email, address, site: None, device: None }
}

/// A try from a browser that member `m` signed in from at epoch 2.
fn known() -> SignInTry {
    let (member, device) = (MemberId::from_stored("m"), DeviceId::from_stored("d"));
    SignInTry { device: Some(KnownDevice { member, device, epoch: 2 }), ..stranger() }
}

fn member(id: &str, epoch: u64) -> Member {
    Member {
        id: MemberId::from_stored(id),
        email: Email::parse("pat@example.com").expect("an address"),
        language: Language::English,
        password: PasswordHash::of_nobody(&test_keys()),
        standing: Standing::Active,
        accounts: Vec::new(),
        guest_of: Vec::new(),
        asked_bills: None,
        receipt: None,
        paperless: Paperless::Unasked,
        phrase: Phrase::Unasked,
        terms: Acceptance {
            version: "1".to_owned(),
            hash: String::new(),
            language: Language::English,
            at: NOON,
        },
        epoch,
        event_number: 0,
        since: NOON,
        changed: [].into(),
        factors: Factors::default(),
        version: 1,
    }
}

/// A ladder after so many failures, the last of them at noon.
fn failed(times: u32) -> Counter {
    let tally = Tally { opened: NOON, count: times };
    Counter { version: 1, tallies: [(FAILURES.to_owned(), tally)].into() }
}

/// What a stranger meets after so many failures from elsewhere.
fn after(failures: u32, now: Timestamp) -> Result<CountedTry, RefusedTry> {
    stranger().count(&[failed(failures), Counter::default()], None, SHIPPED, now)
}

/// Fails from one address at these seconds after noon, as if the email's ladder let everything through.
fn failed_from_here(at: &[i64]) -> Counter {
    let from = Subject::SignInFrom(EmailKey::from_stored("pat"), AddressKey::from_stored("here"));
    at.iter().fold(Counter::default(), |counter, second| {
        one_more_from(&counter, from.clone(), SHIPPED, NOON + seconds(*second)).next
    })
}

fn from_here(counter: Counter, now: Timestamp) -> Result<CountedTry, RefusedTry> {
    stranger().count(&[Counter::default(), counter], None, SHIPPED, now)
}

#[test]
fn five_failures_make_nobody_wait() {
    assert!(after(0, NOON).is_ok());
    assert!(after(5, NOON).is_ok());
}

#[test]
fn from_the_sixth_failure_on_each_doubles_the_wait() {
    for (failures, wait) in [(6, 2), (7, 4), (8, 8), (13, 256), (14, 512)] {
        let opens = NOON + seconds(wait);

        assert_eq!(after(failures, NOON).err(), Some(RefusedTry::Wait(opens)));
        assert_eq!(after(failures, opens - seconds(1)).err(), Some(RefusedTry::Wait(opens)));
        assert!(after(failures, opens).is_ok(), "{failures}");
    }
}

#[test]
fn no_wait_is_longer_than_fifteen_minutes() {
    for failures in [15, 40, 99] {
        let opens = NOON + seconds(900);

        assert_eq!(after(failures, opens - seconds(1)).err(), Some(RefusedTry::Wait(opens)));
        assert!(after(failures, opens).is_ok(), "{failures}");
    }
}

#[test]
fn the_hundredth_failure_shuts_the_ladder_whatever_the_time() {
    let in_fifty_years = NOON + SignedDuration::from_hours(24 * 365 * 50);

    assert!(after(99, NOON + seconds(900)).is_ok());
    assert_eq!(after(100, NOON + seconds(900)).err(), Some(RefusedTry::Shut));
    assert_eq!(after(100, in_fifty_years).err(), Some(RefusedTry::Shut));
}

#[test]
fn a_ladder_without_a_try_for_a_year_is_forgotten() {
    let year = SignedDuration::from_hours(24 * 365);

    let before = after(99, NOON + year - seconds(1)).expect("the wait is over");
    let forgotten = after(99, NOON + year).expect("nothing is left of it");

    assert_eq!(before.counts[0].next.tallies[FAILURES].count, 100);
    assert_eq!(forgotten.counts[0].next.tallies[FAILURES].count, 1);
}

#[test]
fn what_a_ladder_needs_is_kept_as_long_as_it_counts() {
    let climbing = after(98, NOON + seconds(900)).expect("the wait is over");
    let shut = after(99, NOON + seconds(900)).expect("the wait is over");

    assert_eq!(climbing.counts[0].expires_at, NOON + seconds(900) + FORGOTTEN_AFTER);
    assert_eq!(shut.counts[0].expires_at, NOON + seconds(900) + SHUT_KEPT);
    let ten_years = SignedDuration::from_hours(24 * 365 * 10);
    assert!(SHUT_KEPT >= ten_years, "no guesser waits for it");
}

#[test]
fn five_tries_from_one_address_and_the_sixth_a_minute_after_the_fifth() {
    for at in [[0; 5], [0, 10, 20, 30, 59]] {
        let fifth = NOON + seconds(at[4]);
        let (four, five) = (failed_from_here(&at[..4]), failed_from_here(&at));

        let opens = RefusedTry::Wait(fifth + seconds(60));
        assert!(from_here(four, fifth).is_ok());
        assert_eq!(from_here(five.clone(), fifth).err(), Some(opens));
        assert_eq!(from_here(five.clone(), fifth + seconds(59)).err(), Some(opens));
        assert!(from_here(five, fifth + seconds(60)).is_ok());
    }
}

#[test]
fn five_tries_over_more_than_a_minute_make_nobody_wait() {
    let four = failed_from_here(&[0, 10, 20, 30]);

    let fifth = from_here(four, NOON + seconds(60)).expect("a new minute");

    assert_eq!(fifth.counts[1].next.tries(&from_one_address(SHIPPED), NOON + seconds(60)), 1);
}

#[test]
fn of_two_waits_the_longer_one_is_named() {
    let (email, here) = (failed(12), failed_from_here(&[0; 5]));

    let refused = stranger().count(&[email, here.clone()], None, SHIPPED, NOON).err();
    assert_eq!(refused, Some(RefusedTry::Wait(NOON + seconds(128))));
    let refused = stranger().count(&[failed(7), here], None, SHIPPED, NOON).err();
    assert_eq!(refused, Some(RefusedTry::Wait(NOON + seconds(60))));
}

#[test]
fn a_strangers_try_counts_for_the_email_and_for_the_address_with_it() {
    let counted = after(3, NOON).expect("no wait");

    let subjects: Vec<_> = counted.counts.iter().map(|count| count.subject.clone()).collect();
    assert_eq!(subjects, stranger().subjects());
    assert_eq!(counted.counts[0].next.tallies[FAILURES], Tally { opened: NOON, count: 4 });
    assert_eq!((counted.counts[0].next.version, counted.counts[1].next.version), (2, 1));
    assert_eq!(counted.device, None);
}

#[test]
fn a_known_browser_climbs_its_own_ladder_whatever_strangers_did() {
    let counters = [failed(100), failed_from_here(&[0; 5]), Counter::default(), failed(3)];

    let counted = known().count(&counters, Some(&member("m", 2)), SHIPPED, NOON).expect("no wait");

    let (id, device) = (MemberId::from_stored("m"), DeviceId::from_stored("d"));
    assert_eq!(counted.counts.len(), 1);
    assert_eq!(counted.counts[0].subject, Subject::Device(id, device.clone()));
    assert_eq!(counted.counts[0].next.tallies[FAILURES], Tally { opened: NOON, count: 4 });
    assert_eq!(counted.device, Some(device));
}

#[test]
fn a_known_browser_waits_for_its_own_failures() {
    let counters = [Counter::default(), Counter::default(), Counter::default(), failed(6)];

    let refused = known().count(&counters, Some(&member("m", 2)), SHIPPED, NOON).err();

    assert_eq!(refused, Some(RefusedTry::Wait(NOON + seconds(2))));
}

#[test]
fn a_browser_of_somebody_else_or_of_an_old_password_is_a_strangers() {
    let fresh = [(); 4].map(|()| Counter::default());
    let shut = [failed(100), Counter::default(), Counter::default(), Counter::default()];
    let others = [Some(member("another", 2)), Some(member("m", 1)), Some(member("m", 3)), None];

    for member in others {
        let counted = known().count(&fresh, member.as_ref(), SHIPPED, NOON).expect("no wait");
        assert_eq!((counted.counts.len(), counted.device), (3, None));
        assert_eq!(
            known().count(&shut, member.as_ref(), SHIPPED, NOON).err(),
            Some(RefusedTry::Shut)
        );
    }
}

#[test]
fn a_known_browser_whose_own_ladder_is_shut_is_a_strangers() {
    let counters = [Counter::default(), Counter::default(), Counter::default(), failed(100)];

    let counted = known().count(&counters, Some(&member("m", 2)), SHIPPED, NOON).expect("no wait");

    assert_eq!((counted.counts.len(), counted.device), (3, None));
}

#[test]
fn a_wait_is_told_in_whole_minutes_rounded_up() {
    let minutes = |wait| RefusedTry::Wait(NOON + seconds(wait)).minutes(NOON);

    assert_eq!([minutes(1), minutes(60), minutes(61)], [Some(1), Some(1), Some(2)]);
    assert_eq!((minutes(900), RefusedTry::Shut.minutes(NOON)), (Some(15), None));
}

#[test]
fn a_password_typed_again_waits_on_its_browsers_ladder_and_is_counted_there() {
    let member = member("pat", 1);
    let id = crate::values::ids::SessionId::from_stored("s");
    let (device, browser) = (DeviceId::from_stored("d"), "Chrome on Android".to_owned());
    let session = crate::members::session::session(&member, id, device, browser, SHIPPED, NOON);
    let last_free = failed(SHIPPED.sign_in_free_failures);

    let counted = count_password(&session, &last_free, SHIPPED, NOON).expect("there is room");
    let refused = count_password(&session, &counted.next, SHIPPED, NOON);

    assert_eq!(counted.subject, Subject::Device(member.id, DeviceId::from_stored("d")));
    assert_eq!(counted.next, Counter { version: 2, ..failed(SHIPPED.sign_in_free_failures + 1) });
    let wait = SignedDuration::from_secs(2);
    assert_eq!(refused, Err(RefusedTry::Wait(NOON + wait)));
    assert!(count_password(&session, &counted.next, SHIPPED, NOON + wait).is_ok());
    assert_eq!(
        count_password(&session, &failed(SHIPPED.sign_in_shut_at), SHIPPED, NOON),
        Err(RefusedTry::Shut)
    );
}

#[test]
fn staff_see_whether_strangers_may_try() {
    assert_eq!(sign_in_open(&failed(5), SHIPPED, NOON), Ok(()));
    assert_eq!(sign_in_open(&failed(6), SHIPPED, NOON), Err(RefusedTry::Wait(NOON + seconds(2))));
}
