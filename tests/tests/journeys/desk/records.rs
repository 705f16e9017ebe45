//! What is on record of an act, and what a form does that is sent again or was never asked for.

use domain::desk::StaffRole;
use domain::{Act, Happened};
use jiff::SignedDuration;
use tests::app::{PLAIN, SECOND, TestApp};
use tests::walk::{ask, settle};

use super::acts::{EMAIL, NEW, acts, assert_sent_before, by, of_account, of_email, press, twice};
use super::at_desk;

const SAID: [(&str, &str); 2] = [("reason", "called, knew the last bill"), ("sure", "yes")];

#[tokio::test]
async fn an_act_that_is_refused_is_counted_and_on_record_as_a_look_up_is() {
    let app = TestApp::start().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    let csrf = staff.page().value("csrf").expect("a form");
    let fields = [("csrf", &*csrf), ("act", "freeze"), ("whom", PLAIN.number)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    staff.post("/desk/act", &fields).await;

    let page = staff.submit(&SAID).await;

    assert!(page.main().contains("Nobody has a login"), "{}", page.main());
    let told = app.timeline(&of_account()).await;
    let is_refusal = |it: &Happened| matches!(it, Happened::Staff { act: Act::Refused, .. });
    let of_refusal = told.iter().find(|it| is_refusal(&it.what)).expect("an entry");
    let reason = "called, knew the last bill".to_owned();
    let what = Happened::Staff { act: Act::Refused, reason, by: Some("00u1".to_owned()) };
    assert_eq!(of_refusal.what, what);
    for outcome in ["ordered", "refused"] {
        let line = format!("act=\"freeze\" outcome=\"{outcome}\" whom=\"Account ••••1623\"");
        assert_eq!(app.heard(&format!("{line} entry=\"{}\"", of_refusal.id)), 1, "{outcome}");
    }
    let counts = ["\"LookUpsOfOne\":1", "\"LookUpsOfOne\":2"].map(|count| app.heard(count));
    assert_eq!(counts, [1, 0], "the question and the act are one");
}

#[tokio::test]
async fn what_is_nobody_is_in_the_log_with_who_typed_it() {
    let app = TestApp::start().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    let typed = ["Pat Leonard", "pat@", "3rm9z", ""];
    for whom in typed {
        assert_eq!(staff.submit(&[("whom", whom)]).await.status, 422, "{whom}");
        let csrf = staff.page().value("csrf").expect("a form");
        let fields = [("csrf", &*csrf), ("act", "freeze"), ("whom", whom)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(staff.post("/desk/act", &fields).await.status, 422, "{whom}");
    }
    let csrf = staff.page().value("csrf").expect("a form");
    let none = [("csrf", &*csrf), ("act", "outage"), ("whom", EMAIL)];
    let none = none.map(|(name, value)| (name.to_owned(), value.to_owned()));

    assert_eq!(staff.post("/desk/act", &none).await.status, 400);

    for (act, times) in [("look-up", typed.len()), ("freeze", typed.len()), ("", 1)] {
        let line = format!("staff=\"00u1\" role=\"act\" act=\"{act}\" outcome=\"refused\"");
        assert_eq!(app.heard(&format!("{line} whom=\"\" entry=\"\"")), times, "{act}");
    }
    assert_eq!(app.heard("\"LookUpsOfOne\":9"), 1, "each has its line");
}

#[tokio::test]
async fn who_may_not_act_and_posts_one_is_in_the_log() {
    let app = TestApp::start().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Look).await;
    let csrf = staff.page().value("csrf").expect("a form");
    let fields = [("csrf", &*csrf), ("act", "freeze"), ("whom", EMAIL)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));

    assert_eq!(staff.post("/desk/act", &fields).await.status, 403);

    let line = "role=\"look\" act=\"freeze\" outcome=\"may_not\" whom=\"Email r•••\"";
    assert_eq!((app.heard(line), app.heard("\"LookUpsOfOne\":1")), (1, 1));
}

#[tokio::test]
async fn nothing_is_done_without_the_page_that_asks_for_this_act_and_this_person() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    press(&mut staff, EMAIL, "unlock", false).await;
    let (action, asked) = staff.filled_in(&SAID);
    let changed = |field: &str, value: &str| {
        let put = |(name, old): &(String, String)| {
            let value = if name == field { value.to_owned() } else { old.clone() };
            (name.clone(), value)
        };
        asked.iter().map(put).collect::<Vec<_>>()
    };

    for fields in [changed("act", "freeze"), changed("whom", PLAIN.number), changed("asked", "")] {
        let page = staff.post(&action, &fields).await;

        assert_eq!((page.status, page.button("sure").as_deref()), (200, Some("yes")));
        assert_eq!(page.value("reason").as_deref(), Some("called, knew the last bill"));
    }
    assert_eq!(acts(&app, &of_email(EMAIL)).await, []);
    assert!(staff.post(&action, &asked).await.heading().starts_with("Done"));
}

#[tokio::test]
async fn the_page_that_asks_says_whom_a_code_leads_to() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    ask(&mut member, PLAIN, EMAIL).await;
    let code = member.page().text("strong.code").pop().expect("a code is shown");
    app.deliver().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    let csrf = staff.page().value("csrf").expect("a form");

    // A code is no secret: the log has it with each answer.
    let body = format!("csrf={csrf}&act=resend&whom={code}");
    let event = staff.post_event("/desk/act", &body);
    let page = staff.send(&event).await;

    let shown = format!("Reference {code} (r•••@mail.example, account ••••1623)");
    assert_eq!(page.text(".subject"), [shown]);
    let line = "act=\"resend\" outcome=\"asked\" whom=\"Reference ";
    assert_eq!(app.heard(line), 1);
    let told = app.timeline(&of_email(EMAIL)).await;
    assert!(told.iter().any(|it| matches!(it.what, Happened::Staff { act: Act::LookedUp, .. })));
}

#[tokio::test]
async fn the_page_that_asks_says_whether_a_codes_email_or_its_account_leads_to_the_login() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    settle(&app, &mut app.browser(), SECOND, "ana.munoz@mail.example").await;
    let mut member = app.browser();
    ask(&mut member, SECOND, EMAIL).await;
    let code = member.page().text("strong.code").pop().expect("a code is shown");
    app.deliver().await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    let [theirs, owners] = ["login under r•••@mail.example", "login under a•••@mail.example"];

    for (act, says) in [
        ("freeze", format!("{theirs} (the email that was typed")),
        ("change-email", format!("{theirs} (the email that was typed")),
        ("release", format!("{owners} (who has the account that was typed")),
    ] {
        let csrf = staff.page().value("csrf").expect("a form");
        let event = staff.post_event("/desk/act", &format!("csrf={csrf}&act={act}&whom={code}"));
        let page = staff.send(&event).await;

        assert!(page.main().contains(&says), "{act}: {}", page.main());
    }
}

#[tokio::test]
async fn a_login_that_was_opened_again_is_frozen_again_by_a_form_that_asks_anew() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    press(&mut staff, EMAIL, "freeze", false).await;
    let (action, first) = staff.filled_in(&SAID);
    staff.post(&action, &first).await;
    press(&mut staff, EMAIL, "unfreeze", false).await;
    assert!(staff.submit(&SAID).await.heading().starts_with("Done"));

    assert_sent_before(staff.post(&action, &first).await);
    let page = staff.submit(&SAID).await;

    assert!(page.heading().starts_with("Done"), "{}", page.main());
    app.deliver().await;
    let told = acts(&app, &of_email(EMAIL)).await;
    assert_eq!(told.iter().filter(|it| **it == by(Act::Frozen)).count(), 2);
    assert_eq!(told.len(), 3, "{told:?}");
}

#[tokio::test]
async fn a_change_of_email_that_was_ended_is_not_said_to_be_done_by_its_old_form() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    press(&mut staff, EMAIL, "change-email", false).await;
    let (action, first) = staff.filled_in(&[&[("to", NEW)], &SAID[..]].concat());
    staff.post(&action, &first).await;
    app.wait(SignedDuration::from_mins(1));
    press(&mut staff, EMAIL, "change-email", true).await;
    twice(&mut staff, &[]).await;

    let page = staff.post(&action, &first).await.clone();

    assert_sent_before(&page);
    assert_eq!(page.text(".read"), [] as [&str; 0]);
    assert_eq!(page.value("to").as_deref(), Some(NEW));
    let told = acts(&app, &of_email(EMAIL)).await;
    assert_eq!(told, [by(Act::EmailChanged), by(Act::EmailKept)]);
}

#[tokio::test]
async fn a_look_up_of_an_account_is_on_the_timeline_of_the_login_that_it_shows() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Look).await;

    staff.submit(&[("whom", PLAIN.number)]).await;

    for whose in [of_account(), of_email(EMAIL)] {
        let told = app.timeline(&whose).await;
        let looks = |it: &Happened| matches!(it, Happened::Staff { act: Act::LookedUp, .. });
        assert_eq!(told.iter().filter(|it| looks(&it.what)).count(), 1);
    }
}

#[tokio::test]
async fn an_act_that_is_none_is_refused() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    for named in ["", "outage", "import"] {
        staff.open("/desk").await;
        let csrf = staff.page().value("csrf").expect("a form");
        let fields = [("csrf", csrf.as_str()), ("act", named), ("whom", EMAIL)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));

        assert_eq!(staff.post("/desk/act", &fields).await.status, 400, "{named}");
    }
    assert_eq!(acts(&app, &of_email(EMAIL)).await, []);
}

#[tokio::test]
async fn an_act_wants_a_reason_without_what_belongs_to_members() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    press(&mut staff, EMAIL, "cancel", false).await;

    for (reason, fault) in [("", "Say why."), ("wrote from pat@mail.example", "email addresses")] {
        let page = staff.submit(&[("reason", reason), ("sure", "yes")]).await;

        assert_eq!(page.status, 422);
        assert!(page.text("#reason-error")[0].contains(fault), "{}", page.main());
        assert_eq!(page.value("reason").as_deref(), Some(reason));
    }
    assert_eq!(acts(&app, &of_email(EMAIL)).await, []);
    let page = staff.submit(&[("reason", "mistyped"), ("sure", "yes")]).await;
    assert!(page.heading().starts_with("Done"), "{}", page.main());
}
