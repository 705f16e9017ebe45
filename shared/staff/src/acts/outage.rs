//! Says how a member's report of an outage stands.

use std::slice;

use domain::outages::{OutageLead, OutageStatus, Report, SaidBy, Stands, stands, stands_now};
use domain::ports::{Clock, OutageLeads, Outages, Timeline};
use domain::staff::Reason;
use domain::{
    AccountKey, AccountNumber, Act, Happened, OutboxId, ReferenceCode, TimelineEntry, Whose,
    decide_anew,
};

use crate::advice::Worded;
use crate::office::{Office, random_id};
use crate::refused::{NotDone, Refused};

/// How a report stands after staff said so.
pub struct ReportSaid {
    /// Whose report it is, masked.
    pub shown: String,
    /// How it stands.
    pub status: OutageStatus,
    /// Whether it stood so already.
    pub before: bool,
}

/// Says that a crew is sent, or that the power is back. The member sees it, and of power that is back others hear.
///
/// # Errors
///
/// If the code is of no report that staff can say something of, or if the tables do not answer.
pub async fn outage<S, C>(
    office: &Office<'_, S, C>,
    code: ReferenceCode,
    status: OutageStatus,
    reason: Option<&Reason>,
    by: &str,
) -> Result<ReportSaid, NotDone>
where
    S: Outages + OutageLeads + Timeline,
    C: Clock,
{
    let Office { store, keys, clock } = *office;
    let leads = store.leads(slice::from_ref(&code)).await?;
    let account = match leads.into_iter().next() {
        Some((_, OutageLead::Account(account))) => account,
        Some((_, OutageLead::Unverified(_))) => return Err(unverified().into()),
        None => return Err(unknown().into()),
    };
    let said = |before| ReportSaid {
        shown: format!("Reference {code}, account {}", account.masked()),
        status,
        before,
    };
    let found = find(store, &account, &code).await?;
    let now = clock.now();
    match stands(&found, &code, status, now.max(found.as_of), SaidBy::Staff, now) {
        Stands::Now(_) => {}
        Stands::Before => return Ok(said(true)),
        Stands::Older | Stands::Over => return Err(over(&found).into()),
    }
    let what = Happened::Staff {
        act: if status == OutageStatus::Restored { Act::PowerRestored } else { Act::CrewSent },
        reason: reason.map(|reason| reason.expose().to_owned()).unwrap_or_default(),
        by: Some(by.to_owned()),
    };
    let reference = Some(code.clone());
    let entry = TimelineEntry { id: random_id(), at: now, what, reference };
    let of_account = Whose::Account(AccountKey::of(keys, &account));
    // It is noted before it is done, so that no act lacks a note.
    store.tell(&[of_account, Whose::Reference(code.clone())], &[entry]).await?;
    decide_anew(clock, || async {
        let report = find(store, &account, &code).await?;
        let id = OutboxId::from_random(web::random());
        match stands_now(&report, status, SaidBy::Staff, id, clock.now()) {
            Some(change) => Ok::<(), NotDone>(store.change_report(&change).await?),
            // The member was quicker.
            None => Ok(()),
        }
    })
    .await?;
    Ok(said(false))
}

/// The report that a code is of.
async fn find(
    outages: &impl Outages,
    account: &AccountNumber,
    code: &ReferenceCode,
) -> Result<Report, NotDone> {
    let found = outages.reports(slice::from_ref(account)).await?;
    let of_code = found.into_iter().find(|report| report.reference == *code);
    of_code.ok_or_else(|| {
        let how = Worded::two(
            "`porchlight why --account N` tells what was reported since.",
            "A look-up of the account number tells what was reported since.",
        );
        let what = format!("the report {code} is over, and the account has a newer one or none");
        Refused::new(what, how).into()
    })
}

fn unknown() -> Refused {
    Refused::new(
        "no report of an outage of the last 30 days has that code",
        Worded::two(
            "The member's page of outages shows the code; `porchlight why --reference CODE` tells what is known of it.",
            "The member's page of outages shows the code. A look-up of it tells what is known.",
        ),
    )
}

fn unverified() -> Refused {
    Refused::new(
        "that report is of somebody who was not signed in, so nobody is shown how it stands",
        "The event outage.reported has the number to call them back.",
    )
}

fn over(report: &Report) -> Refused {
    let problem = match report.status {
        OutageStatus::Restored => "the power is back already, as that report says",
        OutageStatus::Reported | OutageStatus::CrewSent => {
            "nobody had news of that report for two weeks, so it is over"
        }
    };
    Refused::new(problem, "If the power is away again, the member reports it again.")
}
