//! Another passkey: on another device, since one that has one already would lose it.

use tests::app::{ORIGIN, TestApp};
use tests::authenticator::{Asked, Key};
use tests::walk::says;

use super::{PAGE, add, member, post_made, touch};

#[tokio::test]
async fn the_same_key_adds_no_second_passkey_and_still_signs_in() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut browser = app.browser();
    touch(&mut browser, &mut key).await;
    browser.follow().await;
    browser.open(PAGE).await;

    let made = key.make_another(&Asked::on(&browser)).await;

    assert_eq!(made, None, "it has one already");
    browser.press("/sign-out").await;
    touch(&mut browser, &mut key).await;
    assert_eq!(browser.follow().await.path, "/home");
}

#[tokio::test]
async fn each_form_names_all_passkeys_that_its_member_has_and_nobody_elses() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut browser = app.browser();
    touch(&mut browser, &mut key).await;
    browser.follow().await;
    let mut second = add(&mut browser, "Stick").await;
    tests::walk::settle(&app, &mut app.browser(), tests::app::JOINT, "lee.other@mail.example")
        .await;

    browser.open(PAGE).await;
    let shown = Asked::on(&browser).exclude;
    // What is none has the form come back with another challenge.
    let fields = super::with(&browser, PAGE, &[("credential", "{}")]);
    browser.post(PAGE, &fields).await;

    super::assert_refused(&browser, says().errors.passkey_not_made);
    let asked = Asked::on(&browser);
    assert_eq!((shown.len(), &shown), (2, &asked.exclude));
    for key in [&mut key, &mut second] {
        assert_eq!(key.make_another(&asked).await, None);
    }
    let mut lee = app.browser();
    tests::walk::sign_in(&mut lee, "lee.other@mail.example", tests::walk::PASSWORD).await;
    lee.open(PAGE).await;
    assert_eq!(Asked::on(&lee).exclude, [""; 0]);
}

#[tokio::test]
async fn a_form_that_met_another_window_names_the_passkey_that_was_added_there() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut one = app.browser();
    touch(&mut one, &mut key).await;
    one.follow().await;
    one.open(PAGE).await;
    let mut two = one.clone();
    let mut keys = [Key::at(ORIGIN), Key::at(ORIGIN)];
    let [first, second] = &mut keys;

    let posts = [post_made(&mut one, first, &[]), post_made(&mut two, second, &[])];
    futures_util::future::join_all(posts).await;

    let (late, [added, _]) = if one.page().status == 409 {
        keys.swap(0, 1);
        (one, keys)
    } else {
        (two, keys)
    };
    let mut added = added;
    assert_eq!(late.page().status, 409, "{}", late.page().main());
    assert_eq!(added.make_another(&Asked::on(&late)).await, None);
}
