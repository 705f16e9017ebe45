//! Choosing a new password by the link of the letter.

use std::sync::OnceLock;

use data_encoding::BASE64URL_NOPAD;
use domain::limits::Subject;
use domain::ports::{Clock, Counters, Links, StoreError};
use domain::{
    EmailKey, LinkClaim, Member, OutboxId, PasswordHash, SpendEnd, SpendIds, code_tries,
    decide_anew,
};
use web::links::Linked;
use web::{Step, Visit, new_password};

use crate::WAY;

/// How choosing a new password ended.
pub(crate) enum RecoverEnd {
    /// It is set; nobody is signed in by it. The member as they are now.
    Set(Box<Member>),
    /// A rule of the form was broken.
    Refused { errors: new_password::Errors, member: Box<Member> },
    /// No link was followed in this browser, or its page was open for longer than a link works.
    NoLink,
    /// The link was used.
    Spent(LinkClaim),
    /// The link is over.
    Over(LinkClaim),
}

/// In the order of docs/DATA.md#registrations-and-links: token, read, blocklist, hash, transaction.
pub(crate) async fn submit(
    step: &Step<impl Counters + Links, impl Clock>,
    visit: &Visit,
) -> Result<RecoverEnd, StoreError> {
    let request = BASE64URL_NOPAD.encode(&web::random::<16>());
    let this = This { request, hash: OnceLock::new() };
    decide_anew(&step.desk.clock, || attempt(step, visit, &this)).await
}

/// What is the same at each try of one request.
struct This {
    request: String,
    /// Made by the first try that gets so far, since it takes long.
    hash: OnceLock<PasswordHash>,
}

async fn attempt(
    step: &Step<impl Counters + Links, impl Clock>,
    visit: &Visit,
    this: &This,
) -> Result<RecoverEnd, StoreError> {
    let keys = &step.desk.keys;
    let found = match WAY.find(&step.ports, keys, visit).await? {
        Linked::Open(found) => *found,
        Linked::Nothing => return Ok(RecoverEnd::NoLink),
        Linked::Used(found) if found.link.used_by.as_ref() == Some(&this.request) => {
            return Ok(RecoverEnd::Set(Box::new(found.member)));
        }
        Linked::Used(found) => return Ok(RecoverEnd::Spent(found.link.claim)),
        Linked::Expired(claim) => return Ok(RecoverEnd::Over(claim)),
    };
    let password =
        match new_password::parse(visit.portal(), visit.form(), found.member.email.expose(), "") {
            Ok(password) => password,
            Err(errors) => {
                return Ok(RecoverEnd::Refused { errors, member: Box::new(found.member) });
            }
        };
    let hash = this.hash.get_or_init(|| PasswordHash::of(keys, &password, web::random())).clone();
    let email = EmailKey::of(keys, &found.member.email);
    let envelope = OutboxId::from_random(web::random());
    let ids = SpendIds { envelope, request: this.request.clone() };
    let had_factor = found.member.factors.is_asked();
    let spending = domain::recovered(found, hash, ids, visit.now());
    match step.ports.spend(&spending).await? {
        SpendEnd::Spent => {
            // A new password opens what guessing at the old one has shut.
            let from = Subject::SignInFrom(email.clone(), visit.address());
            web::forget(&step.ports, &[Subject::SignIn(email), from]).await;
            if had_factor {
                web::forget(&step.ports, &code_tries(&spending.member.id, None)).await;
            }
            Ok(RecoverEnd::Set(Box::new(spending.member)))
        }
        // Used in between: what it is now, the next reading tells.
        SpendEnd::LinkSpent | SpendEnd::EmailTaken => Err(StoreError::Conflict),
    }
}
