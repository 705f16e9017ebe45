//! `porchlight settings check`: says all that is wrong with the co-op's settings, before they are deployed.

use std::fmt::Write as _;
use std::path::Path;

use domain::history::Kept;
use serde_json::{Value, json};
use web::portal::{Portal, Refused, changed_without_version, open};

use crate::arguments::{Arguments, Check};
use crate::end::{CommandEnd, Failure, TO_MEND};
use crate::place;

/// Reads a file as a function would, and compares its texts with those that are deployed.
pub(crate) fn check(check: &Check, arguments: &Arguments) -> Result<CommandEnd, Failure> {
    let file = match &check.file {
        Some(file) => file.clone(),
        None => place::settings_file(arguments)?,
    };
    let portal = match open(&file) {
        Ok(portal) => portal,
        Err(refused) => return Ok(bad(&file, &refused)),
    };
    let Some(deployed) = &check.against else { return Ok(good(&file, portal)) };
    let before = open(deployed).map_err(|refused| {
        let way_on = "Name the file that is deployed, as it was checked in then.";
        Failure::mend(format!("what it is compared with is refused:\n{refused}\n"), way_on)
    })?;
    match changed_without_version(&file, portal, before) {
        None => Ok(good(&file, portal)),
        Some(refused) => Ok(bad(&file, &refused)),
    }
}

fn good(file: &Path, portal: &Portal) -> CommandEnd {
    let (asked, known) = (portal.asked().len(), portal.fields().len());
    let mut text = format!(
        "{}: good, for {}. Questions: {asked} of {known} asked. Its functions will log settings={}.\n",
        file.display(),
        portal.name,
        portal.print
    );
    let bills = portal.kept.bills;
    if bills != Kept::SHIPPED.bills {
        let (months, days) = (bills.count(), bills.days());
        let _ = writeln!(text, "Bills of {months} months: deploy with DocumentsKeptDays={days}.");
    }
    let json = json!({ "file": file, "settings": portal.print, "faults": [] });
    CommandEnd::well(text, json)
}

fn bad(file: &Path, refused: &Refused) -> CommandEnd {
    let many = refused.faults.len();
    let mut text = format!("{refused}\n");
    let _ = writeln!(text, "\nNothing starts with these settings: {many} to mend.");
    let faults: Vec<Value> = refused
        .faults
        .iter()
        .map(|fault| json!({ "line": fault.line, "reason": fault.reason }))
        .collect();
    let json = json!({ "file": file, "settings": null, "faults": faults });
    CommandEnd { text, json, code: TO_MEND }
}
