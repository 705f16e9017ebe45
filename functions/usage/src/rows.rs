//! Stretches of time as people read them.

use domain::Language;
use domain::history::reads::{Flow, Span, Used, UsedChart, kilowatt_hours};
use jiff::tz::TimeZone;
use web::pages::{UsageBy, UsageRow, UsageShown};
use web::words::{moment, words};

/// Figures, drawn and written; `None` if nothing is known of any stretch.
pub(crate) fn shown(
    spans: &[Span],
    by: UsageBy,
    zone: &TimeZone,
    language: Language,
    link: impl Fn(&Span) -> Option<String>,
) -> Option<UsageShown> {
    let digits = digits(by);
    let used = |span: &Span| span.used.map(|used| used.read.delivered);
    let known = || spans.iter().filter_map(|span| Some((used(span)?, span)));
    known().next()?;
    let mut rows: Vec<UsageRow> = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        let mut name = name(span, by, zone, language);
        // The clocks went back: the same hour again.
        if by == UsageBy::Hour && rows.last().is_some_and(|last| last.name == name) {
            name = (words(language).usage.hour_again)(&name);
        }
        rows.push(UsageRow {
            name,
            short: short(at, span, by, zone, language),
            link: span.used.and_then(|_| link(span)),
            ..figures(span, digits)
        });
    }
    let chart = UsedChart::of(spans);
    let most = spans.iter().zip(&rows).filter_map(|(span, row)| Some((used(span)?, row)));
    let most = most.max_by_key(|(flow, _)| *flow);
    let most = most.map(|(flow, row)| (kilowatt_hours(flow, digits), row.name.clone()));
    let sum = known().fold(Flow::default(), |sum, (flow, _)| sum.plus(flow));
    let top = kilowatt_hours(chart.top, if chart.top.expose() < 1_000 { 2 } else { 0 });
    let sum = kilowatt_hours(sum, digits);
    Some(UsageShown { chart, top, sum, most: most.unwrap_or_default(), rows })
}

/// How many digits of a kilowatt-hour are shown.
fn digits(by: UsageBy) -> u32 {
    match by {
        UsageBy::Month => 0,
        UsageBy::Day => 1,
        UsageBy::Hour => 2,
    }
}

fn figures(span: &Span, digits: u32) -> UsageRow {
    let delivered = |used: Used| kilowatt_hours(used.read.delivered, digits);
    let received = span.used.and_then(|used| used.read.received);
    UsageRow {
        used: span.used.map(delivered),
        before: span.before.map(delivered),
        received: received.map(|flow| kilowatt_hours(flow, digits)),
        is_estimate: span.used.is_some_and(|used| used.read.estimated),
        is_part: span.used.is_some_and(|used| !used.whole),
        is_before_part: span.before.is_some_and(|used| !used.whole),
        ..UsageRow::default()
    }
}

fn name(span: &Span, by: UsageBy, zone: &TimeZone, language: Language) -> String {
    match by {
        UsageBy::Month => moment::month(span.date, language),
        UsageBy::Day => moment::day(span.date, language),
        UsageBy::Hour => (words(language).usage.hour)(zone.to_datetime(span.from).hour()),
    }
}

/// The name beneath the chart, where there is room for it.
fn short(at: usize, span: &Span, by: UsageBy, zone: &TimeZone, language: Language) -> String {
    let every = |step: usize| at.is_multiple_of(step);
    match by {
        UsageBy::Month if every(2) => moment::short_month(span.date, language),
        UsageBy::Day if span.date.day() == 1 || span.date.day() % 5 == 0 => {
            span.date.day().to_string()
        }
        UsageBy::Hour if every(6) => {
            (words(language).usage.hour)(zone.to_datetime(span.from).hour())
        }
        UsageBy::Month | UsageBy::Day | UsageBy::Hour => String::new(),
    }
}
