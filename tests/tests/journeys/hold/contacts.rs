//! Whoever talks the co-op into another email on file is not the only one who hears of what they open next.

use jiff::SignedDuration;
use tests::app::{ON_FILE, TestApp, link};
use tests::walk::{PASSWORD, settle, sign_in};

use super::{CONTACT, HOUR, THIEF, sees_all, sees_nothing, steal, told};

/// A second mailbox of the thief's.
const OTHER: &str = "max.other@mail.example";
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The extract in which the account has another contact.
fn with_contact(contact: &str) -> String {
    format!(
        "account_no,last_name,billing_zip,contact_email,language\n\
         {},{},{},{contact},en\n48151623,Quillfeather,78611,,en\n",
        ON_FILE.number, ON_FILE.name, ON_FILE.zip
    )
}

fn kinds(app: &TestApp, address: &str) -> Vec<&'static str> {
    app.letters_to(address).iter().map(|it| it.kind).collect()
}

#[tokio::test]
async fn a_thief_who_has_the_email_on_file_replaced_first_waits_and_the_victim_hears_of_it() {
    let app = told().await;
    app.import(&with_contact(THIEF)).await;
    app.wait(DAY * 29);
    let mut thief = app.browser();

    settle(&app, &mut thief, ON_FILE, THIEF).await;

    sees_nothing(&mut thief).await;
    let letter = app.letter_to(CONTACT).await;
    assert_eq!(letter.kind, "account_bound");
    let mut victim = app.browser();
    victim.open(&link(&letter)).await;
    victim.submit(&[]).await;
    assert_eq!(thief.open("/home").await.path, "/sign-in");
}

#[tokio::test]
async fn neither_a_second_mailbox_nor_a_second_change_lets_the_thief_end_the_hold() {
    let app = told().await;
    app.import(&with_contact("max.third@mail.example")).await;
    app.wait(DAY);
    app.import(&with_contact(OTHER)).await;
    let mut thief = app.browser();
    settle(&app, &mut thief, ON_FILE, THIEF).await;
    app.deliver().await;
    assert_eq!(
        (kinds(&app, CONTACT), kinds(&app, OTHER)),
        (vec!["account_bound"], vec!["account_bound"])
    );

    for contact in [OTHER, CONTACT] {
        ends_nothing(&app, contact).await;
    }
    sees_nothing(&mut thief).await;
    app.wait(HOUR * 72);
    sign_in(&mut thief, THIEF, PASSWORD).await;
    sees_all(&mut thief).await;
}

/// The letter to a contact says that it is held, and its page does not let them end that, even by a post of their own.
async fn ends_nothing(app: &TestApp, contact: &str) {
    let letter = app.letters_to(contact).remove(0);
    let held = ["shows no bills", "no muestra facturas"];
    assert!(held.iter().any(|it| letter.html.contains(it)), "{}", letter.html);
    let mut browser = app.browser();
    browser.open(&link(&letter)).await;
    assert!(!browser.page().asks_for("was"), "neither has the last word");
    let forged = [("was".to_owned(), "me".to_owned())];
    let (action, fields) = browser.filled_in(&[]);
    browser.post(&action, &[&fields[..], &forged].concat()).await;
}

#[tokio::test]
async fn a_contact_who_was_replaced_does_not_end_the_hold_of_who_registers_with_a_third_mailbox() {
    let app = told().await;
    app.import(&with_contact(OTHER)).await;
    let mut ex = app.browser();
    settle(&app, &mut ex, ON_FILE, THIEF).await;
    app.deliver().await;

    ends_nothing(&app, CONTACT).await;

    sees_nothing(&mut ex).await;
    let mut on_file = app.browser();
    on_file.open(&link(&app.letters_to(OTHER)[0])).await;
    on_file.submit(&[]).await;
    assert_eq!(ex.open("/home").await.path, "/sign-in", "whoever is on file shuts it");
}

#[tokio::test]
async fn after_thirty_days_the_contact_before_is_forgotten() {
    let app = told().await;
    app.import(&with_contact(THIEF)).await;
    app.wait(DAY * 30);
    let mut member = app.browser();

    settle(&app, &mut member, ON_FILE, THIEF).await;

    sees_all(&mut member).await;
    app.deliver().await;
    assert_eq!(kinds(&app, CONTACT), [""; 0]);
}

#[tokio::test]
async fn imports_in_between_keep_the_contact_before() {
    let app = told().await;
    for day in 0..20 {
        app.import(&with_contact(if day % 7 == 6 { OTHER } else { THIEF })).await;
        app.wait(DAY);
    }
    let mut thief = app.browser();

    settle(&app, &mut thief, ON_FILE, THIEF).await;

    sees_nothing(&mut thief).await;
    assert_eq!(app.letter_to(CONTACT).await.kind, "account_bound");
    app.wait(HOUR * 72);
    sign_in(&mut thief, THIEF, PASSWORD).await;
    sees_all(&mut thief).await;
}

#[tokio::test]
async fn who_moved_out_hears_nothing_of_who_moved_in() {
    let app = told().await;
    let moved_in = with_contact(THIEF).replace(ON_FILE.name, "Nightingale");
    app.import(&moved_in).await;
    let next = tests::app::Account { name: "Nightingale", ..ON_FILE };
    let mut member = app.browser();

    settle(&app, &mut member, next, THIEF).await;

    app.deliver().await;
    assert_eq!(kinds(&app, CONTACT), [""; 0]);
    let home = member.open("/home").await.main();
    assert!(!home.contains("Shown from") && !home.contains("Not open yet"), "{home}");
}

#[tokio::test]
async fn a_get_ends_no_hold_however_often_scanners_open_the_link() {
    let app = told().await;
    let mut thief = app.browser();
    let way_in = steal(&app, &mut thief).await;

    for address in [&*way_in, "/not-me", "/not-me?was=me", "/not-me?was=me&lang=es"] {
        let mut scanner = app.browser();
        scanner.open(&way_in).await;
        scanner.open(address).await;
        assert!(scanner.page().asks_for("was"), "{address}: it is the question still");
    }

    sees_nothing(&mut thief).await;
}
