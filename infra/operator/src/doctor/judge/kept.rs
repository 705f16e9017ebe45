//! Judges what is stored: the secret, the tables, the billing extract.

use std::collections::{BTreeMap, BTreeSet};

use aws::{CallFailed, SecretState, Stage, TableState};
use domain::import::key_held;
use domain::ports::StoreError;
use domain::{Extract, KeyRing};
use jiff::{SignedDuration, Timestamp};
use web::portal::Portal;

use super::{Finding, mend, not_asked, refused, well};
use crate::end::Failure;
use staff::counted;

/// An extract older than this is late, as in `ImportLateAlarm`.
///
/// It is one day, and two hours for the night's work.
pub(super) const EXTRACT_LATE: SignedDuration = SignedDuration::from_hours(26);
/// Keys older than this should be changed. The figure is ours.
pub(super) const KEYS_OLD: SignedDuration = SignedDuration::from_hours(24 * 365);

pub(super) fn keys(state: &Result<KeyRing, Failure>) -> Finding {
    let keys = match state {
        Ok(keys) => keys,
        Err(failure) => return mend("keys", failure.problem.as_str(), failure.way_on.as_str()),
    };
    let names = keys.ids().iter().map(domain::KeyId::as_str).collect::<Vec<_>>().join(", ");
    let (current, index, matching) = (keys.current(), keys.index(), keys.matching());
    well(
        "keys",
        format!(
            "holds {names}; current is {}, for look-ups {}, for the next import {}",
            current.as_str(),
            index.as_str(),
            matching.as_str()
        ),
    )
}

pub(super) fn secret(
    answer: Option<&Result<SecretState, CallFailed>>,
    stage: &Stage,
    now: Timestamp,
) -> Finding {
    match answer {
        None if *stage == Stage::Local => {
            not_asked("secret", "on this machine it is a file, made at the first start")
        }
        None => mend("secret", "SECRET_ID is not set", "Set it to the output of the stack."),
        Some(Err(failed)) => refused("secret", failed),
        Some(Ok(SecretState { deleted_at: Some(at), .. })) => mend(
            "secret",
            format!("somebody deleted it; it goes on {at}"),
            "Now: aws secretsmanager restore-secret --secret-id \"$SECRET_ID\". Without it nobody signs in.",
        ),
        Some(Ok(SecretState { changed_at: Some(at), .. }))
            if now.duration_since(*at) > KEYS_OLD =>
        {
            mend(
                "secret",
                format!("no key was added since {at}"),
                "Add a key and make it current: docs/OPERATING.md#keys.",
            )
        }
        Some(Ok(SecretState { changed_at: Some(at), .. })) => {
            well("secret", format!("changed last on {at}"))
        }
        Some(Ok(SecretState { changed_at: None, .. })) => well("secret", "is there"),
    }
}

pub(super) fn table(
    variable: &str,
    state: Option<&Result<TableState, CallFailed>>,
) -> Vec<Finding> {
    let name = format!("table {}", table_name(variable));
    let (lasts, empties) = match variable {
        "BILLING_ACCOUNTS_TABLE" | "MEMBERS_TABLE" => (true, false),
        _ => (false, true),
    };
    let state = match state {
        None => {
            return vec![mend(
                &name,
                format!("{variable} is not set"),
                "Set it to the table's name.",
            )];
        }
        Some(Err(failed)) => return vec![refused(&name, failed)],
        Some(Ok(state)) => state,
    };
    let mut findings = Vec::new();
    if empties {
        findings.push(match state.time_to_live.as_deref() {
            Some("delete_at") => well(&name, "old items go by themselves"),
            Some(_) | None => mend(
                &name,
                "old items do not go by themselves",
                "Deploy the template again, or: aws dynamodb update-time-to-live --table-name NAME \
                 --time-to-live-specification Enabled=true,AttributeName=delete_at",
            ),
        });
    }
    if lasts {
        findings.push(match state.point_in_time {
            None => not_asked(&name, "backups are not asked about on this machine"),
            Some(true) => well(&name, "each of the last 35 days can be restored"),
            Some(false) => mend(
                &name,
                "nothing can be restored: point-in-time recovery is off",
                "Deploy the template again, or: aws dynamodb update-continuous-backups --table-name NAME \
                 --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true",
            ),
        });
        if state.point_in_time.is_some() && !state.is_protected {
            findings.push(mend(
                &name,
                "it can be deleted by mistake",
                "Deploy with DeletionProtection on, as samconfig.toml has it for prod.",
            ));
        }
    }
    findings
}

fn table_name(variable: &str) -> &'static str {
    match variable {
        "BILLING_ACCOUNTS_TABLE" => "BillingAccounts",
        "MEMBERS_TABLE" => "Members",
        "TRANSIENT_TABLE" => "Transient",
        "HISTORY_TABLE" => "History",
        _ => "Outbox",
    }
}

/// The settings as they are here.
pub(super) fn settings(portal: &Result<&'static Portal, Failure>) -> Finding {
    match portal {
        Ok(portal) => well("settings", format!("settings={} here", portal.print)),
        Err(failure) => mend("settings", failure.problem.trim_end(), &failure.way_on),
    }
}

/// Whether all functions started with the same settings, and with those that are here.
pub(super) fn started(
    state: Option<&Result<BTreeMap<String, String>, CallFailed>>,
    here: Option<&'static Portal>,
) -> Finding {
    const CHECK: &str = "functions' settings";
    let all = match state {
        None => return not_asked(CHECK, "no log to ask: LOG_GROUP is not set"),
        Some(Err(failed)) => return refused(CHECK, failed),
        Some(Ok(all)) if all.is_empty() => {
            return not_asked(CHECK, "no function started in the last 14 days");
        }
        Some(Ok(all)) => all,
    };
    let different: BTreeSet<&str> = all.values().map(String::as_str).collect();
    let here = here.map(|portal| portal.print);
    if different.len() == 1 && here.is_none_or(|here| different.contains(here)) {
        let says = format!("{} started with the same", counted(all.len() as u64, "function"));
        return well(CHECK, says);
    }
    let named: Vec<String> = all.iter().map(|(name, its)| format!("{name} {its}")).collect();
    let says = format!("they started with others than here, or disagree: {}", named.join(", "));
    mend(CHECK, says, "Deploy the settings again; each function then starts anew with them.")
}

/// Whether documents go with the bills that they are of: the bucket forgets by days, the settings say months.
pub(super) fn documents(
    state: Option<&Result<Option<u32>, CallFailed>>,
    here: Option<&'static Portal>,
) -> Finding {
    const CHECK: &str = "documents";
    let (days, kept) = match (state, here) {
        (None, _) => return not_asked(CHECK, "DOCUMENTS_BUCKET is not set"),
        (_, None) => return not_asked(CHECK, "without settings nobody can say how long they stay"),
        (Some(Err(failed)), _) => return refused(CHECK, failed),
        (Some(Ok(days)), Some(portal)) => (*days, portal.kept.bills),
    };
    let (months, needed) = (kept.count(), kept.days());
    if days == Some(needed) {
        return well(CHECK, format!("go after {needed} days, with bills of {months} months"));
    }
    let stay = days.map_or_else(|| "never go".to_owned(), |days| format!("go after {days} days"));
    let says = format!("they {stay}, and the settings keep bills for {months} months");
    mend(CHECK, says, format!("Deploy with DocumentsKeptDays={needed}, or change bills_months."))
}

pub(super) fn extract(
    state: &Result<Option<Extract>, StoreError>,
    portal: Option<&'static Portal>,
    keys: Option<&KeyRing>,
    now: Timestamp,
) -> Finding {
    let import = "Put the billing system's file in: porchlight import FILE.";
    match state {
        Err(_) => mend("billing extract", "the table does not answer", "See the tables above."),
        Ok(None) => mend("billing extract", "none was imported, so nobody can register", import),
        Ok(Some(extract)) if keys.is_some_and(|it| !key_held(it, Some(extract))) => mend(
            "billing extract",
            format!(
                "its key {} is gone from the secret, so nobody matches",
                extract.match_key.as_str()
            ),
            "Put the key back, or import with --force.",
        ),
        Ok(Some(extract)) if unanswered(portal, extract).is_some() => mend(
            "billing extract",
            format!(
                "it has no answers to {}, which the settings ask, so nobody can register",
                unanswered(portal, extract).unwrap_or_default()
            ),
            "Import one with that column: porchlight import FILE --new-questions.",
        ),
        Ok(Some(extract)) => {
            let age = now.duration_since(extract.imported_at);
            let says = format!(
                "version {}, {}, {} old",
                extract.version,
                counted(extract.accounts, "account"),
                old(age)
            );
            if age > EXTRACT_LATE {
                let late = format!(
                    "It is late, as ImportLateAlarm says: new members cannot register. {import}"
                );
                mend("billing extract", says, late)
            } else {
                well("billing extract", says)
            }
        }
    }
}

/// What the settings ask and the extract has no answers to.
fn unanswered(portal: Option<&'static Portal>, extract: &Extract) -> Option<&'static str> {
    web::questions::unanswered(portal?, Some(extract))
}

/// An age in hours up to two days, then in days.
fn old(age: SignedDuration) -> String {
    let hours = u64::try_from(age.as_hours()).unwrap_or_default();
    if hours < 48 { counted(hours, "hour") } else { counted(hours / 24, "day") }
}
