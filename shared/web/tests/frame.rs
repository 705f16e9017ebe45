//! What holds on every page: steps, landmarks, size, and the policy that the browser enforces.

use std::io::Write as _;

use data_encoding::BASE64;
use domain::Language::{English, Spanish};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use web::{CONTENT_SECURITY_POLICY, samples};

/// The most bytes of a page on the wire. Source: docs/DESIGN.md#pages-and-words.
const PAGE: usize = 7 * 1024;
/// The most bytes of a letter's HTML. Source: docs/DESIGN.md#pages-and-words.
const LETTER: usize = 15 * 1024;
/// The most bytes of the style sheet.
const STYLE: usize = 9 * 1024;

fn all() -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for language in [English, Spanish] {
        all.extend(samples::pages(language).expect("samples"));
        all.extend(samples::refused(language).expect("samples"));
    }
    all
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    page.split(from).skip(1).filter_map(|part| Some(part.split_once(to)?.0)).collect()
}

#[test]
fn the_members_pages_count_from_one_to_six() {
    let names = ["register", "identity", "check_email", "password", "paperless", "phrase"];
    let pages = samples::pages(English).expect("samples");

    let steps = names.map(|name| {
        let (_, page) = pages.iter().find(|(other, _)| *other == name).expect("a sample");
        between(page, "<p class=\"step\">", "</p>").concat()
    });

    assert_eq!(steps, [1, 2, 3, 4, 5, 6].map(|step| format!("Step {step} of 6")));
}

#[test]
fn the_policy_names_the_hash_of_all_that_is_inlined() {
    for (name, page) in all() {
        for (from, to) in [("<style>", "</style>"), ("<script>", "</script>")] {
            for inlined in between(&page, from, to) {
                let hash = BASE64.encode(&Sha256::digest(inlined.as_bytes()));
                assert!(CONTENT_SECURITY_POLICY.contains(&format!("'sha256-{hash}'")), "{name}");
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
    let pages = samples::refused(English).expect("samples");

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
        let mut inputs =
            between(form, "<input ", ">").into_iter().filter(|it| !it.contains(" readonly"));
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
fn every_button_says_what_kind_it_is() {
    for (name, page) in all() {
        for button in between(&page, "<button ", ">") {
            let kinds = ["type=\"submit\"", "type=\"button\""];
            assert_eq!(
                kinds.iter().filter(|kind| button.contains(*kind)).count(),
                1,
                "{name}: {button}"
            );
        }
        assert_eq!(page.matches("<button").count(), page.matches("<button ").count(), "{name}");
    }
}

/// Fails if the phone number stands anywhere but in a link that calls it.
#[track_caller]
fn calls(name: &str, html: &str) {
    let (phone, phone_link) = (web::portal::PORTAL.phone, web::portal::PORTAL.phone_link);
    let linked = between(html, &format!("href=\"{phone_link}\""), "</a>");
    let in_links: usize = linked.iter().map(|link| link.matches(phone).count()).sum();
    assert!(in_links > 0, "{name} says whom to call");
    assert_eq!(html.matches(phone).count(), in_links, "{name}");
}

#[test]
fn the_phone_number_is_a_link_on_every_page_and_in_every_letter() {
    for (name, page) in all() {
        calls(name, &page);
    }
    for (name, letter) in
        [English, Spanish].iter().flat_map(|it| samples::letters(*it).expect("samples"))
    {
        calls(name, &letter.html);
    }
}

#[test]
fn the_icon_has_no_blank_in_its_address() {
    for (name, page) in all() {
        let icon = between(&page, "<link rel=\"icon\" href=\"", "\"");
        let [icon] = icon[..] else { panic!("{name} has one icon") };
        assert!(icon.starts_with("data:image/svg+xml,"), "{name}");
        assert!(
            icon.chars().all(|c| c.is_ascii_graphic() && !"<>#\"".contains(c)),
            "{name}: {icon}"
        );
    }
}

#[test]
fn a_masked_number_is_said_in_words() {
    let mut seen = 0;
    for (name, page) in all() {
        for masked in between(&page, "••••", "<") {
            seen += 1;
            let whole = format!(
                "<span class=\"code\" aria-hidden=\"true\">••••{masked}</span><span class=\"unseen\">"
            );
            let said = between(&page, &whole, "</span>");
            assert!(!said.is_empty(), "{name}: {masked}");
            assert!(
                said.iter().all(|said| said.ends_with(&format!(" {masked}"))),
                "{name}: {said:?}"
            );
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn the_preview_has_the_figures_and_dates_of_live_pages() {
    for (language, day) in [(English, "March 4, 2026"), (Spanish, "4 de marzo de 2026")] {
        let all = samples::pages(language).expect("samples");
        let page = |wanted: &str| &all.iter().find(|(name, _)| *name == wanted).expect("a page").1;
        for name in ["profile", "home", "home_mail_returned"] {
            assert!(page(name).contains(day), "{name}");
        }
        let least = domain::NewPassword::MIN.to_string();
        for name in ["password", "new_password", "profile_password"] {
            assert!(page(name).contains(&format!("minlength=\"{least}\"")), "{name}");
            assert!(between(page(name), "<ul><li>", "</li>")[0].contains(&least), "{name}");
        }
    }
    let spanish = samples::pages(Spanish).expect("samples");
    for (name, page) in spanish {
        for month in ["January", "March", "November", "Wednesday"] {
            assert!(!page.contains(month), "{name} says {month}");
        }
    }
}

/// Relative luminance, 0 to 1, of `#rrggbb`. Source: WCAG 2.2.
fn luminance(color: &str) -> f64 {
    let part = |at: usize| {
        let share = f64::from(u8::from_str_radix(&color[at..at + 2], 16).expect("a color")) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_button_of_a_letter_stands_out_by_day_and_by_night() {
    let mut buttons = 0;
    for (name, letter) in samples::letters(English).expect("samples") {
        let html = letter.html;
        let night = |rule: &str, property: &str| {
            let rules = between(&html, &format!("\n{rule} {{"), "}");
            between(rules.first().expect(rule), &format!("{property}: "), " ")[0].to_owned()
        };
        let card = night(".card", "background");
        assert!(contrast(&night(".go", "background"), &card) >= 3.0, "{name}");
        assert!(contrast(&night(".go a", "color"), &night(".go", "background")) >= 4.5, "{name}");
        for cell in between(&html, "<td class=\"go\"", "</a>") {
            buttons += 1;
            let ground = between(cell, "bgcolor=\"", "\"")[0];
            let day = between(&html, "class=\"card\" bgcolor=\"", "\"")[0];
            assert!(contrast(ground, day) >= 3.0, "{name}");
            assert!(contrast(between(cell, ";color:", ";")[0], ground) >= 4.5, "{name}");
        }
    }
    assert!(buttons >= 10, "{buttons}");
}

#[test]
fn every_form_that_posts_carries_its_token() {
    for (name, page) in all() {
        for form in between(&page, "<form method=\"post\"", "</form>") {
            assert!(form.contains("name=\"csrf\" value=\"sample-csrf-token\""), "{name}");
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
    for (name, page) in samples::refused(English).expect("samples") {
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
        assert!(wire <= PAGE, "{name}: {wire}");
        let style = between(&page, "<style>", "</style>").concat().len();
        assert!(style <= STYLE, "{name}: {style}");
    }
    for language in [English, Spanish] {
        for (name, letter) in samples::letters(language).expect("samples") {
            assert!(letter.html.len() <= LETTER, "{name}: {}", letter.html.len());
        }
    }
}

#[test]
fn letters_load_nothing() {
    for (name, letter) in samples::letters(English).expect("samples") {
        for barred in ["<img", "<script", "<link", "src=", "url(", "@import", "@font-face"] {
            assert!(!letter.html.contains(barred), "{name}: {barred}");
        }
    }
}

#[test]
fn both_parts_of_a_letter_say_the_same() {
    for language in [English, Spanish] {
        for (name, letter) in samples::letters(language).expect("samples") {
            for line in letter.text.lines().filter(|line| !line.is_empty() && *line != "--") {
                let line = line.trim_start_matches("- ").trim_end_matches(':');
                let escaped = line.replace('\'', "&#39;").replace('"', "&#34;");
                assert!(letter.html.contains(&escaped), "{name}: {line}");
            }
        }
    }
}
