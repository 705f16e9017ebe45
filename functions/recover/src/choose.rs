//! Choosing a new password by the link of the letter.

use std::sync::OnceLock;

use data_encoding::BASE64URL_NOPAD;
use domain::limits::Subject;
use domain::ports::{Clock, Counters, Links, StoreError};
use domain::{EmailKey, LinkClaim, Member, OutboxId, PasswordHash, Purpose, SpendEnd, decide_anew};
use web::links::Linked;
use web::{Step, Visit, new_password};

/// How choosing a new password ended.
pub(crate) enum End {
    /// It is set; nobody is signed in by it.
    Set,
    /// A rule of the form was broken.
    Refused { errors: new_password::Errors, member: Box<Member> },
    /// No link was followed in this browser.
    NoLink,
    /// The link was used.
    Spent(LinkClaim),
    /// The link is over.
    Over(LinkClaim),
}

/// What the browser's link leads to.
pub(crate) async fn linked(
    step: &Step<impl Links, impl Clock>,
    visit: &Visit,
) -> Result<Linked, StoreError> {
    web::links::linked(&step.ports, &step.desk.keys, visit, Purpose::Recover).await
}

/// In the order of docs/DATA.md#registrations-and-links: token, read, blocklist, hash, transaction.
pub(crate) async fn submit(
    step: &Step<impl Counters + Links, impl Clock>,
    visit: &Visit,
) -> Result<End, StoreError> {
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
) -> Result<End, StoreError> {
    let keys = &step.desk.keys;
    let (link, member) = match linked(step, visit).await? {
        Linked::Open(found) => *found,
        Linked::Nothing => return Ok(End::NoLink),
        Linked::Used(found) if found.0.used_by.as_ref() == Some(&this.request) => {
            return Ok(End::Set);
        }
        Linked::Used(found) => return Ok(End::Spent(found.0.claim)),
        Linked::Expired(claim) => return Ok(End::Over(claim)),
    };
    let password = match new_password::parse(visit.form(), member.email.expose(), "") {
        Ok(password) => password,
        Err(errors) => return Ok(End::Refused { errors, member: Box::new(member) }),
    };
    let hash = this.hash.get_or_init(|| PasswordHash::of(keys, &password, web::random())).clone();
    let email = EmailKey::of(keys, &member.email);
    let ids = (OutboxId::from_random(web::random()), this.request.clone());
    let spending = domain::recovered((link, member), hash, ids, visit.now());
    match step.ports.spend(&spending).await? {
        SpendEnd::Spent => {
            // A new password opens what guessing at the old one has shut.
            let from = Subject::SignInFrom(email.clone(), visit.address());
            web::forget(&step.ports, &[Subject::SignIn(email), from]).await;
            Ok(End::Set)
        }
        // Used in between: what it is now, the next reading tells.
        SpendEnd::LinkSpent | SpendEnd::EmailTaken => Err(StoreError::Conflict),
    }
}
