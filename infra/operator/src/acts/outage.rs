//! Says how a member's report of an outage stands.

use std::slice;

use domain::outages::{OutageLead, OutageStatus, Report, SaidBy, Stands, stands, stands_now};
use domain::ports::{Clock, OutageLeads, Outages, Timeline};
use domain::staff::Reason;
use domain::{
    AccountKey, AccountNumber, Act, Happened, OutboxId, ReferenceCode, TimelineEntry, Whose,
    decide_anew,
};
use serde_json::json;

use super::no_reason;
use crate::arguments::OfOutage;
use crate::end::{CommandEnd, Failure};
use crate::place::Place;
use crate::target::{Target, random_id};

/// Says that a crew is sent, or that the power is back. The member sees it, and of power that is back others hear.
pub(crate) async fn outage(of: &OfOutage, place: &Place) -> Result<CommandEnd, Failure> {
    let Target::Reference(code) = Target::reference(&of.reference)? else {
        return Err(unknown());
    };
    let reason = of.reason.as_deref().map(Reason::parse).transpose().map_err(no_reason)?;
    let status = of.status.status();
    let (tables, clock) = (place.tables(), &place.site.settings.clock);
    let leads = tables.leads(slice::from_ref(&code)).await?;
    let account = match leads.into_iter().next() {
        Some((_, OutageLead::Account(account))) => account,
        Some((_, OutageLead::Unverified(_))) => return Err(unverified()),
        None => return Err(unknown()),
    };
    let found = find(&tables, &account, &code).await?;
    let now = clock.now();
    match stands(&found, &code, status, now.max(found.as_of), SaidBy::Staff, now) {
        Stands::Now(_) => {}
        Stands::Before => return Ok(done(&code, &account, status, "stands so already")),
        Stands::Older | Stands::Over => return Err(over(&found)),
    }
    let what = Happened::Staff {
        act: if status == OutageStatus::Restored { Act::PowerRestored } else { Act::CrewSent },
        reason: reason.map(|reason| reason.expose().to_owned()).unwrap_or_default(),
        by: Some(place.by.clone()),
    };
    let reference = Some(code.clone());
    let entry = TimelineEntry { id: random_id(), at: now, what, reference };
    let of_account = Whose::Account(AccountKey::of(&place.keys, &account));
    // It is noted before it is done, so that no act lacks a note.
    tables.tell(&[of_account, Whose::Reference(code.clone())], &[entry]).await?;
    decide_anew(clock, || async {
        let report = find(&tables, &account, &code).await?;
        let id = OutboxId::from_random(aws::bytes());
        match stands_now(&report, status, SaidBy::Staff, id, clock.now()) {
            Some(change) => Ok::<(), Failure>(tables.change_report(&change).await?),
            // The member was quicker.
            None => Ok(()),
        }
    })
    .await?;
    Ok(done(&code, &account, status, "stands so now, and the member's page says it"))
}

/// The report that a code is of.
async fn find(
    outages: &impl Outages,
    account: &AccountNumber,
    code: &ReferenceCode,
) -> Result<Report, Failure> {
    let found = outages.reports(slice::from_ref(account)).await?;
    let of_code = found.into_iter().find(|report| report.reference == *code);
    of_code.ok_or_else(|| {
        Failure::mend(
            format!("the report {code} is over, and the account has a newer one or none"),
            "`porchlight why --account N` tells what was reported since.",
        )
    })
}

fn unknown() -> Failure {
    Failure::mend(
        "no report of an outage of the last 30 days has that code",
        "The member's page of outages shows the code; `porchlight why --reference CODE` tells what is known of it.",
    )
}

fn unverified() -> Failure {
    Failure::mend(
        "that report is of somebody who was not signed in, so nobody is shown how it stands",
        "The event outage.reported has the number to call them back.",
    )
}

fn over(report: &Report) -> Failure {
    let problem = match report.status {
        OutageStatus::Restored => "the power is back already, as that report says",
        OutageStatus::Reported | OutageStatus::CrewSent => {
            "nobody had news of that report for two weeks, so it is over"
        }
    };
    Failure::mend(problem, "If the power is away again, the member reports it again.")
}

fn done(
    code: &ReferenceCode,
    account: &AccountNumber,
    status: OutageStatus,
    says: &str,
) -> CommandEnd {
    let (shown, status) =
        (format!("Reference {code}, account {}", account.masked()), status.name());
    let text = format!("{shown}: {status}. It {says}.\n");
    CommandEnd::well(text, json!({ "subject": shown, "status": status }))
}
