//! How the portal speaks: docs/DESIGN.md#pages-and-words.

use domain::Language::{English, Spanish};
use web::samples::{self, shipped};

/// Words that blame, beg, or sound like a machine.
const BARRED: [&str; 19] = [
    "please",
    "sorry",
    "valid",
    "invalid",
    "required",
    "forbidden",
    "oops",
    "login",
    "log in",
    "illegal",
    "favor",
    "sentimos",
    "perdón",
    "válido",
    "válida",
    "inválido",
    "requerido",
    "obligatorio",
    "ups",
];

/// What a person reads of a document: no markup, no style, no script.
fn read(document: &str) -> String {
    let bare = without(&without(document, "<style>", "</style>"), "<script>", "</script>");
    let tags = bare.split('<').map(|part| part.split_once('>').map_or(part, |(_, after)| after));
    tags.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn without(document: &str, from: &str, to: &str) -> String {
    let mut parts = document.split(from);
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once(to).expect("what opens is closed").1);
    std::iter::once(first).chain(rest).collect()
}

#[track_caller]
fn speaks_well(name: &str, text: &str) {
    let plain: String =
        text.chars().map(|letter| if letter.is_alphabetic() { letter } else { ' ' }).collect();
    let plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    for barred in BARRED {
        assert!(!plain.contains(&format!(" {barred} ")), "{name}: {barred}");
    }
}

#[test]
fn pages_neither_beg_nor_blame() {
    for language in [English, Spanish] {
        for (name, page) in samples::pages(shipped(), language).expect("samples") {
            speaks_well(name, &read(&page));
        }
    }
}

#[test]
fn letters_neither_beg_nor_blame() {
    for language in [English, Spanish] {
        for (name, letter) in samples::letters(shipped(), language).expect("samples") {
            speaks_well(name, &letter.text.to_lowercase());
            speaks_well(name, &letter.subject.to_lowercase());
        }
    }
}

#[test]
fn the_text_part_of_a_letter_names_no_button() {
    for language in [English, Spanish] {
        for (name, letter) in samples::letters(shipped(), language).expect("samples") {
            let text = letter.text.to_lowercase();
            for word in ["button", "press", "click", "botón", "presion", "pulse", "clic"] {
                assert!(!text.contains(word), "{name}: {word}");
            }
        }
    }
}

#[test]
fn sentences_beside_boxes_neither_beg_nor_blame() {
    for language in [English, Spanish] {
        for sentence in samples::errors(language) {
            speaks_well(&sentence, &sentence.to_lowercase());
        }
    }
}

#[test]
fn sentences_beside_boxes_have_no_full_stop_and_begin_large() {
    for language in [English, Spanish] {
        for sentence in samples::errors(language) {
            assert!(!sentence.ends_with('.'), "{sentence}");
            assert!(sentence.starts_with(char::is_uppercase), "{sentence}");
        }
    }
}

#[test]
fn no_sentence_beside_a_box_is_said_in_both_languages() {
    let spanish = samples::errors(Spanish);

    for sentence in samples::errors(English) {
        assert!(!spanish.contains(&sentence), "{sentence}");
    }
}

const TERMS: &str = include_str!("../../../docs/SPANISH.md");

/// The words of a cell of the table, small.
fn cell(text: &str) -> Vec<String> {
    let plain = text.split(" (").next().unwrap_or_default();
    plain.split(", ").map(|word| word.trim().to_lowercase()).collect()
}

/// All that a member reads in Spanish, small, with single blanks and without signs.
fn all_spanish() -> String {
    let pages = samples::pages(shipped(), Spanish).expect("samples");
    let refused = samples::refused(shipped(), Spanish).expect("samples");
    let letters = samples::letters(shipped(), Spanish).expect("samples");
    let mut all: Vec<String> = pages.iter().chain(&refused).map(|(_, page)| read(page)).collect();
    all.extend(letters.iter().map(|(_, letter)| format!("{} {}", letter.subject, letter.text)));
    all.extend(samples::errors(Spanish));
    let plain = |letter: char| if letter.is_alphanumeric() || letter == '-' { letter } else { ' ' };
    let all = all.join(" ").to_lowercase();
    // Addresses are no words.
    let words = all.split_whitespace().filter(|word| !word.contains(['/', '@']));
    let words: String = words.collect::<Vec<_>>().join(" ").chars().map(plain).collect();
    format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn spanish_has_one_word_for_one_thing() {
    let rows = TERMS.lines().filter(|line| line.starts_with("| ")).skip(1);
    let table: Vec<Vec<Vec<String>>> =
        rows.map(|row| row.split('|').skip(1).take(3).map(cell).collect()).collect();
    let said = all_spanish();

    assert!(table.len() >= 20, "{} terms", table.len());
    for terms in &table {
        let [english, spanish, barred] = &terms[..] else { panic!("{terms:?}") };
        for word in barred {
            assert!(!said.contains(&format!(" {word} ")), "{word:?} in place of {spanish:?}");
        }
        // The last letter bends: *contraseña*, *contraseñas*.
        let stem = |word: &String| word.chars().take(word.chars().count() - 1).collect::<String>();
        assert!(spanish.iter().any(|word| said.contains(&stem(word))), "{english:?}");
    }
}

#[test]
fn no_sentence_ends_in_two_full_stops() {
    for language in [English, Spanish] {
        for (name, page) in samples::pages(shipped(), language).expect("samples") {
            assert!(!read(&page).contains(".."), "{name}");
        }
        for (name, letter) in samples::letters(shipped(), language).expect("samples") {
            assert!(!letter.text.contains(".."), "{name}");
        }
    }
}
