//! Faults at every call of a way, alone and in pairs.
//!
//! After them the member goes on, and nothing may be lost.

mod factors;
mod release;

use std::any::Any;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use jiff::SignedDuration;
use tests::failing::Fault;
use tests::invariants;
use tests::memory::Forgets;

use crate::proofs::patience::{Patient, come_to_rest};
use crate::proofs::size;
use crate::proofs::ways::{Before, Way, prepare};

/// A fault, and the number of its call.
type Planted = (usize, Fault);

/// Goes a way from a prepared state, with faults at some of its calls.
///
/// Returns the calls.
async fn walk(
    prepared: &Patient<'_>,
    way: Way,
    faults: &[Planted],
    forgets: Option<Forgets>,
) -> Vec<&'static str> {
    let app = prepared.app.copy();
    if let Some(what) = forgets {
        app.store.forget(what);
    }
    for (call, fault) in faults {
        app.faults.fail_at(*call, *fault);
    }
    let mut patient = prepared.moved_to(&app);
    let before = Before::of(&app);

    patient.go(way).await;
    invariants::hold(&app);
    before.has_become(&patient, way);
    app.deliver_new().await;
    app.faults.heal();
    let calls = app.faults.calls();
    come_to_rest(&app).await;
    if matches!(way, Way::Lost | Way::StopWait) {
        // The letters half-way and at the end have their time.
        app.wait(SignedDuration::from_hours(73));
        come_to_rest(&app).await;
    }

    invariants::hold_at_rest(&app);
    before.is_followed_by(&app, way);
    calls
}

/// The message of a walk that failed.
pub(crate) async fn failure<T>(walked: impl Future<Output = T>) -> Option<String> {
    let said = |panic: Box<dyn Any + Send>| match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(other) => other.downcast_ref::<&str>().copied().unwrap_or("a panic").to_owned(),
    };
    AssertUnwindSafe(walked).catch_unwind().await.err().map(said)
}

/// Goes a way once for each choice of faults. Reports each failure with its faults.
async fn survives(way: Way, chosen: impl Fn(usize) -> Vec<Vec<Planted>>) {
    let app = way.co_op().await;
    let prepared = Box::pin(prepare(&app, way)).await;
    let calls = Box::pin(walk(&prepared, way, &[], None)).await;
    println!("{way:?}: {} calls: {calls:?}", calls.len());
    let (all, mut failed) = (chosen(calls.len()), Vec::new());
    for faults in &all {
        if let Some(said) = failure(Box::pin(walk(&prepared, way, faults, None))).await {
            let name = |at: usize| calls.get(at).copied().unwrap_or("later");
            let named: Vec<String> = faults
                .iter()
                .map(|(at, fault)| format!("{fault:?} at {at} {}", name(*at)))
                .collect();
            failed.push(format!("{}: {said}", named.join(", ")));
        }
    }
    println!("{way:?}: {} walks", all.len());
    assert!(failed.is_empty(), "{way:?}: {} of {}: {failed:#?}", failed.len(), all.len());
}

async fn survives_every_single_fault(way: Way) {
    let of_call = |at| Fault::ALL.map(|fault| vec![(at, fault)]);
    survives(way, |calls| (0..calls).flat_map(of_call).collect()).await;
}

#[tokio::test]
async fn whatever_single_call_fails_the_member_gets_home_and_nothing_is_lost() {
    survives_every_single_fault(Way::Register).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_new_password_by_letter_is_set() {
    survives_every_single_fault(Way::Recover).await;
}

#[tokio::test]
async fn whatever_single_call_fails_this_was_not_me_freezes_the_login() {
    survives_every_single_fault(Way::NotMe).await;
}

#[tokio::test]
async fn whatever_single_call_fails_this_was_me_ends_the_hold() {
    survives_every_single_fault(Way::WasMe).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_login_moves_to_its_new_email() {
    survives_every_single_fault(Way::NewEmail).await;
}

#[tokio::test]
async fn whatever_single_call_fails_an_account_is_added_once() {
    survives_every_single_fault(Way::AddAccount).await;
}

#[tokio::test]
async fn whatever_single_call_fails_bills_come_on_paper_again() {
    survives_every_single_fault(Way::Paper).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_code_on_the_bill_brings_the_letter() {
    survives_every_single_fault(Way::ByCode).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_letter_turns_paper_off() {
    survives_every_single_fault(Way::BillsByEmail).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_new_password_is_set_in_the_profile() {
    survives_every_single_fault(Way::NewPassword).await;
}

#[tokio::test]
async fn whatever_single_call_fails_another_phrase_is_kept() {
    survives_every_single_fault(Way::NewPhrase).await;
}

#[tokio::test]
async fn whatever_single_call_fails_another_language_is_kept() {
    survives_every_single_fault(Way::NewLanguage).await;
}

#[tokio::test]
async fn whatever_single_call_fails_one_session_ends() {
    survives_every_single_fault(Way::EndOne).await;
}

#[tokio::test]
async fn whatever_single_call_fails_other_sessions_end() {
    survives_every_single_fault(Way::EndOthers).await;
}

#[tokio::test]
async fn whatever_single_call_fails_somebody_is_let_in_to_an_account_once() {
    survives_every_single_fault(Way::LetIn).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_guest_is_put_out_and_both_hear_of_it() {
    survives_every_single_fault(Way::PutOut).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_login_is_closed_and_leaves_its_account_free() {
    survives_every_single_fault(Way::Close).await;
}

/// Pairs of faults, spread over all possible ones.
fn pairs(calls: usize, many: usize) -> Vec<Vec<Planted>> {
    let faults = Fault::ALL.len();
    // A first fault makes the way a few calls longer.
    let (calls_at_most, singles) = (calls + 4, (calls + 4) * faults);
    let all = singles * singles;
    let many = many.min(all);
    let step = all / many;
    let of = |single: usize| (single / faults % calls_at_most, Fault::ALL[single % faults]);
    let pair = |number: usize| {
        // A stride that shares no factor with the number of pairs meets different ones each time.
        let pair = (number * step + number * 7919) % all;
        vec![of(pair / singles), of(pair % singles)]
    };
    (0..many).map(pair).collect()
}

#[tokio::test]
async fn whatever_two_calls_fail_the_member_gets_home_and_nothing_is_lost() {
    survives(Way::Register, |calls| pairs(calls, size("PROOF_PAIRS", 150))).await;
}

#[tokio::test]
async fn whatever_two_calls_fail_every_way_of_a_member_ends_where_it_leads() {
    for way in Way::ALL.into_iter().filter(|way| *way != Way::Register) {
        survives(way, |calls| pairs(calls, size("PROOF_PAIRS", 30))).await;
    }
}

/// A store that forgets a rule, the fault that shows it, and the failing check.
type Control = (Way, Forgets, Option<(&'static str, Fault)>, &'static str);

/// Each property and each way, with a case in which it fails.
const CONTROLS: [Control; 30] = [
    (Way::Register, Forgets::Halves, None, "P1: an account is owned by who does not have it"),
    (Way::AddAccount, Forgets::Halves, None, "P1: an account is owned by who does not have it"),
    (Way::Register, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::Recover, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::NotMe, Forgets::Waiting, Some(("PostOffice::send", Fault::Refused)), "P2: a letter of"),
    (Way::NewEmail, Forgets::Waiting, Some(("EventBus::publish", Fault::Refused)), "P2: email."),
    (Way::Paper, Forgets::Telling, None, "P2: bills_on_paper never went out"),
    (Way::ByCode, Forgets::Waiting, Some(("PostOffice::send", Fault::Refused)), "P2: "),
    (Way::BillsByEmail, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::NewPassword, Forgets::Telling, None, "P2: password_changed never went out"),
    (Way::NewPhrase, Forgets::Telling, None, "P2: phrase_changed never went out"),
    (Way::EndOne, Forgets::Telling, None, "P2: session_ended never went out"),
    (Way::EndOthers, Forgets::Telling, None, "P2: sessions_ended never went out"),
    (Way::Recover, Forgets::Uses, Some(("Links::spend", Fault::Lost)), "P3: a link did its work"),
    (Way::NewEmail, Forgets::Epochs, None, "a session from before still works"),
    (Way::LetIn, Forgets::Telling, None, "P2: guest_joined never went out"),
    (Way::PutOut, Forgets::Telling, None, "P2: guest_left never went out"),
    (Way::AddApp, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::TakeOff, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::Lost, Forgets::Waiting, None, "P2: "),
    (Way::Reset, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::StopWait, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::NotMine, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::MakeCodes, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::ByPaper, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::AddPasskey, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::Touch, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::TouchBehind, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::TakePasskeyOff, Forgets::Sending, Some(("PostOffice::send", Fault::DiesBefore)), "P2: "),
    (Way::Close, Forgets::Freeing, None, "P1: an account is owned by who does not have it"),
];

#[tokio::test]
async fn a_store_that_forgets_a_rule_is_noticed() {
    for (way, forgets, fault, expected) in CONTROLS {
        let app = way.co_op().await;
        let prepared = Box::pin(prepare(&app, way)).await;
        let calls = Box::pin(walk(&prepared, way, &[], None)).await;
        let planted = fault.map(|(name, fault)| {
            (calls.iter().position(|it| *it == name).expect("it is called"), fault)
        });
        let planted: Vec<Planted> = planted.into_iter().collect();

        let said = failure(Box::pin(walk(&prepared, way, &planted, Some(forgets)))).await;

        let said = said.unwrap_or_else(|| panic!("{way:?} does not notice {forgets:?}"));
        println!("{way:?} ({} calls), {forgets:?}: {said}", calls.len());
        assert!(said.contains(expected), "{way:?} notices {forgets:?} otherwise: {said}");
    }
}
