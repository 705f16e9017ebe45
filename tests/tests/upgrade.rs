//! What the version before left in the tables goes on under this one.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue::{L, N, S};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType,
};
use domain::ports::{Letters, Outbox};
use domain::{Addressed, Email, Envelope, Lane, Language, Lease, Leased, Letter, Mark, OutboxId};
use jiff::{SignedDuration, Timestamp};

use tests::served;

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// The outbox as it was: its one index is sorted by the time of queueing.
async fn create_earlier_outbox(client: &Client) {
    let attribute = |name: &str, kind| {
        let definition = AttributeDefinition::builder().attribute_name(name).attribute_type(kind);
        definition.build().expect("it has both")
    };
    let key = |name: &str, kind| {
        let element = KeySchemaElement::builder().attribute_name(name).key_type(kind);
        element.build().expect("it has both")
    };
    let index = GlobalSecondaryIndex::builder()
        .index_name("unsent")
        .key_schema(key("unsent", KeyType::Hash))
        .key_schema(key("queued_at", KeyType::Range))
        .projection(Projection::builder().projection_type(ProjectionType::KeysOnly).build());
    client
        .create_table()
        .table_name("Outbox")
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute("pk", ScalarAttributeType::S))
        .attribute_definitions(attribute("unsent", ScalarAttributeType::S))
        .attribute_definitions(attribute("queued_at", ScalarAttributeType::N))
        .key_schema(key("pk", KeyType::Hash))
        .global_secondary_indexes(index.build().expect("it has all"))
        .send()
        .await
        .expect("a table");
}

/// An item as the version before queued it; with a next try, it had been put back.
async fn put_earlier(client: &Client, id: &str, next_try: Option<Timestamp>) {
    let letter = [("to", "pat@example.com"), ("language", "en"), ("kind", "welcome")];
    let letter = letter.map(|(name, value)| (name.to_owned(), S(value.to_owned())));
    let letter = aws_sdk_dynamodb::types::AttributeValue::M(letter.into());
    let number = |at: Timestamp| N(at.as_second().to_string());
    let mut put = client
        .put_item()
        .table_name("Outbox")
        .item("pk", S(id.to_owned()))
        .item("letters", L(vec![letter]))
        .item("events", L(Vec::new()))
        .item("queued_at", number(NOON))
        .item("attempts", N("0".to_owned()))
        .item("unsent", S("0".to_owned()));
    if let Some(at) = next_try {
        put = put.item("next_try", number(at));
    }
    put.send().await.expect("it is put");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_that_the_version_before_queued_go_out() {
    let address = served::database().await;
    let client = served::client(address);
    create_earlier_outbox(&client).await;
    put_earlier(&client, "fresh", None).await;
    put_earlier(&client, "waiting", Some(NOON + SECOND * 60)).await;

    let tables = served::tables_at(address).await;
    let due = async |now| {
        let due = tables.due(Lane::Ordinary, now, None, 100).await.expect("an answer");
        due.into_iter().map(|due| due.id.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(due(NOON + SECOND * 59).await, ["fresh"]);
    assert_eq!(due(NOON + SECOND * 60).await, ["fresh", "waiting"]);

    for id in ["fresh", "waiting"] {
        let now = NOON + SECOND * 60;
        let lease = tables.lease(&OutboxId::from_stored(id), now, now + SECOND).await;
        let Lease::Taken(leased) = lease.expect("an answer") else { panic!("it is due") };
        assert_eq!(leased.envelope.letters[0].letter, Letter::Welcome { held_until: None });
        let sent = Leased { marks: vec![Mark::Sent(now)], ..*leased };
        tables.put_back(&sent, now).await.expect("it is ours");
    }
    assert!(due(NOON + SECOND * 999).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_queued_now_is_not_in_the_earlier_index() {
    let address = served::database().await;
    let (tables, client) = (served::tables_at(address).await, served::client(address));
    let to = Email::parse("pat@example.com").expect("an email");
    let letters = vec![Addressed {
        to,
        language: Language::English,
        letter: Letter::Welcome { held_until: None },
    }];
    let id = OutboxId::from_stored("new");
    let envelope = Envelope { id, letters, events: Vec::new(), trace: None, queued_at: NOON };

    tables.queue(&envelope).await.expect("it is queued");

    let query = client.query().table_name("Outbox").index_name("unsent");
    let query = query.key_condition_expression("unsent = :shard");
    let found = query.expression_attribute_values(":shard", S("0".to_owned())).send().await;
    assert_eq!(found.expect("an answer").count(), 0);
}
