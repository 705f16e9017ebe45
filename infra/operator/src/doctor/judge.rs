//! Judges the answers that the doctor got, and says how to mend faults.
//!
//! Nothing here asks anybody.

mod desk;
mod kept;
mod listed;
mod mail;
mod reached;

use aws::{CallFailed, Settings, SystemClock};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::asked::Asked;

/// How wrong the clock may be.
///
/// AWS refuses requests whose clock is wrong by 5 minutes. Links end early or late long before that.
const SKEW_MOST: SignedDuration = SignedDuration::from_secs(30);

/// The result of one check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    /// What was checked.
    pub(crate) check: String,
    /// Its state.
    pub(crate) health: Health,
    /// Its state in words.
    pub(crate) says: String,
    /// How to mend it.
    pub(crate) mend: Option<String>,
}

/// The state of what was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Health {
    /// It is as it should be.
    Well,
    /// It is not as it should be.
    Mend,
    /// There is nobody to ask.
    NotAsked,
}

impl Health {
    /// The word in front of a finding.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Mend => "MEND",
            Self::NotAsked => "-",
        }
    }
}

fn well(check: &str, says: impl Into<String>) -> Finding {
    Finding { check: check.to_owned(), health: Health::Well, says: says.into(), mend: None }
}

fn mend(check: &str, says: impl Into<String>, mend: impl Into<String>) -> Finding {
    let mend = Some(mend.into());
    Finding { check: check.to_owned(), health: Health::Mend, says: says.into(), mend }
}

fn not_asked(check: &str, says: &str) -> Finding {
    Finding { check: check.to_owned(), health: Health::NotAsked, says: says.to_owned(), mend: None }
}

fn refused(check: &str, failed: &CallFailed) -> Finding {
    let way_on = "No connection: is the portal running (--local), is the region right? A refusal: let the role that \
                  you use make this call. Not found: check the name.";
    mend(check, failed.to_string(), way_on)
}

/// All findings, in the order in which a deployment is set up.
pub(crate) fn all(asked: &Asked, settings: &Settings, now: Timestamp) -> Vec<Finding> {
    let keys = asked.keys.as_ref().ok();
    let mut findings = vec![clock(&asked.time, settings.clock, now), kept::keys(&asked.keys)];
    findings.push(kept::secret(asked.secret.as_ref(), &settings.stage, now));
    findings.push(listed::keys(asked, now));
    for (variable, state) in &asked.tables {
        findings.extend(kept::table(variable, state.as_ref()));
    }
    findings.push(kept::settings(&asked.settings));
    let here = asked.settings.as_ref().ok().copied();
    findings.push(kept::started(asked.started.as_ref(), here));
    findings.push(kept::documents(asked.documents.as_ref(), here));
    findings.push(kept::extract(&asked.extract, here, keys, now));
    findings.extend(mail::account(asked.mail.as_ref()));
    findings.push(mail::suppressed(&asked.suppressed));
    findings.extend(mail::identity(asked.identity.as_ref(), settings));
    findings.push(mail::dmarc(asked.dmarc.as_deref(), settings));
    findings.extend(reached::portal(asked.portal.as_ref(), settings, now));
    findings.extend(desk::all(asked.desk.as_ref(), settings, now));
    findings.push(reached::alarms(asked.hearers.as_ref(), &settings.stage));
    findings
}

fn clock(
    time: &Result<Option<Timestamp>, CallFailed>,
    clock: SystemClock,
    now: Timestamp,
) -> Finding {
    // The tables of a stack whose clock was put ahead do not know of it.
    let ahead = clock.ahead().as_seconds();
    let now = now - SignedDuration::from_secs(ahead.into());
    match time {
        Err(failed) => refused("clock", failed),
        Ok(None) => not_asked("clock", "the answer has no date"),
        Ok(Some(there)) => {
            let skew = now.duration_since(*there).abs();
            let seconds = skew.as_secs();
            if skew > SKEW_MOST {
                let says = format!("this machine is {seconds} seconds off");
                mend(
                    "clock",
                    says,
                    "Set the clock, by NTP at best: AWS refuses requests at five minutes.",
                )
            } else if ahead > 0 {
                well("clock", format!("put ahead by hand, by {ahead} s (--clock)"))
            } else {
                well("clock", format!("within {seconds} s of the tables'"))
            }
        }
    }
}

#[cfg(test)]
mod tests;
