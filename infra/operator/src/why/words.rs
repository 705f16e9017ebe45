//! What happened, in plain words.

use domain::{Act, EventKind, Happened, Held, LetterEnd, Obstacle, Outcome};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use web::portal::PORTAL;

use super::obstacles;
use crate::caller;

/// An instant as the office's clock shows it: "Tue Nov 24, 2:04 PM".
pub(crate) fn when(at: Timestamp) -> String {
    let zone = TimeZone::get(PORTAL.time_zone).unwrap_or(TimeZone::UTC);
    at.to_zoned_datetime(zone).strftime("%a %b %-d, %-I:%M %p").to_string()
}

/// What happened.
pub(crate) fn happened(what: &Happened) -> String {
    match what {
        Happened::Asked { outcome, obstacles } => asked(*outcome, obstacles),
        Happened::AskedAgain => "they asked for the letter again".to_owned(),
        Happened::AskedBack => "they asked for a way back in".to_owned(),
        Happened::Closed => "the member closed the login".to_owned(),
        Happened::PassedOn => "the account is billed to other people now, so the login lost it".to_owned(),
        Happened::SaidNotMe => {
            "who reads the mail of the contact on file, or of an email before, said that it was not them".to_owned()
        }
        Happened::Changed(kind) => changed(*kind).to_owned(),
        Happened::Letter { kind, end } => {
            format!("letter \"{}\" {}", letter(kind), letter_end(*end))
        }
        Happened::Staff { act, reason, by } => {
            let by = by.as_deref().map(|by| format!(", by {}", caller::short(by)));
            let by = by.unwrap_or_default();
            let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
            format!("{}{reason}{by}", act_word(*act))
        }
    }
}

fn asked(outcome: Outcome, obstacles: &[Obstacle]) -> String {
    let of_facts: Vec<Obstacle> = obstacles
        .iter()
        .filter(|it| it.is_of_facts() || **it == Obstacle::Owned)
        .cloned()
        .collect();
    let fit = match &of_facts[..] {
        [] if obstacles.is_empty() && outcome != Outcome::Confirm => String::new(),
        [] => "; what was typed was right".to_owned(),
        misses => format!("; {} did not fit", obstacles::what(misses)),
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
            obstacles::what(&of_facts)
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
        EventKind::ContactBounced => "the member's mailbox does not take letters any more",
    }
}

/// A letter, by what it says.
pub(crate) fn letter(kind: &str) -> &str {
    match kind {
        "confirm" => "confirm your email",
        "already_member" => "you have an account already",
        "account_has_login" => "the account is online already",
        "could_not_match" => "we could not match what you typed",
        "too_many_tries" => "too many tries",
        "welcome" => "welcome",
        "account_bound" => "an online account was opened",
        "account_unbound" => "an account is no longer in your name",
        "password_changed" => "your password was changed",
        "phrase_changed" => "your security phrase was changed",
        "bills_by_email" => "your bills come by email",
        "bills_on_paper" => "your bills come on paper",
        "sessions_ended" => "you signed out everywhere else",
        "session_ended" => "a browser was signed out",
        "account_added" => "an account was added",
        "login_closed" => "your online account is closed",
        "login_frozen" => "your login is shut while we look into it",
        "login_opened" => "your login is open again",
        "recover" => "choose a new password",
        "still_frozen" => "we are looking into your login",
        "no_login" => "no login has this address",
        "new_browser" => "somebody signed in from a new browser",
        "new_email" => "confirm your new address",
        "email_in_use" => "the address has a login already",
        "email_changed" => "you sign in with this address now",
        "email_replaced" => "your login has another address now",
        other => other,
    }
}

/// How far a letter got, as the end of a sentence about it.
pub(crate) fn letter_end(end: LetterEnd) -> &'static str {
    match end {
        LetterEnd::Sent => "was sent",
        LetterEnd::Waits => "waits its turn, or for the mail service",
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

fn held_word(held: Held) -> &'static str {
    match held {
        Held::Address => "is held: the address had its letters of the day",
        Held::Strangers => "is held: too many letters went to people we do not know",
        Held::Bounced => "is held: letters to this address come back",
        Held::Bouncing => "is held: too many letters to people we do not know came back",
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

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    #[test]
    fn every_letter_has_words_of_its_own() {
        for (kind, _) in web::samples::letters(Language::English).expect("they render") {
            // Their links ran out before they left; in the outbox they are the letters that they stand for.
            if !["ask_again", "recover_again", "new_email_late"].contains(&kind) {
                assert!(letter(kind).contains(' ') || letter(kind) == "welcome", "{kind}");
            }
        }
    }

    #[test]
    fn what_stood_in_the_way_is_told_beside_the_answer() {
        let asked = |outcome, obstacles: &[Obstacle]| {
            happened(&Happened::Asked { outcome, obstacles: obstacles.to_vec() })
        };
        let zip = Obstacle::Answer("billing_zip".to_owned());

        let cases = [
            (asked(Outcome::CouldNotMatch, &[Obstacle::Name]), "the name did not match the bill"),
            (asked(Outcome::CouldNotMatch, &[zip]), "the billing ZIP code did not match the bill"),
            (
                asked(Outcome::TooManyTries, &[Obstacle::AccountTries]),
                "once too often for the account for now; what was typed was right",
            ),
            (
                asked(Outcome::TooManyTries, &[Obstacle::EmailTries, Obstacle::Name]),
                "once too often for the email for now; the name did not fit",
            ),
            (
                asked(Outcome::AlreadyMember, &[Obstacle::EmailHasLogin]),
                "with an email that has a login; what was typed was right",
            ),
            (asked(Outcome::CouldNotMatch, &[]), "the account number, the name or an answer"),
        ];
        for (said, part) in cases {
            assert!(said.contains(part), "{said}");
        }
    }
}
