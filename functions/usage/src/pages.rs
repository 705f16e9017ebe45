//! How the page looks.

use domain::Email;
use domain::history::reads::{Day, DayPlace, Span, ToldDay, by_day, by_hour, by_month, hours_of};
use jiff::ToSpan;
use jiff::civil::Date;
use web::pages::view::View;
use web::pages::{NoUsage, Usage, UsageBy};
use web::words::{moment, words};
use web::{Chosen, Reply, Visit};

use crate::asked::{Asked, MONTHS};
use crate::rows;

/// Figures that are older than this say how old they are. Source: docs/DATA.md#what-meters-counted.
const FRESH_DAYS: i32 = 7;

/// The page of a member without an account.
pub(crate) fn no_account(visit: &Visit) -> Reply {
    let page = Usage {
        view: visit.view(),
        by: UsageBy::Month,
        number: None,
        name: None,
        is_closed: false,
        code: "",
        choices: &[],
        owner: None,
        shown: Err(NoUsage::Yet),
        heading: "",
        ways: &[],
        earlier: None,
        later: None,
        clocks: None,
        until: None,
        year: year(moment::today(visit.now(), visit.portal().time_zone)),
    };
    Reply::ok(page.render(), "no_account")
}

/// The page, of the days that were read for it.
pub(crate) fn usage(
    visit: &Visit,
    chosen: &Chosen<'_>,
    asked: &Asked,
    told: &[(DayPlace, ToldDay)],
) -> Reply {
    let days: Vec<(Date, &Day)> =
        told.iter().map(|(place, told)| (place.date, &told.day)).collect();
    let language = visit.language();
    let address = |by: UsageBy, from: Date| {
        format!("/usage?account={}&by={}&from={from}", chosen.code.as_str(), by.name())
    };
    let spans = spans(asked, &days);
    let link = |span: &Span| match asked.by {
        UsageBy::Month => Some(address(UsageBy::Day, span.date)),
        UsageBy::Day => Some(address(UsageBy::Hour, span.date)),
        UsageBy::Hour => None,
    };
    let shown = rows::shown(&spans, asked.by, &asked.zone, language, link);
    let nothing = match (asked.by, days.is_empty()) {
        (UsageBy::Month, true) => NoUsage::Yet,
        (UsageBy::Hour, false) => NoUsage::Hours,
        (UsageBy::Month | UsageBy::Day, _) | (UsageBy::Hour, true) => NoUsage::Here,
    };
    let last = days.last().map(|(date, _)| *date);
    let of = last.filter(|_| asked.by != UsageBy::Hour).unwrap_or(asked.date);
    let ways = [UsageBy::Month, UsageBy::Day, UsageBy::Hour].into_iter();
    let ways: Vec<(UsageBy, String)> =
        ways.filter(|by| *by != asked.by).map(|by| (by, address(by, of))).collect();
    let beside = |to: Option<Date>| to.map(|to| (name(asked.by, to, visit), address(asked.by, to)));
    let (earlier, later) = (beside(before(asked)), beside(after(asked)));
    let state =
        format!("account={}&by={}&from={}", chosen.code.as_str(), asked.by.name(), asked.date);
    let until = last.filter(|last| is_old(*last, asked)).map(|last| moment::day(last, language));
    let (heading, number) = (heading(asked, visit), chosen.binding.account.masked());
    let page = Usage {
        view: View { state: &state, ..visit.view() },
        by: asked.by,
        number: Some(&number),
        name: chosen.name.as_deref(),
        is_closed: chosen.is_closed,
        code: chosen.code.as_str(),
        choices: &chosen.choices,
        owner: chosen.owner.as_ref().map(Email::expose),
        shown: shown.as_ref().ok_or(nothing),
        heading: &heading,
        ways: &ways,
        earlier: earlier.as_ref().map(|(name, link)| (name.as_str(), link.as_str())),
        later: later.as_ref().map(|(name, link)| (name.as_str(), link.as_str())),
        clocks: clocks(asked),
        until: until.as_deref(),
        year: year(asked.today),
    };
    Reply::ok(page.render(), if shown.is_some() { "shown" } else { "nothing" })
}

/// The first day of the months that a page of today shows.
fn year(today: Date) -> Date {
    today.first_of_month().saturating_sub((MONTHS - 1).months())
}

fn spans(asked: &Asked, days: &[(Date, &Day)]) -> Vec<Span> {
    match asked.by {
        UsageBy::Month => by_month(days, asked.date, MONTHS, &asked.zone),
        UsageBy::Day => by_day(days, asked.date, &asked.zone),
        UsageBy::Hour => by_hour(days, asked.date, &asked.zone),
    }
}

fn heading(asked: &Asked, visit: &Visit) -> String {
    let words = &words(visit.language()).usage;
    let name = name(asked.by, asked.date, visit);
    match asked.by {
        UsageBy::Month => (words.months)(&name),
        UsageBy::Day => (words.days)(&name),
        UsageBy::Hour => (words.hours)(&name),
    }
}

/// The month or day of a date, as the page speaks of it.
fn name(by: UsageBy, date: Date, visit: &Visit) -> String {
    match by {
        UsageBy::Month | UsageBy::Day => moment::month(date, visit.language()),
        UsageBy::Hour => moment::day(date, visit.language()),
    }
}

/// The month or day before, unless nothing is kept of it.
fn before(asked: &Asked) -> Option<Date> {
    let first = asked.date.first_of_month();
    let date = match asked.by {
        UsageBy::Month => return None,
        UsageBy::Day => first.yesterday().ok()?,
        UsageBy::Hour => asked.date.yesterday().ok()?,
    };
    (date >= asked.oldest).then_some(date)
}

/// The month or day after, unless it has not come.
fn after(asked: &Asked) -> Option<Date> {
    let date = match asked.by {
        UsageBy::Month => return None,
        UsageBy::Day => asked.date.last_of_month().tomorrow().ok()?,
        UsageBy::Hour => asked.date.tomorrow().ok()?,
    };
    (date <= asked.today).then_some(date)
}

/// How many hours the day that is shown has, if the clocks change on it.
fn clocks(asked: &Asked) -> Option<usize> {
    let (hours, _) = hours_of(asked.date, &asked.zone).filter(|_| asked.by == UsageBy::Hour)?;
    (hours.len() != 24).then_some(hours.len())
}

/// Whether the last day of a page that goes up to today is so long ago that the member has to be told.
fn is_old(last: Date, asked: &Asked) -> bool {
    let is_up_to_now = asked.date.last_of_month() >= asked.today && asked.by == UsageBy::Month;
    is_up_to_now && last < asked.today.saturating_sub(FRESH_DAYS.days())
}
