//! A button that is pressed twice, before the first answer is there: the second press says what was done, too.

use tests::app::{Browser, ON_FILE, PLAIN, SECOND, TestApp, link};
use tests::interleaving;
use tests::walk::{NEW_PASSWORD, PASSWORD, PHRASE, become_member, says, settle, sign_in};

const EMAIL: &str = "tilda.fairweather@mail.example";
const CONTACT: &str = "onfile@mail.example";
const NEW_PHRASE: &str = "Two owls above the mill";

/// What one of two presses leads to.
struct Answer {
    status: u16,
    path: String,
    shown: String,
}

/// What both lead to in one order, and the letters that tell of it.
struct Both {
    answers: Vec<Answer>,
    letters: Vec<&'static str>,
}

/// Presses the button of a page twice, in every order in which one of the two requests is stopped once for the other.
async fn twice(app: &TestApp, browser: &Browser<'_>, typed: &[(&str, &str)]) -> Vec<Both> {
    let before = app.store.envelopes().len();
    let mut all = Vec::new();
    for order in interleaving::interrupted(1) {
        let app = app.copy();
        let mut browsers = [browser.moved_to(&app), browser.moved_to(&app)];
        let [first, second] = &mut browsers;
        let posts = order.run([first.submit(typed), second.submit(typed)]).await;
        let statuses: Vec<u16> = posts.iter().map(|page| page.status).collect();
        let mut answers = Vec::new();
        for (browser, status) in browsers.iter_mut().zip(statuses) {
            let page = browser.follow().await;
            answers.push(Answer { status, path: page.path.clone(), shown: page.main() });
        }
        let told = app.store.envelopes().split_off(before);
        let letters =
            told.iter().flat_map(|it| it.letters.iter().map(|it| it.letter.kind().name()));
        all.push(Both { answers, letters: letters.collect() });
    }
    assert!(all.len() > 2, "one of them was stopped in between");
    all
}

/// Fails unless both presses are answered in the same words, and letters of a kind went out as often as it is told.
#[track_caller]
fn both_say(all: &[Both], said: &str, letter: Option<&str>) {
    for Both { answers, letters } in all {
        for Answer { status, path, shown } in answers {
            assert_eq!(*status, 303, "{path}");
            assert!(shown.contains(said), "{path}: {shown}");
        }
        let told = letters.iter().filter(|kind| Some(**kind) == letter).count();
        assert_eq!(told, usize::from(letter.is_some()), "{letters:?}");
    }
}

async fn at<'a>(app: &'a TestApp, path: &str) -> Browser<'a> {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    browser.open(path).await;
    assert_eq!(browser.page().path, path);
    browser
}

#[tokio::test]
async fn a_login_that_was_closed_is_closed_for_both() {
    let app = TestApp::start().await;
    let browser = at(&app, "/profile/close").await;

    let all = twice(&app, &browser, &[("current_password", PASSWORD)]).await;

    both_say(&all, says().login.closed.text[0], Some("login_closed"));
}

#[tokio::test]
async fn who_signed_out_before_is_not_told_that_a_login_was_closed() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/close").await;
    let mut left = browser.clone();
    browser.press("/sign-out").await;
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    browser.open("/profile/close").await;
    browser.submit(&[("current_password", PASSWORD)]).await;

    let page = left.submit(&[("current_password", PASSWORD)]).await;

    assert_eq!((page.status, page.location()), (303, Some("/sign-in")));
}

#[tokio::test]
async fn a_password_that_was_set_is_set_for_both_and_one_of_them_is_signed_in() {
    let app = TestApp::start().await;
    let browser = at(&app, "/profile/password").await;
    let new = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];

    let all = twice(&app, &browser, &[("current_password", PASSWORD), new[0], new[1]]).await;

    let (here, elsewhere) = (says().profile.done.password, says().account.sign_in.password_set);
    for Both { answers, letters } in &all {
        assert!(answers.iter().any(|it| it.path == "/profile"));
        for Answer { path, shown, .. } in answers {
            let said = if path == "/profile" { here } else { elsewhere };
            assert!(shown.contains(said), "{path}: {shown}");
        }
        assert_eq!(letters, &["password_changed"]);
    }
}

#[tokio::test]
async fn a_page_of_a_session_that_a_new_password_ended_opens_none() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;
    let mut late = browser.clone();
    let new = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];
    let typed = [("current_password", PASSWORD), new[0], new[1]];

    browser.submit(&typed).await;
    late.submit(&typed).await;

    assert_eq!(late.cookie("session"), None);
    assert_eq!(late.open("/home").await.path, "/sign-in");
    assert_eq!(browser.open("/home").await.path, "/home");
}

#[tokio::test]
async fn a_choice_about_bills_is_saved_for_both() {
    let app = TestApp::start().await;
    let browser = at(&app, "/profile/paperless").await;

    let all = twice(&app, &browser, &[("paperless", "no")]).await;

    both_say(&all, says().profile.done.bills_on_paper, Some("bills_on_paper"));
}

#[tokio::test]
async fn a_language_is_changed_for_both() {
    let app = TestApp::start().await;
    let browser = at(&app, "/profile/language").await;

    let all = twice(&app, &browser, &[("language", "es")]).await;

    let spanish = web::words::words(domain::Language::Spanish).profile.done.language;
    both_say(&all, spanish, None);
}

#[tokio::test]
async fn a_phrase_is_saved_for_both_and_one_letter_tells_of_it() {
    let app = TestApp::start().await;
    let browser = at(&app, "/profile/security-phrase").await;

    let all = twice(&app, &browser, &[("security_phrase", NEW_PHRASE)]).await;

    both_say(&all, says().profile.done.phrase, Some("phrase_changed"));
}

#[tokio::test]
async fn the_first_phrase_leads_both_home() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    browser.go_on(&[("paperless", "yes")]).await;
    assert_eq!(browser.page().path, "/register/security-phrase");

    let all = twice(&app, &browser, &[("security_phrase", PHRASE)]).await;

    both_say(&all, PHRASE, None);
    for answer in all.iter().flat_map(|both| &both.answers) {
        assert_eq!(answer.path, "/home");
    }
}

#[tokio::test]
async fn an_account_that_was_added_is_nobody_elses_for_either() {
    let app = TestApp::start().await;
    let browser = at(&app, "/profile/accounts").await;
    let typed =
        [("account_number", SECOND.number), ("name", SECOND.name), ("billing_zip", SECOND.zip)];

    let all = twice(&app, &browser, &typed).await;

    let words = &says().login.accounts;
    for Both { answers, letters } in &all {
        for Answer { path, shown, .. } in answers {
            let added = shown.contains(says().profile.done.accounts);
            assert!(added || shown.contains(words.is_theirs.title), "{path}: {shown}");
        }
        assert_eq!(letters.iter().filter(|kind| **kind == "account_added").count(), 1);
    }
}

#[tokio::test]
async fn this_was_not_me_is_thanked_for_twice() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), ON_FILE, EMAIL).await;
    let mut contact = app.browser();
    contact.open(&link(&app.letter_to(CONTACT).await)).await;

    let all = twice(&app, &contact, &[]).await;

    both_say(&all, says().account.office.told_text[0], Some("login_frozen"));
}
