//! What the doctor makes of the keys that payment vendors check by.

use domain::{KeyId, KeyRing};
use secrecy::SecretString;

use super::*;
use crate::doctor::judge::listed::LISTED_FIRST;

/// The names of keys.
pub(super) fn names_of(keys: &KeyRing) -> Vec<String> {
    keys.ids().iter().map(|id| id.as_str().to_owned()).collect()
}

/// A secret with these keys, of which one is current.
fn keys(names: &[&str], current: &str) -> KeyRing {
    let id = |name: &str| KeyId::parse(name).expect("a name");
    let text = |name: &str| SecretString::from(format!("{name}-0123456789abcdef0123456789abcdef"));
    let all = names.iter().map(|name| (id(name), text(name))).collect();
    KeyRing::new(all, id(current), id("1"), id("1")).expect("keys of 34 characters")
}

/// The secret as it is, as it was before it was changed so long ago, and what the portal lists.
fn rotated(now: KeyRing, before: KeyRing, ago: SignedDuration, listed: &[&str]) -> Asked {
    let state = SecretState { changed_at: Some(NOW - ago), deleted_at: None };
    Asked {
        keys: Ok(now),
        keys_before: Some(before),
        secret: Some(Ok(state)),
        listed: Some(Ok(listed.iter().map(|name| (*name).to_owned()).collect())),
        extract: Ok(Some(Extract { match_key: KeyId::parse("1").expect("a name"), ..in_force(1) })),
        ..healthy()
    }
}

#[test]
fn a_new_key_waits_a_day_before_it_signs() {
    let added = |ago| rotated(keys(&["1", "2"], "1"), keys(&["1"], "1"), ago, &["1", "2"]);

    one(&added(LISTED_FIRST - SignedDuration::from_secs(1)), "2 is new: it may not sign before");
    assert_eq!(to_mend(&added(LISTED_FIRST)), [""; 0]);
}

#[test]
fn a_key_that_signs_as_soon_as_it_came_in_is_to_be_mended() {
    let at_once = rotated(keys(&["1", "2"], "2"), keys(&["1"], "1"), DAY / 2, &["1", "2"]);
    let in_time = rotated(keys(&["1", "2"], "2"), keys(&["1", "2"], "1"), DAY / 2, &["1", "2"]);

    one(&at_once, "2 signs less than a day after it came in");
    assert_eq!(to_mend(&in_time), [""; 0], "making it current is a change of its own");
}

#[test]
fn a_key_that_the_portal_does_not_list_is_to_be_mended() {
    let of =
        |current, listed| rotated(keys(&["1", "2"], current), keys(&["1"], "1"), DAY * 2, listed);

    one(&of("2", &["1"]), "2 is current and not in the portal's list");
    one(&of("1", &["1"]), "2 is not in the portal's list yet");
    assert_eq!(to_mend(&of("2", &["1", "2", "old"])), [""; 0]);
}

#[test]
fn a_list_that_does_not_answer_is_to_be_mended() {
    one(&Asked { listed: Some(Err(Unopened::NoAnswer)), ..healthy() }, "with its list of keys");
}
