//! What happens when a password is chosen.

use data_encoding::BASE64URL_NOPAD;
use domain::limits::Subject;
use domain::ports::{Claims, Clock, Counters, Pendings, Sessions, StoreError};
use domain::{
    AccountNumberError, ClaimEnd, ClaimIds, Email, LinkClaim, Member, MemberId, NewPassword,
    OutboxId, PasswordHash, Pending, PendingId, RefusedTry, Session, WRONG_NUMBERS_MAX,
    decide_anew,
};
use web::{Step, Visit, new_password};

use crate::by_hand::{self, ByHand};
use crate::form::{
    AboutAccountNumber, AboutCurrentPassword, AboutEmail, Errors, FIELDS, asks_for_account_number,
    is_the_browser_that_registered,
};
use crate::link::{self, Linked};

/// How choosing a password ended.
pub(crate) enum ChooseEnd {
    /// A member, signed in. The session is none if only that failed.
    Claimed { member: Box<Member>, session: Option<Session>, link: LinkClaim },
    /// A rule of the form was broken.
    Refused { errors: Errors, linked: Linked },
    /// Too many temporary passwords were typed by hand: nobody looked at this one.
    Limited(RefusedTry),
    /// The temporary password of a registration whose time ran out: a new letter is the way on.
    RanOut,
    /// The link was used, is over, or was ended.
    Spent(Linked),
    /// The account is gone, passed on, or somebody else's.
    AccountClosed(Pending),
    /// The email is a member's by now; the link is unspent.
    EmailTaken(Pending),
}

/// In the order of docs/DATA.md#registrations-and-links: token, read, account number, blocklist, hash, transaction.
pub(crate) async fn submit(
    step: &Step<impl Pendings + Claims + Sessions + Counters, impl Clock>,
    visit: &Visit,
) -> Result<ChooseEnd, StoreError> {
    let linked = link::find(step, visit).await?;
    let mut errors = Errors::default();
    let pending = match &linked {
        Linked::Used(_) | Linked::Expired(_) | Linked::Ended(_) => {
            return Ok(ChooseEnd::Spent(linked));
        }
        Linked::Open(pending) => {
            check_linked(step, visit, pending, &mut errors);
            Some(Pending::clone(pending))
        }
        Linked::Nothing => match by_hand::find(step, visit, &mut errors).await? {
            ByHand::Open(pending) => Some(*pending),
            ByHand::Nobody => None,
            ByHand::Used(pending) => return Ok(ChooseEnd::Spent(Linked::Used(pending))),
            ByHand::Ended(pending) => {
                return Ok(ChooseEnd::Spent(Linked::Ended(pending.link())));
            }
            ByHand::RanOut => return Ok(ChooseEnd::RanOut),
            ByHand::Limited(refused) => return Ok(ChooseEnd::Limited(refused)),
        },
    };
    if let Some(pending) = &pending {
        match check_account_number(step, visit, pending).await? {
            NumberCheck::Right => {}
            NumberCheck::About(error) => errors.account_number = Some(error),
            NumberCheck::Spent => return Ok(ChooseEnd::Spent(Linked::Ended(pending.link()))),
        }
    } else if asks_for_account_number(visit) {
        // Nothing to compare with, but an empty box is said together with the others.
        let missing = AboutAccountNumber::Rule(AccountNumberError::Missing);
        errors.account_number = Some(missing);
    }
    let [email, current, ..] = FIELDS.map(|field| visit.form().get(field));
    let password =
        new_password::parse(visit.portal(), visit.form(), email.expose(), current.expose())
            .map_err(|broken| errors.password = broken)
            .ok();
    match (pending, password) {
        (Some(pending), Some(password)) if errors == Errors::default() => {
            claim(step, visit, pending, &password).await
        }
        _ => Ok(ChooseEnd::Refused { errors, linked }),
    }
}

/// With a link, the email must be the letter's and the temporary password its own.
fn check_linked(
    step: &Step<impl Pendings, impl Clock>,
    visit: &Visit,
    pending: &Pending,
    errors: &mut Errors,
) {
    let [email, current, ..] = FIELDS.map(|field| visit.form().get(field));
    errors.email = match Email::parse(email.expose()) {
        Ok(email) if email.canonical() == pending.email.canonical() => None,
        Ok(_) => Some(AboutEmail::NotTheLetters),
        Err(rule) => Some(AboutEmail::Rule(rule)),
    };
    errors.current_password = match current.expose() {
        "" => Some(AboutCurrentPassword::Missing),
        typed if pending.has_temporary_password(&step.desk.keys, typed) => None,
        _ => Some(AboutCurrentPassword::Wrong),
    };
}

/// What came of the account number.
enum NumberCheck {
    /// It is the registration's, or this browser need not type it.
    Right,
    /// It is missing or another one.
    About(AboutAccountNumber),
    /// As many were typed as may be compared.
    Spent,
}

/// Counts the number before anybody compares it, so that many posts at once compare no more than one after the other.
async fn check_account_number(
    step: &Step<impl Pendings, impl Clock>,
    visit: &Visit,
    pending: &Pending,
) -> Result<NumberCheck, StoreError> {
    if is_the_browser_that_registered(visit, pending) {
        return Ok(NumberCheck::Right);
    }
    let typed = visit.form().get("account_number");
    let number = match visit.portal().account_form.parse(typed.expose()) {
        Ok(number) => number,
        // It is no number of anybody, so there is nothing to count and nothing to compare.
        Err(rule) => return Ok(NumberCheck::About(AboutAccountNumber::Rule(rule))),
    };
    let Some(count) = step.ports.count_number(pending).await? else {
        return Ok(NumberCheck::Spent);
    };
    if pending.is_for(&number) {
        step.ports.take_back_number(pending).await?;
        return Ok(NumberCheck::Right);
    }
    let last = count >= WRONG_NUMBERS_MAX;
    Ok(if last { NumberCheck::Spent } else { NumberCheck::About(AboutAccountNumber::Different) })
}

async fn claim(
    step: &Step<impl Pendings + Claims + Sessions + Counters, impl Clock>,
    visit: &Visit,
    pending: Pending,
    password: &NewPassword,
) -> Result<ChooseEnd, StoreError> {
    let Some(found) = step.ports.facts(&pending.account).await? else {
        return Ok(ChooseEnd::AccountClosed(pending));
    };
    let password = PasswordHash::of(&step.desk.keys, password, web::random());
    let ids = ClaimIds {
        member: MemberId::from_random(web::random()),
        envelope: OutboxId::from_random(web::random()),
        links: [PendingId::new(web::random()), PendingId::new(web::random())],
        request: BASE64URL_NOPAD.encode(&web::random::<16>()),
    };
    let (hold, now) = (visit.portal().hold(), visit.now());
    let claim = domain::claim(&step.desk.keys, pending, &found, password, ids, hold, now);
    // Nothing is written by a claim that lost a race, so the very same one is tried again.
    let end = decide_anew(&step.desk.clock, || step.ports.claim(&claim)).await?;
    Ok(match end {
        ClaimEnd::Claimed => {
            let link = claim.pending.link();
            // A new password opens what guessing at the old one, or at none, has shut.
            let guessed = Subject::SignIn(claim.pending.email_key);
            web::forget(&step.ports, &[guessed]).await;
            let session = web::open_session(&step.ports, visit, &claim.member).await;
            ChooseEnd::Claimed { member: Box::new(claim.member), session, link }
        }
        ClaimEnd::LinkSpent => ChooseEnd::Spent(link::find(step, visit).await?),
        ClaimEnd::AccountGone | ClaimEnd::AccountOwned => ChooseEnd::AccountClosed(claim.pending),
        ClaimEnd::EmailTaken => ChooseEnd::EmailTaken(claim.pending),
    })
}
