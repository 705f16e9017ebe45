//! What a spreadsheet or another program made of a cell.

use super::*;

#[test]
fn words_for_nothing_are_nothing_in_every_column() {
    for word in ["NULL", "\\N", "N/A", "nan", "None", "UNKNOWN", "-"] {
        assert_eq!(with("account_no", word).err(), Some(Reason::NoAccount), "{word}");
        assert_eq!(with("last_name", word).err(), Some(Reason::NoName), "{word}");
        assert_eq!(
            with("billing_zip", word).err(),
            Some(Reason::NoAnswer("billing_zip")),
            "{word}"
        );
        for column in ["alias_nos", "joint_last_names", "business_name", "contact_email"] {
            let read = noted(column, word);
            assert_eq!(read.notes, [Note::Nothing(noted_column(column))], "{word}");
            assert_eq!(read.verdict, with(column, ""), "{word}");
        }
        let none = with("customer_no", word).expect("a row");
        assert_eq!((none.customer, with("status", word)), (None, with("status", "")), "{word}");
    }
    assert_eq!(with("last_name", "0").err(), Some(Reason::NoName));
    assert_eq!(with("customer_no", "0").expect("a row").customer, None);
    assert_eq!(with("contact_email", "noemail@noemail.com").expect("a row").contact, None);
}

#[test]
fn a_number_that_a_spreadsheet_changed_stays_out_and_one_that_it_wrapped_goes_in() {
    for (text, how) in [
        ("70004.0", Broken::DotAndZeros),
        ("7.1E6", Broken::Exponent),
        ("1.00E+06", Broken::Exponent),
        ("70,001", Broken::Thousands),
        ("########", Broken::Hashes),
        ("3/4/2026", Broken::Date),
    ] {
        assert_eq!(
            with("account_no", text).err(),
            Some(Reason::Broken("account_no", how)),
            "{text}"
        );
        assert_eq!(
            with("customer_no", text).err(),
            Some(Reason::Broken("customer_no", how)),
            "{text}"
        );
        assert_eq!(with("alias_nos", text).expect("a row").unreadable_aliases, 1, "{text}");
    }
    for text in ["=\"007\"", "'007"] {
        let read = noted("account_no", text);
        assert_eq!(read.notes, [Note::Unwrapped("account_no")], "{text}");
        let row = read.verdict.expect("a row");
        assert_eq!((row.account, row.written), (number("7"), Some(Typed::new("007"))), "{text}");
    }
    assert_eq!(
        with("alias_nos", "=\"0017\"").expect("a row").aliases,
        BTreeSet::from([number("17")])
    );
}

#[test]
fn a_text_is_taken_out_of_its_formula_in_every_column() {
    for (column, text) in [
        ("account_no", "1000245"),
        ("alias_nos", "17;18"),
        ("last_name", "O'Brien"),
        ("joint_last_names", "Lee;Day"),
        ("business_name", "Smith Farm"),
        ("billing_zip", "24091"),
        ("status", "closed"),
        ("contact_email", "lee@example.com"),
        ("language", "es"),
        ("customer_no", "7"),
    ] {
        let read = noted(column, &format!("=\"{text}\""));

        assert_eq!(read.verdict, with(column, text), "{column}");
        assert_eq!(read.notes, [Note::Unwrapped(noted_column(column))]);
    }
}
