//! The doctor, the preview, mistakes and help.

use std::path::Path;

use aws_sdk_dynamodb::types::TimeToLiveSpecification;
use domain::ports::{Extracts, InForce};
use domain::{Extract, KeyId};

use crate::portal::{Portal, accounts, run};

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_of_the_local_portal_says_what_is_missing_and_what_cannot_be_asked() {
    let portal = Portal::start().await;

    let empty = portal.run(&["doctor"]).await;
    portal.import(&accounts(&["1,Lee,24091,"])).await;
    let fed = portal.run(&["doctor", "--json"]).await;

    assert_eq!(empty.code, 1);
    assert!(empty.out.contains("MEND    billing extract: none was imported"), "{}", empty.out);
    assert_eq!((fed.code, fed.json()["to_mend"].as_u64()), (0, Some(0)), "{}", fed.out);
    let findings = fed.json()["findings"].as_array().expect("findings").clone();
    let not_asked = findings.iter().filter(|it| it["health"] == "not-asked").count();
    assert!(not_asked >= 4, "{}", fed.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_finds_a_table_that_never_empties_and_an_extract_whose_key_is_gone() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1,Lee,24091,"])).await;
    let off = TimeToLiveSpecification::builder().attribute_name("delete_at").enabled(false);
    let client = portal.stack.dynamodb();
    let update = client.update_time_to_live().table_name("Transient");
    let update = update.time_to_live_specification(off.build().expect("it is whole"));
    update.send().await.expect("the table takes it");
    let (tables, _) = portal.tables().await;
    let extract = tables.in_force().await.expect("an answer").expect("an extract");
    let keyless = Extract { match_key: KeyId::parse("gone").expect("a name"), ..extract };
    tables.put_in_force(&keyless).await.expect("the same file");

    let ran = portal.run(&["doctor"]).await;

    assert_eq!(ran.code, 1);
    let mends: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("MEND")).collect();
    assert_eq!(
        mends,
        [
            "MEND    table Transient: old items do not go by themselves",
            "MEND    billing extract: its key gone is gone from the secret, so nobody matches",
        ]
    );
    assert!(ran.out.contains("well    clock: within"), "{}", ran.out);
    assert!(ran.out.contains("well    table Outbox: old items go by themselves"), "{}", ran.out);
}

#[tokio::test]
async fn pages_and_letters_are_written_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().display().to_string();

    let ran = run(&["preview", &path, "--json"]).await;

    let has = |name: &str| Path::new(&path).join(name).is_file();
    assert_eq!(ran.code, 0, "{}", ran.error);
    assert!(has("index.html") && has("en/letter_confirm.html") && has("es/letter_confirm.txt"));
    assert!(ran.json()["files"].as_u64().is_some_and(|files| files > 60));
}

#[tokio::test]
async fn every_mistake_names_the_way_on() {
    let missing = run(&["import", "bills.csv"]).await;
    let no_portal = run(&["--local=/nowhere", "doctor"]).await;
    let typed = run(&["imprt"]).await;

    assert_eq!(missing.code, 1);
    assert!(
        missing.error.contains("STAGE is not set") && missing.error.contains("--local"),
        "{}",
        missing.error
    );
    assert_eq!(no_portal.code, 1);
    assert!(
        no_portal.error.contains("Start the portal with `cargo run` first"),
        "{}",
        no_portal.error
    );
    assert_eq!(typed.code, 2);
    assert!(typed.error.contains("import"), "{}", typed.error);
}

#[tokio::test]
async fn every_command_explains_itself_with_examples() {
    for command in
        ["import", "why", "unlock", "resend", "cancel", "freeze", "unfreeze", "preview", "doctor"]
    {
        let help = run(&[command, "--help"]).await;

        assert_eq!(help.code, 0);
        assert!(help.out.contains("Examples:"), "{}", help.out);
    }
    for command in ["why", "unlock", "resend", "cancel", "freeze", "unfreeze"] {
        let help = run(&[command, "--help"]).await;

        let flags = ["--account <N>", "--email <E>", "--reference <CODE>"];
        assert!(flags.iter().all(|flag| help.out.contains(flag)), "{command}: {}", help.out);
    }
    let help = run(&["--help"]).await;
    assert!(help.out.contains("Exit codes:"), "{}", help.out);
}
