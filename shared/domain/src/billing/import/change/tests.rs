//! Who holds an account after an import, and what is new.

use jiff::Timestamp;
use jiff::civil::date;
use secrecy::SecretString;

use super::*;
use crate::billing::import::columns::Columns;
use crate::billing::import::reading::Reading;
use crate::billing::import::row::read_row;
use crate::fixtures::test_keys;
use crate::values::answer::{Question, QuestionKind};
use crate::values::service_name::ServiceName;

const TODAY: Date = date(2026, 11, 23);
const HELD: Holding = Holding { holder: 7, from: None };

const HEADER: [&str; 6] =
    ["account_no", "last_name", "joint_last_names", "billing_zip", "customer_no", "status"];

fn row(name: &str, joint: &str, customer: &str) -> ImportedRow {
    let questions = [Question { field: "billing_zip", kind: QuestionKind::Zip }];
    let reading = Reading { questions: &questions, ..Reading::default() };
    let columns = Columns::parse(&HEADER, ',', &reading).expect("a header");
    let fields = ["42", name, joint, "24091", customer, ""];
    read_row(&columns, &reading, &fields).verdict.expect("a row")
}

fn extract(keys: &KeyRing) -> Extract {
    Extract {
        version: 3,
        match_key: keys.matching().clone(),
        normaliser: Name::NORMALISER,
        file_hash: String::new(),
        accounts: 1,
        questions: Some(vec!["billing_zip".to_owned()]),
        imported_at: Timestamp::UNIX_EPOCH,
    }
}

#[test]
fn a_service_that_is_called_otherwise_or_no_more_is_a_change_of_nobody() {
    let keys = test_keys();
    let named = |name: &str| ImportedRow {
        service_name: ServiceName::parse(name).ok(),
        ..row("García", "", "7")
    };
    let facts = named("Barn").facts(&keys, 3, HELD, None);
    let extract = extract(&keys);
    let previous = Previous { extract: Some(&extract), facts: Some(&facts) };

    let after = |name| named(name).facts(&keys, 4, HELD, None);

    assert_eq!(Change::between(previous, &after("Barn")), Change::Unchanged);
    assert_eq!(Change::between(previous, &after("12 Mill St")), Change::Changed);
    assert_eq!(Change::between(previous, &after("")), Change::Changed);
    assert_eq!(after("").service_name, None);
    assert_eq!(named("12 Mill St").holder_after(&keys, previous), HELD.holder);
}

/// The holder after `before`, whose holder is 7, was followed by `after`.
fn holder(before: &ImportedRow, after: &ImportedRow) -> u64 {
    let keys = test_keys();
    let facts = before.facts(&keys, 3, HELD, None);
    let extract = extract(&keys);
    after.holder_after(&keys, Previous { extract: Some(&extract), facts: Some(&facts) })
}

/// Keys of two names, of which the second is for matching.
fn rotated(with_old: bool) -> KeyRing {
    let key = |id: &str| KeyId::parse(id).expect("a key's name");
    let text = "f3b1c2d4e5968778695a4b3c2d1e0f00112233445566778899aabbccddeeff01";
    let new = "a9b1c2d4e5968778695a4b3c2d1e0f00112233445566778899aabbccddeeff02";
    let mut keys = BTreeMap::from([(key("2"), SecretString::from(new))]);
    if with_old {
        keys.insert(key("1"), SecretString::from(text));
    }
    KeyRing::new(keys, key("2"), key("2"), key("2")).expect("keys")
}

#[test]
fn an_account_never_seen_has_the_first_holder() {
    let row = row("Walker", "", "");

    assert_eq!(row.holder_after(&test_keys(), Previous { extract: None, facts: None }), 1);
}

#[test]
fn the_holder_stays_while_one_name_stays() {
    assert_eq!(holder(&row("Walker", "", ""), &row("Lee", "WALKER Jr", "")), 7);
}

#[test]
fn the_holder_is_raised_when_no_name_stays() {
    assert_eq!(holder(&row("Walker", "Lee", ""), &row("García", "", "")), 8);
}

#[test]
fn a_customer_number_decides_alone_where_both_have_one() {
    assert_eq!(holder(&row("Walker", "", "55"), &row("García", "", "0055")), 7);
    assert_eq!(holder(&row("Walker", "", "55"), &row("Walker", "", "56")), 8);
}

#[test]
fn a_word_for_nothing_is_no_customer_number_so_names_decide() {
    assert_eq!(holder(&row("Walker", "", "NULL"), &row("García", "", "NULL")), 8);
    assert_eq!(holder(&row("Walker", "", "NULL"), &row("Walker", "", "55")), 7);
}

#[test]
fn names_decide_where_a_customer_number_came_or_went() {
    assert_eq!(holder(&row("Walker", "", ""), &row("Walker", "", "56")), 7);
    assert_eq!(holder(&row("Walker", "", "55"), &row("García", "", "")), 8);
}

#[test]
fn a_new_key_for_matching_raises_no_holder_while_the_old_one_is_held() {
    let old = extract(&test_keys());
    let before = row("Walker", "", "").facts(&test_keys(), 3, HELD, None);
    let previous = Previous { extract: Some(&old), facts: Some(&before) };

    assert_eq!(row("Walker", "", "").holder_after(&rotated(true), previous), 7);
    assert_eq!(row("García", "", "").holder_after(&rotated(true), previous), 8);
}

#[test]
fn a_key_that_is_gone_raises_no_holder() {
    let old = extract(&test_keys());
    let before = row("Walker", "", "55").facts(&test_keys(), 3, HELD, None);
    let previous = Previous { extract: Some(&old), facts: Some(&before) };

    assert_eq!(row("Walker", "", "55").holder_after(&rotated(false), previous), 7);
    assert!(!key_held(&rotated(false), Some(&old)));
    assert!(key_held(&rotated(true), Some(&old)));
}

#[test]
fn facts_that_a_stopped_import_left_under_the_new_key_are_recognised() {
    let old = extract(&test_keys());
    let left = row("Walker", "", "").facts(&rotated(true), 4, HELD, None);
    let previous = Previous { extract: Some(&old), facts: Some(&left) };

    assert_eq!(row("Walker", "", "").holder_after(&rotated(true), previous), 7);
}

#[test]
fn names_of_another_normaliser_raise_no_holder() {
    let keys = test_keys();
    let other = Extract { normaliser: Name::NORMALISER + 1, ..extract(&keys) };
    let before = row("Walker", "", "").facts(&keys, 3, HELD, None);
    let previous = Previous { extract: Some(&other), facts: Some(&before) };

    assert_eq!(row("García", "", "").holder_after(&keys, previous), 7);
}

#[test]
fn the_order_of_names_is_no_change_and_another_name_is() {
    let keys = test_keys();
    let extract = extract(&keys);
    let before = row("Walker", "Lee", "").facts(&keys, 3, HELD, None);
    let previous = Previous { extract: Some(&extract), facts: Some(&before) };

    let change = |row: ImportedRow| Change::between(previous, &row.facts(&keys, 4, HELD, None));

    assert_eq!(change(row("Lee", "Walker", "")), Change::Unchanged);
    assert_eq!(change(row("Lee", "", "")), Change::Changed);
}

#[test]
fn an_account_that_had_gone_is_added_again() {
    let keys = test_keys();
    let extract = extract(&keys);
    let gone = row("Walker", "", "").facts(&keys, 2, HELD, None);
    let previous = Previous { extract: Some(&extract), facts: Some(&gone) };

    assert_eq!(
        Change::between(previous, &row("Walker", "", "").facts(&keys, 4, HELD, None)),
        Change::Added
    );
}

#[test]
fn the_extract_says_since_when_a_holder_has_the_account_or_the_day_it_was_raised() {
    let keys = test_keys();
    let (extract, moved_in) = (extract(&keys), date(2026, 3, 9));
    let since = |row: &ImportedRow, facts: Option<&Facts>| {
        let previous = Previous { extract: Some(&extract), facts };
        row.holding_after(&keys, previous, TODAY)
    };
    let walker = row("Walker", "", "");
    let told = ImportedRow { service_from: Some(moved_in), ..walker.clone() };
    let before = walker.facts(&keys, 3, Holding { from: Some(moved_in), ..HELD }, None);

    assert_eq!(since(&walker, None), Holding { holder: 1, from: Some(TODAY) });
    assert_eq!(since(&told, None), Holding { holder: 1, from: Some(moved_in) });
    assert_eq!(since(&walker, Some(&before)), Holding { from: Some(moved_in), ..HELD });
    assert_eq!(
        since(&row("García", "", ""), Some(&before)),
        Holding { holder: 8, from: Some(TODAY) }
    );
}

#[test]
fn a_first_day_that_did_not_move_when_the_holder_changed_is_not_theirs() {
    let keys = test_keys();
    let (extract, meter) = (extract(&keys), date(2019, 5, 2));
    let since = |row: &ImportedRow, facts: &Facts, today: Date| {
        row.holding_after(&keys, Previous { extract: Some(&extract), facts: Some(facts) }, today)
    };
    let told = |day| ImportedRow { service_from: Some(day), ..row("García", "", "") };
    let walker =
        row("Walker", "", "").facts(&keys, 3, Holding { holder: 1, from: Some(meter) }, None);

    let raised = since(&told(meter), &walker, TODAY);
    let facts = told(meter).facts(&keys, 4, raised, None);
    let moved_in = date(2026, 11, 20);

    assert_eq!(raised, Holding { holder: 2, from: Some(TODAY) });
    assert_eq!(since(&told(meter), &facts, date(2026, 12, 1)), raised, "nor in the next extract");
    let holding = |from| Holding { holder: 2, from: Some(from) };
    assert_eq!(since(&told(moved_in), &walker, TODAY), holding(moved_in));
    assert_eq!(since(&told(moved_in), &facts, TODAY), holding(TODAY));
    let unknown = row("Walker", "", "").facts(&keys, 3, Holding { holder: 1, from: None }, None);
    assert_eq!(since(&told(moved_in), &unknown, TODAY), holding(TODAY));
}

#[test]
fn the_first_holder_may_have_had_it_for_longer_than_was_known() {
    let keys = test_keys();
    let (extract, walker) = (extract(&keys), row("Walker", "", ""));
    let before = walker.facts(&keys, 3, Holding { holder: 1, from: Some(TODAY) }, None);
    let told = ImportedRow { service_from: Some(date(2019, 5, 2)), ..walker };

    let previous = Previous { extract: Some(&extract), facts: Some(&before) };

    let holding = Holding { holder: 1, from: Some(date(2019, 5, 2)) };
    assert_eq!(told.holding_after(&keys, previous, TODAY), holding);
}

#[test]
fn a_day_that_was_not_noted_before_is_no_change_and_another_day_is() {
    let keys = test_keys();
    let (extract, row) = (extract(&keys), row("Walker", "", ""));
    let on = |from| row.facts(&keys, 3, Holding { from, ..HELD }, None);
    let change = |before: &Facts, new: &Facts| {
        Change::between(Previous { extract: Some(&extract), facts: Some(before) }, new)
    };

    assert_eq!(change(&on(None), &on(Some(TODAY))), Change::Unchanged);
    assert_eq!(change(&on(Some(date(2026, 3, 9))), &on(Some(TODAY))), Change::Changed);
}

#[test]
fn a_fifth_may_go_and_no_more() {
    assert!(!would_shrink(100, 80));
    assert!(would_shrink(100, 79));
    assert!(would_shrink(1, 0));
    assert!(!would_shrink(0, 0));
}
