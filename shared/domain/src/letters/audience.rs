//! Whom letters go to, which decides how many of them there may be.

use crate::letters::letter::LetterKind;

/// Whom a letter goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Somebody who wants an address confirmed: a member, or a person whose facts matched.
    Confirming,
    /// Somebody who asks for a way back into a login that is there.
    Recovering,
    /// Somebody we know, or whose facts matched, who asked for something that is not needed or not possible.
    Known,
    /// Somebody who is neither a member nor matched, or of whom nobody looked.
    Strangers,
    /// A member, or the contact on file, of a change that was already made, or a member of what they just chose.
    Members,
}

impl LetterKind {
    /// Whom a letter goes to.
    #[must_use]
    pub fn audience(self) -> Audience {
        match self {
            Self::Confirm | Self::NewEmail | Self::ProveEmail => Audience::Confirming,
            Self::Recover | Self::StillFrozen => Audience::Recovering,
            Self::AlreadyMember | Self::AccountHasLogin | Self::EmailInUse => Audience::Known,
            Self::CouldNotMatch | Self::TooManyTries | Self::NoLogin | Self::Invitation => {
                Audience::Strangers
            }
            Self::Welcome
            | Self::AccountBound
            | Self::HoldEnded
            | Self::AccountFreed
            | Self::NewBrowser
            | Self::AccountUnbound
            | Self::AccountReleased
            | Self::PasswordChanged
            | Self::PhraseChanged
            | Self::ConfirmBills
            | Self::BillsByEmail
            | Self::BillsOnPaper
            | Self::Downloaded
            | Self::SessionsEnded
            | Self::SessionEnded
            | Self::AccountAdded
            | Self::LoginClosed
            | Self::LoginFrozen
            | Self::LoginOpened
            | Self::EmailChanged
            | Self::EmailReplaced
            | Self::EmailMoves
            | Self::EmailMoving
            | Self::FactorAdded
            | Self::FactorRemoved
            | Self::RecoveryCodeUsed
            | Self::ResetWaits
            | Self::ResetHeard
            | Self::ResetOpen
            | Self::ResetStopped
            | Self::FactorsReset
            | Self::GuestJoined
            | Self::PersonJoined
            | Self::GuestLeft
            | Self::PersonLeft => Audience::Members,
        }
    }
}
