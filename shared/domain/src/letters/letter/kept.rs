//! A letter as it is kept: its kind, and what it carries.

use super::{Letter, LetterKind};
use crate::factors::wait::AboutWait;
use crate::letters::carried::{Carried, LetterLink};
use crate::links::purpose::Purpose;
use crate::values::named::named;

named!(LetterKind);

impl Letter {
    /// Which letter it is.
    #[must_use]
    pub fn kind(&self) -> LetterKind {
        self.into()
    }

    /// The wait that it is about: without it the letter has nothing to say, and does not go.
    #[must_use]
    pub fn about_wait(&self) -> Option<AboutWait> {
        self.carried().about
    }

    /// Its link, if it has one.
    #[must_use]
    pub fn link(&self) -> Option<LetterLink<'_>> {
        let (purpose, claim, expires_at) = match self {
            Self::Confirm { link, expires_at } => (Purpose::Verify, link, expires_at),
            Self::Recover { link, expires_at, .. } => (Purpose::Recover, link, expires_at),
            Self::NewEmail { link, expires_at } => (Purpose::NewEmail, link, expires_at),
            Self::ConfirmBills { link, expires_at, .. } => {
                (Purpose::ConfirmBills, link, expires_at)
            }
            Self::ProveEmail { link, expires_at } => (Purpose::ProveEmail, link, expires_at),
            Self::EmailMoves { link, expires_at } => (Purpose::MoveEmail, link, expires_at),
            Self::Invitation { link, expires_at, .. } => (Purpose::Invite, link, expires_at),
            Self::AccountBound { link, expires_at, .. }
            | Self::EmailReplaced { link, expires_at }
            | Self::EmailMoving { link, expires_at, .. } => (Purpose::NotMe, link, expires_at),
            Self::FactorAdded { link, expires_at, .. } => (Purpose::NotMyFactor, link, expires_at),
            Self::ResetWaits { link, expires_at, .. } => (Purpose::StopReset, link, expires_at),
            Self::ResetOpen { link, expires_at, .. } => (Purpose::ResetFactors, link, expires_at),
            // A test holds that this is all letters that carry a link.
            _ => return None,
        };
        Some(LetterLink { purpose, claim, expires_at: *expires_at })
    }

    /// What it carries.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "an arm for each letter, so that none is forgotten")]
    pub fn carried(&self) -> Carried {
        match self {
            Self::AccountBound { link, expires_at, held_until, by_time, account } => Carried {
                held_until: *held_until,
                by_time: *by_time,
                account: account.clone(),
                ..Carried::link(link, *expires_at)
            },
            Self::Welcome { held_until } | Self::LoginOpened { held_until } => {
                Carried { held_until: *held_until, ..Carried::default() }
            }
            Self::AccountAdded { account, held_until } => Carried {
                account: Some(account.clone()),
                held_until: *held_until,
                ..Carried::default()
            },
            Self::Confirm { link, expires_at }
            | Self::NewEmail { link, expires_at }
            | Self::EmailReplaced { link, expires_at }
            | Self::ProveEmail { link, expires_at }
            | Self::EmailMoves { link, expires_at } => Carried::link(link, *expires_at),
            Self::Recover { link, expires_at, known } => {
                Carried { known: known.clone(), ..Carried::link(link, *expires_at) }
            }
            Self::FactorAdded { factor, link, expires_at } => {
                Carried { factor: Some(*factor), ..Carried::link(link, *expires_at) }
            }
            Self::FactorRemoved { factor } => {
                Carried { factor: Some(*factor), ..Carried::default() }
            }
            Self::PasswordChanged { waited_until } => {
                Carried { from: *waited_until, ..Carried::default() }
            }
            Self::EmailChanged { waited_until, on_paper } => {
                Carried { from: *waited_until, on_paper: *on_paper, ..Carried::default() }
            }
            Self::RecoveryCodeUsed { left } => Carried { left: Some(*left), ..Carried::default() },
            Self::ResetWaits { link, expires_at, from, about, again } => Carried {
                from: Some(*from),
                again: *again,
                about: Some(about.clone()),
                ..Carried::link(link, *expires_at)
            },
            Self::ResetHeard { from, about, account, again } => Carried {
                from: Some(*from),
                again: *again,
                about: Some(about.clone()),
                account: account.clone(),
                ..Carried::default()
            },
            Self::ResetOpen { link, expires_at, about } => {
                Carried { about: Some(about.clone()), ..Carried::link(link, *expires_at) }
            }
            Self::NewBrowser { browser } | Self::SessionEnded { browser } => {
                Carried { browser: Some(browser.clone()), ..Carried::default() }
            }
            Self::AccountUnbound { account } | Self::AccountReleased { account } => {
                Carried { account: Some(account.clone()), ..Carried::default() }
            }
            Self::ConfirmBills { link, expires_at, account }
            | Self::EmailMoving { link, expires_at, account } => {
                Carried { account: account.clone(), ..Carried::link(link, *expires_at) }
            }
            Self::BillsByEmail { account, receipt } => {
                Carried { account: account.clone(), receipt: receipt.clone(), ..Carried::default() }
            }
            Self::BillsOnPaper { account }
            | Self::AccountFreed { account }
            | Self::FactorsReset { account } => {
                Carried { account: account.clone(), ..Carried::default() }
            }
            Self::Invitation { link, expires_at, person } => {
                Carried { person: Some(person.clone()), ..Carried::link(link, *expires_at) }
            }
            Self::GuestJoined { account, person, role, held_until } => Carried {
                role: Some(*role),
                held_until: *held_until,
                ..Carried::person(account, person)
            },
            Self::PersonJoined { account, person, role } => {
                Carried { role: Some(*role), ..Carried::person(account, person) }
            }
            Self::GuestLeft { account, person } | Self::PersonLeft { account, person } => {
                Carried::person(account, person)
            }
            Self::AlreadyMember
            | Self::AccountHasLogin
            | Self::CouldNotMatch
            | Self::TooManyTries
            | Self::HoldEnded
            | Self::StillFrozen
            | Self::NoLogin
            | Self::SessionsEnded
            | Self::LoginClosed
            | Self::LoginFrozen
            | Self::PhraseChanged
            | Self::Downloaded
            | Self::EmailInUse
            | Self::ResetStopped => Carried::default(),
        }
    }

    /// The letter of a kind that carries this; `None` where something is missing that it needs.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "an arm for each letter, so that none is forgotten")]
    pub fn of(kind: LetterKind, carried: Carried) -> Option<Self> {
        let Carried {
            link,
            expires_at,
            known,
            browser,
            account,
            held_until,
            factor,
            left,
            from,
            about,
            person,
            role,
            receipt,
            again,
            by_time,
            on_paper,
        } = carried;
        Some(match kind {
            LetterKind::Confirm => Self::Confirm { link: link?, expires_at: expires_at? },
            LetterKind::AlreadyMember => Self::AlreadyMember,
            LetterKind::AccountHasLogin => Self::AccountHasLogin,
            LetterKind::CouldNotMatch => Self::CouldNotMatch,
            LetterKind::TooManyTries => Self::TooManyTries,
            LetterKind::Welcome => Self::Welcome { held_until },
            LetterKind::AccountBound => Self::AccountBound {
                link: link?,
                expires_at: expires_at?,
                held_until,
                by_time,
                account,
            },
            LetterKind::HoldEnded => Self::HoldEnded,
            LetterKind::AccountFreed => Self::AccountFreed { account },
            LetterKind::Recover => Self::Recover { link: link?, expires_at: expires_at?, known },
            LetterKind::StillFrozen => Self::StillFrozen,
            LetterKind::NoLogin => Self::NoLogin,
            LetterKind::NewBrowser => Self::NewBrowser { browser: browser? },
            LetterKind::PasswordChanged => Self::PasswordChanged { waited_until: from },
            LetterKind::AccountUnbound => Self::AccountUnbound { account: account? },
            LetterKind::AccountReleased => Self::AccountReleased { account: account? },
            LetterKind::SessionsEnded => Self::SessionsEnded,
            LetterKind::SessionEnded => Self::SessionEnded { browser: browser? },
            LetterKind::AccountAdded => Self::AccountAdded { account: account?, held_until },
            LetterKind::LoginClosed => Self::LoginClosed,
            LetterKind::LoginFrozen => Self::LoginFrozen,
            LetterKind::LoginOpened => Self::LoginOpened { held_until },
            LetterKind::PhraseChanged => Self::PhraseChanged,
            LetterKind::ConfirmBills => {
                Self::ConfirmBills { link: link?, expires_at: expires_at?, account }
            }
            LetterKind::BillsByEmail => Self::BillsByEmail { account, receipt },
            LetterKind::BillsOnPaper => Self::BillsOnPaper { account },
            LetterKind::Downloaded => Self::Downloaded,
            LetterKind::NewEmail => Self::NewEmail { link: link?, expires_at: expires_at? },
            LetterKind::EmailInUse => Self::EmailInUse,
            LetterKind::EmailChanged => Self::EmailChanged { waited_until: from, on_paper },
            LetterKind::EmailReplaced => {
                Self::EmailReplaced { link: link?, expires_at: expires_at? }
            }
            LetterKind::ProveEmail => Self::ProveEmail { link: link?, expires_at: expires_at? },
            LetterKind::EmailMoves => Self::EmailMoves { link: link?, expires_at: expires_at? },
            LetterKind::EmailMoving => {
                Self::EmailMoving { link: link?, expires_at: expires_at?, account }
            }
            LetterKind::FactorAdded => {
                Self::FactorAdded { factor: factor?, link: link?, expires_at: expires_at? }
            }
            LetterKind::FactorRemoved => Self::FactorRemoved { factor: factor? },
            LetterKind::RecoveryCodeUsed => Self::RecoveryCodeUsed { left: left? },
            LetterKind::ResetWaits => Self::ResetWaits {
                link: link?,
                expires_at: expires_at?,
                from: from?,
                about: about?,
                again,
            },
            LetterKind::ResetHeard => {
                Self::ResetHeard { from: from?, about: about?, account, again }
            }
            LetterKind::ResetOpen => {
                Self::ResetOpen { link: link?, expires_at: expires_at?, about: about? }
            }
            LetterKind::ResetStopped => Self::ResetStopped,
            LetterKind::FactorsReset => Self::FactorsReset { account },
            LetterKind::Invitation => {
                Self::Invitation { link: link?, expires_at: expires_at?, person: person? }
            }
            LetterKind::GuestJoined => {
                Self::GuestJoined { account: account?, person: person?, role: role?, held_until }
            }
            LetterKind::PersonJoined => {
                Self::PersonJoined { account: account?, person: person?, role: role? }
            }
            LetterKind::GuestLeft => Self::GuestLeft { account: account?, person: person? },
            LetterKind::PersonLeft => Self::PersonLeft { account: account?, person: person? },
        })
    }
}
