//! Step 6: paper bills, yes or no.

mod pages;

use domain::ports::{Clock, Members, StoreError};
use domain::{Bills, Envelope, Member, OutboxId, Paperless, Which};
use lambda_http::{Body, Request, Response};
use web::portal::PORTAL;
use web::{Form, Reply, Step, Visit};

const FIELDS: [&str; 2] = ["paperless", "skip"];

/// Answers `GET, POST /register/paperless`.
#[tracing::instrument(name = "paperless", skip_all)]
pub async fn handle(step: &Step<impl Members, impl Clock>, request: Request) -> Response<Body> {
    let visit = match step.desk.enter("paperless", &request, &FIELDS) {
        Ok(visit) => visit,
        Err(refused) => return *refused,
    };
    let reply = match web::signed_in(&step.ports, &visit).await {
        Ok(Some((_, member))) => match visit.route() {
            ("GET", "/register/paperless") => pages::form(&visit),
            ("POST", "/register/paperless") => submit(step, &visit, member).await,
            _ => web::lost(&visit),
        },
        Ok(None) => web::sign_in_first(),
        Err(error) => step.desk.unavailable(&visit, &error),
    };
    step.desk.leave(&visit, reply)
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    On,
    Off,
    Skip,
}

async fn submit(step: &Step<impl Members, impl Clock>, visit: &Visit, member: Member) -> Reply {
    let Some(choice) = parse(visit.form()) else { return pages::not_chosen(visit) };
    let (member, envelope) = decide(visit, member, choice);
    match step.ports.change(&member, envelope.as_ref()).await {
        // Another window answered in between; its answer stands and can be changed.
        Ok(()) | Err(StoreError::Conflict) => pages::chosen(&member),
        Err(error @ StoreError::Unavailable(_)) => step.desk.unavailable(visit, &error),
    }
}

fn parse(form: &Form) -> Option<Choice> {
    match (form.get("paperless").expose(), form.get("skip").expose()) {
        (_, "yes") => Some(Choice::Skip),
        ("yes", _) => Some(Choice::On),
        ("no", _) => Some(Choice::Off),
        _ => None,
    }
}

/// The member with their choice for all accounts, and what tells of it.
fn decide(visit: &Visit, mut member: Member, choice: Choice) -> (Member, Option<Envelope>) {
    let bills = match choice {
        Choice::On => Bills::ByEmail,
        Choice::Off => Bills::OnPaper,
        Choice::Skip => {
            member.paperless = Paperless::Skipped(visit.now());
            return (member, None);
        }
    };
    let consent = PORTAL.paperless.consent(visit.language(), visit.now());
    let id = OutboxId::from_random(web::random());
    let envelope = member.choose_bills(&Which::All, bills, consent, id);
    (member, envelope)
}
