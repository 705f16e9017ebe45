//! The other language, from any page: what was typed comes along, and no password does.

use domain::Language;
use tests::app::{Browser, PLAIN, Page, SECOND, TestApp};
use web::words::words;

use tests::walk::{PASSWORD, ask, follow_letter, says, settle, tell_who, who};

const EMAIL: &str = "noa.ellingsworth@mail.example";
const NEW: &str = "noa.ellingsworth@new.example";

/// Fills in the page's form and presses the button of the other language, as without JavaScript.
async fn switch<'b>(browser: &'b mut Browser<'_>, typed: &[(&str, &str)]) -> &'b Page {
    let action = browser.page().attributes("main form button#switch", "formaction");
    assert_eq!(action.len(), 1, "{} has the button", browser.page().path);
    assert_eq!(browser.page().attributes("header label", "for"), ["switch"]);
    let (_, fields) = browser.filled_in(typed);
    browser.post(&action[0], &fields).await
}

/// Types on a page, switches, and finds it all in Spanish; then back.
async fn keeps(
    browser: &mut Browser<'_>,
    typed: &[(&str, &str)],
    title: fn(Language) -> &'static str,
) {
    let path = browser.page().path.clone();
    for language in [Language::Spanish, Language::English] {
        let page = switch(browser, typed).await;

        assert_eq!((page.status, page.path.split('?').next()), (200, Some(path.as_str())));
        assert_eq!(page.title(), title(language), "{path}");
        assert!(page.errors().is_empty() && page.text(".notice").is_empty(), "{path}");
        for (field, value) in typed {
            assert_eq!(page.kept(field).as_deref(), Some(*value), "{path} {field}");
        }
    }
}

#[tokio::test]
async fn who_registers_keeps_what_was_typed_at_every_step() {
    let app = TestApp::start().await;
    let mut browser = app.browser().without_script();
    browser.open("/register").await;
    keeps(&mut browser, &who(PLAIN, EMAIL), |it| words(it).steps.register.title).await;
    browser.go_on(&[]).await;
    assert_eq!(browser.page().path, "/register/identity", "and goes on");
    let typed = [("billing_zip", PLAIN.zip), ("accept_terms", "yes")];
    keeps(&mut browser, &typed, |it| words(it).steps.identity.title).await;
    browser.go_on(&typed).await;
    let mut elsewhere = app.browser();
    follow_letter(&app, &mut elsewhere, EMAIL).await;
    let typed = [("email", EMAIL), ("account_number", PLAIN.number)];
    keeps(&mut elsewhere, &typed, |it| words(it).steps.password.title).await;
    let passwords = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
    assert!(!switch(&mut elsewhere, &passwords).await.body.contains(PASSWORD));
    switch(&mut elsewhere, &[]).await;
    elsewhere.go_on(&[typed[1], passwords[0], passwords[1]]).await;
    assert_eq!(elsewhere.page().path, "/register/paperless");
    let title = |it| words(it).steps.paperless.title;
    keeps(&mut elsewhere, &[("paperless", "no")], title).await;
    elsewhere.go_on(&[]).await;
    let phrase = [("security_phrase", "an old red barn")];
    keeps(&mut elsewhere, &phrase, |it| words(it).steps.phrase.title).await;
}

#[tokio::test]
async fn a_member_keeps_what_was_typed_in_the_profile() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let account =
        [("account_number", SECOND.number), ("name", SECOND.name), ("billing_zip", SECOND.zip)];
    browser.open("/profile/accounts").await;
    keeps(&mut browser, &account, |it| words(it).login.accounts.title).await;
    browser.open("/profile/email").await;
    let email = [("email", NEW), ("confirm_email", NEW)];
    keeps(&mut browser, &email, |it| words(it).login.email.title).await;
    browser.open("/profile/paperless").await;
    keeps(&mut browser, &[("paperless", "no")], |it| words(it).profile.paperless.title).await;
    browser.open("/profile/security-phrase").await;
    let phrase = [("security_phrase", "an old red barn")];
    keeps(&mut browser, &phrase, |it| words(it).profile.phrase.title).await;
    browser.open("/profile/language").await;
    keeps(&mut browser, &[("language", "es")], |it| words(it).profile.language.title).await;
    let member = &app.store.members()[0];
    assert_eq!((member.language, member.accounts.len()), (Language::English, 1), "only shown");
}

#[tokio::test]
async fn the_sign_in_page_keeps_the_address_and_no_password() {
    let app = TestApp::start().await;
    for path in ["/", "/sign-in"] {
        let mut browser = app.browser();
        browser.open(path).await;
        let page = switch(&mut browser, &[("email", EMAIL), ("password", PASSWORD)]).await;

        assert_eq!(page.title(), words(Language::Spanish).account.sign_in.title);
        assert_eq!(page.value("email").as_deref(), Some(EMAIL));
        assert!(!page.body.contains(PASSWORD) && page.errors().is_empty());
        assert_eq!(browser.cookie("language").as_deref(), Some("es"));
        assert_eq!(browser.open("/recover").await.title(), words(Language::Spanish).recover.title);
    }
}

#[tokio::test]
async fn nothing_comes_of_a_form_that_only_switches() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;
    for _ in 0..20 {
        switch(&mut browser, &[("billing_zip", PLAIN.zip), ("accept_terms", "yes")]).await;
    }
    app.deliver().await;

    assert!(app.letters_to(EMAIL).is_empty() && app.store.pendings().is_empty());
    ask(&mut browser, PLAIN, EMAIL).await;
    assert_eq!(app.letter_to(EMAIL).await.kind, "confirm", "and no try was counted");
}

#[tokio::test]
async fn a_forged_form_switches_nothing() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/register").await;

    let page = browser.post("/register?lang=es", &[("csrf".to_owned(), "x".to_owned())]).await;

    assert_eq!((page.status, page.title().is_empty()), (403, false));
    assert_eq!(browser.cookie("language"), None);
}

#[tokio::test]
async fn a_page_that_says_what_was_done_says_it_in_the_other_language_too() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/recover").await;
    browser.go_on(&[("email", EMAIL)]).await;
    assert_eq!(browser.page().title(), says().recover.sent.title);

    let link = browser.page().links_of("header [hreflang]");
    let page = browser.open(&link[0]).await;

    assert_eq!(page.title(), words(Language::Spanish).recover.sent.title);
    assert!(page.main().contains(EMAIL));
}
