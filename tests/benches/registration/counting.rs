//! A connection to the portal that counts what goes over it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use tests::app::{Event, Page, Portal, Wire};

/// The portal, and what was asked of it.
pub(crate) struct Counting {
    wire: Wire,
    /// The bytes of all answers: body as sent, and headers.
    bytes: Cell<usize>,
    times: RefCell<Vec<Duration>>,
    statuses: RefCell<BTreeMap<u16, u32>>,
}

impl Counting {
    pub(crate) fn new(origin: &str) -> Self {
        let (times, statuses) = (RefCell::default(), RefCell::default());
        Self { wire: Wire::to(origin), bytes: Cell::new(0), times, statuses }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes.get()
    }

    /// How long each answer took, the quickest first.
    pub(crate) fn times(&self) -> Vec<Duration> {
        let mut times = self.times.borrow().clone();
        times.sort();
        times
    }

    /// How often each status was answered.
    pub(crate) fn statuses(&self) -> BTreeMap<u16, u32> {
        self.statuses.borrow().clone()
    }
}

impl Portal for Counting {
    async fn answer(&self, event: &Event) -> Page {
        let began = Instant::now();
        let page = self.wire.answer(event).await;
        self.times.borrow_mut().push(began.elapsed());
        *self.statuses.borrow_mut().entry(page.status).or_default() += 1;
        let body = page.header("content-length").and_then(|it| it.parse::<usize>().ok());
        let headers = page.headers.iter().map(|(name, value)| name.len() + value.len() + 4);
        let cookies = page.set_cookies().iter().map(|cookie| cookie.len() + 14);
        let all = body.unwrap_or_default() + headers.chain(cookies).sum::<usize>();
        self.bytes.set(self.bytes.get() + all);
        page
    }

    fn remember(&self, _secret: &str) {}
}
