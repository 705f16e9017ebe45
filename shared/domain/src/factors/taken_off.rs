//! Taking factors off: what remains, and the records of what went.

use jiff::Timestamp;

use crate::factors::held::{FactorKind, FactorRecord, Factors};
use crate::members::member::Member;
use crate::values::ids::FactorId;

/// Takes off the app, if it `goes`; and the codes, if they do or no factor is left that they would be the way around.
///
/// What goes is recorded as ended.
pub(crate) fn take_off(
    member: &mut Member,
    now: Timestamp,
    goes: impl Fn(FactorKind, Timestamp) -> bool,
) -> Vec<FactorRecord> {
    let (id, factors) = (member.id.clone(), &mut member.factors);
    let ended = |factor: FactorId, kind, since| FactorRecord {
        member: id.clone(),
        id: factor,
        kind,
        since,
        ended_at: Some(now),
    };
    let mut gone = Vec::new();
    if let Some(app) = factors.app.take_if(|app| goes(FactorKind::App, app.since)) {
        gone.push(ended(app.id, FactorKind::App, app.since));
    }
    let is_last = !factors.is_asked();
    if let Some(set) = factors.codes.take_if(|set| is_last || goes(FactorKind::Codes, set.since)) {
        gone.push(ended(set.id, FactorKind::Codes, set.since));
    }
    if is_last {
        factors.wait = None;
    }
    gone
}

impl Factors {
    /// When the factor of a kind was added, if there is one.
    #[must_use]
    pub fn since(&self, kind: FactorKind) -> Option<Timestamp> {
        match kind {
            FactorKind::App => self.app.as_ref().map(|app| app.since),
            FactorKind::Codes => self.codes.as_ref().map(|set| set.since),
        }
    }
}

/// What a password by mail does to factors: those on trial go, a wait ends, and when it was is kept.
pub(crate) fn password_by_mail(member: &mut Member, now: Timestamp) -> Vec<FactorRecord> {
    let is_on_trial = member.factors.app.as_ref().is_some_and(|app| app.is_on_trial(now));
    let gone = take_off(member, now, |kind, _| kind == FactorKind::App && is_on_trial);
    member.factors.wait = None;
    member.factors.password_by_mail = Some(now);
    gone
}
