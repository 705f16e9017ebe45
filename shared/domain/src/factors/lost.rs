//! Everything lost: a wait, of which member and contact on file hear, and after it the letter's link together with the
//! password takes the factors off. And the link of a letter about a factor that somebody else has added.
//!
//! Whatever shows that its member is there ends the wait: a new password, a new email, a factor that is not on trial.

mod told;

use jiff::{SignedDuration, Timestamp};

pub use self::told::address_anew;
use self::told::told;
use crate::billing::on_file::OnFile;
use crate::factors::held::{FactorKind, SecondFactorRules};
use crate::factors::taken_off::take_off;
use crate::factors::wait::{AboutWait, RESET_OPEN, ResetWait};
use crate::factors::write::{FactorWrite, Later};
use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::limits::counter::Subject;
use crate::limits::sender::SenderTries;
use crate::limits::windows::RESETS_PER_MEMBER;
use crate::links::link::{FoundLink, Link};
use crate::links::purpose::Purpose;
use crate::login::use_link::{SpendIds, Spending};
use crate::members::changed::Changed;
use crate::members::member::{Member, Standing};
use crate::values::account_number::AccountNumber;
use crate::values::ids::{OutboxId, PendingId};

/// The wait after a password that was set by mail: whoever has the mailbox has both. Source: SECURITY.md#figures.
const WAIT_AFTER_MAIL: SignedDuration = SignedDuration::from_hours(24 * 14);
/// How long ago such a password was set at most. Source: SECURITY.md#figures.
const MAIL_COUNTS: SignedDuration = SignedDuration::from_hours(24 * 30);

/// The random ids of what begins a wait.
#[derive(Clone, Debug)]
pub struct ResetIds {
    /// Of the link that takes the factors off.
    pub reset: PendingId,
    /// Of the link that stops it.
    pub stop: PendingId,
    /// Of the letters at the start, half-way and at the end.
    pub envelopes: [OutboxId; 3],
}

/// How long a member has to wait.
#[must_use]
pub fn reset_wait(member: &Member, rules: SecondFactorRules, now: Timestamp) -> SignedDuration {
    let set = SignedDuration::from_hours(rules.reset_wait_hours.into());
    if is_after_mail(member, now) { set.max(WAIT_AFTER_MAIL) } else { set }
}

/// Whether a member waits longer, since their password was set by mail not long ago.
#[must_use]
pub fn is_after_mail(member: &Member, now: Timestamp) -> bool {
    member.factors.password_by_mail.is_some_and(|at| now < at + MAIL_COUNTS)
}

/// What is counted of whoever begins a wait with the member's password: each writes to the contact on file, and whoever has
/// the mailbox can stop each. What staff begin is not counted.
#[must_use]
pub fn reset_tries(member: &Member) -> SenderTries {
    SenderTries::of(Subject::Resetting(member.id.clone()), RESETS_PER_MEMBER)
}

/// What beginning a wait writes; `None` if one runs, or there is nothing to take off.
///
/// The contact on file hears of it each time and stops nothing: it may be somebody whom the member has left.
#[must_use]
pub fn begin_reset(
    keys: &KeyRing,
    member: &Member,
    contacts: &[OnFile],
    wait: SignedDuration,
    ids: ResetIds,
    now: Timestamp,
) -> Option<FactorWrite> {
    let is_running = member.factors.wait.as_ref().is_some_and(|wait| wait.runs(now));
    if is_running || !member.factors.is_asked() {
        return None;
    }
    let ends_at = now + wait;
    let link = |purpose, id: &PendingId| Link {
        expires_at: ends_at + RESET_OPEN,
        ..Link::new(keys, purpose, id.clone(), &member.email, Some(member), now)
    };
    let (stop, reset) =
        (link(Purpose::StopReset, &ids.stop), link(Purpose::ResetFactors, &ids.reset));
    let about = AboutWait { member: member.id.clone(), id: ids.reset.clone() };
    let waits = |again| Letter::ResetWaits {
        link: stop.claim.clone(),
        expires_at: stop.expires_at,
        from: ends_at,
        about: about.clone(),
        again,
    };
    let opens = Letter::ResetOpen {
        link: reset.claim.clone(),
        expires_at: reset.expires_at,
        about: about.clone(),
    };
    let heard = |account: &AccountNumber, again| Letter::ResetHeard {
        from: ends_at,
        about: about.clone(),
        account: Some(account.clone()),
        again,
    };
    let (begins, reminds) = (waits(false), waits(true));
    let letters = |id: OutboxId, own: &Letter, again| Envelope {
        id,
        letters: told(member, contacts, own, |account| heard(account, again)),
        events: Vec::new(),
        trace: None,
        queued_at: now,
    };
    let [first, half, last] = ids.envelopes;
    let later = vec![
        Later { envelope: letters(half, &reminds, true), not_before: now + wait / 2 },
        Later { envelope: letters(last, &opens, false), not_before: ends_at },
    ];
    let mut next = member.clone();
    next.factors.wait = Some(ResetWait { id: ids.reset, stop: ids.stop, begun_at: now, ends_at });
    Some(FactorWrite {
        member: Some(next),
        links: vec![stop, reset],
        envelope: Some(letters(first, &begins, false)),
        later,
        ..FactorWrite::default()
    })
}

/// What using the link of a letter that stops a wait writes; `None` if that wait runs no more.
#[must_use]
pub fn stop_reset(found: &FoundLink, ids: SpendIds, now: Timestamp) -> Option<Spending> {
    let FoundLink { link, member } = found;
    member.factors.wait.as_ref().filter(|wait| names(link, wait))?;
    let mut member = member.clone();
    member.factors.wait = None;
    let envelope = Envelope::to_member(&member, Letter::ResetStopped, ids.envelope, now);
    Some(spending(found, member, Vec::new(), envelope, ids.request, now))
}

/// What taking the factors off writes, on condition of this very wait; `None` if it runs no more or is not over.
#[must_use]
pub fn reset_factors(
    found: &FoundLink,
    contacts: &[OnFile],
    ids: SpendIds,
    now: Timestamp,
) -> Option<Spending> {
    let FoundLink { link, member } = found;
    let wait = member.factors.wait.as_ref()?;
    let is_over = wait.id == link.claim.id && wait.ends_at <= now;
    if link.purpose != Purpose::ResetFactors || !is_over || member.standing != Standing::Active {
        return None;
    }
    let mut member = member.clone();
    let bound = take_off(&mut member, now, |_| true);
    member.factors.wait = None;
    member.epoch += 1;
    member.mark(Changed::Factors, now);
    let letter = |account| Letter::FactorsReset { account };
    let envelope = Envelope {
        id: ids.envelope,
        letters: told(&member, contacts, &letter(None), |account| letter(Some(account.clone()))),
        events: Vec::new(),
        trace: None,
        queued_at: now,
    };
    Some(spending(found, member, bound, envelope, ids.request, now))
}

/// Whether the link of a letter about a factor would take one off that stands by now. Then it asks for the password: mail alone is
/// no second factor.
#[must_use]
pub fn takes_what_stands(FoundLink { link, member }: &FoundLink, now: Timestamp) -> bool {
    let mut factors = member.factors.records(member).into_iter();
    let is_new = factors.any(|it| it.kind != FactorKind::Codes && it.since >= link.created_at);
    link.purpose == Purpose::NotMyFactor && is_new && member.factors.stand(now)
}

/// Whether such a link takes nothing off, since the password was set by mail after it: whoever has the mailbox alone has
/// both, and waits as after any such password.
#[must_use]
pub fn is_shut(found: &FoundLink, now: Timestamp) -> bool {
    let set = found.member.factors.password_by_mail;
    takes_what_stands(found, now) && set.is_some_and(|at| found.link.created_at <= at)
}

/// What saying of a factor that it was somebody else's writes: what was added since goes, and all sessions end. `None` if the
/// link [takes nothing off](is_shut).
#[must_use]
pub fn not_my_factor(
    found: &FoundLink,
    SpendIds { envelope, request }: SpendIds,
    now: Timestamp,
) -> Option<Spending> {
    if is_shut(found, now) {
        return None;
    }
    let mut member = found.member.clone();
    let since = found.link.created_at;
    let bound = take_off(&mut member, now, |it| it.since >= since);
    member.epoch += 1;
    member.mark(Changed::Factors, now);
    let gone = bound.first().map(|gone| gone.kind);
    let letters = gone.map(|factor| Letter::FactorRemoved { factor });
    let (to, language) = (member.email.clone(), member.language);
    let letters = letters.into_iter().map(|letter| Addressed { to: to.clone(), language, letter });
    let envelope = Envelope {
        id: envelope,
        letters: letters.collect(),
        events: Vec::new(),
        trace: None,
        queued_at: now,
    };
    Some(spending(found, member, bound, envelope, request, now))
}

/// Whether a link is of a wait: the one that stops it, or the one that takes the factors off.
pub(crate) fn names(link: &Link, wait: &ResetWait) -> bool {
    [&wait.id, &wait.stop].contains(&&link.claim.id)
}

fn spending(
    found: &FoundLink,
    member: Member,
    bound: Vec<crate::factors::held::FactorRecord>,
    envelope: Envelope,
    request: String,
    now: Timestamp,
) -> Spending {
    Spending {
        link: found.link.claim.clone(),
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
