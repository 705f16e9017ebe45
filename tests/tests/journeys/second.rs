//! The second step of signing in: an app, recovery codes, and the ways without them.

mod begun;
mod behind;
mod by_staff;
mod changes;
mod ended;
mod heard;
mod lost;
mod mailbox;
mod off;
mod paper;
mod remembered;
mod thieves;

use domain::AppSecret;
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, TestApp};
use tests::walk::{PASSWORD, email, says, settle, sign_in};

const EMAIL: &str = "ines.fairbanks@mail.example";

/// Three days, after which a factor is on trial no more.
const TRIAL: SignedDuration = SignedDuration::from_hours(72);

/// An authenticator app, as a phone has it.
#[derive(Clone)]
pub(crate) struct App(AppSecret);

impl App {
    /// Takes the key from the page that offers it.
    #[track_caller]
    fn scan(browser: &Browser<'_>) -> Self {
        let key = browser.page().text("main strong.code").concat();
        Self(AppSecret::parse(&key).expect("160 bits in base 32"))
    }

    /// The code that it shows now. A code is used once, so another one takes half a minute.
    fn code(&self, app: &TestApp) -> String {
        self.0.code(app.now())
    }

    /// The code that it shows half a minute later.
    pub(crate) fn next_code(&self, app: &TestApp) -> String {
        app.wait(SignedDuration::from_secs(30));
        self.code(app)
    }
}

/// Sets up an app in a browser that has just signed in.
pub(crate) async fn set_up(app: &TestApp, browser: &mut Browser<'_>) -> App {
    browser.open("/profile/security/app").await;
    let phone = App::scan(browser);
    let code = phone.next_code(app);
    browser.go_on(&[("code", &code)]).await;
    assert_eq!(browser.page().path, "/profile/security/codes", "{}", browser.page().main());
    phone
}

/// A member with an app, whose trial is over, signed in nowhere.
async fn member(app: &TestApp) -> App {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    let phone = set_up(app, &mut browser).await;
    browser.press("/sign-out").await;
    app.deliver().await;
    app.wait(TRIAL);
    phone
}

/// How many sessions of the member count.
fn sessions(app: &TestApp) -> usize {
    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    let all = app.store.sessions();
    all.iter().filter(|it| it.member == member.id && it.epoch == member.epoch).count()
}

/// Types email and password, to the page of the second step.
async fn password(browser: &mut Browser<'_>) {
    sign_in(browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().path, "/sign-in/second", "{}", browser.page().main());
}

/// Signs in by password and code.
async fn sign_in_by(app: &TestApp, browser: &mut Browser<'_>, phone: &App) {
    password(browser).await;
    let code = phone.next_code(app);
    browser.go_on(&[("code", &code)]).await;
}

/// Makes recovery codes in a browser where nothing is asked once more.
async fn make_codes(browser: &mut Browser<'_>) -> Vec<String> {
    browser.open("/profile/security/codes").await;
    browser.submit(&[]).await;
    assert_eq!(browser.page().status, 200, "{}", browser.page().main());
    browser.page().text("main ol li")
}

#[tokio::test]
async fn an_app_is_on_after_a_right_code_of_it_and_asked_for_behind_the_password() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;

    browser.open("/profile/security/app").await;
    let phone = App::scan(&browser);
    browser.submit(&[("code", "000000")]).await;
    let wrong = browser.page().errors();
    assert_eq!(App::scan(&browser).code(&app), phone.code(&app), "the picture stays");
    let mut elsewhere = app.browser();
    sign_in(&mut elsewhere, EMAIL, PASSWORD).await;
    assert_eq!(elsewhere.page().path, "/home", "nothing is on before");
    browser.go_on(&[("code", &phone.code(&app))]).await;

    assert_eq!(wrong, [("code".to_owned(), says().errors.code_wrong.to_owned())]);
    assert_eq!(browser.page().path, "/profile/security/codes");
    assert_eq!(elsewhere.open("/home").await.path, "/sign-in", "all others are signed out");
    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "factor_added");
    let mut again = app.browser();
    sign_in_by(&app, &mut again, &phone).await;
    assert_eq!(again.page().path, "/home");
    assert!(again.open("/profile/security").await.main().contains("Last used"));
}

#[tokio::test]
async fn a_code_works_once_and_so_does_no_earlier_one() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let (mut one, mut two) = (app.browser(), app.browser());
    password(&mut one).await;
    password(&mut two).await;
    let (before, code) = (phone.code(&app), phone.next_code(&app));
    one.go_on(&[("code", &code)]).await;

    for used in [&code, &before] {
        two.submit(&[("code", used)]).await;
        let wrong = ("code".to_owned(), says().errors.code_wrong.to_owned());
        assert_eq!(two.page().errors(), [wrong]);
        assert!(!two.page().body.contains(used.as_str()), "a code never comes back");
    }
    two.go_on(&[("code", &phone.next_code(&app))]).await;

    assert_eq!((one.page().path.as_str(), two.page().path.as_str()), ("/home", "/home"));
}

#[tokio::test]
async fn two_windows_with_one_code_at_once_let_one_in() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let (mut one, mut two) = (app.browser(), app.browser());
    password(&mut one).await;
    password(&mut two).await;
    let code = phone.next_code(&app);

    let typed = [("code", code.as_str())];
    futures_util::future::join(one.go_on(&typed), two.go_on(&typed)).await;

    let mut ends = [one.page().path.clone(), two.page().path.clone()];
    ends.sort();
    assert_eq!(ends, ["/home", "/sign-in/second"]);
    assert_eq!(sessions(&app), 1);
}

#[tokio::test]
async fn what_is_no_code_is_not_counted_and_wrong_ones_make_wait() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut browser = app.browser();
    password(&mut browser).await;

    for typed in ["", "12345", "not a code"] {
        assert_eq!(browser.submit(&[("code", typed)]).await.status, 422, "{typed}");
    }
    for _ in 0..6 {
        assert_eq!(browser.submit(&[("code", "000000")]).await.status, 422);
    }

    assert_eq!(browser.submit(&[("code", "000000")]).await.status, 429);
    app.wait(SignedDuration::from_secs(2));
    password(&mut browser).await;
    assert_eq!(browser.submit(&[("code", "000000")]).await.status, 422);
}

#[tokio::test]
async fn whether_an_email_has_a_second_step_shows_only_after_the_right_password() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut pages = Vec::new();

    for address in [EMAIL, "somebody.else@mail.example"] {
        let mut browser = app.browser();
        sign_in(&mut browser, address, "seven quiet herons at dusk").await;
        let page = browser.page();
        pages.push((page.status, page.title(), page.errors(), page.set_cookies().len()));
        assert_eq!(browser.cookie("second"), None);
    }

    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn the_secret_is_in_no_cookie_and_no_item_before_it_is_wanted() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;

    browser.open("/profile/security/app").await;

    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    assert!(member.factors.app.is_none());
    let key = browser.page().text("main strong.code").join(" ");
    let key: String = key.split_whitespace().collect();
    assert!(!browser.page().set_cookies().iter().any(|cookie| cookie.contains(&key)));
    let other = {
        browser.open("/profile/security/app").await;
        App::scan(&browser)
    };
    assert_ne!(other.0.expose(), key, "each page offers another one");
}

#[tokio::test]
async fn a_button_pressed_twice_sets_up_one_app_and_shows_the_same_codes() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    app.deliver().await;
    let before = app.letters_to(EMAIL).len();
    browser.open("/profile/security/app").await;
    let phone = App::scan(&browser);
    let (action, fields) = browser.filled_in(&[("code", &phone.next_code(&app))]);
    browser.post(&action, &fields).await;
    browser.follow().await;
    browser.open("/profile/security/codes").await;
    let (action, fields) = browser.filled_in(&[]);

    let first = browser.post(&action, &fields).await.text("main ol li");
    let second = browser.post(&action, &fields).await.text("main ol li");

    assert_eq!((first.len(), &first), (10, &second));
    app.deliver().await;
    let letters = app.letters_to(EMAIL).len() - before;
    assert_eq!(letters, 2, "one for the app, one for the codes");
}
