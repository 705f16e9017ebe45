//! Which of a member's accounts a page is about.

use domain::history::AccountCode;
use domain::{Binding, KeyRing, Member};

use crate::pages::Choice;
use crate::request::visit::Visit;

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
    let code = |binding: &Binding| AccountCode::of(keys, &member.id, &binding.account);
    let named = visit.account();
    let is_meant = |binding: &&Binding| named.as_ref().is_none_or(|named| code(binding) == *named);
    let Some(binding) = member.accounts.iter().find(is_meant) else {
        return if member.accounts.is_empty() { Asked::NoAccount } else { Asked::OfNobody };
    };
    let choice = |other: &Binding| Choice {
        code: code(other).as_str().to_owned(),
        number: other.account.masked(),
        is_chosen: other.account == binding.account,
    };
    let choices = match member.accounts.as_slice() {
        [_] => Vec::new(),
        accounts => accounts.iter().map(choice).collect(),
    };
    Asked::Account(Chosen { binding, code: code(binding), choices })
}
