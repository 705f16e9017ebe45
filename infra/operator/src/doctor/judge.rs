//! What the doctor makes of the answers, and how to mend it. Nothing here asks anybody anything.

use aws::{CallFailed, MailAccount, MailIdentity, SecretState, Settings, Stage, TableState};
use domain::ports::StoreError;
use domain::{Extract, KeyRing};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::asked::Asked;

/// An extract older than this is late: most co-ops bill once a month and close accounts every day.
const EXTRACT_LATE: SignedDuration = SignedDuration::from_hours(24 * 8);
/// AWS refuses requests whose clock is wrong by 5 minutes; links would end early or late long before.
const SKEW_MOST: SignedDuration = SignedDuration::from_secs(30);
/// Keys older than this are due for another. Ours.
const KEYS_OLD: SignedDuration = SignedDuration::from_hours(24 * 365);
/// The share of the day's letters, in percent, from which a rise is due. Source: SECURITY §1.
const QUOTA_HIGH: f64 = 80.0;

/// What was found about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    /// What was looked at.
    pub(crate) check: String,
    /// How it is.
    pub(crate) health: Health,
    /// The same in words.
    pub(crate) says: String,
    /// What to do about it.
    pub(crate) mend: Option<String>,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Health {
    /// As it should be.
    Well,
    /// Not as it should be.
    Mend,
    /// There is nobody to ask.
    NotAsked,
}

impl Health {
    /// The word before a finding.
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
    let way_on = "Let the role that you use make this call, or check region and names.";
    mend(check, failed.to_string(), way_on)
}

/// Everything, in the order in which a deployment comes to be.
pub(crate) fn all(
    asked: &Asked,
    settings: &Settings,
    keys: &KeyRing,
    now: Timestamp,
) -> Vec<Finding> {
    let mut findings = vec![clock(&asked.time, now)];
    findings.extend(secret(asked.secret.as_ref(), &settings.stage, keys, now));
    for (variable, state) in &asked.tables {
        findings.extend(table(variable, state.as_ref()));
    }
    findings.push(extract(&asked.extract, keys, now));
    findings.extend(mail(asked.mail.as_ref()));
    findings.extend(identity(asked.identity.as_ref(), settings));
    findings
}

fn clock(time: &Result<Option<Timestamp>, CallFailed>, now: Timestamp) -> Finding {
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
            } else {
                well("clock", format!("within {seconds} s of the tables'"))
            }
        }
    }
}

fn secret(
    answer: Option<&Result<SecretState, CallFailed>>,
    stage: &Stage,
    keys: &KeyRing,
    now: Timestamp,
) -> Vec<Finding> {
    let names = keys.ids().iter().map(domain::KeyId::as_str).collect::<Vec<_>>().join(", ");
    let (current, index, matching) = (keys.current(), keys.index(), keys.matching());
    let held = format!(
        "holds {names}; current is {}, for look-ups {}, for the next import {}",
        current.as_str(),
        index.as_str(),
        matching.as_str()
    );
    let mut findings = vec![well("keys", held)];
    findings.push(match answer {
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
        Some(Ok(SecretState { changed_at: Some(at), .. })) if now.duration_since(*at) > KEYS_OLD => mend(
            "secret",
            format!("no key was added since {at}"),
            "Add a key and make it current: docs/OPERATING.md, \"Keys\".",
        ),
        Some(Ok(SecretState { changed_at: Some(at), .. })) => {
            well("secret", format!("changed last on {at}"))
        }
        Some(Ok(SecretState { changed_at: None, .. })) => well("secret", "is there"),
    });
    findings
}

fn table(variable: &str, state: Option<&Result<TableState, CallFailed>>) -> Vec<Finding> {
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
        _ => "Outbox",
    }
}

fn extract(state: &Result<Option<Extract>, StoreError>, keys: &KeyRing, now: Timestamp) -> Finding {
    let import = "Put the billing system's file in: porchlight import FILE.";
    match state {
        Err(_) => mend("billing extract", "the table does not answer", "See the tables above."),
        Ok(None) => mend("billing extract", "none was imported, so nobody can register", import),
        Ok(Some(extract)) if !domain::import::key_held(keys, Some(extract)) => mend(
            "billing extract",
            format!(
                "its key {} is gone from the secret, so nobody matches",
                extract.match_key.as_str()
            ),
            "Put the key back, or import with --force.",
        ),
        Ok(Some(extract)) => {
            let age = now.duration_since(extract.imported_at);
            let says = format!(
                "version {}, {} accounts, {} days old",
                extract.version,
                extract.accounts,
                age.as_hours() / 24
            );
            if age > EXTRACT_LATE {
                mend(
                    "billing extract",
                    says,
                    format!("New members cannot register, old ones can. {import}"),
                )
            } else {
                well("billing extract", says)
            }
        }
    }
}

fn mail(state: Option<&Result<MailAccount, CallFailed>>) -> Vec<Finding> {
    let account = match state {
        None => return vec![not_asked("mail", "letters go to this machine's inbox, not to SES")],
        Some(Err(failed)) => return vec![refused("mail", failed)],
        Some(Ok(account)) => account,
    };
    let mut findings = vec![if account.out_of_sandbox {
        well("mail", "SES sends to anybody")
    } else {
        mend(
            "mail",
            "SES is in its sandbox: letters reach only addresses that you verified, 200 a day",
            "Ask for production access: SES console, \"Account dashboard\". It takes about a day.",
        )
    }];
    if !account.may_send || account.enforcement != "HEALTHY" {
        findings.push(mend(
            "mail",
            format!("AWS has paused letters or watches them: {}", account.enforcement),
            "Read the case in the SES console: too many bounces or complaints.",
        ));
    }
    let used = account.sent_in_a_day * 100.0 / account.most_in_a_day.max(1.0);
    let says = format!(
        "{:.0} of the day's {:.0} letters went",
        account.sent_in_a_day, account.most_in_a_day
    );
    findings.push(if used >= QUOTA_HIGH {
        mend("mail", says, "Ask for more: Service Quotas, \"Sending quota\".")
    } else {
        well("mail", says)
    });
    findings
}

fn identity(
    state: Option<&Result<Option<MailIdentity>, CallFailed>>,
    settings: &Settings,
) -> Vec<Finding> {
    let from = settings.mail_from.as_deref().unwrap_or_default();
    let domain = from.rsplit_once('@').map_or(from, |(_, domain)| domain);
    let identity = match state {
        None if settings.stage == Stage::Local => {
            return vec![not_asked("sender", "the local inbox takes letters from anybody")];
        }
        None => return vec![mend("sender", "MAIL_FROM is not set", "Set it as the stack has it.")],
        Some(Err(failed)) => return vec![refused("sender", failed)],
        Some(Ok(None)) => {
            let says = format!("SES knows neither {domain} nor {from}");
            return vec![mend(
                "sender",
                says,
                "Add the domain as an identity in SES, and its DNS records.",
            )];
        }
        Some(Ok(Some(identity))) => identity,
    };
    let mut findings = vec![match (identity.is_verified, identity.dkim.as_str()) {
        (true, "SUCCESS") => {
            well("sender", format!("{domain} is verified and letters are signed (DKIM)"))
        }
        (true, dkim) => mend(
            "sender",
            format!("letters from {domain} are not signed: DKIM is {dkim}"),
            "Put the three CNAME records into DNS that the SES console shows for the identity.",
        ),
        (false, _) => mend(
            "sender",
            format!("{domain} is not verified, so no letter goes"),
            "Put the records into DNS that the SES console shows for the identity.",
        ),
    }];
    findings.push(match &identity.mail_from {
        Some(bounces) => well("bounces", format!("return to {bounces}")),
        None => mend(
            "bounces",
            "letters name amazonses.com as their sender's domain, so SPF does not vouch for yours",
            format!("Set a custom MAIL FROM domain such as bounce.{domain} in SES, with its MX and TXT records."),
        ),
    });
    let dmarc = format!("not asked here; look yourself: dig +short TXT _dmarc.{domain}");
    findings.push(not_asked("DMARC", &dmarc));
    findings
}

#[cfg(test)]
mod tests;
