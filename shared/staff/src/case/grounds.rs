//! What there is for an act to work on, so that none is offered that can only be refused.

use domain::why::{Account, Cause, Mailbox};
use domain::{Factors, LinkState, Member, Pending, Standing};
use jiff::Timestamp;

use crate::deed::Deed;

/// The acts for which there is something to work on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grounds {
    deeds: Vec<Deed>,
}

impl Grounds {
    pub(super) fn of_email(
        mailbox: &Mailbox,
        named: Option<&Account>,
        cause: &Cause,
        moves: bool,
        now: Timestamp,
    ) -> Self {
        Self::of(mailbox.member.as_ref(), &mailbox.pendings, cause, now)
            .and(Deed::Release, named.is_some_and(|account| account.owner.is_some()))
            .and(Deed::KeepEmail, moves)
    }

    pub(super) fn of_account(
        account: &Account,
        pendings: &[Pending],
        cause: &Cause,
        moves: bool,
        now: Timestamp,
    ) -> Self {
        let member = account.owner.as_ref().and_then(|(_, member)| member.as_ref());
        Self::of(member, pendings, cause, now)
            .and(Deed::Release, account.owner.is_some())
            .and(Deed::KeepEmail, moves)
    }

    fn of(member: Option<&Member>, pendings: &[Pending], cause: &Cause, now: Timestamp) -> Self {
        let standing = member.map(|member| member.standing);
        let is_open = standing == Some(Standing::Active);
        let waits = pendings.iter().any(|pending| pending.state(now) == LinkState::Open);
        let may_begin_a_wait = |factors: &Factors| {
            factors.is_asked() && !factors.wait.as_ref().is_some_and(|wait| wait.runs(now))
        };
        let resets = member.is_some_and(|member| may_begin_a_wait(&member.factors));
        Self::default()
            .and(Deed::Unlock, *cause != Cause::AccountClosed)
            .and(Deed::Resend, waits)
            .and(Deed::Cancel, waits)
            .and(Deed::Freeze, is_open)
            .and(Deed::Unfreeze, standing == Some(Standing::Frozen))
            .and(Deed::ChangeEmail, is_open)
            .and(Deed::ResetFactor, is_open && resets)
    }

    fn and(mut self, deed: Deed, can_be: bool) -> Self {
        self.deeds.extend(can_be.then_some(deed));
        self
    }

    /// Whether an act can do something. What is found only when it is done may refuse it still.
    #[must_use]
    pub fn allow(&self, deed: Deed) -> bool {
        self.deeds.contains(&deed)
    }
}
