//! What the provider's answers do to what is kept of it, against a provider in memory.

use std::cell::{Cell, RefCell};

use oidc::{FetchError, Fetched};
use secrecy::{ExposeSecret as _, SecretString};

use super::*;

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

thread_local! {
    /// The answer to the next codes.
    static ANSWER: RefCell<(u16, &'static str)> = const { RefCell::new((200, "{}")) };
    /// The secrets that came with codes.
    static POSTED: RefCell<Vec<bool>> = const { RefCell::new(Vec::new()) };
    /// Whether the provider promises to say in each answer that it is its own.
    static NAMES_ITSELF: Cell<bool> = const { Cell::new(false) };
    static DISCOVERED: Cell<u32> = const { Cell::new(0) };
    static READ: Cell<u32> = const { Cell::new(0) };
    static IS_AWAY: Cell<bool> = const { Cell::new(false) };
    static SECRET: Cell<Option<&'static str>> = const { Cell::new(Some("old")) };
}

struct InMemory;

impl Fetch for InMemory {
    async fn get(&self, _: &str, _: usize) -> Result<Fetched, FetchError> {
        DISCOVERED.set(DISCOVERED.get() + 1);
        let names_itself = NAMES_ITSELF.get();
        let body = format!(
            r#"{{"issuer":"https://sso.coop.example","authorization_endpoint":"https://sso.coop.example/a",
            "token_endpoint":"https://sso.coop.example/t","jwks_uri":"https://sso.coop.example/k",
            "token_endpoint_auth_methods_supported":["client_secret_post"],
            "authorization_response_iss_parameter_supported":{names_itself}}}"#
        );
        Ok(Fetched { status: 200, body: body.into() })
    }

    async fn post(
        &self,
        _: &str,
        _: Option<&SecretString>,
        form: &SecretString,
        _: usize,
    ) -> Result<Fetched, FetchError> {
        let is_new = form.expose_secret().ends_with("client_secret=new");
        POSTED.with_borrow_mut(|posted| posted.push(is_new));
        let (status, body) = ANSWER.with_borrow(|answer| *answer);
        Ok(Fetched { status, body: body.into() })
    }
}

/// A secret that counts how often it is read.
struct Counted;

impl ClientSecret for Counted {
    async fn client_secret(&self) -> Result<Option<SecretString>, StoreError> {
        READ.set(READ.get() + 1);
        if IS_AWAY.get() {
            return Err(StoreError::Unavailable("no answer in time".into()));
        }
        Ok(SECRET.get().map(SecretString::from))
    }
}

fn openid() -> OpenId<Counted, InMemory> {
    let set = Set {
        issuer: "https://sso.coop.example".to_owned(),
        client_id: "the-desk".to_owned(),
        second_factor: String::new(),
        roles_claim: "roles".to_owned(),
        look_role: "desk-look".to_owned(),
        act_role: "desk-act".to_owned(),
        origin: "https://desk.coop.example".to_owned(),
        reach: Reach::Public,
    };
    OpenId::new(set, Counted, |_| InMemory)
}

/// Begins a sign-in, and comes back with a code after some seconds.
async fn comes_back(provider: &OpenId<Counted, InMemory>, seconds: i64) -> NotVouched {
    let now = NOON + SignedDuration::from_secs(seconds);
    let sign_in = StaffSignIn::new([1; 32]);
    let address = provider.address(&sign_in, Sent::ToSignIn, now).await.expect("an address");
    let (_, state) = address.split_once("&state=").expect("a state");
    let (state, _) = state.split_once('&').expect("more behind it");
    let query = format!("code=junk&state={state}");
    assert_eq!(provider.check(&query, &sign_in), Ok(()));
    provider.vouch(&query, &sign_in, now).await.expect_err("nobody is vouched for")
}

fn answers_with(status: u16, body: &'static str) {
    ANSWER.set((status, body));
}

#[tokio::test]
async fn a_code_that_is_not_taken_reads_and_fetches_nothing_again_and_is_no_error() {
    let provider = openid();
    for (status, body) in
        [(400, r#"{"error":"invalid_grant"}"#), (400, r#"{"error":"invalid_request"}"#), (403, "")]
    {
        answers_with(status, body);
        for minutes in [0, 2, 4] {
            let not = comes_back(&provider, 60 * minutes).await;

            assert!(matches!(not, NotVouched::Declined(_)), "{not:?}");
        }
    }
    answers_with(503, "");
    assert!(matches!(comes_back(&provider, 600).await, NotVouched::Later(_)));

    assert_eq!((READ.get(), DISCOVERED.get()), (1, 1));
}

#[tokio::test]
async fn an_answer_without_the_issuer_that_the_provider_promises_is_not_to_be_begun_again_for_ever()
{
    NAMES_ITSELF.set(true);

    let not = comes_back(&openid(), 0).await;

    let NotVouched::Declined(cause) = not else { panic!("{not:?}") };
    assert!(cause.ends_with("does not say of which"), "{cause}");
}

#[tokio::test]
async fn a_secret_that_is_not_taken_is_read_again_once_a_minute_and_discovery_stays() {
    let provider = openid();
    // Keycloak says the second, with the same status.
    let bodies = [r#"{"error":"invalid_client"}"#, r#"{"error":"unauthorized_client"}"#];
    for (at, (seconds, read)) in
        [(0, 1), (1, 1), (59, 1), (60, 2), (61, 2), (119, 2), (120, 3)].into_iter().enumerate()
    {
        answers_with(401, bodies[at % 2]);
        let not = comes_back(&provider, seconds).await;

        assert!(matches!(not, NotVouched::Refused(_)), "{not:?}");
        assert_eq!(READ.get(), read, "{seconds}");
    }
    SECRET.set(Some("new"));
    comes_back(&provider, 180).await;

    POSTED.with_borrow(|posted| assert_eq!(posted.last(), Some(&true), "the new one is used"));
    assert_eq!(DISCOVERED.get(), 1);
}

#[tokio::test]
async fn a_secret_that_cannot_be_read_is_told_apart_from_one_that_nobody_put_there() {
    let provider = openid();
    let sign_in = StaffSignIn::new([1; 32]);
    let address = async || provider.address(&sign_in, Sent::ToSignIn, NOON).await;

    SECRET.set(None);
    let none = address().await.expect_err("there is none");
    IS_AWAY.set(true);
    let away = address().await.expect_err("it does not answer");
    IS_AWAY.set(false);
    SECRET.set(Some("old"));

    assert_eq!(none, NotVouched::Refused("the desk's secret has no client_secret".to_owned()));
    let cause = "the desk's secret cannot be read: no answer in time";
    assert_eq!(away, NotVouched::Later(cause.to_owned()));
    assert!(address().await.is_ok(), "nothing of it is kept");
}

#[tokio::test]
async fn a_secret_in_doubt_that_cannot_be_read_again_stays_and_is_read_a_minute_later() {
    let provider = openid();
    answers_with(401, r#"{"error":"invalid_client"}"#);
    comes_back(&provider, 0).await;
    SECRET.set(Some("new"));
    IS_AWAY.set(true);
    comes_back(&provider, 60).await;
    POSTED.with_borrow(|posted| assert_eq!(posted[..], [false, false], "the one before is used"));
    IS_AWAY.set(false);

    comes_back(&provider, 120).await;

    POSTED.with_borrow(|posted| assert_eq!(posted.last(), Some(&true), "the new one is used"));
    assert_eq!(READ.get(), 3);
}

#[tokio::test]
async fn a_query_that_answers_nothing_is_told_apart_without_a_client() {
    let provider = openid();
    let sign_in = StaffSignIn::new([1; 32]);

    for query in ["", "x=1", "code=junk&state=junk", "error=server_error&state=junk"] {
        let not = provider.check(query, &sign_in).expect_err("it answers nothing");

        assert!(matches!(not, NotVouched::Foreign(_)), "{query}: {not:?}");
    }
    assert_eq!((READ.get(), DISCOVERED.get()), (0, 0));
}
