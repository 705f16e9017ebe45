//! Step 7: the phrase that tells the member that a page is ours.
//!
//! Who has one changes it in the profile, which asks for the password again.

mod pages;

use domain::ports::{Clock, Members, StoreError};
use domain::{Member, NextStep, Phrase, SecurityPhrase, SignedIn, decide_anew};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

pub(crate) const FIELDS: [&str; 2] = ["security_phrase", "skip"];

/// Answers `GET, POST /register/security-phrase`.
#[tracing::instrument(name = "security-phrase", skip_all)]
pub async fn handle(step: &Step<impl Members, impl Clock>, request: Request) -> Response<Body> {
    step.answer("security-phrase", &FIELDS, request, |step, visit| Box::pin(reply(step, visit)))
        .await
}

/// A race that was lost is decided anew, from the reading on.
async fn reply(step: &Step<impl Members, impl Clock>, visit: &Visit) -> Result<Reply, StoreError> {
    decide_anew(&step.desk.clock, || attempt(step, visit)).await
}

async fn attempt(
    step: &Step<impl Members, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let Some(SignedIn { member, .. }) = web::signed_in(&step.ports, visit).await? else {
        return Ok(web::sign_in_first());
    };
    Ok(match visit.route() {
        ("GET" | "POST", _) if member.next_step(visit.now()) == NextStep::Paperless => {
            pages::paperless_first()
        }
        // Another press of the button has chosen it.
        ("POST", "/register/security-phrase") if is_chosen(visit, &member) => pages::saved(visit),
        ("GET" | "POST", "/register/security-phrase") if member.may_pay() => {
            pages::in_the_profile()
        }
        ("GET", "/register/security-phrase") => pages::form(visit, &member),
        ("POST", "/register/security-phrase") => submit(step, visit, member).await?,
        _ => web::lost(visit),
    })
}

async fn submit(
    step: &Step<impl Members, impl Clock>,
    visit: &Visit,
    mut member: Member,
) -> Result<Reply, StoreError> {
    let [typed, skip] = FIELDS.map(|field| visit.form().get(field));
    if skip.expose() == "yes" {
        member.skip_phrase(visit.now());
    } else {
        let is_password = |text: &str| member.password.verify(&step.desk.keys, text);
        let accounts = member.account_numbers();
        match SecurityPhrase::parse(typed.expose(), &member.email, &accounts, is_password) {
            Ok(phrase) => member.choose_phrase(phrase),
            Err(error) => return Ok(pages::refused(visit, &member, error)),
        }
    }
    step.ports.change(&member, None).await?;
    Ok(pages::saved(visit))
}

/// Whether what was typed is the phrase that the member has.
fn is_chosen(visit: &Visit, member: &Member) -> bool {
    let (typed, accounts) = (visit.form().get(FIELDS[0]), member.account_numbers());
    let typed = SecurityPhrase::parse(typed.expose(), &member.email, &accounts, |_| false);
    typed.is_ok_and(|typed| member.phrase == Phrase::Chosen(typed))
}
