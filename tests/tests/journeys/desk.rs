//! The desk: signing in at the co-op's provider, how long it lasts, and who gets nowhere.

pub(crate) mod acts;
mod cases;
mod left_open;
mod records;
mod refused;
mod thieves;
mod told;
mod unlocks;
mod waits;

use domain::desk::{StaffRole, Vouched};
use jiff::SignedDuration;
use tests::app::{Browser, DeskHost, TestApp};
use tests::memory::SIGN_OUT;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// Signs somebody in at the desk, as far as the box.
pub(crate) async fn at_desk<'a>(
    app: &TestApp,
    desk: &'a DeskHost<'a>,
    who: &str,
    role: StaffRole,
) -> Browser<'a, DeskHost<'a>> {
    let mut browser = Browser::new(desk);
    app.sign_in_at_desk(&mut browser, app.vouched(who, Some(role))).await;
    browser.follow().await;
    browser
}

#[tokio::test]
async fn whoever_opens_the_desk_is_shown_the_way_to_the_co_ops_sign_in() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = Browser::new(&desk);

    let page = browser.open("/desk").await;

    assert_eq!((page.status, page.heading().as_str()), (200, "The desk"));
    assert!(page.body.contains("href=\"/desk/sign-in\""));
    assert!(!page.body.contains("<script") && !page.body.contains("<form"));
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.set_cookies(), [] as [&str; 0]);
    let to_provider = browser.get("/desk/sign-in").await;
    let location = to_provider.location().expect("a redirect").to_owned();
    assert!(location.starts_with("https://login.example/?sent=ToSignIn"), "{location}");
    assert_eq!(to_provider.header("referrer-policy"), Some("no-referrer"));
}

#[tokio::test]
async fn for_whom_the_provider_vouches_has_the_box_and_signs_out_again() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    let mut copied = browser.clone();
    assert_eq!(browser.page().path, "/desk");
    assert_eq!(browser.page().value("whom").as_deref(), Some(""));
    assert!(!browser.page().main().contains("Acts need"));

    let page = browser.press("/desk/sign-out").await;

    assert_eq!(page.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert!(page.body.contains(&format!("href=\"{SIGN_OUT}\"")));
    assert_eq!(browser.cookie("desk"), None);
    assert_eq!(browser.open("/desk").await.value("whom"), None);
    assert_eq!(copied.open("/desk").await.value("whom"), None, "the old cookie is worth nothing");
    assert_eq!(app.heard("staff=\"00u1\""), 2, "who it was is in the log");
}

#[tokio::test]
async fn the_host_alone_and_the_address_after_a_post_lead_to_the_box() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = at_desk(&app, &desk, "00u1", StaffRole::Look).await;

    for address in ["/", "/desk/", "/desk/case", "/desk/act", "/desk/sign-out"] {
        let page = browser.open(address).await;

        assert_eq!((page.status, page.path.as_str()), (200, "/desk"), "{address}");
        assert_eq!(page.value("whom").as_deref(), Some(""), "{address}");
    }
}

#[tokio::test]
async fn who_has_no_role_is_told_whom_to_ask_and_has_no_session() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = Browser::new(&desk);

    app.sign_in_at_desk(&mut browser, app.vouched("00u1", None)).await;

    assert_eq!(browser.page().status, 403);
    assert!(browser.page().main().contains("Ask whoever looks after the co-op’s accounts"));
    assert_eq!(browser.cookie("desk"), None);
}

#[tokio::test]
async fn a_sign_in_that_is_not_believed_is_an_error_and_measured_so_that_it_rings() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = Browser::new(&desk);
    let over = Vouched { until: app.now(), ..app.vouched("00u1", Some(StaffRole::Act)) };

    app.sign_in_at_desk(&mut browser, over).await;

    assert_eq!(browser.page().status, 403);
    assert_eq!(app.heard("ERROR"), 1);
    assert_eq!(app.heard("\"outcome\":\"not_vouched\",\"step\":\"desk\""), 1);
}

#[tokio::test]
async fn a_session_ends_after_thirty_idle_minutes_and_with_the_id_token() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = at_desk(&app, &desk, "00u1", StaffRole::Look).await;
    let mut idle = browser.clone();

    app.wait(29 * MINUTE);
    assert!(browser.open("/desk").await.value("whom").is_some());
    app.wait(MINUTE);
    assert_eq!(idle.open("/desk").await.value("whom"), None);
    app.wait(28 * MINUTE);
    assert!(browser.open("/desk").await.value("whom").is_some());
    app.wait(2 * MINUTE);

    assert_eq!(browser.open("/desk").await.value("whom"), None, "the token was good for an hour");
}

#[tokio::test]
async fn what_was_typed_when_a_session_was_over_is_in_the_box_after_the_sign_in() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = at_desk(&app, &desk, "00u1", StaffRole::Look).await;
    app.wait(31 * MINUTE);

    let page = browser.submit(&[("whom", "ana.munoz@mail.example")]).await;

    assert_eq!((page.status, page.heading().as_str()), (403, "Sign in again"));
    assert!(!page.body.contains("ana.munoz"));
    let mut other = browser.clone();
    app.sign_in_at_desk(&mut browser, app.vouched("00u1", Some(StaffRole::Look))).await;
    assert_eq!(browser.follow().await.value("whom").as_deref(), Some("ana.munoz@mail.example"));
    assert_eq!(browser.open("/desk").await.value("whom").as_deref(), Some(""), "it is said once");
    app.sign_in_at_desk(&mut other, app.vouched("00u2", Some(StaffRole::Look))).await;
    assert_eq!(other.follow().await.value("whom").as_deref(), Some(""), "to nobody else");
}

#[tokio::test]
async fn what_was_typed_is_kept_for_ten_minutes() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = at_desk(&app, &desk, "00u1", StaffRole::Look).await;
    app.wait(31 * MINUTE);
    browser.submit(&[("whom", "ana.munoz@mail.example")]).await;

    app.wait(10 * MINUTE);
    app.sign_in_at_desk(&mut browser, app.vouched("00u1", Some(StaffRole::Look))).await;

    assert_eq!(browser.follow().await.value("whom").as_deref(), Some(""));
}

#[tokio::test]
async fn each_page_says_what_an_act_would_need() {
    let app = TestApp::empty();
    let desk = app.desk();
    let full = || app.vouched("00u1", Some(StaffRole::Act));
    for (who, says, again) in [
        (Vouched { role: Some(StaffRole::Look), ..full() }, "Acts need another role", false),
        (Vouched { auth_time: None, ..full() }, "did not say when", true),
        (Vouched { second_factor: false, ..full() }, "your second factor", true),
        (Vouched { auth_time: Some(app.now() - 15 * MINUTE), ..full() }, "15 minutes", true),
    ] {
        let mut browser = Browser::new(&desk);
        app.sign_in_at_desk(&mut browser, who).await;
        let page = browser.follow().await;

        assert!(page.main().contains(says), "{says}: {}", page.main());
        assert_eq!(page.body.contains("/desk/sign-in?to=act"), again, "{says}");
    }
    let mut browser = Browser::new(&desk);
    let location = browser.get("/desk/sign-in?to=act").await.location().expect("a redirect");
    assert!(location.contains("sent=ToAct"), "{location}");
}

#[tokio::test]
async fn more_than_sixty_look_ups_in_an_hour_are_measured_and_none_is_refused() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = at_desk(&app, &desk, "00u1", StaffRole::Look).await;

    for _ in 0..61 {
        assert_eq!(browser.submit(&[("whom", "ana.munoz@mail.example")]).await.status, 200);
    }

    assert_eq!(app.heard("\"LookUpsOfOne\":61"), 1);
    assert_eq!(app.heard("more look-ups in an hour than usual"), 1);
}
