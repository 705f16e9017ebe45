//! Links that letters carry to members, from being asked for to being used.

use std::future::Future;

use jiff::Timestamp;

use super::StoreError;
use crate::email::Email;
use crate::letter::Envelope;
use crate::limits::Count;
use crate::link::Link;
use crate::member::Member;
use crate::registration::Pending;
use crate::token::LinkClaim;

/// The one item that an answer keeps.
#[derive(Clone, Debug)]
pub enum Kept {
    /// A link, be it one that opens nothing.
    Link(Link),
    /// A registration whose time ran out, asked anew.
    Pending(Box<Pending>),
}

/// What asking for a link writes.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The item; its id is random.
    pub kept: Kept,
    /// The letter that answers.
    pub envelope: Envelope,
    /// The counters of the sender, each one further.
    pub counts: Vec<Count>,
}

/// The use of a link: everything that becomes true together.
#[derive(Clone, Debug)]
pub struct Spending {
    /// The link that is used.
    pub link: LinkClaim,
    /// The request that uses it, random; after a lost answer it tells whose use it was.
    pub request: String,
    /// The member, one version on.
    pub member: Member,
    /// The email that they had, where the link brings another.
    pub moved_from: Option<Email>,
    /// "This wasn't me" for the email that they had.
    pub not_me: Option<Link>,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
    /// Now.
    pub at: Timestamp,
}

/// How using a link ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpendEnd {
    /// All of it is true.
    Spent,
    /// The link was used meanwhile, or ran out.
    LinkSpent,
    /// The new email is a member's by now; the link is unspent.
    EmailTaken,
}

/// Links of members.
pub trait Links: Sync {
    /// Writes the item, its letter and the counters in one transaction, or nothing.
    ///
    /// MUST return [`StoreError::Conflict`] if a counter is no longer the one read.
    fn issue(&self, issued: &Issued) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Finds a link and the member that it is about, strongly; `None` if there is no link, or it is about nobody.
    fn find(
        &self,
        claim: &LinkClaim,
    ) -> impl Future<Output = Result<Option<(Link, Member)>, StoreError>> + Send;

    /// Uses a link and changes its member in one conditional transaction, or does nothing.
    ///
    /// MUST NOT let a link be used twice, or after its time. MUST answer `Spent` if the answer to this very request was
    /// lost and it had worked. MUST return [`StoreError::Conflict`] if the stored version is not `member.version - 1`.
    fn spend(
        &self,
        spending: &Spending,
    ) -> impl Future<Output = Result<SpendEnd, StoreError>> + Send;
}
