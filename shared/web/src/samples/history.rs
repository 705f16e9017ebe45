//! The pages about what billing has told over time.

use domain::Language;
use domain::history::{Chart, kilowatt_hours};
use jiff::Span;
use jiff::civil::{Date, date};

use super::many::code;
use super::{SERVICE, choices, masked, view};
use crate::pages::view::View;
use crate::pages::{Bars, BillLine, Bills, Choice, Html};
use crate::portal::Portal;
use crate::words::{moment, words};

/// What some bills came to, the newest first, in cents.
const SUMS: [i64; 14] = [
    13_482, 10_914, 9_120, 12_255, 12_890, 10_102, 8_410, -1_200, 11_873, 15_644, 16_238, 12_007,
    9_931, 8_760,
];

/// Each page with its name.
pub(super) fn pages(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let lines: Vec<BillLine> = (0..).zip(SUMS).map(|(at, sum)| line(language, at, sum)).collect();
    let oldest_first: Vec<i64> = SUMS.iter().rev().copied().collect();
    let bars = Bars {
        chart: Chart::of(&oldest_first),
        first: lines.last().map(|line| line.day.clone()).unwrap_or_default(),
        last: lines[0].day.clone(),
        least: (words(language).history.bills.chart_credit)("$12.00"),
        most: "$162.38".to_owned(),
    };
    let [first, second] = masked();
    let choices = choices(1, Some(SERVICE));
    let bills = Bills {
        view: View { signed_in: true, ..view(portal, language, "/bills") },
        number: Some(&first),
        name: Some(SERVICE),
        is_closed: false,
        choices: &[],
        owner: None,
        bills: &lines,
        chart: Some(&bars),
        is_old: false,
    };
    let state = "account=z4c6v2pwe7rd";
    let several = Bills {
        view: View { state, ..bills.view },
        number: Some(&second),
        name: None,
        is_closed: false,
        choices: &choices,
        owner: None,
        bills: &lines[..1],
        chart: None,
        is_old: true,
    };
    let of_other = Bills { owner: Some("father@example.com"), name: None, ..bills };
    let none = Bills { bills: &[], chart: None, ..bills };
    let no_account = Bills { number: None, ..none };
    vec![
        ("bills", bills.render()),
        ("bills_of_several", several.render()),
        ("bills_none", none.render()),
        ("bills_of_other", of_other.render()),
        ("bills_no_account", no_account.render()),
    ]
}

/// As many bills as the page shows, each with its document, of one account among many.
pub(super) fn largest(portal: &'static Portal, language: Language, choices: &[Choice]) -> Html {
    let sums = SUMS.into_iter().chain(SUMS).take(24);
    let document = |at| format!("/bills/document?account={}&bill={}", code(7), code(at));
    let lines: Vec<BillLine> = (0..)
        .zip(sums)
        .map(|(at, sum): (i32, i64)| {
            let number = at.unsigned_abs() + 1;
            let sum = sum + i64::from(number * 7_919 % 997);
            BillLine { document: Some(document(number)), ..line(language, at, sum) }
        })
        .collect();
    let bars = Bars {
        chart: Chart::of(&SUMS),
        first: lines[23].day.clone(),
        last: lines[0].day.clone(),
        least: (words(language).history.bills.chart_credit)("$12.00"),
        most: "$162.38".to_owned(),
    };
    Bills {
        view: View {
            signed_in: true,
            state: "account=z4c6v2pwe7rd",
            ..view(portal, language, "/bills")
        },
        number: Some(&masked()[0]),
        name: Some(SERVICE),
        is_closed: false,
        choices,
        owner: None,
        bills: &lines,
        chart: Some(&bars),
        is_old: true,
    }
    .render()
}

fn line(language: Language, at: i32, sum: i64) -> BillLine {
    let month = |day: Date| moment::day(day.saturating_sub(Span::new().months(at)), language);
    BillLine {
        day: month(date(2026, 11, 12)),
        sum: format!("${}.{:02}", sum.abs() / 100, sum.abs() % 100),
        is_credit: sum < 0,
        stretch: (at % 5 != 4).then(|| (month(date(2026, 10, 10)), month(date(2026, 11, 9)))),
        kwh: u64::try_from(sum).ok().map(|sum| kilowatt_hours(sum * 85)),
        due: Some(month(date(2026, 12, 2))),
        document: (at % 3 != 2)
            .then(|| format!("/bills/document?account=a3k7q2mnb5tx&bill=q2wer3ty4ui{}", at % 10)),
    }
}
