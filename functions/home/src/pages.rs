//! How home looks.

use domain::history::reads::{LastMonth, Used, kilowatt_hours};
use domain::history::{AccountCode, Balance, Told};
use domain::{
    AccountNumber, Binding, Changed, GuestOf, KeyRing, Member, Opened, Paperless, Phrase,
};
use jiff::Timestamp;
use jiff::civil::Date;
use web::pages::{AccountDue, Choice, Home, HomeAccount, HomeOther, Joined, MonthUsed};
use web::words::moment::{self, local_date, local_time};
use web::{Names, Reply, Visit};

/// How many of the last changes are shown.
const CHANGES: usize = 3;

/// What is known of the member's own accounts.
pub(crate) struct Own<'a> {
    /// What is due on them, in their order.
    pub(crate) dues: &'a [Option<Told>],
    /// What billing calls them.
    pub(crate) names: &'a Names,
    /// What was used on them last month, in their order.
    pub(crate) used: &'a [Option<LastMonth>],
}

/// The member's home. Accounts of others come with what is due on them, and `more` of them without.
pub(crate) fn home(
    visit: &Visit,
    keys: &KeyRing,
    member: &Member,
    own: &Own<'_>,
    others: &[(Opened, Option<Told>)],
    more: &[&GuestOf],
) -> Reply {
    let code =
        |account: &AccountNumber| AccountCode::of(keys, &member.id, account).as_str().to_owned();
    let accounts = accounts(visit, member, own, code);
    let other = |(opened, told): &(Opened, Option<Told>)| HomeOther {
        number: opened.binding.account.masked(),
        code: code(&opened.binding.account),
        owner: opened.owner.email.expose().to_owned(),
        sees_use: opened.role.sees_use(),
        due: told.map(|told| due(visit, &told.balance)),
    };
    let others: Vec<HomeOther> = others.iter().map(other).collect();
    let choice = |it: &&GuestOf| Choice {
        code: code(&it.account),
        number: it.account.masked(),
        name: None,
        is_closed: false,
        is_chosen: false,
    };
    let more: Vec<Choice> = more.iter().map(choice).collect();
    let day = |at| local_date(at, visit.portal().time_zone, visit.language());
    let changes: Vec<(Changed, String)> =
        member.last_changes().into_iter().take(CHANGES).map(|(it, at)| (it, day(at))).collect();
    let phrase = match &member.phrase {
        Phrase::Unasked | Phrase::Skipped(_) => None,
        Phrase::Chosen(phrase) => Some(phrase.expose()),
    };
    let mail_returned = match member.paperless {
        Paperless::Returned(at) => Some(day(at)),
        Paperless::Unasked | Paperless::Skipped(_) | Paperless::On(_) | Paperless::Off(_) => None,
    };
    let email = member.email.expose();
    let now = visit.now();
    let owes_bills = member.owes_bills(now) && member.waiting_bills(now).is_none();
    let asks_for_bills = asks_for_bills(member, now);
    let held_until = member.all_held(visit.now());
    let held_until =
        held_until.map(|at| local_time(at, visit.portal().time_zone, visit.language()));
    let page = Home {
        view: visit.view(),
        email,
        accounts: &accounts,
        joined: joined(visit),
        others: &others,
        more: &more,
        mail_returned: mail_returned.as_deref(),
        asks_for_bills,
        owes_bills,
        held_until: held_until.as_deref(),
        phrase,
        changes: &changes,
    };
    Reply::ok(page.render(), "shown")
}

/// How the account stood that was just accepted.
fn joined(visit: &Visit) -> Option<Joined> {
    match visit.just_done() {
        Some("joined") => Some(Joined::Open),
        Some("joined-later") => Some(Joined::Later),
        Some(_) | None => None,
    }
}

/// The member's own accounts; `code` is what names one in addresses.
fn accounts(
    visit: &Visit,
    member: &Member,
    own: &Own<'_>,
    code: impl Fn(&AccountNumber) -> String,
) -> Vec<HomeAccount> {
    let account =
        |((binding, told), used): ((&Binding, &Option<Told>), &Option<LastMonth>)| HomeAccount {
            number: binding.account.masked(),
            name: own.names.of(&code(&binding.account)).map(str::to_owned),
            is_closed: own.names.is_closed(&code(&binding.account)),
            bills: member.bills_of(binding),
            due: told.map(|told| due(visit, &told.balance)),
            used: used.map(|last| month(visit, last)),
            held_until: web::held_until(visit, binding),
        };
    member.accounts.iter().zip(own.dues).zip(own.used).map(account).collect()
}

/// What was used in a month, as people read it.
fn month(visit: &Visit, last: LastMonth) -> MonthUsed {
    let kwh = |used: Used| kilowatt_hours(used.read.delivered, 0);
    MonthUsed {
        month: moment::month(last.month, visit.language()),
        kwh: kwh(last.used),
        is_estimate: last.used.read.estimated,
        is_part: !last.used.whole,
        before: last.before.map(kwh),
    }
}

/// Where home asks how bills are to come: not while a letter waits to be opened.
fn asks_for_bills(member: &Member, now: Timestamp) -> Option<&'static str> {
    let was_put_off = matches!(member.paperless, Paperless::Unasked | Paperless::Skipped(_));
    match (member.waiting_bills(now), was_put_off) {
        (Some(_), _) => None,
        (None, true) if member.did_not_confirm_bills(now) => Some("/profile/paperless"),
        (None, true) => Some("/register/paperless"),
        (None, false) => member.owes_bills(now).then_some("/profile/paperless"),
    }
}

/// What is due, as people read it.
fn due(visit: &Visit, balance: &Balance) -> AccountDue {
    let today = moment::today(visit.now(), visit.portal().time_zone);
    let day = |date: Date| moment::day(date, visit.language());
    AccountDue {
        standing: balance.standing(today),
        sum: balance.amount.dollars(),
        by: balance.due.map(day),
        paid: balance.last_payment.map(|paid| (paid.amount.dollars(), paid.on.map(day))),
        as_of: balance.is_old(today).then(|| day(balance.as_of)),
    }
}

/// Where a password manager finds the page to change the password. Source: W3C, "A Well-Known URL for Changing Passwords".
pub(crate) fn change_password() -> Reply {
    Reply::see_other("/profile/password", "change_password")
}

/// The page that an address means which was typed or cut out of a text; else the page for no page. No token goes along.
pub(crate) fn meant(visit: &Visit, path: &str) -> Reply {
    match web::routes::meant(path) {
        Some(route) => Reply::see_other(route, "meant"),
        None => web::lost(visit),
    }
}

/// A HEAD says whether a page is there; it never has a body, and nothing happens.
pub(crate) fn head(visit: &Visit, path: &str) -> Reply {
    match web::routes::methods(path) {
        Some(methods) if methods.contains(&"GET") => Reply::ok(Ok(String::new()), "head"),
        Some(_) | None => web::lost(visit),
    }
}
