//! Counting a try before anybody looks at the password.

use domain::ports::{Clock, Counters, Members, Pendings, StoreError};
use domain::{CountedTry, Email, EmailKey, Member, Pending, RefusedTry, SignInTry, decide_anew};
use web::{Step, Visit};

/// A try that was counted, and all that its decision hangs on.
pub(crate) struct Try {
    pub(crate) member: Option<Member>,
    pub(crate) pendings: Vec<Pending>,
    pub(crate) counted: CountedTry,
}

/// Whether a password may be looked at.
pub(crate) enum Counting {
    /// It may, and is counted.
    Counted(Box<Try>),
    /// It may not; nothing is counted.
    Refused(RefusedTry),
}

/// Reads and counts; the count is the last call before the decision, and is the same whoever has the email.
///
/// A refused try writes nothing and costs no hash.
pub(crate) async fn count(
    step: &Step<impl Members + Pendings + Counters, impl Clock>,
    visit: &Visit,
    email: &Email,
) -> Result<Counting, StoreError> {
    decide_anew(&step.desk.clock, || attempt(step, visit, email)).await
}

async fn attempt(
    step: &Step<impl Members + Pendings + Counters, impl Clock>,
    visit: &Visit,
    email: &Email,
) -> Result<Counting, StoreError> {
    let key = EmailKey::of(&step.desk.keys, email);
    let (address, site, device) = (visit.address(), visit.site(), visit.known_device());
    let asked = SignInTry { email: key.clone(), address, site, device };
    let subjects = asked.subjects();
    let (member, pendings, counters) = tokio::try_join!(
        step.ports.by_email(email),
        step.ports.matched(&key),
        step.ports.read(&subjects),
    )?;
    let counted = match asked.count(&counters, member.as_ref(), visit.figures(), visit.now()) {
        Ok(counted) => counted,
        Err(refused) => return Ok(Counting::Refused(refused)),
    };
    step.ports.count(&counted.counts).await?;
    Ok(Counting::Counted(Box::new(Try { member, pendings, counted })))
}
