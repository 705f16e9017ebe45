//! A page of the desk that was left open while its session ended, or while somebody signed in anew.

use domain::desk::{StaffRole, Vouched};
use tests::app::{Browser, DeskHost, PLAIN, TestApp};
use tests::memory::SIGN_OUT;
use tests::walk::settle;

use super::acts::{acts, by, of_email, press};
use super::{MINUTE, at_desk};

const EMAIL: &str = "ana.munoz@mail.example";

/// Signs in anew in the same browser, as in another tab.
async fn signs_in_anew<'a>(
    app: &TestApp,
    tab: &Browser<'a, DeskHost<'a>>,
    who: &str,
) -> Browser<'a, DeskHost<'a>> {
    let mut other = tab.clone();
    app.sign_in_at_desk(&mut other, app.vouched(who, Some(StaffRole::Act))).await;
    other.follow().await;
    other
}

#[tokio::test]
async fn a_form_from_before_a_new_sign_in_leads_back_to_the_desk_with_what_was_typed() {
    let app = TestApp::empty();
    let desk = app.desk();
    let tab = at_desk(&app, &desk, "00u1", StaffRole::Look).await;
    let mut other = signs_in_anew(&app, &tab, "00u1").await;
    let (action, typed) = tab.filled_in(&[("whom", EMAIL)]);

    let page = other.post(&action, &typed).await;

    assert_eq!((page.status, page.attributes("a.go", "href")), (403, vec!["/desk".to_owned()]));
    assert!(page.main().contains("What you typed is kept"), "{}", page.main());
    assert!(!page.main().contains("is over") && !page.body.contains(EMAIL), "{}", page.main());
    assert_eq!(app.heard("\"LookUpsOfOne\""), 0, "nobody was looked up");
    assert_eq!(other.open("/desk").await.value("whom").as_deref(), Some(EMAIL));
}

#[tokio::test]
async fn what_was_typed_before_somebody_else_signed_in_is_not_shown_to_them() {
    let app = TestApp::empty();
    let desk = app.desk();
    let tab = at_desk(&app, &desk, "00u1", StaffRole::Look).await;
    let mut other = signs_in_anew(&app, &tab, "00u2").await;
    let (action, typed) = tab.filled_in(&[("whom", EMAIL)]);

    assert_eq!(other.post(&action, &typed).await.status, 403);

    assert_eq!(other.open("/desk").await.value("whom").as_deref(), Some(""));
}

#[tokio::test]
async fn a_page_says_that_something_is_kept_only_where_it_is() {
    let app = TestApp::empty();
    let desk = app.desk();
    let browser = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    app.wait(31 * MINUTE);
    let long = "a".repeat(1_500);
    let (action, out) = browser.filled_in_form("/desk/sign-out");

    for (typed, says) in [(EMAIL, Some("is kept for ten")), (&*long, Some("too long")), ("", None)]
    {
        let mut browser = browser.clone();
        let page = browser.submit(&[("whom", typed)]).await;

        let said = page.text("main p").into_iter().find(|it| it.starts_with("What you typed"));
        assert_eq!(page.heading(), "Sign in again");
        assert_eq!(said.is_some(), says.is_some());
        assert!(said.unwrap_or_default().contains(says.unwrap_or_default()));
        let is_kept = browser.cookie("desk-kept").is_some();
        assert_eq!(is_kept, says.is_some_and(|it| it.contains("ten")), "{says:?}");
    }
    let mut browser = browser.clone();
    assert!(!browser.post(&action, &out).await.main().contains("What you typed"));
}

#[tokio::test]
async fn signing_out_after_the_session_was_over_still_leads_to_the_providers_own_end() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut idle = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    let before = idle.clone();
    let mut anew = signs_in_anew(&app, &before, "00u2").await;
    let (action, old) = before.filled_in_form("/desk/sign-out");

    let page = anew.post(&action, &old).await;
    assert_eq!((page.status, page.heading().as_str()), (200, "You are signed out of the desk"));
    assert!(page.body.contains(&format!("href=\"{SIGN_OUT}\"")), "{}", page.main());
    assert_eq!((anew.cookie("desk"), app.heard("signed out staff=\"00u2\"")), (None, 1));
    assert_eq!(anew.open("/desk").await.value("whom"), None, "no session of this browser is left");

    app.wait(31 * MINUTE);
    let page = idle.post(&action, &old).await;
    assert_eq!((page.status, page.heading().as_str()), (200, "You are signed out of the desk"));
    assert!(page.body.contains(&format!("href=\"{SIGN_OUT}\"")), "{}", page.main());
    assert_eq!(page.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert_eq!(app.heard("signed out"), 1, "nobody was signed in");
}

#[tokio::test]
async fn an_act_that_met_the_end_of_a_session_is_gone_on_with_and_asked_once_more() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    press(&mut staff, EMAIL, "freeze", false).await;
    app.wait(31 * MINUTE);
    let said = [("reason", "called, knew the last bill"), ("sure", "yes")];

    let page = staff.submit(&said).await;

    assert_eq!(page.attributes("a.go", "href"), ["/desk/sign-in?to=act"]);
    let mut other = staff.clone();
    app.sign_in_at_desk(&mut staff, app.vouched("00u1", Some(StaffRole::Act))).await;
    let page = staff.follow().await;
    assert!(page.main().contains("Not done yet: Freeze the login"), "{}", page.main());
    let page = staff.press("/desk/act").await;
    assert_eq!((page.status, page.button("sure").as_deref()), (200, Some("yes")));
    assert_eq!(page.value("reason").as_deref(), Some("called, knew the last bill"));
    app.deliver().await;
    assert_eq!(
        acts(&app, &of_email(EMAIL)).await,
        [],
        "nothing is done by signing in and going on"
    );
    assert!(staff.submit(&[("sure", "yes")]).await.heading().starts_with("Done"));
    app.deliver().await;
    assert_eq!(acts(&app, &of_email(EMAIL)).await, [by(domain::Act::Frozen)]);
    assert!(!staff.open("/desk").await.body.contains("Not done yet"), "it is said once");
    app.sign_in_at_desk(&mut other, app.vouched("00u2", Some(StaffRole::Act))).await;
    assert!(!other.follow().await.body.contains("Not done yet"), "to nobody else");
}

#[tokio::test]
async fn an_act_that_was_begun_waits_for_the_sign_in_that_allows_acts() {
    let app = TestApp::start().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    let csrf = staff.page().value("csrf").expect("a form");
    let typed = [("csrf", &*csrf), ("act", "change-email"), ("stop", "yes"), ("whom", EMAIL)];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    app.wait(31 * MINUTE);
    staff.post("/desk/act", &typed).await;

    let old = Vouched {
        auth_time: Some(app.now() - 20 * MINUTE),
        ..app.vouched("00u1", Some(StaffRole::Act))
    };
    app.sign_in_at_desk(&mut staff, old).await;
    let page = staff.follow().await;
    assert!(page.main().contains("Not done yet: Stop the change of email"), "{}", page.main());
    assert!(!page.body.contains("action=\"/desk/act\""), "they may not act yet");

    app.sign_in_at_desk(&mut staff, app.vouched("00u1", Some(StaffRole::Act))).await;
    staff.follow().await;
    let (_, fields) = staff.filled_in_form("/desk/act");
    assert!(fields.contains(&("stop".to_owned(), "yes".to_owned())), "{fields:?}");
}
