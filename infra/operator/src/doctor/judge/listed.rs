//! Judges the list of keys that payment vendors check tokens by, and whether a new key may sign yet.
//!
//! Source: docs/DOORS.md#keys.

use domain::KeyId;
use jiff::{SignedDuration, Timestamp};

use super::{Finding, mend, not_asked, well};
use crate::doctor::asked::Asked;

/// How long a key is in the list before it signs.
pub(super) const LISTED_FIRST: SignedDuration = SignedDuration::from_hours(24);
const CHECK: &str = "keys of payments";

pub(super) fn keys(asked: &Asked, now: Timestamp) -> Finding {
    let Ok(keys) = &asked.keys else { return not_asked(CHECK, "there are no keys to compare") };
    let listed = match &asked.listed {
        None => return not_asked(CHECK, "PORTAL_ORIGIN is not set"),
        Some(Err(_)) => {
            let says = "the portal does not answer with its list of keys";
            return mend(
                CHECK,
                says,
                "Open /.well-known/jwks.json; see the findings on the portal.",
            );
        }
        Some(Ok(listed)) => listed,
    };
    let is_listed = |id: &KeyId| listed.iter().any(|name| name == id.as_str());
    let current = keys.current();
    if !is_listed(current) {
        let says = format!("{} is current and not in the portal's list", current.as_str());
        return mend(CHECK, says, back("Vendors refuse what it signs"));
    }
    let young = young(asked, now);
    if let Some((_, until)) = young.iter().find(|(id, _)| id == current) {
        let says =
            format!("{} signs less than a day after it came in, until {until}", current.as_str());
        return mend(CHECK, says, back("Vendors that keep the list refuse what it signs"));
    }
    let wait = "Wait with making it current: docs/OPERATING.md#keys.";
    if let Some((id, until)) = young.first() {
        return mend(
            CHECK,
            format!("{} is new: it may not sign before {until}", id.as_str()),
            wait,
        );
    }
    match keys.ids().iter().find(|id| !is_listed(id)) {
        Some(id) => mend(CHECK, format!("{} is not in the portal's list yet", id.as_str()), wait),
        None => well(CHECK, "the portal lists all of them"),
    }
}

/// The keys that came in with the secret's last change, if that is less than a day ago, and until when they are to wait.
fn young(asked: &Asked, now: Timestamp) -> Vec<(KeyId, Timestamp)> {
    let changed = asked.secret.as_ref().and_then(|state| state.as_ref().ok()?.changed_at);
    let (Ok(keys), Some(before), Some(changed)) = (&asked.keys, &asked.keys_before, changed) else {
        return Vec::new();
    };
    let (until, known) = (changed + LISTED_FIRST, before.ids());
    let came = keys.ids().into_iter().filter(|id| now < until && !known.contains(id));
    came.map(|id| (id, until)).collect()
}

fn back(why: &str) -> String {
    format!(
        "{why}: make the key before it current again, and wait 24 hours: docs/OPERATING.md#keys."
    )
}
