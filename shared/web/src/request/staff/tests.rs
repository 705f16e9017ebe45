use askama::Template;
use fixtures::desk_keys;
use http::HeaderMap;

use super::*;
use crate::pages::Unrenderable;
use crate::request::noon::Noon;

/// The desk's own page of a refusal.
fn own(visit: &StaffVisit, refusal: Refusal) -> Reply {
    let (status, outcome) = refusal.status();
    Reply::page(status, Ok(format!("{outcome} {}", visit.reference())), outcome)
}

/// Opens the desk, which makes a reply. Answers the status, the headers and the body.
async fn opened(
    refused: fn(&StaffVisit, Refusal) -> Reply,
    reply: fn() -> Result<Reply, StoreError>,
) -> (StatusCode, HeaderMap, String) {
    let origin = "https://desk.example".to_owned();
    let portal = crate::samples::shipped();
    let desk = StaffDesk { portal, keys: desk_keys(), origin, clock: Noon };
    let request = http::Request::get("/desk").body(Body::Empty).expect("a request");
    let answer = desk.answer(&(), request, &[], refused, |(), _| Box::pin(async move { reply() }));
    let (head, body) = answer.await.into_parts();
    let Body::Text(body) = body else { panic!("a page") };
    (head.status, head.headers, body)
}

#[tokio::test]
async fn a_page_of_the_desk_that_cannot_be_made_becomes_a_page_of_its_own() {
    let replies: [fn() -> Result<Reply, StoreError>; 2] =
        [|| Ok(Reply::ok(Unrenderable.render(), "shown")), || panic!("a bug")];
    for reply in replies {
        let (status, _, body) = opened(own, reply).await;

        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(body.starts_with("failure "), "{body}");
    }
}

#[tokio::test]
async fn where_not_even_that_page_can_be_made_it_is_said_in_bare_words() {
    let unrenderable = |_: &StaffVisit, _| {
        Reply::page(StatusCode::INTERNAL_SERVER_ERROR, Unrenderable.render(), "failure")
    };

    let (status, headers, body) =
        opened(unrenderable, || Ok(Reply::ok(Unrenderable.render(), "shown"))).await;

    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(headers[header::CONTENT_TYPE], "text/plain; charset=utf-8");
    assert!(body.starts_with("The desk has a fault.\n\nCode: "), "{body}");
}

#[tokio::test]
async fn what_was_done_to_cookies_at_the_desk_holds_though_its_page_cannot_be_made() {
    let reply = || {
        let reply = Reply::ok(Unrenderable.render(), "signed_out").signed_out();
        Ok(reply.with(SetCookie::cleared("__Host-desk")))
    };

    let (_, headers, _) = opened(own, reply).await;

    let cookies = headers.get_all(header::SET_COOKIE).iter();
    assert!(cookies.filter_map(|it| it.to_str().ok()).any(|it| it.contains("__Host-desk=;")));
    assert!(headers.contains_key("clear-site-data"));
}
