//! What was used, in made-up figures.

use domain::Language;
use domain::history::reads::{Flow, Read, Span, Used, UsedChart, kilowatt_hours};
use jiff::Timestamp;
use jiff::civil::{Date, date};

use super::{SERVICE, choices, masked, view};
use crate::pages::view::View;
use crate::pages::{Html, NoUsage, Usage, UsageBy, UsageRow, UsageShown};
use crate::portal::Portal;
use crate::words::{moment, words};

/// Each page with its name.
pub(super) fn pages(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let [first, _] = masked();
    let choices = choices(0, Some(SERVICE));
    let (month, day) = (date(2026, 7, 1), date(2025, 11, 2));
    let says = &words(language).usage;
    let (months, days, hours) = (months(language), days(language), hours(language));
    let (of_month, of_day) = (moment::month(month, language), moment::day(day, language));
    let to_parts = ways([UsageBy::Day, UsageBy::Hour]);
    let (by_month, by_hour) =
        (ways([UsageBy::Month, UsageBy::Hour]), ways([UsageBy::Month, UsageBy::Day]));
    let (heading, of_days, of_hours) =
        ((says.months)(&of_month), (says.days)(&of_month), (says.hours)(&of_day));
    let usage = Usage {
        view: View { signed_in: true, ..view(portal, language, "/usage") },
        by: UsageBy::Month,
        number: Some(&first),
        name: Some(SERVICE),
        is_closed: false,
        code: "a3k7q2mnb5tx",
        choices: &choices,
        owner: None,
        shown: Ok(&months),
        heading: &heading,
        ways: &to_parts,
        earlier: None,
        later: None,
        clocks: None,
        until: Some(&of_day),
        year: date(2025, 7, 1),
    };
    let beside = Some((of_month.as_str(), by_month[0].1.as_str()));
    let days = Usage {
        by: UsageBy::Day,
        choices: &[],
        shown: Ok(&days),
        heading: &of_days,
        ways: &by_month,
        earlier: beside,
        later: beside,
        until: None,
        ..usage
    };
    let hours = Usage {
        by: UsageBy::Hour,
        shown: Ok(&hours),
        heading: &of_hours,
        ways: &by_hour,
        clocks: Some(25),
        ..days
    };
    let nothing = |why| Usage { shown: Err(why), choices: &[], ..usage };
    vec![
        ("usage", usage.render()),
        ("usage_of_other", of_other(&usage).render()),
        ("usage_days", days.render()),
        ("usage_hours", hours.render()),
        ("usage_nothing_yet", nothing(NoUsage::Yet).render()),
        ("usage_nothing_here", Usage { shown: Err(NoUsage::Here), ..days }.render()),
        ("usage_no_hours", Usage { shown: Err(NoUsage::Hours), clocks: None, ..hours }.render()),
        ("usage_no_account", Usage { number: None, ..usage }.render()),
    ]
}

/// The same of an account of somebody else's, which has no name for who looks.
fn of_other<'a>(usage: &Usage<'a>) -> Usage<'a> {
    Usage { owner: Some("father@example.com"), name: None, ..*usage }
}

/// Links to the same account by other stretches of time.
fn ways(by: [UsageBy; 2]) -> [(UsageBy, String); 2] {
    by.map(|by| (by, format!("/usage?account=a3k7q2mnb5tx&by={}&from=2026-07-01", by.name())))
}

/// What was used, in watt-hours; of a number of two, what was sent back too.
fn used(delivered: u64, received: Option<u64>, estimated: bool) -> Used {
    let flow = |watt_hours| Flow::new(watt_hours).unwrap_or_default();
    let read = Read { delivered: flow(delivered), received: received.map(flow), estimated };
    Used { read, whole: true }
}

fn shown(spans: &[Span], digits: u32, rows: Vec<UsageRow>) -> UsageShown {
    let chart = UsedChart::of(spans);
    let top = kilowatt_hours(chart.top, 0);
    let sum = spans.iter().filter_map(|span| span.used);
    let sum = sum.fold(Flow::default(), |sum, used| sum.plus(used.read.delivered));
    let most = (kilowatt_hours(chart.top, digits), rows[0].name.clone());
    UsageShown { chart, top, sum: kilowatt_hours(sum, digits), most, rows }
}

fn row(span: &Span, name: String, short: String, digits: u32, link: Option<String>) -> UsageRow {
    let delivered = |used: Used| kilowatt_hours(used.read.delivered, digits);
    let received = span.used.and_then(|used| used.read.received);
    UsageRow {
        name,
        short,
        link,
        used: span.used.map(delivered),
        before: span.before.map(delivered),
        received: received.map(|flow| kilowatt_hours(flow, digits)),
        is_estimate: span.used.is_some_and(|used| used.read.estimated),
        is_part: span.used.is_some_and(|used| !used.whole),
        is_before_part: span.before.is_some_and(|used| !used.whole),
    }
}

fn span(date: Date, used: Option<Used>, before: Option<Used>) -> Span {
    Span { date, from: Timestamp::UNIX_EPOCH, used, before }
}

/// Thirteen months with a year before, an estimate, and one that is not over.
fn months(language: Language) -> UsageShown {
    let spans: Vec<Span> = (0..13_u64)
        .map(|at| {
            let month = i8::try_from((at + 6) % 12 + 1).unwrap_or(1);
            let year = if at < 6 { 2025 } else { 2026 };
            let kwh = 700_000 + (at * 7_919_113) % 900_000;
            let mut now = used(kwh, None, at == 4);
            now.whole = at < 12;
            let before = (at > 1).then(|| used(kwh + (at * 31_337) % 200_000, None, false));
            span(date(year, month, 1), (at != 7).then_some(now), before)
        })
        .collect();
    let rows = spans.iter().map(|span| {
        let link = format!("/usage?account=a3k7q2mnb5tx&by=day&from={}", span.date);
        let link = span.used.map(|_| link);
        let short = moment::short_month(span.date, language);
        row(span, moment::month(span.date, language), short, 0, link)
    });
    shown(&spans, 0, rows.collect())
}

/// The days of a month with electricity sent back.
fn days(language: Language) -> UsageShown {
    let spans: Vec<Span> = (1..=31_i8)
        .map(|day| {
            let kwh = 20_000 + u64::from(day.unsigned_abs()) * 7_919 % 30_000;
            let of = used(kwh, Some(kwh * 4 / 5), false);
            span(date(2026, 7, day), Some(of), None)
        })
        .collect();
    let rows = spans.iter().map(|span| {
        let link = Some(format!("/usage?account=a3k7q2mnb5tx&by=hour&from={}", span.date));
        let short =
            if span.date.day() % 5 == 0 { span.date.day().to_string() } else { String::new() };
        row(span, moment::day(span.date, language), short, 1, link)
    });
    shown(&spans, 1, rows.collect())
}

/// The hours of a day in autumn, of which one is not known.
fn hours(language: Language) -> UsageShown {
    let says = &words(language).usage;
    let spans: Vec<Span> = (0..25_u64)
        .map(|at| {
            let of = used(200 + at * 7_919 % 2_500, None, false);
            span(date(2025, 11, 2), (at != 9).then_some(of), None)
        })
        .collect();
    let rows = (0..25_i8).zip(&spans).map(|(at, span)| {
        let hour = (says.hour)(if at < 2 { at } else { at - 1 });
        let name = if at == 2 { (says.hour_again)(&hour) } else { hour.clone() };
        row(span, name, if at % 6 == 0 { hour } else { String::new() }, 2, None)
    });
    shown(&spans, 2, rows.collect())
}
