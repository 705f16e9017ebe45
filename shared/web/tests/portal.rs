//! The reader of settings, tried on good and bad files.

mod account_number;
mod bill_code;
mod extract;
mod figures;
mod kept;
mod look;
mod phones;
mod second_factor;
mod terms;

use std::path::Path;

use proptest::prelude::*;
use web::portal::{Refusal, open, read};

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
        .replacen("outages = \"/", "outages = \"http:/", 1);

    let all = read(&bad).expect_err("faults");

    let found: Vec<(usize, &str)> =
        all.iter().map(|fault| (fault.line, fault.reason.as_str())).collect();
    let expected = [
        (line_of("phone = "), "a phone number has ten digits"),
        (line_of("questions_asked = "), "`questions_asked` is a whole number"),
        (line_of("[service]"), "`service` lacks `en`"),
        (line_of("[service]") + 1, "unknown setting `fr` in `service`"),
        (line_of("outages = "), "a link starts with https:// or with one /"),
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
    let kind = "`kind` is one of \"zip\", \"text\", \"cents\", \"date\", \"bill_code\"";
    refused("kind = \"zip\"", "kind = \"song\"", kind);
}

#[test]
fn no_more_questions_are_asked_than_there_are_and_at_least_one() {
    let reason = "of 1 questions, 1 to 1 can be asked";

    refused("questions_asked = 1", "questions_asked = 2", reason);
    refused("questions_asked = 1", "questions_asked = 0", reason);
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
