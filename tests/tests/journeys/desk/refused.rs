//! A provider that signs nobody in, or does not answer.

use desk::NotVouched;
use domain::desk::StaffRole;
use tests::app::{Browser, TestApp};
use tests::memory::SIGN_OUT;

use super::at_desk;

/// How the desk answers a provider: the fault, the status, the name in the log, and how many lines there of level ERROR.
fn faults() -> [(NotVouched, u16, &'static str, usize); 4] {
    let cause = || "a cause of its own".to_owned();
    [
        (NotVouched::Foreign(cause()), 410, "foreign", 0),
        (NotVouched::Declined(cause()), 403, "declined", 0),
        (NotVouched::Refused(cause()), 403, "not_vouched", 1),
        (NotVouched::Later(cause()), 503, "provider_away", 1),
    ]
}

#[tokio::test]
async fn a_callback_that_the_provider_does_not_stand_by_opens_nothing_and_says_why_in_the_log() {
    for (fault, status, outcome, errors) in faults() {
        let app = TestApp::empty();
        let desk = app.desk();
        let mut browser = Browser::new(&desk);
        let who = app.vouched("00u1", Some(StaffRole::Act));
        let callback = app.sent_to_provider(&mut browser, who).await;
        app.provider.answers_with(Some(fault.clone()));

        let page = browser.get(&callback).await;

        assert_eq!(page.status, status, "{fault:?}");
        assert!(!page.body.contains("a cause of its own"), "{fault:?}");
        let code = page.text("main .code").pop().expect("a code");
        assert_eq!(browser.cookie("desk"), None, "{fault:?}");
        let line = format!("cause=\"a cause of its own\" reference=\"{code}\"");
        assert_eq!((app.heard(&line), app.heard("a cause of its own")), (1, 1), "{fault:?}");
        assert_eq!(app.heard("ERROR"), errors, "{fault:?}");
        assert_eq!(app.heard(&format!("outcome=\"{outcome}\" status={status}")), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_fault_of_the_provider_ends_the_session_before_only_where_it_is_about_who_sits_here() {
    for (fault, _, _, _) in faults() {
        let app = TestApp::empty();
        let desk = app.desk();
        let mut browser = at_desk(&app, &desk, "00u1", StaffRole::Look).await;
        let callback =
            app.sent_to_provider(&mut browser, app.vouched("00u2", Some(StaffRole::Look))).await;
        app.provider.answers_with(Some(fault.clone()));
        browser.get(&callback).await;

        let stays = browser.open("/desk").await.value("whom").is_some();

        let is_of_none = matches!(fault, NotVouched::Foreign(_) | NotVouched::Later(_));
        assert_eq!(stays, is_of_none, "{fault:?}");
    }
}

#[tokio::test]
async fn who_cannot_be_sent_to_the_provider_is_told_so_and_has_words_for_the_caller() {
    for (fault, status, _, errors) in faults().into_iter().skip(2) {
        let app = TestApp::empty();
        let desk = app.desk();
        let mut browser = Browser::new(&desk);
        app.provider.answers_with(Some(fault));

        let page = browser.get("/desk/sign-in").await;

        assert_eq!((page.status, page.location()), (status, None));
        assert!(page.main().contains("tell whoever looks after the desk"), "{}", page.main());
        assert!(!page.main().contains("command line"), "nobody here has a shell");
        assert!(page.text("p[lang=en]")[0].contains("May I call you back?"));
        assert!(page.text("p[lang=es]")[0].contains("¿Le puedo devolver la llamada?"));
        assert_eq!(browser.cookie("desk-sign-in"), None);
        assert_eq!(app.heard("ERROR"), errors);
        app.provider.answers_with(None);
        assert_eq!(browser.get("/desk/sign-in").await.status, 303, "nothing of it stays");
    }
}

#[tokio::test]
async fn signing_out_works_where_the_provider_says_no_page_for_it_or_does_not_answer() {
    let app = TestApp::empty();
    let desk = app.desk();
    let mut browser = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    app.provider.answers_with(Some(NotVouched::Later("no answer".to_owned())));

    let page = browser.press("/desk/sign-out").await;

    assert_eq!((page.status, page.heading().as_str()), (200, "You are signed out of the desk"));
    assert!(!page.body.contains(SIGN_OUT), "{}", page.main());
    assert_eq!(browser.cookie("desk"), None);
    assert_eq!(browser.open("/desk").await.value("whom"), None);
}
