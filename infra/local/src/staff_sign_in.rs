//! A provider of OpenID Connect as small as can be, where staff sign in to the desk of this machine.
//!
//! Three people are here: one may look, one may look and act, and one has no role. Whoever presses a button is that
//! person, so it is never part of what is deployed. It is strict where a mistake of the desk's would show: at the address
//! to come back to, the client's secret, PKCE, and that a code works once.

mod asked;
mod codes;
mod key;
mod people;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use askama::Template;
use aws::Ahead;
use axum::extract::{RawForm, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::{Json, Router, routing};
use serde_json::{Value, json};

use self::asked::{Asked, Fields, Refused};
use self::codes::{Codes, NotGiven};
use self::key::Key;
use self::people::{PEOPLE, Person};
use crate::clock::Clock;

/// The path that everything is below.
const PATH: &str = "/_staff-sign-in";

/// The desk, as a client of this provider.
pub const CLIENT: &str = "desk-of-this-machine";

/// What the desk proves itself with. It opens nothing but this provider, which listens on this machine alone.
pub const SECRET: &str = "the-desk-of-this-machine-and-no-other";

/// The claim that holds the roles.
pub const ROLES_CLAIM: &str = "roles";

/// The role of whoever may look.
pub const LOOK: &str = "desk-look";

/// The role of whoever may look and act.
pub const ACT: &str = "desk-act";

/// The provider, with what it remembers until the stack stops.
#[derive(Clone)]
pub struct StaffSignIn(Arc<Inside>);

struct Inside {
    issuer: String,
    /// The one address that people are sent back to.
    redirect: String,
    key: Key,
    clock: Clock,
    codes: Mutex<Codes>,
}

#[derive(Template)]
#[template(path = "staff_sign_in.html")]
struct Page<'a> {
    state: Shown<'a>,
}

enum Shown<'a> {
    Asks { number: &'a str, people: &'a [Person] },
    Refused(Refused),
    SignedOut,
}

/// The issuer of a stack that listens at an origin.
pub fn issuer(origin: &str) -> String {
    format!("{origin}{PATH}")
}

impl StaffSignIn {
    /// One at an origin, for the desk that people come back to at `redirect`.
    pub fn new(origin: &str, redirect: &str, ahead: Ahead) -> Self {
        let clock = Clock::put_ahead(ahead);
        Self(Arc::new(Inside {
            issuer: issuer(origin),
            redirect: redirect.to_owned(),
            key: Key::made(),
            clock,
            codes: Mutex::default(),
        }))
    }

    /// The routes. They are only local, so the template does not have them.
    pub fn pages(self) -> Router {
        let at = |below: &str| format!("{PATH}{below}");
        Router::new()
            .route(&at("/.well-known/openid-configuration"), routing::get(discovery))
            .route(&at("/authorize"), routing::get(authorize))
            .route(&at("/choose"), routing::post(choose))
            .route(&at("/token"), routing::post(token))
            .route(&at("/keys"), routing::get(keys))
            .route(&at("/sign-out"), routing::get(sign_out))
            .with_state(self)
    }

    fn codes(&self) -> MutexGuard<'_, Codes> {
        self.0.codes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn page(&self, status: StatusCode, state: Shown<'_>) -> Response {
        match (Page { state }).render() {
            Ok(html) => (status, self.guarded(), Html(html)).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }

    /// The headers of its pages. A form may lead back to the desk, which is another origin.
    fn guarded(&self) -> HeaderMap {
        let desk = self.0.redirect.trim_end_matches("/desk/callback");
        let policy = format!(
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
             form-action 'self' {desk}; frame-ancestors 'none'"
        );
        let fixed = [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        let mut headers: HeaderMap = fixed
            .map(|(name, value)| (name, HeaderValue::from_static(value)))
            .into_iter()
            .collect();
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        headers
    }

    /// Leads back to the desk.
    fn back(&self, with: &[(&str, &str)]) -> Response {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(with).append_pair("iss", &self.0.issuer);
        let to = format!("{}?{}", self.0.redirect, query.finish());
        let headers = [(header::LOCATION, to), (header::CACHE_CONTROL, "no-store".to_owned())];
        (StatusCode::SEE_OTHER, headers).into_response()
    }
}

async fn discovery(State(provider): State<StaffSignIn>) -> Json<Value> {
    let at = |below: &str| format!("{}{below}", provider.0.issuer);
    Json(json!({
        "issuer": provider.0.issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "jwks_uri": at("/keys"),
        "end_session_endpoint": at("/sign-out"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "scopes_supported": ["openid"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["login", "select_account"],
        "authorization_response_iss_parameter_supported": true,
    }))
}

async fn keys(State(provider): State<StaffSignIn>) -> Json<Value> {
    Json(json!({ "keys": [provider.0.key.public()] }))
}

/// Shows the people, if the desk asks as it should.
async fn authorize(State(provider): State<StaffSignIn>, RawQuery(query): RawQuery) -> Response {
    let asked = Fields::read(query.unwrap_or_default().as_bytes())
        .and_then(|fields| Asked::read(&fields, CLIENT, &provider.0.redirect));
    match asked {
        Ok(asked) => {
            let number = provider.codes().ask(asked, provider.0.clock.now());
            let asks = Shown::Asks { number: &number, people: &PEOPLE };
            provider.page(StatusCode::OK, asks)
        }
        Err(Refused::ToDesk { error, state }) => {
            provider.back(&[("error", error), ("state", &state)])
        }
        Err(refused) => provider.page(StatusCode::BAD_REQUEST, Shown::Refused(refused)),
    }
}

/// Leads whoever pressed a button back to the desk, with a code.
async fn choose(State(provider): State<StaffSignIn>, RawForm(form): RawForm) -> Response {
    let given = Fields::read(&form).ok().and_then(|fields| {
        let person = PEOPLE.iter().find(|person| Some(person.id) == fields.text("person"))?;
        let number = fields.text("number")?;
        provider.codes().give(number, person, provider.0.clock.now())
    });
    match given {
        Some((code, state)) => provider.back(&[("code", &code), ("state", &state)]),
        None => provider.page(StatusCode::GONE, Shown::Refused(Refused::Over)),
    }
}

/// Takes a code, and says who it is.
async fn token(
    State(provider): State<StaffSignIn>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Response {
    let header = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
    if !codes::is_desk(header, CLIENT, SECRET) {
        let challenge = [(header::WWW_AUTHENTICATE, "Basic")];
        let says = Json(json!({ "error": "invalid_client" }));
        return (StatusCode::UNAUTHORIZED, challenge, says).into_response();
    }
    let now = provider.0.clock.now();
    let taken = match Fields::read(&form) {
        Ok(fields) => provider.codes().take(&fields, &provider.0.redirect, now),
        Err(_) => Err(NotGiven("invalid_request")),
    };
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    match taken {
        Ok(taken) => {
            let says = taken.says(&provider.0.issuer, CLIENT, now);
            let answer = json!({
                "access_token": key::random_text(),
                "token_type": "Bearer",
                "expires_in": 3600,
                "id_token": provider.0.key.sign(&says),
            });
            (no_store, Json(answer)).into_response()
        }
        Err(NotGiven(error)) => {
            (StatusCode::BAD_REQUEST, no_store, Json(json!({ "error": error }))).into_response()
        }
    }
}

/// It remembers nobody, so there is nothing to end.
async fn sign_out(State(provider): State<StaffSignIn>) -> Response {
    provider.page(StatusCode::OK, Shown::SignedOut)
}
