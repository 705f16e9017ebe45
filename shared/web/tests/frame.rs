//! What holds on every page: steps, landmarks, size, and the policy that the browser enforces.

use std::io::Write as _;

use data_encoding::BASE64;
use domain::Language::{English, Spanish};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use web::samples::{self, shipped};

/// The most bytes of a page on the wire. Source: docs/DESIGN.md#pages-and-words.
const PAGE: usize = 7 * 1024;
/// The same, of a page that is as large as it gets.
const LARGEST: usize = 10 * 1024;
/// The most bytes of a letter's HTML. Source: docs/DESIGN.md#pages-and-words.
const LETTER: usize = 15 * 1024;
/// The most bytes of the style sheet.
const STYLE: usize = 9 * 1024;

pub(super) fn all() -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for language in [English, Spanish] {
        all.extend(samples::pages(shipped(), language).expect("samples"));
        all.extend(samples::refused(shipped(), language).expect("samples"));
    }
    all
}

pub(super) fn between<'a>(page: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    page.split(from).skip(1).filter_map(|part| Some(part.split_once(to)?.0)).collect()
}

#[test]
fn the_members_pages_count_from_one_to_six() {
    let names = ["register", "identity", "check_email", "password", "paperless", "phrase"];
    let pages = samples::pages(shipped(), English).expect("samples");

    let steps = names.map(|name| {
        let (_, page) = pages.iter().find(|(other, _)| *other == name).expect("a sample");
        between(page, "<p class=\"step\">", "</p>").concat()
    });

    assert_eq!(steps, [1, 2, 3, 4, 5, 6].map(|step| format!("Step {step} of 6")));
}

#[test]
fn the_policy_names_the_hash_of_all_that_is_inlined() {
    for (name, page) in all() {
        let is_signed_in = page.contains("action=\"/sign-out\"");
        let policy = shipped().content_security_policy(is_signed_in);
        for (from, to) in [("<style>", "</style>"), ("<script>", "</script>")] {
            for inlined in between(&page, from, to) {
                let hash = BASE64.encode(&Sha256::digest(inlined.as_bytes()));
                assert!(policy.contains(&format!("'sha256-{hash}'")), "{name}");
            }
        }
    }
}

#[test]
fn nothing_but_the_policys_hashes_runs_or_paints() {
    for (name, page) in all() {
        assert!(!page.contains(" style="), "{name}");
        for event in [" onclick=", " onload=", " onsubmit=", "javascript:"] {
            let markup =
                page.replace(between(&page, "<script>", "</script>").concat().as_str(), "");
            assert!(!markup.contains(event), "{name}: {event}");
        }
    }
}

#[test]
fn no_template_lets_text_through_unescaped() {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"));
    for file in folder.expect("the templates") {
        let path = file.expect("a template").path();
        let text = std::fs::read_to_string(&path).expect("a template");
        assert!(!text.replace(' ', "").contains("|safe"), "{}", path.display());
    }
}

#[test]
fn what_was_typed_stays_text() {
    let pages = samples::refused(shipped(), English).expect("samples");

    let (_, register) = pages.iter().find(|(name, _)| *name == "register").expect("a sample");

    assert!(register.contains("value=\"12 &#60;b&#62;\""));
}

#[test]
fn the_way_on_from_a_problem_is_a_page_that_can_be_opened_or_the_phone() {
    let problems: Vec<_> =
        all().into_iter().filter(|(name, _)| name.contains("problem_")).collect();
    assert!(problems.len() >= 40, "{}", problems.len());
    for (name, page) in problems {
        let ways = between(&page, "class=\"go\" href=\"", "\"");
        let [way] = ways[..] else { panic!("{name} has one way on: {ways:?}") };
        let is_page = web::routes::methods(way).is_some_and(|methods| methods.contains(&"GET"));
        assert!(is_page || way.starts_with("tel:"), "{name}: {way}");
    }
}

#[test]
fn where_something_can_be_typed_the_other_language_is_a_button_of_the_form() {
    let kinds = ["text", "email", "radio", "checkbox"].map(|kind| format!("type=\"{kind}\""));
    let is_typed = |form: &&&str| {
        // What only shows who it is, a password or a code, is typed anew in the other language.
        let is_kept = |it: &&str| !it.contains(" readonly") && !it.contains("\"current_code\"");
        let mut inputs = between(form, "<input ", ">").into_iter().filter(is_kept);
        inputs.any(|input| kinds.iter().any(|kind| input.contains(kind.as_str())))
    };
    let mut with_boxes = 0;
    for (name, page) in all() {
        let forms = between(&page, "<form ", "</form>");
        let switches =
            [page.matches("<label for=\"switch\"").count(), page.matches(" hreflang=").count()];
        let Some(form) = forms.iter().find(is_typed) else {
            assert_eq!(switches, [0, 1], "{name}");
            continue;
        };
        with_boxes += 1;
        assert_eq!(switches, [1, 0], "{name}");
        let action = between(form, "action=\"", "\"")[0];
        assert_eq!(form.matches(&format!("formaction=\"{action}?lang=")).count(), 1, "{name}");
        let last = form.rsplit("<button").next().expect("a button");
        assert!(last.starts_with(" id=\"switch\""), "{name}: Enter presses the first button");
    }
    assert!(with_boxes >= 60, "{with_boxes}");
}

#[test]
fn every_form_that_posts_carries_its_token() {
    for (name, page) in all() {
        for form in between(&page, "<form method=\"post\"", "</form>") {
            // The one form that leaves the portal takes no token of ours with it.
            let is_ours = form.contains(" action=\"/");
            assert_eq!(
                form.contains("name=\"csrf\" value=\"sample-csrf-token\""),
                is_ours,
                "{name}"
            );
            assert!(is_ours || name.starts_with("handed_over"), "{name}");
        }
    }
}

#[test]
fn no_password_is_ever_sent_back() {
    for (name, page) in all() {
        for input in between(&page, "<input", ">") {
            let secret = input.contains("type=\"password\"");
            assert!(!secret || !input.contains("value="), "{name}: {input}");
        }
    }
}

#[test]
fn forms_leave_checking_to_us() {
    for (name, page) in all() {
        for barred in [" required", " maxlength", " pattern="] {
            assert!(!page.contains(barred), "{name}: {barred}");
        }
    }
}

#[test]
fn every_page_has_one_heading_and_the_office() {
    for (name, page) in all() {
        assert_eq!(page.matches("<h1").count(), 1, "{name}");
        assert_eq!(page.matches("<main").count(), 1, "{name}");
        let footer = between(&page, "<footer>", "</footer>").concat();
        assert!(footer.contains("(800) 555-0142"), "{name}");
    }
}

#[test]
fn what_is_wrong_is_said_in_title_summary_and_beside_the_box() {
    for (name, page) in samples::refused(shipped(), English).expect("samples") {
        assert!(page.contains("<title>Error: "), "{name}");
        for fault in
            between(&between(&page, "role=\"alert\"", "</div>").concat(), "<a href=\"#", "</a>")
        {
            let (id, sentence) = fault.split_once("\">").expect("a link");
            assert!(page.contains(&format!("id=\"{id}\"")), "{name}: {id}");
            assert!(page.matches(sentence).count() >= 2, "{name}: {sentence}");
        }
    }
}

#[test]
fn described_boxes_name_what_is_on_the_page() {
    for (name, page) in all() {
        for ids in between(&page, "aria-describedby=\"", "\"") {
            for id in ids.split(' ') {
                assert!(page.contains(&format!("id=\"{id}\"")), "{name}: {id}");
            }
        }
    }
}

fn compressed(page: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(page.as_bytes()).expect("memory takes all");
    encoder.finish().expect("memory takes all").len()
}

#[test]
fn pages_and_letters_are_small() {
    for (name, page) in all() {
        let wire = compressed(&page);
        // Home with as many accounts as a member may have is as large as it gets.
        let most = if name == "home_many" { LARGEST } else { PAGE };
        assert!(wire <= most, "{name}: {wire}");
        let style = between(&page, "<style>", "</style>").concat().len();
        assert!(style <= STYLE, "{name}: {style}");
    }
    for language in [English, Spanish] {
        for (name, letter) in samples::letters(shipped(), language).expect("samples") {
            assert!(letter.html.len() <= LETTER, "{name}: {}", letter.html.len());
        }
    }
}

#[test]
fn pages_are_small_at_their_largest_too() {
    for language in [English, Spanish] {
        for (name, page) in samples::largest(shipped(), language).expect("samples") {
            let wire = compressed(&page);
            println!("{name} {language:?}: {wire}");
            assert!(wire <= LARGEST, "{name}: {wire}");
        }
    }
}

#[test]
fn letters_load_nothing() {
    for (name, letter) in samples::letters(shipped(), English).expect("samples") {
        for barred in ["<img", "<script", "<link", "src=", "url(", "@import", "@font-face"] {
            assert!(!letter.html.contains(barred), "{name}: {barred}");
        }
    }
}

#[test]
fn both_parts_of_a_letter_say_the_same() {
    for language in [English, Spanish] {
        for (name, letter) in samples::letters(shipped(), language).expect("samples") {
            for line in letter.text.lines().filter(|line| !line.is_empty() && *line != "--") {
                let line = line.trim_start_matches("- ").trim_end_matches(':');
                let escaped = line.replace('\'', "&#39;").replace('"', "&#34;");
                assert!(letter.html.contains(&escaped), "{name}: {line}");
            }
        }
    }
}
