//! How the portal speaks: docs/DESIGN.md#pages-and-words.

use domain::Language::{English, Spanish};
use web::samples;

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
        for (name, page) in samples::pages(language).expect("samples") {
            speaks_well(name, &read(&page));
        }
    }
}

#[test]
fn letters_neither_beg_nor_blame() {
    for language in [English, Spanish] {
        for (name, letter) in samples::letters(language).expect("samples") {
            speaks_well(name, &letter.text.to_lowercase());
            speaks_well(name, &letter.subject.to_lowercase());
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
