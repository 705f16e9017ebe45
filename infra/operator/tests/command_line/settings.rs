//! `porchlight settings check`: all that is wrong at once, with file and line.

use std::fs;

use crate::portal::{run, run_with};

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../settings/portal.toml");

struct Settings(tempfile::TempDir);

impl Settings {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A file with these bytes.
    fn bytes(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).expect("it can be written");
        path.display().to_string()
    }

    /// The shipped settings with pieces changed.
    fn changed(&self, name: &str, pieces: &[(&str, &str)]) -> String {
        let mut text = fs::read_to_string(SHIPPED).expect("it is there");
        for (from, to) in pieces {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        self.bytes(name, text.as_bytes())
    }
}

#[tokio::test]
async fn good_settings_are_named_by_what_the_functions_log() {
    let ran = run(&["settings", "check", SHIPPED]).await;
    let json = run(&["settings", "check", SHIPPED, "--json"]).await.json();

    assert_eq!(ran.code, 0, "{}", ran.shown());
    let print = json["settings"].as_str().expect("eight digits");
    assert!(print.len() == 8 && ran.out.contains(&format!("settings={print}")), "{}", ran.out);
    assert_eq!(json["faults"].as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn bills_that_are_kept_otherwise_need_another_parameter_of_the_deployment() {
    let settings = Settings::new();
    let shorter = [("bills_months = 60", "bills_months = 36")];
    let file = settings.changed("portal.toml", &shorter);

    let (shipped, other) =
        (run(&["settings", "check", SHIPPED]).await, run(&["settings", "check", &file]).await);

    assert!(!shipped.out.contains("DocumentsKeptDays"), "{}", shipped.out);
    assert!(other.out.contains("36 months: deploy with DocumentsKeptDays=1096."), "{}", other.out);
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once_with_file_and_line() {
    let settings = Settings::new();
    let wrong = [
        ("phone = \"(800)", "phone = \"(80)"),
        ("[service]\nen", "[service]\nfr"),
        ("page = \"#faf5ec\"", "page = \"cream\""),
        ("password_least = 15", "password_least = 8"),
        ("outages = \"/", "outages = \"http:/"),
        ("logo = '''\n<svg ", "logo = '''\n<svg onload=\"x\" "),
        ("name = \"Juniper", "name = \"\\u0007Juniper"),
    ];
    let file = settings.changed("portal.toml", &wrong);

    let ran = run(&["settings", "check", &file]).await;
    let json = run(&["settings", "check", &file, "--json"]).await.json();

    assert_eq!(ran.code, 1, "{}", ran.shown());
    let lines = ran.out.lines().filter(|line| line.starts_with(&format!("{file}:")));
    assert_eq!(lines.count(), 8, "{}", ran.out);
    let faults = json["faults"].as_array().expect("a list");
    assert_eq!(faults.len(), 8);
    assert!(faults.iter().all(|it| it["line"].as_u64() > Some(1) && it["reason"].is_string()));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_has_a_sentence_of_its_own() {
    let settings = Settings::new();
    let long = vec![b'#'; 1024 * 1024];
    for (file, says) in [
        (settings.bytes("a.toml", b"name = \"x\n"), ":1: this is no TOML: "),
        (settings.bytes("b.toml", b"\n\nname = \"\xff\"\n"), ":3: this is not UTF-8"),
        (settings.bytes("c.toml", &long), "the settings have more than 262144 bytes"),
        (settings.bytes("d.toml", b""), ":1: the file lacks `name`"),
        (settings.0.path().join("e.toml").display().to_string(), ":1: there is no such file"),
        (settings.0.path().display().to_string(), ":1: this is a folder and no file"),
    ] {
        let ran = run(&["settings", "check", &file]).await;

        assert_eq!(ran.code, 1, "{}", ran.shown());
        assert!(ran.out.contains(&file) && ran.out.contains(says), "{says}: {}", ran.out);
    }
}

#[tokio::test]
async fn settings_that_cannot_be_read_are_named_with_the_way_to_others_whoever_named_them() {
    let settings = Settings::new();
    let gone = settings.0.path().join("gone.toml").display().to_string();
    let folder = settings.0.path().display().to_string();

    let named = run(&["import", "--columns", "--settings", &gone]).await;
    let of_folder = run(&["import", "--columns", "--settings", &folder]).await;
    let place = [("PORTAL_SETTINGS", gone.as_str()), ("STAGE", "local")];
    let of_place = run_with(&place, &["import", "--columns"]).await;

    for (ran, file) in [(&named, &gone), (&of_folder, &folder), (&of_place, &gone)] {
        assert_eq!(ran.code, 1, "{}", ran.shown());
        let says = format!("the co-op's settings {file} cannot be read");
        assert!(ran.error.contains(&says), "{}", ran.error);
        assert!(ran.error.contains("--settings FILE names another."), "{}", ran.error);
    }
    assert!(of_place.error.contains("PORTAL_SETTINGS names it."), "{}", of_place.error);
}

#[tokio::test]
async fn a_text_that_members_agreed_to_needs_a_new_version() {
    let settings = Settings::new();
    let text = ("These terms are between", "Those terms are between");
    let version = ("version = \"2\"\ndate", "version = \"3\"\ndate");
    let changed = settings.changed("changed.toml", &[text]);
    let versioned = settings.changed("versioned.toml", &[text, version]);
    let bad = settings.bytes("bad.toml", b"");

    let refused = run(&["settings", "check", &changed, "--against", SHIPPED]).await;
    let good = run(&["settings", "check", &versioned, "--against", SHIPPED]).await;
    let against_bad = run(&["settings", "check", SHIPPED, "--against", &bad]).await;

    assert_eq!(refused.code, 1, "{}", refused.shown());
    assert!(refused.out.contains("the text of `terms` changed"), "{}", refused.out);
    assert_eq!(good.code, 0, "{}", good.shown());
    assert_eq!(against_bad.code, 1);
    assert!(against_bad.error.contains("what it is compared with"), "{}", against_bad.error);
}

#[tokio::test]
async fn pages_are_shown_with_the_settings_that_are_named() {
    let settings = Settings::new();
    let file = settings.changed("portal.toml", &[("(800) 555-0142", "(909) 555-0199")]);
    let folder = settings.0.path().join("pages").display().to_string();

    let ran = run(&["preview", &folder, "--settings", &file]).await;

    assert_eq!(ran.code, 0, "{}", ran.shown());
    let page = fs::read_to_string(format!("{folder}/en/register.html")).expect("a page");
    assert!(page.contains("(909) 555-0199") && !page.contains("(800) 555-0142"));
}
