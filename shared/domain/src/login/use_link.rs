//! Links that letters carry to members: what asking for one writes, and what using one changes.

use jiff::Timestamp;

use crate::factors::held::FactorRecord;
use crate::letters::envelope::Envelope;
use crate::limits::counter::Count;
use crate::links::link::Link;
use crate::links::token::LinkClaim;
use crate::members::member::Member;
use crate::registering::pending::Pending;
use crate::values::email::Email;
use crate::values::ids::{OutboxId, PendingId};

/// The one item that an answer keeps.
#[derive(Clone, Debug)]
pub enum Kept {
    /// A link, be it one that opens nothing.
    Link(Box<Link>),
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

/// The random ids of what asking for a link writes.
#[derive(Clone, Debug)]
pub struct IssueIds {
    /// Of the item that is kept.
    pub item: PendingId,
    /// Of the letter.
    pub envelope: OutboxId,
}

/// The random ids of the use of a link.
#[derive(Clone, Debug)]
pub struct SpendIds {
    /// Of the letters and events.
    pub envelope: OutboxId,
    /// Of the request.
    pub request: String,
}

/// The use of a link: everything that becomes true together.
#[derive(Clone, Debug)]
pub struct Spending {
    /// The link that is used.
    pub link: LinkClaim,
    /// The request that uses it, random; after a lost answer it tells whose use it was.
    pub request: String,
    /// The member as they are then.
    pub member: Member,
    /// The email that they had, where the link brings another.
    pub moved_from: Option<Email>,
    /// Links that letters of it carry, such as "this wasn't me" for the email that they had.
    pub links: Vec<Link>,
    /// Records of factors that it takes off.
    pub bound: Vec<FactorRecord>,
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
