//! Facts in addition to the cause.

use domain::limits::{Subject, Tryer, match_opens};
use domain::why::{Account, Cause, Mailbox, of_account as cause_of_account};
use domain::{AccountNumber, AccountStatus, LinkState, Member, Pending, Service, failed_sign_ins};
use jiff::Timestamp;
use web::portal::Portal;

use crate::advice::Worded;
use crate::masked::masked_email;
use crate::numbers::counted;
use crate::says;
use crate::words::when;

/// The facts in addition to the cause of an account.
pub(super) fn of_account(
    portal: &Portal,
    account: &Account,
    pendings: &[Pending],
    cause: &Cause,
    now: Timestamp,
) -> Vec<String> {
    let mut lines = Vec::new();
    let facts = account.facts.as_ref();
    if facts.is_some_and(|facts| facts.contact.is_some()) {
        lines.push(
            "The billing system has an email for it; its owner has tries of their own".to_owned(),
        );
        if let Some(until) = match_opens(&account.tries, Tryer::ContactOnFile, portal.figures, now)
        {
            lines.push(format!(
                "Those tries are spent too; they open again {}",
                when(portal, until)
            ));
        }
    }
    lines.extend(lost(portal, account));
    lines.extend(closed(account, cause));
    let waiting = pendings.iter().filter(|pending| pending.state(now) == LinkState::Open);
    lines.extend(waiting.map(|pending| {
        let email = masked_email(&pending.email);
        if *cause == (Cause::WaitsForConfirmation { until: pending.expires_at }) {
            // Until when is said before.
            return format!("That link waits at {email}");
        }
        format!("A link to confirm it waits at {email} until {}", when(portal, pending.expires_at))
    }));
    lines
}

/// That the last extract has no facts of an account that a login has.
fn lost(portal: &Portal, account: &Account) -> Option<String> {
    let extract = account.extract.as_ref()?;
    account.owner.as_ref()?;
    let is_there = account.facts.as_ref().is_some_and(|it| it.version >= extract.version);
    (!is_there).then(|| {
        format!(
            "The billing extract of {} has lost it: its row is missing or was rejected; its login goes on",
            when(portal, extract.imported_at)
        )
    })
}

/// That billing has closed an account that a login has, where the cause says something else.
fn closed(account: &Account, cause: &Cause) -> Option<String> {
    let (extract, facts) = (account.extract.as_ref()?, account.facts.as_ref()?);
    let is_closed = facts.version >= extract.version && facts.status == AccountStatus::Closed;
    (is_closed && *cause != Cause::AccountClosed).then(|| {
        "The billing system has closed it: its login goes on, and shows what there was until then"
            .to_owned()
    })
}

/// The state of an account that was named together with an email.
pub(super) fn account_beside(
    portal: &Portal,
    number: &AccountNumber,
    account: &Account,
    now: Timestamp,
) -> Worded {
    let said = says::said(portal, &cause_of_account(account, portal.figures, now));
    said.now.within(|now| format!("Account {}: {now}", number.masked()))
}

/// That the member of an account cannot sign in; or what is so of the account while staff move the login.
pub(super) fn shut_login(portal: &Portal, account: &Cause, login: &Cause) -> Option<Worded> {
    let now = |cause| says::said(portal, cause).now;
    match login {
        Cause::SignInShut | Cause::SignInWaits { .. } => {
            Some(now(login).within(|now| format!("Its login: {now}")))
        }
        Cause::EmailMoving { .. } => Some(
            now(account).within(|now| format!("The account: {now}; staff began to move the login")),
        ),
        _ => None,
    }
}

/// That an account was named by an old number.
pub(super) fn old_number(number: &AccountNumber) -> String {
    format!("It is an old number of account {}", number.masked())
}

/// The facts in addition to the cause of an email.
pub(super) fn of_mailbox(
    portal: &Portal,
    mailbox: &Mailbox,
    services: &[Service],
    now: Timestamp,
) -> Vec<String> {
    let of_member = mailbox.member.iter().flat_map(|member| &member.accounts);
    let accounts = of_member.map(|binding| {
        let held = binding
            .held(now)
            .map(|until| format!(", and shows nothing until {}", when(portal, until)));
        let is_closed = services.iter().any(|it| it.is_of(binding) && it.is_closed);
        let closed = if is_closed { ", closed in the billing system or gone from it" } else { "" };
        let (number, since) = (binding.account.masked(), when(portal, binding.since));
        format!("Account {number} since {since}{closed}{}", held.unwrap_or_default())
    });
    let mut lines: Vec<String> = accounts.collect();
    lines.extend(mailbox.member.iter().filter_map(|member| asked_bills(portal, member, now)));
    lines.extend(mailbox.newest().map(last_registration));
    let waiting = mailbox.pendings.iter().filter(|it| it.state(now) == LinkState::Open).count();
    if waiting > 1 {
        lines.push(format!(
            "{waiting} registrations wait to be confirmed; any of their links works"
        ));
    }
    lines.extend(wrong_passwords(portal, mailbox));
    lines
}

/// That the member agreed to bills by email, and has not confirmed it.
fn asked_bills(portal: &Portal, member: &Member, now: Timestamp) -> Option<String> {
    let asked = member.asked_bills.as_ref()?;
    let since = when(portal, asked.consent.at);
    Some(match member.waiting_bills(now) {
        Some(_) => format!(
            "They asked for bills by email {since}, and have not confirmed it: the link works until {}; paper goes on until then",
            when(portal, asked.expires_at)
        ),
        None => format!(
            "They asked for bills by email {since}, and did not confirm it; paper goes on, and they can ask again in the profile"
        ),
    })
}

fn last_registration(pending: &Pending) -> String {
    let (code, account) = (pending.id.reference(), pending.account.masked());
    format!("The last registration has the code {code} and names account {account}")
}

/// Wrong passwords by where they were typed, with the sum of new browsers first.
fn wrong_passwords(portal: &Portal, mailbox: &Mailbox) -> Vec<String> {
    let line = |whence: &str, counter| {
        failed_sign_ins(counter).map(|tally| {
            let many = counted(u64::from(tally.count), "wrong password");
            format!("{many} {whence}, in a row that reaches to {}", when(portal, tally.opened))
        })
    };
    let everywhere = line("from browsers that the member has not used", &mailbox.sign_in);
    let mut places = Vec::new();
    for (subject, counter) in &mailbox.failures {
        let whence = match subject {
            Subject::Device(..) => "in a browser that the member has used",
            _ => "from one network address",
        };
        places.extend(line(whence, counter));
    }
    let others = places.len().saturating_sub(SHOWN);
    places.truncate(SHOWN);
    if others > 0 {
        places.push(format!("Wrong passwords from {} more", counted(others as u64, "place")));
    }
    everywhere.into_iter().chain(places).collect()
}

/// How many places of wrong passwords are shown, one per line.
const SHOWN: usize = 3;
