//! The plan of which calls fail, and how.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use domain::ports::{MailError, StoreError};
use tokio::sync::Notify;

use crate::random::Random;

/// A fault at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The call is not carried out, as after too many requests or a service's error.
    Refused,
    /// The call is carried out, but its answer is lost, as with a time-out.
    Lost,
    /// Somebody else wrote in between.
    ///
    /// At a post office: it refuses the letter for good.
    Conflict,
    /// The function dies before the call.
    DiesBefore,
    /// The function dies after the call was carried out.
    DiesAfter,
}

impl Fault {
    /// All faults.
    pub const ALL: [Self; 5] =
        [Self::Refused, Self::Lost, Self::Conflict, Self::DiesBefore, Self::DiesAfter];
}

/// The plan of which calls fail. Its clones are the same plan.
#[derive(Clone, Default)]
pub struct Faults(Arc<(Mutex<Plan>, Notify)>);

#[derive(Default)]
struct Plan {
    calls: Vec<&'static str>,
    at: BTreeMap<usize, Fault>,
    often: Option<Often>,
}

/// A share of the calls of one name or of all.
struct Often {
    of: Option<&'static str>,
    percent: u64,
    fault: Fault,
    random: Random,
}

impl Faults {
    /// Lets the call of a number fail. The first call is 0.
    pub fn fail_at(&self, call: usize, fault: Fault) {
        self.plan().at.insert(call, fault);
    }

    /// Lets so many of a hundred calls fail, drawn by a seed.
    ///
    /// The calls are those of a name, or all.
    pub fn fail_often(&self, of: Option<&'static str>, percent: u64, fault: Fault, seed: u64) {
        self.plan().often = Some(Often { of, percent, fault, random: Random::of(seed) });
    }

    /// Lets every call succeed from now on.
    pub fn heal(&self) {
        let mut plan = self.plan();
        plan.at.clear();
        plan.often = None;
    }

    /// The names of the calls so far.
    #[must_use]
    pub fn calls(&self) -> Vec<&'static str> {
        self.plan().calls.clone()
    }

    /// Runs until the end, or until the function dies.
    pub async fn unless_it_dies<T>(&self, run: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            ended = run => Some(ended),
            () = self.0.1.notified() => None,
        }
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.0.0.lock().expect("nobody panics while holding the plan")
    }

    fn next(&self, name: &'static str) -> Option<Fault> {
        let mut plan = self.plan();
        let call = plan.calls.len();
        plan.calls.push(name);
        plan.at.remove(&call).or_else(|| plan.often.as_mut()?.draw(name))
    }

    pub(crate) async fn call<T, E: FromFault>(
        &self,
        name: &'static str,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        match self.next(name) {
            None => work.await,
            Some(Fault::Refused) => Err(E::unanswered()),
            Some(Fault::Lost) => work.await.and(Err(E::unanswered())),
            Some(Fault::Conflict) => Err(E::conflict()),
            Some(Fault::DiesBefore) => self.die().await,
            Some(Fault::DiesAfter) => {
                drop(work.await);
                self.die().await
            }
        }
    }

    /// Never answers. It tells the runner of the function, which then drops it.
    async fn die<T>(&self) -> T {
        self.0.1.notify_one();
        std::future::pending().await
    }
}

impl Often {
    /// Whether a call of this name is one of them.
    fn draw(&mut self, name: &str) -> Option<Fault> {
        if self.of.is_some_and(|of| of != name) {
            return None;
        }
        (self.random.draw() % 100 < self.percent).then_some(self.fault)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the test let this call fail")]
struct Failed;

/// An error that a port can return.
pub(crate) trait FromFault {
    fn unanswered() -> Self;
    fn conflict() -> Self;
}

impl FromFault for StoreError {
    fn unanswered() -> Self {
        Self::Unavailable(Box::new(Failed))
    }

    fn conflict() -> Self {
        Self::Conflict
    }
}

impl FromFault for MailError {
    fn unanswered() -> Self {
        Self::Later(Box::new(Failed))
    }

    fn conflict() -> Self {
        Self::Never(Box::new(Failed))
    }
}
