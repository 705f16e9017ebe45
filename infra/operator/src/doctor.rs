//! `porchlight doctor`: looks over the deployment and says how to mend faults.

mod asked;
mod certificate;
mod desk;
mod dns;
mod judge;
mod portal;

use std::fmt::Write as _;

use aws::CallFailed;
use domain::ports::Clock;
use serde_json::json;
use web::portal::Portal;

use crate::end::{CommandEnd, DONE, Failure, LATER, TO_MEND};
use crate::place::Site;

use asked::Asked;
use judge::{Finding, Health};

/// Checks everything in turn. A check that cannot be made is a finding too.
pub(crate) async fn run(
    site: &Site,
    portal: Result<&'static Portal, Failure>,
) -> Result<CommandEnd, Failure> {
    let asked = Asked::of(site, portal).await;
    let findings = judge::all(&asked, &site.settings, site.settings.clock.now());
    let nobody_answers = asked.time.as_ref().is_err_and(CallFailed::may_pass);
    Ok(end(&findings, nobody_answers))
}

fn end(findings: &[Finding], nobody_answers: bool) -> CommandEnd {
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
    CommandEnd { text, json: json!({ "to_mend": to_mend, "findings": findings }), code }
}
