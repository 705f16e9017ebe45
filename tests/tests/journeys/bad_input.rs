//! Requests that none of our pages sends, and stores that do not answer.

use serde_json::json;
use tests::app::{Browser, Event, PLAIN, Page, TestApp};
use web::routes::ROUTES;

use tests::walk::{become_member, says, settle};

const EMAIL: &str = "noor.castellanos@mail.example";

/// The form of step 2 in a browser that has opened it, with only its token.
async fn at_the_form(app: &TestApp) -> (Browser<'_>, String) {
    let mut browser = app.browser();
    browser.open("/register").await;
    let (_, fields) = browser.filled_in(&[]);
    let csrf = fields.into_iter().find(|(name, _)| name == "csrf").expect("a form token").1;
    (browser, csrf)
}

async fn posted(browser: &mut Browser<'_>, body: &str) -> Page {
    let event = browser.post_event("/register", body);
    browser.send(&event).await.clone()
}

/// Fails unless this is one of our pages, with a way on.
#[track_caller]
fn is_a_page(page: &Page, status: u16, title: &str) {
    assert_eq!((page.status, page.title().as_str()), (status, title));
    assert_eq!(page.heading(), title);
    assert!(page.links().contains(&"/".to_owned()), "the way on");
    assert!(page.body.contains(web::samples::shipped().phone), "whom to call");
}

#[tokio::test]
async fn sixteen_kibibytes_are_read_and_one_byte_more_is_413() {
    let app = TestApp::start().await;
    let (mut browser, csrf) = at_the_form(&app).await;
    let start = format!("csrf={csrf}&name=");
    let most = format!("{start}{}", "x".repeat(16 * 1024 - start.len()));

    let read = posted(&mut browser, &most).await;
    let refused = posted(&mut browser, &format!("{most}x")).await;

    assert_eq!(read.status, 422);
    is_a_page(&refused, 413, says().problems.too_large.title);
}

#[tokio::test]
async fn another_type_of_body_is_415() {
    let app = TestApp::start().await;
    let (mut browser, csrf) = at_the_form(&app).await;
    let form = browser.post_event("/register", &format!("csrf={csrf}"));

    for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain", ""] {
        let event = form.clone().header("content-type", kind);
        is_a_page(browser.send(&event).await, 415, says().problems.wrong_type.title);
    }
    assert_eq!(browser.send(&form.without("content-type")).await.status, 415);
}

#[tokio::test]
async fn a_form_from_another_site_is_403() {
    let app = TestApp::start().await;
    let (mut browser, csrf) = at_the_form(&app).await;
    let form = browser.post_event("/register", &format!("csrf={csrf}"));
    assert_eq!(browser.send(&form).await.status, 422, "from our own it is read");

    for site in ["cross-site", "same-site", "none"] {
        let event = form.clone().header("sec-fetch-site", site);
        is_a_page(browser.send(&event).await, 403, says().problems.forbidden.title);
    }
    let without = form.without("sec-fetch-site");
    for origin in ["https://evil.example", "null", "https://porch.example.evil"] {
        let event = without.clone().header("origin", origin);
        assert_eq!(browser.send(&event).await.status, 403, "{origin}");
    }
    assert_eq!(browser.send(&without).await.status, 422, "an old browser sends its origin alone");
}

#[tokio::test]
async fn a_form_without_a_token_of_this_visit_is_403() {
    let app = TestApp::start().await;
    let (mut browser, csrf) = at_the_form(&app).await;
    let (_, of_another) = at_the_form(&app).await;

    for body in [String::new(), "csrf=".to_owned(), format!("csrf={csrf}x")] {
        is_a_page(&posted(&mut browser, &body).await, 403, says().problems.forbidden.title);
    }
    let body = format!("csrf={of_another}");
    is_a_page(&posted(&mut browser, &body).await, 403, says().steps.register.title);
    let silent = browser.post_event("/register", &body).without("origin").without("sec-fetch-site");
    is_a_page(browser.send(&silent).await, 403, says().problems.forbidden.title);
    let mut without_cookies = app.browser();
    assert_eq!(posted(&mut without_cookies, &format!("csrf={csrf}")).await.status, 403);
}

#[tokio::test]
async fn a_field_twice_or_unknown_or_unreadable_is_400() {
    let app = TestApp::start().await;
    let (mut browser, csrf) = at_the_form(&app).await;

    for more in
        ["name=a&name=b", "is_admin=1", "NAME=a", "name=%ff", "name=%zz", "name=%4", "csrf=x"]
    {
        let page = posted(&mut browser, &format!("csrf={csrf}&{more}")).await;
        is_a_page(&page, 400, says().problems.unreadable.title);
    }
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_400_and_no_panic() {
    let app = TestApp::start().await;
    let (mut browser, csrf) = at_the_form(&app).await;
    let form = browser.post_event("/register", &format!("csrf={csrf}"));
    let changes = [
        ("/body", json!("%%% no base64")),
        ("/body", json!("_-8=")),
        ("/rawQueryString", json!("t=a b")),
        ("/rawPath", json!("/reg ister")),
        ("/headers/host", json!("evil host")),
        ("/headers/user-agent", json!("a\u{1}b")),
        ("/headers/user-agent", json!("a\r\nset-cookie: x=y")),
    ];

    for (place, value) in changes {
        let mut event = form.clone();
        *event.0.pointer_mut(place).expect("it is there") = value;
        let page = browser.send(&event).await;

        assert_eq!(
            (page.status, page.title().as_str()),
            (400, says().problems.unreadable.title),
            "{place}"
        );
    }
    assert_eq!(browser.send(&form).await.status, 422, "unchanged it is read");
}

#[tokio::test]
async fn a_cookie_of_somebody_else_shuts_nobody_out_whatever_is_in_it() {
    let app = TestApp::start().await;
    let (mut browser, csrf) = at_the_form(&app).await;
    let form = browser.post_event("/register", &format!("csrf={csrf}"));
    let cookies = form.0["cookies"].as_array().cloned().unwrap_or_default();

    for foreign in
        ["visitor=José", "visitor=Jos\u{fffd}", "a=\u{1}", "a=b\r\nset-cookie: x=y", "=", ""]
    {
        let mut event = form.clone();
        for cookies_then in
            [[vec![json!(foreign)], cookies.clone()], [cookies.clone(), vec![json!(foreign)]]]
        {
            event.0["cookies"] = json!(cookies_then.concat());
            let page = browser.send(&event).await;

            assert_eq!(page.status, 422, "the form was read: {foreign}");
            assert!(page.header("set-cookie").is_none_or(|it| !it.contains("x=y")));
        }
    }
}

#[tokio::test]
async fn a_cookie_of_ours_that_comes_twice_is_400_and_the_next_request_works() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let session = browser.cookie("session").expect("signed in");
    let mut event = browser.event("GET", "/home");
    let twin = json!(format!("__Host-session={session}"));
    event.0["cookies"].as_array_mut().expect("cookies").push(twin);

    let page = browser.send(&event).await;

    assert_eq!((page.status, page.title().as_str()), (400, says().problems.unreadable.title));
    assert!(browser.cookie("session").is_none(), "nobody can tell which is ours");
    assert_eq!(browser.open("/home").await.path, "/sign-in");
}

#[tokio::test]
async fn a_cookie_that_is_not_ours_is_as_if_it_were_not_there() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let device = browser.cookie("device").expect("a known device");

    for value in ["", "x", "a.b.c", &"x".repeat(4_000), &*device] {
        browser.put_cookie("session", value);
        assert_eq!(browser.open("/home").await.path, "/sign-in", "{}", value.len());
    }
}

/// Checks the headers that every answer has.
#[track_caller]
fn has_the_fixed_headers(page: &Page, asked: &str) {
    let header = |name: &str| page.header(name).unwrap_or_default().to_owned();
    let policy = header("content-security-policy");
    for part in [
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ] {
        assert!(policy.contains(part), "{asked}: {part}");
    }
    assert!(!policy.contains("unsafe"), "{asked}");
    let is_page = page.body.contains("<style>");
    if !asked.starts_with("HEAD") {
        assert_eq!(policy.contains("'sha256-"), is_page, "{asked}: hashes where there is a page");
    }
    // The list of public keys is the one answer that others may keep.
    let is_for_vendors = asked == "GET /.well-known/jwks.json";
    let kept = if is_for_vendors { "public, max-age=3600" } else { "no-store" };
    assert_eq!(header("cache-control"), kept, "{asked}");
    assert_eq!(
        header("strict-transport-security"),
        "max-age=63072000; includeSubDomains",
        "{asked}"
    );
    assert_eq!(header("x-content-type-options"), "nosniff", "{asked}");
    assert_eq!(header("x-frame-options"), "DENY", "{asked}");
    assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{asked}");
    assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{asked}");
    assert!(header("permissions-policy").contains("camera=()"), "{asked}");
    assert!(
        header("vary").contains("Cookie") && header("vary").contains("Sec-Fetch-Site"),
        "{asked}"
    );
    assert!(
        ["same-origin", "no-referrer"].contains(&header("referrer-policy").as_str()),
        "{asked}"
    );
    assert!(header("content-type").ends_with("; charset=utf-8"), "{asked}");
}

#[tokio::test]
async fn every_answer_of_every_route_and_method_has_the_fixed_headers() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    settle(&app, &mut member, PLAIN, EMAIL).await;
    let others = ["/nowhere", "/register/", "//evil.example", "/favicon.ico", "/.git/config"];
    let paths: Vec<&str> = ROUTES.iter().map(|(path, _, _)| *path).chain(others).collect();

    for path in paths {
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
            for mut browser in [app.browser(), member.clone()] {
                let event = browser.event(method, path);
                let page = browser.send(&event).await;
                let asked = format!("{method} {path}");

                has_the_fixed_headers(page, &asked);
                assert!(page.status < 500, "{asked}: {}", page.status);
                assert!(method != "HEAD" || page.body.is_empty(), "{asked}");
            }
        }
    }
}

#[tokio::test]
async fn a_method_that_a_page_does_not_take_is_405_and_names_those_it_does() {
    let app = TestApp::start().await;

    let page = app.browser().send(&Event::new("PUT", "/register")).await.clone();
    is_a_page(&page, 405, says().problems.method_not_allowed.title);
    assert_eq!(page.header("allow"), Some("GET, POST"));
    let page = app.browser().send(&Event::new("GET", "/sign-out")).await.clone();
    assert_eq!((page.status, page.header("allow")), (405, Some("POST")));
    let page = app.browser().open("/nowhere").await.clone();
    is_a_page(&page, 404, says().problems.not_found.title);
}

#[tokio::test]
async fn a_session_of_another_member_is_not_reached_by_changing_ones_own() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    let session = browser.cookie("session").expect("signed in");
    let parts: Vec<&str> = session.split('.').collect();

    for changed in [
        format!("{}.{}.{}", parts[0], parts[1], &parts[2][1..]),
        format!("{}.{}A.{}", parts[0], parts[1], parts[2]),
        format!("{}.{}.", parts[0], parts[1]),
    ] {
        browser.put_cookie("session", &changed);
        assert_eq!(browser.open("/home").await.path, "/sign-in");
    }
}
