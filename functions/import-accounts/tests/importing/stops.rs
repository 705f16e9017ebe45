//! Running again, stopping midway, and two imports at once.

use domain::import::Reading;
use domain::{Extract, Question, QuestionKind};
use fixtures::test_keys;
use import_accounts::{ImportEnd, ImportError, Importer, Options, Progress};
use jiff::{SignedDuration, Timestamp};

use crate::store::{
    FORCED, READING, Store, Ticking, ZIP, accounts, import, import_with, matches, matches_at, ten,
};

#[tokio::test]
async fn the_same_file_again_writes_no_account_and_makes_the_extract_younger() {
    let store = ten().await;
    let before = store.extract().expect("an extract");
    store.fail_after(0);

    let summary = import(&store, &accounts(1, 10, "Lee")).await.expect("no write");

    assert_eq!((summary.end, summary.version, summary.unchanged), (ImportEnd::SameFile, 1, 10));
    assert!(!store.leased("2026-11-23T12:01:00Z".parse().expect("an instant")));
    let after = store.extract().expect("an extract");
    assert!(after.imported_at > before.imported_at);
    assert_eq!(Extract { imported_at: before.imported_at, ..after }, before);
}

#[tokio::test]
async fn the_same_file_is_known_again_although_its_first_account_has_passed_on() {
    let header = "account_no,last_name,billing_zip,customer_no,service_from";
    let of =
        |name: &str, customer: &str| format!("{header}\n1,{name},24091,{customer},2020-01-01\n");
    let store = Store::default();
    import(&store, &of("Lee", "55")).await.expect("the first import");
    let passed_on = import(&store, &of("Day", "56")).await.expect("a write");

    let again = import(&store, &of("Day", "56")).await.expect("no write");

    assert_eq!((passed_on.end, passed_on.version), (ImportEnd::InForce, 2));
    assert_eq!((again.end, again.version), (ImportEnd::SameFile, 2));
}

#[tokio::test]
async fn asking_what_the_same_file_would_do_leaves_the_extract_as_old_as_it_is() {
    let store = ten().await;
    let before = store.extract();
    let dry = Options { dry_run: true, ..Options::default() };

    let file = accounts(1, 10, "Lee");
    let summary = import_with(&store, file.as_bytes(), &test_keys(), dry).await.expect("counts");

    assert_eq!(summary.end, ImportEnd::SameFile);
    assert_eq!(store.extract(), before);
}

#[tokio::test]
async fn the_same_file_is_written_again_when_forced_or_when_the_questions_changed() {
    let file = "account_no,last_name,billing_zip,town\n1,Lee,24091,Floyd\n";
    let store = Store::default();
    import(&store, file).await.expect("the first import");
    let keys = test_keys();
    let questions = [ZIP[0], Question { field: "town", kind: QuestionKind::Text }];
    let reading = Reading { questions: &questions, ..READING };
    let options = Options { new_questions: true, ..Options::default() };

    let forced = import_with(&store, file.as_bytes(), &keys, FORCED).await.expect("a write");
    let importer =
        Importer { extracts: &store, clock: &store.clock, keys: &keys, reading: &reading, options };
    let asked = importer.import(file.as_bytes(), |_| {}).await.expect("a write");

    assert_eq!((forced.end, forced.version, forced.unchanged), (ImportEnd::InForce, 2, 1));
    assert_eq!((asked.end, asked.version, asked.changed), (ImportEnd::InForce, 3, 1));
}

#[tokio::test]
async fn the_same_file_is_read_again_when_a_setting_reads_it_otherwise() {
    let file = "account_no,last_name,billing_zip,status\n1,Lee,24091,A\n2,Day,24091,Pend\n";
    let store = Store::default();
    import(&store, file).await.expect("the first import");
    let statuses = [("pend", domain::AccountStatus::Active)];
    let reading = Reading { statuses: &statuses, ..READING };
    let (keys, options) = (test_keys(), Options::default());
    let importer =
        Importer { extracts: &store, clock: &store.clock, keys: &keys, reading: &reading, options };

    let again = importer.import(file.as_bytes(), |_| {}).await.expect("a write");

    assert_eq!((again.end, again.added, again.unchanged), (ImportEnd::InForce, 1, 1));
    assert!(matches(&store, "2", "Day"));
}

#[tokio::test]
async fn a_stop_midway_leaves_each_account_as_one_of_the_files_says_and_running_again_ends_it() {
    let old = accounts(1, 350, "Lee");
    // Every second account passes to other people, who go in before the rest.
    let new = (1..=350_usize).fold(old.replace(",24091", ",24060"), |file, number| {
        let renamed = format!("\n{number},García,");
        if number.is_multiple_of(2) {
            file.replace(&format!("\n{number},Lee,"), &renamed)
        } else {
            file
        }
    });
    let name = |number: usize| if number.is_multiple_of(2) { "García" } else { "Lee" };
    for (passed, puts) in [(0, 9), (1, 9), (174, 9), (175, 0), (175, 1), (175, 2), (175, 3)] {
        let store = Store::default();
        import(&store, &old).await.expect("the first import");
        store.fail_after_passing(passed);
        store.fail_after(puts);

        let stopped = import(&store, &new).await;
        let between = store.extract().map(|extract| extract.version);
        let is_new = |number: usize| matches_at(&store, &number.to_string(), name(number), "24060");
        for number in 1..=350 {
            assert!(matches(&store, &number.to_string(), "Lee") != is_new(number), "{number}");
        }
        let done = (1..=350).filter(|number| is_new(*number)).count();
        store.fail_after_passing(None);
        store.mend();
        let again = import(&store, &new).await.expect("the second run");

        assert!(matches!(stopped, Err(ImportError::Store(_))));
        // Each hundred that is written holds fifty that passed on before.
        assert_eq!(done, passed + puts.min(3) * 50 * usize::from(passed == 175));
        assert_eq!((between, again.end), (Some(1), ImportEnd::InForce));
        assert!((1..=350).all(is_new));
        assert_eq!(store.extract().map(|extract| extract.version), Some(again.version));
    }
}

#[tokio::test]
async fn rows_of_a_stopped_file_do_not_come_in_with_another_one() {
    let store = Store::default();
    import(&store, &accounts(1000, 150, "Lee")).await.expect("the first import");
    store.fail_after(1);
    // The first batch holds 950 to 1049: fifty that the extract in force does not have.
    import(&store, &accounts(950, 200, "Day")).await.expect_err("a stop");
    store.mend();

    let summary = import(&store, &accounts(1000, 150, "Lee").replace("1149,Lee", "1149,Poe"))
        .await
        .expect("another file");

    assert_eq!(summary.end, ImportEnd::InForce);
    assert_eq!(store.in_force().len(), 150);
    assert!(store.facts("950").is_none());
    assert!(matches(&store, "1149", "Poe"));
}

#[tokio::test]
async fn an_import_waits_for_one_that_runs_unless_told_that_none_can() {
    let store = ten().await;
    store.lease_until("2026-11-23T12:10:00Z".parse().expect("an instant"), None);
    let file = accounts(1, 11, "Lee");
    let alone = Options { alone: true, ..Options::default() };

    let waits = import(&store, &file).await;
    let takes = import_with(&store, file.as_bytes(), &test_keys(), alone).await;

    assert!(matches!(waits, Err(ImportError::AnotherIsRunning)));
    assert_eq!(takes.expect("an import").added, 1);
}

#[tokio::test]
async fn a_long_import_renews_its_lease_and_gives_it_back() {
    let store = Store::default();
    let (keys, clock) = (test_keys(), Ticking::by(SignedDuration::from_mins(4)));
    let options = Options::default();
    let importer =
        Importer { extracts: &store, clock: &clock, keys: &keys, reading: &READING, options };

    importer.import(accounts(1, 1000, "Lee").as_bytes(), |_| {}).await.expect("an import");

    assert!(store.leases() > 5, "{}", store.leases());
    assert!(!store.leased(Timestamp::UNIX_EPOCH));
}

#[tokio::test]
async fn progress_is_told_in_accounts_to_the_end() {
    let store = Store::default();
    let keys = test_keys();
    let options = Options::default();
    let importer =
        Importer { extracts: &store, clock: &store.clock, keys: &keys, reading: &READING, options };
    let mut told = Vec::new();

    let ended = importer.import(accounts(1, 150, "Lee").as_bytes(), |step| told.push(step)).await;

    ended.expect("an import");
    assert_eq!(
        told,
        [
            Progress::Compared { done: 100, total: 150 },
            Progress::Compared { done: 150, total: 150 },
            Progress::Written { done: 100, total: 150 },
            Progress::Written { done: 150, total: 150 },
        ]
    );
}
