//! Staff take an account out of a login, with a fault at every call. They press again until it is done.

use std::collections::BTreeSet;

use domain::desk::StaffRole;
use domain::{AccountKey, AccountNumber, Act, EventKind, Happened, Mark, Whose};
use fixtures::test_keys;
use tests::app::{ON_FILE, TestApp};
use tests::failing::Fault;
use tests::invariants;

use crate::journeys::desk::acts::press;
use crate::journeys::desk::at_desk;
use crate::proofs::patience::{Patient, come_to_rest};
use crate::proofs::ways::{CONTACT, EMAIL};

/// What is said at the desk.
const REASON: [(&str, &str); 2] = [("reason", "came in with a bill"), ("sure", "yes")];

/// Whether the account is nobody's.
fn is_free(app: &TestApp) -> bool {
    let number = AccountNumber::parse(ON_FILE.number).expect("a number");
    app.store.owner_of(&number).is_none()
}

/// Fails unless all who have to hear of the release have, once each.
async fn is_told(app: &TestApp, faults: &[(usize, Fault)]) {
    let number = AccountNumber::parse(ON_FILE.number).expect("a number");
    let went = |to: &str, kind: &str| {
        let all = app.store.letters().into_iter();
        all.filter(|(it, mark)| {
            let is_it = it.to.expose() == to && it.letter.kind().name() == kind;
            is_it && matches!(mark, Mark::Sent(_) | Mark::Failed(_))
        })
        .count()
    };
    let letters = (went(EMAIL, "account_released"), went(CONTACT, "account_freed"));
    assert_eq!(letters, (1, 1), "P2: member and contact hear of it once");
    let unbound = EventKind::LoginUnbound;
    let told = app.bus.all().into_iter().filter(|it| it.event.kind == unbound);
    let numbers: BTreeSet<_> = told.map(|it| it.event.number).collect();
    assert_eq!(numbers.len(), 1, "P2: billing hears of one end");
    let whose = Whose::Account(AccountKey::of(&test_keys(), &number));
    let on_record = app.timeline(&whose).await.into_iter();
    let released =
        on_record.filter(|it| matches!(it.what, Happened::Staff { act: Act::Released, .. }));
    // The worker writes a timeline once and goes on: what it cannot write there stands in the log and the outbox.
    let calls = app.faults.calls();
    let is_lost = faults.iter().any(|(call, _)| calls.get(*call) == Some(&"Timeline::tell"));
    let released = released.count();
    assert!(released == 1 || (released == 0 && is_lost), "it is on record once: {faults:?}");
}

#[tokio::test]
async fn whatever_single_call_of_a_release_fails_it_is_done_once_in_the_end() {
    let app = TestApp::start().await;
    Patient::new(&app, EMAIL).register(ON_FILE).await;
    app.deliver_new().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    press(&mut staff, ON_FILE.number, "release", false).await;
    let form = staff.filled_in(&REASON);
    let walk = async |faults: &[(usize, Fault)]| {
        let app = app.copy();
        for (call, fault) in faults {
            app.faults.fail_at(*call, *fault);
        }
        let desk = app.desk();
        let mut staff = staff.moved_to(&desk);
        staff.post(&form.0, &form.1).await;
        for _ in 0..3 {
            invariants::hold(&app);
            // A form is carried out once. Where it was sent before, the page asks anew, if there is still something to do.
            match staff.page().status {
                200 => break,
                409 if is_free(&app) => break,
                409 => staff.submit(&REASON).await,
                _ => staff.post(&form.0, &form.1).await,
            };
        }
        assert!(is_free(&app), "P5: staff get no further");
        app.deliver_new().await;
        app.faults.heal();
        let calls = app.faults.calls().len();
        come_to_rest(&app).await;
        invariants::hold_at_rest(&app);
        is_told(&app, faults).await;
        calls
    };

    let calls = walk(&[]).await;
    assert!(calls > 8, "it makes calls that can fail: {calls}");
    for call in 0..calls {
        for fault in Fault::ALL {
            walk(&[(call, fault)]).await;
        }
    }
}
