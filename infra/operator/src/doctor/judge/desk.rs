//! Judges the desk for staff, where there is one.

use aws::Settings;
use jiff::Timestamp;

use super::{Finding, mend, reached, well};
use crate::doctor::desk::AskedDesk;
use crate::doctor::portal::{Opened, Unopened};

const DESK: &str = "desk";
const SIGN_IN: &str = "sign-in of the desk";
const CERTIFICATE: &str = "certificate of the desk";

/// The findings on the desk; none without one.
pub(super) fn all(asked: Option<&AskedDesk>, settings: &Settings, now: Timestamp) -> Vec<Finding> {
    let (Some(asked), Some(desk)) = (asked, &settings.desk) else { return Vec::new() };
    let mut findings = vec![match &asked.opened {
        Ok(opened) => answered(opened, &desk.origin),
        Err(unopened) => unreached(unopened, &desk.origin),
    }];
    let until = asked.opened.as_ref().ok().and_then(|opened| opened.until);
    findings.extend(until.map(|until| reached::certificate(CERTIFICATE, until, now)));
    findings.push(match &asked.provider {
        Ok(()) => well(SIGN_IN, format!("{} is the issuer that it says it is", desk.issuer)),
        Err(cause) => {
            mend(SIGN_IN, cause, "See StaffIssuer: docs/DESK.md, \"When nobody gets in\".")
        }
    });
    findings
}

fn answered(opened: &Opened, origin: &str) -> Finding {
    match opened.status {
        200 => well(DESK, format!("{origin} answers")),
        status => mend(
            DESK,
            format!("{origin} answers {status} where staff begin"),
            "Look for level ERROR in the desk's log.",
        ),
    }
}

fn unreached(unopened: &Unopened, origin: &str) -> Finding {
    let dns = "Does the DNS record of StaffHost lead to the output DeskTarget?";
    match unopened {
        Unopened::NoOrigin => mend(DESK, "STAFF_ORIGIN is no https:// and a host", dns),
        Unopened::NoConnection(cause) => {
            mend(DESK, format!("{origin} cannot be reached: {cause}"), dns)
        }
        Unopened::Certificate(cause) => mend(
            CERTIFICATE,
            format!("browsers refuse the certificate of {origin}: {cause}"),
            "See in ACM whether StaffCertificateArn was issued for StaffHost and renewed: its DNS record has to stay.",
        ),
        Unopened::NoAnswer => mend(DESK, format!("{origin} does not answer as a web page"), dns),
    }
}
