//! Taking factors off: what remains, and the records of what went.

use jiff::Timestamp;

use crate::factors::held::{FactorKind, FactorRecord, Factors};
use crate::members::member::Member;
use crate::values::ids::FactorId;

/// Takes off each factor that `goes`; and the codes, if they do or no factor is left that they would be the way around.
///
/// What goes is recorded as ended.
pub(crate) fn take_off(
    member: &mut Member,
    now: Timestamp,
    goes: impl Fn(&FactorRecord) -> bool,
) -> Vec<FactorRecord> {
    let goes = |record: &FactorRecord, is_last| {
        goes(record) || (is_last && record.kind == FactorKind::Codes)
    };
    let mut gone = Vec::new();
    // The codes come last, when it is known what they would be the way around.
    for record in member.factors.records(member) {
        if goes(&record, !member.factors.is_asked()) {
            member.factors.lose(&record.id);
            gone.push(FactorRecord { ended_at: Some(now), ..record });
        }
    }
    if !member.factors.is_asked() {
        member.factors.wait = None;
    }
    gone
}

impl Factors {
    /// What a member has, the codes last, as it would be recorded.
    #[must_use]
    pub fn records(&self, member: &Member) -> Vec<FactorRecord> {
        let record = |id: &FactorId, kind, since| FactorRecord {
            member: member.id.clone(),
            id: id.clone(),
            kind,
            since,
            ended_at: None,
        };
        let app = self.app.iter().map(|app| record(&app.id, FactorKind::App, app.since));
        let passkeys = self.passkeys.iter().map(|it| record(&it.id, FactorKind::Passkey, it.since));
        let codes = self.codes.iter().map(|set| record(&set.id, FactorKind::Codes, set.since));
        app.chain(passkeys).chain(codes).collect()
    }

    /// The factors that are on trial.
    fn on_trial(&self, now: Timestamp) -> Vec<FactorId> {
        let app = self.app.iter().filter(|app| app.is_on_trial(now)).map(|app| &app.id);
        let passkeys = self.passkeys.iter().filter(|it| it.is_on_trial(now)).map(|it| &it.id);
        app.chain(passkeys).cloned().collect()
    }

    fn lose(&mut self, id: &FactorId) {
        self.app.take_if(|app| app.id == *id);
        self.passkeys.retain(|passkey| passkey.id != *id);
        self.codes.take_if(|set| set.id == *id);
    }
}

/// What a password by mail does to factors: those on trial go, a wait ends, and when it was is kept. Answers the records of what
/// went, and until when the wait was, where something is left that it was for.
pub(crate) fn password_by_mail(
    member: &mut Member,
    now: Timestamp,
) -> (Vec<FactorRecord>, Option<Timestamp>) {
    let on_trial = member.factors.on_trial(now);
    let gone = take_off(member, now, |it| on_trial.contains(&it.id));
    let waited_until = member.factors.end_wait(now);
    member.factors.password_by_mail = Some(now);
    (gone, waited_until)
}
