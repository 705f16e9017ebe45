//! Words that stand in a cell where nothing is known.
//!
//! Taken as facts they are dangerous: whoever types `NULL` as the name would match every account without one, and a
//! customer number `NULL` that stays the same would hide that an account passed to other people.

/// The words, without whatever stands around and between their letters.
///
/// Source: what databases, spreadsheets, R, pandas and people write. Some are names of people too (Null, Nan, Na); such
/// a row is rejected, and staff see it.
const WORDS: [&str; 33] = [
    "DBNULL",
    "DESCONOCIDA",
    "DESCONOCIDO",
    "EMPTY",
    "MISSING",
    "NA",
    "NAN",
    "NAT",
    "NIL",
    "NINGUNA",
    "NINGUNO",
    "NODATA",
    "NOEMAIL",
    "NONAME",
    "NONE",
    "NOTAPPLICABLE",
    "NOTAVAILABLE",
    "NOTGIVEN",
    "NOTKNOWN",
    "NOTONFILE",
    "NOTPROVIDED",
    "NOVALUE",
    "NULL",
    "SINDATO",
    "SINDATOS",
    "SINNOMBRE",
    "SYSTEMDBNULL",
    "TBA",
    "TBD",
    "UNDEFINED",
    "UNK",
    "UNKN",
    "UNKNOWN",
];

/// What the words begin with, and a row of `X`.
const FIRST: [char; 8] = ['D', 'E', 'M', 'N', 'S', 'T', 'U', 'X'];

/// What a spreadsheet shows in place of a value. Source: Excel's help, "How to correct a # error".
const ERRORS: [&str; 11] = [
    "#BLOCKED!",
    "#BUSY!",
    "#CALC!",
    "#CONNECT!",
    "#DIV/0!",
    "#FIELD!",
    "#NAME?",
    "#NUM!",
    "#REF!",
    "#SPILL!",
    "#VALUE!",
];

/// Words that billing systems write as a name where they know who pays, but not who it is. A business may be called
/// so, so the row goes in, with a warning.
const NOBODY: [&str; 14] = [
    "ACCOUNTHOLDER",
    "CURRENTCUSTOMER",
    "CURRENTOCCUPANT",
    "CURRENTRESIDENT",
    "CUSTOMER",
    "HOMEOWNER",
    "MEMBER",
    "NEWCUSTOMER",
    "OCCUPANT",
    "OWNER",
    "RESIDENT",
    "TENANT",
    "TEST",
    "VACANT",
];

/// Whether a name is a word for whoever lives there.
pub(crate) fn is_nobody(text: &str) -> bool {
    let begins = text.chars().find(|c| c.is_alphanumeric());
    if begins.is_none_or(|first| !"ACHMNORTV".contains(first.to_ascii_uppercase())) {
        return false;
    }
    let letters: String =
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    NOBODY.contains(&letters.as_str())
}

/// Whether a cell says that there is nothing, in whatever case and between whatever signs: `NULL`, `\N`, `(n/a)`, `-`.
pub(crate) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    let begins = text.chars().find(|c| c.is_alphanumeric());
    // Most cells begin as none of these does; an import reads millions, so nothing is made of them.
    if begins.is_some_and(|first| !FIRST.contains(&first.to_ascii_uppercase()))
        && !text.starts_with('#')
    {
        return false;
    }
    let letters: String =
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    // Hashes alone are a number that had no room in a spreadsheet's column, not nothing.
    let is_crowded = text.len() > 1 && text.bytes().all(|byte| byte == b'#');
    let is_repeated = |letter| letters.len() > 1 && letters.bytes().all(|byte| byte == letter);
    (letters.is_empty() && !is_crowded)
        || text.eq_ignore_ascii_case("\\N")
        || text.eq_ignore_ascii_case("n/d")
        || is_repeated(b'X')
        || WORDS.contains(&letters.as_str())
        || ERRORS.contains(&text.to_uppercase().as_str())
}

/// The same for a column in which a zero is no value either: `0`, `0000`, `0.0`.
pub(crate) fn is_nothing_or_zero(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphanumeric()).peekable();
    is_nothing(text) || (letters.peek().is_some() && letters.all(|c| c == '0'))
}

#[cfg(test)]
mod tests {
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
        ] {
            assert!(!is_nothing(text), "{text:?}");
        }
    }

    #[test]
    fn whoever_lives_there_is_nobody() {
        for text in ["RESIDENT", "Current Resident", "occupant", "[VACANT]"] {
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
}
