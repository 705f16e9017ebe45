//! One member moves out, another in: who has the account, and who hears of it.

use domain::EventKind;
use tests::app::{Account, PLAIN, SECOND, TestApp};

use tests::walk::{
    PASSWORD, ask, become_member, choose_password, email, follow_letter, settle, sign_in,
};

const WHO_MOVED_OUT: &str = "moved.out@mail.example";
const WHO_MOVED_IN: &str = "moved.in@mail.example";

/// The part of [`PLAIN`]'s number that pages and letters after sign-in show.
const MASKED: &str = "••••1623";

/// [`PLAIN`] under its next holder's name.
const NEXT: Account = Account { name: "Nightingale", ..PLAIN };

/// The extract with which the account passes on.
///
/// The neighbour's account stays as it is.
const PASSED_ON: &str = "account_no,last_name,billing_zip,status
48151623,Nightingale,78611,active
48151642,Ravensbourne,78612,active
";

/// The letters about the end of a binding that an address got.
async fn unbound_letters(app: &TestApp, address: &str) -> usize {
    app.deliver().await;
    app.letters_to(address).iter().filter(|letter| letter.kind == "account_unbound").count()
}

#[tokio::test]
async fn who_moved_out_no_longer_sees_the_account_and_who_moved_in_registers_it() {
    let app = TestApp::start().await;
    let (mut out, mut into) = (app.browser(), app.browser());
    settle(&app, &mut out, PLAIN, WHO_MOVED_OUT).await;
    assert!(out.page().main().contains(MASKED));

    app.import(PASSED_ON).await;
    out.open("/home").await;
    settle(&app, &mut into, NEXT, WHO_MOVED_IN).await;

    assert_eq!((out.page().path.as_str(), out.page().status), ("/home", 200));
    assert!(!out.page().main().contains(MASKED));
    assert!(out.page().main().contains(tests::walk::says().account.home.no_accounts));
    let links = out.page().links_of("main a");
    assert!(links.contains(&"/profile/accounts".to_owned()), "{links:?}");
    for door in ["/pay", "/bills", "/usage", "/outages"] {
        assert!(!links.contains(&door.to_owned()), "there is nothing behind {door}");
    }
    assert!(into.page().main().contains(MASKED));
    out.open("/home").await;
    assert!(!out.page().main().contains(MASKED), "nor after somebody else has it");
}

#[tokio::test]
async fn who_moved_out_hears_which_account_it_was_and_nothing_of_who_moved_in() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, WHO_MOVED_OUT).await;

    app.import(PASSED_ON).await;

    let letter = app.letter_to(WHO_MOVED_OUT).await;
    assert_eq!(letter.kind, "account_unbound");
    assert!(letter.text.contains("ending in 1623"));
    assert!(letter.text.contains(web::samples::shipped().phone));
    for part in [&letter.subject, &letter.text, &letter.html] {
        assert!(!part.contains(PLAIN.number) && !part.contains(NEXT.name), "{}", letter.kind);
    }
}

#[tokio::test]
async fn billing_hears_once_of_the_binding_that_ended() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, WHO_MOVED_OUT).await;
    become_member(&app, &mut app.browser(), SECOND, "neighbour@mail.example").await;

    app.import(PASSED_ON).await;
    app.import(PASSED_ON).await;

    let member = app.store.member_of(&email(WHO_MOVED_OUT)).expect("the login stays");
    let events: Vec<_> = app.store.envelopes().into_iter().flat_map(|it| it.events).collect();
    let ended: Vec<_> = events.iter().filter(|it| it.kind == EventKind::LoginUnbound).collect();
    let [ended] = ended[..] else { panic!("one event") };
    assert_eq!(
        (&ended.member, ended.number),
        (&Some(member.id.clone()), Some(member.event_number))
    );
    assert_eq!(ended.accounts.len(), 1);
    assert_eq!(ended.accounts[0].expose(), PLAIN.number);
    assert_eq!(unbound_letters(&app, WHO_MOVED_OUT).await, 1);
    assert_eq!(unbound_letters(&app, "neighbour@mail.example").await, 0);
}

#[tokio::test]
async fn who_moved_out_can_still_sign_in() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, WHO_MOVED_OUT).await;
    app.import(PASSED_ON).await;
    let mut elsewhere = app.browser();

    sign_in(&mut elsewhere, WHO_MOVED_OUT, PASSWORD).await;

    assert_eq!(elsewhere.page().path, "/home");
    assert!(!elsewhere.page().main().contains(MASKED));
}

#[tokio::test]
async fn whoever_asked_before_the_account_passed_on_does_not_get_it() {
    let app = TestApp::start().await;
    let mut late = app.browser();
    ask(&mut late, PLAIN, WHO_MOVED_OUT).await;
    follow_letter(&app, &mut late, WHO_MOVED_OUT).await;
    app.import(PASSED_ON).await;
    become_member(&app, &mut app.browser(), NEXT, WHO_MOVED_IN).await;

    choose_password(&mut late).await;

    assert_eq!(late.page().status, 409);
    assert!(app.store.member_of(&email(WHO_MOVED_OUT)).is_none());
    assert_eq!(app.store.members().len(), 1);
}

#[tokio::test]
async fn a_closed_account_and_one_that_the_extract_left_out_stay_their_members() {
    let app = TestApp::start().await;
    let (mut one, mut other) = (app.browser(), app.browser());
    settle(&app, &mut one, PLAIN, WHO_MOVED_OUT).await;
    settle(&app, &mut other, SECOND, "neighbour@mail.example").await;

    app.import("account_no,last_name,billing_zip,status\n48151623,Quillfeather,78611,closed\n")
        .await;
    one.open("/home").await;
    other.open("/home").await;

    assert!(one.page().main().contains(MASKED));
    assert!(other.page().main().contains("••••1642"));
    assert_eq!(unbound_letters(&app, WHO_MOVED_OUT).await, 0);
}
