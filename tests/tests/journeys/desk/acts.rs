//! Acting at the desk: asked once more, done once, and on record.

use domain::desk::StaffRole;
use domain::{AccountKey, AccountNumber, Act, EmailKey, Happened, Whose};
use fixtures::test_keys;
use tests::app::{Browser, DeskHost, PLAIN, Page, TestApp, link};
use tests::walk::{PASSWORD, ask, email, settle, sign_in};

use super::at_desk;
use crate::journeys::second::set_up;

pub(crate) const EMAIL: &str = "robin.okonkwo@mail.example";
pub(crate) const NEW: &str = "robin.new@mail.example";

pub(crate) type Staff<'a> = Browser<'a, DeskHost<'a>>;

pub(super) fn of_email(address: &str) -> Whose {
    Whose::Email(EmailKey::of(&test_keys(), &email(address)))
}

pub(super) fn of_account() -> Whose {
    let number = AccountNumber::parse(PLAIN.number).expect("a number");
    Whose::Account(AccountKey::of(&test_keys(), &number))
}

/// Looks somebody up and presses an act, as far as the page that asks once more.
pub(crate) async fn press(staff: &mut Staff<'_>, whom: &str, act: &str, stop: bool) {
    staff.open("/desk").await;
    let page = staff.submit(&[("whom", whom)]).await;
    let offered = page.attributes("form[action='/desk/act'] input[name=act]", "value");
    assert!(offered.contains(&act.to_owned()), "{act} is offered: {offered:?}");
    let csrf = page.value("csrf").expect("a form");
    let mut fields = vec![("csrf", csrf.as_str()), ("whom", whom), ("act", act)];
    fields.extend(stop.then_some(("stop", "yes")));
    let fields: Vec<_> = fields.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    let page = staff.post("/desk/act", &fields).await;
    assert_eq!((page.status, page.button("sure").as_deref()), (200, Some("yes")), "{act}");
}

/// Presses an act and says why. Answers the page after it, and of the same press once more.
pub(crate) async fn act(staff: &mut Staff<'_>, whom: &str, act: &str) -> (Page, Page) {
    press(staff, whom, act, false).await;
    twice(staff, &[]).await
}

pub(super) async fn twice(staff: &mut Staff<'_>, typed: &[(&str, &str)]) -> (Page, Page) {
    let said = [typed, &[("reason", "called, knew the last bill"), ("sure", "yes")]].concat();
    let (action, fields) = staff.filled_in(&said);
    let first = staff.post(&action, &fields).await.clone();
    let again = staff.post(&action, &fields).await.clone();
    (first, again)
}

/// The acts on a timeline with who did them, look-ups aside.
pub(super) async fn acts(app: &TestApp, whose: &Whose) -> Vec<(Act, Option<String>)> {
    let told = app.timeline(whose).await.into_iter();
    told.filter_map(|entry| match entry.what {
        Happened::Staff { act: Act::LookedUp, .. } => None,
        Happened::Staff { act, by, .. } => Some((act, by)),
        _ => None,
    })
    .collect()
}

/// The form was sent before: nothing was done now, and it is asked anew.
#[track_caller]
pub(super) fn assert_sent_before(page: &Page) {
    assert_eq!((page.status, page.button("sure").as_deref()), (409, Some("yes")));
    assert!(page.main().contains("This form was sent before"), "{}", page.main());
}

pub(super) fn by(act: Act) -> (Act, Option<String>) {
    (act, Some("00u1".to_owned()))
}

#[tokio::test]
async fn a_letter_is_sent_again_once_however_often_the_button_is_pressed() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    ask(&mut member, PLAIN, EMAIL).await;
    app.deliver().await;
    app.wait(jiff::SignedDuration::from_mins(2));
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    let (first, again) = act(&mut staff, EMAIL, "resend").await;
    app.deliver().await;

    assert!(first.heading().starts_with("Done"), "{}", first.main());
    assert!(first.main().contains("is sent the letter again"), "{}", first.main());
    assert!(first.text("p[lang=es]")[0].contains("correo no deseado"));
    assert_sent_before(&again);
    let letters = app.letters_to(EMAIL);
    assert_eq!(letters.len(), 2, "the one before, and one more");
    assert_eq!(link(&letters[0]), link(&letters[1]));
    assert_eq!(acts(&app, &of_email(EMAIL)).await, [by(Act::Resent)]);
}

#[tokio::test]
async fn a_registration_that_is_ended_opens_nothing_and_the_second_press_says_that_nothing_is_done()
{
    let app = TestApp::start().await;
    let mut member = app.browser();
    ask(&mut member, PLAIN, EMAIL).await;
    let letter = app.letter_to(EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    let (first, again) = act(&mut staff, PLAIN.number, "cancel").await;

    assert!(first.main().contains("its links are spent"), "{}", first.main());
    assert_sent_before(&again);
    assert_eq!(acts(&app, &of_account()).await, [by(Act::Cancelled)]);
    assert_eq!(member.open(&link(&letter)).await.status, 410);
}

#[tokio::test]
async fn a_registration_at_an_address_that_takes_no_mail_ends_with_a_word_about_another() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.suppressed.put(&email(EMAIL));
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    let (first, _) = act(&mut staff, EMAIL, "cancel").await;

    let said = first.text("p[lang=en]");
    assert!(said[0].contains("please register with another one"), "{said:?}");
}

#[tokio::test]
async fn a_login_is_frozen_and_opened_again_at_the_desk() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    settle(&app, &mut member, PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    let (first, again) = act(&mut staff, PLAIN.number, "freeze").await;

    assert!(first.main().contains("is frozen"), "{}", first.main());
    assert_sent_before(&again);
    assert_eq!(member.open("/home").await.path, "/sign-in");
    app.wait(jiff::SignedDuration::from_mins(1));
    app.deliver().await;
    staff.open("/desk").await;
    staff.submit(&[("whom", EMAIL)]).await;
    assert_eq!(staff.page().text("button.right"), ["Open the login again"]);
    press(&mut staff, EMAIL, "unfreeze", false).await;
    assert!(staff.page().main().contains("The login under r•••@mail.example opens"));
    let (first, again) = twice(&mut staff, &[]).await;
    assert!(first.main().contains("is open again"), "{}", first.main());
    let said = first.text("p[lang=en]");
    assert!(said[0].starts_with("The login under r•••@mail.example can sign in"), "{said:?}");
    assert_sent_before(&again);
    app.deliver().await;
    sign_in(&mut member, EMAIL, PASSWORD).await;
    assert_eq!(member.follow().await.path, "/home");
    let told = acts(&app, &of_email(EMAIL)).await;
    assert_eq!(told, [by(Act::Frozen), by(Act::Unfrozen)]);
}

#[tokio::test]
async fn an_account_is_taken_out_of_its_login_by_its_number() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    let (first, again) = act(&mut staff, PLAIN.number, "release").await;

    assert!(first.main().contains("is nobody’s any more"), "{}", first.main());
    assert_sent_before(&again);
    app.deliver().await;
    assert_eq!(acts(&app, &of_account()).await, [by(Act::Released)]);
}

#[tokio::test]
async fn a_change_of_email_shows_the_code_to_read_out_and_the_same_one_when_pressed_twice() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    press(&mut staff, PLAIN.number, "change-email", false).await;
    let wrong = [("to", "robin.new"), ("reason", "came in"), ("sure", "yes")];
    assert_eq!(staff.submit(&wrong).await.status, 422);
    assert!(staff.page().text("#to-error")[0].contains("no email address"));

    let (first, again) = twice(&mut staff, &[("to", NEW)]).await;

    let code = |page: &Page| page.text(".read").pop().expect("a code");
    assert_eq!(code(&first), code(&again));
    assert!(again.heading().starts_with("Done before"), "{}", again.main());
    assert!(again.main().contains("nothing is done now"), "{}", again.main());
    assert!(first.main().contains("r•••@mail.example") && !first.main().contains(NEW));
    app.deliver().await;
    assert_eq!(app.letters_to(NEW).len(), 1);
    let mut member = app.browser();
    member.open(&link(&app.letter_to(NEW).await)).await;
    member.submit(&[("code", &code(&first))]).await;
    assert_eq!(member.page().location(), Some("/sign-in"), "the code is right");
    press(&mut staff, PLAIN.number, "change-email", true).await;
    let (kept, _) = twice(&mut staff, &[]).await;
    assert!(kept.main().contains("keeps its email"), "{}", kept.main());
    let told = acts(&app, &of_account()).await;
    assert!(told.contains(&by(Act::EmailKept)), "{told:?}");
}

#[tokio::test]
async fn the_wait_for_a_lost_second_step_begins_at_the_desk_and_is_not_shortened() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    settle(&app, &mut member, PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    let without = staff.submit(&[("whom", EMAIL)]).await;
    assert!(!without.body.contains("Take the second step off"), "there is none");
    set_up(&app, &mut member).await;

    let (first, again) = act(&mut staff, EMAIL, "reset-factor").await;

    assert!(first.main().contains("In 72 hours you get an email"), "{}", first.main());
    assert!(first.text("p[lang=es]")[0].contains("En 72 horas"));
    assert_sent_before(&again);
    let short = [("csrf", staff.page().value("csrf").expect("a form")), ("hours", "1".to_owned())];
    let short = short.map(|(name, value)| (name.to_owned(), value));
    assert_eq!(staff.post("/desk/act", &short).await.status, 400, "there is no such field");
}
