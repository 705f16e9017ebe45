//! Where a request is received and its answer handed out: what is the same for all steps.

use domain::limits::Subject;
use domain::paying::Vendor;
use domain::ports::{Clock, Counters, StoreError};
use domain::{CountedTry, Front, KeyRing, decide_anew};
use futures_util::future::BoxFuture;
use http::{Method, Response, header};
use jiff::Timestamp;
use lambda_http::{Body, Request};

use crate::pages::ProblemKind;
use crate::portal::Portal;
use crate::request::cookies::{self, SetCookie};
use crate::request::csrf::Sender;
use crate::request::form::{Form, FormError};
use crate::request::gateway::UNREADABLE;
use crate::request::members::{NO_SESSION, sign_in_first};
use crate::request::random::random;
use crate::request::reply::Reply;
use crate::request::visit::{ReadWith, Visit};

/// Whether only members post there.
fn is_for_members(path: &str) -> bool {
    path == "/sign-out"
        || path.starts_with("/profile/")
        || crate::routes::page_of_members(path).is_some()
}

/// What every step has at hand.
#[derive(Clone)]
pub struct Desk<C> {
    /// The co-op whose portal it is.
    pub portal: &'static Portal,
    /// The keys.
    pub keys: KeyRing,
    /// The portal's own origin, such as `https://porch.example`; links are made from it and from nothing else.
    pub origin: String,
    /// The time.
    pub clock: C,
    /// Set while staff work on the portal: until when it is closed. Once that is over it stays closed, but says no time.
    pub closed: Option<Timestamp>,
    /// What stands in front of the gateway, if anything does: whose address a request has is then up to it.
    pub front: Option<Front>,
    /// Who takes payments, if the co-op has members pay from here.
    pub vendor: Option<Vendor>,
}

/// A step: the ports it reads and writes, and the desk.
#[derive(Clone)]
pub struct Step<P, C> {
    /// What it reads and writes; `()` where it does neither.
    pub ports: P,
    /// What every step has at hand.
    pub desk: Desk<C>,
}

impl<P, C: Clock> Step<P, C> {
    /// Answers a request: lets it in as a visit, has the step make a reply of it, and hands that out.
    ///
    /// `name` is the step's in the log, and `fields` are what its pages post. A store that does not answer gets its page.
    pub async fn answer(
        &self,
        name: &'static str,
        fields: &[&str],
        request: Request,
        reply: impl for<'a> FnOnce(&'a Self, &'a Visit) -> BoxFuture<'a, Result<Reply, StoreError>>,
    ) -> Response<Body> {
        let visit = match self.desk.enter(name, &request, fields) {
            Ok(visit) => visit,
            Err(refused) => return *refused,
        };
        let reply = reply(self, &visit).await;
        let reply = reply.unwrap_or_else(|error| unavailable(&visit, &error));
        self.desk.leave(&visit, reply)
    }
}

impl<C: Clock> Desk<C> {
    /// Reads a request for a step whose pages post `fields`.
    ///
    /// # Errors
    ///
    /// The answer to a request that no step should see: unreadable, too large, forged, or at a time when it is closed.
    pub(crate) fn enter(
        &self,
        step: &'static str,
        request: &Request,
        fields: &[&str],
    ) -> Result<Visit, Box<Response<Body>>> {
        let now = self.clock.now();
        let random = [random(), random()];
        let with = ReadWith { portal: self.portal, keys: &self.keys, front: self.front.as_ref() };
        let mut visit = Visit::read(step, &with, now, request, random);
        let refuse = |visit: Visit, kind| {
            let reply = Reply::problem(&visit, kind, None);
            Err(Box::new(self.leave(&visit, reply)))
        };
        if let Some(until) = self.closed {
            return refuse(visit, ProblemKind::Closed(Some(until).filter(|it| *it > now)));
        }
        if request.headers().contains_key(UNREADABLE) {
            return refuse(visit, ProblemKind::Unreadable);
        }
        if visit.has_doubled_cookies() {
            // The way on: without them the next request is read.
            let reply = Reply::problem(&visit, ProblemKind::Unreadable, None);
            let reply = cookies::ALL.into_iter().map(SetCookie::cleared).fold(reply, Reply::with);
            return Err(Box::new(self.leave(&visit, reply)));
        }
        if request.method() != Method::POST {
            visit.take_up_draft(&self.keys);
            visit.take_up_done();
            return Ok(visit);
        }
        // Nothing that was posted matters where nothing is posted to.
        if !crate::routes::methods(&visit.path).is_some_and(|methods| methods.contains(&"POST")) {
            let reply = lost(&visit);
            return Err(Box::new(self.leave(&visit, reply)));
        }
        let sender = crate::request::csrf::sender(request.headers(), &self.origin);
        if sender == Sender::Others {
            return refuse(visit, ProblemKind::Forbidden);
        }
        let content_type =
            request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        match Form::parse(content_type, request.body().as_ref(), fields) {
            Ok(form) => visit.take_form(form),
            Err(FormError::TooLarge) => return refuse(visit, ProblemKind::TooLarge),
            Err(FormError::WrongType) => return refuse(visit, ProblemKind::WrongType),
            Err(FormError::Unreadable) => return refuse(visit, ProblemKind::Unreadable),
        }
        if visit.is_own_form(&self.keys, now, is_for_members(&visit.path)) {
            visit.switch_language();
            visit.take_up_done();
            Ok(visit)
        } else if visit.session.is_none()
            && (is_for_members(&visit.path) || visit.has_form_of_a_member())
        {
            // The form is of a session that is over: nothing comes of it, and the way on is to sign in.
            Err(Box::new(self.leave(&visit, sign_in_first())))
        } else if sender == Sender::Us && visit.has_older_form() {
            // A page left open for too long, or of another session: nothing comes of it, and nothing typed is lost.
            visit.show_again();
            Ok(visit)
        } else if visit.has_cookie_of_forms() {
            refuse(visit, ProblemKind::Forbidden)
        } else {
            refuse(visit, ProblemKind::NoCookie)
        }
    }

    /// Hands out an answer: cookies, headers, compression, and the request's one line in the log.
    pub(crate) fn leave(&self, visit: &Visit, reply: Reply) -> Response<Body> {
        let reply = reply.rendered(visit).shown_again(visit);
        let duration_ms = u64::try_from(visit.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (status, outcome) = (reply.status().as_u16(), reply.outcome);
        let reference = reply.reference.clone().unwrap_or_else(|| visit.reference().to_string());
        let step = visit.step;
        tracing::info!(step, outcome, status, duration_ms, reference, "answered");
        tracing::info!(target: "metrics", step, outcome, Steps = 1_u64, Duration = duration_ms);
        let mut cookies = visit.set.clone();
        if reply.outcome == NO_SESSION && crate::routes::page_to_come_back_to(&visit.path).is_some()
        {
            cookies.push(SetCookie::signed(&self.keys, &visit.draft(), visit.now()));
        }
        if let Some(language) = visit.chosen_language {
            cookies.push(SetCookie::language(language));
        }
        if let Some(session) = &visit.session
            && !crate::routes::is_asked_by_script(visit.method.as_str(), &visit.path)
        {
            // The idle time begins anew with each answer that somebody asked for; nothing is written for it.
            cookies.push(SetCookie::session(&self.keys, session, visit.figures(), visit.now()));
        }
        let policy = self.portal.content_security_policy(visit.session.is_some());
        reply.into_response(policy, cookies, visit.takes_gzip, visit.method == Method::HEAD)
    }
}

/// The page for a store that does not answer; its cause goes to the log, once, here.
fn unavailable(visit: &Visit, error: &StoreError) -> Reply {
    match error {
        StoreError::Conflict => tracing::info!("lost a race more often than is tried again"),
        StoreError::Unavailable(cause) => tracing::error!(cause, "a store did not answer"),
    }
    Reply::problem(visit, ProblemKind::Unavailable, None)
}

/// The page for a path or method that a function does not answer.
#[must_use]
pub fn lost(visit: &Visit) -> Reply {
    match crate::routes::methods(visit.route().1) {
        Some(methods) if !methods.contains(&visit.route().0) => {
            Reply::problem(visit, ProblemKind::MethodNotAllowed, None).allowing(methods)
        }
        Some(_) | None => Reply::problem(visit, ProblemKind::NotFound, None),
    }
}

/// Sets counters back to zero after a success. What came before holds even if this fails; they then stand higher than
/// they need.
pub async fn forget(counters: &impl Counters, subjects: &[Subject]) {
    for subject in subjects {
        if let Err(error) = counters.clear(subject).await {
            tracing::error!(error = %error, "a counter was not cleared after a success");
        }
    }
}

/// Forgets a password's try, which was the right one: what it was counted on goes back to zero, and its networks have one
/// try less. What came before holds even if this fails.
pub async fn forget_try<P: Counters, C: Clock>(
    step: &Step<P, C>,
    visit: &Visit,
    tried: &CountedTry,
) {
    forget(&step.ports, &tried.clears).await;
    if tried.networks.is_empty() {
        return;
    }
    let take_back = || async {
        let read = step.ports.read(&tried.networks).await?;
        let counts = tried.taken_back(&read, visit.now());
        if counts.is_empty() { Ok(()) } else { step.ports.count(&counts).await }
    };
    if let Err(error) = decide_anew(&step.desk.clock, take_back).await {
        tracing::error!(error = %error, "a right password was not taken back from its network");
    }
}

#[cfg(test)]
mod tests;
