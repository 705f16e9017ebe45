//! Step 6: paper bills, yes or no.

mod pages;

use domain::ports::{Clock, Links, Members, StoreError};
use domain::{
    AskingBills, Bills, Envelope, IssueIds, Member, OutboxId, PendingId, Which, ask_bills,
};
use lambda_http::{Body, Request, Response};
use web::{Form, Reply, Step, Visit};

const FIELDS: [&str; 3] = ["paperless", "skip", "version"];

/// Answers `GET, POST /register/paperless`.
#[tracing::instrument(name = "paperless", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Links, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("paperless", &FIELDS, request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Members + Links, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let Some(who) = web::signed_in(&step.ports, visit).await? else {
        return Ok(web::sign_in_first());
    };
    Ok(match visit.route() {
        // Without an account of their own no bills are theirs to choose.
        (_, "/register/paperless") if who.member.accounts.is_empty() => {
            pages::chosen(visit, &who.member)
        }
        ("GET", "/register/paperless") => pages::form(visit, &who.member),
        ("POST", "/register/paperless") => submit(step, visit, who.member).await?,
        _ => web::lost(visit),
    })
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    On,
    Off,
    Skip,
}

async fn submit(
    step: &Step<impl Members + Links, impl Clock>,
    visit: &Visit,
    mut member: Member,
) -> Result<Reply, StoreError> {
    let Some(choice) = parse(visit.form()) else { return Ok(pages::not_chosen(visit)) };
    if choice != Choice::Skip && member.all_held(visit.now()).is_some() {
        return Ok(pages::form(visit, &member));
    }
    // Who agrees has to have seen the text that is in force.
    if choice == Choice::On && !visit.shows_paperless_in_force() {
        return Ok(pages::changed(visit));
    }
    if choice == Choice::On && visit.portal().paperless_confirmed {
        match asked(step, visit, &member) {
            AskingBills::Asks(asked) => {
                return match step.ports.ask_bills(&asked).await {
                    Ok(()) | Err(StoreError::Conflict) => Ok(pages::chosen(visit, &asked.member)),
                    Err(error @ StoreError::Unavailable(_)) => Err(error),
                };
            }
            AskingBills::Waits => return Ok(pages::chosen(visit, &member)),
            // Nothing is to be confirmed by who gets them so already.
            AskingBills::Nothing | AskingBills::NotTheirs => {}
        }
    }
    let envelope = decide(visit, &mut member, choice);
    match step.ports.change(&member, envelope.as_ref()).await {
        // Another window answered in between; its answer stands and can be changed.
        Ok(()) | Err(StoreError::Conflict) => Ok(pages::chosen(visit, &member)),
        Err(error @ StoreError::Unavailable(_)) => Err(error),
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

/// What agreeing leads to where a letter has to confirm it.
fn asked<P>(step: &Step<P, impl Clock>, visit: &Visit, member: &Member) -> AskingBills {
    let consent = visit.portal().paperless.consent(visit.language(), visit.now());
    let envelope = OutboxId::from_random(web::random());
    let ids = IssueIds { item: PendingId::new(web::random()), envelope };
    ask_bills(&step.desk.keys, member.clone(), &Which::All, consent, ids)
}

/// Takes the choice in, for all accounts, and answers what tells of it.
fn decide(visit: &Visit, member: &mut Member, choice: Choice) -> Option<Envelope> {
    let bills = match choice {
        Choice::On => Bills::ByEmail,
        Choice::Off => Bills::OnPaper,
        Choice::Skip => {
            member.skip_bills(visit.now());
            return None;
        }
    };
    let paperless = &visit.portal().paperless;
    let consent = paperless.consent(visit.language(), visit.now());
    let agreed = (consent, paperless.text.get(visit.language()));
    member.choose_bills(&Which::All, bills, agreed, OutboxId::from_random(web::random()))
}
