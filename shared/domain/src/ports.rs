//! What the rules need from the world. Each is named for what is kept; adapters are named for how.

mod cleaning;
mod import;
mod links;
mod logins;
mod registering;
mod telling;

use std::future::Future;

use jiff::Timestamp;

use crate::account_number::AccountNumber;
use crate::email::Email;
use crate::facts::{Extract, Facts};
use crate::ids::{MemberId, OutboxId, SessionId};
use crate::keys::KeyId;
use crate::letter::{Envelope, Leased};
use crate::limits::{Count, Counter, Subject};
use crate::link::Link;
use crate::member::{Member, Session};
use crate::registration::Pending;

pub use cleaning::{Due, Looked, PARTS, Part, PastDue, Place, Shelf};
pub use import::{Bindings, Ended, Extracts, InForce, PassedOn, Row};
pub use links::{Issued, Kept, Links, SpendEnd, Spending};
pub use logins::{AddEnd, Addition, Closing, Logins};
pub use registering::{Cancellations, LookUp, Pendings, RecordEnd, Recorded, Registrations};
pub use telling::{Changes, EventBus, Outgoing, Timeline};

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

/// The time, as an argument for the rules.
pub trait Clock: Sync {
    /// The instant at which the request came.
    fn now(&self) -> Timestamp;
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

    /// Sets a counter back to zero.
    fn clear(&self, subject: &Subject) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Letters and events on their way out, seen from a step.
pub trait Letters: Sync {
    /// Queues an envelope by itself.
    fn queue(&self, envelope: &Envelope) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// The claim of an account: everything that becomes true together.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The pending registration that is used.
    pub pending: Pending,
    /// The request that uses it, random; after a lost answer it tells whose claim won.
    pub request: String,
    /// The extract version at which the account was seen.
    pub extract_version: u64,
    /// The member that comes to be.
    pub member: Member,
    /// "This wasn't me" for the contact on file, if that is somebody else.
    pub not_me: Option<Link>,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
    /// Now.
    pub at: Timestamp,
}

/// How a claim ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimEnd {
    /// The account is the member's.
    Claimed,
    /// The link was used meanwhile, or ran out.
    LinkSpent,
    /// The account is gone, closed, or passed to other people.
    AccountGone,
    /// Somebody else has the account.
    AccountOwned,
    /// The email is a member's; the link is unspent.
    EmailTaken,
}

/// Billing accounts, as they are claimed.
pub trait Claims: Sync {
    /// Reads facts and extract, strongly; an old number is followed.
    fn facts(
        &self,
        account: &AccountNumber,
    ) -> impl Future<Output = Result<Option<(Facts, Extract)>, StoreError>> + Send;

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
    ) -> impl Future<Output = Result<Option<(Session, Member)>, StoreError>> + Send;

    /// Writes a member one version on, and the letters and events that tell of it, or nothing.
    ///
    /// MUST return [`StoreError::Conflict`] if the stored version is not `member.version - 1`.
    fn change(
        &self,
        member: &Member,
        envelope: Option<&Envelope>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// A member whose sessions all end but one, which goes on under another id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopened {
    /// The member, one version and one epoch on.
    pub member: Member,
    /// The session that goes on.
    pub session: Session,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
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
    /// MUST return [`StoreError::Conflict`] if the stored version is not `member.version - 1`. MUST be `Ok` if the
    /// answer was lost and all of it was written.
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
    /// Ids of envelopes with unsent letters or unpublished events queued before an instant, oldest first, at most `most`.
    fn unsent(
        &self,
        before: Timestamp,
        most: usize,
    ) -> impl Future<Output = Result<Vec<OutboxId>, StoreError>> + Send;

    /// Takes an envelope until an instant; `None` if all is sent and published, somebody else holds it or it is not yet due.
    fn lease(
        &self,
        id: &OutboxId,
        now: Timestamp,
        until: Timestamp,
    ) -> impl Future<Output = Result<Option<Leased>, StoreError>> + Send;

    /// Puts a leased envelope back with how its letters and events stand and how often it was tried; what is left unsent is due
    /// at `next_try`.
    ///
    /// MUST return [`StoreError::Conflict`] if another worker holds it now.
    fn put_back(
        &self,
        leased: &Leased,
        next_try: Timestamp,
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

/// A letter as it goes out.
#[derive(Clone)]
pub struct Mail {
    /// The address.
    pub to: Email,
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// The outbox item, for joining what SES reports later.
    pub id: OutboxId,
    /// The letter's name.
    pub kind: &'static str,
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

/// The key that a sealed or hashed thing needs is not in the secret.
#[derive(Debug, thiserror::Error)]
#[error("the secret does not hold key {}", .0.as_str())]
pub struct KeyGone(pub KeyId);
