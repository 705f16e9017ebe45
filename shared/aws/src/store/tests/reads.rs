//! Reads: how many there are, that they are strong, and that none is partial.

use domain::history::BillKey;
use domain::history::reads::{DayPlace, MeterTag};
use domain::ports::{
    Balances, BillImport, Claims, Extracts, Glances, Members, MonthsImport, Passkeys, Pendings,
    ReadsImport, Registrations, SecondFactors, StoreError, Usage, Waits,
};
use domain::{
    AboutWait, AccountNumber, EmailKey, FactorId, HistoryKey, MemberId, Outcome, Pending,
    PendingId, SessionId,
};
use fixtures::test_keys;
use serde_json::{Value, json};

use super::answers::{
    NOON, account, email, extract, facts, found, json_of, look_up, nothing, pending,
};
use super::{shown, tables};
use crate::items::{
    Item, Key, alias_item, email_item, extract_item, facts_item, member_item, pending_item, text,
};
use crate::scripted::{Asked, ScriptedAnswer};

/// The cost of a request: its call, and the number of keys of each table.
fn cost(asked: &Asked) -> (String, Vec<(String, usize)>) {
    let tables = asked.body["RequestItems"].as_object().expect("a batch");
    let keys = |of: &Value| of["Keys"].as_array().map_or(0, Vec::len);
    let mut costs: Vec<_> = tables.iter().map(|(name, of)| (name.clone(), keys(of))).collect();
    costs.sort();
    (asked.call.clone(), costs)
}

#[tokio::test]
async fn a_look_up_asks_for_the_same_whatever_it_finds() {
    let old = AccountNumber::parse("77").expect("a number");
    let first = [alias_item(&old, &account(), 1), extract_item(&extract())];
    let second = [facts_item(&test_keys(), &facts())];
    let (full, asked_full) =
        tables([found("BillingAccounts", &first), found("BillingAccounts", &second)]);
    let (empty, asked_empty) = tables([nothing(), nothing()]);

    let by_old = domain::LookUp { account: old, ..look_up() };
    let all = full.look_up(&by_old).await.expect("an answer");
    let none = empty.look_up(&look_up()).await.expect("an answer");

    assert_eq!((all.facts, none.facts), (Some(facts()), None));
    let costs = |asked: Vec<Asked>| asked.iter().map(cost).collect::<Vec<_>>();
    assert_eq!(costs(asked_full.asked()), costs(asked_empty.asked()));
    assert_eq!(asked_full.calls(), ["BatchGetItem", "BatchGetItem"]);
}

#[tokio::test]
async fn signing_in_reads_twice_whoever_it_is() {
    let member = super::answers::claim().member;
    let named = ScriptedAnswer::Ok(json!({ "Item": json_of(&email_item(&member)) }));
    let item = ScriptedAnswer::Ok(json!({ "Item": json_of(&member_item(&test_keys(), &member)) }));
    let (known, asked_known) = tables([named, item]);
    let (unknown, asked_unknown) = tables([nothing(), nothing()]);

    let found = known.by_email(&email()).await.expect("an answer");

    assert_eq!(found, Some(member));
    assert_eq!(unknown.by_email(&email()).await.expect("an answer"), None);
    assert_eq!(asked_known.calls(), asked_unknown.calls());
}

#[tokio::test]
async fn every_read_that_a_decision_depends_on_is_strong() {
    let (tables, script) = tables((0..14).map(|_| nothing()));
    let (member, session) = (MemberId::from_stored("m"), SessionId::from_stored("s"));
    let key = EmailKey::of(&test_keys(), &email());

    tables.look_up(&look_up()).await.expect("an answer");
    tables.matched(&key).await.expect("an answer");
    tables.facts(&account()).await.expect("an answer");
    tables.by_email(&email()).await.expect("an answer");
    tables.by_session(&member, &session).await.expect("an answer");
    tables.facts_of(&[account()]).await.expect("an answer");
    SecondFactors::member(&tables, &member).await.expect("an answer");
    tables.kept(&member).await.expect("an answer");
    tables.named(&member, &FactorId::from_stored("k")).await.expect("an answer");
    tables.passkeys(&[FactorId::from_stored("k")]).await.expect("an answer");
    let about = AboutWait { member: member.clone(), id: PendingId::new([1; 16]) };
    tables.waiting(&about, NOON).await.expect("an answer");

    assert_eq!(script.asked().len(), 14);
    for Asked { call, body } in script.asked() {
        let strong = |of: &Value| of["ConsistentRead"] == json!(true);
        let batch = body["RequestItems"].as_object();
        assert!(batch.map_or_else(|| strong(&body), |of| of.values().all(strong)), "{call}");
    }
}

#[tokio::test]
async fn who_looks_for_what_can_be_confirmed_reads_nothing_that_strangers_asked_in_vain() {
    let (tables, script) = tables([nothing()]);
    let key = EmailKey::of(&test_keys(), &email());
    let in_vain = Pending { outcome: Outcome::TooManyTries, ..pending() };

    tables.matched(&key).await.expect("an answer");

    let [Asked { body, .. }] = &script.asked()[..] else { panic!("one query") };
    let start = body["ExpressionAttributeValues"][":start"]["S"].as_str().expect("a start");
    let stands = |pending: &Pending| json_of(&pending_item(pending))["sk"]["S"].clone();
    assert!(stands(&pending()).as_str().expect("a key").starts_with(start));
    assert!(!stands(&in_vain).as_str().expect("a key").starts_with(start));
    assert!(body["KeyConditionExpression"].as_str().is_some_and(|it| it.contains("begins_with")));
}

/// A batch that returns nothing and leaves all its keys unprocessed.
fn leave_all(asked: &Value) -> ScriptedAnswer {
    ScriptedAnswer::Ok(json!({ "UnprocessedKeys": asked["RequestItems"] }))
}

#[tokio::test(start_paused = true)]
async fn keys_left_unprocessed_are_asked_for_again() {
    let item = pending_item(&pending());
    let asked_before = found("Transient", &[item]);
    let (tables, script) = tables([nothing(), ScriptedAnswer::Of(leave_all), asked_before]);

    let found = tables.look_up(&look_up()).await.expect("an answer");

    assert!(found.asked_before);
    let asked = script.asked();
    assert_eq!(cost(&asked[1]), cost(&asked[2]));
}

#[tokio::test(start_paused = true)]
async fn keys_that_stay_unprocessed_are_never_read_as_absent() {
    let (tables, script) = tables((0..6).map(|_| ScriptedAnswer::Of(leave_all)));

    let error = tables.look_up(&look_up()).await.expect_err("no answer");

    assert!(matches!(error, StoreError::Unavailable(_)));
    assert_eq!(script.asked().len(), 6);
}

#[tokio::test]
async fn an_item_that_cannot_be_read_is_an_error_without_its_values() {
    let mut item = pending_item(&pending());
    item.remove("holder");
    let (tables, _) = tables([ScriptedAnswer::Ok(json!({ "Items": [json_of(&item)] }))]);

    let error = tables.matched(&pending().email_key).await.expect_err("no answer");

    assert!(shown(&error).contains("holder"));
    assert!(!shown(&error).contains("pat@example.com"));
}

#[tokio::test]
async fn fifty_accounts_are_known_at_a_glance_by_one_strong_request() {
    let (tables, script) = tables([nothing(), nothing()]);
    let keys: Vec<HistoryKey> =
        (0..50).map(|at: i32| HistoryKey::from_stored(at.to_string())).collect();
    let day = jiff::civil::date(2026, 11, 1);

    tables.glances(&keys, &keys).await.expect("an answer");
    tables.days_now(&keys[0], day, day).await.expect("an answer");

    let asked = script.asked();
    assert_eq!(script.calls(), ["BatchGetItem", "Query"]);
    assert_eq!(cost(&asked[0]).1, [("History".to_owned(), 100)]);
    assert_eq!(asked[0].body["RequestItems"]["History"]["ConsistentRead"], true);
    assert_eq!(asked[1].body["ConsistentRead"], true, "what was just written is added up");
}

#[tokio::test]
async fn what_cannot_be_read_stops_no_import_and_is_an_error_to_a_page() {
    let of = HistoryKey::from_stored("a");
    let at = Key::day(&day_place(&of));
    let unread = |key: Key| -> Item {
        key.attributes().into_iter().chain([("body".to_owned(), text("no text of ours"))]).collect()
    };
    let bill_at = (of.clone(), BillKey::from_stored("x"));
    let [day, due, bill, sums] =
        [at, Key::balance(&of), Key::bill(&bill_at.0, &bill_at.1), Key::months(&of)].map(unread);
    let day_is_found = || ScriptedAnswer::Ok(json!({ "Items": [json_of(&day)] }));
    let batch = |item: &Item| found("History", std::slice::from_ref(item));
    let (tables, _) = tables([
        batch(&day),
        batch(&due),
        batch(&bill),
        batch(&sums),
        day_is_found(),
        day_is_found(),
        batch(&sums),
    ]);
    let date = day_place(&of).date;

    assert!(tables.days_at(&[day_place(&of)]).await.expect("an answer").is_empty());
    assert!(tables.balances(std::slice::from_ref(&of)).await.expect("an answer").is_empty());
    assert!(tables.bills_at(&[bill_at]).await.expect("an answer").is_empty());
    assert!(tables.months(std::slice::from_ref(&of)).await.expect("an answer").is_empty());
    assert!(tables.days_now(&of, date, date).await.expect("an answer").is_empty());
    let page = tables.days(&of, date, date).await.expect_err("no answer");
    let home = tables.glances(&[], std::slice::from_ref(&of)).await.expect_err("no answer");
    assert!(shown(&page).contains("body") && shown(&home).contains("body"));
}

fn day_place(partition: &HistoryKey) -> DayPlace {
    let (date, meter) = (jiff::civil::date(2026, 11, 20), MeterTag::from_stored("m"));
    DayPlace { partition: partition.clone(), date, meter }
}
