//! Words for nothing, and names that look like them.

use super::*;

#[test]
fn words_for_nothing_are_nothing_in_every_spelling() {
    for text in [
        "",
        "  ",
        "NULL",
        "null",
        "Null",
        "(null)",
        "<NULL>",
        "[NULL]",
        "'NULL'",
        "\"null\"",
        "#NULL!",
        "\\N",
        "N/A",
        "n/a",
        "N.A.",
        "NA",
        "<NA>",
        "#N/A",
        "nan",
        "NaN",
        "NaT",
        "None",
        "NONE",
        "nil",
        "UNKNOWN",
        "Unknown",
        "unk",
        "undefined",
        "-",
        "--",
        "—",
        "- -",
        ".",
        "...",
        "?",
        "*",
        "_",
        "n/d",
        "Not Available",
        "not on file",
        "NO NAME",
        "#REF!",
        "#value!",
        "#DIV/0!",
        "XX",
        "xxxx",
        "TBD",
        "\u{a0}",
        "\u{fffd}",
        "DBNull",
    ] {
        assert!(is_nothing(text), "{text:?}");
    }
}

#[test]
fn several_words_for_nothing_and_other_widths_are_nothing_too() {
    for text in [
        "none given",
        "No Name Given",
        "none on file",
        "Last name unknown",
        "OWNER UNKNOWN",
        "no info",
        "not entered",
        "to be determined",
        "TBC",
        "NULL NULL",
        "null,null",
        "N/A N/A",
        "Unknown; Unknown",
        "unspecified",
        "unlisted",
        "(blank)",
        "<Blank>",
        "\\\\N",
        "ＮＵＬＬ",
        "ｎ／ａ",
        "#ERROR!",
        "#GETTING_DATA!",
        "Err:502",
        "S/N",
        "sin apellido",
        "no aplica",
    ] {
        assert!(is_nothing(text), "{text:?}");
    }
}

#[test]
fn each_word_begins_with_one_of_the_letters_that_are_looked_at() {
    for word in WORDS.iter().chain(&NOBODY) {
        assert!(is_nothing(word) || is_nobody(word), "{word}");
    }
    for word in WORDS {
        assert!(FIRST.iter().any(|first| word.starts_with(*first)), "{word}");
    }
}

#[test]
fn names_and_numbers_are_something() {
    for text in [
        "Nulla",
        "Nanney",
        "Nash",
        "X",
        "N",
        "Nonesuch",
        "Unknown Soldiers Club",
        "0",
        "7",
        "Ñ",
        "李",
        "Natale",
        "###",
        "Blank",
        "No",
        "Given",
        "Noon",
        "Sin",
        "Lee Unknown",
        "Nocera",
        "#12",
        "Errol",
    ] {
        assert!(!is_nothing(text), "{text:?}");
    }
}

#[test]
fn whoever_lives_there_is_nobody() {
    for text in
        ["RESIDENT", "Current Resident", "occupant", "[VACANT]", "BLANK", "Test Account", "DELETED"]
    {
        assert!(is_nobody(text) && !is_nothing(text), "{text:?}");
    }
    for text in ["Walker", "Homer", "Owens", "", "Tester"] {
        assert!(!is_nobody(text), "{text:?}");
    }
}

#[test]
fn zeros_are_nothing_where_a_zero_is_no_value() {
    for text in ["0", "0000", "00000-0000", "0.0", "NULL"] {
        assert!(is_nothing_or_zero(text), "{text:?}");
    }
    for text in ["10", "0a", "Lee", "###"] {
        assert!(!is_nothing_or_zero(text), "{text:?}");
    }
    assert!(!is_nothing("0"));
}
