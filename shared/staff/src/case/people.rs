//! Others on an account, for staff who look.

use domain::ports::{Standings, StoreError};
use domain::why::Account;
use domain::{
    AccountNumber, AccountStanding, Guest, GuestOf, GuestState, Member, Role, StandingOf,
};
use jiff::Timestamp;
use web::portal::Portal;

use crate::masked::masked_email;
use crate::words::when;

/// Who else may open an account, and who is invited.
pub(super) async fn of_account(
    store: &impl Standings,
    portal: &Portal,
    number: &AccountNumber,
    account: &Account,
    now: Timestamp,
) -> Result<Vec<String>, StoreError> {
    let Some((owner, _)) = &account.owner else { return Ok(Vec::new()) };
    let of = StandingOf { account: number.clone(), owner: owner.member.clone() };
    let found = store.standings(&[of]).await?;
    let lines = |it: &AccountStanding| {
        it.guests().iter().map(|guest| line(portal, it, guest, now)).collect::<Vec<_>>()
    };
    Ok(found.iter().flat_map(lines).collect())
}

fn line(portal: &Portal, account: &AccountStanding, guest: &Guest, now: Timestamp) -> String {
    let (who, what) = (masked_email(&guest.email), does(guest.role));
    match &guest.state {
        GuestState::Joined { member } if account.opened_by(member, now).is_some() => {
            format!("{who} may open it too: {what}")
        }
        GuestState::Joined { .. } => {
            format!("{who} was let in, and it is not open to them now: {what}")
        }
        GuestState::Invited { .. } if !guest.counts(now) => {
            format!("{who} was invited and did not accept in time")
        }
        GuestState::Invited { until, .. } => {
            format!("{who} is invited until {}: {what}", when(portal, *until))
        }
    }
}

/// Which accounts of others a member may open, and which they may no longer.
pub(super) async fn of_member(
    store: &impl Standings,
    member: &Member,
    now: Timestamp,
) -> Result<Vec<String>, StoreError> {
    if member.guest_of.is_empty() {
        return Ok(Vec::new());
    }
    let of = |it: &GuestOf| StandingOf { account: it.account.clone(), owner: it.owner.clone() };
    let asked: Vec<StandingOf> = member.guest_of.iter().map(of).collect();
    let found = store.standings(&asked).await?;
    let said = |standing: &AccountStanding| {
        let account = standing.account.masked();
        match standing.opened_by(&member.id, now) {
            Some(opened) => {
                let owner = masked_email(&opened.owner.email);
                format!("They may open account {account} of {owner}: {}", does(opened.role))
            }
            None => format!("They were let in to account {account}, which is not open to them now"),
        }
    };
    Ok(found.iter().map(said).collect())
}

fn does(role: Role) -> &'static str {
    match role {
        Role::Pay => "bills and payments",
        Role::View => "bills, payments and use",
    }
}
