//! The colors and the logo of the settings.

use super::*;

#[test]
fn text_that_cannot_be_read_on_its_ground_is_refused() {
    let all = refusals("quiet = \"#57534b\"", "quiet = \"#97938b\"");

    let reasons: Vec<&str> = all.iter().map(|fault| fault.reason.as_str()).collect();
    assert_eq!(reasons[1], "quiet on page is 2.82:1, at least 4.5:1 is needed");
    assert!(reasons[0].starts_with("quiet on card is "), "{}", reasons[0]);
    assert!(all.iter().all(|fault| fault.line == line_of("quiet = \"#57534b\"")));
}

#[test]
fn a_border_that_cannot_be_seen_is_refused_and_the_night_is_checked_too() {
    let border = refusals("line = \"#857a68\"", "line = \"#d5cab8\"");
    let night = refusals("error = \"#ff9d8f\"", "error = \"#a8231a\"");

    let said = |all: &[Refusal], reason: &str| all.iter().any(|fault| fault.reason == reason);
    assert!(said(&border, "line on page is 1.49:1, at least 3:1 is needed"), "{border:?}");
    assert!(said(&night, "error on page is 2.50:1, at least 4.5:1 is needed"), "{night:?}");
}

#[test]
fn a_color_that_is_none_is_refused() {
    for bad in ["cream", "#fff", "#+12345", "#12345g", "#faf5ec;}body{"] {
        let to = format!("page = \"{bad}\"");
        refused("page = \"#faf5ec\"", &to, "a color is written #rrggbb");
    }
}

#[test]
fn a_logo_has_shapes_and_paint_only() {
    refused("logo = '''\n<svg ", "logo = '''\n<svg onload=\"x\" ", "a logo has no `onload`");
    refused("logo = '''\n<svg ", "logo = '''\n<svg style=\"x\" ", "a logo has no `style`");
}
