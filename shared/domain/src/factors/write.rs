//! What a rule about factors writes: all of it becomes true together, or nothing.

use jiff::Timestamp;

use crate::factors::held::{FactorRecord, Remembered, UsedStep};
use crate::factors::passkey::{PasskeyWrite, UsedChallenge};
use crate::letters::envelope::Envelope;
use crate::limits::counter::Count;
use crate::links::link::Link;
use crate::members::member::Member;
use crate::members::session::Session;
use crate::values::ids::{MemberId, SessionId};

/// A session as it is written with a factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionWrite {
    /// It begins.
    Opens(Session),
    /// It goes on, if it was not ended meanwhile.
    GoesOn(Session),
}

/// Letters that wait for an instant, and are queued now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// The letters.
    pub envelope: Envelope,
    /// First instant at which they may go.
    pub not_before: Timestamp,
}

/// What proves a factor, and does so once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsedOnce {
    /// The step of an app's code, which no earlier use may have reached.
    Step(UsedStep),
    /// The challenge that a passkey has signed.
    Challenge(UsedChallenge),
}

/// What a rule about factors writes. What is absent is left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactorWrite {
    /// The member.
    pub member: Option<Member>,
    /// The session.
    pub session: Option<SessionWrite>,
    /// Sessions that end; it is no error if one is gone.
    pub ends: Vec<(MemberId, SessionId)>,
    /// What proves it.
    pub used: Option<UsedOnce>,
    /// The passkey.
    pub passkey: Option<PasskeyWrite>,
    /// The browser that is remembered.
    pub remembered: Option<Remembered>,
    /// Records of factors. That of a passkey which has ended takes the passkey with it.
    pub bound: Vec<FactorRecord>,
    /// Links that letters carry.
    pub links: Vec<Link>,
    /// Letters.
    pub envelope: Option<Envelope>,
    /// Letters that wait.
    pub later: Vec<Later>,
    /// What is counted by it.
    pub counts: Vec<Count>,
}

/// How writing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorWriteEnd {
    /// All of it is true.
    Written,
    /// The code, or a later one, or the challenge was used before; nothing was written.
    CodeUsed,
}

impl SessionWrite {
    /// The session, however it is written.
    #[must_use]
    pub fn session(&self) -> &Session {
        match self {
            Self::Opens(session) | Self::GoesOn(session) => session,
        }
    }
}
