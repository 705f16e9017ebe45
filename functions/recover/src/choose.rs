//! Choosing a new password by the link of the letter.

use data_encoding::BASE64URL_NOPAD;
use domain::SpendEnd;
use domain::limits::Subject;
use domain::ports::{Clock, Counters, Links, StoreError};
use domain::{EmailKey, LinkClaim, Member, OutboxId, PasswordHash, Purpose};
use web::links::Linked;
use web::{Step, Visit, new_password};

/// How often a post that lost a race is decided anew.
const ATTEMPTS: usize = 4;

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
    let keys = &step.desk.keys;
    let request = BASE64URL_NOPAD.encode(&web::random::<16>());
    let mut hash = None;
    for _ in 0..ATTEMPTS {
        let (link, member) = match linked(step, visit).await? {
            Linked::Open(found) => *found,
            Linked::Nothing => return Ok(End::NoLink),
            Linked::Used(found) if found.0.used_by.as_ref() == Some(&request) => {
                return Ok(End::Set);
            }
            Linked::Used(found) => return Ok(End::Spent(found.0.claim)),
            Linked::Expired(claim) => return Ok(End::Over(claim)),
        };
        let password = match new_password::parse(visit.form(), member.email.expose(), "") {
            Ok(password) => password,
            Err(errors) => return Ok(End::Refused { errors, member: Box::new(member) }),
        };
        let hash = hash.get_or_insert_with(|| PasswordHash::of(keys, &password, web::random()));
        let email = EmailKey::of(keys, &member.email);
        let ids = (OutboxId::from_random(web::random()), request.clone());
        let spending = domain::recovered((link, member), hash.clone(), ids, visit.now());
        match step.ports.spend(&spending).await {
            Ok(SpendEnd::Spent) => {
                // A new password opens what guessing at the old one has shut.
                let from = Subject::SignInFrom(email.clone(), visit.address());
                web::forget(&step.ports, &[Subject::SignIn(email), from]).await;
                return Ok(End::Set);
            }
            // Used or changed in between: what it is now, the next reading tells.
            Ok(SpendEnd::LinkSpent | SpendEnd::EmailTaken) | Err(StoreError::Conflict) => {}
            Err(error @ StoreError::Unavailable(_)) => return Err(error),
        }
    }
    Err(StoreError::Conflict)
}
