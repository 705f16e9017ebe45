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
mod mail;
mod overheard;
mod page;
mod settings;
mod staff;
mod wire;

use domain::KeyRing;
use domain::paying::Vendor;
use domain::ports::Clock;
use fixtures::test_keys;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
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
    MemoryBucket, MemoryBus, MemoryList, MemoryPostOffice, MemoryProvider, SettableClock,
};
use crate::store::TestStore;
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
    pub store: TestStore,
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
    storing: Step<Failing<TestStore>, SettableClock>,
    plain: Step<(), SettableClock>,
    worker: send_letters::Worker<
        Failing<TestStore>,
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
        Self::on(TestStore::new(test_keys()))
    }

    /// Starts the portal at noon on a store.
    pub(crate) fn on(store: TestStore) -> Self {
        Self::serving(shipped(), store)
    }

    /// Starts the portal of another co-op before its first import.
    #[must_use]
    pub fn of(portal: &'static web::portal::Portal) -> Self {
        Self::serving(portal, TestStore::new(test_keys()))
    }

    fn serving(portal: &'static web::portal::Portal, store: TestStore) -> Self {
        let (post_office, bus) = (MemoryPostOffice::default(), MemoryBus::default());
        Self::going_on(portal, test_keys(), NOON, store, post_office, bus)
    }

    /// Returns another portal in the same state. None of its calls fail.
    #[must_use]
    pub fn copy(&self) -> Self {
        self.copy_with(self.plain.desk.portal)
    }

    /// The same, with other settings.
    #[must_use]
    pub fn copy_with(&self, portal: &'static web::portal::Portal) -> Self {
        let (store, post_office) = (self.store.copy(), self.post_office.copy());
        Self::going_on(portal, self.keys.clone(), self.now(), store, post_office, self.bus.copy())
    }

    fn going_on(
        portal: &'static web::portal::Portal,
        keys: KeyRing,
        now: Timestamp,
        store: TestStore,
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

    /// Has the portal stand at another origin, as the deployment's parameter does.
    pub fn set_origin(&mut self, origin: &str) {
        origin.clone_into(&mut self.storing.desk.origin);
        origin.clone_into(&mut self.plain.desk.origin);
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
