//! `porchlight doctor`: looks over the deployment and says how to mend what is wrong.

mod asked;
mod judge;

use std::fmt::Write as _;

use aws::SystemClock;
use domain::ports::Clock;
use serde_json::json;

use crate::end::{End, Failure};
use crate::place::Place;

use asked::Asked;
use judge::{Finding, Health};

/// Asks everything, one thing after the other; what cannot be asked is a finding too.
pub(crate) async fn run(place: &Place) -> Result<End, Failure> {
    let asked = Asked::of(place).await;
    let findings = judge::all(&asked, &place.settings, &place.keys, SystemClock.now());
    Ok(end(&findings))
}

fn end(findings: &[Finding]) -> End {
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
    End { text, json: json!({ "to_mend": to_mend, "findings": findings }), to_mend: to_mend > 0 }
}
