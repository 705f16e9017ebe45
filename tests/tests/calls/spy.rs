//! A store that notes its calls, and fails or loses races where a test says so.

use std::sync::{Arc, Mutex};

use domain::limits::{Count, Counter, Subject};
use domain::ports::{
    Claims, Counters, Members, Passkeys, Pendings, SecondFactors, Sessions, StoreError,
};
use domain::{
    AccountNumber, DeviceId, Email, EmailKey, Envelope, FactorId, FactorWrite, FactorWriteEnd,
    FactsSeen, KeptOfFactors, KeyRing, Member, MemberId, Passkey, Pending, PendingId, Session,
    SessionId, SignedIn,
};
use domain::{Claim, ClaimEnd, Reopened};
use serde_json::Value;
use tests::app::{Browser, ORIGIN, TestApp};
use tests::memory::{MemoryStore, SettableClock};
use web::{Desk, Step};

/// The store of an app, whose calls are noted.
#[derive(Clone)]
pub(super) struct Spy {
    store: MemoryStore,
    calls: Arc<Mutex<Vec<&'static str>>>,
    /// The call that gets no answer.
    failing: Option<&'static str>,
    /// How many counts rivals win. They count on the same counters.
    rivals: Arc<Mutex<u32>>,
    /// Whether every count loses its race, to rivals who count nothing.
    loses: bool,
}

impl Spy {
    pub(super) fn on(app: &TestApp) -> Self {
        let (calls, rivals) = (Arc::default(), Arc::default());
        Self { store: app.store.memory.clone(), calls, failing: None, rivals, loses: false }
    }

    pub(super) fn failing_at(self, call: &'static str) -> Self {
        Self { failing: Some(call), ..self }
    }

    pub(super) fn with_rivals(self, rivals: u32) -> Self {
        Self { rivals: Arc::new(Mutex::new(rivals)), ..self }
    }

    pub(super) fn losing_each_race(self) -> Self {
        Self { loses: true, ..self }
    }

    /// The calls since this was last asked, in order.
    pub(super) fn calls(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.calls.lock().expect("nobody panics while holding it"))
    }

    fn hear(&self, call: &'static str) -> Result<&MemoryStore, StoreError> {
        self.calls.lock().expect("nobody panics while holding it").push(call);
        if self.failing == Some(call) {
            return Err(StoreError::Unavailable("the test switched it off".into()));
        }
        Ok(&self.store)
    }
}

/// Posts the form of a browser's page to a step on the spy.
///
/// Returns status and `Location`.
pub(super) async fn post_to(
    spy: &Spy,
    keys: &KeyRing,
    clock: &SettableClock,
    browser: &Browser<'_>,
    typed: &[(&str, &str)],
) -> (u16, Option<String>) {
    let (action, fields) = browser.filled_in(typed);
    post_fields(spy, keys, clock, browser, (&action, &fields)).await
}

/// Posts fields to a step on the spy.
///
/// Returns status and `Location`.
pub(super) async fn post_fields(
    spy: &Spy,
    keys: &KeyRing,
    clock: &SettableClock,
    browser: &Browser<'_>,
    (action, fields): (&str, &[(String, String)]),
) -> (u16, Option<String>) {
    let body: String =
        form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let event = browser.post_event(action, &body).0;
    let portal = web::samples::shipped();
    let desk = Desk {
        portal,
        keys: keys.clone(),
        origin: ORIGIN.to_owned(),
        clock: clock.clone(),
        closed: None,
        front: None,
        vendor: None,
    };
    let step = &Step { ports: spy.clone(), desk };
    let answer = match action {
        "/sign-in" | "/sign-in/passkey" => {
            web::gateway::invoke(portal, |it| sign_in::handle(step, it), event).await
        }
        "/register/password" => {
            web::gateway::invoke(portal, |it| set_password::handle(step, it), event).await
        }
        other => panic!("{other} counts no tries"),
    };
    read(&answer.expect("an event of an HTTP API"))
}

fn read(answer: &Value) -> (u16, Option<String>) {
    let status = answer["statusCode"].as_u64().and_then(|it| u16::try_from(it).ok());
    let location = answer["headers"]["location"].as_str();
    let location = location.or_else(|| answer["multiValueHeaders"]["location"][0].as_str());
    (status.expect("a status"), location.map(str::to_owned))
}

impl Counters for Spy {
    async fn read(&self, subjects: &[Subject]) -> Result<Vec<Counter>, StoreError> {
        self.hear("read")?.read(subjects).await
    }

    async fn count(&self, counts: &[Count]) -> Result<(), StoreError> {
        let store = self.hear("count")?;
        if self.loses {
            return Err(StoreError::Conflict);
        }
        store.count(counts).await?;
        let mut rivals = self.rivals.lock().expect("nobody panics while holding it");
        if *rivals == 0 {
            return Ok(());
        }
        // The rivals wrote this.
        *rivals -= 1;
        Err(StoreError::Conflict)
    }

    async fn count_and_tell(&self, count: &Count, envelope: &Envelope) -> Result<(), StoreError> {
        self.hear("count_and_tell")?.count_and_tell(count, envelope).await
    }

    async fn clear(&self, subject: &Subject) -> Result<(), StoreError> {
        self.hear("clear")?.clear(subject).await
    }
}

impl Members for Spy {
    async fn by_email(&self, email: &Email) -> Result<Option<Member>, StoreError> {
        self.hear("by_email")?.by_email(email).await
    }

    async fn by_session(
        &self,
        member: &MemberId,
        session: &SessionId,
    ) -> Result<Option<SignedIn>, StoreError> {
        self.hear("by_session")?.by_session(member, session).await
    }

    async fn change(&self, member: &Member, envelope: Option<&Envelope>) -> Result<(), StoreError> {
        self.hear("change")?.change(member, envelope).await
    }
}

impl Pendings for Spy {
    async fn matched(&self, email: &EmailKey) -> Result<Vec<Pending>, StoreError> {
        self.hear("matched")?.matched(email).await
    }

    async fn pending(
        &self,
        email: &EmailKey,
        id: &PendingId,
    ) -> Result<Option<Pending>, StoreError> {
        self.hear("pending")?.pending(email, id).await
    }

    async fn count_number(&self, pending: &Pending) -> Result<Option<u32>, StoreError> {
        self.hear("count_number")?.count_number(pending).await
    }

    async fn take_back_number(&self, pending: &Pending) -> Result<(), StoreError> {
        self.hear("take_back_number")?.take_back_number(pending).await
    }
}

impl Sessions for Spy {
    async fn open(&self, session: &Session, envelope: Option<&Envelope>) -> Result<(), StoreError> {
        self.hear("open")?.open(session, envelope).await
    }

    async fn of_member(&self, member: &MemberId) -> Result<Vec<Session>, StoreError> {
        self.hear("of_member")?.of_member(member).await
    }

    async fn reopen(&self, reopened: &Reopened) -> Result<(), StoreError> {
        self.hear("reopen")?.reopen(reopened).await
    }

    async fn end(
        &self,
        member: &MemberId,
        session: &SessionId,
        envelope: Option<&Envelope>,
    ) -> Result<(), StoreError> {
        self.hear("end")?.end(member, session, envelope).await
    }
}

impl SecondFactors for Spy {
    async fn member(&self, id: &MemberId) -> Result<Option<Member>, StoreError> {
        self.hear("member")?.member(id).await
    }

    async fn kept(&self, member: &MemberId) -> Result<KeptOfFactors, StoreError> {
        self.hear("kept")?.kept(member).await
    }

    async fn write(&self, write: &FactorWrite) -> Result<FactorWriteEnd, StoreError> {
        self.hear("write")?.write(write).await
    }

    async fn forget(&self, member: &MemberId, device: &DeviceId) -> Result<(), StoreError> {
        SecondFactors::forget(self.hear("forget")?, member, device).await
    }
}

impl Passkeys for Spy {
    async fn named(
        &self,
        member: &MemberId,
        passkey: &FactorId,
    ) -> Result<(Option<Member>, Option<Passkey>), StoreError> {
        self.hear("named")?.named(member, passkey).await
    }

    async fn passkeys(&self, ids: &[FactorId]) -> Result<Vec<Passkey>, StoreError> {
        self.hear("passkeys")?.passkeys(ids).await
    }
}

impl Claims for Spy {
    async fn facts(&self, account: &AccountNumber) -> Result<Option<FactsSeen>, StoreError> {
        self.hear("facts")?.facts(account).await
    }

    async fn claim(&self, claim: &Claim) -> Result<ClaimEnd, StoreError> {
        self.hear("claim")?.claim(claim).await
    }
}
