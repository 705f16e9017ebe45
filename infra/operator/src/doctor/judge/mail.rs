//! Judges mail: SES's state and the sender.

use aws::{CallFailed, MailAccount, MailIdentity, Settings, Stage, SuppressedCount};

use super::{Finding, mend, not_asked, refused, well};
use staff::grouped;

/// The share of the day's letters, in percent, at which to ask for more.
///
/// Source: SECURITY.md#figures.
const QUOTA_HIGH: f64 = 80.0;

pub(super) fn account(state: Option<&Result<MailAccount, CallFailed>>) -> Vec<Finding> {
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

/// The addresses that SES writes to no more. They are no fault of the deployment: each is mended on its own.
pub(super) fn suppressed(state: &Result<SuppressedCount, CallFailed>) -> Finding {
    let SuppressedCount { bounced, complained, more } = match state {
        Err(failed) => return refused("suppression list", failed),
        Ok(count) => *count,
    };
    let counted = |many: usize| match many {
        1 => "1 address".to_owned(),
        many => format!("{} addresses", grouped(many as u64)),
    };
    let at_least = if more { "at least " } else { "" };
    let says = match bounced + complained {
        0 => "SES writes to every address".to_owned(),
        _ => format!(
            "SES has {at_least}{} on its list whose letters came back, and {at_least}{} that called a letter spam; \
             `porchlight unlock --email E` takes one off",
            counted(bounced),
            counted(complained)
        ),
    };
    well("suppression list", says)
}

pub(super) fn identity(
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
    findings
}

/// What receivers should do with forged letters from the sender's domain.
///
/// Source: RFC 7489 §6.3.
pub(super) fn dmarc(records: Option<&[String]>, settings: &Settings) -> Finding {
    let from = settings.mail_from.as_deref().unwrap_or_default();
    let domain = from.rsplit_once('@').map_or(from, |(_, domain)| domain);
    let by_hand =
        format!("DNS does not answer here; look yourself: dig +short TXT _dmarc.{domain}");
    let begin = format!("Put a TXT record at _dmarc.{domain}: docs/OPERATING.md#deploying.");
    match records {
        None if settings.stage == Stage::Local => {
            not_asked("DMARC", "letters do not leave this machine")
        }
        None => not_asked("DMARC", &by_hand),
        Some([]) => mend(
            "DMARC",
            format!("{domain} has no record, so anybody may write in its name"),
            begin,
        ),
        Some([record]) => match policy(record) {
            Some("none") => {
                well("DMARC", "reports only (p=none); tighten it once the reports are clean")
            }
            Some("quarantine" | "reject") => {
                well("DMARC", "letters in your name that are not yours are refused")
            }
            _ => mend("DMARC", format!("the record of {domain} has no policy"), begin),
        },
        Some(_) => mend(
            "DMARC",
            format!("{domain} has several records, so none of them counts"),
            "Leave one of them.",
        ),
    }
}

fn policy(record: &str) -> Option<&str> {
    let tags = record.split(';').filter_map(|tag| tag.split_once('='));
    let mut policies = tags.filter(|(name, _)| name.trim() == "p").map(|(_, value)| value.trim());
    policies.next()
}
