//! How a hold ends and begins: the contact on file says that it was them, and staff open a login that was shut.

use jiff::Timestamp;

use crate::billing::facts::{Facts, Owner};
use crate::billing::on_file::OnFile;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::Envelope;
use crate::letters::happened::{Happened, Trace};
use crate::letters::letter::Letter;
use crate::links::link::{FoundLink, Link};
use crate::members::event::{Event, EventKind};
use crate::members::hold::Hold;
use crate::members::member::{Binding, Member, Standing};
use crate::registering::told_contacts::{by_post, lifted_by, tell};
use crate::values::account_number::AccountNumber;
use crate::values::ids::{MemberId, OutboxId, PendingId};

/// A member some of whose bindings are held from now on, or no longer: everything that becomes true together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldChange {
    /// The member.
    pub member: Member,
    /// The accounts whose hold has changed, with the owners as they are then.
    pub owners: Vec<(AccountNumber, Owner)>,
    /// Links that letters of it carry.
    pub links: Vec<Link>,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
}

/// An account of a member as the tables have it.
#[derive(Clone, Debug)]
pub struct Bound {
    /// Who has it.
    pub owner: Owner,
    /// What the extract says of it.
    pub facts: Option<Facts>,
}

/// What "this was me" changes: the accounts that its link names are held no more. `None` if there is nothing to end.
///
/// The link is not spent: "this wasn't me" stays open for as long as it works.
#[must_use]
pub fn lift(
    FoundLink { link, member }: &FoundLink,
    envelope: OutboxId,
    now: Timestamp,
) -> Option<HoldChange> {
    let accounts: Vec<AccountNumber> =
        lifted(link, member, now).map(|binding| binding.account.clone()).collect();
    if accounts.is_empty() || member.standing != Standing::Active {
        return None;
    }
    let mut member = member.clone();
    let mut owners = Vec::new();
    for binding in member.accounts.iter_mut().filter(|it| accounts.contains(&it.account)) {
        binding.held_until = None;
        owners.push((binding.account.clone(), owner(&member.id, binding)));
    }
    // Now billing may know where the member is reached.
    let events = member.event_about(EventKind::LoginBound, &accounts, now).into_iter().collect();
    let trace = Some(Trace::of(Happened::SaidItWasMe));
    let told = Envelope::to_member(&member, Letter::HoldEnded, envelope, now);
    let envelope = Envelope { events, trace, ..told };
    Some(HoldChange { member, owners, links: Vec::new(), envelope })
}

/// Until when the accounts are held that "this was me" would end the hold of, if it would: the last of them.
#[must_use]
pub fn lifts_until(FoundLink { link, member }: &FoundLink, now: Timestamp) -> Option<Timestamp> {
    let is_active = member.standing == Standing::Active;
    lifted(link, member, now).filter_map(|it| it.held(now)).max().filter(|_| is_active)
}

/// Whether "this was me" ended the hold of an account that a link names, and not time.
#[must_use]
pub fn is_lifted(FoundLink { link, member }: &FoundLink) -> bool {
    let is_active = member.standing == Standing::Active;
    is_active && lifting(link, member).any(|it| it.held_until.is_none())
}

/// The bindings that are held and whose hold a link ends.
fn lifted<'a>(
    link: &'a Link,
    member: &'a Member,
    now: Timestamp,
) -> impl Iterator<Item = &'a Binding> {
    lifting(link, member).filter(move |it| it.held(now).is_some())
}

/// The bindings that a link is about; one that was made after it is another one.
fn lifting<'a>(link: &'a Link, member: &'a Member) -> impl Iterator<Item = &'a Binding> {
    let named = member.accounts.iter().filter(|it| link.lifts.contains(&it.account));
    named.filter(|it| it.since <= link.created_at)
}

/// Opens a login that was shut. `None` unless it is frozen. Links and sessions from before stay worthless.
///
/// A new hold begins on every account, and the contacts on file hear of it as if it were bound anew: staff may have been
/// talked into it. An account that somebody else has by now, or nobody, is not theirs any more. The trial of a factor that was
/// on trial begins anew, so that its member's mailbox has as long to take it off as ever. `id` makes an id for each link.
#[must_use]
pub fn unfreeze(
    keys: &KeyRing,
    member: &Member,
    bound: &[(AccountNumber, Bound)],
    (envelope, mut id): (OutboxId, impl FnMut() -> PendingId),
    hold: Hold,
    now: Timestamp,
) -> Option<HoldChange> {
    if member.standing != Standing::Frozen {
        return None;
    }
    let (standing, epoch) = (Standing::Active, member.epoch + 1);
    let mut after = Member { standing, epoch, ..member.clone() };
    after.factors.begin_trials(now);
    let of = |it: &Binding| bound.iter().find(|(account, _)| *account == it.account);
    let is_theirs = |it: &Binding| {
        of(it).is_some_and(|(_, bound)| same_binding(&bound.owner, &owner(&member.id, it)))
    };
    after.accounts.retain(is_theirs);
    let mut owners = Vec::new();
    let held_until = hold.until(now).filter(|_| !after.accounts.is_empty());
    for binding in after.accounts.iter_mut().filter(|_| held_until.is_some()) {
        binding.held_until = held_until.max(binding.held_until);
        owners.push((binding.account.clone(), owner(&member.id, binding)));
    }
    let known = facts_of(&after, bound);
    let mut letters = Vec::new();
    let mut links = Vec::new();
    for (on_file, lifts) in to_tell(&after, &known, now) {
        let lifts = if held_until.is_some() { lifts } else { Vec::new() };
        let (letter, link) = tell(keys, &on_file, &after, lifts, held_until, id(), now);
        letters.push(letter);
        links.push(link);
    }
    // Of what is held billing hears that it is, and not that all is as before.
    let kind = match held_until {
        Some(_) => EventKind::LoginBound,
        None => EventKind::LoginUnfrozen,
    };
    let mut events: Vec<Event> = after.event(kind, now).into_iter().collect();
    events.extend(by_post(known, &mut after, now));
    let mut told = Envelope::to_member(&after, Letter::LoginOpened { held_until }, envelope, now);
    told.letters.extend(letters);
    Some(HoldChange { member: after, owners, links, envelope: Envelope { events, ..told } })
}

/// What the extract says of a member's accounts, in their order: nothing of one that is other people's there by now.
fn facts_of<'a>(member: &Member, bound: &'a [(AccountNumber, Bound)]) -> Vec<&'a Facts> {
    let of = |binding: &Binding| {
        let (_, known) = bound.iter().find(|(account, _)| *account == binding.account)?;
        known.facts.as_ref().filter(|facts| facts.holder == binding.holder)
    };
    member.accounts.iter().filter_map(of).collect()
}

/// The contacts on file who are somebody else, each once, with the accounts whose hold they can end.
fn to_tell(member: &Member, known: &[&Facts], now: Timestamp) -> Vec<(OnFile, Vec<AccountNumber>)> {
    let mut all: Vec<(OnFile, Vec<AccountNumber>)> = Vec::new();
    for facts in known {
        let others = facts.other_contacts(&member.email, now);
        let lifts = lifted_by(&others, &facts.account);
        for contact in others {
            let email = contact.email.canonical();
            let told = |it: &&mut (OnFile, _)| it.0.contact.email.canonical() == email;
            if let Some((_, known)) = all.iter_mut().find(told) {
                known.extend(lifts.clone());
            } else {
                let (account, contact) = (facts.account.clone(), contact.clone());
                all.push((OnFile { account, contact }, lifts.clone()));
            }
        }
    }
    all
}

/// The owner of a member's binding, as both are written together.
fn owner(member: &MemberId, binding: &Binding) -> Owner {
    Owner {
        member: member.clone(),
        holder: binding.holder,
        since: binding.since,
        held_until: binding.held_until,
    }
}

fn same_binding(one: &Owner, other: &Owner) -> bool {
    (&one.member, one.holder, one.since) == (&other.member, other.holder, other.since)
}

#[cfg(test)]
mod tests;
