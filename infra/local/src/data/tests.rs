use super::*;

/// An empty folder.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder can be made")
}

#[test]
fn a_second_run_on_one_folder_is_refused_until_the_first_ends() {
    let folder = folder();
    let first = DataFolder::open(folder.path()).expect("an empty folder becomes ours");

    let second = DataFolder::open(folder.path());
    drop(first);
    let third = DataFolder::open(folder.path());

    assert!(matches!(second, Err(DataError::Busy(_))));
    assert!(third.is_ok());
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let folder = folder();
    let precious = folder.path().join("letters.jsonl");
    fs::write(&precious, "mine").expect("it can be written");

    let refused = DataFolder::open(folder.path());

    assert!(matches!(refused, Err(DataError::Foreign(_))));
    assert_eq!(fs::read_dir(folder.path()).expect("it can be read").count(), 1);
}

#[test]
fn a_reset_deletes_what_we_made_and_nothing_else() {
    let folder = folder();
    let data = DataFolder::open(folder.path()).expect("an empty folder becomes ours");
    let secret = data.secret().expect("a secret can be made");
    let note = folder.path().join("note.txt");
    fs::write(&note, "mine").expect("it can be written");

    data.reset().expect("it can be reset");

    assert!(!secret.exists());
    assert!(note.exists());
    drop(data);
    assert!(DataFolder::open(folder.path()).is_ok());
}

#[cfg(unix)]
#[test]
fn the_secret_is_kept_and_only_its_owner_reads_it() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let data = DataFolder::open(folder.path()).expect("an empty folder becomes ours");

    let path = data.secret().expect("a secret can be made");
    let first = fs::read_to_string(&path).expect("it can be read");
    let again = fs::read_to_string(data.secret().expect("it is there")).expect("as before");

    let mode = fs::metadata(&path).expect("it is there").permissions().mode();
    let read: serde_json::Value = serde_json::from_str(&first).expect("it is JSON");
    assert_eq!(mode & 0o777, 0o600);
    assert!(first == again);
    assert_eq!(read["current"], "1");
    assert_eq!(read["1"].as_str().map(str::len), Some(64));
}

/// A folder with a database and keys, as a run leaves it.
fn left() -> tempfile::TempDir {
    let folder = folder();
    let data = DataFolder::open(folder.path()).expect("an empty folder becomes ours");
    data.secret().expect("a secret can be made");
    let database = rusqlite::Connection::open(data.database()).expect("a database can be made");
    let row = "INSERT INTO kept VALUES ('a text that is long enough to fill a page of the file')";
    let filled = format!("CREATE TABLE kept (it TEXT); {}", format!("{row};").repeat(500));
    database.execute_batch(&filled).expect("it can be filled");
    folder
}

/// Opens the folder and checks it; what a check refuses must be as it was before.
fn checked(folder: &Path) -> Result<(), String> {
    let all = || {
        let entries = fs::read_dir(folder).expect("it can be read");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let read = |path: PathBuf| fs::read(&path).map(|bytes| (path, bytes)).ok();
        paths.filter_map(read).collect::<std::collections::BTreeMap<_, _>>()
    };
    let before = all();
    let checked = DataFolder::open(folder).and_then(|data| data.check());
    assert!(all() == before, "a check changes nothing");
    checked.map_err(|refused| refused.to_string())
}

#[track_caller]
fn refused(folder: &Path, because: &str) {
    let says = checked(folder).expect_err("a refusal");
    assert!(says.contains(because) && says.contains("--reset"), "{says}");
    let data = DataFolder::open(folder).expect("a folder of ours");
    data.reset().expect("it can be reset");
    drop(data);
    assert_eq!(checked(folder), Ok(()), "a reset leads on");
}

#[test]
fn a_folder_that_an_earlier_run_left_is_gone_on_with() {
    let folder = left();
    assert_eq!(checked(folder.path()), Ok(()));

    // Before forms were counted, the mark did not name one.
    fs::write(folder.path().join(MARK), MARK_TEXT).expect("it can be written");
    assert_eq!(checked(folder.path()), Ok(()));
}

#[test]
fn a_folder_of_another_version_is_refused_and_left_as_it_is() {
    for form in ["2", "99", "a", ""] {
        let folder = left();
        let mark = format!("{MARK_TEXT}form: {form}\n");
        fs::write(folder.path().join(MARK), mark).expect("it can be written");

        refused(folder.path(), "another version");
    }
}

#[test]
fn a_database_without_its_keys_is_not_given_new_ones() {
    let folder = left();
    fs::remove_file(folder.path().join("secret.json")).expect("it is there");

    refused(folder.path(), "are gone");
}

#[test]
fn keys_that_cannot_be_read_are_named_and_never_shown() {
    let text = r#"{"current":"1","index":"1","match":"1","1":"hush"}"#;
    for damaged in ["", "hush", "{", r#"{"hush":"hush"}"#, text] {
        let folder = left();
        fs::write(folder.path().join("secret.json"), damaged).expect("it can be written");
        assert!(!checked(folder.path()).expect_err("a refusal").contains("hush"), "{damaged}");

        refused(folder.path(), "are damaged");
    }
}

#[test]
fn a_damaged_database_is_refused_wherever_it_is_damaged() {
    let path = |folder: &tempfile::TempDir| folder.path().join("dynamodb.sqlite");
    let length = fs::read(path(&left())).expect("it can be read").len();
    for (at, bytes) in [(0, 16), (0, length), (4_096 * 3, 4_096), (4_096 * 5 + 2, 60)] {
        let folder = left();
        let mut file = fs::read(path(&folder)).expect("it can be read");
        file[at..at + bytes].fill(0xA5);
        fs::write(path(&folder), file).expect("it can be written");

        refused(folder.path(), "is damaged");
    }
    for kept in [length / 2, 100, 0] {
        let folder = left();
        let file = fs::read(path(&folder)).expect("it can be read");
        fs::write(path(&folder), &file[..kept]).expect("it can be written");

        refused(folder.path(), "is damaged");
    }
}
