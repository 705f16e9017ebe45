use askama::Template;
use domain::Language;
use fixtures::test_keys;
use http::StatusCode;

use super::*;
use crate::pages::Unrenderable;
use crate::request::noon::Noon;
use crate::words::words;

fn desk() -> Desk<Noon> {
    let origin = "https://porch.example".to_owned();
    let portal = crate::samples::shipped();
    Desk { portal, keys: test_keys(), origin, clock: Noon, closed: None, front: None, vendor: None }
}

#[track_caller]
fn fails(reply: impl FnOnce(askama::Result<String>) -> Reply) {
    let Ok(visit) = desk().enter("test", &Request::new(Body::Empty), &[]) else {
        panic!("a plain request is let in")
    };

    let answer = desk().leave(&visit, reply(Unrenderable.render()));

    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let Body::Text(page) = answer.body() else { panic!("a page") };
    assert!(page.contains(words(Language::English).problems.failure.title));
    assert!(page.contains(&visit.reference().to_string()));
}

#[test]
fn a_page_that_cannot_be_rendered_becomes_the_failure_page() {
    fails(|html| Reply::ok(html, "shown"));
    fails(Reply::refused);
}

#[test]
fn what_was_done_to_cookies_holds_though_the_page_cannot_be_rendered() {
    let Ok(visit) = desk().enter("test", &Request::new(Body::Empty), &[]) else {
        panic!("a plain request is let in")
    };
    let reply = Reply::ok(Unrenderable.render(), "closed");

    let answer =
        desk().leave(&visit, reply.with(SetCookie::cleared("__Host-session")).signed_out());

    let cookies = answer.headers().get_all(header::SET_COOKIE).iter();
    assert!(cookies.filter_map(|it| it.to_str().ok()).any(|it| it.contains("__Host-session=;")));
    assert!(answer.headers().contains_key("clear-site-data"));
}

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const HEADER: &str = "cloudfront-viewer-address";

/// Whose address a request has that shows these secrets and these senders.
fn address(secret: &str, senders: &[&str]) -> domain::AddressKey {
    let front = domain::Front::new(Some(HEADER.to_owned()), Some(SECRET.to_owned()));
    let desk = Desk { front: front.expect("settings"), ..desk() };
    let mut request = Request::new(Body::Empty);
    let value = |text: &str| text.parse().expect("a value");
    request.headers_mut().insert(domain::FRONT_SECRET_HEADER, value(secret));
    for sender in senders {
        request.headers_mut().append(HEADER, value(sender));
    }
    let Ok(visit) = desk.enter("test", &request, &[]) else { panic!("it is let in") };
    visit.address()
}

#[test]
fn behind_another_service_a_request_has_the_address_that_it_says() {
    let here = address(SECRET, &["198.51.100.7:46532"]);

    assert_eq!(here, address(SECRET, &["198.51.100.7"]));
    assert_ne!(here, address(SECRET, &["198.51.100.8:46532"]));
    let six = address(SECRET, &["2001:db8:1:2:3:4:5:6:46532"]);
    assert_eq!(six, address(SECRET, &["[2001:db8:1:2::9]:1"]), "one /64");
    assert_ne!(six, address(SECRET, &["2001:db8:1:3:3:4:5:6:46532"]));
}

#[test]
fn whoever_does_not_show_the_secret_has_the_address_that_the_gateway_sees() {
    let gateways = address("", &[]);

    for secret in ["", "0123456789abcdef0123456789abcdeX"] {
        assert_eq!(address(secret, &["198.51.100.7:46532"]), gateways);
    }
    for senders in [
        &["198.51.100.7:1", "198.51.100.8:1"][..],
        // The gateway joins what came twice.
        &["198.51.100.7:1,198.51.100.8:1"],
        &["198.51.100.7:99999"],
        &["2001:db8::1::2"],
        &["nonsense"],
        &[""],
        &[],
    ] {
        assert_eq!(address(SECRET, senders), gateways, "{senders:?}");
    }
}
