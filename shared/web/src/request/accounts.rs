//! Which of a member's accounts a page is about.

use domain::history::AccountCode;
use domain::{Binding, HistoryKey, KeyRing, Member};

use crate::pages::{Choice, Held};
use crate::request::desk::lost;
use crate::request::reply::Reply;
use crate::request::visit::Visit;
use crate::words::moment::local_time;

/// Whose page was asked for.
pub enum Asked<'a> {
    /// An account's.
    Account(Chosen<'a>),
    /// The member has no account.
    NoAccount,
    /// The address names none of the member's: it has left their list, or the address is another member's.
    OfNobody,
}

/// The account that a page is about, and what else could be chosen.
pub struct Chosen<'a> {
    /// The account.
    pub binding: &'a Binding,
    /// What names it in addresses.
    pub code: AccountCode,
    /// All accounts of the member in their order; none where there is but one.
    pub choices: Vec<Choice>,
}

/// Finds the account that a page's address names, or the first one where it names none.
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
    let code = |binding: &Binding| AccountCode::of(keys, &member.id, &binding.account);
    let mut all = member.accounts.iter();
    let binding = match visit.account() {
        Some(named) => all.find(|binding| code(binding).as_str() == named),
        None => all.find(|binding| comes_first(binding)).or(member.accounts.first()),
    };
    let Some(binding) = binding else {
        return if member.accounts.is_empty() { Asked::NoAccount } else { Asked::OfNobody };
    };
    let choices = choices(keys, member, binding);
    Asked::Account(Chosen { binding, code: code(binding), choices })
}

/// All accounts of a member in their order, one of which is chosen; none where there is but one.
fn choices(keys: &KeyRing, member: &Member, chosen: &Binding) -> Vec<Choice> {
    let choice = |other: &Binding| Choice {
        code: AccountCode::of(keys, &member.id, &other.account).as_str().to_owned(),
        number: other.account.masked(),
        is_chosen: other.account == chosen.account,
    };
    match member.accounts.as_slice() {
        [_] => Vec::new(),
        accounts => accounts.iter().map(choice).collect(),
    }
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
    member: &Member,
    binding: &Binding,
) -> Result<HistoryKey, Box<Reply>> {
    if let Some(key) = shown(visit, keys, binding) {
        return Ok(key);
    }
    let Some(until) = held_until(visit, binding) else { return Err(Box::new(lost(visit))) };
    let number = binding.account.masked();
    let choices = choices(keys, member, binding);
    let page = Held { view: visit.view(), number: &number, choices: &choices, until: &until };
    Err(Box::new(Reply::ok(page.render(), "held")))
}

/// Until when an account is held, as people read it, if it is.
#[must_use]
pub fn held_until(visit: &Visit, binding: &Binding) -> Option<String> {
    let until = binding.held(visit.now())?;
    Some(local_time(until, visit.portal().time_zone, visit.language()))
}
