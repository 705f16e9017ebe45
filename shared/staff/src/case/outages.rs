//! Reports of outages, for staff who look.

use std::slice;

use domain::outages::{OutageKind, OutageLead};
use domain::ports::{OutageLeads, Outages, StoreError};
use domain::why::{Cause, of_report};
use domain::{AccountNumber, ReferenceCode, TimelineEntry};
use jiff::Timestamp;
use web::portal::Portal;

use crate::says;

/// How the report of a code stands, and of which account it is; none if the code is of no report.
pub(super) async fn of_code(
    store: &(impl Outages + OutageLeads),
    code: &ReferenceCode,
    told: &[TimelineEntry],
    now: Timestamp,
) -> Result<Option<(Cause, Vec<String>)>, StoreError> {
    let found = store.leads(slice::from_ref(code)).await?;
    let Some((_, lead)) = found.into_iter().next() else { return Ok(None) };
    let (mut last, mut lines) = (None, Vec::new());
    if let OutageLead::Account(account) = &lead {
        last = store.reports(slice::from_ref(account)).await?.pop();
        let what = last.as_ref().filter(|report| report.reference == *code);
        let what = what.map(|report| format!("; they said: {}", what_is_wrong(report.kind)));
        lines.push(format!("It is of account {}{}", account.masked(), what.unwrap_or_default()));
    }
    let case = of_report(code, &lead, last.as_ref(), told, now);
    Ok(Some((Cause::Outage(case), lines)))
}

/// How the report of an account stands that is open, or was ended lately.
pub(super) async fn of_account(
    store: &impl Outages,
    portal: &Portal,
    number: &AccountNumber,
    told: &[TimelineEntry],
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let last = store.reports(slice::from_ref(number)).await?.pop();
    let shown = last.filter(|last| last.is_open(now) || last.is_lately_restored(now));
    let Some(report) = shown else { return Ok(None) };
    let (code, lead) = (&report.reference, OutageLead::Account(number.clone()));
    let case = of_report(code, &lead, Some(&report), told, now);
    Ok(says::outage::line(portal, &code.to_string(), &case))
}

fn what_is_wrong(kind: OutageKind) -> &'static str {
    match kind {
        OutageKind::Out => "no power at all",
        OutageKind::Partly => "a part has no power",
        OutageKind::Flicker => "lights flicker or are dim",
    }
}
