//! Reads the settings: their text in, the portal or everything that is wrong with them out.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use data_encoding::HEXLOWER;
use domain::history::Kept;
use domain::{Figure, Figures, SecondFactorRules};
use sha2::{Digest, Sha256};
use toml::de::DeTable;

use super::billing::{account_number, extract};
use super::contrast::colors;
use super::look::Look;
use super::questions::{asked, questions};
use super::rules::{is_day, is_link, is_mailbox, is_phone, is_zone};
use super::table::Table;
use super::values::{Faults, Placed, keep, keep_all};
use super::{Links, Paperless, Portal, Section, Terms, logo};

/// Why settings are refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong, for the person who wrote it.
    pub reason: String,
}

/// Reads and checks settings.
///
/// # Errors
///
/// Everything that is unknown, missing or wrong, in the order of the file. A fault of TOML's own grammar stands alone,
/// since nothing can be said of what comes after it.
pub fn read(source: &str) -> Result<Portal, Vec<Refusal>> {
    let refusal = |(at, reason)| Refusal { line: line_of(source.as_bytes(), at), reason };
    let root = DeTable::parse(source).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let reason = error.message().lines().collect::<Vec<_>>().join(", ");
        vec![refusal((at, format!("this is no TOML: {reason}")))]
    })?;
    let faults = Faults::default();
    let portal =
        portal(&Source { text: source, print: keep(&print(source)) }, Table::whole(&root, &faults));
    let found = faults.into_sorted();
    if found.is_empty() { Ok(portal) } else { Err(found.into_iter().map(refusal).collect()) }
}

/// The line of a place, counted from 1.
pub(super) fn line_of(source: &[u8], at: usize) -> usize {
    source.iter().copied().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The first eight digits of the text's SHA-256, which tell whether two functions read the same.
fn print(source: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(source.as_bytes())[..4])
}

/// What is read.
struct Source<'s> {
    text: &'s str,
    print: &'static str,
}

impl Source<'_> {
    /// The version of a text, and its line.
    fn version(&self, table: &Table<'_>) -> (&'static str, usize) {
        let placed = table.placed("version");
        placed.map_or(("", 1), |placed| (placed.text, line_of(self.text.as_bytes(), placed.at)))
    }
}

fn portal(source: &Source<'_>, file: Table<'_>) -> Portal {
    let phone = file.checked("phone", is_phone, NO_PHONE);
    let outage_phone = outage_phone(&file).unwrap_or(phone);
    let address = file.lines("address", true);
    let (questions, code_at) = questions(&file);
    let (account_form, account_example) = account_number(file.optional_table("account_number"));
    let asked = asked(&file, questions.len());
    let zone = "no such time zone, write one such as America/Chicago";
    let links = links(file.table("links"));
    let portal = Portal {
        print: source.print,
        name: file.line("name"),
        short_name: file.line("short_name"),
        phone,
        phone_link: phone_link(phone),
        outage_phone,
        outage_phone_link: phone_link(outage_phone),
        address: texts(&address),
        hours: file.both("hours"),
        service: file.both("service"),
        account_form,
        account_example,
        time_zone: file.checked("time_zone", is_zone, zone),
        reply_to: file.checked("reply_to", is_mailbox, NO_MAILBOX),
        reports_to: mailboxes(&file, "reports_to"),
        extract: extract(&file, &address, &questions, code_at),
        figures: figures(file.optional_table("figures"), &links),
        kept: kept(file.optional_table("kept")),
        paperless_confirmed: file.flag("paperless_confirmed").unwrap_or_default(),
        hold_without_contact: file.flag("hold_without_contact").unwrap_or_default(),
        links,
        questions: keep_all(questions),
        questions_asked: asked,
        terms: terms(source, file.table("terms")),
        paperless: paperless(source, file.table("paperless")),
        second_factor: second_factor(file.optional_table("second_factor")),
        look: look(file.table("brand")),
    };
    file.close();
    portal
}

const NO_PHONE: &str = "a phone number has ten digits";

/// A phone number as a link.
fn phone_link(phone: &str) -> &'static str {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    keep(&format!("tel:+1{digits}"))
}

/// The phone for outages, if it is another one than the office's.
fn outage_phone(file: &Table<'_>) -> Option<&'static str> {
    let placed = file.optional_placed("outage_phone")?;
    if !is_phone(placed.text) {
        file.fault(placed.at, NO_PHONE);
    }
    Some(placed.text)
}

const NO_MAILBOX: &str = "an email address is written name@domain.example";

fn texts(all: &[Placed]) -> &'static [&'static str] {
    keep_all(all.iter().map(|placed| placed.text).collect())
}

fn mailboxes(file: &Table<'_>, key: &'static str) -> &'static [&'static str] {
    let all = file.lines(key, false);
    for wrong in all.iter().filter(|placed| !is_mailbox(placed.text)) {
        file.fault(wrong.at, NO_MAILBOX);
    }
    texts(&all)
}

fn links(table: Table<'_>) -> Links {
    let link = |key| table.checked(key, is_link, "a link starts with https:// or with one /");
    let links = Links {
        pay: link("pay"),
        usage: link("use"),
        bills: link("bills"),
        outages: link("outages"),
    };
    table.close();
    links
}

/// What is left out is as shipped; each that is set stays within its bounds, and some are in order.
fn figures(table: Table<'_>, links: &Links) -> Figures {
    let mut figures = Figures::SHIPPED;
    let mut places = BTreeMap::new();
    let without = without_hold(&table, links);
    for Figure { name, least, most, .. } in Figures::ALL.iter().copied() {
        if name == HOLD && without {
            figures.hold_hours = 0;
            continue;
        }
        let set = table.number(name, least.into(), most.into());
        if let Some((at, value)) =
            set.and_then(|(at, value)| Some((at, u32::try_from(value).ok()?)))
        {
            figures.set(name, value);
            places.insert(name, at);
        }
    }
    for (first, second) in Figures::ORDERED {
        let [few, many] = [first, second].map(|name| figures.get(name).unwrap_or_default());
        if few > many {
            let at = places.get(first).or(places.get(second)).copied().unwrap_or(table.at());
            table.fault(at, format!("{first} is {few}, above {second}, which is {many}"));
        }
    }
    table.close();
    figures
}

/// What is left out is as shipped. The bounds are the floor: a setting only makes it stronger.
fn second_factor(table: Table<'_>) -> SecondFactorRules {
    let shipped = SecondFactorRules::SHIPPED;
    let within = |key, least, most| {
        let set = table.number(key, least, most);
        set.and_then(|(_, value)| u32::try_from(value).ok())
    };
    let offered = table.word("mode", &[("offered", true), ("off", false)]);
    let rules = SecondFactorRules {
        offered: offered.unwrap_or(shipped.offered),
        remember_days: within("remember_days", 0, 7).unwrap_or(shipped.remember_days),
        reset_wait_hours: within("reset_wait_hours", 72, 336).unwrap_or(shipped.reset_wait_hours),
    };
    table.close();
    rules
}

/// What is left out is as shipped.
fn kept(table: Table<'_>) -> Kept {
    let months = |key, bounds: RangeInclusive<u32>| {
        let set = table.number(key, (*bounds.start()).into(), (*bounds.end()).into());
        set.and_then(|(_, months)| u32::try_from(months).ok())
    };
    let kept = Kept::of(months("bills_months", Kept::BILLS), months("reads_months", Kept::READS));
    table.close();
    kept.unwrap_or(Kept::SHIPPED)
}

/// The figure of the hold.
const HOLD: &str = "hold_hours";

/// Whether there is no hold at all: with 0 hours, which is for portals that show nothing of what billing tells.
fn without_hold(table: &Table<'_>, links: &Links) -> bool {
    let Some(at) = table.zero(HOLD) else { return false };
    let pages = [links.pay, links.usage, links.bills, links.outages];
    if pages.iter().any(|link| link.starts_with('/')) {
        table.fault(
            at,
            "hold_hours is 0, which needs links elsewhere for pay, use, bills and outages",
        );
    }
    true
}

fn terms(source: &Source<'_>, table: Table<'_>) -> Terms {
    let sections = table.tables("sections").into_iter().map(|section| {
        let read = Section { heading: section.both("heading"), text: section.both_prose("text") };
        section.close();
        read
    });
    let (version, version_line) = source.version(&table);
    let terms = Terms {
        version,
        version_line,
        date: table.checked("date", is_day, "a date is written 2026-11-01"),
        sections: keep_all(sections.collect()),
    };
    table.close();
    terms
}

fn paperless(source: &Source<'_>, table: Table<'_>) -> Paperless {
    let prose = |key| table.prose(key).map_or("", |placed| placed.text);
    let text = super::Text { english: prose("en"), spanish: prose("es") };
    let (version, version_line) = source.version(&table);
    let paperless = Paperless { version, version_line, text };
    table.close();
    paperless
}

fn look(table: Table<'_>) -> Look {
    let drawn = table.prose("logo").map_or("", |placed| {
        let drawn = placed.text.trim();
        if let Err(reason) = logo::check(drawn) {
            table.fault(placed.at, reason);
        }
        drawn
    });
    let scheme = |key| {
        let scheme = table.table(key);
        let colors = colors(&scheme);
        scheme.close();
        colors
    };
    let look = Look::new(scheme("light"), scheme("dark"), drawn);
    table.close();
    look
}
