//! Temporary passwords: which registration one is of.

use jiff::Timestamp;

use crate::keys::ring::KeyRing;
use crate::links::state::LinkState;
use crate::links::temporary_password::TemporaryPassword;
use crate::registering::pending::Pending;

/// Which registration a temporary password is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemporaryFit<'a> {
    /// One that can be confirmed.
    Open(&'a Pending),
    /// One whose time ran out: a new letter is the way on.
    RanOut,
    /// One whose password is set: it did its work.
    Used(&'a Pending),
    /// One that was ended before its time: registering is the way on.
    Ended(&'a Pending),
    /// None that leads on.
    Nobody,
}

impl Pending {
    /// Whether its letter had this temporary password.
    #[must_use]
    pub fn has_temporary_password(&self, keys: &KeyRing, typed: &str) -> bool {
        TemporaryPassword::derive(keys, &self.link()).is_some_and(|it| it.matches(typed))
    }
}

/// Finds the registration of a temporary password among those of an email.
#[must_use]
pub fn temporary_fit<'a>(
    keys: &KeyRing,
    pendings: &'a [Pending],
    typed: &str,
    now: Timestamp,
) -> TemporaryFit<'a> {
    let found = pendings.iter().find(|pending| pending.has_temporary_password(keys, typed));
    match found.map(|pending| (pending.state(now), pending)) {
        Some((LinkState::Open, pending)) => TemporaryFit::Open(pending),
        Some((LinkState::Expired, pending)) if pending.may_be_confirmed() => TemporaryFit::RanOut,
        Some((LinkState::Used, pending)) => TemporaryFit::Used(pending),
        Some((LinkState::Expired, pending)) if pending.was_ended() => TemporaryFit::Ended(pending),
        Some((LinkState::Expired, _)) | None => TemporaryFit::Nobody,
    }
}
