//! What billing tells of the demo accounts: two years of bills, and what is due on each today.
//!
//! Days and sums hang on the accounts and the calendar alone, so that every run tells the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use domain::history::HistoryKind;
use domain::ports::Balances as _;
use domain::{AccountNumber, HistoryKey};
use jiff::civil::Date;
use jiff::{SignedDuration, Span};

use super::{DEMO, TOLD_AT, pdf};
use crate::template::Environment;
use crate::told::Teller;

/// How many accounts have bills: enough to look at, few enough that every start is quick.
const WITH_BILLS: usize = 40;
/// How many bills each has, if its holder had it for so long.
const BILLS: i32 = 24;
/// How many of these accounts have documents, and of how many of their newest bills.
const WITH_DOCUMENTS: usize = 3;
const DOCUMENTS: i32 = 9;
/// The place of the account that is paid ahead: it has a credit, and no bill falls due.
pub(super) const PREPAID: usize = 3;
/// How much is used in each month, in percent of a year's mean: heated in winter and cooled in summer.
const SEASONS: [i64; 12] = [150, 142, 112, 84, 74, 88, 112, 108, 82, 72, 78, 98];

/// Imports what billing tells of the demo accounts, with the environment of `import-history`.
///
/// What is due on an account of which somebody else told, as the vendor of a payment, stays as they told it.
///
/// # Errors
///
/// A sentence that says what the import lacked.
pub async fn import_history(environment: &Environment) -> Result<(), String> {
    let teller = Teller::open(environment).await?;
    let (accounts, today) = (accounts(), teller.today());
    let others = told_by_others(&teller, &accounts).await?;
    let balances = balances(&accounts, today);
    let is_ours = |line: &&str| line.split(',').next().is_none_or(|of| !others.contains(of));
    let balances: String = balances.lines().filter(is_ours).flat_map(|line| [line, "\n"]).collect();
    teller.tell(HistoryKind::Balances, TOLD_AT, &balances).await?;
    teller.tell(HistoryKind::Bills, TOLD_AT, &bills(&accounts, today).0).await
}

/// The numbers of the accounts on which somebody else said last what is due.
async fn told_by_others<'a>(
    teller: &Teller,
    accounts: &[Account<'a>],
) -> Result<BTreeSet<&'a str>, String> {
    let key = |account: &Account<'a>| {
        let number = AccountNumber::parse(account.number).ok()?;
        Some((HistoryKey::of(&teller.parts.keys, &number, 1), account.number))
    };
    let numbers: BTreeMap<HistoryKey, &str> = accounts.iter().filter_map(key).collect();
    let keys: Vec<HistoryKey> = numbers.keys().cloned().collect();
    let kept = teller.parts.patient_tables().balances(&keys).await;
    let kept = kept.map_err(|cause| cause.to_string())?.into_iter();
    let others = kept.filter(|(_, told)| told.at != TOLD_AT);
    Ok(others.filter_map(|(key, _)| numbers.get(&key).copied()).collect())
}

/// A demo account as far as its bills go by it.
struct Account<'a> {
    number: &'a str,
    /// Its last bill, as the extract has it.
    last_cents: i64,
    last_date: Date,
    /// Since when its holder has it.
    since: Date,
    is_closed: bool,
}

/// The demo accounts in the order of the extract. Names with commas stand in quotes, so columns are counted from the end.
fn accounts() -> Vec<Account<'static>> {
    let text = std::str::from_utf8(DEMO).unwrap_or_default();
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap_or_default();
    let from_end = |column: &str| header.iter().rev().position(|name| *name == column);
    let columns = ["last_bill_cents", "last_bill_date", "service_from", "status"].map(from_end);
    let account = |line: Vec<&'static str>| {
        let [cents, date, since, status] =
            columns.map(|at| at.and_then(|at| line.iter().rev().nth(at)).copied());
        Some(Account {
            number: line.first().copied()?,
            last_cents: cents?.parse().ok()?,
            last_date: date?.parse().ok()?,
            since: since?.parse().ok()?,
            is_closed: status? == "closed",
        })
    };
    lines.filter_map(account).collect()
}

/// What is due on each: of some nothing, a credit, or a bill that is late.
fn balances(accounts: &[Account<'_>], today: Date) -> String {
    let on = |days: i64| (today + SignedDuration::from_hours(24 * days)).to_string();
    let mut file =
        "account_no,balance_cents,as_of,due_date,auto_pay,last_payment_cents,last_payment_date\n"
            .to_owned();
    for (at, account) in accounts.iter().enumerate() {
        let cents = account.last_cents;
        let auto_pay = if at % 4 == 1 { "yes" } else { "no" };
        // As the newest bill says, unless that has gone by.
        let due = due_of(account.last_date).max(today + SignedDuration::from_hours(24));
        let (balance, due) = match at % 7 {
            _ if at == PREPAID => (-cents / 4, String::new()),
            4 => (0, String::new()),
            5 => (-cents / 10, String::new()),
            6 => (cents, on(-5)),
            _ => (cents, due.to_string()),
        };
        let (number, paid) = (account.number, cents * 9 / 10);
        let _ = writeln!(file, "{number},{balance},{today},{due},{auto_pay},{paid},{}", on(-18));
    }
    file
}

/// By when a bill is to be paid.
fn due_of(bill: Date) -> Date {
    bill + SignedDuration::from_hours(24 * 20)
}

/// The documents of the demo's bills of today: name and contents.
pub(super) fn documents(today: Date) -> Vec<(String, Vec<u8>)> {
    bills(&accounts(), today).1
}

/// A bill a month for two years, up to the last one before today; and the documents of some.
fn bills(accounts: &[Account<'_>], today: Date) -> (String, Vec<(String, Vec<u8>)>) {
    let mut file =
        "account_no,bill_id,bill_date,due_date,from_date,to_date,use_kwh,amount_cents,document\n"
            .to_owned();
    let mut documents = Vec::new();
    for (place, account) in accounts.iter().take(WITH_BILLS).enumerate() {
        if place == PREPAID {
            continue;
        }
        let month = |at: i32| account.last_date.saturating_add(Span::new().months(at));
        // As many months after the extract's last bill as have gone by; a closed account has had its last one.
        let later = (0..).take_while(|at| month(at + 1) <= today && !account.is_closed);
        let gone_by = later.count();
        let newest = i32::try_from(gone_by).unwrap_or_default();
        for at in newest - BILLS + 1..=newest {
            let (day, before) = (month(at), month(at - 1));
            let from = before - SignedDuration::from_hours(24 * 2);
            if from < account.since || day > today {
                continue;
            }
            let cents = match at {
                0 => account.last_cents,
                _ => cents(account, day),
            };
            let (number, due) = (account.number, due_of(day));
            let to = day - SignedDuration::from_hours(24 * 3);
            let kwh = (cents - 1_800).max(0) * 10 / 118;
            let name = day.strftime("%Y%m");
            let document = if place < WITH_DOCUMENTS && at > newest - DOCUMENTS {
                let document = format!("bill-{number}-{name}.pdf");
                let sum = format!("${}.{:02}", cents / 100, cents % 100);
                let lines = [
                    format!("Bill of {day}"),
                    format!("Account {number}"),
                    format!("{from} to {to}: {kwh} kWh"),
                    format!("Amount {sum}, due {due}"),
                    "Made up for trying the portal.".to_owned(),
                ];
                documents.push((document.clone(), pdf::page(&lines)));
                document
            } else {
                String::new()
            };
            let _ = writeln!(
                file,
                "{number},{number}-{name},{day},{due},{from},{to},{kwh},{cents},{document}"
            );
        }
    }
    (file, documents)
}

/// What a bill comes to: the last one of the extract by the season, give or take a little.
fn cents(account: &Account<'_>, day: Date) -> i64 {
    let season = |day: Date| {
        let month = usize::try_from(day.month() - 1).unwrap_or_default();
        SEASONS.get(month).copied().unwrap_or(100)
    };
    let mean = account.last_cents * 100 / season(account.last_date);
    let noise =
        (i64::from(day.year()) * 31 + i64::from(day.month()) * 17 + account.last_cents) % 13;
    mean * (season(day) + noise - 6) / 100
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_account_that_is_paid_ahead_has_a_credit_and_no_bills() {
        let (accounts, today) = (accounts(), date(2026, 11, 30));
        let start = format!("{},", accounts[PREPAID].number);

        let balances = balances(&accounts, today);
        let balance = balances.lines().find(|line| line.starts_with(&start)).expect("a balance");

        let [_, cents, _, due, auto_pay, ..] = balance.split(',').collect::<Vec<_>>()[..] else {
            panic!("{balance}")
        };
        assert!(cents.starts_with('-') && due.is_empty() && auto_pay == "no", "{balance}");
        assert!(bills(&accounts, today).0.lines().all(|line| !line.starts_with(&start)));
    }

    #[test]
    fn an_account_has_two_years_of_bills_up_to_the_last_one_before_today() {
        let accounts = accounts();
        let of_first = |today: Date| -> Vec<String> {
            let start = format!("{},", accounts[0].number);
            let (file, _) = bills(&accounts, today);
            file.lines().filter(|line| line.starts_with(&start)).map(str::to_owned).collect()
        };

        let (now, later) = (of_first(date(2026, 11, 30)), of_first(date(2027, 2, 12)));

        assert_eq!((now.len(), later.len()), (24, 24));
        assert_eq!(
            now[23],
            "1000245,1000245-202611,2026-11-12,2026-12-02,2026-10-10,2026-11-09,990,13482,\
             bill-1000245-202611.pdf"
        );
        assert!(later[23].starts_with("1000245,1000245-202702,2027-02-12,"), "{}", later[23]);
        assert_eq!(now[3], later[0], "whatever the day, a bill is the same");
        let with = now.iter().filter(|row| row.contains(",bill-1000245-")).count();
        assert_eq!(i32::try_from(with), Ok(DOCUMENTS), "others have none");
    }

    #[test]
    fn every_account_has_a_balance_and_nobody_has_a_bill_from_before_they_moved_in() {
        let (accounts, today) = (accounts(), date(2026, 11, 30));

        assert_eq!(balances(&accounts, today).lines().count(), accounts.len() + 1);
        assert!(accounts.len() > 300, "{}", accounts.len());
        let short = accounts.iter().take(WITH_BILLS).filter(|it| it.since > date(2026, 1, 1));
        assert_eq!(short.count(), 3);
        assert!(bills(&accounts, today).0.lines().count() < WITH_BILLS * 24 + 1);
    }
}
