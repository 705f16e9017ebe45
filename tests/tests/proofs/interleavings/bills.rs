//! The letter that confirms bills by email, and what else of its member happens at once.

use domain::{Bills, EventKind, Member};
use tests::app::{Browser, CONFIRMED, PLAIN, TestApp, changed_settings, link};
use tests::memory::Forgets;
use tests::walk::{email, follow_back};

use super::{member, race};
use crate::proofs::patience::NEW_PASSWORD;

const EMAIL: &str = "one@mail.example";

/// A co-op that has a letter confirm bills by email.
async fn co_op() -> TestApp {
    let app = TestApp::of(changed_settings(&[CONFIRMED]).1);
    let row = format!("{},{},{}", PLAIN.number, PLAIN.name, PLAIN.zip);
    app.import(&format!("account_no,last_name,billing_zip\n{row}\n")).await;
    app
}

/// A member who agreed, and a browser at the page of the letter's link.
async fn agreed(app: &TestApp) -> [Browser<'_>; 2] {
    let browser = member(app, PLAIN, EMAIL).await;
    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "confirm_bills");
    let mut reader = app.browser();
    reader.open(&link(&letter)).await;
    [browser, reader]
}

fn now(app: &TestApp) -> Member {
    app.store.member_of(&email(EMAIL)).expect("a member")
}

/// How often the member and billing were told that paper is off.
fn told(app: &TestApp) -> [usize; 2] {
    let envelopes = app.store.envelopes();
    let letters = envelopes.iter().flat_map(|it| &it.letters);
    let events = envelopes.iter().flat_map(|it| &it.events);
    let letters = letters.filter(|it| it.letter.kind().name() == "bills_by_email");
    [letters.count(), events.filter(|it| it.kind == EventKind::PaperlessOn).count()]
}

async fn two_windows_press_the_letters_button(forgets: Option<Forgets>) {
    let app = co_op().await;
    let [_, reader] = agreed(&app).await;

    race(forgets, &app, (&reader, &[]), (&reader, &[]), |app, mut answers| {
        answers.sort_unstable();
        assert_eq!(answers, [303, 410], "the link works once");
        assert_eq!((now(app).bills(), told(app)), (Bills::ByEmail, [1, 1]));
    })
    .await;
}

async fn the_letter_meets_a_choice_of_paper(forgets: Option<Forgets>) {
    let app = co_op().await;
    let [mut browser, reader] = agreed(&app).await;
    browser.open("/profile/paperless").await;
    let paper: &[_] = &[("paperless", "no")];

    race(forgets, &app, (&reader, &[]), (&browser, paper), |app, answers| {
        assert!(matches!(answers, [303 | 410, 303]), "{answers:?}");
        // Whichever came first: paper was chosen after it, or has ended the link.
        assert_eq!(now(app).bills(), Bills::OnPaper, "paper is the last word");
    })
    .await;
}

async fn the_letter_meets_a_new_password(forgets: Option<Forgets>) {
    let app = co_op().await;
    let [_, reader] = agreed(&app).await;
    let mut owner = app.browser();
    follow_back(&app, &mut owner, EMAIL).await;
    let new: &[_] = &[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];

    race(forgets, &app, (&reader, &[]), (&owner, new), |app, answers| {
        assert!(matches!(answers, [303 | 410, 303]), "{answers:?}");
        let by_email = now(app).bills() == Bills::ByEmail;
        assert_eq!(by_email, answers[0] == 303, "what was told is done");
        assert!(
            now(app).password.verify(&fixtures::test_keys(), NEW_PASSWORD),
            "the password is set"
        );
    })
    .await;
}

#[tokio::test]
async fn of_two_windows_one_turns_paper_off_by_the_letters_link() {
    two_windows_press_the_letters_button(None).await;
}

#[tokio::test]
async fn whoever_chooses_paper_while_the_letter_is_confirmed_has_paper() {
    the_letter_meets_a_choice_of_paper(None).await;
}

#[tokio::test]
async fn a_letter_that_meets_a_new_password_turns_paper_off_or_says_that_it_does_not() {
    the_letter_meets_a_new_password(None).await;
}

mod on_a_store_that_forgets_conditions {
    use super::*;

    const FORGETS: Option<Forgets> = Some(Forgets::Conditions);

    #[tokio::test]
    #[should_panic(expected = "the link works once")]
    async fn one_link_works_twice() {
        two_windows_press_the_letters_button(FORGETS).await;
    }

    #[tokio::test]
    #[should_panic(expected = "paper is the last word")]
    async fn paper_is_lost() {
        the_letter_meets_a_choice_of_paper(FORGETS).await;
    }

    #[tokio::test]
    #[should_panic(expected = "is set")]
    async fn a_password_is_lost() {
        the_letter_meets_a_new_password(FORGETS).await;
    }
}
