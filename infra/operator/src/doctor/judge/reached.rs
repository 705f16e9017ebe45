//! Judges what is outside: the portal's address, and the people who hear of alarms.

use aws::{CallFailed, Hearers, Settings, Stage};
use jiff::{SignedDuration, Timestamp};

use super::{Finding, mend, not_asked, refused, well};
use crate::doctor::portal::{Opened, Unopened};
use staff::counted;

/// A certificate that ends sooner was not renewed. ACM renews 60 days before the end.
pub(super) const CERTIFICATE_ENDS: SignedDuration = SignedDuration::from_hours(24 * 21);

pub(super) fn portal(
    state: Option<&Result<Opened, Unopened>>,
    settings: &Settings,
    now: Timestamp,
) -> Vec<Finding> {
    let origin = settings.portal_origin.as_deref().unwrap_or_default();
    let opened = match state {
        None => {
            let mend_by = "Set it to the output PortalUrl of the stack; OperatorSettings has it.";
            return vec![mend("portal", "PORTAL_ORIGIN is not set", mend_by)];
        }
        Some(Err(unopened)) => return vec![unreached(unopened, origin)],
        Some(Ok(opened)) => opened,
    };
    let mut findings = vec![match opened.status {
        200 => well("portal", format!("{origin} answers")),
        503 => mend(
            "portal",
            format!(
                "{origin} answers 503: it is closed for maintenance, or its tables do not answer"
            ),
            "Deploy with Maintenance empty once the work is done; otherwise look into the functions' log.",
        ),
        status => mend(
            "portal",
            format!("{origin} answers {status} where members sign in"),
            "Look for level ERROR in the functions' log: most often a setting or the secret is missing.",
        ),
    }];
    findings.extend(opened.until.map(|until| certificate("certificate", until, now)));
    findings
}

fn unreached(unopened: &Unopened, origin: &str) -> Finding {
    match unopened {
        Unopened::NoOrigin => mend(
            "portal",
            "PORTAL_ORIGIN is no https:// and a host",
            "Set it to the output PortalUrl of the stack; OperatorSettings has it.",
        ),
        Unopened::NoConnection(cause) => mend(
            "portal",
            format!("{origin} cannot be reached: {cause}"),
            "Does its DNS record lead to the output DomainTarget? Is there a connection from here?",
        ),
        Unopened::Certificate(cause) => mend(
            "certificate",
            format!("browsers refuse the certificate of {origin}: {cause}"),
            "See in ACM whether it was issued for this host and renewed: its DNS record has to stay.",
        ),
        Unopened::NoAnswer => mend(
            "portal",
            format!("{origin} does not answer as a web page"),
            "Does its DNS record lead to the output DomainTarget?",
        ),
    }
}

pub(super) fn certificate(check: &str, until: Timestamp, now: Timestamp) -> Finding {
    let left = until.duration_since(now);
    let days = u64::try_from(left.as_hours() / 24).unwrap_or_default();
    let says = format!("it holds for {} more", counted(days, "day"));
    if left < CERTIFICATE_ENDS {
        mend(check, says, "ACM renews it 60 days before: its DNS record has to be there.")
    } else {
        well(check, says)
    }
}

pub(super) fn alarms(asked: Option<&Result<Hearers, CallFailed>>, stage: &Stage) -> Finding {
    match asked {
        None if *stage == Stage::Local => not_asked("alarms", "nothing rings on this machine"),
        None => mend(
            "alarms",
            "ALARM_TOPIC is not set",
            "Set it to the stack's topic; OperatorSettings has it.",
        ),
        Some(Err(failed)) => refused("alarms", failed),
        Some(Ok(Hearers { confirmed: 0, asked: 0 })) => mend(
            "alarms",
            "nobody hears of them",
            "Deploy with AlarmEmail, and confirm the letter that comes.",
        ),
        Some(Ok(Hearers { confirmed: 0, .. })) => mend(
            "alarms",
            "nobody hears of them: the address has not confirmed that it wants to",
            "Confirm the letter that AWS sent there. It is over after three days: deploy with AlarmEmail empty, then \
             with the address again.",
        ),
        Some(Ok(Hearers { confirmed, asked: waiting })) => {
            let waits =
                if *waiting == 0 { String::new() } else { format!(", {waiting} more not yet") };
            well("alarms", format!("{} them{waits}", hear(*confirmed)))
        }
    }
}

fn hear(many: usize) -> String {
    if many == 1 { "one address hears of".to_owned() } else { format!("{many} addresses hear of") }
}
