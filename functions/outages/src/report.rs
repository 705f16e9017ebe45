//! A member reports an outage: parse, read, decide, write.

use domain::limits::Subject;
use domain::outages::{
    AskedOutage, OutageIds, OutageKind, OutageNote, OutageNoteError, OutageSeen, Reporting, report,
};
use domain::ports::{Claims, Clock, Counters, Outages, StoreError};
use domain::{Binding, Member, OutboxId, PendingId, ReferenceCode, decide_anew};
use jiff::Timestamp;
use web::{Form, Step, Visit};

/// Every rule that the form broke.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Errors {
    /// Nothing was chosen.
    pub(crate) what: bool,
    pub(crate) note: Option<OutageNoteError>,
}

/// How a post ended.
pub(crate) enum ReportEnd {
    /// A rule of the form was broken.
    Refused(Errors),
    /// It is reported, under this code.
    Reported(ReferenceCode),
    /// One is open, of this press or of another.
    IsOpen,
    /// The account is held meanwhile.
    Held,
    /// The account is closed, or other people's.
    AccountClosed,
    /// The member has to wait.
    TooMany(Timestamp),
}

pub(crate) async fn submit(
    step: &Step<impl Claims + Counters + Outages, impl Clock>,
    visit: &Visit,
    member: &Member,
    binding: &Binding,
) -> Result<ReportEnd, StoreError> {
    let (kind, note) = match parse(visit.form()) {
        Ok(said) => said,
        Err(errors) => return Ok(ReportEnd::Refused(errors)),
    };
    let asked = AskedOutage { member, binding, kind, note };
    decide_anew(&step.desk.clock, || attempt(step, visit, &asked)).await
}

fn parse(form: &Form) -> Result<(OutageKind, Option<OutageNote>), Errors> {
    let kind = OutageKind::parse(form.get("what").expose());
    let note = OutageNote::parse(form.get("note").expose());
    match (kind, note) {
        (Some(kind), Ok(note)) => Ok((kind, note)),
        (kind, note) => Err(Errors { what: kind.is_none(), note: note.err() }),
    }
}

async fn attempt(
    step: &Step<impl Claims + Counters + Outages, impl Clock>,
    visit: &Visit,
    asked: &AskedOutage<'_>,
) -> Result<ReportEnd, StoreError> {
    let Binding { account, .. } = asked.binding;
    let (ports, subject) = (&step.ports, [Subject::Outages(asked.member.id.clone())]);
    let of_account = std::slice::from_ref(account);
    let (facts, reports, tries) =
        tokio::try_join!(ports.facts(account), ports.reports(of_account), ports.read(&subject))?;
    let seen = OutageSeen {
        facts,
        report: reports.into_iter().next(),
        tries: tries.into_iter().next().unwrap_or_default(),
    };
    let reference = PendingId::new(web::random()).reference();
    let ids = OutageIds { reference, envelope: OutboxId::from_random(web::random()) };
    Ok(match report(asked, &seen, ids, visit.now()) {
        Reporting::Reports(reported) => {
            ports.report(&reported).await?;
            ReportEnd::Reported(reported.report.reference)
        }
        Reporting::IsOpen => ReportEnd::IsOpen,
        Reporting::Held => ReportEnd::Held,
        Reporting::AccountClosed => ReportEnd::AccountClosed,
        Reporting::TooMany(until) => ReportEnd::TooMany(until),
    })
}
