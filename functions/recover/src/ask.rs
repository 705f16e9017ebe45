//! Asking for a way back in.

use domain::budget::{recover_per_address, recover_per_site};
use domain::limits::{SenderTries, Subject};
use domain::ports::{Clock, Counters, Links, Members, Pendings, StoreError};
use domain::{
    AskedBack, Email, EmailError, EmailKey, IssueIds, OutboxId, PendingId, ReferenceCode,
    decide_anew,
};
use jiff::Timestamp;
use web::{Step, Visit};

/// How asking ended.
pub(crate) enum AskBackEnd {
    /// A letter is queued, whatever it says.
    Sent(ReferenceCode),
    /// The box is empty or holds no address.
    Refused(EmailError),
    /// The sender has to wait until an instant.
    Limited(Timestamp),
}

pub(crate) async fn submit(
    step: &Step<impl Members + Pendings + Counters + Links, impl Clock>,
    visit: &Visit,
) -> Result<AskBackEnd, StoreError> {
    let email = match Email::parse(visit.form().get("email").expose()) {
        Ok(email) => email,
        Err(error) => return Ok(AskBackEnd::Refused(error)),
    };
    let asked = AskedBack { email, language: visit.language(), device: visit.known_device() };
    decide_anew(&step.desk.clock, || attempt(step, visit, &asked)).await
}

/// The same reads and the same writes, whatever is known of the email.
async fn attempt(
    step: &Step<impl Members + Pendings + Counters + Links, impl Clock>,
    visit: &Visit,
    asked: &AskedBack,
) -> Result<AskBackEnd, StoreError> {
    let (keys, figures, now) = (&step.desk.keys, visit.figures(), visit.now());
    let tries = SenderTries::of(Subject::Recover(visit.address()), recover_per_address(figures))
        .and(visit.site().map(Subject::Recover), recover_per_site(figures));
    let (key, subjects) = (EmailKey::of(keys, &asked.email), tries.subjects());
    let (member, pendings, read) = tokio::try_join!(
        step.ports.by_email(&asked.email),
        step.ports.matched(&key),
        step.ports.read(&subjects),
    )?;
    let counts = match tries.count(&read, now) {
        Ok(counts) => counts,
        Err(until) => return Ok(AskBackEnd::Limited(until)),
    };
    let way = domain::way_back(member.as_ref(), &pendings, now);
    let item = PendingId::new(web::random());
    let reference = item.reference();
    let ids = IssueIds { item, envelope: OutboxId::from_random(web::random()) };
    let issued = domain::answer_asked_back(keys, asked, &way, counts, ids, now);
    step.ports.issue(&issued).await?;
    Ok(AskBackEnd::Sent(reference))
}
