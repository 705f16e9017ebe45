//! Adding a billing account to a login: what it leads to.
//!
//! The questions, what is forgiven and the tries are those of registering. What differs is who asks: a member whose
//! email is proven and who is told on the page itself what came of it.

use jiff::Timestamp;

use crate::billing::facts::{Facts, Owner};
use crate::figures::Figures;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::limits::counter::{Count, Counter, Subject};
use crate::limits::matching::{count_match, match_allowed};
use crate::limits::windows::{match_per_address, match_per_member, match_per_site};
use crate::links::link::Link;
use crate::members::changed::Changed;
use crate::members::event::{Event, EventKind};
use crate::members::hold::Hold;
use crate::members::member::{Binding, Member};
use crate::members::wishes::Bills;
use crate::registering::ask::{count_sender, is_owned, matches, tryer};
use crate::registering::asked::Asked;

use crate::registering::look_up::{Found, LookUp};
use crate::registering::told_contacts::{ToldContacts, by_post, held_until, told_contacts};
use crate::values::account_number::AccountNumber;
use crate::values::ids::{AccountKey, MemberId, OutboxId, PendingId};

/// One more account of a login: everything that becomes true together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The account.
    pub account: AccountNumber,
    /// Who has it from now on.
    pub owner: Owner,
    /// The extract version at which the account was seen.
    pub extract_version: u64,
    /// The member with the account.
    pub member: Member,
    /// "This wasn't me" for each contact on file who is somebody else.
    pub not_me: Vec<Link>,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
}

/// How adding an account ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddEnd {
    /// The account is the member's.
    Added,
    /// The account is gone, closed, or passed to other people.
    AccountGone,
    /// Somebody else has the account.
    AccountOwned,
}

/// What asking for one more account leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adding {
    /// It is the member's once this is written.
    Adds(Box<Addition>),
    /// It is the member's already.
    IsTheirs,
    /// The account was tried too often, by whomever.
    TooManyTries,
    /// No such account, or not these facts; which of them is not told.
    CouldNotMatch,
    /// It has a login, of somebody who knew the same facts.
    HasLogin,
    /// The member has as many accounts as a login can have.
    Full,
}

/// Whether the sender may try once more; hangs on nothing that was typed.
///
/// # Errors
///
/// The first instant at which they may.
pub fn may_add(
    found: &Found,
    of_member: &Counter,
    figures: Figures,
    now: Timestamp,
) -> Result<(), Timestamp> {
    let waits = [
        found.address_tries.room(&[match_per_address(figures)], now),
        found.site_tries.room(&[match_per_site(figures)], now),
        of_member.room(&[match_per_member(figures)], now),
    ];
    waits.into_iter().filter_map(Result::err).max().map_or(Ok(()), Err)
}

/// A try to add an account, with what it is counted on.
#[derive(Clone, Copy, Debug)]
pub struct AddingTry<'a> {
    /// What was typed.
    pub asked: &'a Asked,
    /// From where.
    pub look_up: &'a LookUp,
    /// What is known of it.
    pub found: &'a Found,
    /// By whom.
    pub member: &'a MemberId,
    /// The tries of that member.
    pub of_member: &'a Counter,
}

/// The random ids of an addition.
#[derive(Clone, Debug)]
pub struct AddIds {
    /// Of the letters and events.
    pub envelope: OutboxId,
    /// Of "this wasn't me" in the letters to the contact on file and the one before.
    pub not_me: [PendingId; 2],
}

/// Counts a try before anybody looks at what was typed: account and sender as at step 3, and the member.
///
/// The member's tries are their own, so that nobody who types their email at step 3 uses them up.
#[must_use]
pub fn count_adding(
    keys: &KeyRing,
    AddingTry { asked, look_up, found, member, of_member }: AddingTry<'_>,
    figures: Figures,
    now: Timestamp,
) -> Vec<Count> {
    let account = found.facts.as_ref().map_or(&asked.account, |facts| &facts.account);
    let key = AccountKey::of(keys, account);
    let mut counts = vec![
        count_match(&found.account_tries, key, tryer(asked, found), figures, now),
        of_member.counted(Subject::Adding(member.clone()), &[match_per_member(figures)], now),
    ];
    counts.extend(count_sender(look_up, found, &[match_per_address(figures)], figures, now));
    counts
}

/// The rules of the co-op that an addition goes by.
#[derive(Clone, Copy, Debug)]
pub struct AddRules {
    /// How often may be tried.
    pub figures: Figures,
    /// Which accounts are held.
    pub hold: Hold,
    /// Whether a letter has to confirm bills by email. What was agreed to names the accounts then, and this one is not
    /// among them.
    pub bills_confirmed: bool,
}

/// Decides what comes of it. Every comparison is made whatever the others say, as at step 3.
#[must_use]
pub fn add(
    keys: &KeyRing,
    asked: &Asked,
    found: &Found,
    member: &Member,
    ids: AddIds,
    rules: AddRules,
    now: Timestamp,
) -> Adding {
    let figures = rules.figures;
    let within_limits = match_allowed(&found.account_tries, tryer(asked, found), figures, now);
    let matches = matches(keys, asked, found, figures, now);
    let owned = is_owned(found);
    match (&found.facts, &found.extract) {
        (Some(facts), _) if has(member, facts) => Adding::IsTheirs,
        _ if !within_limits => Adding::TooManyTries,
        _ if !matches => Adding::CouldNotMatch,
        _ if owned => Adding::HasLogin,
        _ if member.accounts.len() >= Member::MAX_ACCOUNTS => Adding::Full,
        (Some(facts), Some(extract)) => {
            let additional = addition(keys, facts, extract.version, member, ids, rules, now);
            Adding::Adds(Box::new(additional))
        }
        (None, _) | (_, None) => Adding::CouldNotMatch,
    }
}

/// Whether the account is the member's and has not passed on since.
fn has(member: &Member, facts: &Facts) -> bool {
    let is_it = |it: &Binding| it.account == facts.account && it.holder >= facts.holder;
    member.accounts.iter().any(is_it)
}

fn addition(
    keys: &KeyRing,
    facts: &Facts,
    extract_version: u64,
    member: &Member,
    AddIds { envelope, not_me }: AddIds,
    AddRules { hold, bills_confirmed, figures: _ }: AddRules,
    now: Timestamp,
) -> Addition {
    let (account, holder) = (facts.account.clone(), facts.holder);
    let mut member = member.clone();
    member.mark(Changed::Accounts, now);
    // A binding under an earlier holder gives way to this one.
    member.accounts.retain(|it| it.account != account);
    let held_until = held_until(facts, &member.email, hold, now);
    // "For all accounts" goes for this one too, but for one that is held, and where the member has to agree first: those
    // are asked about afterwards.
    let by_email = member.bills() == Bills::ByEmail;
    let bills_unasked = by_email && (bills_confirmed || held_until.is_some());
    // Whoever owns it is no guest of it.
    member.guest_of.retain(|it| it.account != account);
    member.accounts.push(Binding {
        account: account.clone(),
        holder,
        since: now,
        own_bills: None,
        held_until,
        bills_unasked,
    });
    let this = [account.clone()];
    let mut events: Vec<Event> =
        member.event_about(EventKind::LoginBound, &this, now).into_iter().collect();
    if by_email && !bills_unasked {
        events.extend(member.event_about(EventKind::PaperlessOn, &this, now));
    }
    events.extend(by_post([facts], &mut member, now));
    let to_member = Addressed {
        to: member.email.clone(),
        language: member.language,
        letter: Letter::AccountAdded { account: account.clone(), held_until },
    };
    let ToldContacts { letters, not_me } = told_contacts(keys, facts, &member, not_me, now);
    let letters = std::iter::once(to_member).chain(letters).collect();
    let owner = Owner { member: member.id.clone(), holder, since: now, held_until };
    let envelope = Envelope { id: envelope, letters, events, trace: None, queued_at: now };
    Addition { account, owner, extract_version, member, not_me, envelope }
}

#[cfg(test)]
mod tests;
