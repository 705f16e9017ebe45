//! The language, the changes that home shows, and changes while the store is down.

use domain::Language;
use jiff::SignedDuration;
use tests::app::TestApp;
use web::samples::shipped;
use web::words::words;

use super::{EMAIL, NEW, at, new_password};
use tests::walk::{PASSWORD, says};

#[tokio::test]
async fn the_language_is_that_of_pages_and_of_letters() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/language").await;

    browser.go_on(&[("language", "es")]).await;

    let spanish = words(Language::Spanish);
    assert_eq!(browser.page().heading(), spanish.profile.summary.title);
    assert!(browser.page().main().contains(spanish.profile.done.language));
    browser.open("/profile/security-phrase").await;
    browser.go_on(&[("security_phrase", "un granero rojo")]).await;
    let letter = app.letter_to(EMAIL).await;
    assert_eq!(
        letter.subject,
        (spanish.letters.changed.phrase_changed.subject)(shipped().short_name)
    );
}

#[tokio::test]
async fn a_language_that_we_do_not_speak_is_refused() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/language").await;

    let page = browser.submit(&[("language", "fr")]).await;

    let rule = says().errors.language_not_chosen.to_owned();
    assert_eq!((page.status, page.errors()), (422, vec![("language".to_owned(), rule)]));
    assert_eq!(app.store.members()[0].language, Language::English);
}

#[tokio::test]
async fn while_the_store_is_down_no_change_is_made_and_the_page_says_so() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile").await;
    let before = app.store.members();
    let forms: [(&str, Vec<(&str, &str)>); 4] = [
        ("/profile/password", new_password(PASSWORD, NEW).to_vec()),
        ("/profile/paperless", vec![("paperless", "no")]),
        ("/profile/security-phrase", vec![("security_phrase", "an old red barn")]),
        ("/profile/language", vec![("language", "es")]),
    ];
    for (path, typed) in forms {
        browser.open(path).await;
        app.store.set_down(true);
        let page = browser.submit(&typed).await;
        assert_eq!((page.status, page.header("retry-after")), (503, Some("60")), "{path}");
        assert!(page.body.contains(shipped().phone));
        app.store.set_down(false);
        assert_eq!(app.store.members(), before, "{path}");
    }
}

#[tokio::test]
async fn home_names_each_account_and_what_was_changed_last() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/security-phrase").await;
    app.wait(SignedDuration::from_mins(1));
    browser.go_on(&[("security_phrase", "an old red barn")]).await;

    let home = browser.open("/home").await.clone();

    let account = &app.store.members()[0].accounts[0].account;
    let rows = home.text("main .rows li");
    let service = shipped().service.get(Language::English);
    let by_email = says().account.home.by_email;
    assert_eq!(
        rows[0],
        format!("{service} {} ending in {} {by_email}", account.masked(), account.ending())
    );
    assert!(rows[1].starts_with(says().profile.changes.phrase), "the newest first: {rows:?}");
    assert!(rows[2].starts_with(says().profile.changes.bills_by_email), "{rows:?}");
    assert!(!home.body.contains(account.expose()));
}
