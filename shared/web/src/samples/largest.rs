//! Pages as large as they get: codes that repeat nothing, and all that a member may have.

use domain::Language;

use super::many::choice;
use super::{history, home, paying};
use crate::pages::Choice;
use crate::portal::Portal;

/// As many accounts as a member may have, and as may be open to them.
const ACCOUNTS: u32 = 50;

/// The largest pages that members come for, each with its name.
///
/// # Errors
///
/// When a template cannot be filled in.
pub fn largest(
    portal: &'static Portal,
    language: Language,
) -> Result<Vec<(&'static str, String)>, askama::Error> {
    let choices: Vec<Choice> = (0..ACCOUNTS).map(choice).collect();
    let pages = [
        ("bills", history::largest(portal, language, &choices)),
        ("home", home::largest(portal, language)),
        ("pay", paying::largest(portal, language, &choices)),
    ];
    pages.into_iter().map(|(name, page)| Ok((name, page?))).collect()
}
