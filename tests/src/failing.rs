//! Ports that fail on purpose at chosen calls.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use domain::history::reads::{DayPlace, ToldDay};
use domain::history::{BillKey, DocumentKey, Told, ToldBill};
use domain::limits::{Count, Counter, Subject};
use domain::ports::{
    Balances, Bills, Bindings, Changes, Claims, Counters, Documents, EventBus, Holds, InForce,
    Letters, LinkStates, Links, Logins, MailError, Members, Outbox, Pendings, PostOffice,
    Registrations, Sessions, StoreError, Timeline, Usage, Written,
};
use domain::{
    AccountNumber, Due, Email, EmailKey, Envelope, Extract, FactsSeen, Found, FoundLink,
    HistoryKey, Lane, Lease, Leased, LinkClaim, LinkState, Member, MemberId, OutboxId, Owner,
    Pending, PendingId, Purpose, Session, SessionId, SignedIn, TimelineEntry, Typed, Whose,
};
use domain::{
    AddEnd, Addition, Claim, ClaimEnd, Closing, HoldChange, Issued, LookUp, Mail, Outgoing,
    PassedOn, RecordEnd, Recorded, Reopened, SpendEnd, Spending,
};
use jiff::Timestamp;
use jiff::civil::Date;
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

    async fn call<T, E: FromFault>(
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
trait FromFault {
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

/// A store, bus or post office whose calls may fail.
#[derive(Clone)]
pub struct Failing<P> {
    /// The one that does the work.
    pub inner: P,
    /// The plan of which calls fail.
    pub faults: Faults,
}

impl PostOffice for Failing<crate::memory::MemoryPostOffice> {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        self.faults.call("PostOffice::send", self.inner.send(mail)).await
    }
}

/// Passes each call of a port on, unless it is to fail.
///
/// A step that needs a port that is missing here does not compile. Add a line for it.
macro_rules! failing {
    ($($port:ident { $($name:ident($($argument:ident: $type:ty),*) -> $answer:ty;)* })*) => {$(
        impl<S: $port> $port for Failing<S> {
            $(
                async fn $name(&self, $($argument: $type),*) -> Result<$answer, StoreError> {
                    let name = concat!(stringify!($port), "::", stringify!($name));
                    self.faults.call(name, self.inner.$name($($argument),*)).await
                }
            )*
        }
    )*};
}

failing! {
    Registrations {
        look_up(asked: &LookUp) -> Found;
        record(recorded: &Recorded) -> RecordEnd;
    }
    Pendings {
        matched(email: &EmailKey) -> Vec<Pending>;
        pending(email: &EmailKey, id: &PendingId) -> Option<Pending>;
        count_number(pending: &Pending) -> Option<u32>;
        take_back_number(pending: &Pending) -> ();
    }
    Counters {
        read(subjects: &[Subject]) -> Vec<Counter>;
        count(counts: &[Count]) -> ();
        count_and_tell(count: &Count, envelope: &Envelope) -> ();
        clear(subject: &Subject) -> ();
    }
    Letters {
        queue(envelope: &Envelope) -> ();
    }
    Claims {
        facts(account: &AccountNumber) -> Option<FactsSeen>;
        claim(claim: &Claim) -> ClaimEnd;
    }
    Members {
        by_email(email: &Email) -> Option<Member>;
        by_session(member: &MemberId, session: &SessionId) -> Option<SignedIn>;
        change(member: &Member, envelope: Option<&Envelope>) -> ();
    }
    Sessions {
        open(session: &Session, envelope: Option<&Envelope>) -> ();
        of_member(member: &MemberId) -> Vec<Session>;
        reopen(reopened: &Reopened) -> ();
        end(member: &MemberId, session: &SessionId, envelope: Option<&Envelope>) -> ();
    }
    Links {
        issue(issued: &Issued) -> ();
        find(claim: &LinkClaim) -> Option<FoundLink>;
        spend(spending: &Spending) -> SpendEnd;
    }
    LinkStates {
        state_of(purpose: Purpose, claim: &LinkClaim, now: Timestamp) -> LinkState;
    }
    Logins {
        add(addition: &Addition) -> AddEnd;
        close(closing: &Closing) -> ();
    }
    Holds {
        hold(change: &HoldChange) -> ();
    }
    Timeline {
        tell(whose: &[Whose], entries: &[TimelineEntry]) -> ();
        told(whose: &Whose, since: Timestamp) -> Vec<TimelineEntry>;
    }
    Changes {
        note(day: Date, outgoing: &[Outgoing]) -> ();
        of_day(day: Date) -> Vec<Outgoing>;
    }
    EventBus {
        publish(outgoing: &[Outgoing]) -> ();
    }
    Balances {
        balances(keys: &[HistoryKey]) -> Vec<(HistoryKey, Told)>;
    }
    Bills {
        bills(partition: &HistoryKey) -> Vec<(BillKey, ToldBill)>;
    }
    Documents {
        link(key: &DocumentKey, name: &str, now: Timestamp) -> String;
    }
    Usage {
        days(partition: &HistoryKey, from: Date, to: Date) -> Vec<(DayPlace, ToldDay)>;
    }
    Written {
        written(accounts: &[AccountNumber]) -> Vec<Typed>;
    }
    InForce {
        in_force() -> Option<Extract>;
    }
    Bindings {
        owners_of(accounts: &[AccountNumber]) -> Vec<(AccountNumber, Owner)>;
        by_id(member: &MemberId) -> Option<Member>;
        pass_on(passed_on: &PassedOn) -> ();
    }
    Outbox {
        due(lane: Lane, now: Timestamp, after: Option<&Due>, most: usize) -> Vec<Due>;
        lease(id: &OutboxId, now: Timestamp, until: Timestamp) -> Lease;
        put_back(leased: &Leased, due_at: Timestamp) -> ();
    }
}
