//! What an act leads to, before it is done, and what to tell the caller once it is.

mod tell;

use staff::Deed;
use staff::acts::{Bars, ByCode, Reach, ReachedLogin};
use web::portal::Portal;

pub(crate) use tell::tell;

/// What will happen, and to whom.
pub(crate) fn leads_to(deed: Deed, portal: &Portal, reach: &Reach) -> String {
    let under = under(reach);
    match deed {
        Deed::Unlock => unlocks(reach),
        Deed::Resend => resends(reach.bars).to_owned(),
        Deed::Cancel => cancels(&reach.waiting),
        Deed::Freeze => format!(
            "Every session of the login{under} ends, and nobody can sign in to it. The member gets a letter."
        ),
        Deed::Unfreeze => format!(
            "The login{under} opens: whoever has it can sign in again. {} A second step that was on trial when the login was frozen is \
             on trial for three days more: who did not add it sets a new password, which takes it off.",
            opens(portal, reach)
        ),
        Deed::Release => format!(
            "The account leaves the login{under}{} The member keeps the login. {}",
            frees(reach.bars),
            letters(reach.bars)
        ),
        Deed::ChangeEmail => format!(
            "The login{under} is to move to a new address, which gets a letter. Its page asks for a code that the next page shows you: \
             read it to the caller. Then the address before and the contact on file hear of it, each with a link that stops it. Nothing \
             moves for 72 hours after that."
        ),
        Deed::KeepEmail => format!(
            "The login{under} keeps its email: a change that waits ends, and so does every other link of the login. Every browser is \
             signed out."
        ),
        Deed::ResetFactor => format!(
            "A wait of {} hours begins for the login{under}, longer where the password was set by mail lately. Letters go to the member and to the contact \
             on file, each to the member with a link that stops it. The last one has the link that takes the second step off, with the \
             password.",
            portal.second_factor.reset_wait_hours
        ),
    }
}

/// The email of a login, as part of a sentence; under a code also by what it was found, which may be another's than is meant.
fn under(reach: &Reach) -> String {
    let Some(ReachedLogin { email, by_code, .. }) = &reach.login else { return String::new() };
    let by_code = match by_code {
        None => "",
        Some(ByCode::Email) => " (the email that was typed when the code was made)",
        Some(ByCode::Account) => " (who has the account that was typed when the code was made)",
    };
    format!(" under {email}{by_code}")
}

/// Whose tries begin anew.
fn unlocks(reach: &Reach) -> String {
    let of_mailbox = |mailbox: &str| {
        format!(
            "of {mailbox}, of its sign-in and of its letters. If the mail service writes there no more, it does again."
        )
    };
    match (&reach.account, &reach.mailbox) {
        (Some(account), Some(mailbox)) => {
            format!("Tries begin anew: of account {account}, and {}", of_mailbox(mailbox))
        }
        (None, Some(mailbox)) => format!("Tries begin anew: {}", of_mailbox(mailbox)),
        (Some(account), None) => {
            format!("Tries of account {account} begin anew. No email is known that goes with it.")
        }
        (None, None) => "Nobody is known by it, so nothing begins anew.".to_owned(),
    }
}

/// That the letter goes out, or what comes of it.
fn resends(bars: Option<Bars>) -> &'static str {
    match bars {
        Some(Bars::Unwritten) => {
            "The letter with the link goes out again, and does not arrive: the mail service writes to the address no more. If the address is \
             right, “Let them try again” comes first."
        }
        Some(Bars::AccountClosed | Bars::LeftExtract | Bars::LetterWaits) | None => {
            "The letter with the link goes out again. Its link and its end stay the same."
        }
    }
}

/// What a login shows that is opened again, and who hears of it.
fn opens(portal: &Portal, reach: &Reach) -> String {
    if !has_accounts(reach) {
        return "No billing account is in it. A letter goes to the member.".to_owned();
    }
    let letters = "Letters go to the member and to the contacts on file.";
    match portal.hold().hours {
        0 => letters.to_owned(),
        hours => format!(
            "{letters} The accounts show nothing for {hours} hours, unless the contact says that it was them."
        ),
    }
}

/// Whether the login that is reached has accounts. Of none that is known, nothing is said.
fn has_accounts(reach: &Reach) -> bool {
    reach.login.as_ref().is_none_or(|login| login.has_accounts)
}

/// What becomes of an account that leaves its login.
fn frees(bars: Option<Bars>) -> &'static str {
    match bars {
        Some(Bars::AccountClosed) => {
            ". Nobody can register it anew: it is closed in the billing system."
        }
        Some(Bars::LeftExtract) => {
            ". Nobody can register it anew before the billing system sends it again: the last extract has lost it."
        }
        Some(Bars::LetterWaits | Bars::Unwritten) | None => ", and may be registered anew.",
    }
}

/// Who hears that an account left its login: the contacts on file where they may register it.
fn letters(bars: Option<Bars>) -> &'static str {
    match bars {
        Some(Bars::AccountClosed | Bars::LeftExtract) => "A letter goes to the member.",
        Some(Bars::LetterWaits | Bars::Unwritten) | None => {
            "Letters go to the member and to the contacts on file."
        }
    }
}

/// How many registrations end, and whose.
fn cancels(waiting: &[String]) -> String {
    match waiting {
        [] => "No registration waits to be confirmed there, so nothing ends.".to_owned(),
        [one] => format!(
            "The registration of {one} ends, which waits to be confirmed. Its link opens nothing."
        ),
        all => format!(
            "All {} registrations that wait to be confirmed end, whoever asked: those of {}. Their links open nothing.",
            all.len(),
            all.join(", ")
        ),
    }
}

/// What to make sure of first, where somebody may be harmed if the caller is not who they say.
pub(crate) fn warning(deed: Deed) -> Option<&'static str> {
    match deed {
        Deed::Unlock | Deed::Resend => None,
        Deed::Unfreeze => Some(
            "Know who is calling first. Ask as you always do. An account that is not theirs is better taken out first.",
        ),
        Deed::Cancel
        | Deed::Freeze
        | Deed::Release
        | Deed::ChangeEmail
        | Deed::KeepEmail
        | Deed::ResetFactor => Some("Know who is calling first. Ask as you always do."),
    }
}
