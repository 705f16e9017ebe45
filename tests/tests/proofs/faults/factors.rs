//! Faults on the ways about the second step of signing in.

use super::survives_every_single_fault;
use crate::proofs::ways::Way;

#[tokio::test]
async fn whatever_single_call_fails_an_app_is_set_up() {
    survives_every_single_fault(Way::AddApp).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_code_signs_in() {
    survives_every_single_fault(Way::SecondStep).await;
}

#[tokio::test]
async fn whatever_single_call_fails_an_app_is_taken_off() {
    survives_every_single_fault(Way::TakeOff).await;
}

#[tokio::test]
async fn whatever_single_call_fails_one_wait_begins_and_all_hear_of_it() {
    survives_every_single_fault(Way::Lost).await;
}

#[tokio::test]
async fn whatever_single_call_fails_the_last_link_takes_everything_off() {
    survives_every_single_fault(Way::Reset).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_letters_link_stops_the_wait() {
    survives_every_single_fault(Way::StopWait).await;
}

#[tokio::test]
async fn whatever_single_call_fails_this_was_not_me_takes_an_app_off() {
    survives_every_single_fault(Way::NotMine).await;
}

#[tokio::test]
async fn whatever_single_call_fails_recovery_codes_are_made() {
    survives_every_single_fault(Way::MakeCodes).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_recovery_code_signs_in() {
    survives_every_single_fault(Way::ByPaper).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_passkey_is_added() {
    survives_every_single_fault(Way::AddPasskey).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_passkey_alone_signs_in() {
    survives_every_single_fault(Way::Touch).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_passkey_behind_the_password_signs_in() {
    survives_every_single_fault(Way::TouchBehind).await;
}

#[tokio::test]
async fn whatever_single_call_fails_a_passkey_is_taken_off() {
    survives_every_single_fault(Way::TakePasskeyOff).await;
}
