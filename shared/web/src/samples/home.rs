//! Home: accounts of each standing, and as many of them as a member may have.

use domain::history::Standing;
use domain::{Bills, Changed, Language};
use jiff::civil::date;

use super::many::{choice, code, number, service};
use super::{EMAIL, SERVICE, SPRING, masked, view};
use crate::pages::view::View;
use crate::pages::{AccountDue, Choice, Home, HomeAccount, HomeOther, Html, Joined, MonthUsed};
use crate::portal::Portal;
use crate::words::moment::{self, local_time};

/// Home as it is met in each state.
pub(super) fn pages(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let [first, second] = masked();
    let account = |(at, number), name: Option<&str>, bills| HomeAccount {
        number,
        name: name.map(str::to_owned),
        is_closed: false,
        bills,
        due: None,
        used: used(at, language),
        held_until: None,
    };
    let accounts = [
        account((0, first), Some(SERVICE), Bills::ByEmail),
        account((1, second), None, Bills::OnPaper),
    ];
    let day = super::day(portal, language);
    let changes = [Changed::Password, Changed::BillsByEmail, Changed::Phrase]
        .map(|changed| (changed, day.clone()));
    let home = Home {
        view: View { signed_in: true, ..view(portal, language, "/home") },
        email: EMAIL,
        accounts: &accounts,
        joined: None,
        others: &[],
        more: &[],
        mail_returned: None,
        asks_for_bills: None,
        owes_bills: false,
        held_until: None,
        phrase: Some("three owls on the barn"),
        changes: &changes,
    };
    let asks = Some("/register/paperless");
    let closed =
        Home { accounts: &accounts[1..], asks_for_bills: asks, phrase: None, changes: &[], ..home };
    let returned = Home { accounts: &accounts[1..], mail_returned: Some(&day), ..home };
    let dues = dues(portal, language);
    let due = Home { accounts: &dues, changes: &[], ..home };
    let many = many(portal, language);
    let many = Home { accounts: &many, ..home };
    let guest = super::people::home_of_guest(home, dues[1].due.clone());
    vec![
        ("home", home.render()),
        ("home_closed", closed.render()),
        ("home_mail_returned", returned.render()),
        ("home_no_account", Home { accounts: &[], ..home }.render()),
        ("home_due", due.render()),
        ("home_many", many.render()),
        ("home_guest", guest),
    ]
}

/// Home of a member with as many accounts as may be, to whom as many of others are open.
pub(super) fn largest(portal: &'static Portal, language: Language) -> Html {
    let accounts = many(portal, language);
    let other = |at: u32| HomeOther {
        number: number(at),
        code: code(at),
        owner: format!("{}@example.com", code(at + 100)),
        sees_use: true,
        due: accounts[0].due.clone(),
    };
    let others: Vec<HomeOther> = (50..60).map(other).collect();
    let more: Vec<Choice> = (60..100).map(choice).collect();
    let changes = [Changed::Password, Changed::BillsByEmail, Changed::Phrase]
        .map(|changed| (changed, super::day(portal, language)));
    Home {
        view: View { signed_in: true, ..view(portal, language, "/home") },
        email: EMAIL,
        accounts: &accounts,
        joined: Some(Joined::Open),
        others: &others,
        more: &more,
        mail_returned: Some(&changes[0].1),
        asks_for_bills: None,
        owes_bills: false,
        held_until: None,
        phrase: Some("three owls on the barn"),
        changes: &changes,
    }
    .render()
}

/// What was used last month: known whole, in part, with nothing a year before, and not at all.
fn used(at: u32, language: Language) -> Option<MonthUsed> {
    let whole = month_used(language);
    match at {
        0 => Some(whole),
        1 => Some(MonthUsed { is_estimate: true, is_part: true, ..whole }),
        2 => Some(MonthUsed { before: None, ..whole }),
        _ => None,
    }
}

fn month_used(language: Language) -> MonthUsed {
    MonthUsed {
        month: moment::month(date(2026, 2, 1), language),
        kwh: "1,034".to_owned(),
        is_estimate: false,
        is_part: false,
        before: Some("1,188".to_owned()),
    }
}

/// An account of each standing.
fn dues(portal: &'static Portal, language: Language) -> Vec<HomeAccount> {
    let day = super::day(portal, language);
    let known = |standing, sum: &str| AccountDue {
        standing,
        sum: sum.to_owned(),
        by: Some(day.clone()),
        paid: Some(("$91.20".to_owned(), Some(day.clone()))),
        as_of: None,
    };
    let old = AccountDue { by: None, as_of: Some(day.clone()), ..known(Standing::Due, "$84.10") };
    let dues = [
        Some(known(Standing::AutoPay, "$1,234.56")),
        Some(known(Standing::Due, "$84.10")),
        Some(AccountDue { paid: None, ..known(Standing::PastDue, "$84.10") }),
        Some(AccountDue { paid: None, ..known(Standing::Credit, "$12.00") }),
        Some(known(Standing::Nothing, "$0.00")),
        Some(old),
        None,
        None,
    ];
    let account = |(at, due)| HomeAccount {
        number: format!("••••{:04}", 4417 + at),
        name: (at % 3 == 1).then(|| SERVICE.to_owned()),
        is_closed: at == 5,
        bills: Bills::ByEmail,
        due,
        used: used(at, language),
        held_until: (at == 6).then(|| local_time(SPRING, portal.time_zone, language)),
    };
    (0..).zip(dues).map(account).collect()
}

/// As many accounts as a member may have.
fn many(portal: &'static Portal, language: Language) -> Vec<HomeAccount> {
    let (known, day) = (dues(portal, language), super::day(portal, language));
    let account = |at: u32| HomeAccount {
        number: number(at),
        name: Some(service(at)),
        is_closed: at == 11,
        used: Some(MonthUsed {
            kwh: format!("1,{:03}", at * 677 % 1_000),
            before: Some(format!("1,{:03}", at * 431 % 1_000)),
            ..month_used(language)
        }),
        due: known[1].due.clone().map(|due| AccountDue {
            sum: format!("${}.{:02}", 60 + at * 7 % 90, at * 29 % 100),
            paid: Some((format!("${}.{:02}", 60 + at * 11 % 90, at * 37 % 100), Some(day.clone()))),
            ..due
        }),
        held_until: None,
        bills: Bills::ByEmail,
    };
    (0..50).map(account).collect()
}
