//! Files that members take along, each counted.

use domain::history::AccountCode;
use domain::ports::{Clock, Counters, StoreError};
use domain::{Member, OutboxId, decide_anew, download, downloads_of};
use jiff::Timestamp;

use crate::request::desk::Step;
use crate::request::random::random;
use crate::request::reply::Reply;
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

/// The answer to a request for a file that a page of somebody else's leads to: the page that has it, where a member may press
/// for it. A link or a prefetch elsewhere uses up none of their downloads, and sends them no letter.
#[must_use]
pub fn led_here(visit: &Visit, page: &str) -> Option<Reply> {
    visit.is_led_here.then(|| back_to(visit, page, "led_here"))
}

/// Leads to a page, of the account that the address names.
#[must_use]
pub fn back_to(visit: &Visit, page: &str, outcome: &'static str) -> Reply {
    match visit.account().and_then(|named| AccountCode::parse(&named)) {
        Some(code) => Reply::see_other(format!("{page}?account={}", code.as_str()), outcome),
        None => Reply::see_other(page.to_owned(), outcome),
    }
}
