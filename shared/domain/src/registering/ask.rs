//! Asking to register: what it leads to.

use jiff::Timestamp;

use crate::billing::facts::{AccountStatus, Facts};
use crate::billing::printed_code::CodeDays;
use crate::figures::Figures;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::happened::Happened;
use crate::letters::obstacle::Obstacle;
use crate::letters::outcome::Outcome;
use crate::limits::counter::{Count, Counter, Subject, Window};
use crate::limits::matching::{Tryer, count_match, match_allowed};
use crate::limits::windows::{
    match_per_address, match_per_email, match_per_site, no_script_per_address,
};
use crate::links::purpose::PENDING_LIFE;
use crate::members::acceptance::Acceptance;
use crate::registering::asked::Asked;
use crate::registering::look_up::{Found, LookUp, Recorded};
use crate::registering::pending::Pending;
use crate::values::account_number::AccountNumber;
use crate::values::ids::{AccountKey, ChallengeKey, EmailKey, OutboxId};

/// All that stands in the way of what was asked, in the order of docs/DATA.md#what-step-3-decides. Empty if it can be
/// confirmed.
///
/// Every comparison is made whatever the others say, so that the work is the same for all.
#[must_use]
pub fn obstacles(
    keys: &KeyRing,
    asked: &Asked,
    found: &Found,
    figures: Figures,
    now: Timestamp,
) -> Vec<Obstacle> {
    let account_opens = match_allowed(&found.account_tries, tryer(asked, found), figures, now);
    let email_opens = found.email_tries.room(&[match_per_email(figures)], now).is_ok();
    let of_facts = of_facts(keys, asked, found, CodeDays::at(figures, now));
    let owned = is_owned(found);
    let stands = [
        (found.email_is_a_members, Obstacle::EmailHasLogin),
        (!account_opens, Obstacle::AccountTries),
        (!email_opens, Obstacle::EmailTries),
    ];
    let before = stands.into_iter().filter_map(|(stands, obstacle)| stands.then_some(obstacle));
    before.chain(of_facts).chain(owned.then_some(Obstacle::Owned)).collect()
}

/// Whether the one who tries reads the mail of the contact on file.
#[must_use]
pub fn tryer(asked: &Asked, found: &Found) -> Tryer {
    let on_file = found.facts.as_ref().and_then(|facts| facts.contact.as_ref());
    match on_file {
        Some(contact) if contact.email.canonical() == asked.email.canonical() => {
            Tryer::ContactOnFile
        }
        Some(_) | None => Tryer::Stranger,
    }
}

/// Whether what was typed is what the extract in force has of an account that may be registered.
pub(crate) fn matches(
    keys: &KeyRing,
    asked: &Asked,
    found: &Found,
    figures: Figures,
    now: Timestamp,
) -> bool {
    of_facts(keys, asked, found, CodeDays::at(figures, now)).is_empty()
}

/// What of the account stands in the way. Of one that is not there, what was typed can be neither right nor wrong.
fn of_facts(keys: &KeyRing, asked: &Asked, found: &Found, days: CodeDays) -> Vec<Obstacle> {
    let Some(extract) = &found.extract else { return vec![Obstacle::NoExtract] };
    let there = found.facts.clone();
    // An account that is not there costs the same hashes as one that is.
    let facts = there.unwrap_or_else(|| nobody(&asked.account, extract.version));
    let fit = facts.fit(keys, extract, &asked.name, &asked.answers, days);
    if !fit.key_held {
        return vec![Obstacle::KeyGone];
    }
    if found.facts.is_none() {
        return vec![Obstacle::NoAccount];
    }
    let stands = [
        (facts.version < extract.version, Obstacle::LeftExtract),
        (facts.status == AccountStatus::Closed, Obstacle::Closed),
        (!fit.named, Obstacle::Name),
    ];
    let before = stands.into_iter().filter_map(|(stands, obstacle)| stands.then_some(obstacle));
    before.chain(fit.wrong_answers.into_iter().map(Obstacle::Answer)).collect()
}

pub(crate) fn is_owned(found: &Found) -> bool {
    match (&found.owner, &found.facts) {
        (Some(owner), Some(facts)) => owner.holder >= facts.holder,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

fn nobody(account: &AccountNumber, version: u64) -> Facts {
    Facts {
        account: account.clone(),
        written: None,
        version,
        holder: 0,
        status: AccountStatus::Closed,
        names: Vec::new(),
        answers: std::collections::BTreeMap::new(),
        held_from: None,
        customer: None,
        customer_key: None,
        contact: None,
        contact_before: None,
        service_name: None,
    }
}

/// Why a sender has to wait, whatever they typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SenderLimit {
    /// Too many tries from this address until an instant.
    Wait(Timestamp),
    /// Too many tries without JavaScript; with it there are more.
    NeedsScript,
}

/// Whether the sender may try once more; hangs on nothing that was typed.
///
/// # Errors
///
/// What there is to wait for.
pub fn sender_may_try(
    found: &Found,
    scripted: bool,
    figures: Figures,
    now: Timestamp,
) -> Result<(), SenderLimit> {
    let address = found.address_tries.room(&[match_per_address(figures)], now);
    let site = found.site_tries.room(&[match_per_site(figures)], now);
    address.and(site).map_err(SenderLimit::Wait)?;
    if scripted || found.address_tries.room(&[no_script_per_address(figures)], now).is_ok() {
        Ok(())
    } else {
        Err(SenderLimit::NeedsScript)
    }
}

/// What comes with what is asked at step 3.
#[derive(Clone, Debug)]
pub struct AskedWith {
    /// The terms, as they were accepted now.
    pub terms: Acceptance,
    /// The challenge that was solved; none without JavaScript.
    pub challenge: Option<ChallengeKey>,
    /// The random id of the letter.
    pub envelope: OutboxId,
}

/// All that an accepted post at step 3 writes, in every outcome the same items.
#[must_use]
pub fn record(
    keys: &KeyRing,
    asked: &Asked,
    look_up: &LookUp,
    found: &Found,
    AskedWith { terms, challenge, envelope: id }: AskedWith,
    figures: Figures,
) -> Recorded {
    let now = terms.at;
    let obstacles = obstacles(keys, asked, found, figures, now);
    let outcome = Outcome::of(&obstacles);
    let account = found.facts.as_ref().map_or(&asked.account, |facts| &facts.account);
    let pending = Pending {
        id: look_up.pending.clone(),
        key: keys.current().clone(),
        email_key: look_up.email_key.clone(),
        email: asked.email.clone(),
        language: asked.language,
        outcome,
        account: account.clone(),
        typed_account: asked.account.clone(),
        holder: found.facts.as_ref().map_or(0, |facts| facts.holder),
        terms,
        created_at: now,
        expires_at: now + PENDING_LIFE,
        used_by: None,
        wrong_numbers: Pending::wrong_numbers_at_first(figures),
    };
    let letter =
        Addressed { to: asked.email.clone(), language: asked.language, letter: pending.letter() };
    let mut counts = vec![
        count_match(
            &found.account_tries,
            AccountKey::of(keys, account),
            tryer(asked, found),
            figures,
            now,
        ),
        count_email(&found.email_tries, look_up.email_key.clone(), figures, now),
    ];
    let scripted = challenge.is_some();
    let of_address = [match_per_address(figures), no_script_per_address(figures)];
    let windows = if scripted { &of_address[..1] } else { &of_address[..] };
    counts.extend(count_sender(look_up, found, windows, figures, now));
    let trace = Some(pending.trace(Happened::Asked { outcome, obstacles }));
    let envelope =
        Envelope { id, letters: vec![letter], events: Vec::new(), trace, queued_at: now };
    Recorded { pending, envelope, counts, challenge }
}

/// Counts a try on the sender's address, in these windows, and on its site, if it has one.
pub(crate) fn count_sender(
    look_up: &LookUp,
    found: &Found,
    windows: &[Window],
    figures: Figures,
    now: Timestamp,
) -> Vec<Count> {
    let address = Subject::Address(look_up.address.clone());
    let mut counts = vec![found.address_tries.counted(address, windows, now)];
    if let Some(site) = look_up.site.clone() {
        counts.push(found.site_tries.counted(
            Subject::Address(site),
            &[match_per_site(figures)],
            now,
        ));
    }
    counts
}

/// Counts a try for an email; once the limit is spent, only its version moves.
fn count_email(counter: &Counter, key: EmailKey, figures: Figures, now: Timestamp) -> Count {
    let day = match_per_email(figures);
    let room = counter.room(&[day], now).is_ok();
    let windows = if room { &[day][..] } else { &[] };
    let count = counter.counted(Subject::Email(key), windows, now);
    Count { expires_at: now + day.length, ..count }
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
