//! The reader of settings, tried on good and bad files.

use std::path::Path;

use proptest::prelude::*;
use web::portal::{Refusal, changed_without_version, open, read};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/settings/portal.toml");

/// The repository's own file.
fn good() -> String {
    std::fs::read_to_string(FILE).expect("the settings of the repository")
}

/// The line on which a text begins.
#[track_caller]
fn line_of(text: &str) -> usize {
    let good = good();
    good[..good.find(text).expect(text)].matches('\n').count() + 1
}

/// What is said of the good file with one thing changed.
#[track_caller]
fn refusals(from: &str, to: &str) -> Vec<Refusal> {
    assert!(good().contains(from), "{from}");
    read(&good().replacen(from, to, 1)).expect_err("a refusal")
}

#[track_caller]
fn refused(from: &str, to: &str, reason: &str) {
    let line = line_of(from) + usize::from(from.starts_with('\n'));
    let only = Refusal { line, reason: reason.to_owned() };

    assert_eq!(refusals(from, to), [only]);
}

#[track_caller]
fn is_read(from: &str, to: &str) {
    let changed = good().replacen(from, to, 1);

    assert_eq!(read(&changed).err(), None);
}

#[test]
fn the_repositorys_own_file_is_read() {
    let portal = read(&good()).expect("good settings");

    let fields = portal.fields();
    assert_eq!((fields.len(), fields[0].field), (1, "billing_zip"));
    assert_eq!((portal.phone, portal.phone_link), ("(800) 555-0142", "tel:+18005550142"));
    assert_eq!(portal.print.len(), 8);
}

#[test]
fn two_files_that_differ_in_anything_have_two_prints() {
    let other = good().replacen("# The co-op's", "# Our co-op's", 1);

    let (one, other) = (read(&good()).expect("good"), read(&other).expect("good too"));

    assert_ne!(one.print, other.print);
}

#[test]
fn all_faults_are_said_at_once_in_the_order_of_the_file() {
    let bad = good()
        .replacen("phone = \"(800)", "phone = \"(80)", 1)
        .replacen("[service]\nen = ", "[service]\nfr = ", 1)
        .replacen("questions_asked = 1", "questions_asked = \"one\"", 1)
        .replacen("page = \"#faf5ec\"", "page = \"cream\"", 1)
        .replacen("pay = \"https", "pay = \"http", 1);

    let all = read(&bad).expect_err("faults");

    let found: Vec<(usize, &str)> =
        all.iter().map(|fault| (fault.line, fault.reason.as_str())).collect();
    let expected = [
        (line_of("phone = "), "a phone number has ten digits"),
        (line_of("questions_asked = "), "`questions_asked` is a whole number"),
        (line_of("[service]"), "`service` lacks `en`"),
        (line_of("[service]") + 1, "unknown setting `fr` in `service`"),
        (line_of("pay = "), "a link starts with https:// or with one /"),
        (line_of("page = \"#faf5ec\""), "a color is written #rrggbb"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_fault_of_grammar_stands_alone_with_its_line() {
    for (from, to) in [
        ("phone = \"", "phone = "),
        ("[hours]", "[hours"),
        ("name = \"Juniper", "name \"Juniper"),
        ("short_name = ", "name = "),
        ("logo = '''\n", "logo = ''"),
    ] {
        let all = refusals(from, to);

        assert_eq!(all.len(), 1, "{to}: {all:?}");
        assert!(all[0].reason.starts_with("this is no TOML: "), "{}", all[0].reason);
        assert!(all[0].line.abs_diff(line_of(from)) <= 3, "{to}: {}", all[0].line);
    }
}

#[test]
fn an_unknown_key_is_refused_with_its_line_wherever_it_is() {
    let tables = [
        ("phone = ", "fax = \"1\"\nphone = ", "`fax` in the file"),
        ("pay = ", "paid = \"/x\"\npay = ", "`paid` in `links`"),
        ("kind = \"zip\"", "color = \"x\"\nkind = \"zip\"", "`color` in `questions`"),
        ("date = ", "day = \"x\"\ndate = ", "`day` in `terms`"),
        ("lamp = ", "torch = \"x\"\nlamp = ", "`torch` in `light`"),
        ("name_form = ", "nameform = \"x\"\nname_form = ", "`nameform` in `extract`"),
    ];
    for (from, to, name) in tables {
        refused(from, to, &format!("unknown setting {name}"));
    }
    refused("label = { en", "label = { de = \"x\", en", "unknown setting `de` in `label`");
}

#[test]
fn what_is_missing_is_refused() {
    assert_eq!(
        refusals("reply_to = ", "# reply_to = "),
        [Refusal { line: 1, reason: "the file lacks `reply_to`".to_owned() }]
    );
    let hours = refusals("es = \"De lunes", "# es = \"De lunes");
    assert_eq!(hours[0].reason, "`hours` lacks `es`");
    assert!(hours[0].line.abs_diff(line_of("[hours]")) <= 1);
    let begin = good().find("[brand.dark]").expect("there");
    let without = read(&good()[..begin]).expect_err("no night");
    assert_eq!(without[0].reason, "`brand` lacks `dark`");
    assert_eq!(without.len(), 1);
}

#[test]
fn an_empty_file_lacks_everything_at_once() {
    let all = read("").expect_err("faults");

    for key in ["name", "phone", "address", "hours", "links", "questions", "terms", "brand"] {
        let reason = format!("the file lacks `{key}`");
        assert!(all.iter().any(|fault| fault.reason == reason), "{key}");
    }
}

#[test]
fn a_text_is_a_text_of_one_line_with_something_in_it() {
    let version = "version = \"2\"\ndate";
    refused(version, "version = \" \"\ndate", "`version` is empty");
    refused(version, "version = 2\ndate", "`version` is a text in quotes");
    let control = "`name` has a line break or another control character";
    for bad in ["\\n", "\\r", "\\u0000", "\\u001b[31m", "\\u007f", "\\u0085", "\\u202e", "\\u2028"]
    {
        refused("name = \"Juniper", &format!("name = \"{bad}Juniper"), control);
    }
    let long = format!("name = \"{}Juniper", "x".repeat(500));
    refused("name = \"Juniper", &long, "`name` has more than 500 characters");
    let control = "`hint` has a line break or another control character";
    let english = control.replace("hint", "en");
    refused("hint = { en = \"The", "hint = { en = \"\\nThe", &english);
}

#[test]
fn a_longer_text_may_have_lines_but_nothing_else() {
    is_read("text = { en = \"These", "text = { en = \"\\nThese");
    let control = "`en` has a line break or another control character";
    refused("text = { en = \"These", "text = { en = \"\\tThese", control);
}

#[test]
fn a_time_zone_that_is_none_is_refused() {
    refused(
        "time_zone = \"America/New_York\"",
        "time_zone = \"Texas\"",
        "no such time zone, write one such as America/Chicago",
    );
}

#[test]
fn phone_date_and_link_follow_their_rules() {
    refused("phone = \"(800) 555-0142\"", "phone = \"555-0142\"", "a phone number has ten digits");
    let date = "a date is written 2026-11-01";
    refused("date = \"2026-11-30\"", "date = \"2026-13-01\"", date);
    refused("date = \"2026-11-30\"", "date = \"2026-02-30\"", date);
    for bad in ["http://a.example", "//a.example", "/\\\\a.example", "javascript:x"] {
        let to = format!("pay = \"{bad}\"\n# \"");
        refused("pay = \"", &to, "a link starts with https:// or with one /");
    }
}

#[test]
fn a_question_has_a_field_of_its_own_and_a_kind_that_is_known() {
    refused("field = \"billing_zip\"", "field = \"csrf\"", "this field is taken already");
    refused("field = \"billing_zip\"", "field = \"Zip\"", "a field is named like billing_zip");
    refused("field = \"billing_zip\"", "field = \"_\"", "a field is named like billing_zip");
    let kind = "`kind` is one of \"zip\", \"text\", \"cents\", \"date\"";
    refused("kind = \"zip\"", "kind = \"song\"", kind);
}

#[test]
fn no_more_questions_are_asked_than_there_are_and_at_least_one() {
    let reason = "of 1 questions, 1 to 1 can be asked";

    refused("questions_asked = 1", "questions_asked = 2", reason);
    refused("questions_asked = 1", "questions_asked = 0", reason);
}

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

#[test]
fn a_map_of_the_extract_names_columns_that_there_are() {
    let map = "[extract.columns]\n";
    let all = refusals(map, &format!("{map}acount_no = \"Cust Acct\"\n"));

    is_read(map, &format!("{map}account_no = \"Cust Acct\"\n"));
    // A question's column.
    is_read(map, &format!("{map}billing_zip = \"Zip\"\n"));
    assert_eq!(all[0].line, line_of(map) + 1);
    assert!(all[0].reason.starts_with("no such column"), "{}", all[0].reason);
}

#[test]
fn the_columns_that_a_map_may_name_are_those_that_an_import_reads() {
    let read = |name: &str| {
        let map = "[extract.columns]\n";
        read(&good().replacen(map, &format!("{map}{name} = \"X\"\n"), 1)).is_ok()
    };
    let unread =
        ["service_zip", "last_bill_cents", "last_bill_date", "bill_delivery", "contact_phone"];

    for column in domain::import::USUAL_COLUMNS {
        assert_eq!(read(column.name), !unread.contains(&column.name), "{}", column.name);
    }
}

#[test]
fn a_status_is_active_or_closed_and_a_form_of_names_one_of_three() {
    let statuses = "[extract.statuses]\n";
    let status = refusals(statuses, &format!("{statuses}pend = \"pending\"\n"));

    is_read(statuses, &format!("{statuses}pend = \"active\"\n"));
    assert_eq!(status[0].reason, "a status means \"active\" or \"closed\"");
    let form = "`name_form` is one of \"last\", \"last_first\", \"first_last\"";
    refused("name_form = \"last\"", "name_form = \"first\"", form);
}

#[test]
fn an_account_number_has_as_many_letters_and_digits_as_can_be_kept() {
    refused("most = 10", "most = 21", "1 to 20 can be kept");
    refused("most = 10", "most = 0", "1 to 20 can be kept");
    refused("least = 5", "least = 0", "least is 1 to 10, as most says");
    refused("least = 5", "least = 11", "least is 1 to 10, as most says");
    refused("least = 5", "least = -1", "least is 1 to 10, as most says");
    refused("digits_only = false", "digits_only = \"no\"", "`digits_only` is true or false");
}

#[test]
fn the_example_of_an_account_number_is_one() {
    let example = "example = \"1234567\"";

    is_read(example, "");
    is_read(example, "example = \"AB 123-45\"");
    for bad in ["1234", "12345678901", "12_345", "1234 5é"] {
        refused(example, &format!("example = \"{bad}\""), "the example is no such number");
    }
    let letters = good().replacen(example, "example = \"AB12345\"", 1);
    let digits = letters.replacen("digits_only = false", "digits_only = true", 1);
    assert!(read(&letters).is_ok() && read(&digits).is_err());
}

#[test]
fn what_an_account_number_looks_like_may_be_left_out() {
    let good = good();
    let begin = good.find("[account_number]").expect("there");
    let end = good[begin..].find("[links]").expect("there") + begin;

    let portal = read(&format!("{}{}", &good[..begin], &good[end..])).expect("good settings");

    assert_eq!(portal.account_form, domain::AccountForm::ANY);
}

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
fn reports_go_to_email_addresses_and_all_of_the_extract_may_be_left_out() {
    refused(
        "reports_to = [\"billing@junipervalley.example\"]",
        "reports_to = [\"billing\"]",
        "an email address is written name@domain.example",
    );
    let good = good();
    let begin = good.find("[extract]").expect("there");
    let end = good[begin..].find("[[questions]]").expect("there") + begin;
    let without = format!("{}{}", &good[..begin], &good[end..]);

    assert!(read(&without.replacen("reports_to", "# reports_to", 1)).is_ok());
}

#[test]
fn a_file_that_cannot_be_read_is_refused_by_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("it can be written");
        path
    };
    let latin = at("latin.toml", b"name = \"a\"\nhours = \"a\xf1o\"\n");
    let long = at("long.toml", &b"# a line of twenty..\n".repeat(50_000));
    let said = |path: &Path| open(path).expect_err("a refusal").to_string();

    let missing = folder.path().join("portal.toml");
    assert_eq!(said(&missing), format!("{}:1: there is no such file", missing.display()));
    let folder = folder.path();
    assert_eq!(said(folder), format!("{}:1: this is a folder and no file", folder.display()));
    let utf8 = format!("{}:2: this is not UTF-8; save the file as UTF-8", latin.display());
    assert_eq!(said(&latin), utf8);
    assert!(said(&long).ends_with(": the settings have more than 262144 bytes"), "{}", said(&long));
}

#[test]
fn each_fault_has_a_line_of_its_own_that_names_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("portal.toml");
    let bad =
        good().replacen("phone = \"(800)", "phone = \"(80)", 1).replacen("pay = ", "paid = ", 1);
    std::fs::write(&path, bad).expect("it can be written");

    let said = open(&path).expect_err("faults").to_string();

    assert_eq!(said.lines().count(), 3, "{said}");
    let file = format!("{}:", path.display());
    assert!(said.lines().all(|line| line.starts_with(&file)), "{said}");
}

#[test]
fn a_text_that_members_agree_to_changes_with_its_version_only() {
    let terms = ("These terms are between", "Those terms are between");
    let spanish = ("Estos términos son entre", "Los términos son entre");
    let paperless = ("We send your bills by email", "We mail your bills by email");
    let before = read(&good()).expect("good settings");
    let after = |changed: String| {
        let now = read(&changed).expect("good settings");
        changed_without_version(Path::new("portal.toml"), &now, &before)
    };

    for (from, to) in [terms, spanish] {
        let changed = good().replacen(from, to, 1);
        let refused = after(changed.clone()).expect("a refusal");
        assert_eq!(refused.faults[0].line, line_of("[terms]") + 1);
        assert!(refused.to_string().contains("`terms` changed and its version is still 2"));
        assert_eq!(
            after(changed.replacen("version = \"2\"\ndate", "version = \"3\"\ndate", 1)),
            None
        );
    }
    let refused = after(good().replacen(paperless.0, paperless.1, 1)).expect("a refusal");
    assert_eq!(refused.faults[0].line, line_of("[paperless]") + 1);
    assert_eq!(
        after(good().replacen("(800)", "(801)", 1)),
        None,
        "nobody agrees to a phone number"
    );
}

proptest! {
    #[test]
    fn the_reader_answers_whatever_it_is_given(text in "\\PC{0,400}") {
        let _ = read(&text);
    }

    #[test]
    fn a_file_with_a_piece_changed_is_read_or_refused_on_a_line_that_it_has(
        at in 0_usize..7_000, length in 0_usize..40, piece in "[\\PC\\n\"'={}\\[\\]]{0,12}"
    ) {
        let good = good();
        let cut = |at: usize| (at..=good.len()).find(|at| good.is_char_boundary(*at));
        let (begin, end) = (cut(at).unwrap_or(good.len()), cut(at + length).unwrap_or(good.len()));
        let changed = format!("{}{piece}{}", &good[..begin], &good[end..]);

        if let Err(faults) = read(&changed) {
            let lines = changed.matches('\n').count() + 1;
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|fault| (1..=lines).contains(&fault.line)));
        }
    }
}
