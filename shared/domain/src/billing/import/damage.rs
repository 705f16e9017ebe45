//! Text that was damaged on its way here: what can be mended for certain, and what only looks damaged.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// How often a text may have gone through the same wrong conversion.
const ROUNDS: usize = 3;

/// A text, mended where that is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mended<'a> {
    pub(crate) text: Cow<'a, str>,
    /// It had entities of HTML or XML.
    pub(crate) entities: bool,
    /// Its UTF-8 was read as another encoding and written as UTF-8 again.
    pub(crate) encoded_twice: bool,
}

/// Mends a text: `O&#39;Brien` is O'Brien, `NuÃ±ez` is Nuñez.
pub(crate) fn mend(text: &str) -> Mended<'_> {
    let mut mended = Mended { text: Cow::Borrowed(text), entities: false, encoded_twice: false };
    for _ in 0..ROUNDS {
        if let Some(decoded) = without_entities(&mended.text) {
            (mended.text, mended.entities) = (Cow::Owned(decoded), true);
        }
        if let Some(decoded) = encoded_once(&mended.text) {
            (mended.text, mended.encoded_twice) = (Cow::Owned(decoded), true);
        }
    }
    mended
}

/// The text without entities, if it has any; `&` and `&copy` without a semicolon are as they were meant.
fn without_entities(text: &str) -> Option<String> {
    if !text.contains('&') || !text.contains(';') {
        return None;
    }
    let decoded = html_escape::decode_html_entities(text);
    // A billing system that writes everything in capitals does so with entities.
    let decoded = if decoded == text && text.chars().all(|c| !c.is_lowercase()) {
        html_escape::decode_html_entities(&text.to_lowercase()).to_uppercase()
    } else {
        decoded.into_owned()
    };
    (decoded != text).then_some(decoded)
}

/// The text as it was before its UTF-8 was read as Windows-1252, Latin-1 or Mac and encoded again.
///
/// Certain: letters that happen to be the bytes of UTF-8 in one of these stand in no name.
fn encoded_once(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let as_bytes =
        [WINDOWS_1252, MACINTOSH].into_iter().filter_map(|encoding| bytes(text, encoding));
    let mut readings = as_bytes.filter_map(|bytes| String::from_utf8(bytes).ok());
    readings.next().or_else(|| in_windows_1252(text))
}

/// The bytes that an encoding would have been read from; letters up to U+00FF may be Latin-1's too.
fn bytes(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut letter = [0; 4];
    for c in text.chars() {
        match (u8::try_from(u32::from(c)), encoding == WINDOWS_1252) {
            (Ok(byte), true) => bytes.push(byte),
            (Ok(byte), false) if byte.is_ascii() => bytes.push(byte),
            (Ok(_) | Err(_), _) => {
                let (encoded, _, failed) = encoding.encode(c.encode_utf8(&mut letter));
                if failed {
                    return None;
                }
                bytes.extend_from_slice(&encoded);
            }
        }
    }
    Some(bytes)
}

/// The text with the control characters that Windows-1252, read as Latin-1, leaves: U+0092 is an apostrophe.
fn in_windows_1252(text: &str) -> Option<String> {
    let is_control = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    let letter = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte) if is_control(c) => {
            WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned()
        }
        Ok(_) | Err(_) => c.to_string(),
    };
    let read: String = text.chars().map(letter).collect();
    (read != text).then_some(read)
}

/// Whether a name looks damaged, so that its member would never match: a letter that got lost, remains of a wrong
/// encoding, of an entity or of an address.
pub(crate) fn looks_damaged(text: &str) -> bool {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" '-.,".contains(&byte)) {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    let between_letters = chars.windows(3).any(|near| {
        let lost = matches!(near[1], '?' | '¿' | '¤' | '¡' | '¶' | '~' | '^' | '¬');
        let apostrophe = near[1] == 'â' && near[0].is_uppercase() && near[2].is_uppercase();
        (near[0].is_alphabetic() && lost && near[2].is_alphabetic()) || apostrophe
    });
    // In Portuguese a letter follows, and a capital stands behind no small letter: João, JOÃO.
    let cut = chars.windows(2).any(|near| {
        (near[0] == 'Ã' && !near[1].is_alphabetic())
            || (near[0].is_lowercase() && matches!(near[1], 'Ã' | 'Â'))
    });
    // A word begins with it in no language, so its second half got lost: `ÃLVAREZ`.
    let begins = text
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.strip_prefix('Ã').is_some_and(|rest| !rest.is_empty()));
    let odd = |c: &char| {
        matches!(
            c,
            '\u{fffd}' | '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{2500}'..='\u{25ff}' | '√'
        )
    };
    let hex = |at: usize, many: usize| {
        chars.get(at..at + many).is_some_and(|digits| digits.iter().all(char::is_ascii_hexdigit))
    };
    let escaped = (0..chars.len()).any(|at| match chars[at] {
        '%' => hex(at + 1, 2),
        '\\' => matches!(chars.get(at + 1), Some('u' | 'U')) && hex(at + 2, 4),
        '&' => chars.get(at + 1) == Some(&'#') || is_letters_entity(&chars[at + 1..]),
        _ => false,
    });
    between_letters || begins || cut || chars.iter().any(odd) || escaped
}

/// Whether the rest of a text begins as the entity of a letter does, without its semicolon: `ntilde`.
fn is_letters_entity(rest: &[char]) -> bool {
    const MARKS: [&str; 8] = ["acute", "cedil", "circ", "grave", "ring", "slash", "tilde", "uml"];
    let name: String = rest.iter().skip(1).take(5).collect();
    rest.first().is_some_and(char::is_ascii_alphabetic)
        && MARKS.iter().any(|mark| name.to_lowercase().starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(damaged: &str, whole: &str) -> (bool, bool) {
        let mended = mend(damaged);
        assert_eq!(mended.text, whole, "{damaged}");
        assert!(!looks_damaged(&mended.text), "{damaged}");
        (mended.entities, mended.encoded_twice)
    }

    #[test]
    fn entities_are_what_they_stand_for() {
        for damaged in
            ["O&#39;Brien", "O&#x27;Brien", "O&#x0027;Brien", "O&apos;Brien", "O&amp;#39;Brien"]
        {
            assert_eq!(becomes(damaged, "O'Brien"), (true, false));
        }
        becomes("Nu&ntilde;ez", "Nuñez");
        becomes("NU&NTILDE;EZ", "NUÑEZ");
        becomes("NU&Ntilde;EZ", "NUÑEZ");
        becomes("Smith &amp; Sons", "Smith & Sons");
        becomes("O&#146;Brien", "O’Brien");
    }

    #[test]
    fn an_ampersand_is_left_alone() {
        for text in ["AT&T", "R&D Co; Inc", "Smith & Sons", "Smith &copy Sons", "SMITH & SONS; LEE"]
        {
            assert_eq!(becomes(text, text), (false, false));
        }
    }

    #[test]
    fn utf_8_that_was_encoded_twice_is_encoded_once() {
        for (damaged, whole) in [
            ("NuÃ±ez", "Nuñez"),
            ("NUÃ‘EZ", "NUÑEZ"),
            ("NUÃ\u{91}EZ", "NUÑEZ"),
            ("GarcÃ\u{ad}a", "García"),
            ("GARCÃ\u{8d}A", "GARCÍA"),
            ("JosÃ©", "José"),
            ("Oâ€™Brien", "O’Brien"),
            ("Nguyá»…n", "Nguyễn"),
            ("NuÃƒÂ±ez", "Nuñez"),
            ("Nu√±ez", "Nuñez"),
            ("Garc√≠a", "García"),
            ("O\u{92}Brien", "O’Brien"),
        ] {
            becomes(damaged, whole);
        }
        assert_eq!(becomes("NuÃ±ez", "Nuñez"), (false, true));
    }

    #[test]
    fn names_in_any_writing_are_left_alone() {
        for text in [
            "Nuñez",
            "GARCÍA",
            "Nguyễn",
            "O’Brien",
            "Kaʻaʻawa",
            "李",
            "Łukasz",
            "Müller",
            "Besançon",
            "Þórð",
            "JOÃO",
            "ROMÃ",
        ] {
            assert_eq!(becomes(text, text), (false, false));
        }
    }

    #[test]
    fn what_cannot_be_mended_looks_damaged() {
        for text in [
            "Nu\u{fffd}ez",
            "Nu?ez",
            "Garc?a",
            "Nu├▒ez",
            "Nu¤ez",
            "NuÃ ez",
            "GarcÃa",
            "GarcÃ",
            "Nu\\u00f1ez",
            "O%27Brien",
            "O&#39Brien",
            "Nu\u{f1b1}ez",
            "ÃLVAREZ",
            "Pe&ntildea",
            "Pe~na",
            "OâBrien",
        ] {
            assert!(looks_damaged(&mend(text).text), "{text}");
        }
        for text in ["Who?", "Lee 50% owner", "C:\\users", "A & B", "AT&Tone", "CÂMARA", "Ângela"]
        {
            assert!(!looks_damaged(text), "{text}");
        }
    }
}
