//! Who can claim an account. The form of the input is flexible, the match strict.

use domain::{AccountNumber, EventKind};
use jiff::SignedDuration;
use tests::app::{Account, BUSINESS, JOINT, ON_FILE, PLAIN, RENAMED, SECOND, TestApp, link};

use tests::walk::{ask, become_member, choose_password, email, follow_letter, says};

const FIRST: &str = "first.claimant@mail.example";
const OTHER: &str = "other.claimant@mail.example";
/// A mailbox gets one letter to confirm per minute.
const A_WHILE: SignedDuration = SignedDuration::from_mins(2);

fn owners(app: &TestApp, account: Account) -> usize {
    let number = AccountNumber::parse(account.number).expect("a number");
    let members = app.store.members();
    members.iter().filter(|member| member.account_numbers().contains(&number)).count()
}

#[tokio::test]
async fn of_two_who_asked_for_one_account_the_first_to_set_a_password_has_it() {
    let app = TestApp::start().await;
    let (mut first, mut other) = (app.browser(), app.browser());
    ask(&mut first, PLAIN, FIRST).await;
    ask(&mut other, PLAIN, OTHER).await;
    follow_letter(&app, &mut first, FIRST).await;
    follow_letter(&app, &mut other, OTHER).await;

    choose_password(&mut other).await;
    choose_password(&mut first).await;

    assert_eq!(other.page().location(), Some("/register/paperless"));
    assert_eq!(first.page().status, 409);
    assert_eq!(first.page().title(), says().problems.account_closed.title);
    assert!(first.page().body.contains(web::samples::shipped().phone));
    assert!(first.page().main().contains("Reference code"));
    assert!(first.cookie("session").is_none());
    assert_eq!(owners(&app, PLAIN), 1);
    assert!(app.store.member_of(&email(FIRST)).is_none());
}

#[tokio::test]
async fn of_two_registrations_of_one_email_the_first_wins_and_the_other_link_stays_unspent() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, FIRST).await;
    let of_plain = link(&app.letter_to(FIRST).await);
    app.wait(A_WHILE);
    let mut second = app.browser();
    ask(&mut second, SECOND, FIRST).await;
    follow_letter(&app, &mut second, FIRST).await;
    choose_password(&mut second).await;
    assert_eq!(second.page().status, 303);

    browser.open(&of_plain).await;
    choose_password(&mut browser).await;

    assert_eq!(browser.page().status, 409);
    assert_eq!(browser.page().title(), says().problems.email_taken.title);
    assert!(browser.page().links().contains(&"/sign-in".to_owned()));
    assert_eq!(owners(&app, PLAIN), 0);
    assert_eq!(browser.open(&of_plain).await.status, 200, "its link is unspent");
}

#[tokio::test]
async fn an_account_that_was_closed_meanwhile_is_not_opened() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, FIRST).await;
    follow_letter(&app, &mut browser, FIRST).await;
    app.import("account_no,last_name,billing_zip,status\n48151623,Quillfeather,78611,closed\n")
        .await;

    choose_password(&mut browser).await;

    assert_eq!(browser.page().status, 409);
    assert_eq!(browser.page().title(), says().problems.account_closed.title);
    assert!(app.store.members().is_empty());
}

#[tokio::test]
async fn an_account_that_passed_to_other_people_meanwhile_is_not_opened() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, FIRST).await;
    follow_letter(&app, &mut browser, FIRST).await;
    app.import("account_no,last_name,billing_zip,status\n48151623,Nightingale,78611,active\n")
        .await;

    choose_password(&mut browser).await;

    assert_eq!(browser.page().status, 409);
    assert!(app.store.members().is_empty());
}

async fn is_confirmed(app: &TestApp, account: Account, email: &str) -> bool {
    ask(&mut app.browser(), account, email).await;
    app.letter_to(email).await.kind == "confirm"
}

#[tokio::test]
async fn account_numbers_may_be_typed_in_any_of_their_forms() {
    let app = TestApp::start().await;
    let forms = ["48151690", "0048151690", " 4815-1690 ", "0048 151 690", "77-2001", "772001"];

    for (number, form) in forms.into_iter().enumerate() {
        let account = Account { number: form, ..RENAMED };
        // There are six forms, but only five tries in six hours.
        app.wait(SignedDuration::from_hours(6));
        assert!(is_confirmed(&app, account, &format!("form{number}@mail.example")).await, "{form}");
    }
}

#[tokio::test]
async fn a_last_name_may_have_a_title_a_first_name_or_a_comma_beside_it() {
    let app = TestApp::start().await;
    let typed = [
        (PLAIN, "Will Quillfeather"),
        (PLAIN, "Quillfeather, Ann"),
        (PLAIN, "Mr. Hank Quillfeather"),
        (PLAIN, "QUILLFEATHER JR, HANK & ANN"),
        (JOINT, "Sra. Ana María Núñez Oyarzábal"),
        (JOINT, "Núñez-Oyarzábal, Ana María del Carmen"),
        (JOINT, "Mr. and Mrs. Abernathy"),
    ];

    for (number, (account, name)) in typed.into_iter().enumerate() {
        let account = Account { name, ..account };
        app.wait(SignedDuration::from_hours(6));
        assert!(is_confirmed(&app, account, &format!("name{number}@mail.example")).await, "{name}");
    }
}

#[tokio::test]
async fn many_names_in_one_box_are_one_try_and_soon_shut() {
    let app = TestApp::start().await;

    for number in 0..5 {
        let name = ["Smith Jones Brown Miller", "Davis, Moore Taylor", "Lee Clark"][number % 3];
        let wrong = Account { name, ..PLAIN };
        assert!(!is_confirmed(&app, wrong, &format!("guess{number}@mail.example")).await);
    }

    let right = Account { name: "Will Quillfeather", ..PLAIN };
    assert!(!is_confirmed(&app, right, "late@mail.example").await, "five were spent");
}

#[tokio::test]
async fn an_old_number_leads_to_the_account_and_both_numbers_are_good_at_step_5() {
    let app = TestApp::start().await;
    let old = Account { number: "77-2001", ..RENAMED };
    ask(&mut app.browser(), old, FIRST).await;
    let mut with_new = app.browser();
    follow_letter(&app, &mut with_new, FIRST).await;
    let mut with_old = with_new.clone();
    let too_short = |number| {
        [
            ("account_number", number),
            ("new_password", "short one"),
            ("confirm_password", "short one"),
        ]
    };

    with_new.submit(&too_short("48151690")).await;
    with_old.submit(&too_short("772001")).await;

    for browser in [&with_new, &with_old] {
        let fields: Vec<String> =
            browser.page().errors().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["new_password"], "the number is right");
    }
}

#[tokio::test]
async fn any_joint_holder_may_register_with_or_without_accents() {
    let app = TestApp::start().await;
    let names = ["Núñez-Oyarzábal", "nunez oyarzabal", "NUÑEZ-OYARZABAL JR", "Abernathy"];

    for (number, name) in names.into_iter().enumerate() {
        let account = Account { name, ..JOINT };
        assert!(
            is_confirmed(&app, account, &format!("joint{number}@mail.example")).await,
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_businesss_ending_and_its_and_do_not_matter() {
    let app = TestApp::start().await;
    let names =
        ["Tumbleweed & Daughters", "tumbleweed and daughters LLC", "Tumbleweed & Daughters, Inc."];

    for (number, name) in names.into_iter().enumerate() {
        let account = Account { name, ..BUSINESS };
        assert!(is_confirmed(&app, account, &format!("firm{number}@mail.example")).await, "{name}");
    }
}

#[tokio::test]
async fn part_of_a_name_or_a_pattern_is_no_match() {
    let app = TestApp::start().await;
    let guesses = [
        Account { name: "Tumbleweed", ..BUSINESS },
        Account { name: "Quill", ..PLAIN },
        Account { name: "Quill%", ..PLAIN },
        Account { name: "*****", ..PLAIN },
        Account { number: "4815162*", ..PLAIN },
    ];

    for (number, guess) in guesses.into_iter().enumerate() {
        let mut browser = app.browser();
        let email = format!("guess{number}@mail.example");
        browser.open("/register").await;
        browser.go_on(&tests::walk::who(guess, &email)).await;
        // What cannot be a number or a name is refused at once. The rest is asked and does not match.
        if browser.page().status == 200 {
            browser.go_on(&[("billing_zip", guess.zip), ("accept_terms", "yes")]).await;
            assert_eq!(app.letter_to(&email).await.kind, "could_not_match", "guess {number}");
        }
        assert!(app.letters_to(&email).iter().all(|it| it.kind != "confirm"), "guess {number}");
    }
}

#[tokio::test]
async fn a_zip_code_with_its_four_more_digits_is_the_same() {
    let app = TestApp::start().await;
    let longer = Account { zip: "78614-0001", ..BUSINESS };

    assert!(is_confirmed(&app, longer, FIRST).await);
}

#[tokio::test]
async fn the_contact_on_file_hears_of_a_login_in_their_language() {
    let app = TestApp::start().await;

    become_member(&app, &mut app.browser(), ON_FILE, FIRST).await;

    let letter = app.letter_to("onfile@mail.example").await;
    assert_eq!(letter.kind, "account_bound");
    assert!(letter.html.contains("<html lang=\"es\""));
    assert!(!letter.text.contains(FIRST), "whose login it is stays with us");
    assert_eq!(app.letter_to(FIRST).await.kind, "welcome");
}

#[tokio::test]
async fn the_contact_on_file_who_registers_gets_the_welcome_alone() {
    let app = TestApp::start().await;

    become_member(&app, &mut app.browser(), ON_FILE, "OnFile@mail.example").await;
    app.deliver().await;

    let kinds: Vec<_> = app.post_office.taken().iter().map(|it| it.kind).collect();
    assert_eq!(kinds, ["confirm", "welcome"]);
}

#[tokio::test]
async fn billing_is_told_of_the_login_and_of_the_terms() {
    let app = TestApp::start().await;

    become_member(&app, &mut app.browser(), PLAIN, FIRST).await;

    let member = app.store.member_of(&email(FIRST)).expect("a member");
    let envelopes = app.store.envelopes();
    let mut events: Vec<_> = envelopes.iter().flat_map(|it| it.events.clone()).collect();
    events.sort_by_key(|event| event.number);
    assert_eq!(
        events.iter().map(|it| it.kind).collect::<Vec<_>>(),
        [EventKind::LoginBound, EventKind::TermsAccepted, EventKind::NoticeByPost]
    );
    assert!(events.iter().all(
        |it| it.member.as_ref() == Some(&member.id) && it.accounts == member.account_numbers()
    ));
    assert_eq!(member.terms.version, web::samples::shipped().terms.version);
}
