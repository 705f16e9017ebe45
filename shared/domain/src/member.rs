//! Members and their sessions.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::account_number::AccountNumber;
use crate::bills::OwnBills;
use crate::changed::Changed;
use crate::email::Email;
use crate::event::{Event, EventKind};
use crate::figures;
use crate::ids::{DeviceId, MemberId, SessionId};
use crate::language::Language;
use crate::password::PasswordHash;
use crate::phrase::SecurityPhrase;

/// How long a session lasts without a request. Source: SECURITY §1.
pub const SESSION_IDLE: SignedDuration = SignedDuration::from_mins(figures::SESSION_IDLE_MINUTES);
/// How long a session lasts at all. Source: SECURITY §1.
pub const SESSION_TOTAL: SignedDuration = SignedDuration::from_hours(figures::SESSION_TOTAL_HOURS);
/// How long a password that was typed opens what asks for it again. Source: SECURITY §1, "re-auth".
pub const FRESH: SignedDuration = SignedDuration::from_mins(5);

/// A text that was agreed to: which, in which language, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The text's version.
    pub version: String,
    /// SHA-256 of the text as shown, in hex.
    pub hash: String,
    /// The language it was shown in.
    pub language: Language,
    /// When it was agreed to.
    pub at: Timestamp,
}

impl Acceptance {
    /// Whether another version of the text has to be agreed to anew: one with another number before the first dot.
    #[must_use]
    pub fn is_outdated(&self, in_force: &str) -> bool {
        let major = |version: &str| version.split('.').next().map(str::to_owned);
        major(&self.version) != major(in_force)
    }
}

/// Whether a login may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    Active,
    /// "This wasn't me": staff look into it.
    Frozen,
    /// The member closed it.
    Closed,
}

/// What a member said about paper bills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paperless {
    /// They were not asked yet.
    Unasked,
    /// "Not now."
    Skipped(Timestamp),
    /// They want no paper.
    On(Acceptance),
    /// They want paper.
    Off(Acceptance),
    /// They wanted no paper, and have it again since then: mail to them bounced.
    Returned(Timestamp),
}

/// What a member said about a security phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// They were not asked yet.
    Unasked,
    /// "Not now."
    Skipped(Timestamp),
    /// They chose one.
    Chosen(SecurityPhrase),
}

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
    /// Paper bills, of all accounts that have no choice of their own.
    pub paperless: Paperless,
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
    /// Raised by each write; a change applies only to the version that was read.
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
    /// The most accounts of one member, inclusive. Source: DATA, "Claim".
    pub const MAX_ACCOUNTS: usize = 50;

    /// The first step that was not answered.
    #[must_use]
    pub fn next_step(&self) -> NextStep {
        match (&self.paperless, &self.phrase) {
            (Paperless::Unasked, _) => NextStep::Paperless,
            (_, Phrase::Unasked) => NextStep::SecurityPhrase,
            (_, Phrase::Skipped(_) | Phrase::Chosen(_)) => NextStep::Home,
        }
    }

    /// Whether money pages are open: only with a phrase. Source: SEED, step 7.
    #[must_use]
    pub fn may_pay(&self) -> bool {
        matches!(self.phrase, Phrase::Chosen(_))
    }

    /// The numbers of their accounts.
    #[must_use]
    pub fn account_numbers(&self) -> Vec<AccountNumber> {
        self.accounts.iter().map(|binding| binding.account.clone()).collect()
    }

    /// The member's next event about all their accounts; it takes a number of theirs.
    pub fn event(&mut self, kind: EventKind, at: Timestamp) -> Event {
        self.event_about(kind, &self.account_numbers(), at)
    }

    /// The member's next event about some accounts; it takes a number of theirs.
    pub fn event_about(
        &mut self,
        kind: EventKind,
        accounts: &[AccountNumber],
        at: Timestamp,
    ) -> Event {
        self.event_number += 1;
        let (member, number) = (self.id.clone(), self.event_number);
        let email = Some(self.email.clone());
        Event { kind, member, accounts: accounts.to_vec(), email, number, at }
    }
}

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub member: MemberId,
    /// The member's epoch when it began.
    pub epoch: u64,
    /// When the password was typed.
    pub signed_in_at: Timestamp,
    /// First instant at which it is over, however busy.
    pub ends_at: Timestamp,
    /// The browser's id, kept between sessions.
    pub device: DeviceId,
    /// What the browser is, such as "Chrome on Android".
    pub device_name: String,
}

impl Session {
    /// Whether it still stands: not over, not ended with all others, its member active.
    #[must_use]
    pub fn stands(&self, member: &Member, now: Timestamp) -> bool {
        now < self.ends_at && self.epoch == member.epoch && member.standing == Standing::Active
    }

    /// The session under another id, after its member's epoch was raised: it lasts no longer, and its password is as
    /// old as before.
    #[must_use]
    pub fn goes_on(&self, id: SessionId, member: &Member) -> Self {
        Self { id, epoch: member.epoch, ..self.clone() }
    }

    /// Whether the password was typed so lately that it need not be typed again.
    #[must_use]
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        now < self.signed_in_at + FRESH
    }
}

/// A member `m` of accounts under holder 1, for tests.
#[doc(hidden)]
#[must_use]
pub fn test_member(accounts: &[&str]) -> Member {
    let since = Timestamp::UNIX_EPOCH;
    let bound = |number: &&str| {
        let account = AccountNumber::parse(number).expect("a number");
        Binding { account, holder: 1, since, own_bills: None }
    };
    let (version, hash) = ("1".to_owned(), "ab".to_owned());
    Member {
        id: MemberId::from_stored("m"),
        email: Email::parse("Pat.Lee@example.com").expect("an email"),
        language: Language::Spanish,
        password: PasswordHash::of_nobody(&crate::keys::test_keys()),
        standing: Standing::Active,
        accounts: accounts.iter().map(bound).collect(),
        paperless: Paperless::Unasked,
        phrase: Phrase::Unasked,
        terms: Acceptance { version, hash, language: Language::Spanish, at: since },
        epoch: 3,
        event_number: 7,
        since,
        changed: BTreeMap::new(),
        version: 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{DeviceId, SessionId};

    #[test]
    fn a_new_major_version_asks_again_and_a_minor_one_does_not() {
        let accepted =
            |version: &str| Acceptance { version: version.to_owned(), ..test_member(&[]).terms };

        for (before, in_force, asks) in [
            ("1", "1", false),
            ("1", "1.1", false),
            ("1.3", "1.4", false),
            ("1.3", "2", true),
            ("1", "10", true),
            ("2", "2.0", false),
        ] {
            assert_eq!(accepted(before).is_outdated(in_force), asks, "{before} then {in_force}");
        }
    }

    #[test]
    fn a_password_is_asked_again_five_minutes_after_it_was_typed() {
        let typed = Timestamp::UNIX_EPOCH;
        let ids = (SessionId::from_stored("s"), DeviceId::from_stored("d"));
        let session = crate::session(&test_member(&[]), ids, "Chrome on Android".to_owned(), typed);

        assert!(session.is_fresh(typed + FRESH - SignedDuration::from_secs(1)));
        assert!(!session.is_fresh(typed + FRESH));
    }
}
