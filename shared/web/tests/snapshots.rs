//! Every page and letter as it is sent. Style, scripts and logo have tests of their own.

use domain::Language::{English, Spanish};
use web::samples::{self, shipped};

/// Leaves out what is the same on every page and changes with each stroke of the brush.
fn bare(page: &str) -> String {
    let mut page = page.to_owned();
    for (from, to) in [
        ("<style>", "</style>"),
        ("<script>", "</script>"),
        ("<svg", "</svg>"),
        ("href=\"data:", "\""),
    ] {
        page = without(&page, from, to);
    }
    page
}

fn without(page: &str, from: &str, to: &str) -> String {
    let mut parts = page.split(from);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, after) = part.split_once(to).expect("what opens is closed");
        kept = kept + from + "…" + to + after;
    }
    kept
}

#[test]
fn pages_in_english_are_as_they_were() {
    for (name, page) in samples::pages(shipped(), English).expect("samples") {
        insta::assert_snapshot!(format!("en_{name}"), bare(&page));
    }
}

#[test]
fn refused_forms_in_english_are_as_they_were() {
    for (name, page) in samples::refused(shipped(), English).expect("samples") {
        insta::assert_snapshot!(format!("en_refused_{name}"), bare(&page));
    }
}

#[test]
fn the_way_to_register_in_spanish_is_as_it_was() {
    let steps = [
        "sign_in",
        "register",
        "identity",
        "check_email",
        "check_email_waits",
        "password_elsewhere",
    ];
    let after = [
        "paperless",
        "phrase",
        "home_closed",
        "home_due",
        "bills",
        "bills_none",
        "outages",
        "outages_crew_sent",
        "outages_restored",
        "outages_of_anybody",
        "outage_taken",
        "pay",
        "handed_over",
        "home_guest",
        "people_some",
        "people_end",
        "people_leave",
        "accept_new",
        "problem_too_many",
        "problem_network_full",
    ];
    for (name, page) in samples::pages(shipped(), Spanish).expect("samples") {
        if steps.contains(&name) || after.contains(&name) {
            insta::assert_snapshot!(format!("es_{name}"), bare(&page));
        }
    }
}

#[test]
fn refused_forms_in_spanish_are_as_they_were() {
    for (name, page) in samples::refused(shipped(), Spanish).expect("samples") {
        insta::assert_snapshot!(format!("es_refused_{name}"), bare(&page));
    }
}

#[test]
fn letters_read_as_they_did() {
    for language in [English, Spanish] {
        for (name, letter) in samples::letters(shipped(), language).expect("samples") {
            let text = format!("Subject: {}\n\n{}", letter.subject, letter.text);
            insta::assert_snapshot!(format!("{}_letter_{name}_text", language.tag()), text);
        }
    }
}

#[test]
fn letters_look_as_they_did() {
    for (name, letter) in samples::letters(shipped(), English).expect("samples") {
        insta::assert_snapshot!(format!("en_letter_{name}_html"), letter.html);
    }
}
