//! Step 7: the phrase that tells the member that a page is ours.
//!
//! Who has one changes it in the profile, which asks for the password again.

mod pages;

use domain::ports::{Clock, Members, StoreError};
use domain::{Member, NextStep, Phrase, SecurityPhrase};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

pub(crate) const FIELDS: [&str; 2] = ["security_phrase", "skip"];

/// Answers `GET, POST /register/security-phrase`.
#[tracing::instrument(name = "security-phrase", skip_all)]
pub async fn handle(step: &Step<impl Members, impl Clock>, request: Request) -> Response<Body> {
    let visit = match step.desk.enter("security-phrase", &request, &FIELDS) {
        Ok(visit) => visit,
        Err(refused) => return *refused,
    };
    let reply = match web::signed_in(&step.ports, &visit).await {
        Ok(Some((_, member))) => match visit.route() {
            ("GET" | "POST", _) if member.next_step() == NextStep::Paperless => {
                pages::paperless_first()
            }
            ("GET" | "POST", "/register/security-phrase") if member.may_pay() => {
                pages::in_the_profile()
            }
            ("GET", "/register/security-phrase") => pages::form(&visit),
            ("POST", "/register/security-phrase") => submit(step, &visit, member).await,
            _ => web::lost(&visit),
        },
        Ok(None) => web::sign_in_first(),
        Err(error) => step.desk.unavailable(&visit, &error),
    };
    step.desk.leave(&visit, reply)
}

async fn submit(step: &Step<impl Members, impl Clock>, visit: &Visit, mut member: Member) -> Reply {
    let [typed, skip] = FIELDS.map(|field| visit.form().get(field));
    let keys = &step.desk.keys;
    member.phrase = if skip.expose() == "yes" {
        Phrase::Skipped(visit.now())
    } else {
        let is_password = |text: &str| member.password.verify(keys, text);
        let accounts = member.account_numbers();
        match SecurityPhrase::parse(typed.expose(), &member.email, &accounts, is_password) {
            Ok(phrase) => Phrase::Chosen(phrase),
            Err(error) => return pages::refused(visit, error),
        }
    };
    match step.ports.change(&member, None).await {
        Ok(()) => pages::saved(),
        // Another window wrote in between: the form again, with what was typed.
        Err(StoreError::Conflict) => pages::again(visit),
        Err(error @ StoreError::Unavailable(_)) => step.desk.unavailable(visit, &error),
    }
}
