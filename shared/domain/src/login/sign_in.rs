//! Signing in: whom a password fits, and what follows from it.

use jiff::Timestamp;

use crate::keys::ring::KeyRing;
use crate::letters::envelope::Envelope;
use crate::letters::letter::Letter;
use crate::links::purpose::Purpose;
use crate::links::token::LinkToken;
use crate::login::ladder::KnownDevice;
use crate::members::member::{Member, Standing};
use crate::members::session::Session;
use crate::registering::pending::Pending;
use crate::registering::temporary::{TemporaryFit, temporary_fit};
use crate::values::ids::OutboxId;
use crate::values::password::PasswordHash;

/// Whom a password fits.
#[derive(Clone, Debug)]
pub enum SignInFit<'a> {
    /// A member whose login may be used.
    Member(&'a Member),
    /// A registration that waits to be confirmed, by the token of its link.
    Temporary(LinkToken),
    /// A registration whose time ran out.
    RanOut,
    /// A registration that was ended before its time.
    Ended,
    /// A member whose login staff look into.
    Frozen,
    /// Nobody who may sign in.
    Nobody,
}

/// Compares with the member's hash and with the temporary passwords of the email: one hash for everybody, known or not.
#[must_use]
pub fn sign_in_fit<'a>(
    keys: &KeyRing,
    member: Option<&'a Member>,
    pendings: &[Pending],
    password: &str,
    now: Timestamp,
) -> SignInFit<'a> {
    let hash = member.map_or_else(|| PasswordHash::of_nobody(keys), |it| it.password.clone());
    let is_password = hash.verify(keys, password);
    // They are compared with whatever the hash says: the work is the same for all.
    let temporary = temporary_fit(keys, pendings, password, now);
    match (member.filter(|_| is_password), temporary) {
        (Some(member), _) => match member.standing {
            Standing::Active => SignInFit::Member(member),
            Standing::Frozen => SignInFit::Frozen,
            Standing::Closed => SignInFit::Nobody,
        },
        (None, TemporaryFit::Open(pending)) => {
            LinkToken::derive(keys, Purpose::Verify, &pending.link())
                .map_or(SignInFit::Nobody, SignInFit::Temporary)
        }
        (None, TemporaryFit::RanOut) => SignInFit::RanOut,
        (None, TemporaryFit::Ended(_)) => SignInFit::Ended,
        (None, TemporaryFit::Used(_) | TemporaryFit::Nobody) => SignInFit::Nobody,
    }
}

/// What tells a member that a browser was let in, unless `here` says that they have used it before.
///
/// A browser from before the last password is not known to the ladder, but no stranger to its member.
#[must_use]
pub fn told_of_browser(
    member: &Member,
    session: &Session,
    here: Option<&KnownDevice>,
    id: OutboxId,
) -> Option<Envelope> {
    if here.is_some_and(|known| known.member == member.id) {
        return None;
    }
    let letter = Letter::NewBrowser { browser: session.device_name.clone() };
    Some(Envelope::to_member(member, letter, id, session.signed_in_at))
}

/// The member with the password that was just verified hashed anew; `None` while its hash has today's pepper and cost.
///
/// It is not judged again: a password that today's rules would refuse is better off under today's pepper, and what
/// judges passwords is a fifth of a function that signs in.
#[must_use]
pub fn hashed_anew(
    keys: &KeyRing,
    member: &Member,
    verified: &str,
    salt: [u8; 16],
) -> Option<Member> {
    let is_outdated = member.password.is_outdated(keys);
    let password = || PasswordHash::anew(keys, verified, salt);
    is_outdated.then(|| Member { password: password(), ..member.clone() })
}

#[cfg(test)]
mod tests;
