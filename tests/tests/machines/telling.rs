//! What the billing system is told, on the bus and in the day's file.

use std::collections::BTreeMap;
use std::sync::Mutex;

use domain::{Email, EventKind};
use jiff::SignedDuration;
use tests::app::{PLAIN, TestApp};
use write_changes::{Folder, FolderError, Writer};

use tests::walk::settle;

const EMAIL: &str = "robin.okonkwo@mail.example";

/// A folder in memory.
#[derive(Default)]
struct Files(Mutex<BTreeMap<String, String>>);

impl Files {
    fn all(&self) -> BTreeMap<String, String> {
        self.0.lock().expect("nobody panics here").clone()
    }
}

impl Folder for Files {
    async fn put_new(&self, name: &str, bytes: Vec<u8>) -> Result<bool, FolderError> {
        let mut files = self.0.lock().expect("nobody panics here");
        if files.contains_key(name) {
            return Ok(false);
        }
        files.insert(name.to_owned(), String::from_utf8(bytes).expect("text"));
        Ok(true)
    }
}

fn kinds(app: &TestApp) -> Vec<EventKind> {
    app.bus.all().into_iter().map(|outgoing| outgoing.event.kind).collect()
}

#[tokio::test]
async fn every_change_is_told_once_with_what_is_needed_to_act() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;

    app.deliver().await;
    app.deliver().await;

    let at_once = [EventKind::LoginBound, EventKind::TermsAccepted, EventKind::NoticeByPost];
    assert_eq!(kinds(&app), [&at_once[..], &[EventKind::PaperlessOn]].concat());
    let paperless = app.bus.all().pop().expect("it was told");
    assert_eq!(paperless.event.email.as_ref().map(Email::expose), Some(EMAIL));
    assert_eq!(paperless.event.accounts[0].expose(), PLAIN.number);
    assert_eq!(paperless.event.number, Some(4));
}

#[tokio::test]
async fn while_nobody_listens_letters_go_and_events_wait() {
    let app = TestApp::start().await;
    app.bus.set_down(true);
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    let letters = app.letters_to(EMAIL).len();
    assert!(letters >= 2, "the letters went");
    assert!(app.bus.all().is_empty());

    app.bus.set_down(false);
    app.wait(SignedDuration::from_mins(20));
    app.sweep().await;

    assert_eq!(kinds(&app).len(), 4);
    assert_eq!(app.letters_to(EMAIL).len(), letters, "and not again");
}

#[tokio::test]
async fn a_days_changes_are_a_file_that_is_written_once() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    let (store, clock) = (app.store.clone(), app.clock.clone());
    let writer = Writer { store, folder: Files::default(), clock };
    write_changes::handle(&writer).await.expect("it is written");
    assert!(writer.folder.all().values().all(|file| file.lines().count() == 1), "not today's");

    app.wait(SignedDuration::from_hours(24));
    write_changes::handle(&writer).await.expect("it is written");
    let first = writer.folder.all();
    write_changes::handle(&writer).await.expect("it is written");

    let file = &first["changes/2026-11-23/changes.csv"];
    let ids = app.bus.all().into_iter().map(|outgoing| outgoing.id);
    assert_eq!(file.lines().count(), 5);
    assert!(ids.into_iter().all(|id| file.contains(&id)), "{file}");
    assert_eq!(writer.folder.all(), first);
}
