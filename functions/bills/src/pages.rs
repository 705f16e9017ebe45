//! How bills look.

use domain::Email;
use domain::history::{BillCode, Cents, Chart, ToldBill, kilowatt_hours};
use jiff::civil::Date;
use web::pages::{Bars, BillLine, Bills};
use web::words::moment::{day, today};
use web::words::words;
use web::{Chosen, Reply, Visit};

/// So many days after the newest bill another one should have come.
const OLD_AFTER: i32 = 45;

/// The bills of an account, the newest first.
pub(crate) fn bills(visit: &Visit, chosen: &Chosen<'_>, bills: &[(BillCode, ToldBill)]) -> Reply {
    let account = chosen.code.as_str();
    let address =
        |code: &BillCode| format!("/bills/document?account={account}&bill={}", code.as_str());
    let lines: Vec<BillLine> =
        bills.iter().map(|(code, told)| line(visit, told, address(code))).collect();
    let chart = (bills.len() > 1).then(|| chart(visit, bills));
    let today = today(visit.now(), visit.portal().time_zone);
    let is_old = |day: Date| today.since(day).is_ok_and(|age| age.get_days() > OLD_AFTER);
    let number = chosen.binding.account.masked();
    let page = Bills {
        view: visit.view(),
        number: Some(&number),
        name: chosen.name.as_deref(),
        is_closed: chosen.is_closed,
        choices: &chosen.choices,
        owner: chosen.owner.as_ref().map(Email::expose),
        bills: &lines,
        chart: chart.as_ref(),
        is_old: bills.first().is_some_and(|(_, told)| is_old(told.bill.date)),
    };
    Reply::ok(page.render(), if bills.is_empty() { "empty" } else { "shown" })
}

/// What a member without an account sees.
pub(crate) fn no_account(visit: &Visit) -> Reply {
    let page = Bills {
        view: visit.view(),
        number: None,
        name: None,
        is_closed: false,
        choices: &[],
        owner: None,
        bills: &[],
        chart: None,
        is_old: false,
    };
    Reply::ok(page.render(), "no_account")
}

/// What browsers call the document of a bill.
pub(crate) fn file_name(visit: &Visit, bill: Date) -> String {
    format!("{}-{bill}.pdf", words(visit.language()).history.bills.file)
}

fn line(visit: &Visit, told: &ToldBill, address: String) -> BillLine {
    let day = |date: Date| day(date, visit.language());
    let bill = &told.bill;
    BillLine {
        day: day(bill.date),
        sum: bill.amount.dollars(),
        is_credit: bill.amount.is_credit(),
        stretch: bill.to.map(|to| (day(bill.from), day(to))),
        kwh: bill.watt_hours.map(kilowatt_hours),
        due: bill.due.map(day),
        document: told.shown_document().map(|_| address),
    }
}

/// The bills as bars, the oldest at the left.
fn chart(visit: &Visit, bills: &[(BillCode, ToldBill)]) -> Bars {
    let day = |date: Date| day(date, visit.language());
    let sums: Vec<i64> = bills.iter().rev().map(|(_, told)| told.bill.amount.expose()).collect();
    let (least, most) = (sums.iter().min(), sums.iter().max());
    let credit = words(visit.language()).history.bills.chart_credit;
    let said = |sum: Option<&i64>| match sum.copied().and_then(Cents::new) {
        // It has no bar, so it is said.
        Some(sum) if sum.is_credit() => credit(&sum.dollars()),
        Some(sum) => sum.dollars(),
        None => String::new(),
    };
    let named = |bill: Option<&(BillCode, ToldBill)>| {
        bill.map(|(_, told)| day(told.bill.date)).unwrap_or_default()
    };
    Bars {
        chart: Chart::of(&sums),
        first: named(bills.last()),
        last: named(bills.first()),
        least: said(least),
        most: said(most),
    }
}
