//! A deployed stage, on the local portal's tables and made-up services of AWS.

use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;

use tokio::net::TcpListener;

use crate::portal::{Portal, accounts, run};

#[tokio::test(flavor = "multi_thread")]
async fn who_looks_somebody_up_or_acts_is_named() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let (file, _) = portal.deployed().await;
    let env = format!("--env={file}");

    let first = run(&[&env, "why", "--account", "1000245"]).await;
    let unlock = ["unlock", "--account", "1000245", "--reason", "called"];
    let unlocked = run(&[&[env.as_str()], unlock.as_slice()].concat()).await;
    let again = run(&[&env, "why", "--account", "1000245"]).await;
    let json = run(&[&env, "why", "--account", "1000245", "--json"]).await.json();

    assert_eq!((first.code, unlocked.code), (0, 0), "{}{}", first.error, unlocked.error);
    assert!(again.out.contains("staff looked it up, by Desk/sam"), "{}", again.out);
    assert!(again.out.contains("try again, by Desk/sam: \"called\""), "{}", again.out);
    assert_eq!(
        json["timeline"][0]["by"], "arn:aws:sts::111122223333:assumed-role/Desk/sam",
        "{json}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_goes_on_past_a_secret_that_cannot_be_read() {
    let portal = Portal::start().await;
    let (file, may_read) = portal.deployed().await;
    let env = format!("--env={file}");
    let readable = run(&[&env, "doctor"]).await;

    may_read.store(false, Ordering::SeqCst);
    let ran = run(&[&env, "doctor"]).await;
    let why = run(&[&env, "why", "--account", "1000245"]).await;

    assert!(readable.out.contains("well    keys: holds 1"), "{}", readable.out);
    let refused = "MEND    keys: there are no keys: GetSecretValue failed: AccessDeniedException";
    assert!(ran.out.contains(refused), "{}", ran.out);
    for rest in [
        "MEND    billing extract: none was imported",
        "well    mail: SES sends to anybody",
        "well    sender: example.invalid is verified",
        "MEND    portal: PORTAL_ORIGIN is not set",
        "MEND    alarms: nobody hears of them: the address has not confirmed",
    ] {
        assert!(ran.out.contains(rest), "{rest} is missing: {}", ran.out);
    }
    assert_eq!((ran.code, why.code), (1, 1), "a refusal does not pass by itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_connection_every_command_says_to_try_again() {
    let portal = Portal::start().await;
    let (file, _) = portal.deployed().await;
    let closed = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let nowhere = format!("http://{}", closed.local_addr().expect("an address"));
    drop(closed);
    let settings = fs::read_to_string(&file).expect("settings");
    let lines = settings.lines().map(|line| match line.split_once('=') {
        Some((name, _)) if name.starts_with("AWS_ENDPOINT_URL") => format!("{name}={nowhere}"),
        _ => line.to_owned(),
    });
    let settings = portal.file("nowhere.env", &lines.collect::<Vec<_>>().join("\n"));
    let env = format!("--env={settings}");
    let act = ["--account", "1000245", "--reason", "called"];

    let why = run(&[&env, "why", "--account", "1000245"]).await;
    let unlocked = run(&[&[env.as_str(), "unlock"], act.as_slice()].concat()).await;
    let doctor = run(&[&env, "doctor"]).await;

    assert_eq!((why.code, unlocked.code, doctor.code), (3, 3, 3), "{}", doctor.out);
    assert!(why.error.contains("no connection"), "{}", why.error);
    assert!(doctor.out.contains("no connection"), "{}", doctor.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_only_the_first_lines_ends_it_quietly() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let local = format!("--local={}", portal.data.path().display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_porchlight"));
    command.args([&local, "why", "--account", "1000245"]).env_clear();
    let (ours, theirs) = std::io::pipe().expect("a pipe");
    drop(ours);
    command.stdout(theirs).stderr(Stdio::piped());

    let ended = tokio::task::spawn_blocking(move || command.output()).await;

    let output = ended.expect("it runs").expect("it starts");
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*error), (Some(0), ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_or_an_email_that_nobody_knows_cannot_be_unlocked() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let unlock = async |flag: &'static str, whom: &'static str| {
        portal.run(&["unlock", flag, whom, "--reason", "called"]).await
    };

    let account = unlock("--account", "7654321").await;
    let email = unlock("--email", "nobody@canary.example").await;
    let known = unlock("--account", "1000245").await;

    for ran in [&account, &email] {
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.error.contains("nobody knows"), "{}", ran.error);
        assert!(!ran.error.contains("7654321") && !ran.error.contains("nobody@"), "{}", ran.error);
    }
    assert_eq!(known.code, 0, "{}", known.error);
    assert!(known.out.contains("was not shut"), "{}", known.out);
}
