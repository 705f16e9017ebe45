//! Pages that end a way: the one button leads where it helps, and nobody is told that nothing was saved where nothing was to be.

use tests::app::{Browser, PLAIN, Page, TestApp};

use tests::walk::{PASSWORD, says, settle, sign_in};

const EMAIL: &str = "ida.merriweather@mail.example";
const GUESS: &str = "seven quiet herons at dusk";

/// Where the page's one button leads, and its words.
#[track_caller]
fn way_on(page: &Page) -> (String, String) {
    let (links, words) = (page.links_of("main .go"), page.text("main .go"));
    assert_eq!((links.len(), words.len()), (1, 1), "{} has one way on", page.path);
    (links[0].clone(), words[0].clone())
}

/// Posts the page's form as another type than a form's.
async fn damaged<'b>(browser: &'b mut Browser<'_>, path: &str) -> &'b Page {
    browser.open(path).await;
    let event = browser.post_event(path, "x=1").header("content-type", "text/plain");
    browser.send(&event).await
}

#[tokio::test]
async fn after_five_wrong_passwords_the_way_on_is_a_new_one() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    settle(&app, &mut member, PLAIN, EMAIL).await;
    for email in [EMAIL, "nobody.merriweather@mail.example"] {
        let mut browser = app.browser();
        for _ in 0..5 {
            sign_in(&mut browser, email, GUESS).await;
        }
        let page = {
            browser.open("/sign-in").await;
            browser.submit(&[("email", email), ("password", GUESS)]).await
        };

        assert_eq!((page.status, page.title()), (429, too_many()));
        let recover = says().account.sign_in.recover.to_owned();
        assert_eq!(way_on(page), ("/recover".to_owned(), recover));
        assert!(!page.main().contains(says().problems.nothing_saved));
    }
}

fn too_many() -> String {
    says().problems.too_many_passwords.title.to_owned()
}

#[tokio::test]
async fn the_way_on_from_a_form_that_could_not_be_read_is_the_form() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    browser.open("/profile").await;
    for path in ["/profile/email", "/profile/security-phrase"] {
        let page = damaged(&mut browser, path).await;

        assert_eq!((page.status, way_on(page).0.as_str()), (415, path));
        assert!(page.main().contains(says().problems.nothing_saved), "{path}");
    }
    browser.press("/sign-out").await;
    for path in ["/sign-in", "/recover"] {
        let page = damaged(&mut browser, path).await;

        assert_eq!((page.status, way_on(page).0.as_str()), (415, path));
        assert!(!page.main().contains(says().problems.nothing_saved), "{path} saves nothing");
    }
}

#[tokio::test]
async fn who_asks_for_too_much_is_led_back_to_the_page() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let page = loop {
        browser.open("/recover").await;
        let page = browser.submit(&[("email", EMAIL)]).await;
        if page.status == 429 {
            break page;
        }
    };

    let words = says().problems.too_many.way_on.to_owned();
    assert_eq!(way_on(page), ("/recover".to_owned(), words));
    assert!(!page.main().contains(says().problems.nothing_saved));
}

#[tokio::test]
async fn too_many_wrong_passwords_in_the_profile_lead_to_a_new_one_too() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let typed =
        |now| [("current_password", now), ("new_password", GUESS), ("confirm_password", GUESS)];
    let page = loop {
        browser.open("/profile/password").await;
        let page = browser.submit(&typed("not the one at all")).await;
        if page.status == 429 {
            break page;
        }
    };

    assert_eq!(way_on(page).0, "/recover");
    assert!(page.main().contains(says().problems.nothing_saved), "the new password was not set");
    assert_eq!(browser.open("/recover").await.value("email").as_deref(), Some(EMAIL));
    browser.open("/profile/close").await;
    let page = browser.submit(&[("current_password", GUESS)]).await;
    assert_eq!((page.status, way_on(page).0.as_str()), (429, "/recover"));
    assert!(!page.main().contains(says().problems.nothing_saved), "closing saves nothing");
    let mut again = app.browser();
    sign_in(&mut again, EMAIL, PASSWORD).await;
    assert_eq!(again.page().path, "/home");
}
