//! Bills by email that a letter has yet to confirm, as whoever answers the phone is told of them.

use aws::SystemClock;
use domain::ports::{Clock, Links, Members};
use domain::{Acceptance, AskingBills, Email, IssueIds, OutboxId, PendingId, Which, ask_bills};
use jiff::SignedDuration;

use crate::causes::{EMAIL, portal};
use crate::portal::Portal;

/// Agrees for the member, so long ago.
async fn agree(portal: &Portal, days_ago: i64) {
    let (tables, keys) = portal.tables().await;
    let email = Email::parse(EMAIL).expect("an email");
    let member = tables.by_email(&email).await.expect("an answer").expect("a member");
    let at = SystemClock::default().now() - SignedDuration::from_hours(24 * days_ago);
    let consent = Acceptance { at, ..member.terms.clone() };
    let ids = IssueIds { item: PendingId::new([7; 16]), envelope: OutboxId::from_stored("asked") };
    let AskingBills::Asks(asked) = ask_bills(&keys, member, &Which::All, consent, ids) else {
        panic!("a letter asks")
    };
    tables.ask_bills(&asked).await.expect("nobody else writes");
}

#[tokio::test(flavor = "multi_thread")]
async fn why_tells_that_bills_by_email_were_asked_for_and_that_paper_goes_on() {
    for (days_ago, says) in [(1, "the link works until"), (15, "did not confirm it")] {
        let portal = portal().await;
        let pending = portal.register(EMAIL).await;
        portal.claim(pending).await;
        let before = portal.run(&["why", "--email", EMAIL]).await;
        agree(&portal, days_ago).await;

        let told = portal.run(&["why", "--email", EMAIL]).await;

        assert!(!before.out.contains("asked for bills by email"), "{}", before.out);
        for part in ["They asked for bills by email", says, "paper goes on"] {
            assert!(told.out.contains(part), "{part}: {}", told.out);
        }
    }
}
