//! A portal that offers no second step any more.

use tests::app::{JOINT, TestApp, changed_settings};
use tests::walk::{PASSWORD, settle, sign_in};

use super::{member, sign_in_by};

const OTHER: &str = "lee.other@mail.example";

#[tokio::test]
async fn where_none_is_offered_who_has_one_is_asked_and_who_has_none_finds_no_page() {
    let offered = TestApp::start().await;
    settle(&offered, &mut offered.browser(), JOINT, OTHER).await;
    let phone = member(&offered).await;
    let (_, off) = changed_settings(&[("mode = \"offered\"", "mode = \"off\"")]);
    let app = offered.copy_with(off);
    let (mut has, mut none) = (app.browser(), app.browser());

    sign_in(&mut none, OTHER, PASSWORD).await;
    sign_in_by(&app, &mut has, &phone).await;

    for browser in [&mut has, &mut none] {
        assert_eq!(browser.page().path, "/home");
        browser.open("/profile").await;
    }
    let links = |browser: &tests::app::Browser<'_>| browser.page().links_of("main a");
    let is_security =
        |link: &String| link.starts_with("/profile/security") && !link.ends_with("phrase");
    assert!(links(&has).iter().any(is_security));
    assert!(!links(&none).iter().any(is_security), "{:?}", links(&none));
    for page in ["/profile/security", "/profile/security/app", "/profile/security/passkey"] {
        assert_eq!(none.open(page).await.status, 404, "{page}");
    }
    assert_eq!(has.open("/profile/security").await.status, 200);
    assert_eq!(has.open("/profile/security/app").await.status, 200, "a new phone");
}
