//! What staff do on the phone, each act with its reason: pure decisions, which one conditional write carries out.

use jiff::Timestamp;

use crate::keys::ring::KeyRing;
use crate::letters::envelope::Envelope;
use crate::letters::happened::{Act, Happened, Trace};
use crate::limits::counter::Subject;
use crate::links::state::LinkState;
use crate::login::hold::{self, Bound, HoldChange};
use crate::login::member_change::MemberChange;
use crate::members::hold::Hold;
use crate::members::member::{Member, Standing};
use crate::registering::pending::Pending;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::{AccountKey, EmailKey, MemberId, OutboxId, PendingId};

pub use reason::{Reason, ReasonError, legible};

mod reason;

/// An act that staff ask for.
#[derive(Clone, Debug)]
pub struct Order {
    /// Why.
    pub reason: Reason,
    /// Who asks for it.
    pub by: String,
    /// Now.
    pub at: Timestamp,
    /// The id of the envelope that tells of it, and of its note on timelines; random.
    pub id: OutboxId,
}

/// Why an act changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// There is no registration that waits.
    NothingWaits,
    /// The login is frozen already.
    IsFrozen,
    /// The login is not frozen.
    IsOpen,
    /// The member closed the login; nobody opens it again.
    IsClosed,
}

/// The counters that keep an account from being tried.
#[must_use]
pub fn counters_of_account(keys: &KeyRing, account: &AccountNumber) -> Vec<Subject> {
    vec![Subject::Account(AccountKey::of(keys, account))]
}

/// The counters that keep an email from being tried, from signing in and from getting letters.
#[must_use]
pub fn counters_of_email(keys: &KeyRing, email: &Email) -> Vec<Subject> {
    let key = EmailKey::of(keys, email);
    let letters = Subject::Letters(EmailKey::of_budget(keys, email));
    vec![Subject::Email(key.clone()), Subject::SignIn(key), letters]
}

/// The counters that keep a member from what is counted of them: accounts to add, new emails, invitations, and waits that take
/// the second factor off.
#[must_use]
pub fn counters_of_member(member: &MemberId) -> Vec<Subject> {
    let of = |subject: fn(MemberId) -> Subject| subject(member.clone());
    vec![of(Subject::Adding), of(Subject::NewEmail), of(Subject::Inviting), of(Subject::Resetting)]
}

/// The letter that the newest registration of an email gets once more; its link and its end stay the same.
///
/// # Errors
///
/// `NothingWaits` if nobody asked to register with the email, or their link is over.
pub fn resend(pendings: &[Pending], order: &Order) -> Result<Envelope, Idle> {
    let waiting = pendings.iter().filter(|pending| pending.state(order.at) == LinkState::Open);
    let newest = waiting.max_by_key(|pending| pending.created_at).ok_or(Idle::NothingWaits)?;
    Ok(newest.letter_again(staff(Act::Resent, order), order.id.clone(), order.at))
}

/// The registrations that end: all that could still be confirmed.
///
/// # Errors
///
/// `NothingWaits` if there is none.
pub fn cancel(pendings: Vec<Pending>, now: Timestamp) -> Result<Vec<Pending>, Idle> {
    let open = |pending: &Pending| pending.state(now) == LinkState::Open;
    let waiting: Vec<Pending> = pendings.into_iter().filter(open).collect();
    if waiting.is_empty() { Err(Idle::NothingWaits) } else { Ok(waiting) }
}

/// Shuts a login, with the act on its timeline.
///
/// # Errors
///
/// `IsFrozen` or `IsClosed` if there is nothing to shut.
pub fn freeze(member: &Member, order: &Order) -> Result<MemberChange, Idle> {
    let frozen = crate::login::freeze::freeze(member, order.id.clone(), order.at);
    frozen.map(|change| traced(change, Act::Frozen, order)).ok_or(why_not(member))
}

/// Opens a login that was shut, with the act on its timeline; its accounts are held anew.
///
/// # Errors
///
/// `IsOpen` or `IsClosed` if there is nothing to open.
pub fn unfreeze(
    keys: &KeyRing,
    member: &Member,
    bound: &[(AccountNumber, Bound)],
    id: impl FnMut() -> PendingId,
    hold: Hold,
    order: &Order,
) -> Result<HoldChange, Idle> {
    let ids = (order.id.clone(), id);
    let opened = hold::unfreeze(keys, member, bound, ids, hold, order.at);
    let change = opened.ok_or(why_not(member))?;
    let trace = Some(Trace::of(staff(Act::Unfrozen, order)));
    Ok(HoldChange { envelope: Envelope { trace, ..change.envelope }, ..change })
}

/// Ends a change of the email that waits, and every other link: the login's email stays, and its sessions end.
///
/// # Errors
///
/// `IsClosed` if there is no login any more.
pub fn keep_email(member: &Member) -> Result<Member, Idle> {
    match member.standing {
        Standing::Closed => Err(Idle::IsClosed),
        Standing::Active | Standing::Frozen => {
            Ok(Member { epoch: member.epoch + 1, ..member.clone() })
        }
    }
}

fn why_not(member: &Member) -> Idle {
    match member.standing {
        Standing::Active => Idle::IsOpen,
        Standing::Frozen => Idle::IsFrozen,
        Standing::Closed => Idle::IsClosed,
    }
}

fn traced(change: MemberChange, act: Act, order: &Order) -> MemberChange {
    // Whose it is, the letter and the event say.
    let trace = Some(Trace::of(staff(act, order)));
    let envelope = Envelope { trace, ..change.envelope };
    MemberChange { envelope, ..change }
}

/// What happened, as a timeline has it.
#[must_use]
pub fn staff(act: Act, order: &Order) -> Happened {
    let (reason, by) = (order.reason.expose().to_owned(), Some(order.by.clone()));
    Happened::Staff { act, reason, by }
}

/// That staff looked at somebody's timeline, which needs no reason.
#[must_use]
pub fn looked_up(by: &str) -> Happened {
    Happened::Staff { act: Act::LookedUp, reason: String::new(), by: Some(by.to_owned()) }
}

/// That staff asked for an act, which was refused: it told them something, so it is noted as a look-up is.
#[must_use]
pub fn refused(order: &Order) -> Happened {
    staff(Act::Refused, order)
}

#[cfg(test)]
mod tests;
