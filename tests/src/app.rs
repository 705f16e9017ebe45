//! The whole portal in one process: the deployed handlers on ports in memory.
//!
//! A test sees what a member sees: pages through a [`Browser`], letters through the post office. The
//! app remembers what a test types. When it goes out of scope, no log line or address may have any of it.

mod accounts;
mod browser;
mod desk;
mod event;
mod functions;
mod imports;
mod jar;
mod letter;
mod overheard;
mod page;
mod settings;
mod staff;
mod wire;

use domain::Mail;
use domain::paying::Vendor;
use domain::ports::Clock;
use domain::{Envelope, KeyRing};
use fixtures::test_keys;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use web::samples::shipped;
use web::{Desk, Step};

pub use accounts::{Account, BUSINESS, CLOSED, JOINT, ON_FILE, PLAIN, RENAMED, SECOND};
pub use browser::Browser;
pub use desk::{DESK_ORIGIN, DeskHost};
pub use event::Event;
pub use imports::{COPIES, UPLOADS};
pub(crate) use letter::find_link;
pub use letter::{link, temporary_password};
pub use page::Page;
pub use settings::{BY_CODE, CONFIRMED, by_letter, changed_settings};
pub use wire::Wire;

use crate::failing::{Failing, Faults};
use crate::memory::{
    MemoryBucket, MemoryBus, MemoryList, MemoryPostOffice, MemoryProvider, MemoryStore,
    SettableClock,
};
use overheard::Overheard;

/// The origin that the portal is told.
pub const ORIGIN: &str = "https://porch.example";

/// The time at which every test begins: a Monday, noon in UTC.
pub const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);

/// Where the vendor of the test co-op takes the forms of payments.
pub const VENDOR: &str = "https://pay.vendor.example/in";
/// By what it knows what is meant for it.
pub const AUDIENCE: &str = "vendor-of-payments";

fn vendor() -> Option<Vendor> {
    let vendor = Vendor::new(Some(VENDOR.to_owned()), Some(AUDIENCE.to_owned()), false);
    vendor.expect("an address and an audience")
}

/// The portal, running.
pub struct TestApp {
    /// The store, with the switch that makes it fail.
    pub store: MemoryStore,
    /// The clock.
    pub clock: SettableClock,
    /// The post office, where letters arrive.
    pub post_office: MemoryPostOffice,
    /// The calls of steps and worker that fail. None do unless a test says so.
    pub faults: Faults,
    /// The bus that the billing system listens to.
    pub bus: MemoryBus,
    /// The buckets that billing puts files in, and where documents are.
    pub buckets: MemoryBucket,
    /// Who vouches for staff at the desk.
    pub provider: MemoryProvider,
    /// The addresses that the mail service writes to no more, as the desk sees them.
    pub suppressed: MemoryList,
    keys: KeyRing,
    storing: Step<Failing<MemoryStore>, SettableClock>,
    plain: Step<(), SettableClock>,
    worker: send_letters::Worker<
        Failing<MemoryStore>,
        Failing<MemoryPostOffice>,
        Failing<MemoryBus>,
        SettableClock,
    >,
    overheard: Overheard,
}

impl TestApp {
    /// Starts the portal with the accounts of `accounts.rs` in force.
    pub async fn start() -> Self {
        let app = Self::empty();
        app.import(&accounts::extract()).await;
        app
    }

    /// Starts the portal before its first import.
    #[must_use]
    pub fn empty() -> Self {
        Self::on(MemoryStore::new(test_keys()))
    }

    /// Starts the portal at noon on a store.
    pub(crate) fn on(store: MemoryStore) -> Self {
        Self::serving(shipped(), store)
    }

    /// Starts the portal of another co-op before its first import.
    #[must_use]
    pub fn of(portal: &'static web::portal::Portal) -> Self {
        Self::serving(portal, MemoryStore::new(test_keys()))
    }

    fn serving(portal: &'static web::portal::Portal, store: MemoryStore) -> Self {
        let (post_office, bus) = (MemoryPostOffice::default(), MemoryBus::default());
        Self::going_on(portal, test_keys(), NOON, store, post_office, bus)
    }

    /// Returns another portal in the same state. None of its calls fail.
    #[must_use]
    pub fn copy(&self) -> Self {
        let (store, post_office) = (self.store.copy(), self.post_office.copy());
        let portal = self.plain.desk.portal;
        Self::going_on(portal, self.keys.clone(), self.now(), store, post_office, self.bus.copy())
    }

    fn going_on(
        portal: &'static web::portal::Portal,
        keys: KeyRing,
        now: Timestamp,
        store: MemoryStore,
        post_office: MemoryPostOffice,
        bus: MemoryBus,
    ) -> Self {
        let clock = SettableClock::at(now);
        let faults = Faults::default();
        let storing = Failing { inner: store.clone(), faults: faults.clone() };
        let desk = Desk {
            portal,
            keys: keys.clone(),
            origin: ORIGIN.to_owned(),
            clock: clock.clone(),
            closed: None,
            front: None,
            vendor: vendor(),
        };
        let worker = send_letters::Worker {
            outbox: storing.clone(),
            post_office: Failing { inner: post_office.clone(), faults: faults.clone() },
            bus: Failing { inner: bus.clone(), faults: faults.clone() },
            keys: keys.clone(),
            portal,
            origin: ORIGIN.to_owned(),
            clock: clock.clone(),
        };
        let buckets = MemoryBucket::new(&clock);
        Self {
            storing: Step { ports: storing, desk: desk.clone() },
            plain: Step { ports: (), desk },
            overheard: Overheard::listen(),
            provider: MemoryProvider::default(),
            suppressed: MemoryList::default(),
            store,
            clock,
            post_office,
            faults,
            bus,
            buckets,
            keys,
            worker,
        }
    }

    /// A new browser with JavaScript, at an address of its own.
    #[must_use]
    pub fn browser(&self) -> Browser<'_> {
        Browser::new(self)
    }

    /// Closes the portal as the deployment's parameter does, or opens it again.
    pub fn set_closed(&mut self, until: Option<Timestamp>) {
        self.storing.desk.closed = until;
        self.plain.desk.closed = until;
    }

    /// Lets time pass.
    pub fn wait(&self, time: SignedDuration) {
        self.clock.advance(time);
    }

    /// The current time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Sends what is queued, as if the outbox's stream told of everything again.
    pub async fn deliver(&self) {
        self.tell_of(&self.store.envelopes()).await;
    }

    /// Sends what is queued and unsent, as the outbox's stream does.
    pub async fn deliver_new(&self) {
        self.tell_of(&self.store.waiting()).await;
    }

    async fn tell_of(&self, envelopes: &[Envelope]) {
        let record = |id: &str| {
            let key = json!({"pk": {"S": id}});
            json!({"eventName": "INSERT", "dynamodb": {"Keys": key, "SequenceNumber": "1"}})
        };
        let records: Vec<Value> = envelopes.iter().map(|it| record(it.id.as_str())).collect();
        self.wake_worker(&json!({"Records": records})).await;
    }

    /// Sends what the stream missed, as the sweep does each minute.
    pub async fn sweep(&self) {
        self.wake_worker(&json!({"source": "aws.events"})).await;
    }

    async fn wake_worker(&self, event: &Value) {
        self.faults.unless_it_dies(send_letters::handle(&self.worker, event)).await;
    }

    /// Reports on the last letter to an address, as SES does through `EventBridge`.
    pub async fn report(&self, address: &str, kind: &str, detail: &Value) {
        let letter = self.letters_to(address).pop().expect("a letter was sent");
        let part = match kind {
            "DeliveryDelay" => "deliveryDelay".to_owned(),
            other => other.to_lowercase(),
        };
        let tags = json!({"outbox": [letter.id.as_str()], "letter": [letter.kind]});
        let at = self.now().to_string();
        let mut event = json!({"source": "aws.ses", "detail": {
            "eventType": kind,
            "mail": {"timestamp": at, "destination": [address], "tags": tags},
        }});
        event["detail"][part] = detail.clone();
        let (store, keys, clock) = (self.store.clone(), self.keys.clone(), self.clock.clone());
        let feedback = mail_feedback::Feedback { store, keys, clock };
        mail_feedback::handle(&feedback, &event).await.expect("the store answers");
    }

    /// Reports that the last letter to an address bounced for good.
    pub async fn bounce(&self, address: &str) {
        let bounce = json!({"bounceType": "Permanent", "timestamp": self.now().to_string()});
        self.report(address, "Bounce", &bounce).await;
    }

    /// The letters that an address got, oldest first.
    #[must_use]
    pub fn letters_to(&self, address: &str) -> Vec<Mail> {
        self.post_office.taken_for(address)
    }

    /// Delivers, and returns the last letter that an address got.
    ///
    /// Its link and password count as secret.
    pub async fn letter_to(&self, address: &str) -> Mail {
        self.deliver().await;
        let letter = self.letters_to(address).pop().expect("a letter came");
        if let Some(link) = letter::find_link(&letter) {
            self.overheard.remember(link.rsplit_once("t=").map_or(link.as_str(), |(_, it)| it));
        }
        if let Some(password) = letter::find_temporary_password(&letter) {
            self.overheard.remember(&password);
        }
        letter
    }

    /// Answers one event, through the adapter of the deployed function.
    ///
    /// If the function dies, the answer is the gateway's 502.
    pub async fn answer(&self, event: &Event) -> Page {
        let Some(answer) = self.faults.unless_it_dies(self.function(event)).await else {
            return Page::read(event.path(), &json!({"statusCode": 502}));
        };
        let page = Page::read(event.path(), &answer);
        self.overheard.shown(&page);
        page
    }

    /// How many lines of log and metrics have a text in them.
    #[must_use]
    pub fn heard(&self, text: &str) -> usize {
        self.overheard.heard(text)
    }

    /// Remembers a text that must not be overheard.
    pub fn remember(&self, secret: &str) {
        self.overheard.remember(secret);
    }
}

/// The portal that a [`Browser`] uses.
pub trait Portal {
    /// Answers a request.
    fn answer(&self, event: &Event) -> impl Future<Output = Page>;

    /// Remembers a text that must not be overheard.
    fn remember(&self, secret: &str);
}

impl Portal for TestApp {
    async fn answer(&self, event: &Event) -> Page {
        Self::answer(self, event).await
    }

    fn remember(&self, secret: &str) {
        Self::remember(self, secret);
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.overheard.check();
        }
    }
}
