//! What holds on every page and in every letter, small as it is: buttons, phone numbers, links, what is said aloud.

use domain::Language::{English, Spanish};
use web::samples::{self, shipped};

use super::frame::{all, between};

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
    let (phone, phone_link) = (shipped().phone, shipped().phone_link);
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
        [English, Spanish].iter().flat_map(|it| samples::letters(shipped(), *it).expect("samples"))
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
        let all = samples::pages(shipped(), language).expect("samples");
        let page = |wanted: &str| &all.iter().find(|(name, _)| *name == wanted).expect("a page").1;
        for name in ["profile", "home", "home_mail_returned"] {
            assert!(page(name).contains(day), "{name}");
        }
        let least = shipped().figures.password_min().to_string();
        for name in ["password", "new_password", "profile_password"] {
            assert!(page(name).contains(&format!("minlength=\"{least}\"")), "{name}");
            assert!(between(page(name), "<ul><li>", "</li>")[0].contains(&least), "{name}");
        }
    }
    let spanish = samples::pages(shipped(), Spanish).expect("samples");
    for (name, page) in spanish {
        for month in ["January", "March", "November", "Wednesday"] {
            assert!(!page.contains(month), "{name} says {month}");
        }
    }
}

#[test]
fn a_link_stands_alone_on_its_line_and_fits_into_76_characters_without_a_token() {
    let host = "https://".len() + 30;
    let letters =
        [English, Spanish].map(|language| samples::letters(shipped(), language).expect("samples"));
    let mut links = 0;
    for (name, letter) in letters.iter().flatten() {
        for line in letter.text.lines().filter(|line| line.contains("https://")) {
            links += 1;
            assert!(line.starts_with("https://") && !line.contains(' '), "{name}: {line}");
            let path = line.splitn(4, '/').nth(3).unwrap_or_default();
            assert!(path.contains("?t=") || host + 1 + path.len() <= 76, "{name}: {line}");
        }
    }
    assert!(links >= 40, "{links}");
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
    for (name, letter) in samples::letters(shipped(), English).expect("samples") {
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
