//! The desk, where staff answer the phone: its requests, and what every answer of it has.
//!
//! It shares its look and its parsers with members' pages, and nothing else: host, cookies, keys and routes are its own.

mod cookies;
mod routes;
mod visit;

use std::panic::AssertUnwindSafe;

use domain::KeyRing;
use domain::ports::{Clock, StoreError};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use http::{Method, Response, StatusCode, header};
use lambda_http::{Body, Request};

pub use cookies::ALL as COOKIES;
pub use routes::STAFF_ROUTES;
pub use visit::{Keeping, Met, StaffView, StaffVisit};

use crate::portal::Portal;
use crate::request::cookies::SetCookie;
use crate::request::csrf::{self, Sender};
use crate::request::form::{Form, FormError};
use crate::request::gateway::UNREADABLE;
use crate::request::reply::Reply;

/// What the desk has at hand.
#[derive(Clone)]
pub struct StaffDesk<C> {
    /// The co-op.
    pub portal: &'static Portal,
    /// The desk's own keys, with which nothing of members is made.
    pub keys: KeyRing,
    /// The desk's own origin, such as `https://desk.example`.
    pub origin: String,
    /// The time.
    pub clock: C,
}

/// Why a request is refused before anybody looks at who sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Bad encoding, a field twice or unknown, one of our cookies twice.
    Unreadable,
    /// The body is no form.
    WrongType,
    /// The body is too large.
    TooLarge,
    /// The form is none of this session's.
    Forbidden,
    /// No such page.
    NotFound,
    /// Not by this method.
    NotAllowed(&'static [&'static str]),
    /// Something that is needed does not answer.
    Unavailable,
    /// A bug of ours.
    Failed,
}

impl Refusal {
    /// The status, and the name in the log.
    #[must_use]
    pub fn status(self) -> (StatusCode, &'static str) {
        match self {
            Self::Unreadable => (StatusCode::BAD_REQUEST, "unreadable"),
            Self::WrongType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_type"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::NotAllowed(_) => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
            Self::Failed => (StatusCode::INTERNAL_SERVER_ERROR, "failure"),
        }
    }
}

impl<C: Clock> StaffDesk<C> {
    /// Answers a request: reads it, has `reply` make an answer, and hands that out. `refused` makes the page of a refusal.
    ///
    /// `step` is what the answer is made with, and `fields` are what a path's form posts.
    pub async fn answer<S: Sync>(
        &self,
        step: &S,
        request: Request,
        fields: &[&str],
        refused: fn(&StaffVisit, Refusal) -> Reply,
        reply: impl for<'a> FnOnce(
            &'a S,
            &'a mut StaffVisit,
        ) -> BoxFuture<'a, Result<Reply, StoreError>>,
    ) -> Response<Body> {
        let mut visit = StaffVisit::read(self.portal, &self.keys, self.clock.now(), &request);
        if visit.route().0 == "GET" && routes::leads_to_box(visit.path()) {
            let reply = Reply::see_other("/desk", "led_to_the_box");
            return self.leave(&visit, reply, refused);
        }
        let answer = match self.admit(&mut visit, &request, fields) {
            Ok(()) => match AssertUnwindSafe(reply(step, &mut visit)).catch_unwind().await {
                Ok(Ok(reply)) => reply,
                Ok(Err(error)) => refused(&visit, unavailable(&error)),
                Err(_) => refused(&visit, had_a_bug(&visit)),
            },
            Err(refusal) => {
                let answer = refused(&visit, refusal);
                match refusal {
                    Refusal::NotAllowed(methods) => answer.allowing(methods),
                    // The way on: without them the next request is read.
                    Refusal::Unreadable if visit.has_doubled_cookies() => {
                        let cleared = COOKIES.into_iter().map(SetCookie::cleared);
                        cleared.fold(answer, Reply::with)
                    }
                    _ => answer,
                }
            }
        };
        self.leave(&visit, answer, refused)
    }

    /// Reads the form of a post, and finds out whose it is.
    fn admit(
        &self,
        visit: &mut StaffVisit,
        request: &Request,
        fields: &[&str],
    ) -> Result<(), Refusal> {
        if request.headers().contains_key(UNREADABLE) || visit.has_doubled_cookies() {
            return Err(Refusal::Unreadable);
        }
        let Some(methods) = routes::methods(visit.path()) else { return Err(Refusal::NotFound) };
        let is_get = visit.method == Method::HEAD && routes::takes_head(visit.path());
        let method = if is_get { &Method::GET } else { &visit.method };
        if !methods.contains(&method.as_str()) {
            return Err(Refusal::NotAllowed(methods));
        }
        if visit.method != Method::POST {
            return Ok(());
        }
        let sender = csrf::sender(request.headers(), &self.origin);
        if sender == Sender::Others {
            return Err(Refusal::Forbidden);
        }
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        let form = Form::parse(kind, request.body().as_ref(), fields);
        visit.form = form.map_err(|error| match error {
            FormError::TooLarge => Refusal::TooLarge,
            FormError::WrongType => Refusal::WrongType,
            FormError::Unreadable => Refusal::Unreadable,
        })?;
        if visit.is_own_form() || (sender == Sender::Us && visit.has_form_of_ended_session()) {
            return Ok(());
        }
        Err(Refusal::Forbidden)
    }

    /// Hands out an answer: cookies, headers, compression, and the request's one line in the log.
    fn leave(
        &self,
        visit: &StaffVisit,
        reply: Reply,
        refused: fn(&StaffVisit, Refusal) -> Reply,
    ) -> Response<Body> {
        let reference = visit.reference();
        let reply = reply.rendered_at_desk(&reference, || refused(visit, Refusal::Failed));
        let duration_ms = u64::try_from(visit.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (step, outcome, status) = ("desk", reply.outcome, reply.status().as_u16());
        tracing::info!(step, outcome, status, duration_ms, reference, "answered");
        tracing::info!(target: "metrics", step, outcome, Steps = 1_u64, Duration = duration_ms);
        let policy = self.portal.look.desk_policy;
        let cookies = visit.cookies_to_set();
        reply.into_response(policy, cookies, visit.takes_gzip, visit.method == Method::HEAD)
    }
}

/// A bug of ours. What the panic says went to the log by itself.
fn had_a_bug(visit: &StaffVisit) -> Refusal {
    let reference = visit.reference();
    tracing::error!(outcome = "panicked", reference, "the desk had a bug");
    Refusal::Failed
}

/// A store that does not answer; its cause goes to the log, once, here.
fn unavailable(error: &StoreError) -> Refusal {
    match error {
        StoreError::Conflict => tracing::info!("lost a race more often than is tried again"),
        StoreError::Unavailable(cause) => tracing::error!(cause, "a store did not answer"),
    }
    Refusal::Unavailable
}

#[cfg(test)]
mod tests;
