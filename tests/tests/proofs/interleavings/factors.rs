//! The second step of signing in, and what else of its member happens at once.

use domain::{AppSecret, FactorState, Member};
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, Page, TestApp, link};
use tests::invariants;
use tests::memory::Forgets;
use tests::walk::{PASSWORD, email, sign_in};

use super::{Start, member, orders};
use crate::proofs::patience::come_to_rest;

pub(super) const EMAIL: &str = "one@mail.example";
pub(super) const THREE_DAYS: SignedDuration = SignedDuration::from_hours(72);

/// A member who is signed in, with an app that stands and recovery codes.
struct Has<'a> {
    browser: Browser<'a>,
    phone: AppSecret,
    paper: Vec<String>,
}

impl<'a> Has<'a> {
    async fn an_app(app: &'a TestApp) -> Self {
        let mut browser = member(app, PLAIN, EMAIL).await;
        browser.open("/profile/security/app").await;
        let key = browser.page().text("main strong.code").concat();
        let phone = AppSecret::parse(&key).expect("a key");
        browser.go_on(&[("code", &phone.code(app.now()))]).await;
        browser.submit(&[]).await;
        let paper = browser.page().text("main ol li");
        assert_eq!(paper.len(), 10);
        app.wait(THREE_DAYS);
        let mut has = Self { browser: app.browser(), phone, paper };
        has.browser = has.behind_password(app).await;
        let code = has.code(app);
        has.browser.go_on(&[("code", &code)]).await;
        assert_eq!(has.browser.page().path, "/home");
        has
    }

    /// A code that was not used.
    fn code(&self, app: &TestApp) -> String {
        app.wait(SignedDuration::from_secs(30));
        self.phone.code(app.now())
    }

    /// A browser in which the password was typed.
    async fn behind_password(&self, app: &'a TestApp) -> Browser<'a> {
        let mut browser = app.browser();
        sign_in(&mut browser, EMAIL, PASSWORD).await;
        assert_eq!(browser.page().path, "/sign-in/second");
        browser
    }
}

pub(super) fn now(app: &TestApp) -> Member {
    app.store.member_of(&email(EMAIL)).expect("a member")
}

pub(super) fn state(app: &TestApp) -> FactorState {
    FactorState::of(&now(app), app.now())
}

/// Sessions that stand and have begun since a state.
pub(super) fn opened(app: &TestApp, before: &TestApp) -> usize {
    let member = now(app);
    let known: Vec<_> = before.store.sessions().into_iter().map(|it| it.id).collect();
    let sessions = app.store.sessions().into_iter();
    sessions.filter(|it| !known.contains(&it.id) && it.stands(&member, app.now())).count()
}

/// A form that is filled in, ready to be posted.
pub(super) struct Post<'a>(
    pub(super) Browser<'a>,
    pub(super) String,
    pub(super) Vec<(String, String)>,
);

pub(super) fn post<'a>(browser: &Browser<'a>, typed: &[(&str, &str)]) -> Post<'a> {
    let (action, fields) = browser.filled_in(typed);
    Post(browser.clone(), action, fields)
}

/// Two of them at once, in every order; each order ends with a look at the answers.
pub(super) async fn race(
    forgets: Option<Forgets>,
    before: &TestApp,
    posts: [&Post<'_>; 2],
    look: impl Fn(&TestApp, [&Page; 2]),
) {
    for order in orders() {
        let app = Start { app: before, forgets }.portal();
        let each = posts.map(|Post(browser, action, fields)| {
            let mut browser = browser.moved_to(&app);
            async move { browser.post(action, fields).await.clone() }
        });
        let answers = order.run(each).await;

        assert!(answers.iter().all(|page| page.status < 500), "nobody loses every race");
        look(&app, [&answers[0], &answers[1]]);
        invariants::hold(&app);
        app.deliver_new().await;
        app.wait(THREE_DAYS);
        come_to_rest(&app).await;
        invariants::hold_at_rest(&app);
    }
}

/// Whether an answer leads on, and not back to the password.
pub(super) fn is_done(page: &Page) -> bool {
    page.status == 303 && page.location() != Some("/sign-in")
}

async fn two_windows_use_one_code(forgets: Option<Forgets>, by_paper: bool) {
    let app = TestApp::start().await;
    let has = Has::an_app(&app).await;
    let [one, two] = [has.behind_password(&app).await, has.behind_password(&app).await];
    let code = if by_paper { has.paper[0].clone() } else { has.code(&app) };
    let typed = [("code", &*code)];

    race(forgets, &app, [&post(&one, &typed), &post(&two, &typed)], |now, answers| {
        let done = answers.iter().filter(|page| is_done(page)).count();
        assert_eq!((done, opened(now, &app)), (1, 1), "one code, one session");
    })
    .await;
}

async fn a_code_signs_in_while_the_app_is_taken_off(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let mut has = Has::an_app(&app).await;
    let second = has.behind_password(&app).await;
    let code = has.code(&app);
    has.browser.open("/profile/security/remove").await;
    let [signs_in, takes_off] = [post(&second, &[("code", &code)]), post(&has.browser, &[])];

    race(forgets, &app, [&signs_in, &takes_off], |now, [_, off]| {
        assert!(is_done(off), "it is taken off");
        assert_eq!(state(now), FactorState::None);
        // That of the profile goes on; what the code opened ended with it.
        assert_eq!(opened(now, &app), 1, "who signed in with it is out");
    })
    .await;
}

/// A member with a wait that is over, and pages of its letters.
async fn waited(app: &TestApp) -> (Has<'_>, Browser<'_>) {
    let has = Has::an_app(app).await;
    let mut lost = has.behind_password(app).await;
    lost.open("/sign-in/second/lost").await;
    lost.submit(&[]).await;
    (has, reader_of_last_letter(app).await)
}

/// The page of the last letter's link, once the wait is over.
pub(super) async fn reader_of_last_letter(app: &TestApp) -> Browser<'_> {
    app.deliver_new().await;
    app.wait(THREE_DAYS);
    app.sweep().await;
    let letters = app.letters_to(EMAIL);
    let open = letters.iter().rfind(|letter| letter.kind == "reset_open").expect("a letter");
    let mut reader = app.browser();
    reader.open(&link(open)).await;
    assert!(reader.page().asks_for("current_password"));
    reader
}

async fn a_reset_meets_a_stop(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let (_, reader) = waited(&app).await;
    let letters = app.letters_to(EMAIL);
    let first = letters.iter().find(|letter| letter.kind == "reset_waits").expect("a letter");
    let mut stopper = app.browser();
    stopper.open(&link(first)).await;
    let reset = post(&reader, &[("current_password", PASSWORD)]);

    race(forgets, &app, [&reset, &post(&stopper, &[])], |now, [reset, stop]| {
        let done = [is_done(reset), is_done(stop)];
        assert_eq!(done.iter().filter(|done| **done).count(), 1, "one of them is done");
        let expected = if done[0] { FactorState::None } else { FactorState::Held };
        assert_eq!(state(now), expected, "what was told is so");
    })
    .await;
}

async fn a_reset_meets_a_code(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let (has, reader) = waited(&app).await;
    let second = has.behind_password(&app).await;
    let code = has.code(&app);
    let reset = post(&reader, &[("current_password", PASSWORD)]);

    race(forgets, &app, [&reset, &post(&second, &[("code", &code)])], |now, [reset, code]| {
        let (is_off, is_in) = (state(now) == FactorState::None, opened(now, &app) == 1);
        assert_eq!(is_off, is_done(reset), "what was told is so");
        assert!(is_off != is_in, "whoever has the phone ends the wait, or is out with it");
        assert!(!is_in || is_done(code));
    })
    .await;
}

async fn a_wait_begins_twice(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let has = Has::an_app(&app).await;
    let mut lost = has.behind_password(&app).await;
    lost.open("/sign-in/second/lost").await;
    let begins = post(&lost, &[]);
    let told = app.store.letters().len();

    race(forgets, &app, [&begins, &begins], |now, answers| {
        assert!(answers.iter().all(|page| is_done(page)), "each is told that it runs");
        let letters = now.store.letters().split_off(told);
        let waits = letters.iter().filter(|it| it.0.letter.kind().name() == "reset_waits").count();
        assert_eq!(waits, 2, "one wait: its first letter and the one half-way");
    })
    .await;
}

#[tokio::test]
async fn of_two_uses_of_one_code_one_opens_a_session() {
    two_windows_use_one_code(None, false).await;
    two_windows_use_one_code(None, true).await;
}

#[tokio::test]
async fn whoever_signs_in_while_the_app_is_taken_off_is_not_in_afterwards() {
    a_code_signs_in_while_the_app_is_taken_off(None).await;
}

#[tokio::test]
async fn of_the_last_link_and_the_one_that_stops_it_one_works() {
    a_reset_meets_a_stop(None).await;
}

#[tokio::test]
async fn a_code_that_meets_the_last_link_ends_the_wait_or_opens_nothing() {
    a_reset_meets_a_code(None).await;
}

#[tokio::test]
async fn a_button_pressed_twice_begins_one_wait() {
    a_wait_begins_twice(None).await;
}

mod on_a_store_that_forgets_conditions {
    use super::*;

    const FORGETS: Option<Forgets> = Some(Forgets::Conditions);

    #[tokio::test]
    #[should_panic(expected = "one code, one session")]
    async fn one_code_opens_two_sessions() {
        two_windows_use_one_code(FORGETS, false).await;
    }

    #[tokio::test]
    #[should_panic(expected = "one of them is done")]
    async fn it_is_stopped_and_taken_off() {
        a_reset_meets_a_stop(FORGETS).await;
    }

    #[tokio::test]
    #[should_panic(expected = "one wait")]
    async fn two_waits_begin() {
        a_wait_begins_twice(FORGETS).await;
    }
}
