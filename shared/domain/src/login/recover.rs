//! Getting back in: which letter answers who asks, and what a new password changes.

use jiff::Timestamp;

use crate::factors::taken_off::password_by_mail;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::happened::{Happened, Trace};
use crate::letters::letter::Letter;
use crate::limits::counter::Count;
use crate::links::link::{FoundLink, LEAST_LEFT, Link};
use crate::links::purpose::{PENDING_LIFE, Purpose};
use crate::links::state::LinkState;
use crate::login::ladder::KnownDevice;
use crate::login::use_link::{IssueIds, Issued, Kept, SpendIds, Spending};
use crate::members::changed::Changed;
use crate::members::member::{Member, Standing};
use crate::registering::pending::Pending;
use crate::values::email::Email;
use crate::values::ids::PendingId;
use crate::values::language::Language;
use crate::values::password::PasswordHash;

/// What was asked, and by whom.
#[derive(Clone, Debug)]
pub struct AskedBack {
    /// What was typed.
    pub email: Email,
    /// The language of the page.
    pub language: Language,
    /// The browser, if it is known to anybody.
    pub device: Option<KnownDevice>,
}

/// Where the way back in begins. The page is the same for all; only the letter differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayBack<'a> {
    /// The member chooses a new password by link, also while wrong tries have shut password sign-in.
    NewPassword(&'a Member),
    /// Staff look into the login.
    Office(&'a Member),
    /// The letter that confirms the registration, again: the same link with the same end.
    Confirm(&'a Pending),
    /// The registration matched, and its time ran out: a new letter, with a new end.
    ConfirmAnew(&'a Pending),
    /// No login has this email: registering is the way.
    Register,
}

/// Finds the way back in. A member's login comes first, then the youngest registration that can be confirmed, then the
/// youngest whose time ran out.
///
/// One that wrong account numbers or staff have ended stays so: only registering leads on from there.
#[must_use]
pub fn way_back<'a>(
    member: Option<&'a Member>,
    pendings: &'a [Pending],
    now: Timestamp,
) -> WayBack<'a> {
    if let Some(member) = member {
        match member.standing {
            Standing::Active => return WayBack::NewPassword(member),
            Standing::Frozen => return WayBack::Office(member),
            Standing::Closed => {}
        }
    }
    let youngest = |fits: fn(&Pending, Timestamp) -> bool| {
        pendings.iter().filter(|it| fits(it, now)).max_by_key(|it| it.created_at)
    };
    if let Some(open) = youngest(has_time_left) {
        return WayBack::Confirm(open);
    }
    youngest(|pending, _| pending.may_be_confirmed())
        .map_or(WayBack::Register, WayBack::ConfirmAnew)
}

/// Whether it can be confirmed for longer than its letter may take.
fn has_time_left(pending: &Pending, now: Timestamp) -> bool {
    pending.state(now + LEAST_LEFT) == LinkState::Open
}

/// All that asking for a way back in writes, whatever is known of the email: one item, one letter, the sender's counters.
#[must_use]
pub fn answer_asked_back(
    keys: &KeyRing,
    asked: &AskedBack,
    way: &WayBack<'_>,
    counts: Vec<Count>,
    IssueIds { item, envelope }: IssueIds,
    now: Timestamp,
) -> Issued {
    let link = |member: Option<&Member>| {
        let to = &asked.email;
        Link::new(keys, Purpose::Recover, item.clone(), to, member, now)
    };
    let addressed = |to: &Email, language, letter| Addressed { to: to.clone(), language, letter };
    let (kept, letter) = match way {
        WayBack::NewPassword(member) => {
            let link = Link { to: member.email.clone(), ..link(Some(*member)) };
            let known = asked.device.as_ref().filter(|device| device.is_of(member));
            let letter = Letter::Recover {
                link: link.claim.clone(),
                expires_at: link.expires_at,
                known: known.map(|it| (it.member.clone(), it.device.clone())),
            };
            (Kept::Link(Box::new(link)), addressed(&member.email, member.language, letter))
        }
        WayBack::Office(member) => {
            let letter = addressed(&member.email, member.language, Letter::StillFrozen);
            (Kept::Link(Box::new(link(None))), letter)
        }
        WayBack::Confirm(pending) => {
            let letter = addressed(&pending.email, pending.language, pending.letter());
            (Kept::Link(Box::new(link(None))), letter)
        }
        WayBack::ConfirmAnew(pending) => {
            let anew = asked_anew(keys, pending, item.clone(), now);
            let letter = addressed(&anew.email, anew.language, anew.letter());
            (Kept::Pending(Box::new(anew)), letter)
        }
        WayBack::Register => {
            let letter = addressed(&asked.email, asked.language, Letter::NoLogin);
            (Kept::Link(Box::new(link(None))), letter)
        }
    };
    let reference = Some(item.reference());
    let trace = Some(Trace { reference, ..Trace::of(Happened::AskedBack) });
    let envelope =
        Envelope { id: envelope, letters: vec![letter], events: Vec::new(), trace, queued_at: now };
    Issued { kept, envelope, counts }
}

/// A registration whose time ran out, with a new one; the claim still asks for holder and status, and wrong account
/// numbers stay counted.
fn asked_anew(keys: &KeyRing, pending: &Pending, id: PendingId, now: Timestamp) -> Pending {
    let (key, expires_at) = (keys.current().clone(), now + PENDING_LIFE);
    Pending { id, key, created_at: now, expires_at, ..pending.clone() }
}

/// What a new password by link changes: all sessions end, older links die, a letter tells.
///
/// A second factor stays, unless it is on trial: the mailbox is none. What goes is told, too, and that a wait ended.
#[must_use]
pub fn recovered(
    FoundLink { link, member }: FoundLink,
    password: PasswordHash,
    SpendIds { envelope, request }: SpendIds,
    now: Timestamp,
) -> Spending {
    let mut member = Member { password, epoch: member.epoch + 1, ..member };
    member.mark(Changed::Password, now);
    let (bound, waited_until) = password_by_mail(&mut member, now);
    let changed = Letter::PasswordChanged { waited_until };
    let mut envelope = Envelope::to_member(&member, changed, envelope, now);
    let gone = bound.first().map(|gone| Letter::FactorRemoved { factor: gone.kind });
    let (to, language) = (&member.email, member.language);
    envelope.letters.extend(gone.map(|letter| Addressed { to: to.clone(), language, letter }));
    Spending {
        link: link.claim,
        request,
        member,
        moved_from: None,
        links: Vec::new(),
        bound,
        envelope,
        at: now,
    }
}

#[cfg(test)]
mod tests;
