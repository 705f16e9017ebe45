//! Step 3: security question, robot check, terms.
//!
//! Whatever was typed, the page that follows is the same; only the letter differs, and it goes to the address itself.

mod pages;
mod post;

use domain::ports::{Clock, Registrations, StoreError};
use domain::{AskedWith, EmailKey, LookUp, OutboxId, Pending, RecordEnd, SenderLimit, decide_anew};
use lambda_http::{Body, Request, Response};
use web::robot::{AboutRobot, RobotForm};
use web::{Reply, Step, Visit, questions};

use crate::post::{Carried, Errors, Post};

/// Answers `GET, POST /register/identity`, `GET /captcha` and `GET /terms`.
#[tracing::instrument(name = "confirm-identity", skip_all)]
pub async fn handle(
    step: &Step<impl Registrations, impl Clock>,
    request: Request,
) -> Response<Body> {
    let fields = post::fields(step.desk.portal);
    step.answer("confirm-identity", &fields, request, |step, visit| Box::pin(reply(step, visit)))
        .await
}

async fn reply(
    step: &Step<impl Registrations, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let keys = &step.desk.keys;
    Ok(match visit.route() {
        ("GET", "/register/identity") => pages::form(visit),
        ("POST", "/register/identity") => pages::asked(keys, visit, &submit(step, visit).await?),
        ("GET", "/captcha") => {
            let form = RobotForm::of(visit.query("for"));
            let challenge = web::robot::challenge(keys, form, visit.figures(), visit.now());
            pages::challenge(visit, challenge.ok())
        }
        ("GET", "/terms") => pages::terms(visit),
        _ => web::lost(visit),
    })
}

/// How a post ended.
pub(crate) enum AskEnd {
    /// Asked; the letter tells what came of it.
    Asked(LookUp),
    /// A rule of the form was broken.
    Refused(Errors),
    /// The sender has to wait.
    Limited(SenderLimit),
    /// The extract in force has no answers to a question. Nothing was counted.
    Unanswered(&'static str),
    /// The page was open for too long: it comes again, filled in.
    Late(Carried),
    /// Step 2 comes first.
    NoTicket,
}

async fn submit(
    step: &Step<impl Registrations, impl Clock>,
    visit: &Visit,
) -> Result<AskEnd, StoreError> {
    if let Some(late) = Carried::of(visit).filter(|carried| carried.is_late) {
        return Ok(AskEnd::Late(late));
    }
    match post::parse(&step.desk.keys, visit) {
        Some(Ok(post)) => decide_anew(&step.desk.clock, || attempt(step, visit, &post)).await,
        Some(Err(errors)) => Ok(AskEnd::Refused(errors)),
        None => Ok(AskEnd::NoTicket),
    }
}

async fn attempt(
    step: &Step<impl Registrations, impl Clock>,
    visit: &Visit,
    post: &Post,
) -> Result<AskEnd, StoreError> {
    let (keys, now) = (&step.desk.keys, visit.now());
    let look_up = LookUp {
        account: post.asked.account.clone(),
        email: post.asked.email.clone(),
        email_key: EmailKey::of(keys, &post.asked.email),
        address: visit.address(),
        site: visit.site(),
        pending: Pending::id_of(keys, &post.ticket.ticket.id, &post.asked),
    };
    let found = step.ports.look_up(&look_up).await?;
    if found.asked_before {
        return Ok(AskEnd::Asked(look_up));
    }
    if let Some(field) = questions::unanswered(visit.portal(), found.extract.as_ref()) {
        return Ok(AskEnd::Unanswered(field));
    }
    let (figures, scripted) = (visit.figures(), post.challenge.is_some());
    if let Err(limit) = domain::sender_may_try(&found, scripted, figures, now) {
        return Ok(AskEnd::Limited(limit));
    }
    let terms = visit.portal().terms.accepted(visit.language(), now);
    let envelope = OutboxId::from_random(web::random());
    let with = AskedWith { terms, challenge: post.challenge.clone(), envelope };
    let recorded = domain::record(keys, &post.asked, &look_up, &found, with, figures);
    Ok(match step.ports.record(&recorded).await? {
        RecordEnd::Recorded | RecordEnd::RecordedBefore => AskEnd::Asked(look_up),
        RecordEnd::ChallengeUsed => AskEnd::Refused(Errors::of_robot(AboutRobot::Expired)),
    })
}
