//! Every page and every letter with made-up members, for the preview and for the snapshots.

mod errors;
mod held;
mod history;
mod home;
mod largest;
mod letters;
mod login;
mod many;
mod outages;
mod pages;
mod passkeys;
mod paying;
mod people;
mod profile;
mod refused;
mod second;
mod settings;
mod usage;

pub use errors::errors;
pub use largest::largest;
pub use letters::letters;
pub use pages::pages;
pub use refused::refused;
pub use settings::{BY_CODE, changed_settings, shipped};

use domain::{AccountNumber, Language};
use jiff::Timestamp;

use crate::pages::Choice;
use crate::pages::view::{Field, View};
use crate::portal::Portal;
use crate::words::moment::local_date;

/// Every page and letter of a language as a file, by its name.
///
/// # Errors
///
/// When a template cannot be filled in.
pub fn files(
    portal: &'static Portal,
    language: Language,
) -> Result<Vec<(String, String)>, askama::Error> {
    let pages =
        pages(portal, language)?.into_iter().map(|(name, page)| (format!("{name}.html"), page));
    let refused = refused(portal, language)?
        .into_iter()
        .map(|(name, page)| (format!("refused_{name}.html"), page));
    let letters = letters(portal, language)?.into_iter().flat_map(|(name, letter)| {
        let text = format!("Subject: {}\n\n{}", letter.subject, letter.text);
        [(format!("letter_{name}.html"), letter.html), (format!("letter_{name}.txt"), text)]
    });
    Ok(pages.chain(refused).chain(letters).collect())
}

/// A member of no co-op.
const EMAIL: &str = "maria.quintero@example.com";

/// What billing calls the service of one of their accounts.
const SERVICE: &str = "12840 County Road 512, Unit B, Juniper Gap";

/// March 4, 2026, 20:15 UTC.
const SPRING: Timestamp = Timestamp::constant(1_772_655_300, 0);
/// The numbers of their billing accounts.
const ACCOUNTS: [&str; 2] = ["1004417", "1250093"];

fn view(portal: &'static Portal, language: Language, path: &'static str) -> View<'static> {
    View {
        portal,
        language,
        now: Some(SPRING),
        path,
        state: "",
        csrf: "sample-csrf-token",
        signed_in: false,
        shown_again: None,
    }
}

/// A day as the co-op's office has it.
fn day(portal: &Portal, language: Language) -> String {
    local_date(SPRING, portal.time_zone, language)
}

/// The billing accounts as pages show them.
fn masked() -> [String; 2] {
    ACCOUNTS.map(|number| AccountNumber::parse(number).map(|it| it.masked()).unwrap_or_default())
}

/// The accounts of a member who has these two, one of which is chosen, and the first one's name.
fn choices(chosen: usize, name: Option<&str>) -> [Choice; 2] {
    let [first, second] = masked();
    let choice = |at, number, name: Option<&str>, code: &str| Choice {
        code: code.to_owned(),
        number,
        name: name.map(str::to_owned),
        is_closed: false,
        is_chosen: at == chosen,
    };
    [choice(0, first, name, "a3k7q2mnb5tx"), choice(1, second, None, "z4c6v2pwe7rd")]
}

fn typed(value: &str) -> Field<'_> {
    Field { value, error: None }
}

fn wrong<'a>(value: &'a str, error: &'a str) -> Field<'a> {
    Field { value, error: Some(error) }
}
