//! Tests that `why` tells of a new email that waits to be confirmed, whichever of the two addresses is named.

use aws::SystemClock;
use domain::limits::{Counter, NEW_EMAIL_PER_MEMBER, Subject};
use domain::ports::{Clock, Links, Members};
use domain::{
    AskedNewEmail, Email, EmailKey, Happened, IssueIds, LetterEnd, OutboxId, PendingId, Whose,
    ask_new_email,
};

use crate::causes::{EMAIL, portal, says};

const NEW: &str = "new@canary.example";

#[tokio::test(flavor = "multi_thread")]
async fn a_new_email_that_waits_is_told_by_the_address_of_today_and_by_the_new_one() {
    let portal = portal().await;
    let pending = portal.register(EMAIL).await;
    portal.claim(pending).await;
    let (tables, keys) = portal.tables().await;
    let [old, new] = [EMAIL, NEW].map(|email| Email::parse(email).expect("an email"));
    let member = tables.by_email(&old).await.expect("an answer").expect("a member");
    let (now, subject) = (SystemClock::default().now(), Subject::NewEmail(member.id.clone()));
    let counts = vec![Counter::default().counted(subject, &[NEW_EMAIL_PER_MEMBER], now)];
    let envelope = OutboxId::from_random(aws::bytes());
    let ids = IssueIds { item: PendingId::new(aws::bytes()), envelope };
    let asked = AskedNewEmail { member: &member, new: &new, owner: None };
    tables.issue(&ask_new_email(&keys, asked, ids, counts, now)).await.expect("it is asked for");
    let is_sent = |entry: &domain::TimelineEntry| {
        matches!(&entry.what, Happened::Letter { end: LetterEnd::Sent, .. })
    };
    let whose = Whose::Email(EmailKey::of(&keys, &new));
    portal.wait_for(&whose, |told| told.iter().any(is_sent)).await;
    let asks = |entry: &domain::TimelineEntry| entry.what == Happened::AskedNewEmail;
    let whose = Whose::Email(EmailKey::of(&keys, &old));
    portal.wait_for(&whose, |told| told.iter().any(asks)).await;

    let of_new = portal.told("--email", NEW).await;
    let of_old = portal.told("--email", EMAIL).await;

    says(&of_new, "new-email", "the link to confirm it was sent");
    says(&of_old, "member", "They asked for a new email in the profile: the link waits at n");
}
