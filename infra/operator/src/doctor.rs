//! `porchlight doctor`: looks over the deployment and says how to mend what is wrong.

mod asked;
mod certificate;
mod dns;
mod judge;
mod portal;

use std::fmt::Write as _;

use aws::{CallFailed, SystemClock};
use domain::ports::Clock;
use serde_json::json;

use crate::end::{DONE, End, Failure, LATER, TO_MEND};
use crate::place::Site;

use asked::Asked;
use judge::{Finding, Health};

/// Asks everything, one thing after the other; what cannot be asked is a finding too.
pub(crate) async fn run(site: &Site) -> Result<End, Failure> {
    let asked = Asked::of(site).await;
    let findings = judge::all(&asked, &site.settings, SystemClock.now());
    let nobody_answers = asked.time.as_ref().is_err_and(CallFailed::may_pass);
    Ok(end(&findings, nobody_answers))
}

fn end(findings: &[Finding], nobody_answers: bool) -> End {
    let mut text = String::new();
    for finding in findings {
        let Finding { check, health, says, mend } = finding;
        let _ = writeln!(text, "{:<7} {check}: {says}", health.word());
        if let Some(mend) = mend {
            let _ = writeln!(text, "        {mend}");
        }
    }
    let to_mend = findings.iter().filter(|finding| finding.health == Health::Mend).count();
    let _ = match to_mend {
        0 => writeln!(text, "\nNothing to mend."),
        1 => writeln!(text, "\nOne thing to mend."),
        many => writeln!(text, "\n{many} things to mend."),
    };
    let code = match to_mend {
        0 => DONE,
        _ if nobody_answers => LATER,
        _ => TO_MEND,
    };
    End { text, json: json!({ "to_mend": to_mend, "findings": findings }), code }
}
