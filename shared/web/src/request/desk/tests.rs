use askama::Template;
use domain::Language;
use fixtures::test_keys;
use http::StatusCode;
use jiff::SignedDuration;

use super::*;
use crate::pages::Unrenderable;
use crate::words::words;

#[derive(Clone)]
struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp::constant(1_770_000_000, 0)
    }

    async fn pause(&self, _at_most: SignedDuration) {}

    async fn wait_until(&self, _: Timestamp) {}
}

fn desk() -> Desk<Noon> {
    let origin = "https://porch.example".to_owned();
    Desk { keys: test_keys(), origin, clock: Noon, closed: None }
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
