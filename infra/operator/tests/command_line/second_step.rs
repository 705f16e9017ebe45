//! Tests that staff begin the wait after which a second step is taken off, and nothing shorter alone.

use aws::SystemClock;
use domain::ports::{Clock, Members, SecondFactors};
use domain::{App, AppSecret, Email, FactorId, FactorWrite, Member, Offer};

use crate::causes::{EMAIL, portal};
use crate::portal::Portal;

/// Gives the member an app that has long been theirs.
pub(crate) async fn set_up(portal: &Portal, email: &str) {
    let (tables, keys) = portal.tables().await;
    let mut member = now(portal, email).await;
    let offer = Offer { id: FactorId::from_stored("app"), key: keys.current().clone() };
    let secret = AppSecret::derive(&keys, &member.id, &offer).expect("a key");
    let since = SystemClock::default().now();
    member.factors.app = Some(App { id: offer.id, secret, since, trial_until: None });
    let write = FactorWrite { member: Some(member), ..FactorWrite::default() };
    tables.write(&write).await.expect("nobody else writes");
}

async fn now(portal: &Portal, email: &str) -> Member {
    let (tables, _) = portal.tables().await;
    let email = Email::parse(email).expect("an email");
    tables.by_email(&email).await.expect("an answer").expect("a member")
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_begin_the_wait_of_three_days_once_and_with_a_second_name_a_shorter_one() {
    let portal = portal().await;
    let pending = portal.register(EMAIL).await;
    portal.claim(pending).await;
    let act = async |more: &[&'static str]| {
        let usual = ["reset-factor", "--email", EMAIL, "--reason", "lost the phone"];
        portal.run(&[&usual[..], more].concat()).await
    };

    let none = act(&[]).await;
    set_up(&portal, EMAIL).await;
    let short = act(&["--hours", "23", "--with", "lee"]).await;
    let alone = act(&["--hours", "24", "--with", " "]).await;
    let unnamed = act(&["--hours", "24"]).await;
    let agreed = act(&["--hours", "24", "--with", "lee"]).await;
    let again = act(&[]).await;
    let told = portal.run(&["why", "--email", EMAIL]).await;

    assert_eq!((none.code, short.code, alone.code, unnamed.code), (1, 1, 1, 2));
    assert!(none.error.contains("no second step"), "{}", none.error);
    assert!(short.error.contains("24 hours are the least"), "{}", short.error);
    assert!(alone.error.contains("two of the staff"), "{}", alone.error);
    assert_eq!(agreed.code, 0, "{}", agreed.error);
    assert!(agreed.out.contains("In 24 hours"), "{}", agreed.out);
    assert!(again.error.contains("a wait runs already"), "{}", again.error);
    let wait = now(&portal, EMAIL).await.factors.wait.expect("it runs");
    assert_eq!((wait.ends_at - wait.begun_at).as_hours(), 24);
    assert!(told.out.contains(": \"lost the phone (with lee)\""), "{}", told.out);
}
