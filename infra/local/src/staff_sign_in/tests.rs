use std::net::Ipv4Addr;
use std::path::Path;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use hyper_util::client::legacy::Client as Browser;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use jiff::SignedDuration;
use oidc::{Attempt, Client, Given, Https, Provider, Purpose, Reach, Role, SignInError};
use tokio::net::TcpListener;

use super::*;

const DESK: &str = "http://localhost:1/desk/callback";

/// A provider that is served, and a desk that signs in there.
struct Rig {
    origin: String,
    desk: Provider<Https>,
    browser: Browser<HttpConnector, Body>,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn location(&self) -> &str {
        self.headers[header::LOCATION].to_str().expect("a text")
    }
}

fn now() -> jiff::Timestamp {
    Clock::default().now()
}

impl Rig {
    async fn start() -> Self {
        Self::with(SECRET, DESK).await
    }

    /// A desk that may have the wrong secret, or another address to come back to.
    async fn with(secret: &str, redirect: &str) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let origin =
            format!("http://localhost:{}", listener.local_addr().expect("an address").port());
        let pages = StaffSignIn::new(&origin, DESK, Ahead::default()).pages();
        tokio::spawn(async move { axum::serve(listener, pages).await });
        let client = Client::parse(Given {
            issuer: &issuer(&origin),
            client_id: CLIENT,
            client_secret: secret.into(),
            redirect,
            roles_claim: ROLES_CLAIM,
            look: LOOK,
            act: ACT,
            second_factor: "",
            reach: Reach::Local,
        });
        let desk = Provider::new(client.expect("a client"), Https::new(Reach::Local));
        let browser = Browser::builder(TokioExecutor::new()).build_http();
        Self { origin, desk, browser }
    }

    async fn ask(&self, method: &str, address: &str, body: &str) -> Answer {
        let form = "application/x-www-form-urlencoded";
        let request = Request::builder().method(method).uri(address);
        let request = request.header(header::CONTENT_TYPE, form).body(Body::from(body.to_owned()));
        let answer = self.browser.request(request.expect("a request")).await.expect("an answer");
        let (head, body) = answer.into_parts();
        let text = to_bytes(Body::new(body), 1 << 20).await.expect("an answer").to_vec();
        let text = String::from_utf8(text).expect("UTF-8");
        Answer { status: head.status, headers: head.headers, text }
    }

    /// The address that the desk sends a browser to.
    async fn asking(&self, attempt: &Attempt) -> String {
        self.desk.address(attempt, Purpose::Renew, now()).await.expect("an address")
    }

    /// Opens the page, and presses the button of a person.
    async fn press(&self, page: &Answer, person: &str) -> Answer {
        let (_, after) = page.text.split_once("name=\"number\" value=\"").expect("both parts");
        let number = &after[..after.find('"').expect("both parts")];
        let body = format!("number={number}&person={person}");
        self.ask("POST", &format!("{}/_staff-sign-in/choose", self.origin), &body).await
    }

    /// The query with which a person comes back to the desk.
    async fn comes_back(&self, attempt: &Attempt, person: &str) -> String {
        let page = self.ask("GET", &self.asking(attempt).await, "").await;
        let back = self.press(&page, person).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        let (at, query) = back.location().split_once('?').expect("both parts");
        assert_eq!(at, DESK);
        query.to_owned()
    }
}

fn declined(code: &'static str) -> SignInError {
    SignInError::Exchange(oidc::ExchangeFault::Refused(code))
}

#[tokio::test]
async fn three_people_sign_in_two_of_them_with_a_role() {
    let rig = Rig::start().await;
    let roles = [Some(Role::Look), Some(Role::Act), None];
    for (seed, (person, role)) in (1..).zip(PEOPLE.into_iter().zip(roles)) {
        let attempt = Attempt::of(&[seed; 32]);

        let query = rig.comes_back(&attempt, person.id).await;
        let signed_in = rig.desk.person(&query, &attempt, now()).await.expect("somebody signs in");

        assert_eq!(signed_in.id, person.id);
        assert_eq!(signed_in.role, role);
        assert!(signed_in.second_factor);
        let ago = now().duration_since(signed_in.signed_in_at.expect("the provider says when"));
        assert!(ago < SignedDuration::from_mins(1));
    }
}

#[tokio::test]
async fn a_code_works_once() {
    let (rig, attempt) = (Rig::start().await, Attempt::of(&[1; 32]));
    let query = rig.comes_back(&attempt, PEOPLE[0].id).await;

    assert!(rig.desk.person(&query, &attempt, now()).await.is_ok());
    let again = rig.desk.person(&query, &attempt, now()).await;

    assert_eq!(again, Err(declined("invalid_grant")));
}

#[tokio::test]
async fn a_page_works_once() {
    let (rig, attempt) = (Rig::start().await, Attempt::of(&[1; 32]));
    let page = rig.ask("GET", &rig.asking(&attempt).await, "").await;
    assert_eq!(rig.press(&page, "nobody").await.status, StatusCode::GONE);

    assert_eq!(rig.press(&page, PEOPLE[0].id).await.status, StatusCode::SEE_OTHER);
    assert_eq!(rig.press(&page, PEOPLE[0].id).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_code_that_was_asked_for_by_another_browser_is_not_given() {
    let (rig, theirs, ours) = (Rig::start().await, Attempt::of(&[1; 32]), Attempt::of(&[2; 32]));
    let query = rig.comes_back(&theirs, PEOPLE[1].id).await;
    let state =
        |query: &str| query.split('&').find(|it| it.starts_with("state=")).map(str::to_owned);
    let other = rig.comes_back(&ours, PEOPLE[0].id).await;

    // The code of one with the state of the other: the verifier is another.
    let mixed = query.replace(&state(&query).expect("a state"), &state(&other).expect("a state"));
    let outcome = rig.desk.person(&mixed, &ours, now()).await;

    assert_eq!(outcome, Err(declined("invalid_grant")));
    assert!(rig.desk.person(&other, &ours, now()).await.is_ok());
}

#[tokio::test]
async fn a_desk_with_another_secret_gets_nothing() {
    let (rig, attempt) = (Rig::with("another", DESK).await, Attempt::of(&[1; 32]));
    let query = rig.comes_back(&attempt, PEOPLE[1].id).await;

    let outcome = rig.desk.person(&query, &attempt, now()).await;

    let unauthorized = oidc::ExchangeFault::Unauthorized("invalid_client");
    assert_eq!(outcome, Err(SignInError::Exchange(unauthorized)));
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_the_desks() {
    for redirect in [
        "http://localhost:2/desk/callback",
        "http://localhost:1/desk/callback/",
        "http://localhost:1/desk",
        "https://other.example/desk/callback",
    ] {
        let rig = Rig::with(SECRET, redirect).await;

        let page = rig.ask("GET", &rig.asking(&Attempt::of(&[1; 32])).await, "").await;

        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{redirect}");
        assert!(!page.headers.contains_key(header::LOCATION));
        assert!(page.text.contains("is not the desk's") || page.text.contains("the desk&#39;s"));
    }
}

#[tokio::test]
async fn a_request_without_pkce_or_for_another_client_is_refused() {
    let (rig, attempt) = (Rig::start().await, Attempt::of(&[1; 32]));
    let good = rig.asking(&attempt).await;
    for (from, to, error) in [
        ("code_challenge_method=S256", "code_challenge_method=plain", "invalid_request"),
        ("response_type=code", "response_type=token", "unsupported_response_type"),
        ("scope=openid", "scope=openid+email", "invalid_scope"),
        ("prompt=login", "prompt=none", "login_required"),
    ] {
        let back = rig.ask("GET", &good.replace(from, to), "").await;

        assert_eq!(back.status, StatusCode::SEE_OTHER, "{to}");
        assert!(back.location().starts_with(&format!("{DESK}?error={error}&state=")));
    }
    let other = good.replace("client_id=desk", "client_id=another");
    let twice = format!("{good}&state=again");
    for wrong in [other, twice] {
        assert_eq!(rig.ask("GET", &wrong, "").await.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(rig.ask("GET", &good, "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn its_pages_run_no_script_and_lead_to_the_desk_alone() {
    let (rig, attempt) = (Rig::start().await, Attempt::of(&[1; 32]));

    let page = rig.ask("GET", &rig.asking(&attempt).await, "").await;

    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("a text");
    assert!(policy.starts_with("default-src 'none';"));
    assert!(policy.contains("form-action 'self' http://localhost:1;"), "{policy}");
    assert!(!page.text.contains("<script"));
    assert_eq!(page.text.matches("<button").count(), PEOPLE.len());
    let told = rig.desk.sign_out(now()).await.expect("an answer").expect("an address");
    assert!(rig.ask("GET", &told, "").await.text.contains("You are signed out"));
}

/// It lets in whoever presses a button.
#[test]
fn nothing_that_is_deployed_knows_it() {
    fn look(at: &Path, seen: &mut usize) {
        for entry in std::fs::read_dir(at).expect("it can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                look(&path, seen);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                *seen += 1;
                assert!(!text.contains(PATH) && !text.contains(CLIENT), "{}", path.display());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut seen = 0;
    for folder in ["functions", "shared", "infra/settings"] {
        look(&root.join(folder), &mut seen);
    }
    assert!(seen > 100);
    let template = std::fs::read_to_string(root.join("template.yaml")).expect("it can be read");
    assert!(!template.contains(PATH) && !template.contains(CLIENT));
}
