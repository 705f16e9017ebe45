//! The link that proves a new email.

use jiff::SignedDuration;
use tests::app::TestApp;

use super::{NEW, OLD, asked_for, confirm, member};
use tests::walk::{email, says};

#[tokio::test]
async fn scanners_that_open_the_link_change_nothing() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let link = asked_for(&app, &mut browser, NEW).await;
    let before = app.store.members();

    for _ in 0..3 {
        let mut scanner = app.browser();
        let page = scanner.get(&link).await;
        assert_eq!((page.status, page.location()), (303, Some("/profile/email/confirm")));
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(scanner.follow().await.status, 200);
    }

    assert_eq!(app.store.members(), before);
    assert_eq!(confirm(&mut browser, &link).await.path, "/profile");
}

#[tokio::test]
async fn a_link_works_once() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let link = asked_for(&app, &mut browser, NEW).await;
    confirm(&mut browser, &link).await;
    let members = app.store.members();

    let mut other = app.browser();
    let page = other.open(&link).await;

    assert_eq!((page.status, page.title().as_str()), (410, says().problems.link_spent.title));
    assert_eq!(app.store.members(), members);
}

#[tokio::test]
async fn a_link_works_for_a_day() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let link = asked_for(&app, &mut browser, NEW).await;
    let mut late = app.browser();

    app.wait(SignedDuration::from_secs(24 * 3600 - 1));
    assert_eq!(late.open(&link).await.status, 200);
    app.wait(SignedDuration::from_secs(1));
    let page = late.submit(&[]).await;

    assert_eq!((page.status, page.title().as_str()), (410, says().problems.new_email_over.title));
    assert!(app.store.member_of(&email(OLD)).is_some());
}

#[tokio::test]
async fn a_new_email_ends_the_links_to_others() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let first = asked_for(&app, &mut browser, NEW).await;
    let second = asked_for(&app, &mut browser, "marisol.third@mail.example").await;
    confirm(&mut browser, &second).await;

    let page = browser.open(&first).await;

    assert_eq!(page.status, 410);
    assert!(app.store.member_of(&email(NEW)).is_none());
}

#[tokio::test]
async fn what_is_no_link_of_ours_says_so() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let link = asked_for(&app, &mut browser, NEW).await;
    let cut = &link[..link.len() - 1];

    for address in [cut, "/profile/email/verify", "/profile/email/verify?t="] {
        let page = app.browser().open(address).await.clone();
        assert_eq!(page.status, 410, "{address}");
        assert!(page.links().contains(&"/profile/email".to_owned()), "a way on");
    }
}

#[tokio::test]
async fn a_page_open_for_too_long_sends_its_reader_to_the_letter_whose_link_still_works() {
    let app = TestApp::start().await;
    let mut browser = member(&app).await;
    let link = asked_for(&app, &mut browser, NEW).await;
    let mut late = app.browser();
    late.open(&link).await;
    app.wait(SignedDuration::from_mins(31));

    let posted = late.submit(&[]).await.clone();
    let opened = app.browser().open("/profile/email/confirm").await.clone();

    for page in [posted, opened] {
        let again = says().problems.link_again.title;
        assert_eq!((page.status, page.title().as_str()), (410, again));
    }
    assert!(app.store.member_of(&email(OLD)).is_some());
    confirm(&mut late, &link).await;
    assert!(app.store.member_of(&email(NEW)).is_some());
}
