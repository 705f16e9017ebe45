use std::collections::BTreeMap;

use jiff::civil::date;
use secrecy::SecretString;

use super::*;
use crate::keys::ring::KeyId;
use crate::values::typed::Typed;

/// Noon of 23 November 2026 in UTC.
const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);
const FIRST: &str = "f3b1c2d4e5968778695a4b3c2d1e0f00112233445566778899aabbccddeeff01";
const SECOND: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0ffeeddccbbaa998877665544332211aa";

/// A ring with these keys, of which one is current and the first is the index.
fn ring(keys: &[(&str, &str)], current: &str) -> KeyRing {
    let id = |name: &str| KeyId::parse(name).expect("a name");
    let held: BTreeMap<_, _> =
        keys.iter().map(|(name, key)| (id(name), SecretString::from(*key))).collect();
    KeyRing::new(held, id(current), id(keys[0].0), id(keys[0].0)).expect("good keys")
}

fn one_key() -> KeyRing {
    ring(&[("1", FIRST)], "1")
}

fn account(number: &str) -> AccountNumber {
    AccountNumber::parse(number).expect("a number")
}

fn customer(keys: &KeyRing, number: &str) -> CustomerKey {
    CustomerKey::of(keys, &account("12345"), &Typed::new(number))
}

fn code(keys: &KeyRing, day: Date) -> String {
    let code = PrintedCode::of(keys, &account("12345"), &customer(keys, "77"), day);
    code.expect("the current key is held").0
}

fn days() -> CodeDays {
    CodeDays::at(Figures::SHIPPED, NOON)
}

fn works(keys: &KeyRing, typed: &str) -> bool {
    is_printed(keys, &account("12345"), Some(&customer(keys, "77")), days(), typed)
}

#[test]
fn a_code_is_shown_in_fours_and_nothing_of_it_in_debug() {
    let keys = one_key();
    let code = PrintedCode::of(&keys, &account("12345"), &customer(&keys, "77"), date(2026, 11, 2));
    let code = code.expect("a key");

    let shown = code.shown();
    assert_eq!((shown.len(), &shown[4..5]), (9, "-"));
    assert_eq!(shown.replace('-', ""), code.0);
    assert_eq!(format!("{code:?}"), "PrintedCode(..)");
}

#[test]
fn a_code_is_of_one_account_one_customer_one_day_and_one_key() {
    let keys = one_key();
    let other_key = ring(&[("1", FIRST), ("2", SECOND)], "2");
    let day = date(2026, 11, 2);
    let of = |keys: &KeyRing, number: &str, of: &str, day| {
        let customer = CustomerKey::of(keys, &account(number), &Typed::new(of));
        PrintedCode::of(keys, &account(number), &customer, day).expect("a key")
    };

    let first = of(&keys, "12345", "77", day);

    assert_eq!(first, of(&keys, "0012345", "77", day));
    for other in [
        of(&keys, "12346", "77", day),
        of(&keys, "12345", "78", day),
        of(&keys, "12345", "77", date(2026, 11, 3)),
        of(&other_key, "12345", "77", day),
    ] {
        assert!(first != other);
    }
}

#[test]
fn bills_from_a_week_ahead_back_to_sixty_days_ago_count_and_no_others() {
    let keys = one_key();

    for (day, counts) in [
        (date(2026, 11, 30), true),
        (date(2026, 12, 1), false),
        (date(2026, 9, 24), true),
        (date(2026, 9, 23), false),
    ] {
        assert_eq!((works(&keys, &code(&keys, day)), days().has(day)), (counts, counts), "{day}");
    }
    assert_eq!(days().all().count(), 68);
    let figures = Figures { bill_code_days: 120, ..Figures::SHIPPED };
    assert_eq!(CodeDays::at(figures, NOON).all().count(), 128);
}

#[test]
fn a_code_of_a_key_before_works_as_long_as_the_key_is_held() {
    let day = date(2026, 11, 2);
    let printed = code(&one_key(), day);

    let rotated = ring(&[("1", FIRST), ("2", SECOND)], "2");
    assert!(works(&rotated, &printed) && works(&rotated, &code(&rotated, day)));
    assert!(!works(&one_key(), &code(&rotated, day)));
}

#[test]
fn a_code_of_another_customer_or_of_nobody_does_not_work() {
    let keys = one_key();
    let day = date(2026, 11, 2);
    let of_nobody = CustomerKey::of_nobody(&keys, &account("12345"));
    let dummy = PrintedCode::of(&keys, &account("12345"), &of_nobody, day).expect("a key").0;
    let typed = |customer: Option<&CustomerKey>, typed: &str| {
        is_printed(&keys, &account("12345"), customer, days(), typed)
    };

    assert!(!typed(Some(&customer(&keys, "78")), &code(&keys, day)));
    assert!(!typed(None, &code(&keys, day)));
    assert!(!typed(None, &dummy), "whoever knew the dummy's code would get in");
    for wrong in ["", "00000000", "K7QM2XPA"] {
        assert!(!typed(Some(&customer(&keys, "77")), wrong), "{wrong}");
    }
}
