//! Requests at once, with one stopped between any two of its calls while others go on; and each race seen to fail on a
//! store that forgets conditions.

mod bills;
mod factors;
mod guests;
mod pairs;
mod passkeys;
mod rivals;

use std::cell::RefCell;
use std::collections::BTreeSet;

use domain::ports::InForce as _;
use fixtures::test_keys;
use tests::app::{Account, Browser, PLAIN, TestApp};
use tests::interleaving::{self, Interleaving};
use tests::invariants;
use tests::memory::{Forgets, MemoryStore};
use tests::walk::{self, follow_back, settle};

use crate::proofs::patience::{NEW_PASSWORD, come_to_rest};
use crate::proofs::size;

/// Every order in which requests are stopped so often: once, or as the variable says for a longer run.
///
/// Once is enough for "one reads, another writes, the first writes".
fn orders() -> impl Iterator<Item = Interleaving> {
    interleaving::interrupted(size("PROOF_INTERRUPTIONS", 1))
}

/// Where a race begins.
struct Start<'a> {
    app: &'a TestApp,
    /// What the store forgets, if a test is to see that the race notices.
    forgets: Option<Forgets>,
}

impl Start<'_> {
    /// A portal that begins there.
    fn portal(&self) -> TestApp {
        let app = self.app.copy();
        if let Some(what) = self.forgets {
            app.store.forget(what);
        }
        app
    }
}

async fn member<'a>(app: &'a TestApp, account: Account, email: &str) -> Browser<'a> {
    let mut browser = app.browser().without_script();
    settle(app, &mut browser, account, email).await;
    browser
}

/// Two browsers post at once, in every order; each order ends with a look.
async fn race(
    forgets: Option<Forgets>,
    app: &TestApp,
    one: (&Browser<'_>, &[(&str, &str)]),
    other: (&Browser<'_>, &[(&str, &str)]),
    look: impl Fn(&TestApp, [u16; 2]),
) {
    for order in orders() {
        let app = Start { app, forgets }.portal();
        let mut browsers = [one.0.moved_to(&app), other.0.moved_to(&app)];
        let [first, second] = &mut browsers;
        order.run([first.submit(one.1), second.submit(other.1)]).await;

        look(&app, browsers.map(|it| it.page().status));
        is_sound(&app).await;
    }
}

/// Every invariant holds, also once all letters are sent.
async fn is_sound(app: &TestApp) {
    invariants::hold(app);
    app.deliver_new().await;
    come_to_rest(app).await;
    invariants::hold_at_rest(app);
}

/// Somebody signs in with the old password while its owner sets a new one by letter.
async fn signing_in_meets_a_new_password(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let email = "one@mail.example";
    member(&app, PLAIN, email).await;
    let (mut intruder, mut owner) = (app.browser(), app.browser());
    follow_back(&app, &mut owner, email).await;
    intruder.open("/sign-in").await;
    let old = [("email", email), ("password", walk::PASSWORD)];
    let new = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];

    for order in orders() {
        let app = Start { app: &app, forgets }.portal();
        let (mut intruder, mut owner) = (intruder.moved_to(&app), owner.moved_to(&app));
        order.run([intruder.submit(&old), owner.submit(&new)]).await;

        assert_eq!(owner.page().status, 303, "it is set");
        assert!(matches!(intruder.page().status, 303 | 422), "{}", intruder.page().status);
        intruder.open("/home").await;
        assert_eq!(intruder.page().path, "/sign-in", "the old password still opens");
    }
}

#[tokio::test]
async fn requests_are_stopped_between_calls_as_often_as_they_may_be_and_in_no_order_twice() {
    let store = MemoryStore::new(test_keys());
    let orders = async |interrupted| {
        let mut seen = Vec::new();
        for order in interleaving::interrupted(interrupted) {
            let calls = RefCell::new(String::new());
            let run = async |name| {
                calls.borrow_mut().push(name);
                for _ in 0..3 {
                    store.in_force().await.expect("an answer");
                    calls.borrow_mut().push(name);
                }
            };
            order.run([run('a'), run('b')]).await;
            seen.push(calls.into_inner());
        }
        let distinct: BTreeSet<&String> = seen.iter().collect();
        (seen.len(), distinct.len(), seen.swap_remove(0))
    };

    assert_eq!(orders(0).await, (2, 2, "aaaabbbb".to_owned()));
    assert_eq!(orders(1).await, (8, 8, "aaaabbbb".to_owned()));
    // Four out of eight: all that there are.
    assert_eq!(orders(9).await, (70, 70, "aaaabbbb".to_owned()));
}

#[tokio::test]
async fn who_signs_in_while_a_new_password_is_set_is_not_signed_in_afterwards() {
    signing_in_meets_a_new_password(None).await;
}

#[tokio::test]
#[should_panic(expected = "the old password still opens")]
async fn a_store_that_forgets_that_a_new_password_ends_sessions_is_noticed() {
    signing_in_meets_a_new_password(Some(Forgets::Epochs)).await;
}
