//! Puts what happened into plain words.

use domain::staff::legible;
use domain::{Act, EventKind, Happened, Held, LetterEnd, LetterKind, Obstacle, Outcome};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use web::portal::Portal;

use crate::obstacles;

/// An instant in the office's time: "Tue Nov 24, 2:04 PM".
pub fn when(portal: &Portal, at: Timestamp) -> String {
    let zone = TimeZone::get(portal.time_zone).unwrap_or(TimeZone::UTC);
    at.to_zoned_datetime(zone).strftime("%a %b %-d, %-I:%M %p").to_string()
}

/// The words for what happened.
pub fn happened(portal: &Portal, what: &Happened) -> String {
    match what {
        Happened::Asked { outcome, obstacles } => asked(portal, *outcome, obstacles),
        Happened::AskedAgain => "they asked for the letter again".to_owned(),
        Happened::AskedBack => "they asked for a way back in".to_owned(),
        Happened::AskedNewEmail => "a new email was asked for in the profile".to_owned(),
        Happened::Closed => "the member closed the login".to_owned(),
        Happened::PassedOn => "the account is billed to other people now, so the login lost it".to_owned(),
        Happened::SaidNotMe => {
            "who reads the mail of the contact on file, or of an email before, said that it was not them".to_owned()
        }
        Happened::SaidItWasMe => {
            "who reads the mail of the contact on file said that it was them, so the account is held no more".to_owned()
        }
        Happened::Changed(kind) => changed(*kind).to_owned(),
        Happened::Letter { kind, end } => {
            format!("letter \"{}\" {}", letter(kind), letter_end(*end))
        }
        Happened::Staff { act, reason, by } => {
            // Who it was comes first, so that no reason can say that it was somebody else.
            let by = by.as_deref().map(|by| format!(", by {}", legible(short(by))));
            let by = by.unwrap_or_default();
            let reason = legible(reason).replace('"', "'");
            let reason = if reason.is_empty() { reason } else { format!(": \"{reason}\"") };
            format!("{}{by}{reason}", act_word(*act))
        }
    }
}

/// The part of a name that tells people apart: `Desk/sam` of an ARN. The ids that a provider gives stay whole, since they may
/// have colons of their own.
#[must_use]
pub fn short(name: &str) -> &str {
    if !name.starts_with("arn:") {
        return name;
    }
    let last = name.rsplit(':').next().unwrap_or(name);
    last.strip_prefix("assumed-role/").or(last.strip_prefix("user/")).unwrap_or(last)
}

fn asked(portal: &Portal, outcome: Outcome, obstacles: &[Obstacle]) -> String {
    let of_facts: Vec<Obstacle> = obstacles
        .iter()
        .filter(|it| it.is_of_facts() || **it == Obstacle::Owned)
        .cloned()
        .collect();
    let fit = match &of_facts[..] {
        [] if obstacles.is_empty() && outcome != Outcome::Confirm => String::new(),
        [] => "; what was typed was right".to_owned(),
        misses => format!("; {} did not fit", obstacles::what(portal, misses)),
    };
    match outcome {
        Outcome::Confirm => {
            "somebody asked to register, and everything matched the bill".to_owned()
        }
        Outcome::AlreadyMember => {
            format!("somebody asked to register with an email that has a login{fit}")
        }
        Outcome::TooManyTries => {
            let whose = match (
                obstacles.contains(&Obstacle::AccountTries),
                obstacles.contains(&Obstacle::EmailTries),
            ) {
                (true, true) => " for account and email",
                (true, false) => " for the account",
                (false, true) => " for the email",
                (false, false) => "",
            };
            format!("somebody asked to register, once too often{whose} for now{fit}")
        }
        Outcome::CouldNotMatch if obstacles.is_empty() => {
            "the account number, the name or an answer did not match the bill".to_owned()
        }
        Outcome::CouldNotMatch => format!(
            "somebody asked to register, and {} did not match the bill",
            obstacles::what(portal, &of_facts)
        ),
        Outcome::AccountHasLogin => {
            "everything matched the bill, but the account is online under another email".to_owned()
        }
    }
}

fn changed(kind: EventKind) -> &'static str {
    match kind {
        EventKind::LoginBound => "the account came online",
        EventKind::LoginUnbound => "the login no longer has the account",
        EventKind::LoginFrozen => "the login was frozen",
        EventKind::LoginUnfrozen => "the login was opened again",
        EventKind::TermsAccepted => "the terms were accepted",
        EventKind::PaperlessOn => "paper bills were turned off",
        EventKind::PaperlessOff => "paper bills were turned on",
        EventKind::EmailChanged => "the email of the login was changed",
        EventKind::OutageReported => "an outage was reported",
        EventKind::OutageRestored => "it was said that the power is back",
        EventKind::PersonJoined => "somebody else may open the account",
        EventKind::PersonLeft => "somebody else may no longer open the account",
        EventKind::ContactBounced => "the member's mailbox does not take letters any more",
        EventKind::NoticeByPost => {
            "no email is on file for the account, so a card may go there by post"
        }
    }
}

/// A letter, by what it says; one of a later version by its name.
pub(crate) fn letter(name: &str) -> &str {
    match LetterKind::parse(name) {
        Some(kind) => letter_words(kind),
        None => name,
    }
}

fn letter_words(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Confirm => "confirm your email",
        LetterKind::AlreadyMember => "you have an account already",
        LetterKind::AccountHasLogin => "the account is online already",
        LetterKind::CouldNotMatch => "we could not match what you typed",
        LetterKind::TooManyTries => "too many tries",
        LetterKind::Welcome => "welcome",
        LetterKind::AccountBound => "an online account was opened",
        LetterKind::HoldEnded => "your online account is open",
        LetterKind::AccountFreed => "your billing account may be registered",
        LetterKind::AccountUnbound => "an account is no longer in your name",
        LetterKind::AccountReleased => "our office took an account out of your login",
        LetterKind::PasswordChanged => "your password was changed",
        LetterKind::PhraseChanged => "your security phrase was changed",
        LetterKind::Downloaded => "a file was downloaded for the first time",
        LetterKind::ConfirmBills => "confirm that your bills may come by email",
        LetterKind::BillsByEmail => "your bills come by email",
        LetterKind::BillsOnPaper => "your bills come on paper",
        LetterKind::FactorAdded => "you set up a second step",
        LetterKind::FactorRemoved => "your second step was taken off",
        LetterKind::RecoveryCodeUsed => "a recovery code was used",
        LetterKind::ResetWaits => "your second step is to be taken off",
        LetterKind::ResetHeard => "a second step is to be taken off (to the contact on file)",
        LetterKind::ResetOpen => "you can take your second step off now",
        LetterKind::ResetStopped => "your second step stays",
        LetterKind::FactorsReset => "your second step is off after the wait",
        LetterKind::SessionsEnded => "you signed out everywhere else",
        LetterKind::SessionEnded => "a browser was signed out",
        LetterKind::AccountAdded => "an account was added",
        LetterKind::LoginClosed => "your online account is closed",
        LetterKind::LoginFrozen => "your login is shut while we look into it",
        LetterKind::LoginOpened => "your login is open again",
        LetterKind::Recover => "choose a new password",
        LetterKind::StillFrozen => "we are looking into your login",
        LetterKind::NoLogin => "no login has this address",
        LetterKind::NewBrowser => "somebody signed in from a new browser",
        LetterKind::NewEmail => "confirm your new address",
        LetterKind::EmailInUse => "the address has a login already",
        LetterKind::EmailChanged => "you sign in with this address now",
        LetterKind::ProveEmail => "confirm this address with the code of our office",
        LetterKind::EmailMoves => "your login can move to this address",
        LetterKind::EmailMoving => "your login is to get another address",
        LetterKind::EmailReplaced => "your login has another address now",
        LetterKind::Invitation => "you are invited to somebody's account",
        LetterKind::GuestJoined => "you are on somebody's account",
        LetterKind::PersonJoined => "somebody may open your account now",
        LetterKind::GuestLeft => "you are no longer on somebody's account",
        LetterKind::PersonLeft => "somebody is no longer on your account",
    }
}

/// How far a letter got, as the end of a sentence about it.
pub(crate) fn letter_end(end: LetterEnd) -> &'static str {
    match end {
        LetterEnd::Sent => "was sent",
        LetterEnd::Waits(reason) => waits_word(reason),
        LetterEnd::Held(held) => held_word(held),
        LetterEnd::Failed => "could not be sent",
        LetterEnd::Bounced => "came back: there is no such mailbox",
        LetterEnd::Suppressed => {
            "did not go: the mail service writes there no more, since an earlier letter came back"
        }
        LetterEnd::Full => "came back: the mailbox is full",
        LetterEnd::Answered => {
            "was sent, and an automatic answer came, such as out of office: it has most likely arrived"
        }
        LetterEnd::Refused => "was refused by their mail service, for its size or for what it says",
        LetterEnd::CameBack => {
            "was answered by their mail service, which did not say what it means: it may have arrived"
        }
        LetterEnd::Delayed => "is delayed by their mail service",
        LetterEnd::Complained => "was reported as spam by who got it",
    }
}

/// What a letter waits for; it goes within a day, or is held then.
fn waits_word(reason: Option<Held>) -> &'static str {
    match reason {
        None => "waits for the mail service",
        Some(Held::Strangers) => "waits: too many letters to people we do not know",
        Some(Held::Bouncing) => "waits: too many letters to people we do not know came back",
        Some(Held::Address | Held::Bounced | Held::Another | Held::Used | Held::Over) => {
            "waits: the address had its letters of the minute, the hour or the day"
        }
    }
}

fn held_word(held: Held) -> &'static str {
    match held {
        Held::Address => "is held: the address had its letters of the day",
        Held::Strangers => "is held: too many letters went to people we do not know",
        Held::Bounced => "is held: letters to this address come back",
        Held::Bouncing => "is held: too many letters to people we do not know came back",
        Held::Another => "is held: another one like it waits for this mailbox, and goes",
        Held::Used => "is held: its link was used while it waited",
        Held::Over => "is held: what it is about was over when it was to go",
    }
}

fn act_word(act: Act) -> &'static str {
    match act {
        Act::LookedUp => "staff looked it up",
        Act::Unlocked => "staff let them try again",
        Act::Resent => "staff sent the letter again",
        Act::Cancelled => "staff ended the registration",
        Act::Frozen => "staff froze the login",
        Act::Unfrozen => "staff opened the login again",
        Act::EmailChanged => "staff began to change the email",
        Act::EmailKept => "staff ended the change of the email",
        Act::CrewSent => "staff said that a crew is sent",
        Act::PowerRestored => "staff said that the power is back",
        Act::Released => "staff took the account out of the login",
        Act::FactorReset => "staff began the wait that takes the second step off",
        Act::Refused => "staff asked for an act, and nothing was done",
    }
}

#[cfg(test)]
mod tests;
