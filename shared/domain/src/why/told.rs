//! What a timeline tells beside its lines.

use jiff::Timestamp;

use crate::letters::happened::{Act, Happened, LetterEnd};
use crate::letters::letter::LetterKind;
use crate::letters::obstacle::Obstacle;
use crate::letters::outcome::Outcome;
use crate::letters::timeline::TimelineEntry;
use crate::links::purpose::Purpose;
use crate::members::event::EventKind;
use crate::values::ids::ReferenceCode;
use crate::why::cause::{Cause, FrozenBy};

/// Somebody asked to register.
pub(super) struct Asked<'a> {
    pub(super) at: Timestamp,
    pub(super) outcome: Outcome,
    pub(super) obstacles: &'a [Obstacle],
}

impl Asked<'_> {
    /// What of the account was wrong.
    pub(super) fn misses(&self) -> Vec<Obstacle> {
        let wrong = self.obstacles.iter().filter(|it| it.is_of_facts() || **it == Obstacle::Owned);
        wrong.cloned().collect()
    }
}

/// How a login that is gone went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// Its member closed it.
    Closed,
    /// It has another email.
    Moved,
}

/// What was asked last under a code; `None` also where the timeline has forgotten.
pub(super) fn asked<'a>(told: &'a [TimelineEntry], code: &ReferenceCode) -> Option<Asked<'a>> {
    let mut under = told.iter().rev().filter(|entry| entry.reference.as_ref() == Some(code));
    under.find_map(asking)
}

/// What was asked last, unless somebody had the account since.
pub(super) fn last_asked(told: &[TimelineEntry]) -> Option<Asked<'_>> {
    let bears = |entry: &&TimelineEntry| {
        matches!(
            entry.what,
            Happened::Asked { .. } | Happened::Closed | Happened::PassedOn | Happened::Changed(_)
        )
    };
    told.iter().rev().find(bears).and_then(asking)
}

fn asking(entry: &TimelineEntry) -> Option<Asked<'_>> {
    match &entry.what {
        Happened::Asked { outcome, obstacles } => {
            Some(Asked { at: entry.at, outcome: *outcome, obstacles })
        }
        Happened::AskedAgain
        | Happened::AskedBack
        | Happened::AskedNewEmail
        | Happened::Closed
        | Happened::PassedOn
        | Happened::SaidNotMe
        | Happened::SaidItWasMe
        | Happened::Changed(_)
        | Happened::Letter { .. }
        | Happened::Staff { .. } => None,
    }
}

/// How far the last letter got that fits.
pub(super) fn last_letter(
    told: &[TimelineEntry],
    fits: impl Fn(&TimelineEntry) -> bool,
) -> Option<(&str, LetterEnd)> {
    told.iter().rev().filter(|entry| fits(entry)).find_map(|entry| match &entry.what {
        Happened::Letter { kind, end } => Some((kind.as_str(), *end)),
        _ => None,
    })
}

/// Who had the login shut that is shut now.
pub(super) fn frozen_by(told: &[TimelineEntry]) -> FrozenBy {
    let by = told.iter().rev().find_map(|entry| match &entry.what {
        Happened::Staff { act: Act::Frozen, .. } => Some(FrozenBy::Staff),
        Happened::SaidNotMe => Some(FrozenBy::NotMe),
        _ => None,
    });
    by.unwrap_or(FrozenBy::Unknown)
}

/// When staff began to move the login to another email, if that may still come to an end.
///
/// Entries of one second have no order, so what ended in the second in which it began has ended.
pub(super) fn moving(told: &[TimelineEntry], now: Timestamp) -> Option<Timestamp> {
    let longest = Purpose::ProveEmail.life() + Purpose::MoveEmail.life();
    let last = |is: fn(&Happened) -> bool| {
        told.iter().filter(|entry| is(&entry.what)).map(|entry| entry.at).max()
    };
    let began = last(|what| matches!(what, Happened::Staff { act: Act::EmailChanged, .. }))?;
    let ended = last(ends_a_move);
    (ended < Some(began) && began + longest > now).then_some(began)
}

/// Whether a move of the login to another email that was under way is over with this.
fn ends_a_move(what: &Happened) -> bool {
    match what {
        Happened::Staff { act: Act::EmailKept | Act::Frozen | Act::Unfrozen, .. }
        | Happened::SaidNotMe
        | Happened::Closed
        | Happened::Changed(
            EventKind::EmailChanged | EventKind::LoginFrozen | EventKind::LoginUnfrozen,
        ) => true,
        // A new password ends what was sent before it.
        Happened::Letter { kind, .. } => kind == LetterKind::PasswordChanged.name(),
        _ => false,
    }
}

/// What was asked with an email that no login has, beside registering.
pub(super) fn asked_otherwise(told: &[TimelineEntry], now: Timestamp) -> Option<Cause> {
    if let Some(since) = moving(told, now) {
        return Some(Cause::EmailMovesHere { since });
    }
    told.iter().rev().find_map(|entry| match &entry.what {
        Happened::AskedBack => Some(Cause::NoLogin { at: entry.at }),
        Happened::Letter { kind, .. } if kind == LetterKind::NewEmail.name() => {
            let until = entry.at + Purpose::NewEmail.life();
            Some(Cause::NewEmail { until: Some(until).filter(|until| *until > now) })
        }
        _ => None,
    })
}

/// That an account came online that has the email on file.
pub(super) fn contact_told(told: &[TimelineEntry]) -> Option<Cause> {
    told.iter().rev().find_map(|entry| match &entry.what {
        Happened::Letter { kind, .. } if kind == LetterKind::AccountBound.name() => {
            Some(Cause::ContactTold { at: entry.at })
        }
        _ => None,
    })
}

/// Whether the member closed the login of an account after it got another email than this one.
pub(super) fn closed_since(told: &[TimelineEntry], of_account: &[TimelineEntry]) -> bool {
    let moved = told
        .iter()
        .filter(|entry| entry.what == Happened::Changed(EventKind::EmailChanged))
        .map(|entry| entry.at)
        .max();
    of_account.iter().any(|entry| entry.what == Happened::Closed && Some(entry.at) >= moved)
}

/// How the login of an email went that has none any more.
pub(super) fn left(told: &[TimelineEntry]) -> Option<Left> {
    told.iter().rev().find_map(|entry| match &entry.what {
        Happened::Closed => Some(Left::Closed),
        Happened::Changed(EventKind::EmailChanged) => Some(Left::Moved),
        _ => None,
    })
}
