//! What stands before an account number on a bill, and is copied or typed with it.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words that name the number, in English and Spanish, in capitals and without accents.
const NOUNS: [&str; 38] = [
    "ACC",
    "ACCNO",
    "ACCOUNT",
    "ACCOUNTNO",
    "ACCOUNTNUM",
    "ACCOUNTNUMBER",
    "ACCT",
    "ACCTNBR",
    "ACCTNO",
    "ACCTNUM",
    "ACCTNUMBER",
    "BILLING",
    "CLIENT",
    "CLIENTE",
    "CONTRATO",
    "CTA",
    "CUENTA",
    "CUENTANO",
    "CUENTANRO",
    "CUENTANUM",
    "CUSTOMER",
    "CUSTOMERNO",
    "FACTURACION",
    "MEMBER",
    "MEMBERNO",
    "MEMBERSHIP",
    "NBR",
    "NMRO",
    "NO",
    "NR",
    "NRO",
    "NUM",
    "NUMBER",
    "NUMERO",
    "NUMERODECUENTA",
    "REFERENCIA",
    "SOCIA",
    "SOCIO",
];

/// Words that stand beside those. Alone they may be the letters of a number.
const BESIDE: [&str; 23] = [
    "BILL",
    "DE",
    "DEL",
    "EL",
    "ELECTRIC",
    "ELECTRICA",
    "ENERGY",
    "ES",
    "FACTURA",
    "ID",
    "IS",
    "LA",
    "LUZ",
    "MI",
    "MY",
    "OF",
    "POWER",
    "SERVICE",
    "SERVICIO",
    "SU",
    "THE",
    "UTILITY",
    "YOUR",
];

/// Signs that stand for such a word.
const SIGNS: [&str; 8] = ["№", "Nº", "N°", "N.º", "N.°", "A/C", "ACC'T", "ACC’T"];

/// A number in capitals without the words before it, and without what stands around it.
pub(super) fn without_label(seen: &str) -> &str {
    number(seen).trim_matches(is_around)
}

/// What stands behind the words, if they name a number. A short word ends with a blank or a sign, or it is part of the number.
fn number(text: &str) -> &str {
    let (mut rest, mut is_named) = (text, false);
    loop {
        let start = rest.trim_start_matches(|c| is_between(c) || is_around(c));
        if let Some(after) = SIGNS.iter().find_map(|sign| start.strip_prefix(sign)) {
            (rest, is_named) = (after, true);
            continue;
        }
        let end = start.find(|c: char| !c.is_alphabetic() && !is_combining_mark(c));
        let (word, after) = start.split_at(end.unwrap_or(start.len()));
        let word: String = word.nfd().filter(|c| !is_combining_mark(*c)).collect();
        let ends = after.is_empty() || after.starts_with(|c| is_between(c) && c != '-');
        let is_noun = NOUNS.contains(&word.as_str());
        if word.is_empty() || !(ends || word.len() > 3) || !(is_noun || BESIDE.contains(&&*word)) {
            break;
        }
        is_named |= is_noun;
        rest = after;
    }
    let is_number = rest.contains(|c: char| c.is_ascii_digit());
    if is_named && (is_number || !rest.contains(char::is_alphabetic)) { rest } else { text }
}

/// What stands between words and number.
fn is_between(c: char) -> bool {
    let dash = matches!(c, '-' | '\u{2010}'..='\u{2015}');
    dash || c.is_whitespace() || matches!(c, '.' | ':' | '#' | '=' | '\u{ba}' | '°')
}

/// What people and programs put around a number.
fn is_around(c: char) -> bool {
    matches!(
        c,
        '(' | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '<'
            | '>'
            | '"'
            | '\''
            | ','
            | ';'
            | '+'
            | '='
            | '!'
            | '«'
            | '»'
            | '\u{2018}'..='\u{201f}'
    ) || c.is_whitespace()
}
