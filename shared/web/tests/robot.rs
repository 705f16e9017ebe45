//! The script of the robot check, run by Node as a browser would, against our own check.

use std::io::Write as _;
use std::process::{Command, Stdio};

use domain::Language;
use fixtures::test_keys;
use jiff::Timestamp;
use web::{robot, samples};

const FORM: robot::RobotForm = robot::RobotForm::Identity;
const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

/// As much of a page as the script touches; prints what it says and what it fills in.
const PAGE: &str = "
const status = { set textContent(text) { console.log(text); } };
const field = { set value(text) {
  if (text && text != 'working') { console.log(text); process.exit(); }
  else console.log('field: ' + text);
} };
const box = {
  dataset: { working: 'working', done: 'done', failed: 'failed' },
  querySelector: (name) => name == 'input' ? field : status,
};
globalThis.document = { querySelector: () => box };
globalThis.setInterval = () => {};
";

fn script() -> String {
    let pages = samples::pages(samples::shipped(), Language::English).expect("samples");
    let (_, page) = pages.iter().find(|(name, _)| *name == "identity").expect("a sample");
    let (_, last) = page.rsplit_once("<script>").expect("a script");
    last.split_once("</script>").expect("its end").0.to_owned()
}

#[track_caller]
fn run(fetch: &str) -> Vec<String> {
    let program = format!("{PAGE}\nglobalThis.fetch = async () => ({fetch});\n{}", script());
    let mut node = Command::new("node")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node starts");
    let mut input = node.stdin.take().expect("a pipe");
    input.write_all(program.as_bytes()).expect("node reads");
    drop(input);
    let output = node.wait_with_output().expect("node ends");
    String::from_utf8(output.stdout).expect("text").lines().map(str::to_owned).collect()
}

#[test]
#[ignore = "needs Node"]
fn the_script_answers_our_challenge() {
    let keys = test_keys();
    let challenge =
        robot::challenge(&keys, FORM, domain::Figures::SHIPPED, NOON).expect("a challenge");

    let said = run(&format!("{{ ok: true, json: async () => ({challenge}) }}"));

    assert_eq!(said[..2], [format!("field: {}", robot::WORKING), "working".to_owned()]);
    let answer = said.last().expect("an answer");
    assert!(robot::check(&keys, FORM, answer, NOON).is_some(), "{said:?}");
}

#[test]
#[ignore = "needs Node"]
fn the_script_says_so_when_there_is_no_challenge() {
    let said = run("{ ok: false, status: 503 }");

    assert_eq!(said, ["field: working", "working", "field: ", "failed"]);
}
