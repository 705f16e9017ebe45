//! Who is told of an account that was bound, beside its member: the contacts on file, or whoever lives there.

use jiff::Timestamp;

use crate::billing::facts::{Contact, Facts};
use crate::billing::on_file::OnFile;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::Addressed;
use crate::letters::letter::Letter;
use crate::links::link::Link;
use crate::members::event::{Event, EventKind};
use crate::members::hold::Hold;
use crate::members::member::Member;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::PendingId;

/// Until when a binding is held that somebody with an email makes now, if it is.
pub(crate) fn held_until(
    facts: &Facts,
    email: &Email,
    hold: Hold,
    now: Timestamp,
) -> Option<Timestamp> {
    hold.of_new(facts.contacts(now).len(), facts.other_contacts(email, now).len(), now)
}

/// Tells billing of the accounts that have no contact on file, so that a card can go there.
pub(crate) fn by_post<'a>(
    accounts: impl IntoIterator<Item = &'a Facts>,
    member: &mut Member,
    now: Timestamp,
) -> Option<Event> {
    let unheard = accounts.into_iter().filter(|facts| facts.contacts(now).is_empty());
    let unheard: Vec<AccountNumber> = unheard.map(|facts| facts.account.clone()).collect();
    if unheard.is_empty() {
        return None;
    }
    member.event_about(EventKind::NoticeByPost, &unheard, now)
}

/// What tells the contacts on file that an account of theirs was bound.
pub(crate) struct ToldContacts {
    /// The letters.
    pub(crate) letters: Vec<Addressed>,
    /// The links in them, by which they say that it was not them.
    pub(crate) not_me: Vec<Link>,
}

/// Tells the contact on file and the one before, unless they are the member.
pub(crate) fn told_contacts(
    keys: &KeyRing,
    facts: &Facts,
    member: &Member,
    ids: [PendingId; 2],
    now: Timestamp,
) -> ToldContacts {
    let account = std::slice::from_ref(&facts.account);
    let held = member.held_among(account, now);
    let others = facts.other_contacts(&member.email, now);
    let lifts = if held.is_some() { lifted_by(&others, &facts.account) } else { Vec::new() };
    let (letters, not_me) = others
        .into_iter()
        .zip(ids)
        .map(|(contact, id)| {
            let told = OnFile { account: facts.account.clone(), contact: contact.clone() };
            tell(keys, &told, member, lifts.clone(), held, id, now)
        })
        .unzip();
    ToldContacts { letters, not_me }
}

/// The accounts whose hold any of these contacts ends by saying that it was them: the one, if nobody else is asked.
///
/// Of two who differ neither does. The newer may be whoever had it put on file, and the older whoever has left: time ends
/// the hold, and either can say that it was not them.
pub(crate) fn lifted_by(others: &[&Contact], account: &AccountNumber) -> Vec<AccountNumber> {
    if others.len() == 1 { vec![account.clone()] } else { Vec::new() }
}

/// The letter to a contact on file with its link; they can end the hold of the accounts that `lifts` names.
pub(crate) fn tell(
    keys: &KeyRing,
    OnFile { account, contact }: &OnFile,
    member: &Member,
    lifts: Vec<AccountNumber>,
    held: Option<Timestamp>,
    id: PendingId,
    now: Timestamp,
) -> (Addressed, Link) {
    let by_time = held.is_some() && lifts.is_empty();
    let link = Link { lifts, ..Link::not_me(keys, id, &contact.email, member, now) };
    let (claim, expires_at) = (link.claim.clone(), link.expires_at);
    let account = Some(account.clone());
    let letter =
        Letter::AccountBound { link: claim, expires_at, held_until: held, by_time, account };
    (Addressed { to: contact.email.clone(), language: contact.language, letter }, link)
}
