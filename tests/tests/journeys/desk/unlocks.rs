//! Letting somebody try again, by their email and by the number on their bill.

use domain::EmailKey;
use domain::desk::StaffRole;
use domain::limits::{Counter, Subject};
use fixtures::test_keys;
use tests::app::{Account, PLAIN, Page, SECOND, TestApp};
use tests::walk::{ask, email, settle};

use super::acts::{EMAIL, act, assert_sent_before, by, of_email, press, twice};
use super::at_desk;
use crate::journeys::sign_in_limits::{let_strangers_fail, strangers};

const RIGHT: &str = "Let them try again";

/// The page of the account's number.
async fn case(app: &TestApp) -> Page {
    let desk = app.desk();
    let mut staff = at_desk(app, &desk, "00u1", StaffRole::Act).await;
    staff.submit(&[("whom", PLAIN.number)]).await.clone()
}

/// Lets whoever gave the account's number try again. Both pages name the mailbox.
async fn unlock(app: &TestApp) -> Page {
    let desk = app.desk();
    let mut staff = at_desk(app, &desk, "00u1", StaffRole::Act).await;
    press(&mut staff, PLAIN.number, "unlock", false).await;
    let asked = staff.page().main();
    assert!(asked.contains("of account ••••1623, and of r•••@mail.example"), "{asked}");
    let (done, _) = twice(&mut staff, &[]).await;
    assert!(done.main().contains("Account ••••1623 (r•••@mail.example) may be tried"));
    let told = super::acts::acts(app, &of_email(EMAIL)).await;
    assert_eq!(told, [by(domain::Act::Unlocked)], "it is on the mailbox's timeline, too");
    done
}

#[tokio::test]
async fn the_right_act_under_an_account_number_frees_the_mailbox_that_the_case_is_about() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    app.suppressed.put(&email(EMAIL));
    assert_eq!(case(&app).await.text("button.right"), [RIGHT], "no letter is written there");
    assert!(unlock(&app).await.main().contains("writes there again"));
    assert!(!app.suppressed.holds(&email(EMAIL)));

    let app = TestApp::start().await;
    for number in 0..5 {
        let mut guesser = app.browser().at(&format!("198.18.0.{number}"));
        ask(&mut guesser, Account { name: "Somebodyelse", ..SECOND }, EMAIL).await;
    }
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    let spent = case(&app).await;
    assert_eq!(
        spent.text("button.right"),
        [RIGHT],
        "the email's tries are spent: {}",
        spent.main()
    );
    unlock(&app).await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    let waits = case(&app).await.main();
    assert!(waits.contains("confirm it waits at r•••@mail.example"), "{waits}");

    let app = TestApp::start().await;
    let mut member = app.browser();
    ask(&mut member, PLAIN, EMAIL).await;
    app.deliver().await;
    member.press("/register/resend").await;
    app.deliver().await;
    let full = case(&app).await.main();
    assert!(full.contains("waits: the address had its letters of the minute"), "{full}");
    let letters = Subject::Letters(EmailKey::of_budget(&test_keys(), &email(EMAIL)));
    assert_ne!(app.store.counter(&letters), Counter::default());
    unlock(&app).await;
    assert_eq!(app.store.counter(&letters), Counter::default(), "there is room for letters");
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    act(&mut staff, PLAIN.number, "resend").await;
    app.deliver().await;
    assert_eq!(app.letters_to(EMAIL).len(), 2, "it need not wait for its minute");

    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let_strangers_fail(&app, 100, EMAIL).await;
    let shut = case(&app).await.main();
    assert!(shut.contains("Its login: too many wrong passwords shut sign-in"), "{shut}");
    unlock(&app).await;
    assert_eq!(strangers(&app, EMAIL), Counter::default());
    assert!(!case(&app).await.main().contains("Its login"));
}

#[tokio::test]
async fn an_unlock_lets_them_try_again_and_takes_the_address_off_the_list() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.suppressed.put(&email(EMAIL));
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    let (first, again) = act(&mut staff, EMAIL, "unlock").await;

    assert!(first.main().contains("writes there again"), "{}", first.main());
    assert_sent_before(&again);
    for (outcome, times) in [("asked", 1), ("ordered", 1), ("done", 1), ("again", 1)] {
        let audit = "audit: at the desk staff=\"00u1\" role=\"act\" act=\"unlock\"";
        assert_eq!(app.heard(&format!("{audit} outcome=\"{outcome}\"")), times, "{outcome}");
    }
    assert_eq!(app.heard("whom=\"Email r•••\""), 5, "with the look-up");
    assert_eq!(app.heard(EMAIL), 0);
}
