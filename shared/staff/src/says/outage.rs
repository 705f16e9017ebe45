//! The words about the report of an outage.

use domain::outages::SaidBy;
use domain::why::{LastWord, OutageCase};
use web::portal::Portal;

use super::{Said, told};
use crate::advice::Worded;
use crate::words::{short, when};

/// How the report stands, by whom and since when, and what comes next.
pub(super) fn stands(portal: &Portal, case: &OutageCase) -> Said {
    match case {
        OutageCase::Reported { at } => told(
            format!("the outage is reported since {}, and nobody said more yet", when(portal, *at)),
            REPORTED,
        )
        .hint(Worded::two(
            "porchlight outage --reference CODE --status crew-sent, or restored",
            "Who sends the crews says when one is sent; the member's page shows it.",
        )),
        OutageCase::CrewSent(word) => told(format!("a crew is sent: {}", said(portal, word)), SENT)
            .hint(Worded::two(
                "Once it is so: porchlight outage --reference CODE --status restored",
                "Who sends the crews says when the power is back; the member can say so, too.",
            )),
        OutageCase::Restored(word) => {
            told(format!("the power is back: {}", said(portal, word)), BACK)
        }
        OutageCase::Silent { since } => told(
            format!(
                "the report is over: nobody had news of it for two weeks, the last came {}",
                when(portal, *since)
            ),
            OVER,
        ),
        OutageCase::Replaced => {
            told("the report is over, and the account has a newer one or none", OVER).hint(
                Worded::two(
                    "porchlight why --account N tells what was reported since",
                    "Look up the account number: it tells what was reported since.",
                ),
            )
        }
        OutageCase::Unverified => told(
            "somebody reported it who was not signed in: how it stands is noted nowhere",
            UNVERIFIED,
        )
        .hint(Worded::two(
            "The event outage.reported has the place, and the number to call them back",
            "The dispatcher has the place, and the number to call them back.",
        )),
    }
}

/// The same as one line beside the state of an account; none of a report that is over.
pub(crate) fn line(portal: &Portal, code: &str, case: &OutageCase) -> Option<String> {
    match case {
        OutageCase::Reported { .. } | OutageCase::CrewSent(_) | OutageCase::Restored(_) => {
            Some(format!("Outage {code}: {}", stands(portal, case).now.shell))
        }
        OutageCase::Silent { .. } | OutageCase::Replaced | OutageCase::Unverified => None,
    }
}

fn said(portal: &Portal, word: &LastWord) -> String {
    let by = match (word.by, word.staff.as_deref()) {
        (SaidBy::Member, _) => "the member".to_owned(),
        (SaidBy::Staff, None) => "staff".to_owned(),
        (SaidBy::Staff, Some(name)) => format!("staff ({})", short(name)),
        (SaidBy::OutageSystem, _) => "the outage system".to_owned(),
    };
    format!("{by} said so, as of {}", when(portal, word.at))
}

const REPORTED: [&str; 2] = [
    "We have your report. I see no word of a crew yet. The page on which you reported it shows when one is on its way.",
    "Tenemos su reporte. Todavía no veo que haya salido una cuadrilla. La página donde lo reportó muestra cuándo va en camino.",
];
const SENT: [&str; 2] = [
    "We have your report, and a crew is on its way or at work.",
    "Tenemos su reporte, y una cuadrilla va en camino o ya trabaja.",
];
const BACK: [&str; 2] = [
    "We were told that your power is back. If it is not, please report it again.",
    "Nos dijeron que ya volvió la luz. Si no es así, repórtelo otra vez, por favor.",
];
const OVER: [&str; 2] = [
    "That report is over. If your power is out now, please report it again.",
    "Ese reporte ya terminó. Si ahora está sin luz, repórtelo otra vez, por favor.",
];
const UNVERIFIED: [&str; 2] = [
    "We have your report, and our crews look into it. We call you if we need to know more.",
    "Tenemos su reporte, y nuestras cuadrillas lo revisan. Le llamamos si necesitamos saber más.",
];
