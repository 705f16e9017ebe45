//! Who has something of somebody else's, and gets nowhere with it.

use domain::desk::{StaffRole, Vouched};
use tests::app::{Browser, Event, PLAIN, Portal as _, TestApp};
use tests::walk::settle;

use super::{MINUTE, at_desk};

#[tokio::test]
async fn a_callback_signs_in_once_and_only_the_browser_that_began() {
    let app = TestApp::empty();
    let desk = app.desk();
    let (mut theirs, mut thiefs) = (Browser::new(&desk), Browser::new(&desk));
    let who = app.vouched("00u1", Some(StaffRole::Act));
    let callback = app.sent_to_provider(&mut theirs, who.clone()).await;
    let begun = theirs.clone();

    // Without a sign-in of its own, and with one.
    assert_eq!(thiefs.get(&callback).await.status, 410);
    app.sent_to_provider(&mut thiefs, who).await;
    assert_eq!(thiefs.get(&callback).await.status, 410, "another browser's state");
    assert_eq!(theirs.get(&callback).await.location(), Some("/desk"));
    let mut copied = begun;
    assert_eq!(copied.get(&callback).await.status, 410, "it was used");
    assert_eq!(theirs.get(&callback).await.location(), Some("/desk"), "loaded again, it leads on");

    assert_eq!(thiefs.cookie("desk").or(copied.cookie("desk")), None);
}

#[tokio::test]
async fn a_callback_with_another_state_or_code_or_none_opens_nothing() {
    let app = TestApp::empty();
    let desk = app.desk();
    for (change, status, after) in [("state=", 410, 303), ("code=", 403, 410)] {
        let mut browser = Browser::new(&desk);
        let who = app.vouched("00u1", Some(StaffRole::Act));
        let callback = app.sent_to_provider(&mut browser, who).await;

        let page = browser.get(&callback.replace(change, &format!("{change}x"))).await;

        assert_eq!(page.status, status, "{change}");
        assert_eq!(browser.cookie("desk"), None);
        assert_eq!(browser.get(&callback).await.status, after, "a code is tried once: {change}");
    }
}

#[tokio::test]
async fn what_a_stranger_leads_to_the_callback_ends_no_sign_in_and_is_nobodys_alarm() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = Browser::new(&desk);
    let who = app.vouched("00u1", Some(StaffRole::Act));
    let callback = app.sent_to_provider(&mut browser, who).await;
    let (_, state) = callback.rsplit_once("state=").expect("a state");
    let own = format!("?state={state}&error=server_error");

    for (query, status) in [
        ("", 410),
        ("?x=1", 410),
        ("?code=junk&state=junk", 410),
        ("?error=server_error&state=junk", 410),
        (own.as_str(), 403),
    ] {
        let page = browser.get(&format!("/desk/callback{query}")).await;

        assert_eq!(page.status, status, "{query}");
    }

    assert_eq!(browser.get(&callback).await.location(), Some("/desk"), "it was not used up");
    let mut stranger = Browser::new(&desk);
    let who = app.vouched("00u2", None);
    let callback = app.sent_to_provider(&mut stranger, who).await;
    assert_eq!(stranger.get(&callback.replace("code=", "code=x")).await.status, 403);
    assert_eq!(app.heard("a sign-in is refused"), 6, "each has its line");
    assert_eq!(app.heard("ERROR"), 0);
    assert_eq!(app.heard("not_vouched"), 0, "which rings");
}

#[tokio::test]
async fn a_program_that_looks_ahead_uses_no_sign_in_up_and_begins_none() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = Browser::new(&desk);
    let who = app.vouched("00u1", Some(StaffRole::Act));
    let callback = app.sent_to_provider(&mut browser, who).await;

    for address in [callback.as_str(), "/desk/sign-in"] {
        let event = browser.event("HEAD", address);
        let page = browser.send(&event).await;

        assert_eq!((page.status, page.header("allow")), (405, Some("GET")), "{address}");
        assert_eq!(page.set_cookies(), [] as [&str; 0], "{address}");
    }

    assert_eq!(browser.get(&callback).await.location(), Some("/desk"));
    let event = browser.event("HEAD", "/desk");
    assert_eq!(browser.send(&event).await.status, 200, "it only shows");
}

#[tokio::test]
async fn a_sign_in_that_took_longer_than_ten_minutes_opens_nothing() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = Browser::new(&desk);
    let who = app.vouched("00u1", Some(StaffRole::Act));
    let callback = app.sent_to_provider(&mut browser, who).await;

    app.wait(10 * MINUTE);

    assert_eq!(browser.get(&callback).await.status, 410);
}

#[tokio::test]
async fn a_sign_in_rotates_the_session_and_ends_the_one_before() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = at_desk(&app, &desk, "00u1", StaffRole::Look).await;
    let mut before = browser.clone();

    app.sign_in_at_desk(&mut browser, app.vouched("00u2", Some(StaffRole::Look))).await;

    assert_ne!(browser.cookie("desk"), before.cookie("desk"));
    assert_eq!(before.open("/desk").await.value("whom"), None);
    assert!(browser.follow().await.value("whom").is_some());
}

#[tokio::test]
async fn a_sign_in_that_is_refused_or_without_a_role_ends_the_session_before() {
    let app = TestApp::empty();
    let desk = app.desk();
    let role = Some(StaffRole::Look);
    for (who, change, status, stays) in [
        (app.vouched("00u2", None), ("code=", "code="), 403, false),
        (Vouched { until: app.now(), ..app.vouched("00u2", role) }, ("code=", "code="), 403, false),
        (app.vouched("00u2", role), ("code=", "error=access_denied&code="), 403, false),
        (app.vouched("00u2", role), ("code=", "code=x"), 403, false),
        (app.vouched("00u2", role), ("state=", "state=x"), 410, true),
    ] {
        let mut browser = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
        let callback = app.sent_to_provider(&mut browser, who).await;

        let page = browser.get(&callback.replace(change.0, change.1)).await;

        assert_eq!(page.status, status, "{change:?}");
        let box_is_shown = browser.open("/desk").await.value("whom").is_some();
        assert_eq!(box_is_shown, stays, "{change:?}");
    }
}

#[tokio::test]
async fn who_may_only_look_or_signed_in_too_long_ago_posts_no_act() {
    let app = TestApp::empty();
    let desk = app.desk();
    let full = || app.vouched("00u1", Some(StaffRole::Act));
    for who in [
        Vouched { role: Some(StaffRole::Look), ..full() },
        Vouched { second_factor: false, ..full() },
        Vouched { auth_time: None, ..full() },
        Vouched { auth_time: Some(app.now() - 15 * MINUTE), ..full() },
    ] {
        let mut browser = Browser::new(&desk);
        app.sign_in_at_desk(&mut browser, who).await;
        browser.follow().await;
        let csrf = browser.page().value("csrf").expect("a form");

        let act = [("csrf", &*csrf), ("act", "unlock"), ("whom", "ana.munoz@mail.example")];
        let fields = act.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let page = browser.post("/desk/act", &fields).await;

        assert_eq!(page.status, 403);
        assert_eq!(page.value("whom").as_deref(), Some("ana.munoz@mail.example"));
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_or_of_another_session_does_nothing() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    let other = at_desk(&app, &desk, "00u2", StaffRole::Act).await;
    let (action, own) = browser.filled_in_form("/desk/sign-out");
    let (_, others) = other.filled_in_form("/desk/sign-out");
    let body = |csrf: &str| format!("csrf={csrf}");

    let elsewhere = browser.post_event(&action, &body(&own[0].1));
    let elsewhere = elsewhere.header("sec-fetch-site", "cross-site");
    let silent = browser.post_event(&action, &body(&others[0].1));
    let silent = silent.without("sec-fetch-site").without("origin");
    let bare = browser.post_event(&action, "csrf=");
    let both = browser.post_event(&action, &body(&others[0].1));
    let both = both.header("sec-fetch-site", "cross-site");
    let foreign = browser.post_event("/desk/case", &format!("{}&whom=1", body(&others[0].1)));

    for event in [elsewhere, silent, bare, both, foreign] {
        assert_eq!(browser.send(&event).await.status, 403);
    }
    assert!(browser.open("/desk").await.value("whom").is_some(), "the session stands");
}

#[tokio::test]
async fn cookies_of_one_host_are_worth_nothing_at_the_other() {
    let app = TestApp::start().await;
    let desk = app.desk();
    let mut member = app.browser();
    settle(&app, &mut member, PLAIN, "jo.szczepanski@mail.example").await;
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    // As if the two hosts shared their cookies, under their own names and under the other's.
    for name in ["session", "desk"] {
        let mut thief = Browser::new(&desk);
        thief.put_cookie(name, &member.cookie("session").expect("a session"));
        assert_eq!(thief.open("/desk").await.value("whom"), None);
        let mut thief = app.browser();
        thief.put_cookie(name, &staff.cookie("desk").expect("a session"));
        assert_eq!(thief.open("/home").await.path, "/sign-in");
    }
    assert_eq!(member.open("/home").await.path, "/home");
    assert!(staff.open("/desk").await.value("whom").is_some());
}

#[tokio::test]
async fn no_page_of_members_is_at_the_desk_and_none_of_the_desk_is_theirs() {
    let app = TestApp::empty();
    let desk = app.desk();
    for (path, methods, _) in web::routes::ROUTES {
        for method in methods.iter().filter(|_| path != "/") {
            assert_eq!(desk.answer(&Event::new(method, path)).await.status, 404, "{path}");
        }
    }
    for (path, methods, _) in web::staff::STAFF_ROUTES {
        for method in methods {
            let page = app.answer(&Event::new(method, path)).await;
            assert_eq!(page.status, 404, "{path}");
        }
        assert_eq!(web::routes::meant(path), None, "{path}");
    }
    let wrong = desk.answer(&Event::new("PUT", "/desk/act")).await;
    assert_eq!((wrong.status, wrong.header("allow")), (405, Some("POST")));
}
