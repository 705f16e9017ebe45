//! Writes: which are tried again, what lost answers do, what errors say.

use domain::ports::{Claims, Extracts, Letters, Links, Members, Outbox, StoreError};
use domain::{ClaimEnd, Row, SpendEnd, Spending};
use domain::{FoundLink, Leased, Link, Mark, OutboxId, PasswordHash, PendingId, Purpose, SpendIds};
use fixtures::{test_keys, test_member};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::answers::{NOON, cancelled, cancelled_with, claim, facts, json_of, nothing, pending};
use super::{shown, tables};
use crate::items::{Item, link_item, pending_item, text};
use crate::scripted::ScriptedAnswer;

const CONFLICT: [&str; 6] = ["None", "TransactionConflict", "None", "None", "None", "None"];

#[tokio::test(start_paused = true)]
async fn a_transaction_that_only_met_another_is_tried_again_with_its_token() {
    let (tables, script) = tables([cancelled(&CONFLICT), cancelled(&CONFLICT), nothing()]);

    let end = tables.claim(&claim()).await.expect("an answer");

    assert_eq!(end, ClaimEnd::Claimed);
    let asked = script.asked();
    let token = |at: usize| asked[at].body["ClientRequestToken"].as_str();
    assert!(token(0).is_some_and(|token| (20..=36).contains(&token.len())));
    assert_eq!((token(0), token(0)), (token(1), token(2)));
    assert_eq!(asked[0].body, asked[2].body);
}

#[tokio::test(start_paused = true)]
async fn a_transaction_that_meets_others_four_times_is_a_conflict() {
    let (tables, script) = tables((0..4).map(|_| cancelled(&CONFLICT)));

    let end = tables.claim(&claim()).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    assert_eq!(script.asked().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn before_each_further_try_there_is_a_pause_and_none_before_the_first() {
    for tries_more in [0, 1, 3] {
        let conflicts = (0..tries_more).map(|_| cancelled(&CONFLICT));
        let (store, _) = tables(conflicts.chain([nothing()]).collect::<Vec<_>>());
        let begun = tokio::time::Instant::now();

        store.claim(&claim()).await.expect("an answer");

        // Paused time moves in pauses alone: 20 ms and, by chance, up to 180 more.
        let paused = begun.elapsed().as_millis();
        assert!((20 * tries_more..=201 * tries_more).contains(&paused), "{tries_more}: {paused}");
    }
}

#[tokio::test]
async fn a_condition_that_failed_counts_even_with_a_conflict() {
    let codes = ["None", "None", "ConditionalCheckFailed", "TransactionConflict", "None", "None"];
    let (tables, _) = tables([cancelled(&codes)]);

    assert_eq!(tables.claim(&claim()).await.expect("an answer"), ClaimEnd::AccountOwned);
}

#[tokio::test]
async fn a_transaction_that_was_throttled_is_unavailable() {
    let none = ScriptedAnswer::Ok(json!({}));
    let (tables, _) = tables([cancelled(&["ThrottlingError", "None"]), none]);

    let error = tables.claim(&claim()).await.expect_err("no answer");

    assert!(shown(&error).contains("ThrottlingError"));
}

/// Three tries of the SDK with lost answers, then the registration as it is read.
fn lost_then(used_by: Option<&str>) -> [ScriptedAnswer; 4] {
    let mut item = pending_item(&pending());
    if let Some(request) = used_by {
        item.insert("used_by".to_owned(), text(request));
    }
    let read = ScriptedAnswer::Ok(json!({ "Item": json_of(&item) }));
    [ScriptedAnswer::Lost, ScriptedAnswer::Lost, ScriptedAnswer::Lost, read]
}

#[tokio::test(start_paused = true)]
async fn a_claim_whose_answer_was_lost_is_claimed_if_it_had_won() {
    let (tables, script) = tables(lost_then(Some("request")));

    let end = tables.claim(&claim()).await.expect("an answer");

    assert_eq!(end, ClaimEnd::Claimed);
    assert_eq!(script.calls().last().map(String::as_str), Some("GetItem"));
    assert_eq!(script.asked()[3].body["ConsistentRead"], json!(true));
}

#[tokio::test(start_paused = true)]
async fn a_claim_whose_answer_was_lost_is_unavailable_if_it_had_not() {
    for used_by in [None, Some("another request")] {
        let (tables, _) = tables(lost_then(used_by));

        let end = tables.claim(&claim()).await;

        assert!(matches!(end, Err(StoreError::Unavailable(_))), "{end:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_use_of_a_link_whose_answer_was_lost_is_spent_if_it_had_worked() {
    for (used_by, worked) in
        [(Some("request"), true), (Some("another request"), false), (None, false)]
    {
        let (spending, mut item) = spending();
        if let Some(request) = used_by {
            item.insert("used_by".to_owned(), text(request));
        }
        let read = ScriptedAnswer::Ok(json!({ "Item": json_of(&item) }));
        let (tables, _) =
            tables([ScriptedAnswer::Lost, ScriptedAnswer::Lost, ScriptedAnswer::Lost, read]);

        let end = tables.spend(&spending).await;

        assert_eq!(matches!(end, Ok(SpendEnd::Spent)), worked, "{end:?}");
        assert_eq!(matches!(end, Err(StoreError::Unavailable(_))), !worked, "{end:?}");
    }
}

#[tokio::test]
async fn a_link_is_spent_before_its_member_is_asked_and_an_email_only_if_the_member_fits() {
    let no = "ConditionalCheckFailed";
    for (codes, expected) in [
        ([no, no, "None", "None", "None"], Some(SpendEnd::LinkSpent)),
        (["None", "None", "None", no, "None"], Some(SpendEnd::EmailTaken)),
        (["None", no, "None", no, "None"], None),
        (["None", "None", "None", "None", no], None),
    ] {
        let (tables, _) = tables([cancelled(&codes)]);

        let end = tables.spend(&spending().0).await;

        assert_eq!(end.as_ref().ok(), expected.as_ref(), "{codes:?}");
        assert_eq!(matches!(end, Err(StoreError::Conflict)), expected.is_none(), "{codes:?}");
    }
}

/// The use of a new password's link, and the link's item.
fn spending() -> (Spending, Item) {
    let (keys, member) = (test_keys(), test_member(&[]));
    let id = PendingId::new([3; 16]);
    let link = Link::new(&keys, Purpose::Recover, id, &member.email, Some(&member), NOON);
    let (item, password) = (link_item(&link), PasswordHash::of_nobody(&keys));
    let ids = SpendIds { envelope: OutboxId::from_stored("o"), request: "request".to_owned() };
    (domain::recovered(FoundLink { link, member }, password, ids, NOON), item)
}

#[tokio::test]
async fn a_link_that_this_very_request_has_spent_is_claimed() {
    let mut item = pending_item(&pending());
    item.insert("used_by".to_owned(), text("request"));
    let first = json!({ "Code": "ConditionalCheckFailed", "Item": json_of(&item) });
    let (tables, _) = tables([cancelled_with(&[first])]);

    assert_eq!(tables.claim(&claim()).await.expect("an answer"), ClaimEnd::Claimed);
}

#[tokio::test]
async fn an_error_tells_nothing_of_what_was_written_or_found() {
    let item = json_of(&pending_item(&pending()));
    let reason = json!({ "Code": "ValidationError", "Message": "pat@example.com", "Item": item });
    let refused = json!({ "message": "The value pat@example.com is not right" });
    let no = ScriptedAnswer::No("com.amazon.coral.validate#ValidationException", refused);
    let (tables, _) = tables([cancelled_with(&[reason]), nothing(), no]);

    let cancelled = tables.claim(&claim()).await.expect_err("no answer");
    let invalid = tables.queue(&claim().envelope).await.expect_err("no answer");

    assert!(shown(&cancelled).contains("ValidationError"));
    assert!(shown(&invalid).contains("ValidationException"));
    for error in [cancelled, invalid] {
        assert!(!shown(&error).contains("pat@"), "{}", shown(&error));
    }
}

/// The condition fails on the very item that is put, as after a lost answer.
fn refuse_with_same_item(asked: &Value) -> ScriptedAnswer {
    let body = json!({ "message": "no", "Item": asked["Item"] });
    ScriptedAnswer::No("com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", body)
}

fn refuse_with_other_item(asked: &Value) -> ScriptedAnswer {
    let mut item = asked["Item"].clone();
    item["epoch"] = json!({ "N": "9" });
    let body = json!({ "message": "no", "Item": item });
    ScriptedAnswer::No("com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", body)
}

#[tokio::test(start_paused = true)]
async fn a_change_that_a_lost_try_has_made_is_made() {
    let member = claim().member;
    let (won, _) = tables([ScriptedAnswer::Lost, ScriptedAnswer::Of(refuse_with_same_item)]);
    let (lost, _) = tables([ScriptedAnswer::Lost, ScriptedAnswer::Of(refuse_with_other_item)]);

    won.change(&member, None).await.expect("it is there");
    let end = lost.change(&member, None).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
}

/// The condition fails on an envelope that has what is put back, and has no lease.
fn refuse_as_put_back(asked: &Value) -> ScriptedAnswer {
    let letters = &asked["ExpressionAttributeValues"][":letters"];
    let body = json!({ "message": "no", "Item": { "letters": letters } });
    ScriptedAnswer::No("com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", body)
}

fn leased(marks: Mark) -> Leased {
    let envelope = claim().envelope;
    let marks = vec![marks; envelope.letters.len()];
    Leased { envelope, marks, published: Some(NOON), attempts: 0, until: NOON }
}

#[tokio::test(start_paused = true)]
async fn an_envelope_that_a_lost_try_has_put_back_is_put_back() {
    let (tables, _) = tables([ScriptedAnswer::Lost, ScriptedAnswer::Of(refuse_as_put_back)]);

    tables.put_back(&leased(Mark::Sent(NOON)), NOON).await.expect("it is there");
}

#[tokio::test]
async fn an_envelope_goes_thirty_days_after_its_last_letter_and_its_events() {
    let (tables, script) = tables([nothing(), nothing(), nothing()]);
    let done = leased(Mark::Sent(NOON));
    let unpublished = Leased { published: None, ..done.clone() };

    tables.put_back(&done, NOON).await.expect("an answer");
    tables.put_back(&unpublished, NOON).await.expect("an answer");
    tables.put_back(&leased(Mark::Unsent), NOON).await.expect("an answer");

    let asked = script.asked();
    let update = |at: usize| asked[at].body["UpdateExpression"].as_str().unwrap_or_default();
    let gone = (NOON + SignedDuration::from_hours(24 * 30)).as_second().to_string();
    assert_eq!(asked[0].body["ExpressionAttributeValues"][":gone"], json!({ "N": gone }));
    assert!(
        update(0).contains("delete_at") && update(0).contains("REMOVE lease_until, lane, due_at")
    );
    for unfinished in [1, 2] {
        let update = update(unfinished);
        assert!(!update.contains("delete_at") && update.contains("lane = :lane"), "{update}");
    }
}

/// A batch that leaves all its items unprocessed.
fn leave_all(asked: &Value) -> ScriptedAnswer {
    ScriptedAnswer::Ok(json!({ "UnprocessedItems": asked["RequestItems"] }))
}

#[tokio::test(start_paused = true)]
async fn rows_left_unprocessed_are_written_again() {
    let rows = [Row::Facts(Box::new(facts()))];
    let (patient, script) = tables([ScriptedAnswer::Of(leave_all), nothing()]);
    let (tired, _) = tables((0..8).map(|_| ScriptedAnswer::Of(leave_all)));

    patient.put(&rows).await.expect("an answer");
    let error = tired.put(&rows).await.expect_err("no answer");

    let asked = script.asked();
    assert_eq!(asked[0].body["RequestItems"], asked[1].body["RequestItems"]);
    assert!(shown(&error).contains("unprocessed"));
}

#[tokio::test(start_paused = true)]
async fn a_batch_of_which_the_table_takes_nothing_is_written_again() {
    let no = || ScriptedAnswer::No("ProvisionedThroughputExceededException", json!({}));
    // The SDK asks three times by itself.
    let (store, script) = tables([no(), no(), no(), nothing()]);

    store.put(&[Row::Facts(Box::new(facts()))]).await.expect("an answer");

    let asked = script.asked();
    assert_eq!(asked[0].body["RequestItems"], asked[3].body["RequestItems"]);
}
