//! What the outbox holds: letters to people, and the events that go with them.

use jiff::Timestamp;

use crate::account_number::AccountNumber;
use crate::bills::Bills;
use crate::email::Email;
use crate::event::Event;
use crate::ids::{DeviceId, MemberId, OutboxId};
use crate::language::Language;
use crate::member::Member;
use crate::timeline::Trace;
use crate::token::LinkClaim;

/// A letter, by what it says; its words stand in `web`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// Confirm your email: a link and a temporary password.
    Confirm {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// You already have a login.
    AlreadyMember,
    /// The account already has a login, of another email.
    AccountHasLogin,
    /// What was typed matches no account.
    CouldNotMatch,
    /// The account was tried too often.
    TooManyTries,
    /// You are a member.
    Welcome,
    /// To the contact on file: an online account was opened.
    AccountBound {
        /// "This wasn't me": what the link names.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// Choose a new password: a link.
    Recover {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
        /// The browser that asked, if its member has used it before: it has a budget of its own.
        known: Option<(MemberId, DeviceId)>,
    },
    /// To who asks for a way back in: staff look into it.
    StillFrozen,
    /// To who asks for a way back in: no login has this email.
    NoLogin,
    /// Somebody signed in from a browser that you have not used before.
    NewBrowser {
        /// What it is, such as "Chrome on Android".
        browser: String,
    },
    /// Your password was changed.
    PasswordChanged,
    /// An account of yours is no longer in your name.
    AccountUnbound {
        /// The account; the letter shows its last digits.
        account: AccountNumber,
    },
    /// You ended all your other sessions.
    SessionsEnded,
    /// You ended one session from another browser.
    SessionEnded {
        /// The browser that it was of, such as "Chrome on Android".
        browser: String,
    },
    /// One more account is yours.
    AccountAdded {
        /// The account; the letter shows its last digits.
        account: AccountNumber,
    },
    /// Your login is closed.
    LoginClosed,
    /// Your login is shut while staff look into it.
    LoginFrozen,
    /// Staff opened your login again.
    LoginOpened,
    /// Your security phrase was changed.
    PhraseChanged,
    /// Your bills come otherwise from now on.
    BillsChanged {
        /// How.
        bills: Bills,
        /// The account, if it is about one of several; the letter shows its last digits.
        account: Option<AccountNumber>,
    },
    /// To the new address: confirm that it is yours.
    NewEmail {
        /// What the link names; the token is derived when the letter is sent.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
    /// To an address that was asked for by another login: it has one.
    EmailInUse,
    /// To the new address: you sign in with it now.
    EmailChanged,
    /// To the address before: you no longer sign in with it.
    EmailReplaced {
        /// What "this wasn't me" names.
        link: LinkClaim,
        /// First instant at which the link no longer works.
        expires_at: Timestamp,
    },
}

impl Letter {
    /// The letter's name in items and logs.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "confirm",
            Self::AlreadyMember => "already_member",
            Self::AccountHasLogin => "account_has_login",
            Self::CouldNotMatch => "could_not_match",
            Self::TooManyTries => "too_many_tries",
            Self::Welcome => "welcome",
            Self::AccountBound { .. } => "account_bound",
            Self::AccountUnbound { .. } => "account_unbound",
            Self::PasswordChanged => "password_changed",
            Self::PhraseChanged => "phrase_changed",
            Self::BillsChanged { bills: Bills::ByEmail, .. } => "bills_by_email",
            Self::BillsChanged { bills: Bills::OnPaper, .. } => "bills_on_paper",
            Self::SessionsEnded => "sessions_ended",
            Self::SessionEnded { .. } => "session_ended",
            Self::AccountAdded { .. } => "account_added",
            Self::LoginClosed => "login_closed",
            Self::LoginFrozen => "login_frozen",
            Self::LoginOpened => "login_opened",
            Self::Recover { .. } => "recover",
            Self::StillFrozen => "still_frozen",
            Self::NoLogin => "no_login",
            Self::NewBrowser { .. } => "new_browser",
            Self::NewEmail { .. } => "new_email",
            Self::EmailInUse => "email_in_use",
            Self::EmailChanged => "email_changed",
            Self::EmailReplaced { .. } => "email_replaced",
        }
    }
}

/// A letter with whom it goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// The address as typed.
    pub to: Email,
    /// The language it is written in.
    pub language: Language,
    /// What it says.
    pub letter: Letter,
}

/// One outbox item: everything that one change has to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The item's id.
    pub id: OutboxId,
    /// The letters, each sent once or more, never not at all.
    pub letters: Vec<Addressed>,
    /// The events.
    pub events: Vec<Event>,
    /// What staff are to see of it beside these.
    pub trace: Option<Trace>,
    /// When the change was made.
    pub queued_at: Timestamp,
}

impl Envelope {
    /// One letter to a member, with no event and no trace.
    pub(crate) fn to_member(
        member: &Member,
        letter: Letter,
        id: OutboxId,
        queued_at: Timestamp,
    ) -> Self {
        let (to, language) = (member.email.clone(), member.language);
        let letters = vec![Addressed { to, language, letter }];
        Self { id, letters, events: Vec::new(), trace: None, queued_at }
    }
}

/// How sending one letter of an envelope ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not sent yet.
    Unsent,
    /// Not sent yet, but counted on its budgets then: SES could not take it.
    Counted(Timestamp),
    /// SES took it.
    Sent(Timestamp),
    /// SES will never take it; staff see it.
    Failed(Timestamp),
    /// Past a budget, so it is never sent; staff see it.
    Held(Timestamp),
}

impl Mark {
    /// Whether the letter has yet to be sent.
    #[must_use]
    pub fn is_unsent(self) -> bool {
        self.done().is_none()
    }

    /// When the letter was done with, however that ended.
    #[must_use]
    pub fn done(self) -> Option<Timestamp> {
        match self {
            Self::Unsent | Self::Counted(_) => None,
            Self::Sent(at) | Self::Failed(at) | Self::Held(at) => Some(at),
        }
    }

    /// When the letter was last counted on its budgets, while it is unsent.
    #[must_use]
    pub fn counted(self) -> Option<Timestamp> {
        match self {
            Self::Counted(at) => Some(at),
            Self::Unsent | Self::Sent(_) | Self::Failed(_) | Self::Held(_) => None,
        }
    }
}

/// When an envelope was done with: its last letter, and its events; `None` while anything is left to do.
#[must_use]
pub fn done_at(
    events: &[Event],
    marks: &[Mark],
    published: Option<Timestamp>,
) -> Option<Timestamp> {
    let letters: Option<Vec<Timestamp>> = marks.iter().map(|mark| mark.done()).collect();
    let events = if events.is_empty() { None } else { Some(published?) };
    letters?.into_iter().chain(events).max()
}

/// An envelope that one worker holds for a minute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leased {
    /// What is to be sent.
    pub envelope: Envelope,
    /// How each letter stands, in the envelope's order.
    pub marks: Vec<Mark>,
    /// When its events were published, if they were.
    pub published: Option<Timestamp>,
    /// How often it was tried before; a stop midway is a try, a letter that waits its turn is none.
    pub attempts: u32,
    /// Until when nobody else may take it; also what proves that it is still ours.
    pub until: Timestamp,
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::event::EventKind;

    const THEN: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn event() -> Event {
        Event {
            kind: EventKind::LoginBound,
            member: MemberId::from_stored("m"),
            email: Some(Email::parse("pat@example.com").expect("an email")),
            accounts: Vec::new(),
            number: 1,
            at: THEN,
        }
    }

    #[test]
    fn an_envelope_is_done_when_its_last_letter_is_and_its_events_are_published() {
        let later = THEN + SignedDuration::from_secs(9);
        let all = [Mark::Sent(THEN), Mark::Failed(THEN), Mark::Held(later)];

        assert_eq!(done_at(&[], &[Mark::Sent(later), Mark::Unsent], None), None);
        assert_eq!(done_at(&[], &[Mark::Sent(later), Mark::Counted(THEN)], None), None);
        assert_eq!(done_at(&[], &all, None), Some(later));
        assert_eq!(done_at(&[event()], &all, None), None);
        assert_eq!(done_at(&[event()], &all, Some(THEN)), Some(later));
        assert_eq!(done_at(&[event()], &[], Some(THEN)), Some(THEN));
        assert_eq!(done_at(&[event()], &[Mark::Unsent], Some(THEN)), None);
    }
}
