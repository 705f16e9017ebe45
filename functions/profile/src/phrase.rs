//! The security phrase: shown where money is involved, never asked for.

use domain::ports::{Clock, Counters, Members, StoreError};
use domain::{
    Changed, OutboxId, Phrase, RefusedTry, SecurityPhrase, SecurityPhraseError, SignedIn,
};
use web::pages::view::{Field, SecretField};
use web::pages::{Html, UpdatePhrase};
use web::words::words;
use web::{Reply, Step, Visit};

use crate::again::{self, About, Asked, Proof};
use crate::pages;
use crate::twice::{self, Change, Written};

pub(crate) const FIELDS: [&str; 2] = ["security_phrase", again::FIELD];

/// How changing it ended.
enum NewPhraseEnd {
    /// The phrase is kept.
    Saved,
    /// Rules of the form were broken.
    Refused { phrase: Option<SecurityPhraseError>, password: Option<About> },
    /// Too many wrong passwords.
    Limited(RefusedTry),
    /// The session ended in between.
    Overtaken,
}

/// The form, empty or with what was typed before.
pub(crate) fn show(visit: &Visit, who: &SignedIn) -> Reply {
    let typed = visit.form().get(FIELDS[0]);
    let phrase = Field { value: typed.expose(), error: None };
    Reply::ok(page(visit, who, phrase, SecretField::default()), "shown")
}

pub(crate) async fn submit(
    step: &Step<impl Members + Counters, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    Ok(answer(visit, who, &change(step, visit, who).await?))
}

async fn change(
    step: &Step<impl Members + Counters, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<NewPhraseEnd, StoreError> {
    let password = match again::check(step, visit, who, Asked::UnlessFresh).await? {
        Proof::Given => None,
        Proof::Refused(about) => Some(about),
        Proof::Limited(refused) => return Ok(NewPhraseEnd::Limited(refused)),
    };
    let typed = visit.form().get(FIELDS[0]);
    let member = &who.member;
    // Whether it is the password is told only to who knows the password: a phrase is no way to guess at it.
    let is_password =
        |text: &str| password.is_none() && member.password.verify(&step.desk.keys, text);
    let accounts = member.account_numbers();
    let parsed = SecurityPhrase::parse(typed.expose(), &member.email, &accounts, is_password);
    let phrase = match (parsed, password) {
        (Ok(phrase), None) => phrase,
        (parsed, password) => return Ok(NewPhraseEnd::Refused { phrase: parsed.err(), password }),
    };
    let id = OutboxId::from_random(web::random());
    let written = twice::write(step, visit, who, |mut member| {
        // A second press of the button tells nobody once more.
        let is_kept = member.phrase == Phrase::Chosen(phrase.clone());
        let told = member.change_phrase(phrase.clone(), id.clone(), visit.now());
        Some(Change { member, told: (!is_kept).then_some(told) })
    });
    Ok(match written.await? {
        Written::Done => NewPhraseEnd::Saved,
        Written::Overtaken => NewPhraseEnd::Overtaken,
    })
}

/// Shows how it ended. No `_` arm: a new end must get a page.
fn answer(visit: &Visit, who: &SignedIn, end: &NewPhraseEnd) -> Reply {
    let typed = visit.form().get(FIELDS[0]);
    match end {
        NewPhraseEnd::Saved => pages::done(visit, Changed::Phrase),
        NewPhraseEnd::Refused { phrase, password } => {
            let says = &words(visit.language()).errors;
            let sentence = phrase.map(|error| says.about_phrase(error));
            // A password typed here by mistake is not sent back.
            let is_password = *phrase == Some(SecurityPhraseError::IsPassword);
            let value = if is_password { "" } else { typed.expose() };
            let phrase = Field { value, error: sentence.as_deref() };
            Reply::refused(page(visit, who, phrase, again::field(visit, *password)))
        }
        NewPhraseEnd::Limited(refused) => again::limited(visit, who, *refused, |password| {
            page(visit, who, Field { value: typed.expose(), error: None }, password)
        }),
        NewPhraseEnd::Overtaken => web::sign_in_first(),
    }
}

fn page(
    visit: &Visit,
    who: &SignedIn,
    security_phrase: Field<'_>,
    password: SecretField<'_>,
) -> Html {
    let asks = again::is_shown(visit, who, Asked::UnlessFresh) || password.error.is_some();
    let page = UpdatePhrase {
        view: visit.view(),
        security_phrase,
        current_password: asks.then_some(password),
        email: who.member.email.expose(),
        has_phrase: who.member.may_pay(),
        least: SecurityPhrase::MIN,
    };
    page.render()
}
