//! What settings of the environment must be.

use domain::paying::Vendor;
use jiff::Timestamp;

use super::{SettingsError, Stage};
use crate::clock::{Ahead, SystemClock};

pub(super) fn stage(name: &str) -> Result<Stage, SettingsError> {
    let fits = (2..=16).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    match name {
        "local" => Ok(Stage::Local),
        other if fits => Ok(Stage::Deployed(other.to_owned())),
        _ => Err(SettingsError::Stage),
    }
}

/// The machine's clock, or one that a developer put ahead.
pub(super) fn clock(ahead: Option<&str>, stage: &Stage) -> Result<SystemClock, SettingsError> {
    match (ahead, stage) {
        (None, _) => Ok(SystemClock::default()),
        (Some(_), Stage::Deployed(_)) => Err(SettingsError::ClockDeployed),
        (Some(seconds), Stage::Local) => {
            let ahead = seconds.parse().ok().and_then(Ahead::seconds);
            ahead.map(SystemClock::put_ahead).ok_or(SettingsError::ClockAhead)
        }
    }
}

pub(super) fn closed(until: Option<String>) -> Result<Option<Timestamp>, SettingsError> {
    until.map(|it| it.parse().map_err(|_| SettingsError::Maintenance)).transpose()
}

/// A scheme and a host, perhaps with a port.
///
/// Plain http only on a developer's machine.
pub(super) fn is_origin(origin: &str, stage: &Stage) -> bool {
    let host = match stage {
        Stage::Local => origin.strip_prefix("http://").or(origin.strip_prefix("https://")),
        Stage::Deployed(_) => origin.strip_prefix("https://"),
    };
    let of_hosts = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':');
    host.is_some_and(|host| !host.is_empty() && host.bytes().all(of_hosts))
}

/// Who takes payments; over plain http only on a developer's machine.
pub(super) fn vendor(
    lookup: &impl Fn(&str) -> Option<String>,
    is_local: bool,
) -> Result<Option<Vendor>, SettingsError> {
    Vendor::new(lookup("PAY_AT"), lookup("PAY_AUDIENCE"), is_local)
        .map_err(|_| SettingsError::Vendor)
}
