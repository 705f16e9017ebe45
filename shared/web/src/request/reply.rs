//! What a step answers, and the headers that every answer has.

mod others;
mod problems;
pub(super) mod wire;

use std::borrow::Cow;
use std::io;

use domain::ReferenceCode;
use http::{HeaderValue, Response, StatusCode, header};
use lambda_http::Body;

use crate::pages::view::ShownAgain;
use crate::pages::{Html, ProblemKind};
use crate::request::cookies::SetCookie;
use crate::request::visit::Visit;

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// An answer before it gets the headers that all have.
pub struct Reply {
    status: StatusCode,
    kind: &'static str,
    body: String,
    /// A file in place of a page.
    file: Option<wire::File>,
    /// Why the page is not there; the desk answers with the failure page.
    unrendered: Option<askama::Error>,
    location: Option<Cow<'static, str>>,
    cookies: Vec<SetCookie>,
    signed_out: bool,
    no_referrer: bool,
    /// The origin that the page's form is posted to, if it is not ours.
    posts_to: Option<String>,
    /// For how many seconds others may keep the answer.
    kept_for: Option<u32>,
    allow: Option<String>,
    retry_after: Option<u32>,
    pub(crate) reference: Option<String>,
    pub(crate) outcome: &'static str,
}

impl Reply {
    fn new(status: StatusCode, kind: &'static str, body: String, outcome: &'static str) -> Self {
        Self {
            status,
            kind,
            body,
            file: None,
            unrendered: None,
            location: None,
            cookies: Vec::new(),
            signed_out: false,
            no_referrer: false,
            posts_to: None,
            kept_for: None,
            allow: None,
            retry_after: None,
            reference: None,
            outcome,
        }
    }

    /// A page. `outcome` names it in the log.
    #[must_use]
    pub fn page(status: StatusCode, html: Html, outcome: &'static str) -> Self {
        match html {
            Ok(html) => Self::new(status, HTML, html, outcome),
            Err(error) => Self {
                unrendered: Some(error),
                ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, HTML, String::new(), outcome)
            },
        }
    }

    /// A page that answers a GET or shows how a post ended: 200.
    #[must_use]
    pub fn ok(html: Html, outcome: &'static str) -> Self {
        Self::page(StatusCode::OK, html, outcome)
    }

    /// A form that comes back with what was typed: 422.
    #[must_use]
    pub fn refused(html: Html) -> Self {
        Self::page(StatusCode::UNPROCESSABLE_ENTITY, html, "refused")
    }

    /// JSON for our own script.
    #[must_use]
    pub fn json(json: String, outcome: &'static str) -> Self {
        Self::new(StatusCode::OK, JSON, json, outcome)
    }

    /// A file that the browser keeps and does not show. It is compressed while it is written, where the browser takes
    /// that, so that a large one is never whole in memory as it is.
    ///
    /// `name` is what the browser calls it; it names nobody.
    #[must_use]
    pub fn download(
        visit: &Visit,
        (kind, name): (&'static str, &str),
        write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> Self {
        let reply = Self::new(StatusCode::OK, kind, String::new(), "downloaded");
        match wire::File::write(name, visit.takes_gzip, write) {
            Ok(file) => Self { file: Some(file), ..reply },
            Err(_) => Self::problem(visit, ProblemKind::Failure, None),
        }
    }

    /// Goes on to one of our own pages: 303.
    #[must_use]
    pub fn see_other(path: impl Into<Cow<'static, str>>, outcome: &'static str) -> Self {
        let reply = Self::new(StatusCode::SEE_OTHER, HTML, String::new(), outcome);
        Self { location: Some(path.into()), ..reply }
    }

    /// The reply, with the failure page in place of a page that could not be rendered. Its cookies stay, since what was
    /// written stays.
    pub(crate) fn rendered(self, visit: &Visit) -> Self {
        let Some(error) = self.unrendered else { return self };
        let reference = self.reference.unwrap_or_else(|| visit.reference().to_string());
        let outcome = self.outcome;
        tracing::error!(error = %error, outcome, reference, "a page could not be rendered");
        let failure = Self::failure(visit.portal, visit.language(), &reference);
        let (cookies, signed_out, no_referrer) = (self.cookies, self.signed_out, self.no_referrer);
        Self { cookies, signed_out, no_referrer, reference: Some(reference), ..failure }
    }

    /// The same at the desk, whose failure page is its own.
    pub(crate) fn rendered_at_desk(self, reference: &str, failed: impl FnOnce() -> Self) -> Self {
        let Some(error) = self.unrendered else { return self };
        let outcome = self.outcome;
        tracing::error!(error = %error, outcome, reference, "a page could not be rendered");
        let mut failure = failed();
        if let Some(error) = failure.unrendered.take() {
            tracing::error!(error = %error, reference, "the failure page could not be rendered");
            (failure.kind, failure.body) =
                (TEXT, format!("The desk has a fault.\n\nCode: {reference}"));
        }
        Self { cookies: self.cookies, signed_out: self.signed_out, ..failure }
    }

    /// A form that is shown again because its token was too old keeps the status of a refused request.
    pub(crate) fn shown_again(mut self, visit: &Visit) -> Self {
        let refused = matches!(visit.shown_again, Some(ShownAgain::Stale | ShownAgain::NoCookie));
        if refused && self.status == StatusCode::OK {
            self.status = StatusCode::FORBIDDEN;
            self.outcome = "stale_form";
        }
        self
    }

    /// Names in the log what staff find the answer by, where the visit's own code is another.
    #[must_use]
    pub fn about(mut self, reference: &ReferenceCode) -> Self {
        self.reference = Some(reference.to_string());
        self
    }

    /// Sets or clears a cookie.
    #[must_use]
    pub fn with(mut self, cookie: SetCookie) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// Tells the browser to forget all it kept of the session. Source: ASVS 14.3.1.
    #[must_use]
    pub fn signed_out(mut self) -> Self {
        self.signed_out = true;
        self
    }

    /// Keeps the page's address out of every `Referer`: it holds a token.
    #[must_use]
    pub fn without_referrer(mut self) -> Self {
        self.no_referrer = true;
        self
    }

    /// Names the methods that a path takes.
    #[must_use]
    pub fn allowing(mut self, methods: &[&str]) -> Self {
        self.allow = Some(methods.join(", "));
        self
    }

    pub(crate) fn sets(&self, name: &str) -> bool {
        self.cookies.iter().any(|cookie| cookie.name == name)
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// The answer with every header that all answers have.
    pub(crate) fn into_response(
        self,
        policy: &'static str,
        mut cookies: Vec<SetCookie>,
        gzip: bool,
        head: bool,
    ) -> Response<Body> {
        cookies.retain(|cookie| !self.sets(cookie.name));
        cookies.extend_from_slice(&self.cookies);
        if self.kept_for.is_some() {
            // Whoever keeps the answer would hand one visitor's cookies to the next.
            cookies.clear();
        }
        let mut response = Response::new(Body::Empty);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        for (name, value) in wire::FIXED {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let policy = if self.kind == HTML && !self.body.is_empty() { policy } else { wire::BARE };
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
        let referrer = if self.no_referrer { "no-referrer" } else { "same-origin" };
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static(referrer));
        self.let_others(policy, headers);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if let Some(path) = self.location.and_then(|path| HeaderValue::from_str(&path).ok()) {
            headers.insert(header::LOCATION, path);
        }
        if self.signed_out {
            let all = HeaderValue::from_static("\"cache\", \"storage\"");
            headers.insert("clear-site-data", all);
        }
        if let Some(allow) = self.allow.and_then(|allow| HeaderValue::from_str(&allow).ok()) {
            headers.insert(header::ALLOW, allow);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        for cookie in cookies {
            if let Ok(line) = HeaderValue::from_str(&cookie.line) {
                headers.append(header::SET_COOKIE, line);
            }
        }
        if let Some(named) = self.file.as_ref().and_then(wire::File::disposition) {
            headers.insert(header::CONTENT_DISPOSITION, named);
        }
        if !head {
            let (body, encoding) = match self.file {
                Some(file) => file.into_body(),
                None => wire::encoded(self.body, gzip),
            };
            if let Some(encoding) = encoding {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            *response.body_mut() = body;
        }
        response
    }
}

#[cfg(test)]
mod tests;
