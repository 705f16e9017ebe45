//! Sessions of staff at the desk, and the sign-ins that were used.

use domain::desk::{OnceKey, StaffId, StaffRole, StaffSession, StaffSessionKey};
use jiff::Timestamp;

use super::{Item, ItemError, Key, Reader, Writer};

pub(crate) fn staff_session_item(session: &StaffSession) -> Item {
    let item = Writer::under(&Key::staff_session(&session.key))
        .text("who", session.who.as_str())
        .text("role", session.role.name())
        .instant_if_any("auth_time", session.auth_time)
        .instant("expires_at", session.ends_at)
        .instant("delete_at", session.ends_at);
    if session.second_factor { item.number("second_factor", 1_u32).item() } else { item.item() }
}

pub(crate) fn staff_session(item: &Item) -> Result<StaffSession, ItemError> {
    let item = Reader::new(item);
    Ok(StaffSession {
        key: item.parsed("pk", |pk| pk.strip_prefix("D#").map(StaffSessionKey::from_stored))?,
        who: item.parsed("who", StaffId::parse)?,
        role: item.parsed("role", StaffRole::parse)?,
        auth_time: item.if_any("auth_time", Reader::instant)?,
        second_factor: item.has("second_factor"),
        ends_at: item.instant("expires_at")?,
    })
}

/// A sign-in that was used, until it is over anyway.
pub(crate) fn used_item(what: &OnceKey, until: Timestamp) -> Item {
    let item = Writer::under(&Key::used(what));
    item.instant("expires_at", until).instant("delete_at", until).item()
}

#[cfg(test)]
mod tests {
    use domain::desk::StaffToken;

    use super::*;

    #[test]
    fn a_session_of_staff_reads_back() {
        let until = Timestamp::constant(1_770_000_000, 0);
        let sample = StaffSession {
            key: StaffToken::new([1; 32]).key(),
            who: StaffId::parse("00u1").expect("an id"),
            role: StaffRole::Act,
            auth_time: Some(until),
            second_factor: true,
            ends_at: until,
        };
        let poorer = StaffSession {
            role: StaffRole::Look,
            auth_time: None,
            second_factor: false,
            ..sample.clone()
        };

        for sample in [sample, poorer] {
            let item = staff_session_item(&sample);

            assert_eq!(staff_session(&item), Ok(sample));
        }
    }
}
