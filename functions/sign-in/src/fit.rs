//! Whom a password fits.

use domain::{
    KeyRing, LinkState, LinkToken, Member, PasswordHash, Pending, Purpose, Standing,
    TemporaryPassword,
};
use jiff::Timestamp;

use crate::tries::Try;

/// Whom a password fits.
pub(crate) enum Fit<'a> {
    /// A member whose login may be used.
    Member(&'a Member),
    /// A registration that waits to be confirmed.
    Temporary(LinkToken),
    /// A registration whose time ran out.
    RanOut,
    /// A member whose login staff look into.
    Frozen,
    /// Nobody who may sign in.
    Nobody,
}

/// Compares with the member's hash and with every temporary password of the email: one hash for everybody, known or not.
pub(crate) fn decide<'a>(
    keys: &KeyRing,
    found: &'a Try,
    password: &str,
    now: Timestamp,
) -> Fit<'a> {
    let member = found.member.as_ref();
    let hash = member.map_or_else(|| PasswordHash::of_nobody(keys), |it| it.password.clone());
    let is_password = hash.verify(keys, password);
    // Every one is compared with, however it stands: the work is the same for all.
    let is_temporary = |pending: &&Pending| {
        let derived = TemporaryPassword::derive(keys, &pending.link());
        derived.is_some_and(|it| it.matches(password))
    };
    let typed = found.pendings.iter().find(is_temporary);
    match (member.filter(|_| is_password), typed) {
        (Some(member), _) => match member.standing {
            Standing::Active => Fit::Member(member),
            Standing::Frozen => Fit::Frozen,
            Standing::Closed => Fit::Nobody,
        },
        (None, None) => Fit::Nobody,
        (None, Some(pending)) => match pending.state(now) {
            LinkState::Open => LinkToken::derive(keys, Purpose::Verify, &pending.link())
                .map_or(Fit::Nobody, Fit::Temporary),
            LinkState::Expired if pending.may_be_confirmed() => Fit::RanOut,
            LinkState::Expired | LinkState::Used => Fit::Nobody,
        },
    }
}
