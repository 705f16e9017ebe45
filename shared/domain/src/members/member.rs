//! Members and their sessions.

use std::collections::BTreeMap;

use jiff::Timestamp;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::factors::held::Factors;
use crate::members::acceptance::Acceptance;
use crate::members::asked_bills::AskedBills;
use crate::members::changed::Changed;
use crate::members::event::{Event, EventKind};
use crate::members::guest_of::GuestOf;
use crate::members::receipt::Receipt;
use crate::members::wishes::{OwnBills, Paperless, Phrase};
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::MemberId;
use crate::values::language::Language;
use crate::values::named::named;
use crate::values::password::PasswordHash;

/// Whether a login may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Standing {
    /// It may.
    Active,
    /// "This wasn't me": staff look into it.
    Frozen,
    /// The member closed it.
    Closed,
}

named!(Standing);

/// A billing account that is a member's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The account.
    pub account: AccountNumber,
    /// Its holder when it was bound.
    pub holder: u64,
    /// When it was bound.
    pub since: Timestamp,
    /// How its bills come, if that was said for it alone.
    pub own_bills: Option<OwnBills>,
    /// First instant at which what billing told of it is shown; written when it is bound, and never computed anew.
    pub held_until: Option<Timestamp>,
    /// Whether its bills have yet to be asked about, since it was held when the others were: until then they are on paper.
    pub bills_unasked: bool,
}

/// Somebody with a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Their id.
    pub id: MemberId,
    /// The email they sign in with.
    pub email: Email,
    /// The language of their letters.
    pub language: Language,
    /// Their password's hash.
    pub password: PasswordHash,
    /// Whether the login may be used.
    pub standing: Standing,
    /// Their accounts, at most [`Member::MAX_ACCOUNTS`].
    pub accounts: Vec<Binding>,
    /// Accounts of others that they were let in to, at most [`Member::MAX_GUEST_OF`]; a hint where to look.
    pub guest_of: Vec<GuestOf>,
    /// Paper bills, of all accounts that have no choice of their own.
    pub paperless: Paperless,
    /// Bills by email that they agreed to, until a letter's link confirms it.
    pub asked_bills: Option<AskedBills>,
    /// What they agreed to last when paper was turned off.
    pub receipt: Option<Receipt>,
    /// The security phrase.
    pub phrase: Phrase,
    /// The terms they accepted last.
    pub terms: Acceptance,
    /// Raised when all sessions end.
    pub epoch: u64,
    /// The number of their last event.
    pub event_number: u64,
    /// When they became a member.
    pub since: Timestamp,
    /// What they changed since, and when last.
    pub changed: BTreeMap<Changed, Timestamp>,
    /// What they have beside the password.
    pub factors: Factors,
    /// The version that was read. Rules leave it alone: whoever stores the member raises it, and refuses one that was
    /// read before another write.
    pub version: u64,
}

/// Where a member goes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Step 6.
    Paperless,
    /// Step 7.
    SecurityPhrase,
    /// Nothing is left to ask.
    Home,
}

impl Member {
    /// The most accounts of one member, inclusive. Source: docs/DATA.md#the-claim.
    pub const MAX_ACCOUNTS: usize = 50;

    /// The most accounts of others that one member is let in to, inclusive. Source: SECURITY.md#figures.
    pub const MAX_GUEST_OF: usize = 50;

    /// The first step that was not answered. Who has no account of their own has no bills to be asked about, be they a guest
    /// or none any more, and bills are not asked about while all accounts are held.
    #[must_use]
    pub fn next_step(&self, now: Timestamp) -> NextStep {
        match (&self.paperless, &self.phrase) {
            (Paperless::Unasked, _)
                if !self.accounts.is_empty()
                    && self.all_held(now).is_none()
                    && self.asked_bills.is_none() =>
            {
                NextStep::Paperless
            }
            (_, Phrase::Unasked) => NextStep::SecurityPhrase,
            (_, Phrase::Skipped(_) | Phrase::Chosen(_)) => NextStep::Home,
        }
    }

    /// Until when all accounts are held, if they are: when the first of them no longer is.
    #[must_use]
    pub fn all_held(&self, now: Timestamp) -> Option<Timestamp> {
        let until: Option<Vec<Timestamp>> = self.accounts.iter().map(|it| it.held(now)).collect();
        until?.into_iter().min()
    }

    /// Until when one of some accounts is held, if one is: the last of them.
    #[must_use]
    pub fn held_among(&self, accounts: &[AccountNumber], now: Timestamp) -> Option<Timestamp> {
        let named = self.accounts.iter().filter(|it| accounts.contains(&it.account));
        named.filter_map(|it| it.held(now)).max()
    }

    /// Whether money pages are open: only with a phrase. Source: docs/DESIGN.md#the-members-way.
    #[must_use]
    pub fn may_pay(&self) -> bool {
        matches!(self.phrase, Phrase::Chosen(_))
    }

    /// The numbers of their accounts.
    #[must_use]
    pub fn account_numbers(&self) -> Vec<AccountNumber> {
        self.accounts.iter().map(|binding| binding.account.clone()).collect()
    }

    /// The member's next event about all their accounts, as [`Member::event_about`] tells it.
    pub fn event(&mut self, kind: EventKind, at: Timestamp) -> Option<Event> {
        self.event_about(kind, &self.account_numbers(), at)
    }

    /// The member's next event about some accounts; it takes a number of theirs.
    ///
    /// Accounts that are held are left out of all that could make the billing system act for who holds them, and no event
    /// with one says where the member is reached: else a stranger's email could become the contact on file. `None` if
    /// nothing is left to tell.
    pub fn event_about(
        &mut self,
        kind: EventKind,
        accounts: &[AccountNumber],
        at: Timestamp,
    ) -> Option<Event> {
        let is_told = |it: &&AccountNumber| {
            kind.tells_of_held() || self.held_among(std::slice::from_ref(*it), at).is_none()
        };
        let told: Vec<AccountNumber> = accounts.iter().filter(is_told).cloned().collect();
        if told.is_empty() && !accounts.is_empty() {
            return None;
        }
        self.event_number += 1;
        let (member, number) = (Some(self.id.clone()), Some(self.event_number));
        let held = self.held_among(&told, at);
        let email = (held.is_none() && kind != EventKind::NoticeByPost).then(|| self.email.clone());
        let held_until = held.filter(|_| kind == EventKind::LoginBound);
        Some(Event { kind, member, accounts: told, email, held_until, number, outage: None, at })
    }
}

impl Member {
    /// Notes that something has changed; what it changed to is set by whoever calls.
    pub(crate) fn mark(&mut self, changed: Changed, at: Timestamp) {
        if let Some(before) = changed.instead_of() {
            self.changed.remove(&before);
        }
        self.changed.insert(changed, at);
    }

    /// What was changed and when last, newest first.
    #[must_use]
    pub fn last_changes(&self) -> Vec<(Changed, Timestamp)> {
        let mut all: Vec<_> = self.changed.iter().map(|(changed, at)| (*changed, *at)).collect();
        all.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
        all
    }

    /// When the password was set last.
    #[must_use]
    pub fn password_since(&self) -> Timestamp {
        self.changed.get(&Changed::Password).copied().unwrap_or(self.since)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::fixtures::test_member;
    use crate::values::named::assert_named;

    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    #[test]
    fn each_standing_is_named_as_in_items() {
        assert_named!(Standing, ["active", "frozen", "closed"]);
    }

    #[test]
    fn the_newest_change_comes_first_and_each_thing_once() {
        let mut member = test_member(&[]);
        let since = member.since;

        member.mark(Changed::Password, since);
        member.mark(Changed::Phrase, since + HOUR);
        member.mark(Changed::Password, since + HOUR + HOUR);

        let changes = [(Changed::Password, since + HOUR + HOUR), (Changed::Phrase, since + HOUR)];
        assert_eq!(member.last_changes(), changes);
    }

    #[test]
    fn a_password_that_was_never_changed_is_as_old_as_the_membership() {
        let mut member = test_member(&[]);
        assert_eq!(member.password_since(), member.since);

        member.mark(Changed::Password, member.since + HOUR);

        assert_eq!(member.password_since(), member.since + HOUR);
    }
}
