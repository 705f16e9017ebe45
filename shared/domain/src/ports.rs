//! What the rules need from the world. Each is named for what is kept; adapters are named for how.

mod desk;
mod factors;
mod history;
mod import;
mod links;
mod logins;
mod outages;
mod past_due;
mod people;
mod registering;
mod suppressions;
mod telling;
mod usage;

use std::future::Future;

use jiff::{SignedDuration, Timestamp};

use crate::billing::facts::FactsSeen;
use crate::letters::envelope::{Envelope, Lease, Leased};
use crate::letters::lane::{Due, Lane};
use crate::letters::mail::Mail;
use crate::limits::counter::{Count, Counter, Subject};
use crate::login::change_password::Reopened;
use crate::login::pass_on::Ended;
use crate::members::member::Member;
use crate::members::session::{Session, SignedIn};
use crate::registering::claim::{Claim, ClaimEnd};
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::{EmailKey, MemberId, OutboxId, SessionId};

pub use desk::{ClientSecret, LookUps, StaffSessions};
pub use factors::{Passkeys, SecondFactors, Waits};
pub use history::{
    Balances, BillImport, Bills, DocumentNames, Documents, HistoryImport, ImportTimes,
};
pub use import::{Bindings, Extracts, InForce, LeaseBy, LeaseWish, Services, Written};
pub use links::{LinkStates, Links};
pub use logins::{Holds, Logins};
pub use outages::{OutageLeads, Outages, UnverifiedOutages};
pub use past_due::PastDue;
pub use people::{People, Standings};
pub use registering::{Cancellations, Pendings, Registrations};
pub use suppressions::Suppressions;
pub use telling::{Changes, EventBus, Timeline};
pub use usage::{Glance, Glances, MonthsImport, ReadsImport, Usage};

/// Why a store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// What was read has changed meanwhile; reading again and deciding again is the way on.
    #[error("what was read has changed meanwhile")]
    Conflict,
    /// The store did not answer, or not so that it could be understood. Nothing or all of it was written.
    #[error("the store is unavailable")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The time: as an argument for the rules, and to let some of it go by.
pub trait Clock: Sync {
    /// The instant at which the request came.
    fn now(&self) -> Timestamp;

    /// Lets a time go by that chance draws, up to `at_most`.
    fn pause(&self, at_most: SignedDuration) -> impl Future<Output = ()> + Send;

    /// Waits until an instant; if it has come, not at all.
    fn wait_until(&self, at: Timestamp) -> impl Future<Output = ()> + Send;
}

/// Where the keys come from.
pub trait KeySource: Sync {
    /// Reads the secret again if a key was missed, at most once a minute; whether that brought keys.
    fn refresh(&self) -> impl Future<Output = bool> + Send;
}

/// Keys that stay as they are.
impl KeySource for () {
    async fn refresh(&self) -> bool {
        false
    }
}

/// How often things were tried, where no other write of the step counts it.
pub trait Counters: Sync {
    /// Reads counters, strongly, in the order of the subjects; what was never counted is at zero.
    fn read(
        &self,
        subjects: &[Subject],
    ) -> impl Future<Output = Result<Vec<Counter>, StoreError>> + Send;

    /// Writes all counters one further, or none.
    ///
    /// MUST return [`StoreError::Conflict`] if one of them is no longer the one read.
    fn count(&self, counts: &[Count]) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Writes a counter one further and queues an envelope, in one transaction, or nothing.
    ///
    /// MUST return [`StoreError::Conflict`] if the counter is no longer the one read.
    fn count_and_tell(
        &self,
        count: &Count,
        envelope: &Envelope,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Sets a counter back to zero.
    fn clear(&self, subject: &Subject) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Failed sign-ins by where they came from, for staff who look.
pub trait SignIns: Sync {
    /// What is counted with an email from each network address and, of a member, in each of their browsers; strongly,
    /// in no order.
    fn failures(
        &self,
        email: &EmailKey,
        member: Option<&MemberId>,
    ) -> impl Future<Output = Result<Vec<(Subject, Counter)>, StoreError>> + Send;
}

/// Bindings that staff end.
pub trait Releases: Sync {
    /// Ends a binding whose account stays with its holder, and queues what tells of it, in one transaction, or nothing.
    ///
    /// MUST return [`StoreError::Conflict`] if the owner is no longer the one seen, or if the member's stored version is
    /// not the one that was read. MUST raise it by one.
    fn release(
        &self,
        account: &AccountNumber,
        ended: &Ended,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Letters and events on their way out, seen from a step.
pub trait Letters: Sync {
    /// Queues an envelope by itself.
    fn queue(&self, envelope: &Envelope) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Billing accounts, as they are claimed.
pub trait Claims: Sync {
    /// Reads facts and extract, strongly; an old number is followed.
    fn facts(
        &self,
        account: &AccountNumber,
    ) -> impl Future<Output = Result<Option<FactsSeen>, StoreError>> + Send;

    /// Binds the account in one conditional transaction, or does nothing.
    ///
    /// MUST NOT let two claims of one account, one email or one pending registration win. MUST answer `Claimed` if
    /// the answer to this very request was lost and it had won.
    fn claim(&self, claim: &Claim) -> impl Future<Output = Result<ClaimEnd, StoreError>> + Send;
}

/// Members.
pub trait Members: Sync {
    /// Finds who signs in with an email: always two reads, whoever is found.
    fn by_email(
        &self,
        email: &Email,
    ) -> impl Future<Output = Result<Option<Member>, StoreError>> + Send;

    /// Reads session and member together in one round trip, strongly.
    fn by_session(
        &self,
        member: &MemberId,
        session: &SessionId,
    ) -> impl Future<Output = Result<Option<SignedIn>, StoreError>> + Send;

    /// Writes a member, and the letters and events that tell of it, or nothing.
    ///
    /// MUST raise the stored version by one. MUST return [`StoreError::Conflict`] if it is not the one that was read.
    fn change(
        &self,
        member: &Member,
        envelope: Option<&Envelope>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Sessions.
pub trait Sessions: Sync {
    /// Opens a session, together with the letters that tell of it.
    fn open(
        &self,
        session: &Session,
        envelope: Option<&Envelope>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// All of a member that were not cleaned away, those that are over too; strongly.
    fn of_member(
        &self,
        member: &MemberId,
    ) -> impl Future<Output = Result<Vec<Session>, StoreError>> + Send;

    /// Writes member, session and envelope in one transaction, or nothing.
    ///
    /// MUST raise the member's stored version by one. MUST return [`StoreError::Conflict`] if it is not the one that was
    /// read. MUST be `Ok` if the answer was lost and all of it was written.
    fn reopen(&self, reopened: &Reopened) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Ends a session, together with the letters that tell of it; ending one that is not there is no error and tells
    /// nobody.
    fn end(
        &self,
        member: &MemberId,
        session: &SessionId,
        envelope: Option<&Envelope>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// The outbox, seen from the worker that empties it.
pub trait Outbox: Sync {
    /// Envelopes of a lane that are due at an instant, inclusive.
    ///
    /// They begin after the last one of the page before, in the order in which they came due, and are at most `most`. One
    /// that is not due is never read.
    fn due(
        &self,
        lane: Lane,
        now: Timestamp,
        after: Option<&Due>,
        most: usize,
    ) -> impl Future<Output = Result<Vec<Due>, StoreError>> + Send;

    /// Takes an envelope that is due until an instant.
    fn lease(
        &self,
        id: &OutboxId,
        now: Timestamp,
        until: Timestamp,
    ) -> impl Future<Output = Result<Lease, StoreError>> + Send;

    /// Puts a leased envelope back with how its letters and events stand.
    ///
    /// What is left to do is due at `due_at`, in the lane that this makes.
    ///
    /// MUST return [`StoreError::Conflict`] if another worker holds it now.
    fn put_back(
        &self,
        leased: &Leased,
        due_at: Timestamp,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Envelopes that were posted, for what is reported of them later.
pub trait Posted: Sync {
    /// An envelope, sent or not; `None` once it was cleaned away.
    fn posted(
        &self,
        id: &OutboxId,
    ) -> impl Future<Output = Result<Option<Envelope>, StoreError>> + Send;
}

/// Why a letter did not go out.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// It may go later: too many, paused, no answer.
    #[error("mail cannot be sent now")]
    Later(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It will never go.
    #[error("mail was refused for good")]
    Never(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The post office.
pub trait PostOffice: Sync {
    /// Hands a letter over; once this is `Ok` it counts as sent.
    fn send(&self, mail: &Mail) -> impl Future<Output = Result<(), MailError>> + Send;
}
