//! Keys, and what is derived from them.

use super::*;
use crate::fixtures::test_keys;

fn ring(key: &str) -> Result<KeyRing, KeyRingError> {
    let id = KeyId("1".to_owned());
    let keys = BTreeMap::from([(id.clone(), SecretString::from(key))]);
    KeyRing::new(keys, id.clone(), id.clone(), id)
}

#[test]
fn thirty_two_characters_are_the_fewest() {
    assert!(ring("0123456789abcdef0123456789abcdef").is_ok());
    assert_eq!(ring("0123456789abcdef0123456789abcde").err(), Some(KeyRingError::TooShort));
}

#[test]
fn a_demonstration_key_is_refused() {
    assert_eq!(ring(&"x".repeat(64)).err(), Some(KeyRingError::Demo));
    assert_eq!(ring("Demo-key-Demo-key-Demo-key-Demo-key").err(), Some(KeyRingError::Demo));
}

/// Keys of these names, of which the first is for everything.
fn named(names: &[&str]) -> KeyRing {
    let id = |name: &str| KeyId(name.to_owned());
    let text = |name: &str| SecretString::from(format!("{name}-0123456789abcdef0123456789abcdef"));
    let keys = names.iter().map(|name| (id(name), text(name))).collect();
    let first = || id(names[0]);
    KeyRing::new(keys, first(), first(), first()).expect("keys of 34 characters")
}

#[test]
fn a_key_that_came_later_is_learned_and_what_is_current_stays() {
    let (old, new) = (named(&["1"]), named(&["2", "1"]));
    let two = KeyId("2".to_owned());
    assert_eq!(old.derive(&two, Use::Cookie), None);

    let learned = old.clone().learn(&new, Timestamp::UNIX_EPOCH);

    assert!(learned);
    assert_eq!(old.derive(&two, Use::Cookie), new.derive(&two, Use::Cookie));
    assert!(old.holds(&two));
    assert_eq!(old.current().as_str(), "1");
    assert!(!old.learn(&new, Timestamp::UNIX_EPOCH), "there is nothing more to learn");
}

#[test]
fn the_secret_is_read_again_for_an_unknown_key_and_once_a_minute_at_most() {
    let ring = named(&["1"]);
    let (last, unknown) = (Timestamp::UNIX_EPOCH, KeyId("9".to_owned()));
    let after = |seconds| last + SignedDuration::from_secs(seconds);

    assert!(!ring.is_to_be_reloaded(None, after(0)), "nothing was missed");
    assert_eq!(ring.derive(&unknown, Use::Link), None);
    assert!(ring.is_to_be_reloaded(None, after(0)), "for the first time at once");
    assert!(!ring.is_to_be_reloaded(Some(last), after(59)));
    assert!(ring.is_to_be_reloaded(Some(last), after(60)));
    ring.learn(&named(&["1"]), last);
    assert!(!ring.is_to_be_reloaded(None, after(0)), "it was looked for");
}

#[test]
fn for_the_list_of_all_keys_the_secret_is_read_again_once_an_hour() {
    let ring = named(&["1"]);
    let noon: Timestamp = "2026-12-01T12:00:00Z".parse().expect("an instant");
    let is_read_again = |minutes| {
        let now = noon + SignedDuration::from_mins(minutes);
        ring.look_at_all(now);
        ring.is_to_be_reloaded(None, now)
    };

    assert!(is_read_again(0), "for the first time at once");
    ring.learn(&named(&["1"]), noon);
    assert!(!is_read_again(0));
    assert!(!is_read_again(59));
    assert!(is_read_again(60));
    assert!(is_read_again(61), "a reading that failed does not count");
    ring.learn(&named(&["1"]), noon + SignedDuration::from_mins(61));
    assert!(!is_read_again(120));
}

#[test]
fn each_use_has_its_own_key() {
    let ring = test_keys();

    assert_ne!(ring.derive(ring.current(), Use::Link), ring.derive(ring.current(), Use::Cookie));
}

#[test]
fn where_one_part_ends_and_the_next_begins_matters() {
    let ring = test_keys();

    assert_ne!(ring.mac_now(Use::Link, &[b"ab", b"c"]), ring.mac_now(Use::Link, &[b"a", b"bc"]));
}

#[test]
fn debug_shows_nothing() {
    assert_eq!(format!("{:?}", test_keys()), "KeyRing(..)");
}
