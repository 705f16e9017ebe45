//! The windows of tries.

use jiff::SignedDuration;

use crate::figures::Figures;
use crate::limits::counter::Window;

pub(super) const HOUR: SignedDuration = SignedDuration::from_hours(1);

pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Match tries of one network address or IPv6 /64. Source: SECURITY.md#figures.
#[must_use]
pub const fn match_per_address(figures: Figures) -> Window {
    Window { name: "match_1h", max: figures.match_per_address, length: HOUR }
}

/// Match tries of one IPv6 /48: eight times as many.
#[must_use]
pub const fn match_per_site(figures: Figures) -> Window {
    Window { name: "match_1h", max: 8 * figures.match_per_address, length: HOUR }
}

/// Match tries for one email. Source: SECURITY.md#figures.
#[must_use]
pub const fn match_per_email(figures: Figures) -> Window {
    Window { name: "match_1d", max: figures.match_per_email, length: DAY }
}

/// Match tries of one member who adds an account, as many as for one email; the right answers clear it.
#[must_use]
pub const fn match_per_member(figures: Figures) -> Window {
    Window { name: "match_1d", max: figures.match_per_email, length: DAY }
}

/// New emails that one member asks for: as many letters as one address gets in an hour. Ours.
pub const NEW_EMAIL_PER_MEMBER: Window = Window { name: "new_email_1d", max: 5, length: DAY };

/// Invitations by one member, to whichever of their accounts. Source: SECURITY.md#figures.
pub const INVITATIONS_PER_MEMBER: Window = Window { name: "invitations_1d", max: 5, length: DAY };

/// Waits of one member that take the second factor off: each writes to the contact on file. Source: SECURITY.md#figures.
pub const RESETS_PER_MEMBER: Window =
    Window { name: "resets_30d", max: 3, length: SignedDuration::from_hours(24 * 30) };

/// Downloads of one member: enough to try every program, and little for who takes them all. Source: SECURITY.md#figures.
pub const DOWNLOADS_PER_MEMBER: Window = Window { name: "downloads_1h", max: 30, length: HOUR };

/// Outages that one member reports. Source: SECURITY.md#figures.
pub const OUTAGES_PER_MEMBER: Window = Window { name: "outages_1d", max: 3, length: DAY };

/// Outages reported from one network address or IPv6 /64 without signing in. Source: SECURITY.md#figures.
#[must_use]
pub const fn outages_per_address() -> Window {
    Window { name: "outages_1h", max: 3, length: HOUR }
}

/// The same of one IPv6 /48: eight times as many.
#[must_use]
pub const fn outages_per_site() -> Window {
    Window { name: "outages_1h", max: 24, length: HOUR }
}

/// Robot checks passed without JavaScript, per address. Source: SECURITY.md#figures.
#[must_use]
pub const fn no_script_per_address(figures: Figures) -> Window {
    Window { name: "no_script_1h", max: figures.no_script_per_address, length: HOUR }
}
