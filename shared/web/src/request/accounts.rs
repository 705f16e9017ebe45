//! Which account a page is about: one of the member's own, or one of somebody else's that they may open.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::history::AccountCode;
use domain::ports::{Standings, StoreError};
use domain::{
    AccountNumber, Binding, Email, GuestOf, HistoryKey, KeyRing, Member, Opened, Role, StandingOf,
};
use jiff::civil::Date;

use crate::pages::{Choice, Held};
use crate::request::desk::lost;
use crate::request::reply::Reply;
use crate::request::visit::Visit;
use crate::words::moment::{local_time, today};

/// How many accounts of others are looked at together. Source: docs/DATA.md#others-on-an-account.
pub const OTHERS_AT_ONCE: usize = 10;

/// Whose page was asked for.
pub enum Asked<'a> {
    /// An account's.
    Account(Box<Chosen<'a>>),
    /// The member has no account, and may open none.
    NoAccount,
    /// The address names none that the member may open: it has left their list, or the address is another member's.
    OfNobody,
}

/// The account that a page is about, and what else could be chosen.
pub struct Chosen<'a> {
    /// The account: the member's own binding, or its owner's.
    pub binding: Cow<'a, Binding>,
    /// What names it in addresses.
    pub code: AccountCode,
    /// All accounts that the member may choose in their order; none where there is but one.
    pub choices: Vec<Choice>,
    /// Whose it is, where it is somebody else's.
    pub owner: Option<Email>,
    /// What billing calls it, if that was asked for and is known.
    pub name: Option<String>,
    /// Whether billing has closed it, if that was asked for.
    pub is_closed: bool,
}

/// Finds the member's own account that a page's address names, or the first one where it names none.
#[must_use]
pub fn chosen<'a>(visit: &Visit, keys: &KeyRing, member: &'a Member) -> Asked<'a> {
    chosen_or(visit, keys, member, |_| false)
}

/// The same, but where the address names none it is the first one that `comes_first`, if there is such a one.
#[must_use]
pub fn chosen_or<'a>(
    visit: &Visit,
    keys: &KeyRing,
    member: &'a Member,
    comes_first: impl Fn(&Binding) -> bool,
) -> Asked<'a> {
    match own(visit, keys, member, comes_first) {
        Some(binding) => account(keys, member, Cow::Borrowed(binding), None, &[]),
        None if member.accounts.is_empty() => Asked::NoAccount,
        None => Asked::OfNobody,
    }
}

/// Finds the account that a page's address names, or the first one where it names none: the member's own, or one of
/// somebody else's in a role that `may`. Only what opens now can be chosen, as far as the first accounts of others go.
///
/// Without accounts of others nothing is read. They are checked strongly each time, ten in a batch: a second batch is
/// read only where the address names none and none of the first ones opens.
///
/// # Errors
///
/// When the store does not answer.
pub async fn opened<'a>(
    standings: &impl Standings,
    visit: &Visit,
    keys: &KeyRing,
    member: &'a Member,
    may: fn(Role) -> bool,
) -> Result<Asked<'a>, StoreError> {
    let own = own(visit, keys, member, |_| false);
    let named = visit.account();
    let is_meant = |it: &GuestOf| match &named {
        Some(named) => is_named(keys, member, &it.account, named),
        None => true,
    };
    let others: Vec<&GuestOf> = of_others(member).collect();
    // The one that is named is among the first, wherever it stands.
    let mut in_turn = others.clone();
    in_turn.sort_by_key(|it| !is_meant(it));
    let mut seen: BTreeMap<&AccountNumber, Option<Opened>> = BTreeMap::new();
    for some in in_turn.chunks(OTHERS_AT_ONCE) {
        let found = open_of(standings, visit, member, some).await?;
        let found = found.into_iter().map(|it| it.filter(|opened| may(opened.role)));
        seen.extend(some.iter().map(|it| &it.account).zip(found));
        if own.is_some() || named.is_some() || seen.values().any(Option::is_some) {
            break;
        }
    }
    let opens = |it: &&GuestOf| match seen.get(&it.account) {
        Some(opened) => opened.is_some(),
        None => may(it.role),
    };
    let choices: Vec<&GuestOf> = others.into_iter().filter(opens).collect();
    if let Some(binding) = own {
        return Ok(account(keys, member, Cow::Borrowed(binding), None, &choices));
    }
    let mut meant = in_turn.iter().filter(|it| is_meant(it));
    Ok(match meant.find_map(|it| seen.get(&it.account)?.clone()) {
        Some(Opened { binding, owner, .. }) => {
            account(keys, member, Cow::Owned(binding), Some(owner.email), &choices)
        }
        None if named.is_some() && !(member.accounts.is_empty() && member.guest_of.is_empty()) => {
            Asked::OfNobody
        }
        None => Asked::NoAccount,
    })
}

/// What a member may open of somebody else's accounts now, in the order in which they are asked for; nothing is read
/// where there is none.
///
/// # Errors
///
/// When the store does not answer.
pub async fn open_of(
    standings: &impl Standings,
    visit: &Visit,
    member: &Member,
    others: &[&GuestOf],
) -> Result<Vec<Option<Opened>>, StoreError> {
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let of = |it: &&GuestOf| StandingOf { account: it.account.clone(), owner: it.owner.clone() };
    let asked: Vec<StandingOf> = others.iter().map(of).collect();
    let found = standings.standings(&asked).await?;
    Ok(found.iter().map(|standing| standing.opened_by(&member.id, visit.now())).collect())
}

/// The accounts of others that a member was let in to, without those that are their own by now.
pub fn of_others(member: &Member) -> impl Iterator<Item = &GuestOf> {
    let is_own = |it: &&GuestOf| member.accounts.iter().any(|own| own.account == it.account);
    member.guest_of.iter().filter(move |it| !is_own(it))
}

/// The member's own account that the address names, or the first.
fn own<'a>(
    visit: &Visit,
    keys: &KeyRing,
    member: &'a Member,
    comes_first: impl Fn(&Binding) -> bool,
) -> Option<&'a Binding> {
    let mut all = member.accounts.iter();
    match visit.account() {
        Some(named) => all.find(|it| is_named(keys, member, &it.account, &named)),
        None => all.find(|binding| comes_first(binding)).or(member.accounts.first()),
    }
}

fn is_named(keys: &KeyRing, member: &Member, account: &AccountNumber, named: &str) -> bool {
    AccountCode::of(keys, &member.id, account).as_str() == named
}

/// An account to be shown, with all that could be: the member's own, then those of `others`.
fn account<'a>(
    keys: &KeyRing,
    member: &Member,
    binding: Cow<'a, Binding>,
    owner: Option<Email>,
    others: &[&GuestOf],
) -> Asked<'a> {
    let code = |account: &AccountNumber| AccountCode::of(keys, &member.id, account);
    let choice = |account: &AccountNumber| Choice {
        code: code(account).as_str().to_owned(),
        number: account.masked(),
        name: None,
        is_closed: false,
        is_chosen: *account == binding.account,
    };
    let own = member.accounts.iter().map(|it| &it.account);
    let all: Vec<_> = own.chain(others.iter().map(|it| &it.account)).collect();
    let choices = match all.as_slice() {
        [_] => Vec::new(),
        all => all.iter().map(|account| choice(account)).collect(),
    };
    let code = code(&binding.account);
    Asked::Account(Box::new(Chosen { binding, code, choices, owner, name: None, is_closed: false }))
}

/// Where what billing told of an account is kept, if it may be shown now. Whoever shows any of it asks here or by
/// [`history`].
#[must_use]
pub fn shown(visit: &Visit, keys: &KeyRing, binding: &Binding) -> Option<HistoryKey> {
    let shows = visit.portal().shows_history();
    binding.history(keys, visit.now()).ok().filter(|_| shows)
}

/// The same for a page or a file of one account.
///
/// # Errors
///
/// The page to be shown instead: until when the account is held, or that there is no such page.
pub fn history(
    visit: &Visit,
    keys: &KeyRing,
    chosen: &Chosen<'_>,
) -> Result<HistoryKey, Box<Reply>> {
    let Chosen { binding, choices, .. } = chosen;
    if let Some(key) = shown(visit, keys, binding) {
        return Ok(key);
    }
    let Some(until) = held_until(visit, binding) else { return Err(Box::new(lost(visit))) };
    let number = binding.account.masked();
    let page = Held { view: visit.view(), number: &number, choices, until: &until };
    Err(Box::new(Reply::ok(page.render(), "held")))
}

/// The first day whose bills and balances are shown. Older ones may be there until their end comes.
#[must_use]
pub fn oldest_bill(visit: &Visit) -> Date {
    let portal = visit.portal();
    portal.kept.bills.oldest(today(visit.now(), portal.time_zone))
}

/// The same of what meters counted.
#[must_use]
pub fn oldest_read(visit: &Visit) -> Date {
    let portal = visit.portal();
    portal.kept.reads.oldest(today(visit.now(), portal.time_zone))
}

/// Until when an account is held, as people read it, if it is.
#[must_use]
pub fn held_until(visit: &Visit, binding: &Binding) -> Option<String> {
    let until = binding.held(visit.now())?;
    Some(local_time(until, visit.portal().time_zone, visit.language()))
}
