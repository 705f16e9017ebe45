//! Looking somebody up: what to say comes first, and nothing of it shows more than it must.

use domain::desk::StaffRole;
use domain::{AccountKey, AccountNumber, Act, EmailKey, Happened, Whose};
use fixtures::test_keys;
use tests::app::{Account, ON_FILE, PLAIN, TestApp};
use tests::walk::{ask, email, settle};

use super::at_desk;

const EMAIL: &str = "robin.okonkwo@mail.example";

fn of_account() -> Whose {
    let number = AccountNumber::parse(PLAIN.number).expect("a number");
    Whose::Account(AccountKey::of(&test_keys(), &number))
}

#[tokio::test]
async fn a_code_a_number_and_an_email_lead_to_what_to_say_in_both_languages() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    ask(&mut member, Account { name: "Somebodyelse", ..PLAIN }, EMAIL).await;
    let code = member.page().text("strong.code").pop().expect("a code is shown");
    app.deliver().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    // A code is no secret: the log has it with each answer.
    let csrf = staff.page().value("csrf").expect("a form");
    let event = staff.post_event("/desk/case", &format!("csrf={csrf}&whom={code}"));
    let page = staff.send(&event).await;
    let of_code = format!("Reference {code} (r•••@mail.example, account ••••1623)");
    assert_eq!((page.status, page.heading()), (200, of_code));
    assert!(page.main().contains("the name did not match the bill"), "{}", page.main());
    staff.open("/desk").await;
    for (typed, shown) in [(EMAIL, "Email r•••@mail.example"), (PLAIN.number, "Account ••••1623")]
    {
        let page = staff.submit(&[("whom", typed)]).await;

        assert_eq!((page.status, page.path.as_str()), (200, "/desk/case"), "{typed}");
        assert!(page.heading().contains(shown), "{}", page.heading());
        assert!(!page.title().contains(EMAIL) && !page.main().contains(EMAIL));
        assert!(page.main().contains("the name did not match the bill"), "{}", page.main());
        assert_eq!(page.value("whom").as_deref(), Some(""), "the box is for the next caller");
    }
    staff.submit(&[("whom", EMAIL)]).await;
    let [english, spanish] = ["en", "es"].map(|it| staff.page().text(&format!("p[lang={it}]")));
    assert!(english[0].starts_with("What was typed did not match"), "{english:?}");
    assert!(spanish[0].starts_with("Lo que escribió no coincide"), "{spanish:?}");
    assert!(
        !format!("{english:?}{spanish:?}").contains("Quillfeather"),
        "the caller is not told it"
    );
}

#[tokio::test]
async fn a_code_is_found_without_its_dash_and_one_that_lacks_a_letter_is_read_once_more() {
    let app = TestApp::start().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    for _ in 0..2 {
        let page = staff.submit(&[("whom", "3rm9zo")]).await;

        assert!(page.heading().starts_with("Reference 3RM-9Z0"), "{}", page.heading());
        assert!(page.main().contains("I need the email address, too"), "a look-up tells nothing");
    }
    let page = staff.submit(&[("whom", "3rm9z")]).await;
    let fault = page.text("#whom-error").pop().expect("a fault");
    assert_eq!(page.status, 422);
    assert!(fault.contains("a code with a character missing"), "{fault}");
}

#[tokio::test]
async fn the_contact_on_file_who_was_asked_whether_it_was_them_hears_why_we_wrote() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), ON_FILE, EMAIL).await;
    app.deliver().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    let page = staff.submit(&[("whom", "onfile@mail.example")]).await;

    let said = page.text("p[lang=en]");
    assert!(said[0].starts_with("We wrote to that address"), "{said:?}");
    assert!(page.main().contains("it is on file for an account"), "{}", page.main());
    let account = &ON_FILE.number[ON_FILE.number.len() - 4..];
    let line = format!("The letter was about account ••••{account}.");
    assert!(page.main().contains(&line), "{}", page.main());
}

#[tokio::test]
async fn the_one_right_act_comes_first_and_the_others_are_folded_away() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    let page = staff.submit(&[("whom", EMAIL)]).await;

    assert_eq!(page.text("button.right"), ["Send the letter again"]);
    let others = page.text("details button");
    assert!(others.contains(&"End the registration".to_owned()), "{others:?}");
    assert!(!others.contains(&"Send the letter again".to_owned()), "{others:?}");
    let none = ["Freeze the login", "Open the login again", "Stop the change of email"];
    assert!(none.iter().all(|act| !page.body.contains(act)), "there is no login: {others:?}");
    assert!(!page.body.contains("Take the account out"), "an email may have fifty accounts");
    assert!(!page.body.contains("porchlight "), "nobody here has a shell");
}

#[tokio::test]
async fn how_long_a_link_works_is_said_once() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Look).await;

    let page = staff.submit(&[("whom", PLAIN.number)]).await;

    let now = page.text("section[aria-labelledby=now]").concat();
    assert!(now.contains("That link waits at r•••@mail.example."), "{now}");
    assert_eq!(now.matches("until").count(), 1, "{now}");
}

#[tokio::test]
async fn who_may_only_look_is_offered_no_act_and_told_what_one_needs() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Look).await;

    let page = staff.submit(&[("whom", EMAIL)]).await;

    assert_eq!(page.status, 200);
    assert!(!page.body.contains("action=\"/desk/act\""));
    assert!(page.main().contains("Acts need another role"), "{}", page.main());
    assert!(page.main().contains("Hand the caller to somebody who may act."), "{}", page.main());
}

#[tokio::test]
async fn a_look_up_is_on_the_timeline_and_in_the_log_of_its_own_under_who_it_was() {
    let app = TestApp::start().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Look).await;
    app.remember(PLAIN.number);

    staff.submit(&[("whom", PLAIN.number)]).await;

    let told = app.timeline(&of_account()).await;
    let by = Some("00u1".to_owned());
    let what = Happened::Staff { act: Act::LookedUp, reason: String::new(), by };
    assert_eq!(told.iter().map(|entry| &entry.what).collect::<Vec<_>>(), [&what]);
    assert_eq!(app.heard(&format!("entry=\"{}\"", told[0].id)), 1);
    assert_eq!(app.heard("audit: at the desk staff=\"00u1\" role=\"look\" act=\"look-up\""), 1);
    let page = staff.submit(&[("whom", PLAIN.number)]).await;
    assert!(page.main().contains("staff looked it up, by 00u1"), "{}", page.main());
    let page = staff.submit(&[("whom", PLAIN.number)]).await;
    let lines = page.text(".timeline li span");
    assert_eq!(lines, ["staff looked it up, by 00u1, 2 times in all"], "one line for one person");
}

#[tokio::test]
async fn what_is_nobody_comes_back_in_the_box_with_why() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    for (typed, fault) in [("", "Nothing was typed."), ("Pat Leonard", "Nobody is found by name.")]
    {
        let page = staff.submit(&[("whom", typed)]).await;

        assert_eq!(page.status, 422, "{typed}");
        assert!(page.text("#whom-error")[0].contains(fault), "{:?}", page.text("#whom-error"));
        assert_eq!(page.value("whom").as_deref(), Some(typed));
    }
    let unknown = staff.submit(&[("whom", "nobody@mail.example")]).await;
    assert_eq!(unknown.status, 200);
    assert!(unknown.main().contains("I see nothing under that"), "{}", unknown.main());
    assert_eq!(unknown.value("whom").as_deref(), Some("nobody@mail.example"), "it may be a slip");
    let whose = Whose::Email(EmailKey::of(&test_keys(), &email("nobody@mail.example")));
    assert_eq!(app.timeline(&whose).await.len(), 1, "a look-up of nobody is noted, too");
}

#[tokio::test]
async fn an_address_that_the_mail_service_gave_up_is_seen() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    app.suppressed.put(&email(EMAIL));
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    let page = staff.submit(&[("whom", EMAIL)]).await;

    assert_eq!(page.text("button.right"), ["Let them try again"]);
    assert!(
        page.main().contains("The mail service has the address on its list"),
        "{}",
        page.main()
    );
}
