//! What follows from a bounce or a complaint: no more letters of strangers there, and paper for a member without.

use domain::bounces::{has_bounced, mailbox_bounced, stranger_bounced, strangers_stop};
use domain::limits::{Counter, Subject};
use domain::ports::{Clock, StoreError};
use domain::{EmailKey, OutboxId, decide_anew};

use crate::report::Report;
use crate::{Feedback, Store};

/// Does all that follows. The member comes first: once a mailbox is known to bounce, they are not looked at again.
pub(crate) async fn follow_up(
    feedback: &Feedback<impl Store, impl Clock>,
    report: &Report,
) -> Result<(), StoreError> {
    if report.end.is_dead_mailbox() {
        put_paper_back(feedback, report).await?;
    }
    decide_anew(&feedback.clock, || count(feedback, report)).await
}

/// Remembers the mailbox, and the letter if it went to a stranger; what is known stays as it is.
async fn count(
    feedback: &Feedback<impl Store, impl Clock>,
    report: &Report,
) -> Result<(), StoreError> {
    let mailbox = mailbox(feedback, report);
    let subjects = [mailbox.clone(), Subject::StrangersLetters];
    let read = feedback.store.read(&subjects).await?;
    let [of_mailbox, of_strangers] = [0, 1].map(|at| read.get(at).cloned().unwrap_or_default());
    let stranger = report
        .went_to_strangers()
        .then(|| stranger_bounced(&of_strangers, &report.letter_id(), report.at))
        .flatten();
    let stops = stranger.as_ref().is_some_and(|count| strangers_stop(&count.next, report.at))
        && !strangers_stop(&of_strangers, report.at);
    let counts: Vec<_> =
        mailbox_bounced(&of_mailbox, mailbox, report.at).into_iter().chain(stranger).collect();
    if counts.is_empty() {
        return Ok(());
    }
    feedback.store.count(&counts).await?;
    if stops {
        // An alarm rings at once: until staff do something, nobody who mistyped hears from us.
        tracing::warn!("letters to strangers stop, as too many of them bounced");
        tracing::info!(target: "metrics", StrangersStopped = 1_u64);
    }
    Ok(())
}

/// Tells the billing system that a member's mail bounces, and puts paper back for one who has none.
///
/// The envelope is named by the letter, so that one bounce is told once.
async fn put_paper_back(
    feedback: &Feedback<impl Store, impl Clock>,
    report: &Report,
) -> Result<(), StoreError> {
    let id = OutboxId::from_stored(format!("{}-{}-bounced", report.outbox.as_str(), report.kind()));
    let known = {
        let read = feedback.store.read(&[mailbox(feedback, report)]).await?;
        has_bounced(read.first().unwrap_or(&Counter::default()), report.at)
    };
    let attempt = || async {
        let Some(member) = feedback.store.by_email(&report.to).await? else { return Ok(()) };
        if !domain::bounce_matters(&member, known) || feedback.store.posted(&id).await?.is_some() {
            return Ok(());
        }
        let change = domain::mail_bounced(member, id.clone(), report.at);
        // Of accounts that are held billing hears nothing.
        let told = Some(&change.envelope).filter(|envelope| !envelope.events.is_empty());
        feedback.store.change(&change.member, told).await
    };
    decide_anew(&feedback.clock, attempt).await
}

fn mailbox<S, C>(feedback: &Feedback<S, C>, report: &Report) -> Subject {
    Subject::Letters(EmailKey::of_budget(&feedback.keys, &report.to))
}
