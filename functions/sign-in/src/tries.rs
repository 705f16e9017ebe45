//! Counting a try before anybody looks at the password.

use domain::limits::Subject;
use domain::ports::{Clock, Counters, Members, Pendings, StoreError};
use domain::{CountedTry, Email, EmailKey, Member, Pending, RefusedTry, SignInTry};
use web::{Step, Visit};

/// How often a try that lost a race is decided anew.
const ATTEMPTS: usize = 4;

/// A try that was counted, and all that its decision hangs on.
pub(crate) struct Try {
    pub(crate) member: Option<Member>,
    pub(crate) pendings: Vec<Pending>,
    pub(crate) counted: CountedTry,
}

/// Reads and counts; the count is the last call before the decision, and is the same whoever has the email.
///
/// A refused try writes nothing and costs no hash.
pub(crate) async fn count(
    step: &Step<impl Members + Pendings + Counters, impl Clock>,
    visit: &Visit,
    email: &Email,
) -> Result<Result<Try, RefusedTry>, StoreError> {
    let mut end = Err(StoreError::Conflict);
    for _ in 0..ATTEMPTS {
        end = attempt(step, visit, email).await;
        if !matches!(end, Err(StoreError::Conflict)) {
            break;
        }
    }
    end
}

async fn attempt(
    step: &Step<impl Members + Pendings + Counters, impl Clock>,
    visit: &Visit,
    email: &Email,
) -> Result<Result<Try, RefusedTry>, StoreError> {
    let key = EmailKey::of(&step.desk.keys, email);
    let asked =
        SignInTry { email: key.clone(), address: visit.address(), device: visit.known_device() };
    let subjects = asked.subjects();
    let (member, pendings, counters) = tokio::try_join!(
        step.ports.by_email(email),
        step.ports.matched(&key),
        step.ports.read(&subjects),
    )?;
    let counted = match asked.count(&counters, member.as_ref(), visit.now()) {
        Ok(counted) => counted,
        Err(refused) => return Ok(Err(refused)),
    };
    step.ports.count(&counted.counts).await?;
    Ok(Ok(Try { member, pendings, counted }))
}

/// Sets what a try was counted on back to zero: it was the right one.
pub(crate) async fn forget(step: &Step<impl Counters, impl Clock>, counted: &CountedTry) {
    let subjects: Vec<Subject> = counted.counts.iter().map(|it| it.subject.clone()).collect();
    web::forget(&step.ports, &subjects).await;
}
