//! The co-op's settings as `infra/portal.toml` spells them, read strictly.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::contrast::Palette;

/// The fewest and the most letters and digits of any account number. A test holds that they are those of `domain`.
pub(crate) const ACCOUNT_NUMBER_LEAST: usize = 1;
pub(crate) const ACCOUNT_NUMBER_MOST: usize = 20;

/// A value together with the place in the file that it came from.
pub(crate) type Placed = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) name: Placed,
    pub(crate) short_name: Placed,
    pub(crate) phone: Placed,
    pub(crate) address: Vec<Placed>,
    pub(crate) time_zone: Placed,
    pub(crate) reply_to: Placed,
    #[serde(default)]
    pub(crate) reports_to: Vec<Placed>,
    pub(crate) questions_asked: Spanned<usize>,
    pub(crate) hours: Text,
    pub(crate) service: Text,
    pub(crate) links: Links,
    pub(crate) questions: Spanned<Vec<Question>>,
    pub(crate) terms: Terms,
    pub(crate) paperless: Paperless,
    pub(crate) brand: Brand,
    #[serde(default)]
    pub(crate) account_number: AccountNumber,
    #[serde(default)]
    pub(crate) extract: Extract,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    pub(crate) en: Placed,
    pub(crate) es: Placed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Links {
    pub(crate) pay: Placed,
    #[serde(rename = "use")]
    pub(crate) use_: Placed,
    pub(crate) bills: Placed,
    pub(crate) outages: Placed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) field: Placed,
    pub(crate) kind: Kind,
    pub(crate) label: Text,
    pub(crate) hint: Text,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Zip,
    Text,
    Cents,
    Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Terms {
    pub(crate) version: Placed,
    pub(crate) date: Placed,
    pub(crate) sections: Spanned<Vec<Section>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Section {
    pub(crate) heading: Text,
    pub(crate) text: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Paperless {
    pub(crate) version: Placed,
    pub(crate) en: Placed,
    pub(crate) es: Placed,
}

/// What an account number looks like; what is left out is as wide as numbers can be.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AccountNumber {
    pub(crate) least: Spanned<usize>,
    pub(crate) most: Spanned<usize>,
    pub(crate) digits_only: bool,
    pub(crate) example: Option<Placed>,
}

impl Default for AccountNumber {
    fn default() -> Self {
        let least = Spanned::new(0..0, ACCOUNT_NUMBER_LEAST);
        let most = Spanned::new(0..0, ACCOUNT_NUMBER_MOST);
        Self { least, most, digits_only: false, example: None }
    }
}

/// How the billing system writes its extract; what is left out is as most do.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Extract {
    pub(crate) name_form: NameForm,
    pub(crate) zips_begin_with_zero: Option<bool>,
    pub(crate) accept_rejects: u64,
    pub(crate) columns: BTreeMap<Placed, Placed>,
    pub(crate) statuses: BTreeMap<Placed, Status>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NameForm {
    #[default]
    Last,
    LastFirst,
    FirstLast,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    Active,
    Closed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Brand {
    pub(crate) logo: Placed,
    pub(crate) light: Palette,
    pub(crate) dark: Palette,
}

/// Why the settings are refused, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// Counted from 1.
    pub(crate) line: usize,
    pub(crate) reason: String,
}

/// Reads and checks the settings.
///
/// # Errors
///
/// The first thing in the file that is unknown, missing or wrong.
pub(crate) fn read(source: &str) -> Result<Settings, Refusal> {
    let settings: Settings = toml::from_str(source).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        Refusal { line: line_of(source, start), reason: error.message().to_owned() }
    })?;
    match super::rules::check(&settings) {
        Ok(()) => Ok(settings),
        Err((start, reason)) => Err(Refusal { line: line_of(source, start), reason }),
    }
}

fn line_of(source: &str, start: usize) -> usize {
    source.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1
}
