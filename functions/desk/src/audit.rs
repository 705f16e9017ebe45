//! The log of who looked at whom and who did what, apart from all other lines.

use domain::desk::StaffSession;

/// Notes a look-up or an act. `whom` is masked, and `entry` is what the timeline's own note is found by.
pub(crate) fn note(who: &StaffSession, act: &str, whom: &str, entry: &str) {
    let (staff, role) = (who.who.as_str(), who.role.name());
    tracing::info!(target: "audit", staff, role, act, whom, entry, "at the desk");
}
