//! Finds the email that was typed with a code or an account.
//!
//! Timelines do not have what was typed. But each entry names the envelope that it comes from, and
//! that stays in the outbox for 30 days after its letter went. So older entries lead nowhere.

use std::collections::BTreeSet;

use domain::ports::{Posted, StoreError, Timeline};
use domain::{AccountNumber, Act, Email, Happened, TIMELINE_KEPT, TimelineEntry, Trace, Whose};
use jiff::Timestamp;

/// How many envelopes are read at most, the newest first.
///
/// Somebody who asks more often is playing.
const MOST: usize = 50;

/// Somebody who asked to register, or for a way back in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lead {
    /// The email that was typed. The letter went there.
    pub(crate) email: Email,
    /// The account that was named. `None` for a way back in.
    pub(crate) account: Option<AccountNumber>,
}

/// The people on a timeline who asked, the last one first, each email once.
///
/// `is_theirs` gets the traces of their envelopes.
pub(crate) async fn leads<S: Timeline + Posted>(
    store: &S,
    whose: &Whose,
    is_theirs: impl Fn(&Trace) -> bool,
    now: Timestamp,
) -> Result<Vec<Lead>, StoreError> {
    let told = store.told(whose, now - TIMELINE_KEPT).await?;
    let mut seen = BTreeSet::new();
    let asked = told.iter().rev().filter(|entry| is_asking(entry)).map(TimelineEntry::envelope);
    let envelopes: Vec<_> = asked.filter(|id| seen.insert(id.clone())).take(MOST).collect();
    let mut leads: Vec<Lead> = Vec::new();
    for id in envelopes {
        let Some(envelope) = store.posted(&id).await? else { continue };
        let Some(trace) = envelope.trace.filter(|trace| is_theirs(trace)) else { continue };
        let Some(letter) = envelope.letters.into_iter().next() else { continue };
        if leads.iter().all(|lead| lead.email.canonical() != letter.to.canonical()) {
            leads.push(Lead { email: letter.to, account: trace.account });
        }
    }
    Ok(leads)
}

fn is_asking(entry: &TimelineEntry) -> bool {
    match &entry.what {
        Happened::Asked { .. } | Happened::AskedAgain | Happened::AskedBack => true,
        Happened::Staff { act, .. } => *act == Act::Resent,
        Happened::AskedNewEmail
        | Happened::Closed
        | Happened::PassedOn
        | Happened::SaidNotMe
        | Happened::SaidItWasMe
        | Happened::Changed(_)
        | Happened::Letter { .. } => false,
    }
}
