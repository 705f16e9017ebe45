//! Addresses as people type and paste them.

use validator::ValidateEmail;

use super::*;

#[test]
fn case_is_kept_for_sending_and_dropped_for_comparing() {
    let email = Email::parse(" Pat.Lee@Example.COM ").expect("an address");

    assert_eq!((email.expose(), email.canonical()), ("Pat.Lee@example.com", "pat.lee@example.com"));
}

#[test]
fn a_domain_in_another_alphabet_becomes_ascii() {
    let email = Email::parse("ana@correo-español.es").expect("an address");

    assert_eq!(email.canonical(), "ana@xn--correo-espaol-skb.es");
}

#[track_caller]
fn refused(typed: &str, rule: EmailError) {
    assert_eq!(Email::parse(typed), Err(rule), "{typed}");
}

#[test]
fn what_mail_cannot_reach_is_refused_by_its_own_name() {
    refused("pat", EmailError::NoAt);
    refused("pat.example.com", EmailError::NoAt);
    refused("a@b@example.com", EmailError::TwoAddresses);
    refused("pat@example.com, ann@example.com", EmailError::TwoAddresses);
    refused("pat@example.com;ann", EmailError::TwoAddresses);
    refused("pat@exa mple.com", EmailError::Blank);
    refused("pat lee@example.com", EmailError::Blank);
    refused("pat\u{a0}lee@example.com", EmailError::Blank);
    refused("a..b@example.com", EmailError::Dots);
    refused("pat@example..com", EmailError::Dots);
    refused(".pat@example.com", EmailError::Dots);
    refused("pat.@example.com", EmailError::Dots);
    refused("pat@.example.com", EmailError::Dots);
    refused("pat@localhost", EmailError::NoEnding);
    refused("pat@gmail.", EmailError::NoEnding);
    refused("pat@192.0.2.1", EmailError::NoEnding);
    refused("pat@example.c", EmailError::NoEnding);
    refused("pat@example.123", EmailError::NoEnding);
    refused("pat@example.c-m", EmailError::NoEnding);
    refused("pat@example.com、ann@example.com", EmailError::TwoAddresses);
    refused("pat@example.com、ann", EmailError::TwoAddresses);
    refused("pat@example,com,ann", EmailError::TwoAddresses);
    refused("pat<lee@example.com", EmailError::NotAnEmail);
    refused("pat:lee@example.com", EmailError::NotAnEmail);
    refused("home pat@example.com", EmailError::Blank);
    refused("pat@example.com (pat@example.org)", EmailError::TwoAddresses);
    refused("pät@example.com", EmailError::OtherLetters);
    refused("pat@", EmailError::NotAnEmail);
    refused("@example.com", EmailError::NotAnEmail);
    refused("pat@[127.0.0.1]", EmailError::NotAnEmail);
    refused("pat(home)@example.com", EmailError::NotAnEmail);
    refused("pat@example.com\r\nBcc: x@example.com", EmailError::TwoAddresses);
    refused("pat@exam_ple.com", EmailError::NotAnEmail);
}

#[test]
fn what_is_pasted_with_an_address_is_dropped() {
    for typed in [
        "pat.o'lee@example.com",
        " pat.o\u{2019}lee@example.com ",
        "mailto:pat.o'lee@example.com",
        "MAILTO:pat.o'lee@example.com?subject=Hello",
        "Pat O\u{2019}Lee <pat.o'lee@example.com>",
        "\"Lee, Pat\" <pat.o'lee@example.com>",
        "<pat.o'lee@example.com>",
        "pat.o'lee@example.com,",
        "pat.o'lee@example.com;",
        "pat.o'lee@example.com.",
        "(pat.o'lee@example.com).",
        "\u{201c}pat.o'lee@example.com\u{201d}",
        "\u{202a}pat.o'lee@example.com\u{202c}",
        "p\u{ad}at.o'lee@exam\u{200b}ple.com\u{feff}",
        "\u{2066}pat.o'lee\u{2069}@example.com\u{2060}",
        "pat.o'lee\u{ff20}example.com",
        "ｐａｔ.o＇lee@example.com",
        "mailto://pat.o'lee@example.com",
        "Email: pat.o'lee@example.com",
        "E-mail:pat.o'lee@example.com",
        "Correo electrónico: pat.o'lee@example.com",
        "Pat O'Lee (pat.o'lee@example.com)",
        "Pat O'Lee [pat.o'lee@example.com]",
        "pat.o'lee@example.com (Pat O'Lee)",
        "[pat.o'lee@example.com](mailto:pat.o'lee@example.com)",
        "<pat.o'lee@example.com",
        "• pat.o'lee@example.com",
        "«pat.o'lee@example.com»",
        "pat.o'lee@example.com!",
        "pat.o'lee@example.com/",
        "pat.o'lee@example.com…",
        "pat.o'lee@example.com。",
        "pat.o'lee@example.com，",
        "pat.o'lee@example,com",
    ] {
        let email = Email::parse(typed).expect("an address");
        assert_eq!(email.canonical(), "pat.o'lee@example.com", "{typed:?}");
    }
}

#[test]
fn two_hundred_fifty_four_bytes_are_the_most() {
    let domain = format!("{}.{}.{}.com", "a".repeat(63), "b".repeat(63), "c".repeat(63));
    let longest = format!("{}@{domain}", "x".repeat(254 - domain.len() - 1));

    assert!(Email::parse(&longest).is_ok());
    assert_eq!(Email::parse(&format!("x{longest}")), Err(EmailError::TooLong));
}

#[test]
fn an_address_typed_twice_is_compared_as_it_is_for_signing_in() {
    let confirm = Email::confirm;

    assert_eq!(confirm("pat@example.com", " PAT@Example.com"), Ok(()));
    assert_eq!(confirm("pat@example.com", ""), Err(ConfirmEmailError::Missing));
    assert_eq!(confirm("pat@example.com", "pat@example.org"), Err(ConfirmEmailError::Different));
    assert_eq!(confirm("pat", "pat "), Ok(()), "said once, of the first");
    assert_eq!(confirm("pat", "pat@example.com"), Err(ConfirmEmailError::Different));
}

#[test]
fn nothing_typed_is_missing() {
    assert_eq!(Email::parse(" \u{200b}"), Err(EmailError::Missing));
}

/// `validator` has the same rule as regular expressions, whose engine no function carries.
#[test]
fn each_part_has_the_length_and_the_marks_that_html_gives_it() {
    let long = format!("{}.com", "a".repeat(63));
    for domain in ["example.com", "a-b.example.com", "4.example", &long] {
        let typed = format!("{}@{domain}", "x".repeat(64));
        assert!(Email::parse(&typed).is_ok() && typed.validate_email(), "{typed}");
        refused(&format!("x{typed}"), EmailError::NotAnEmail);
    }
    for domain in ["-a.com", "a-.com", "a.-com", "a.com-", "a/b.com", &format!("a{long}")] {
        assert!(Email::parse(&format!("pat@{domain}")).is_err(), "{domain}");
        assert!(!format!("pat@{domain}").validate_email(), "{domain}");
    }
    let marks = "!#$%&'*+/=?^_`{|}~-.x1";
    assert!(Email::parse(&format!("x{marks}@example.com")).is_ok());
    for mark in (1..=127).map(char::from) {
        let (local, domain) = (format!("x{mark}y"), format!("x{mark}y"));
        assert_eq!(is_local(&local), format!("{local}@example.com").validate_email(), "{mark:?}");
        assert_eq!(
            is_label(&domain),
            format!("x@{domain}").validate_email() && mark != '.',
            "{mark:?}"
        );
    }
}
