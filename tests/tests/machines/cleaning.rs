//! Items that are past due are deleted, even if the machine stops midway.
//!
//! Needed ones stay.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use clean_up::CleanUp;
use domain::Extract;
use domain::cleaning::{Due, Looked, Part, Place};
use domain::ports::{InForce, PastDue, StoreError};
use jiff::{SignedDuration, Timestamp};
use tests::app::{PLAIN, SECOND, TestApp};
use tests::memory::MemoryStore;

use tests::walk::{ask, settle};

const EMAIL: &str = "robin.okonkwo@mail.example";
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A store that stops answering after so many calls.
struct Stopping {
    store: MemoryStore,
    left: AtomicUsize,
}

impl Stopping {
    fn call(&self) -> Result<(), StoreError> {
        let left =
            self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |it| it.checked_sub(1));
        let stopped = |_| StoreError::Unavailable(Box::new(io::Error::other("stopped")));
        left.map(drop).map_err(stopped)
    }
}

impl PastDue for Stopping {
    async fn look(
        &self,
        part: Part,
        from: Option<&Place>,
        now: Timestamp,
    ) -> Result<Looked, StoreError> {
        self.call()?;
        self.store.look(part, from, now).await
    }

    async fn delete(&self, due: &Due) -> Result<bool, StoreError> {
        self.call()?;
        self.store.delete(due).await
    }
}

impl InForce for Stopping {
    async fn in_force(&self) -> Result<Option<Extract>, StoreError> {
        self.call()?;
        self.store.in_force().await
    }
}

/// Runs the machine on a store that stops after so many calls.
///
/// Returns whether it finished.
async fn run(app: &TestApp, calls: usize) -> bool {
    let store = Stopping { store: app.store.memory.clone(), left: AtomicUsize::new(calls) };
    let clean_up = CleanUp { store, clock: app.clock.clone() };
    clean_up::handle(&clean_up).await.is_ok()
}

/// Makes a member and an old registration, of which only the member is needed.
async fn long_ago() -> TestApp {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    ask(&mut app.browser(), SECOND, "somebody@mail.example").await;
    app.deliver().await;
    app.wait(DAY * 120);
    app
}

#[tokio::test]
async fn what_is_past_its_time_goes_and_members_stay() {
    let app = long_ago().await;

    assert!(run(&app, usize::MAX).await);

    assert!(app.store.pendings().is_empty() && app.store.sessions().is_empty());
    assert!(app.store.envelopes().is_empty(), "letters and events past their keep");
    assert_eq!(app.store.members().len(), 1);
}

#[tokio::test]
async fn it_may_stop_after_any_call_and_the_next_run_ends_it() {
    let mut calls = 0;
    loop {
        let app = long_ago().await;
        let ended = run(&app, calls).await;

        assert!(run(&app, usize::MAX).await);

        assert!(app.store.pendings().is_empty() && app.store.envelopes().is_empty(), "{calls}");
        assert_eq!(app.store.members().len(), 1, "{calls}");
        if ended {
            break;
        }
        calls += 3;
    }
    assert!(calls > 30, "it stopped in between");
}

#[tokio::test]
async fn nothing_goes_while_it_may_be_needed() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    app.wait(DAY * 30);

    assert!(run(&app, usize::MAX).await);

    assert_eq!((app.store.pendings().len(), app.store.envelopes().len()), (1, 0));
}
