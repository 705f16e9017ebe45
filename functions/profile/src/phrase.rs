//! The security phrase: shown where money is involved, never asked for.

use domain::ports::{Clock, Counters, Members, SecondFactors, StoreError};
use domain::{
    Changed, Needs, OutboxId, Phrase, RefusedTry, SecurityPhrase, SecurityPhraseError, SignedIn,
};
use web::pages::view::Field;
use web::pages::{Html, UpdatePhrase};
use web::proof::{self, About, Proof};
use web::words::words;
use web::{Reply, Step, Visit};

use crate::pages;
use crate::twice::{self, Change, Written};

pub(crate) const FIELDS: [&str; 2] = ["security_phrase", proof::FIELDS[0]];

/// How changing it ended.
enum NewPhraseEnd {
    /// The phrase is kept.
    Saved,
    /// Rules of the form were broken.
    Refused { phrase: Option<SecurityPhraseError>, about: About },
    /// Too many wrong passwords.
    Limited(RefusedTry, About),
    /// The session ended in between.
    Overtaken,
}

/// The form, empty or with what was typed before.
pub(crate) fn show(visit: &Visit, who: &SignedIn) -> Reply {
    let typed = visit.form().get(FIELDS[0]);
    let phrase = Field { value: typed.expose(), error: None };
    Reply::ok(page(visit, who, phrase, About::default()), "shown")
}

pub(crate) async fn submit(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    Ok(answer(visit, who, &change(step, visit, who).await?))
}

async fn change(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<NewPhraseEnd, StoreError> {
    let about = match proof::check(step, visit, who, Needs::Password).await? {
        Proof::Given(_) => None,
        Proof::Refused(about) => Some(about),
        Proof::Limited(refused, about) => return Ok(NewPhraseEnd::Limited(refused, about)),
        Proof::SignedOut => return Ok(NewPhraseEnd::Overtaken),
    };
    let typed = visit.form().get(FIELDS[0]);
    let member = &who.member;
    // Whether it is the password is told only to who knows the password: a phrase is no way to guess at it.
    let is_password = |text: &str| about.is_none() && member.password.verify(&step.desk.keys, text);
    let accounts = member.account_numbers();
    let parsed = SecurityPhrase::parse(typed.expose(), &member.email, &accounts, is_password);
    let phrase = match (parsed, about) {
        (Ok(phrase), None) => phrase,
        (parsed, about) => {
            let (phrase, about) = (parsed.err(), about.unwrap_or_default());
            return Ok(NewPhraseEnd::Refused { phrase, about });
        }
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
        NewPhraseEnd::Refused { phrase, about } => {
            let says = &words(visit.language()).errors;
            let sentence = phrase.map(|error| says.about_phrase(error));
            // A password typed here by mistake is not sent back.
            let is_password = *phrase == Some(SecurityPhraseError::IsPassword);
            let value = if is_password { "" } else { typed.expose() };
            let phrase = Field { value, error: sentence.as_deref() };
            Reply::refused(page(visit, who, phrase, *about))
        }
        NewPhraseEnd::Limited(refused, about) => proof::limited(visit, who, *refused, || {
            page(visit, who, Field { value: typed.expose(), error: None }, *about)
        }),
        NewPhraseEnd::Overtaken => web::sign_in_first(),
    }
}

fn page(visit: &Visit, who: &SignedIn, security_phrase: Field<'_>, about: About) -> Html {
    let page = UpdatePhrase {
        view: visit.view(),
        security_phrase,
        current_password: proof::boxes(visit, who, Needs::Password, about).password,
        email: who.member.email.expose(),
        has_phrase: who.member.may_pay(),
        least: SecurityPhrase::MIN,
    };
    page.render()
}
