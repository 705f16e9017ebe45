//! Whom an act would reach, for the page that asks once more.

use domain::ports::{
    Bindings, Cancellations, Claims, Clock, Members, Posted, Suppressions, Timeline,
};
use domain::{
    AccountNumber, AccountStatus, Email, FactsSeen, Happened, Held, LetterEnd, Member,
    TIMELINE_KEPT, TimelineEntry, Whose, in_order, staff, why,
};
use jiff::Timestamp;

use super::member;
use crate::deed::Deed;
use crate::found::{Found, owner};
use crate::masked::masked_email;
use crate::office::Office;
use crate::refused::NotDone;
use crate::target::Target;

/// Whom an act would reach, masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The login; `None` if there is none.
    pub login: Option<ReachedLogin>,
    /// The account whose tries begin anew.
    pub account: Option<String>,
    /// The email whose tries begin anew, with those of its sign-in and of its letters.
    pub mailbox: Option<String>,
    /// The emails of the registrations that wait to be confirmed, one for each.
    pub waiting: Vec<String>,
    /// What keeps the caller from going on after the act, if something does.
    pub bars: Option<Bars>,
}

/// A login that an act would reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReachedLogin {
    /// Its email, masked.
    pub email: String,
    /// By what a code leads to it; none where an email or an account was named.
    pub by_code: Option<ByCode>,
    /// Whether it has accounts of its own.
    pub has_accounts: bool,
}

/// By what a code leads to a login: the email and the account that were typed may be of two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByCode {
    /// The email.
    Email,
    /// The account.
    Account,
}

/// What keeps a caller from going on after an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bars {
    /// The account is closed in the billing system.
    AccountClosed,
    /// The last billing extract has lost the account.
    LeftExtract,
    /// An earlier letter waits, so this one may, too.
    LetterWaits,
    /// The mail service writes to the address no more.
    Unwritten,
}

/// Reads whom an act would reach. What the act itself refuses, it says then: here it reaches nobody.
///
/// # Errors
///
/// If the tables do not answer, or if a code leads to two people.
pub async fn reach<S, C>(
    office: &Office<'_, S, C>,
    list: &impl Suppressions,
    who: Target,
    deed: Deed,
    now: Timestamp,
) -> Result<Reach, NotDone>
where
    S: Claims + Timeline + Posted + Members + Bindings + Cancellations,
    C: Clock,
{
    let Office { store, keys, .. } = *office;
    let whom = Found::find(store, keys, who, now).await?;
    match deed {
        Deed::Unlock => {
            let mailbox = whom.mailbox(store, keys, now).await?;
            let mailbox = mailbox.as_ref().map(masked_email);
            let account = whom.account().map(AccountNumber::masked);
            let bars = match whom.account() {
                // Whoever has it signs in to it, closed or not.
                Some(number) if owner(store, number).await?.is_none() => {
                    store.facts(number).await?.as_ref().and_then(bars_registering)
                }
                Some(_) | None => None,
            };
            Ok(Reach { account, mailbox, bars, ..Reach::default() })
        }
        Deed::Resend => {
            let pendings = or_nobody(whom.pendings(store, keys, now).await)?.unwrap_or_default();
            let bars = match why::newest(&pendings) {
                Some(pending) if is_unwritten(list, &pending.email).await => Some(Bars::Unwritten),
                Some(pending) => {
                    let whose = Whose::Email(pending.email_key.clone());
                    let told = in_order(store.told(&whose, now - TIMELINE_KEPT).await?);
                    last_waits(&told).then_some(Bars::LetterWaits)
                }
                None => None,
            };
            Ok(Reach { bars, ..Reach::default() })
        }
        Deed::Cancel => {
            let pendings = or_nobody(whom.pendings(store, keys, now).await)?.unwrap_or_default();
            let waiting = staff::cancel(pendings, now).unwrap_or_default();
            let mut bars = None;
            for pending in &waiting {
                if is_unwritten(list, &pending.email).await {
                    bars = Some(Bars::Unwritten);
                }
            }
            let waiting = waiting.iter().map(|pending| masked_email(&pending.email)).collect();
            Ok(Reach { waiting, bars, ..Reach::default() })
        }
        // Whoever has the account, whatever email a code leads to.
        Deed::Release => {
            let Some(number) = whom.account() else { return Ok(Reach::default()) };
            let (owner, seen) = (owner(store, number).await?, store.facts(number).await?);
            let bars = seen.as_ref().and_then(bars_registering);
            Ok(Reach { bars, ..Reach::of_login(owner.as_ref(), &whom, ByCode::Account) })
        }
        Deed::Freeze | Deed::Unfreeze | Deed::ChangeEmail | Deed::KeepEmail | Deed::ResetFactor => {
            let member = or_nobody(member(store, &whom).await)?;
            Ok(Reach::of_login(member.as_ref(), &whom, ByCode::Email))
        }
    }
}

impl Reach {
    fn of_login(member: Option<&Member>, whom: &Found, by: ByCode) -> Self {
        let login = member.map(|member| ReachedLogin {
            email: masked_email(&member.email),
            by_code: whom.reference().map(|_| by),
            has_accounts: !member.accounts.is_empty(),
        });
        Self { login, ..Self::default() }
    }
}

/// What keeps an account that nobody has from being registered, whatever is typed.
pub(super) fn bars_registering(seen: &FactsSeen) -> Option<Bars> {
    let FactsSeen { facts, extract } = seen;
    if facts.version < extract.version {
        return Some(Bars::LeftExtract);
    }
    (facts.status == AccountStatus::Closed).then_some(Bars::AccountClosed)
}

/// Whether the mail service writes to an address no more. A list that does not answer keeps no act from being done.
async fn is_unwritten(list: &impl Suppressions, email: &Email) -> bool {
    let listed = list.find(email).await.ok().flatten();
    listed.is_some_and(|listed| !listed.complained)
}

/// Whether the last letter waits, or another goes in its place later.
fn last_waits(told: &[TimelineEntry]) -> bool {
    let last = told.iter().rev().find_map(|entry| match &entry.what {
        Happened::Letter { end, .. } => Some(*end),
        _ => None,
    });
    matches!(
        last,
        Some(
            LetterEnd::Waits(_)
                | LetterEnd::Delayed
                | LetterEnd::Held(Held::Address | Held::Another)
        )
    )
}

/// Nobody, where an act would be refused.
fn or_nobody<T>(found: Result<T, NotDone>) -> Result<Option<T>, NotDone> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(NotDone::Refused(_)) => Ok(None),
        Err(error @ NotDone::Store(_)) => Err(error),
    }
}
