//! An account, who asks for it, and what is found: for the tests of asking and of adding.

use std::collections::BTreeMap;

use super::*;
use crate::billing::facts::Extract;
use crate::billing::facts::{Digest, NAME_FIELD};
use crate::figures::Figures;
use crate::fixtures::test_keys;
use crate::values::answer::Answer;
use crate::values::answer::QuestionKind;
use crate::values::email::Email;
use crate::values::language::Language;
use crate::values::name::Name;

pub(crate) const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

pub(crate) fn asked(name: &str, email: &str) -> Asked {
    let zip = Answer::parse(QuestionKind::Zip, "24091").expect("a ZIP code");
    Asked {
        account: AccountNumber::parse("0012345").expect("a number"),
        name: Name::parse(name).expect("a name"),
        email: Email::parse(email).expect("an address"),
        language: Language::English,
        answers: vec![("billing_zip", zip)],
    }
}

pub(crate) fn facts() -> Facts {
    let (keys, account) = (test_keys(), AccountNumber::parse("12345").expect("a number"));
    let hash = |field: &str, value: &str| {
        Digest::of(&keys, keys.matching(), field, &account, value).expect("a key")
    };
    Facts {
        written: None,
        version: 1,
        holder: 2,
        status: AccountStatus::Active,
        names: vec![hash(NAME_FIELD, "walker")],
        answers: BTreeMap::from([("billing_zip".to_owned(), hash("billing_zip", "24091"))]),
        held_from: None,
        customer: None,
        customer_key: None,
        contact: None,
        contact_before: None,
        service_name: None,
        account,
    }
}

pub(crate) fn extract() -> Extract {
    Extract {
        version: 1,
        match_key: test_keys().matching().clone(),
        normaliser: Name::NORMALISER,
        file_hash: String::new(),
        accounts: 1,
        questions: Some(vec!["billing_zip".to_owned()]),
        imported_at: NOON,
    }
}

pub(crate) fn found() -> Found {
    Found { extract: Some(extract()), facts: Some(facts()), ..Found::default() }
}

pub(crate) fn spent() -> Counter {
    let mut counter = Counter::default();
    for _ in 0..Figures::SHIPPED.match_per_account {
        let key = AccountKey::of(&test_keys(), &facts().account);
        counter = count_match(&counter, key, Tryer::Stranger, Figures::SHIPPED, NOON).next;
    }
    counter
}
