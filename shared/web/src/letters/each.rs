//! What each letter says, and where its buttons lead.

use domain::{AccountNumber, Email, FactorKind, Letter, MOVE_HELD};
use jiff::Timestamp;

use super::content::Content;
use super::sheet::Sheet;
use crate::words::tables::letters::LetterWords;
use crate::words::words;

const REGISTER: &str = "/register";
const SIGN_IN: &str = "/sign-in";
const RECOVER: &str = "/recover";
const PEOPLE: &str = "/profile/people";

/// A letter's content.
#[expect(clippy::too_many_lines, reason = "an arm for each letter, so that none is forgotten")]
pub(super) fn content<'a>(letter: &Letter, sheet: &Sheet<'a>) -> Content<'a> {
    let to = |path| sheet.page(path);
    let say = |own: &'static LetterWords| Content::new(sheet.portal, own, sheet.language);
    let told = |own| say(own).detail(sheet.happened());
    let letters = &words(sheet.language).letters;
    let (registering, links, changed) = (&letters.registering, &letters.links, &letters.changed);
    let factors = &letters.factors;
    let happened_to_wait = |waited_until: Option<Timestamp>| {
        let ended = waited_until.map(|until| (factors.ended)(&sheet.time(until)));
        std::iter::once(sheet.happened()).chain(ended).collect::<Vec<_>>().join(" ")
    };
    match letter {
        Letter::Confirm { .. } => with_link(sheet, &registering.confirm)
            .unwrap_or_else(|| say(&registering.ask_again).button(to(REGISTER))),
        Letter::AlreadyMember => with_ways_in(sheet, &registering.already_member),
        Letter::AccountHasLogin => with_ways_in(sheet, &registering.account_has_login),
        Letter::CouldNotMatch => {
            say(&registering.could_not_match).with_checks().button(to(REGISTER))
        }
        Letter::TooManyTries => say(&registering.too_many_tries),
        Letter::Welcome { held_until } => to_held(sheet, &registering.welcome, *held_until),
        Letter::AccountBound { held_until, by_time, account, .. } => {
            to_contact(sheet, account.as_ref(), *held_until, *by_time)
        }
        Letter::HoldEnded => say(&registering.hold_ended).button(to(SIGN_IN)),
        Letter::AccountFreed { account } => say(&registering.account_freed)
            .button(to(REGISTER))
            .detail(sheet.ending(account.as_ref())),
        Letter::AccountUnbound { account } => {
            say(&registering.account_unbound).detail(sheet.ending(Some(account)))
        }
        Letter::AccountReleased { account } => {
            say(&registering.account_released).detail(sheet.ending(Some(account)))
        }
        Letter::Recover { .. } => with_link(sheet, &links.recover)
            .unwrap_or_else(|| say(&links.recover_again).button(to(RECOVER))),
        Letter::StillFrozen => say(&links.still_frozen),
        Letter::NoLogin => say(&links.no_login).button(to(REGISTER)),
        Letter::NewEmail { .. } => with_link(sheet, &links.new_email)
            .unwrap_or_else(|| say(&links.new_email_late).button(to(SIGN_IN))),
        Letter::EmailInUse => with_ways_in(sheet, &links.email_in_use),
        Letter::EmailChanged { waited_until, on_paper } => {
            let paper = on_paper.then(|| sheet.shared().on_paper.to_owned());
            let detail = std::iter::once(happened_to_wait(*waited_until)).chain(paper);
            let detail = detail.collect::<Vec<_>>().join(" ");
            say(&links.email_changed).button(to(SIGN_IN)).detail(detail)
        }
        Letter::EmailReplaced { .. } => told(&links.email_replaced).second(sheet.link()),
        Letter::ProveEmail { .. } => to_prove(sheet),
        Letter::EmailMoves { .. } => to_move(sheet),
        Letter::EmailMoving { account, .. } => to_object(sheet, account.as_ref()),
        Letter::NewBrowser { browser } => {
            say(&changed.new_browser).button(to(RECOVER)).detail(sheet.browser(browser))
        }
        Letter::SessionEnded { browser } => {
            say(&changed.session_ended).second(to(RECOVER)).detail(sheet.browser(browser))
        }
        Letter::SessionsEnded => told(&changed.sessions_ended).second(to(RECOVER)),
        Letter::PasswordChanged { waited_until } => {
            let detail = happened_to_wait(*waited_until);
            say(&changed.password_changed).second(to(RECOVER)).detail(detail)
        }
        Letter::PhraseChanged => told(&changed.phrase_changed).second(to(RECOVER)),
        Letter::Downloaded => told(&changed.downloaded).second(to(RECOVER)),
        Letter::AccountAdded { account, held_until } => {
            let detail = sheet.happened_to_held(account, *held_until);
            say(&changed.account_added).second(to(RECOVER)).detail(detail)
        }
        Letter::ConfirmBills { account, .. } => to_confirm_bills(sheet, account.as_ref()),
        Letter::BillsByEmail { account, receipt } => {
            let happened = sheet.happened_to(account.as_ref());
            let agreed = receipt.as_ref().map(|receipt| sheet.agreed(receipt));
            let detail = std::iter::once(happened).chain(agreed).collect::<Vec<_>>().join(" ");
            say(&changed.bills_by_email).second(to(SIGN_IN)).detail(detail)
        }
        Letter::BillsOnPaper { account } => {
            let detail = sheet.happened_to(account.as_ref());
            say(&changed.bills_on_paper).second(to(SIGN_IN)).detail(detail)
        }
        Letter::LoginClosed => told(&changed.login_closed).second(to(REGISTER)),
        Letter::LoginFrozen => told(&changed.login_frozen),
        Letter::LoginOpened { held_until } => {
            to_held(sheet, &changed.login_opened, *held_until).second(to(RECOVER))
        }
        Letter::FactorAdded { factor: FactorKind::App, .. } => {
            told(&factors.app_added).second(sheet.link())
        }
        Letter::FactorAdded { factor: FactorKind::Passkey, .. } => {
            told(&factors.passkey_added).second(sheet.link())
        }
        Letter::FactorAdded { factor: FactorKind::Codes, .. } => {
            told(&factors.codes_added).second(sheet.link())
        }
        Letter::RecoveryCodeUsed { left } => {
            let detail = format!("{} {}", sheet.happened(), (factors.left)(*left));
            say(&factors.code_used).second(to(RECOVER)).detail(detail)
        }
        Letter::ResetWaits { from, again, .. } => {
            let time = sheet.time(*from);
            let (own, from) = if *again {
                (&factors.reset_waits_again, (factors.ends)(&time))
            } else {
                (&factors.reset_waits, (factors.from)(&time))
            };
            say(own).second(sheet.link()).detail(from)
        }
        Letter::ResetHeard { from, account, again, .. } => {
            let time = sheet.time(*from);
            let (own, from) = if *again {
                (&factors.reset_heard_again, (factors.ends)(&time))
            } else {
                (&factors.reset_heard, (factors.from)(&time))
            };
            say(own).detail(sheet.shows(account.as_ref(), from))
        }
        Letter::ResetOpen { .. } => with_link(sheet, &factors.reset_open)
            .unwrap_or_else(|| say(&factors.reset_late).button(to(SIGN_IN))),
        Letter::ResetStopped => told(&factors.reset_stopped).button(to(RECOVER)),
        Letter::FactorsReset { account } => {
            let detail = sheet.shows(account.as_ref(), sheet.happened());
            say(&factors.reset_done).button(to(SIGN_IN)).detail(detail)
        }
        Letter::FactorRemoved { .. } => told(&factors.removed).second(to(RECOVER)),
        Letter::Invitation { .. }
        | Letter::GuestJoined { .. }
        | Letter::PersonJoined { .. }
        | Letter::GuestLeft { .. }
        | Letter::PersonLeft { .. } => about_people(letter, sheet),
    }
}

/// To the member, who signs in: from when on something is shown, if it is held.
fn to_held<'a>(
    sheet: &Sheet<'a>,
    own: &'static LetterWords,
    held_until: Option<Timestamp>,
) -> Content<'a> {
    let content = Content::new(sheet.portal, own, sheet.language).button(sheet.page(SIGN_IN));
    content.detail(sheet.held(held_until))
}

/// To the contact on file: two plain links to the same page, of a hold that their word ends; else the one to object.
fn to_contact<'a>(
    sheet: &Sheet<'a>,
    account: Option<&AccountNumber>,
    held_until: Option<Timestamp>,
    by_time: bool,
) -> Content<'a> {
    let registering = &words(sheet.language).letters.registering;
    let say = |own| Content::new(sheet.portal, own, sheet.language);
    let happened = sheet.happened_to(account);
    match sheet.held(held_until) {
        Some(held) => {
            let detail = format!("{happened} {held}");
            if by_time {
                return say(&registering.account_held_by_time).detail(detail).second(sheet.link());
            }
            let letter = say(&registering.account_held).detail(detail);
            letter.first(sheet.link()).second(sheet.link())
        }
        None => say(&registering.account_bound).detail(happened).second(sheet.link()),
    }
}

/// About others on an account: which account only once somebody is on it.
fn about_people<'a>(letter: &Letter, sheet: &Sheet<'a>) -> Content<'a> {
    let say = |own: &'static LetterWords| Content::new(sheet.portal, own, sheet.language);
    let (to, people) = (|path| sheet.page(path), &words(sheet.language).letters.people);
    match letter {
        Letter::GuestJoined { account, person, role, held_until } => {
            // What is open is told of what is.
            let (own, role) = match held_until {
                Some(_) => (&people.guest_joined_held, None),
                None => (&people.guest_joined, Some(*role)),
            };
            say(own).button(to(SIGN_IN)).detail(sheet.owned_by(account, person, role))
        }
        Letter::PersonJoined { account, person, role } => say(&people.person_joined)
            .button(to(PEOPLE))
            .second(to(RECOVER))
            .detail(sheet.person_on(account, person, Some(*role))),
        Letter::GuestLeft { account, person } => {
            say(&people.guest_left).detail(sheet.owned_by(account, person, None))
        }
        Letter::PersonLeft { account, person } => say(&people.person_left)
            .second(to(PEOPLE))
            .detail(sheet.person_on(account, person, None)),
        letter => to_invite(sheet, letter.carried().person.as_ref()),
    }
}

/// To somebody who is invited: who invites, and nothing of the account.
fn to_invite<'a>(sheet: &Sheet<'a>, person: Option<&Email>) -> Content<'a> {
    let people = &words(sheet.language).letters.people;
    let from = (sheet.shared().invited_by)(person.map_or("", Email::expose));
    let Some(link) = sheet.link else {
        return Content::new(sheet.portal, &people.invitation_late, sheet.language).detail(from);
    };
    let until = (sheet.shared().link_until)(&sheet.time(link.until));
    Content::new(sheet.portal, &people.invitation, sheet.language)
        .button(sheet.link())
        .detail(format!("{from} {until}"))
}

/// To a member who agreed to bills by email: the link that confirms it; without one, where to ask again.
fn to_confirm_bills<'a>(sheet: &Sheet<'a>, account: Option<&AccountNumber>) -> Content<'a> {
    let own = &words(sheet.language).letters.changed.confirm_bills;
    let letter = Content::new(sheet.portal, own, sheet.language);
    let Some(link) = sheet.link else { return letter.button(sheet.page(SIGN_IN)) };
    let until = (sheet.shared().link_until)(&sheet.time(link.until));
    let which = sheet.ending(account);
    let detail = which.into_iter().chain([until]).collect::<Vec<_>>().join(" ");
    letter.button(sheet.link()).detail(detail)
}

/// To the address that staff are to move a login to, before it is proven.
fn to_prove<'a>(sheet: &Sheet<'a>) -> Content<'a> {
    let links = &words(sheet.language).letters.links;
    with_link(sheet, &links.prove_email)
        .unwrap_or_else(|| Content::new(sheet.portal, &links.prove_email_late, sheet.language))
}

/// To that address, once it is proven: the button that works after the hold.
fn to_move<'a>(sheet: &Sheet<'a>) -> Content<'a> {
    let own = &words(sheet.language).letters.links.email_moves;
    Content::new(sheet.portal, own, sheet.language)
        .button(sheet.link())
        .detail(sheet.link_after_hold())
}

/// To whoever may object until the hold is over.
fn to_object<'a>(sheet: &Sheet<'a>, account: Option<&AccountNumber>) -> Content<'a> {
    let own = &words(sheet.language).letters.links.email_moving;
    let happens = (sheet.shared().happens)(&sheet.time(sheet.queued_at + MOVE_HELD));
    let detail = sheet.shows(account, happens);
    Content::new(sheet.portal, own, sheet.language).second(sheet.link()).detail(detail)
}

/// A letter whose button is its link, with the temporary password if there is one; `None` without a link that works.
fn with_link<'a>(sheet: &Sheet<'a>, own: &'static LetterWords) -> Option<Content<'a>> {
    let link = sheet.link?;
    let until = sheet.time(link.until);
    let shared = sheet.shared();
    let detail = match link.temporary_password {
        Some(_) => (shared.until)(&until),
        None => (shared.link_until)(&until),
    };
    let content = Content::new(sheet.portal, own, sheet.language).button(sheet.link());
    Some(content.code(link.temporary_password).detail(detail))
}

/// A letter that leads to the sign-in page, and to the way back in.
fn with_ways_in<'a>(sheet: &Sheet<'a>, own: &'static LetterWords) -> Content<'a> {
    let content = Content::new(sheet.portal, own, sheet.language).button(sheet.page(SIGN_IN));
    content.second(sheet.page(RECOVER))
}
