//! Accepting an invitation, as a member or as a new person. Source: docs/DATA.md#others-on-an-account.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::billing::facts::Owner;
use crate::factors::held::Factors;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::links::link::Link;
use crate::links::token::LinkClaim;
use crate::login::use_link::SpendIds;
use crate::members::acceptance::Acceptance;
use crate::members::event::EventKind;
use crate::members::guest_of::GuestOf;
use crate::members::member::{Member, Standing};
use crate::members::wishes::{Paperless, Phrase};
use crate::people::guest_list::{Guest, GuestList, GuestState};
use crate::people::standing::AccountStanding;
use crate::values::email::Email;
use crate::values::ids::MemberId;
use crate::values::language::Language;
use crate::values::password::PasswordHash;

/// Who accepts.
#[derive(Clone, Debug)]
pub enum Joiner {
    /// A member, by their session.
    Member(Box<Member>),
    /// Somebody who chooses a password for the address that was invited.
    New(Box<NewPerson>),
}

/// Somebody who has no login yet, and brings no account.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The id that they get.
    pub id: MemberId,
    /// Their password.
    pub password: PasswordHash,
    /// The language of the page.
    pub language: Language,
    /// The terms that they accepted.
    pub terms: Acceptance,
}

/// The acceptance of an invitation: everything that becomes true together.
#[derive(Clone, Debug)]
pub struct Joining {
    /// The link that is used.
    pub link: LinkClaim,
    /// The request that uses it, random; after a lost answer it tells whose use it was.
    pub request: String,
    /// The account's guests with the one who accepts, under the version that was read.
    pub guests: GuestList,
    /// The owner that was read; the account has to be theirs still.
    pub owner: Owner,
    /// Who accepts, with the account.
    pub member: Member,
    /// Whether they come to be by it.
    pub is_new: bool,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
    /// Now.
    pub at: Timestamp,
}

/// How accepting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinEnd {
    /// They are on the account.
    Joined,
    /// The link was used meanwhile, or ran out.
    LinkSpent,
    /// The address is a member's by now; the link is unspent.
    EmailTaken,
}

/// Why nobody can accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotJoined {
    /// The invitation was ended or replaced, or whoever invited no longer has the account.
    Over,
    /// Another address was invited.
    OtherEmail,
    /// It is their own account.
    IsOwner,
    /// They have as many accounts of others as a login can have.
    Full,
}

/// What an invitation still offers: the guest that whoever follows its link would become.
///
/// # Errors
///
/// That it is over.
pub fn invited<'a>(
    link: &Link,
    standing: &'a AccountStanding,
) -> Result<(&'a Member, &'a Guest), NotJoined> {
    let is_it = |guest: &&Guest| matches!(&guest.state, GuestState::Invited { link: id, .. } if *id == link.claim.id);
    let guest = standing.guests().iter().find(is_it).ok_or(NotJoined::Over)?;
    let (owner, _) = standing.bound().ok_or(NotJoined::Over)?;
    if link.account.as_ref() != Some(&standing.account) {
        return Err(NotJoined::Over);
    }
    Ok((owner, guest))
}

/// Whether a member may accept an invitation to an address.
///
/// # Errors
///
/// Why not.
pub fn may_join(member: &Member, owner: &Member, to: &Email) -> Result<(), NotJoined> {
    if member.email.canonical() != to.canonical() {
        return Err(NotJoined::OtherEmail);
    }
    if member.id == owner.id {
        return Err(NotJoined::IsOwner);
    }
    Ok(())
}

/// What accepting writes. The role is the one on the list, whatever it was when the letter went.
///
/// # Errors
///
/// Why nothing is to be written.
pub fn join(
    link: &Link,
    standing: &AccountStanding,
    joiner: Joiner,
    SpendIds { envelope, request }: SpendIds,
    now: Timestamp,
) -> Result<Joining, NotJoined> {
    let (owner, guest) = invited(link, standing)?;
    let (mut member, accepted, is_new) = match joiner {
        Joiner::Member(member) => (*member, None, false),
        Joiner::New(new) => {
            let (terms_at, member) = (new.terms.at, new_member(*new, &link.to, now));
            (member, Some(terms_at), true)
        }
    };
    may_join(&member, owner, &link.to)?;
    let account = standing.account.clone();
    member.guest_of.retain(|it| it.account != account);
    if member.guest_of.len() >= Member::MAX_GUEST_OF {
        return Err(NotJoined::Full);
    }
    let (person, role) = (guest.person.clone(), guest.role);
    member.guest_of.push(GuestOf {
        account: account.clone(),
        owner: owner.id.clone(),
        person: person.clone(),
        role,
    });
    let stored = standing.guests.as_ref().ok_or(NotJoined::Over)?;
    let mut guests = stored.clone();
    // Whoever was on the list under another address of theirs is there once.
    guests.guests.retain(|it| it.member() != Some(&member.id));
    let state = GuestState::Joined { member: member.id.clone() };
    let them = guests.guests.iter_mut().filter(|it| it.person == person);
    them.for_each(|it| it.state = state.clone());
    let letter =
        |to: &Member, letter| Addressed { to: to.email.clone(), language: to.language, letter };
    let held_until = standing.held_until(now);
    let person = owner.email.clone();
    let to_guest = Letter::GuestJoined { account: account.clone(), person, role, held_until };
    let to_owner =
        Letter::PersonJoined { account: account.clone(), person: member.email.clone(), role };
    let letters = vec![letter(&member, to_guest), letter(owner, to_owner)];
    let mut events = Vec::new();
    if held_until.is_none() {
        events.extend(member.event_about(EventKind::PersonJoined, &[account], now));
    }
    events.extend(accepted.and_then(|at| member.event(EventKind::TermsAccepted, at)));
    let envelope = Envelope { id: envelope, letters, events, trace: None, queued_at: now };
    let owner = standing.owner.clone().ok_or(NotJoined::Over)?;
    let link = link.claim.clone();
    Ok(Joining { link, request, guests, owner, member, is_new, envelope, at: now })
}

/// A member who comes to be without an account of their own.
fn new_member(
    NewPerson { id, password, language, terms }: NewPerson,
    email: &Email,
    now: Timestamp,
) -> Member {
    Member {
        id,
        email: email.clone(),
        language,
        password,
        standing: Standing::Active,
        accounts: Vec::new(),
        guest_of: Vec::new(),
        asked_bills: None,
        receipt: None,
        paperless: Paperless::Unasked,
        phrase: Phrase::Unasked,
        factors: Factors::default(),
        terms,
        epoch: 1,
        event_number: 0,
        since: now,
        changed: BTreeMap::new(),
        version: 1,
    }
}

#[cfg(test)]
mod tests;
