//! A login that staff move to another email, for a member whose mailbox is gone and who forgot the password.

use domain::{Hold, Member, OutboxId, PendingId, Standing};
use fixtures::test_keys;
use jiff::SignedDuration;
use tests::app::{Browser, NOON, ON_FILE, PLAIN, TestApp, link};

use tests::walk::{NEW_PASSWORD, PASSWORD, email, follow_back, says, settle, sign_in};

const OLD: &str = "max.strandberg@mail.example";
const NEW: &str = "max.new@mail.example";
const CONTACT: &str = "onfile@mail.example";
const THREE_DAYS: SignedDuration = SignedDuration::from_hours(72);
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const SECOND: SignedDuration = SignedDuration::from_secs(1);

async fn member(app: &TestApp) -> Browser<'_> {
    let mut browser = app.browser();
    settle(app, &mut browser, ON_FILE, OLD).await;
    browser
}

/// Goes from the letter to the new address to the answer about the code.
async fn prove(app: &TestApp, browser: &mut Browser<'_>, code: &str) {
    let letter = app.letter_to(NEW).await;
    assert_eq!(letter.kind, "prove_email");
    browser.open(&link(&letter)).await;
    browser.submit(&[("code", code)]).await;
}

/// Proves the new address, and answers the link that moves the login.
async fn proven(app: &TestApp) -> String {
    let code = app.begin_move(OLD, NEW).await;
    let mut browser = app.browser();
    prove(app, &mut browser, &code).await;
    assert_eq!(browser.page().location(), Some("/sign-in"));
    assert!(browser.follow().await.main().contains(says().account.sign_in.email_proven));
    let letter = app.letter_to(NEW).await;
    assert_eq!(letter.kind, "email_moves");
    link(&letter)
}

/// Follows the link and presses its button, if there is one.
async fn press(browser: &mut Browser<'_>, link: &str) {
    browser.open(link).await;
    if browser.page().status == 200 {
        browser.submit(&[]).await;
    }
}

fn address_of(app: &TestApp) -> &'static str {
    if app.store.member_of(&email(NEW)).is_some() { NEW } else { OLD }
}

#[tokio::test]
async fn after_three_days_the_login_moves_and_its_member_chooses_a_new_password_there() {
    let app = TestApp::start().await;
    member(&app).await;
    let way = proven(&app).await;
    let mut phone = app.browser();

    app.wait(THREE_DAYS - SECOND);
    press(&mut phone, &way).await;
    assert_eq!(phone.page().title(), says().problems.move_early.title);
    assert_eq!(address_of(&app), OLD);
    app.wait(SECOND);
    press(&mut phone, &way).await;

    assert_eq!(phone.page().location(), Some("/sign-in"));
    assert_eq!(address_of(&app), NEW);
    assert_eq!(app.letter_to(OLD).await.kind, "email_replaced");
    follow_back(&app, &mut phone, NEW).await;
    phone.submit(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;
    sign_in(&mut phone, NEW, NEW_PASSWORD).await;
    assert_eq!(phone.page().path, "/home");
}

#[tokio::test]
async fn the_first_letters_link_used_again_says_that_nothing_has_moved_yet() {
    let app = TestApp::start().await;
    member(&app).await;
    let code = app.begin_move(OLD, NEW).await;
    let (mut browser, mut other) = (app.browser(), app.browser());
    let first = link(&app.letter_to(NEW).await);
    prove(&app, &mut browser, &code).await;

    let page = other.open(&first).await;

    assert_eq!((page.status, page.title().as_str()), (410, says().problems.proof_spent.title));
    assert_eq!(address_of(&app), OLD);
}

#[tokio::test]
async fn without_the_code_who_reads_the_new_address_can_do_nothing() {
    let app = TestApp::start().await;
    member(&app).await;
    let code = app.begin_move(OLD, NEW).await;
    let mut stranger = app.browser();
    let letter = app.letter_to(NEW).await;
    assert!(!letter.text.contains(&code) && !letter.html.contains(&code), "staff alone have it");

    let words = &says().login.confirm_email;
    for (wrong, said) in [
        ("", words.code_missing),
        (" - ", words.code_missing),
        ("7KQM-2XWD-9RTV", words.code_wrong),
    ] {
        prove(&app, &mut stranger, wrong).await;
        assert_eq!(stranger.page().status, 422);
        assert!(stranger.page().body.contains(said), "{wrong}");
    }

    assert!(!stranger.page().body.contains(OLD), "whose login it is stays with staff");
    assert_ne!(app.letter_to(CONTACT).await.kind, "email_moving");
    let misread = code.to_lowercase().replace('-', " ");
    prove(&app, &mut stranger, &misread).await;
    assert_eq!(stranger.page().status, 303, "small letters and blanks do not matter");
}

#[tokio::test]
async fn the_address_before_and_the_contact_on_file_can_each_stop_it() {
    for objector in [OLD, CONTACT] {
        let app = TestApp::start().await;
        member(&app).await;
        let way = proven(&app).await;
        let letter = app.letter_to(objector).await;
        assert_eq!(letter.kind, "email_moving");
        assert!(!letter.text.contains(NEW), "where the login is to go stays with us");
        let (mut theirs, mut phone) = (app.browser(), app.browser());

        press(&mut theirs, &link(&letter)).await;
        app.wait(THREE_DAYS);
        press(&mut phone, &way).await;

        assert_eq!(phone.page().title(), says().problems.move_over.title, "{objector}");
        let member = app.store.member_of(&email(OLD)).expect("a member");
        assert_eq!(member.standing, Standing::Frozen);
    }
}

#[tokio::test]
async fn a_member_who_chooses_a_new_password_meanwhile_ends_the_move() {
    let app = TestApp::start().await;
    member(&app).await;
    let way = proven(&app).await;
    let (mut owner, mut phone) = (app.browser(), app.browser());

    follow_back(&app, &mut owner, OLD).await;
    owner.submit(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;
    app.wait(THREE_DAYS);
    press(&mut phone, &way).await;

    assert_eq!(phone.page().title(), says().problems.move_over.title);
    assert_eq!(address_of(&app), OLD);
}

#[tokio::test]
async fn of_two_moves_that_wait_each_has_its_own_three_days_and_the_first_ends_the_other() {
    let app = TestApp::start().await;
    member(&app).await;
    let first = proven(&app).await;
    app.wait(THREE_DAYS - SECOND);
    let second = proven(&app).await;
    let (mut one, mut other) = (app.browser(), app.browser());

    app.wait(SECOND);
    press(&mut other, &second).await;
    assert_eq!(other.page().title(), says().problems.move_early.title);
    press(&mut one, &first).await;
    app.wait(THREE_DAYS);
    press(&mut other, &second).await;

    assert_eq!(other.page().title(), says().problems.move_over.title);
    assert_eq!(address_of(&app), NEW);
}

#[tokio::test]
async fn scanners_that_open_the_links_prove_and_move_nothing() {
    let app = TestApp::start().await;
    member(&app).await;
    app.begin_move(OLD, NEW).await;
    let to_prove = link(&app.letter_to(NEW).await);
    for _ in 0..3 {
        app.browser().open(&to_prove).await;
    }
    assert_eq!(app.letter_to(NEW).await.kind, "prove_email");

    app.wait(MINUTE);
    let way = proven(&app).await;
    app.wait(THREE_DAYS);
    for _ in 0..3 {
        app.browser().open(&way).await;
    }

    assert_eq!(address_of(&app), OLD);
    let mut owner = app.browser();
    sign_in(&mut owner, OLD, PASSWORD).await;
    assert_eq!(owner.page().path, "/home");
}

#[tokio::test]
async fn a_new_address_that_became_another_members_meanwhile_moves_nothing() {
    let app = TestApp::start().await;
    member(&app).await;
    let way = proven(&app).await;
    let (mut other, mut phone) = (app.browser(), app.browser());
    // A mailbox gets one letter of a kind in a minute.
    app.wait(MINUTE);
    settle(&app, &mut other, PLAIN, NEW).await;

    app.wait(THREE_DAYS);
    press(&mut phone, &way).await;

    assert_eq!(phone.page().title(), says().problems.new_email_taken.title);
    assert!(app.store.member_of(&email(OLD)).is_some(), "the login stays where it was");
}

#[tokio::test]
async fn a_login_that_is_frozen_opened_again_or_closed_meanwhile_does_not_move() {
    let frozen = |member: &mut Member| {
        let change = domain::freeze(member, OutboxId::from_stored("o"), NOON);
        *member = change.expect("it is active").member;
    };
    let opened_again = |member: &mut Member| {
        frozen(member);
        let ids = (OutboxId::from_stored("o"), || PendingId::new([1; 16]));
        let change = domain::unfreeze(&test_keys(), member, &[], ids, Hold::SHIPPED, NOON);
        *member = change.expect("it is frozen").member;
    };
    for meanwhile in [&frozen as &dyn Fn(&mut Member), &opened_again] {
        let app = TestApp::start().await;
        member(&app).await;
        let way = proven(&app).await;
        app.change(OLD, meanwhile).await;
        let mut phone = app.browser();

        app.wait(THREE_DAYS);
        press(&mut phone, &way).await;

        assert_eq!(phone.page().title(), says().problems.move_over.title);
        assert_eq!(address_of(&app), OLD);
    }

    let app = TestApp::start().await;
    let mut owner = member(&app).await;
    let way = proven(&app).await;
    owner.open("/profile/close").await;
    owner.submit(&[("current_password", PASSWORD)]).await;
    let mut phone = app.browser();
    app.wait(THREE_DAYS);
    press(&mut phone, &way).await;
    assert_eq!(phone.page().title(), says().problems.move_over.title);
    assert!(app.store.member_of(&email(NEW)).is_none());
}

#[tokio::test]
async fn whoever_lost_a_login_so_can_shut_it_for_thirty_days() {
    let app = TestApp::start().await;
    member(&app).await;
    let way = proven(&app).await;
    let contacts = link(&app.letter_to(CONTACT).await);
    let (mut thief, mut owner) = (app.browser(), app.browser());
    app.wait(THREE_DAYS);
    press(&mut thief, &way).await;
    assert_eq!(address_of(&app), NEW);

    app.wait(SignedDuration::from_hours(24 * 20));
    press(&mut owner, &contacts).await;

    let member = app.store.member_of(&email(NEW)).expect("a member");
    assert_eq!(member.standing, Standing::Frozen);
}

#[tokio::test]
async fn an_address_that_nobody_proves_in_a_day_hears_and_moves_nothing() {
    let app = TestApp::start().await;
    member(&app).await;
    let code = app.begin_move(OLD, NEW).await;
    let to_prove = link(&app.letter_to(NEW).await);
    let mut late = app.browser();

    app.wait(SignedDuration::from_hours(24));
    late.open(&to_prove).await;

    assert_eq!(late.page().title(), says().problems.move_over.title);
    assert_ne!(app.letter_to(OLD).await.kind, "email_moving");
    assert!(!late.page().body.contains(&code));
}
