//! Files that members take along, each counted.

use domain::ports::{Clock, Counters, StoreError};
use domain::{Member, OutboxId, decide_anew, download, downloads_of};
use jiff::Timestamp;

use crate::request::desk::Step;
use crate::request::random::random;
use crate::request::visit::Visit;

/// Counts a download of a member, and tells them of the first of all: what a GET writes.
///
/// `Err` is the first instant at which there is room for one.
///
/// # Errors
///
/// When the store does not answer.
pub async fn count_download<P: Counters, C: Clock>(
    step: &Step<P, C>,
    visit: &Visit,
    member: &Member,
) -> Result<Result<(), Timestamp>, StoreError> {
    let (subject, envelope) = (downloads_of(member), OutboxId::from_random(random()));
    let count = || async {
        let read = step.ports.read(std::slice::from_ref(&subject)).await?;
        let counter = read.into_iter().next().unwrap_or_default();
        match download(member, &counter, envelope.clone(), visit.now()) {
            Ok(taken) => match &taken.letter {
                Some(letter) => step.ports.count_and_tell(&taken.count, letter).await.map(Ok),
                None => step.ports.count(&[taken.count]).await.map(Ok),
            },
            Err(until) => Ok(Err(until)),
        }
    };
    decide_anew(&step.desk.clock, count).await
}
