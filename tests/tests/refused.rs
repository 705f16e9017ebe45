//! Settings that are refused, as the log of a function tells of them.

use std::path::Path;

use tests::lines::Lines;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../infra/settings/portal.toml");

/// What a function writes that starts with the settings of a file, as Lambda's log has it: lines, then metrics.
fn started(file: &Path) -> (bool, Vec<String>) {
    let lines = Lines::default();
    let json = tracing_subscriber::fmt::layer().json().flatten_event(true).without_time();
    let json = json.with_writer(lines.clone()).with_filter(filter_fn(aws::is_line));
    let metrics = aws::Metrics::new("prod", lines.clone());
    let log = tracing_subscriber::registry().with(json).with(metrics);
    let named = |name: &str| match name {
        "STAGE" => Some("prod".to_owned()),
        "AWS_ENDPOINT_URL" => Some("http://127.0.0.1:4566".to_owned()),
        "PORTAL_SETTINGS" => Some(file.display().to_string()),
        _ => None,
    };
    let settings = aws::Settings::from_lookup(named).expect("settings");
    let starts = tracing::subscriber::with_default(log, || lambda::portal(&settings).is_ok());
    (starts, lines.text().lines().map(str::to_owned).collect())
}

#[test]
fn a_function_says_which_settings_it_started_with() {
    let (starts, lines) = started(Path::new(SHIPPED));

    assert!(starts);
    let [line] = &lines[..] else { panic!("one line: {lines:?}") };
    let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
    assert_eq!(line["settings"].as_str().map(str::len), Some(8));
}

#[test]
fn every_kind_of_bad_settings_is_one_line_with_file_line_and_reason_and_one_metric() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = std::fs::read_to_string(SHIPPED).expect("it is there");
    let with = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1).into_bytes()
    };
    let cases: [(&str, Vec<u8>, &str); 9] = [
        ("key", with("phone = ", "fax = "), "unknown setting `fax`"),
        ("language", with("\nes = \"De lunes", "\n# es = \"De lunes"), "lacks `es`"),
        ("color", with("quiet = \"#57534b\"", "quiet = \"#97938b\""), "at least 4.5:1"),
        ("figure", with("password_least = 15", "password_least = 8"), "from 15 to 64 is allowed"),
        ("grammar", with("[hours]", "[hours"), "this is no TOML"),
        ("letters", b"name = \"\xff\"\n".to_vec(), "this is not UTF-8"),
        ("long", vec![b'\n'; 1024 * 1024], "more than 262144 bytes"),
        ("logo", with("<svg viewBox", "<svg onload=\"x\" viewBox"), "a logo has no `onload`"),
        ("link", with("outages = \"/", "outages = \"http:/"), "a link starts with https://"),
    ];
    for (name, bytes, reason) in cases {
        let file = folder.path().join(format!("{name}.toml"));
        std::fs::write(&file, bytes).expect("it can be written");
        let (starts, lines) = started(&file);

        is_refused(starts, &lines, &file, reason);
    }
    let missing = folder.path().join("missing.toml");
    let (starts, lines) = started(&missing);
    is_refused(starts, &lines, &missing, "there is no such file");
}

#[track_caller]
fn is_refused(starts: bool, lines: &[String], file: &Path, reason: &str) {
    assert!(!starts, "{reason}");
    let [line, metric] = lines else { panic!("a line and a metric: {lines:?}") };
    let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
    let said = line["reason"].as_str().expect("a reason");
    assert!(said.contains(&format!("{}:", file.display())) && said.contains(reason), "{said}");
    assert_eq!(
        (&line["level"], &line["message"]),
        (&"ERROR".into(), &"the settings are refused".into())
    );
    assert!(metric.contains("\"SettingsRefused\":1"), "{metric}");
}
