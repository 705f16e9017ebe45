//! Answers in the form of `DynamoDB`, and the people in them.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    Acceptance, AccountNumber, AccountStatus, AddressKey, ClaimIds, Email, EmailKey, Extract,
    Facts, FactsSeen, Hold, Language, MemberId, OutboxId, Outcome, PENDING_LIFE, PasswordHash,
    Pending, PendingId,
};
use domain::{Claim, LookUp};
use fixtures::test_keys;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::items::Item;
use crate::scripted::ScriptedAnswer;

pub(super) const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

/// An item in the protocol's JSON.
pub(super) fn json_of(item: &Item) -> Value {
    Value::Object(item.iter().map(|(name, value)| (name.clone(), value_json(value))).collect())
}

fn value_json(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(digits) => json!({ "N": digits }),
        AttributeValue::M(map) => json!({ "M": json_of(map) }),
        AttributeValue::L(list) => {
            json!({ "L": list.iter().map(value_json).collect::<Vec<_>>() })
        }
        other => panic!("our items hold no {other:?}"),
    }
}

/// A batch's answer with these items of a table.
pub(super) fn found(table: &str, items: &[Item]) -> ScriptedAnswer {
    let items: Vec<Value> = items.iter().map(json_of).collect();
    ScriptedAnswer::Ok(json!({ "Responses": { table: items } }))
}

/// A transaction cancelled for these reasons, in the order of its parts.
pub(super) fn cancelled(codes: &[&str]) -> ScriptedAnswer {
    let reasons: Vec<Value> = codes.iter().map(|code| json!({ "Code": code })).collect();
    cancelled_with(&reasons)
}

pub(super) fn cancelled_with(reasons: &[Value]) -> ScriptedAnswer {
    let body = json!({ "message": "pat@example.com", "CancellationReasons": reasons });
    ScriptedAnswer::No("com.amazonaws.dynamodb.v20120810#TransactionCanceledException", body)
}

pub(super) fn nothing() -> ScriptedAnswer {
    ScriptedAnswer::Ok(Value::Object(Map::new()))
}

pub(super) fn account() -> AccountNumber {
    AccountNumber::parse("1234567").expect("a number")
}

pub(super) fn email() -> Email {
    Email::parse("pat@example.com").expect("an email")
}

pub(super) fn extract() -> Extract {
    Extract {
        version: 1,
        match_key: test_keys().matching().clone(),
        normaliser: 1,
        file_hash: String::new(),
        accounts: 1,
        questions: Some(vec!["billing_zip".to_owned()]),
        imported_at: NOON,
    }
}

pub(super) fn facts() -> Facts {
    Facts {
        account: account(),
        written: None,
        version: 1,
        holder: 1,
        status: AccountStatus::Active,
        names: Vec::new(),
        answers: std::collections::BTreeMap::new(),
        held_from: None,
        customer: None,
        customer_key: None,
        contact: None,
        contact_before: None,
        service_name: None,
    }
}

pub(super) fn pending() -> Pending {
    let (version, hash) = ("1".to_owned(), "a hash".to_owned());
    Pending {
        id: PendingId::new([7; 16]),
        key: test_keys().current().clone(),
        email_key: EmailKey::of(&test_keys(), &email()),
        email: email(),
        language: Language::English,
        outcome: Outcome::Confirm,
        account: account(),
        typed_account: account(),
        holder: 1,
        terms: Acceptance { version, hash, language: Language::English, at: NOON },
        created_at: NOON,
        expires_at: NOON + PENDING_LIFE,
        used_by: None,
        wrong_numbers: 0,
    }
}

pub(super) fn look_up() -> LookUp {
    LookUp {
        account: account(),
        email: email(),
        email_key: EmailKey::of(&test_keys(), &email()),
        address: AddressKey::from_stored("here"),
        site: None,
        pending: PendingId::new([7; 16]),
    }
}

pub(super) fn claim() -> Claim {
    let ids = ClaimIds {
        member: MemberId::from_stored("m"),
        envelope: OutboxId::from_stored("o"),
        links: [PendingId::new([4; 16]), PendingId::new([4; 16])],
        request: "request".to_owned(),
    };
    let password = PasswordHash::of_nobody(&test_keys());
    let seen = FactsSeen { facts: facts(), extract: extract() };
    domain::claim(&test_keys(), pending(), &seen, password, ids, Hold::SHIPPED, NOON)
}
