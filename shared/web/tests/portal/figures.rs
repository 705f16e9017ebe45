//! The figures of the settings.

use super::*;

#[test]
fn a_figure_stays_within_its_bounds_and_below_the_one_that_it_goes_with() {
    let least = "password_least = 15";
    refused(least, "password_least = 8", "password_least is 8, from 15 to 64 is allowed");
    refused(least, "password_least = 65", "password_least is 65, from 15 to 64 is allowed");
    refused(least, "password_least = 1.5", "`password_least` is a whole number");
    refused(least, "password_last = 15", "unknown setting `password_last` in `figures`");
    let above = "letters_confirm_per_hour is 5, above letters_confirm_per_day, which is 4";
    let all = refusals("letters_confirm_per_day = 10", "letters_confirm_per_day = 4");
    assert_eq!(
        all,
        [Refusal { line: line_of("letters_confirm_per_hour"), reason: above.to_owned() }]
    );
    let set = read(&good().replacen(least, "password_least = 0x14", 1)).expect("good");
    assert_eq!(set.figures.password_least, 20);
}

/// The good file with one figure set otherwise is refused for it.
#[track_caller]
fn figure_refused(name: &str, shipped: u32, set: i64, allowed: &str) {
    let reason = format!("{name} is {set}, {allowed} is allowed");
    refused(&format!("\n{name} = {shipped} "), &format!("\n{name} = {set} "), &reason);
}

#[test]
fn nobody_goes_below_the_floor() {
    figure_refused("password_least", 15, 8, "from 15 to 64");
    figure_refused("match_per_account", 5, 6, "from 3 to 5");
    figure_refused("session_total_hours", 12, 24, "from 1 to 12");
    figure_refused("sign_in_shut_at", 100, 101, "from 20 to 100");
    figure_refused("hold_hours", 72, 23, "from 24 to 168");
    figure_refused("hold_hours", 72, 169, "from 24 to 168");
}

#[test]
fn nobody_shuts_members_out_by_a_figure() {
    figure_refused("match_per_address", 30, 0, "from 10 to 30");
    figure_refused("wrong_numbers", 5, -1, "from 3 to 5");
}

#[test]
fn the_shipped_figures_are_all_there_are_and_those_of_a_file_without_any() {
    let good = good();
    let begin = good.find("[figures]").expect("there");

    let (shipped, without) = (read(&good).expect("good"), read(&good[..begin]).expect("good"));

    assert_eq!(shipped.figures, without.figures);
    for figure in domain::Figures::ALL {
        let line = format!("\n{} = {} #", figure.name, figure.shipped);
        assert!(good[begin..].contains(&line), "{}", figure.name);
    }
}

#[test]
fn a_hold_of_no_hours_is_for_portals_that_show_nothing_of_what_billing_tells() {
    let elsewhere =
        ["pay = \"/pay\"", "use = \"/usage\"", "bills = \"/bills\"", "outages = \"/outages\""];
    let none = good().replacen("\nhold_hours = 72 ", "\nhold_hours = 0 ", 1);
    let without = |kept: &str| {
        let lines = elsewhere.iter().filter(|line| !line.starts_with(kept));
        lines.fold(none.clone(), |text, line| {
            text.replacen(line, &line.replace("\"/", "\"https://a.example/"), 1)
        })
    };

    let portal = read(&without("-")).expect("good settings");

    assert_eq!((portal.figures.hold_hours, portal.shows_history()), (0, false));
    assert!(read(&good()).expect("good settings").shows_history());
    let reason = "hold_hours is 0, which needs links elsewhere for pay, use, bills and outages";
    for kept in ["pay", "use", "bills"] {
        let refusal = Refusal { line: line_of("hold_hours"), reason: reason.to_owned() };
        assert_eq!(read(&without(kept)).expect_err("a refusal"), [refusal], "{kept}");
    }
}

#[test]
fn paper_ends_at_once_unless_the_settings_say_that_a_letter_confirms_it() {
    let off = "paperless_confirmed = false";
    let of = |text: &str| read(text).expect("good settings").paperless_confirmed;

    assert!(!of(&good()) && !of(&good().replacen(off, "", 1)));
    assert!(of(&good().replacen(off, "paperless_confirmed = true", 1)));
    refused(off, "paperless_confirmed = \"yes\"", "`paperless_confirmed` is true or false");
}

#[test]
fn whether_accounts_without_a_contact_are_held_is_said_before_all_tables() {
    let held = "hold_without_contact = true";
    let portal = read(&good().replacen("hold_without_contact = false", held, 1)).expect("good");

    assert!(portal.hold().without_contact);
    assert!(!read(&good()).expect("good").hold().without_contact, "as shipped");
    let reason = "`hold_without_contact` is true or false";
    refused("hold_without_contact = false", "hold_without_contact = 1", reason);
}
