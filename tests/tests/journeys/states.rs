//! Makes every move of the graph in docs/STATES.md, and checks the new state.

use std::collections::BTreeSet;

use domain::states::{MOVES, State};
use domain::{EmailKey, Pending, Standing};
use fixtures::test_keys;
use jiff::SignedDuration;
use tests::app::{Browser, ON_FILE, PLAIN, SECOND, TestApp, link};

use tests::walk::{
    NEW_PASSWORD, PASSWORD, ask, ask_back, choose_password, email, follow_back, follow_letter,
};

const EMAIL: &str = "toni.bergqvist@mail.example";
const CONTACT: &str = "onfile@mail.example";

/// The moves that were made, by their names.
#[derive(Default)]
struct Made(BTreeSet<(State, State, &'static str)>);

/// The state of the email, from what is stored.
fn state(app: &TestApp) -> State {
    let key = EmailKey::of(&test_keys(), &email(EMAIL));
    let all = app.store.pendings();
    let kept = |it: &Pending| it.email_key == key && app.now() < it.expires_at + DAY * 30;
    let pendings: Vec<Pending> = all.into_iter().filter(kept).collect();
    // A closed login's email leads to nobody, but the member is still there.
    let member = app.store.members().into_iter().find(|it| it.email.expose() == EMAIL);
    State::of(member.as_ref(), &pendings, app.now())
}

const DAY: SignedDuration = SignedDuration::from_hours(24);

impl Made {
    /// Notes a move, and checks that the state is the one that it leads to.
    #[track_caller]
    fn made(&mut self, app: &TestApp, from: State, to: State, act: &'static str) {
        assert_eq!(state(app), to, "{act}");
        self.0.insert((from, to, act));
    }
}

/// Sets a new password in another browser, with the account of the registration.
async fn in_another_browser(browser: &mut Browser<'_>, account: &str) {
    let typed =
        [("account_number", account), ("new_password", PASSWORD), ("confirm_password", PASSWORD)];
    browser.submit(&typed).await;
}

async fn set(app: &TestApp, standing: Standing) {
    app.change(EMAIL, |member| member.standing = standing).await;
}

#[tokio::test]
async fn every_move_that_members_time_and_contacts_make_leads_where_it_is_drawn() {
    let app = TestApp::start().await;
    let mut made = Made::default();
    assert_eq!(state(&app), State::Unregistered);
    let mut browser = app.browser();

    ask(&mut browser, SECOND, EMAIL).await;
    made.made(&app, State::Unregistered, State::Pending, "registers");
    let mut other = app.browser();
    follow_letter(&app, &mut other, EMAIL).await;
    for _ in 0..5 {
        in_another_browser(&mut other, PLAIN.number).await;
    }
    made.made(&app, State::Pending, State::Unregistered, "five wrong account numbers");

    let minutes = SignedDuration::from_mins(2);
    app.wait(minutes);
    ask(&mut browser, ON_FILE, EMAIL).await;
    app.deliver().await;
    app.wait(minutes);
    browser.press("/register/resend").await;
    app.deliver().await;
    made.made(&app, State::Pending, State::Pending, "asks for the letter again");
    app.wait(DAY);
    made.made(&app, State::Pending, State::RanOut, "a day");
    ask_back(&mut browser, EMAIL).await;
    app.deliver().await;
    made.made(&app, State::RanOut, State::Pending, "asks for a way back in");
    app.wait(DAY * 31);
    made.made(&app, State::RanOut, State::Unregistered, "thirty days");

    ask(&mut browser, ON_FILE, EMAIL).await;
    follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;
    made.made(&app, State::Pending, State::Active, "chooses a password");
    let not_me = link(&app.letter_to(CONTACT).await);
    let mut contact = app.browser();
    contact.open(&not_me).await;
    contact.go_on(&[("was", "me")]).await;
    made.made(&app, State::Active, State::Active, "this was me");
    app.wait(DAY * 3);
    made.made(&app, State::Active, State::Active, "the hold is over");
    follow_back(&app, &mut browser, EMAIL).await;
    browser.submit(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;
    made.made(&app, State::Active, State::Active, "chooses a new password by link");
    contact.open(&not_me).await;
    contact.submit(&[]).await;
    made.made(&app, State::Active, State::Frozen, "this wasn't me");

    set(&app, Standing::Active).await;
    made.made(&app, State::Frozen, State::Active, "open it again");

    // The moves of the profile, of guests and of the command line have tests of their own.
    let elsewhere = [
        "accepts an invitation",
        "changes the profile",
        "closes the login",
        "release an account",
        "freeze it",
        "end the registration",
    ];
    let drawn = MOVES.iter().filter(|it| !elsewhere.contains(&it.act) && it.from != State::Closed);
    assert_eq!(made.0, drawn.map(|it| (it.from, it.to, it.act)).collect());
}
