//! What happened, in plain words.

use domain::Held;
use domain::{Act, EventKind, Happened, LetterEnd, LetterKind, Outcome};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use web::portal::PORTAL;

/// An instant as the office's clock shows it: "Tue Nov 24, 2:04 PM".
pub(crate) fn when(at: Timestamp) -> String {
    let zone = TimeZone::get(PORTAL.time_zone).unwrap_or(TimeZone::UTC);
    at.to_zoned_datetime(zone).strftime("%a %b %-d, %-I:%M %p").to_string()
}

/// What happened.
pub(crate) fn happened(what: &Happened) -> String {
    match what {
        Happened::Asked(outcome) => asked(*outcome).to_owned(),
        Happened::AskedAgain => "they asked for the letter again".to_owned(),
        Happened::AskedBack => "they asked for a way back in".to_owned(),
        Happened::Changed(kind) => changed(*kind).to_owned(),
        Happened::Letter { kind, end } => {
            format!("letter \"{}\": {}", letter(kind), letter_end(*end))
        }
        Happened::Staff { act, reason } if reason.is_empty() => act_word(*act).to_owned(),
        Happened::Staff { act, reason } => format!("{} ({reason})", act_word(*act)),
    }
}

fn asked(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Confirm => "somebody asked to register, and everything matched the bill",
        Outcome::AlreadyMember => "somebody asked to register with an email that has a login",
        Outcome::TooManyTries => "somebody asked to register, once too often for now",
        Outcome::CouldNotMatch => {
            "the account number, the name or the ZIP code did not match the bill"
        }
        Outcome::AccountHasLogin => {
            "everything matched the bill, but the account is online under another email"
        }
    }
}

fn changed(kind: EventKind) -> &'static str {
    match kind {
        EventKind::LoginBound => "the account came online",
        EventKind::LoginUnbound => "the account passed to other people, and the login lost it",
        EventKind::LoginFrozen => "the login was frozen",
        EventKind::LoginUnfrozen => "the login was opened again",
        EventKind::TermsAccepted => "the terms were accepted",
        EventKind::PaperlessOn => "paper bills were turned off",
        EventKind::PaperlessOff => "paper bills were turned on",
        EventKind::EmailChanged => "the email of the login was changed",
        EventKind::ContactBounced => "the member's mailbox does not take letters any more",
    }
}

/// A letter that has no words of its own here is called by its name, so that staff see every letter.
fn letter(name: &str) -> String {
    let words = LetterKind::parse(name).and_then(|kind| match kind {
        LetterKind::Confirm => Some("confirm your email"),
        LetterKind::AlreadyMember => Some("you have an account already"),
        LetterKind::AccountHasLogin => Some("the account is online already"),
        LetterKind::CouldNotMatch => Some("we could not match what you typed"),
        LetterKind::AccountBound => Some("an online account was opened"),
        _ => None,
    });
    words.map_or_else(|| name.replace('_', " "), str::to_owned)
}

fn letter_end(end: LetterEnd) -> &'static str {
    match end {
        LetterEnd::Sent => "sent",
        LetterEnd::Waits(reason) => waits_word(reason),
        LetterEnd::Held(held) => held_word(held),
        LetterEnd::Failed => "could not be sent",
        LetterEnd::Bounced => "came back: there is no such mailbox",
        LetterEnd::CameBack => "came back: the mailbox was full, or not there for a while",
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
        Some(Held::Address | Held::Bounced | Held::Another | Held::Used) => {
            "waits: the address had its letters of the minute, the hour or the day"
        }
    }
}

fn held_word(held: Held) -> &'static str {
    match held {
        Held::Address => "held: the address had its letters of the day",
        Held::Strangers => "held: too many letters to people we do not know",
        Held::Bouncing => "held: too many letters to people we do not know came back",
        Held::Bounced => "held: letters to this address come back",
        Held::Another => "held: another one like it waits for this mailbox, and goes",
        Held::Used => "held: its link was used while it waited",
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
        Act::EmailChanged => "staff changed the email",
    }
}
