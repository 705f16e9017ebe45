//! A temporary password typed by hand: it counts as a sign-in try. Filled in by a valid link it does not.

use domain::ports::{Clock, Counters, Pendings, StoreError};
use domain::{
    CountedTry, Email, EmailKey, Pending, RefusedTry, SignInTry, TemporaryFit, decide_anew,
    temporary_fit,
};
use web::{Step, Visit};

use crate::form::{AboutCurrentPassword, AboutEmail, Errors, FIELDS};

/// Which registration a temporary password typed by hand is of.
pub(crate) enum ByHand {
    /// One that can be confirmed.
    Open(Box<Pending>),
    /// One whose temporary password did its work.
    Used(Box<Pending>),
    /// One that was ended before its time.
    Ended(Box<Pending>),
    /// One whose time ran out: a new letter is the way on.
    RanOut,
    /// None, or nothing could be looked for; the errors say why.
    Nobody,
    /// Too many were tried: nobody looked at this one.
    Limited(RefusedTry),
}

/// Without a link, email and temporary password together name the registration.
pub(crate) async fn find(
    step: &Step<impl Pendings + Counters, impl Clock>,
    visit: &Visit,
    errors: &mut Errors,
) -> Result<ByHand, StoreError> {
    let [email, current, ..] = FIELDS.map(|field| visit.form().get(field));
    if current.expose().is_empty() {
        errors.current_password = Some(AboutCurrentPassword::Missing);
    }
    let email = match Email::parse(email.expose()) {
        Ok(email) if !current.expose().is_empty() => email,
        parsed => {
            errors.email = parsed.err().map(AboutEmail::Rule);
            return Ok(ByHand::Nobody);
        }
    };
    // Whose browser it is does not matter: there is no member yet who could have used it.
    let email = EmailKey::of(&step.desk.keys, &email);
    let (address, site) = (visit.address(), visit.site());
    let asked = SignInTry { email, address, site, device: None };
    let counted = decide_anew(&step.desk.clock, || count(step, visit, &asked)).await?;
    let (tried, pendings) = match counted {
        Counting::Counted(tried, pendings) => (tried, pendings),
        Counting::Refused(refused) => return Ok(ByHand::Limited(refused)),
    };
    let found = match temporary_fit(&step.desk.keys, &pendings, current.expose(), visit.now()) {
        TemporaryFit::Open(pending) => ByHand::Open(Box::new(pending.clone())),
        TemporaryFit::RanOut => ByHand::RanOut,
        // It opens nothing any more, so it takes back no count either.
        TemporaryFit::Used(pending) => return Ok(ByHand::Used(Box::new(pending.clone()))),
        TemporaryFit::Ended(pending) => return Ok(ByHand::Ended(Box::new(pending.clone()))),
        TemporaryFit::Nobody => {
            errors.current_password = Some(AboutCurrentPassword::Wrong);
            return Ok(ByHand::Nobody);
        }
    };
    web::forget_try(step, visit, &tried).await;
    Ok(found)
}

/// Whether a temporary password may be looked at.
enum Counting {
    /// It may, and is counted; these are the registrations of the email.
    Counted(CountedTry, Vec<Pending>),
    /// It may not; nothing is counted.
    Refused(RefusedTry),
}

/// Reads and counts; the count is the last call before the decision.
async fn count(
    step: &Step<impl Pendings + Counters, impl Clock>,
    visit: &Visit,
    asked: &SignInTry,
) -> Result<Counting, StoreError> {
    let subjects = asked.subjects();
    let (pendings, counters) =
        tokio::try_join!(step.ports.matched(&asked.email), step.ports.read(&subjects))?;
    match asked.count(&counters, None, visit.figures(), visit.now()) {
        Ok(counted) => {
            step.ports.count(&counted.counts).await?;
            Ok(Counting::Counted(counted, pendings))
        }
        Err(refused) => Ok(Counting::Refused(refused)),
    }
}
