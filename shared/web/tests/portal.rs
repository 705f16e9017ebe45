//! The build's rules for `infra/portal.toml`, tried on good and bad files.

#[path = "../build/contrast.rs"]
mod contrast;
#[path = "../build/rules.rs"]
mod rules;
#[path = "../build/settings.rs"]
mod settings;

use settings::{Kind, Question, Refusal, read};

const GOOD: &str = include_str!("../../../infra/portal.toml");

/// Reads the good file with one thing changed.
#[track_caller]
fn refusal(from: &str, to: &str) -> (Refusal, usize) {
    assert!(GOOD.contains(from), "{from}");
    let line = GOOD[..GOOD.find(from).expect("there")].matches('\n').count() + 1;
    let refusal = read(&GOOD.replacen(from, to, 1)).err().expect("a refusal");
    (refusal, line)
}

#[track_caller]
fn refused(from: &str, to: &str, reason: &str) {
    let (refusal, line) = refusal(from, to);

    assert_eq!(refusal, Refusal { line, reason: reason.to_owned() });
}

#[test]
fn the_co_ops_own_file_is_read() {
    let Ok(settings) = read(GOOD) else { panic!("good settings are refused") };

    let questions = settings.questions.get_ref();
    assert!(matches!(questions.as_slice(), [Question { kind: Kind::Zip, .. }]));
}

#[test]
fn an_unknown_key_is_refused_with_its_line() {
    let (refusal, line) = refusal("phone = ", "fax = \"1\"\nphone = ");

    assert_eq!(refusal.line, line);
    assert!(refusal.reason.contains("unknown field `fax`"), "{}", refusal.reason);
}

#[test]
fn a_missing_value_is_refused() {
    let (refusal, _) = refusal("reply_to = ", "# reply_to = ");

    assert!(refusal.reason.contains("missing field `reply_to`"), "{}", refusal.reason);
}

#[test]
fn a_missing_spanish_text_is_refused() {
    let (refusal, _) = refusal("es = \"De lunes", "# es = \"De lunes");

    assert!(refusal.reason.contains("missing field `es`"), "{}", refusal.reason);
}

#[test]
fn an_empty_text_is_refused_with_its_line() {
    refused("version = \"2\"\ndate", "version = \" \"\ndate", "this text is empty");
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
fn a_phone_number_has_ten_digits() {
    refused("phone = \"(800) 555-0142\"", "phone = \"555-0142\"", "a phone number has ten digits");
}

#[test]
fn a_date_that_is_none_is_refused() {
    refused("date = \"2026-11-30\"", "date = \"2026-13-01\"", "a date is written 2026-11-01");
}

#[test]
fn a_link_by_plain_http_is_refused() {
    refused("pay = \"https://", "pay = \"http://", "a link starts with https:// or with one /");
}

#[test]
fn a_question_may_not_take_a_forms_own_field() {
    refused("field = \"billing_zip\"", "field = \"csrf\"", "this field is taken already");
}

#[test]
fn a_question_of_unknown_kind_is_refused() {
    let (refusal, line) = refusal("kind = \"zip\"", "kind = \"song\"");

    assert_eq!(refusal.line, line);
    assert!(refusal.reason.contains("unknown variant `song`"), "{}", refusal.reason);
}

#[test]
fn no_more_questions_are_asked_than_there_are_and_at_least_one() {
    let reason = "of 1 questions, 1 to 1 can be asked";

    refused("questions_asked = 1", "questions_asked = 2", reason);
    refused("questions_asked = 1", "questions_asked = 0", reason);
}

#[test]
fn text_that_cannot_be_read_on_its_ground_is_refused() {
    refused(
        "quiet = \"#57534b\"",
        "quiet = \"#97938b\"",
        "quiet on page is 2.82:1, at least 4.5:1 is needed",
    );
}

#[test]
fn a_border_that_cannot_be_seen_is_refused() {
    refused(
        "line = \"#857a68\"",
        "line = \"#d5cab8\"",
        "line on page is 1.49:1, at least 3:1 is needed",
    );
}

#[test]
fn the_night_is_checked_too() {
    refused(
        "error = \"#ff9d8f\"",
        "error = \"#a8231a\"",
        "error on page is 2.50:1, at least 4.5:1 is needed",
    );
}

#[test]
fn a_color_that_is_none_is_refused() {
    refused("page = \"#faf5ec\"", "page = \"cream\"", "a color is written #rrggbb");
}

#[test]
fn a_logo_may_not_run_anything() {
    refused("logo = '''\n<svg ", "logo = '''\n<svg onload=\"x\" ", "a logo has no `on`");
}

#[test]
fn a_map_of_the_extract_names_columns_that_there_are() {
    let map = "[extract.columns]\n";
    let line = |text: &str| format!("{map}{text}\n");
    let (refusal, at) = refusal(map, &line("acount_no = \"Cust Acct\""));

    assert!(read(&GOOD.replacen(map, &line("account_no = \"Cust Acct\""), 1)).is_ok());
    assert!(
        read(&GOOD.replacen(map, &line("billing_zip = \"Zip\""), 1)).is_ok(),
        "a question's column"
    );
    assert_eq!(refusal.line, at + 1);
    assert!(refusal.reason.starts_with("no such column"), "{}", refusal.reason);
}

#[test]
fn the_columns_that_a_map_may_name_are_those_that_an_import_reads() {
    let read = |name: &str| {
        let map = "[extract.columns]\n";
        read(&GOOD.replacen(map, &format!("{map}{name} = \"X\"\n"), 1)).is_ok()
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
    let (status, _) = refusal(statuses, &format!("{statuses}pend = \"pending\"\n"));
    let (form, _) = refusal("name_form = \"last\"", "name_form = \"first\"");

    assert!(read(&GOOD.replacen(statuses, &format!("{statuses}pend = \"active\"\n"), 1)).is_ok());
    assert!(status.reason.contains("`active` or `closed`"), "{}", status.reason);
    assert!(form.reason.contains("`last_first`"), "{}", form.reason);
}

#[test]
fn an_account_number_has_as_many_letters_and_digits_as_can_be_kept() {
    let too_many = "1 to 20 can be kept";

    refused("most = 10", "most = 21", too_many);
    refused("most = 10", "most = 0", too_many);
    refused("least = 5", "least = 0", "least is 1 to 10, as most says");
    refused("least = 5", "least = 11", "least is 1 to 10, as most says");
    assert_eq!(
        (settings::ACCOUNT_NUMBER_LEAST, settings::ACCOUNT_NUMBER_MOST),
        (domain::AccountNumber::MIN, domain::AccountNumber::MAX)
    );
}

#[test]
fn the_example_of_an_account_number_is_one() {
    let example = "example = \"1234567\"";
    let reads = |to: &str| read(&GOOD.replacen(example, to, 1)).is_ok();

    assert!(reads("") && reads("example = \"AB 123-45\""));
    for bad in ["1234", "12345678901", "12_345", "1234 5é"] {
        refused(example, &format!("example = \"{bad}\""), "the example is no such number");
    }
    let letters = GOOD.replacen(example, "example = \"AB12345\"", 1);
    let digits = letters.replacen("digits_only = false", "digits_only = true", 1);
    assert!(read(&letters).is_ok() && read(&digits).is_err());
}

#[test]
fn what_an_account_number_looks_like_may_be_left_out() {
    let begin = GOOD.find("[account_number]").expect("there");
    let end = GOOD[begin..].find("[links]").expect("there") + begin;
    let Ok(settings) = read(&format!("{}{}", &GOOD[..begin], &GOOD[end..])) else {
        panic!("good settings are refused")
    };

    let number = &settings.account_number;
    assert_eq!(
        (*number.least.get_ref(), *number.most.get_ref(), number.digits_only),
        (1, 20, false)
    );
}

#[test]
fn reports_go_to_email_addresses_and_all_of_the_extract_may_be_left_out() {
    refused(
        "\"billing@junipervalley.example\"",
        "\"billing\"",
        "an email address is written name@domain.example",
    );
    let begin = GOOD.find("[extract]").expect("there");
    let end = GOOD[begin..].find("[[questions]]").expect("there") + begin;
    let without = format!("{}{}", &GOOD[..begin], &GOOD[end..]);

    assert!(read(&without.replacen("reports_to", "# reports_to", 1)).is_ok());
}
