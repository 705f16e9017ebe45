//! Settings and assets as Rust source.

use std::fmt::Write as _;

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

use super::contrast::Palette;
use super::settings::{Question, Section, Settings, Text};

/// The source of the portal's settings.
pub(crate) fn portal(settings: &Settings) -> String {
    let address: Vec<&str> = settings.address.iter().map(|line| line.get_ref().as_str()).collect();
    let digits: String = settings.phone.get_ref().chars().filter(char::is_ascii_digit).collect();
    let links = &settings.links;
    let mut out = String::from("Portal {");
    field(&mut out, "name", settings.name.get_ref());
    field(&mut out, "short_name", settings.short_name.get_ref());
    field(&mut out, "phone", settings.phone.get_ref());
    field(&mut out, "phone_link", &format!("tel:+1{digits}"));
    let _ = write!(out, "address: &{address:?}, hours: {}, ", text(&settings.hours));
    let _ = write!(out, "service: {}, {}, ", text(&settings.service), account_number(settings));
    field(&mut out, "time_zone", settings.time_zone.get_ref());
    field(&mut out, "reply_to", settings.reply_to.get_ref());
    let reports_to: Vec<&str> =
        settings.reports_to.iter().map(|to| to.get_ref().as_str()).collect();
    let _ = write!(out, "reports_to: &{reports_to:?}, extract: {}, ", extract(settings));
    out.push_str("links: Links {");
    field(&mut out, "pay", links.pay.get_ref());
    field(&mut out, "usage", links.use_.get_ref());
    field(&mut out, "bills", links.bills.get_ref());
    field(&mut out, "outages", links.outages.get_ref());
    let questions: String = settings.questions.get_ref().iter().map(question).collect();
    let _ = write!(
        out,
        "}}, questions: &[{questions}], questions_asked: {}, terms: {}, ",
        settings.questions_asked.get_ref(),
        terms(settings)
    );
    let _ = write!(out, "paperless: {}, ", paperless(settings));
    let (day, night) = (colors(&settings.brand.light), colors(&settings.brand.dark));
    let _ = write!(out, "letter_colors: {day}, letter_colors_by_night: {night}, ");
    out.push('}');
    out
}

fn field(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, "{name}: {value:?}, ");
}

fn text(text: &Text) -> String {
    pair(text.en.get_ref(), text.es.get_ref())
}

fn pair(english: &str, spanish: &str) -> String {
    format!("Text {{ english: {english:?}, spanish: {spanish:?} }}")
}

fn question(question: &Question) -> String {
    let Question { field, kind, label, hint } = question;
    let (label, hint) = (text(label), text(hint));
    format!(
        "Question {{ asked: domain::Question {{ field: {:?}, kind: domain::QuestionKind::{kind:?} }}, \
         label: {label}, hint: {hint} }}, ",
        field.get_ref()
    )
}

fn account_number(settings: &Settings) -> String {
    let number = &settings.account_number;
    format!(
        "account_form: domain::AccountForm {{ least: {}, most: {}, digits_only: {} }}, \
         account_example: {:?}",
        number.least.get_ref(),
        number.most.get_ref(),
        number.digits_only,
        number.example.as_ref().map(|example| example.get_ref().as_str())
    )
}

/// Where ZIP codes begin with 0, the co-op's own does; the settings may say otherwise.
fn extract(settings: &Settings) -> String {
    let extract = &settings.extract;
    let address = settings.address.last().map(|line| line.get_ref().as_str()).unwrap_or_default();
    let own_zip = address.split_whitespace().last().unwrap_or_default();
    let has_zero = own_zip.starts_with('0') && own_zip.len() >= 5;
    let columns: Vec<(&str, &str)> = extract
        .columns
        .iter()
        .map(|(name, header)| (name.get_ref().as_str(), header.get_ref().as_str()))
        .collect();
    let statuses = extract.statuses.iter().map(|(word, status)| {
        format!("({:?}, domain::AccountStatus::{status:?}), ", word.get_ref())
    });
    format!(
        "Extract {{ name_form: domain::import::NameForm::{:?}, zips_begin_with_zero: {}, accept_rejects: {}, \
         columns: &{columns:?}, statuses: &[{}] }}",
        extract.name_form,
        extract.zips_begin_with_zero.unwrap_or(has_zero),
        extract.accept_rejects,
        statuses.collect::<String>()
    )
}

fn terms(settings: &Settings) -> String {
    let terms = &settings.terms;
    let sections = terms.sections.get_ref();
    let whole = |pick: fn(&Text) -> &str| -> String {
        let lines = sections.iter().flat_map(|Section { heading, text }| [heading, text]);
        lines.map(pick).collect::<Vec<_>>().join("\n\n")
    };
    let prints = pair(
        &fingerprint(&whole(|text| text.en.get_ref())),
        &fingerprint(&whole(|text| text.es.get_ref())),
    );
    let listed = sections.iter().map(|section| {
        let (heading, text) = (text(&section.heading), text(&section.text));
        format!("Section {{ heading: {heading}, text: {text} }}, ")
    });
    format!(
        "Terms {{ version: {:?}, date: {:?}, sections: &[{}], sha256: {prints} }}",
        terms.version.get_ref(),
        terms.date.get_ref(),
        listed.collect::<String>()
    )
}

fn paperless(settings: &Settings) -> String {
    let paperless = &settings.paperless;
    let (english, spanish) = (paperless.en.get_ref(), paperless.es.get_ref());
    let text = pair(english, spanish);
    let prints = pair(&fingerprint(english), &fingerprint(spanish));
    let version = paperless.version.get_ref();
    format!("Paperless {{ version: {version:?}, text: {text}, sha256: {prints} }}")
}

fn colors(palette: &Palette) -> String {
    let colors = palette
        .named()
        .map(|(name, color)| format!("{}: {:?}, ", name.replace('-', "_"), color.get_ref()));
    format!("Colors {{ {} }}", colors.concat())
}

/// SHA-256 as lower-case hexadecimal, recorded with a member's consent.
fn fingerprint(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}

/// A source expression as the policy wants it: `'sha256-…'`.
pub(crate) fn source_hash(inlined: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(inlined.as_bytes())))
}

/// The palette as declarations: `--page:#fff;--ink:#000;…`.
pub(crate) fn declarations(palette: &Palette) -> String {
    palette.named().map(|(name, color)| format!("--{name}:{};", color.get_ref())).concat()
}
