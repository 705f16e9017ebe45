//! The windows of tries.

use jiff::SignedDuration;

use crate::figures;
use crate::limits::counter::Window;

pub(super) const HOUR: SignedDuration = SignedDuration::from_hours(1);

pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Match tries of one network address or IPv6 /64. Source: SECURITY.md#figures.
pub const MATCH_PER_ADDRESS: Window =
    Window { name: "match_1h", max: figures::MATCH_PER_ADDRESS, length: HOUR };

/// Match tries of one IPv6 /48: eight times as many.
pub const MATCH_PER_SITE: Window =
    Window { name: "match_1h", max: 8 * figures::MATCH_PER_ADDRESS, length: HOUR };

/// Match tries for one email. Source: SECURITY.md#figures.
pub const MATCH_PER_EMAIL: Window =
    Window { name: "match_1d", max: figures::MATCH_PER_EMAIL, length: DAY };

/// Match tries of one member who adds an account, as many as for one email; the right answers clear it.
pub const MATCH_PER_MEMBER: Window =
    Window { name: "match_1d", max: figures::MATCH_PER_EMAIL, length: DAY };

/// New emails that one member asks for: as many letters as one address gets in an hour. Ours.
pub const NEW_EMAIL_PER_MEMBER: Window = Window { name: "new_email_1d", max: 5, length: DAY };

/// Robot checks passed without JavaScript, per address. Source: SECURITY.md#figures.
pub const NO_SCRIPT_PER_ADDRESS: Window =
    Window { name: "no_script_1h", max: figures::NO_SCRIPT_PER_ADDRESS, length: HOUR };
