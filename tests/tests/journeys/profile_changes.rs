//! Changing what is on file: password, paper bills, security phrase, language.

use domain::ports::Members as _;
use domain::{AccountNumber, Bills, Binding, EventKind, Language, Paperless, Phrase};
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, SECOND, TestApp};
use web::portal::PORTAL;
use web::words::words;

use crate::walk::{PASSWORD, PHRASE, email, says, settle, sign_in};

const EMAIL: &str = "may.oduya@mail.example";
const NEW: &str = "nine slow turtles at noon";
const FIVE_MINUTES: SignedDuration = SignedDuration::from_mins(5);

/// A member of one account whose password was typed just now, at a page of the profile.
async fn at<'a>(app: &'a TestApp, path: &str) -> Browser<'a> {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    app.deliver().await;
    browser.open(path).await;
    assert_eq!(browser.page().path, path);
    browser
}

fn new_password<'a>(current: &'a str, new: &'a str) -> [(&'static str, &'a str); 3] {
    [("current_password", current), ("new_password", new), ("confirm_password", new)]
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_this_browser_stays() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;
    let mut other = app.browser();
    sign_in(&mut other, EMAIL, PASSWORD).await;
    let mut copied = browser.clone();

    browser.go_on(&new_password(PASSWORD, NEW)).await;

    assert_eq!(browser.page().path, "/profile");
    assert!(browser.page().main().contains(says().profile.done.password));
    assert_eq!(browser.open("/home").await.path, "/home");
    assert_eq!(other.open("/home").await.path, "/sign-in", "signed out");
    assert_eq!(copied.open("/home").await.path, "/sign-in", "the old session is worth nothing");
    sign_in(&mut other, EMAIL, NEW).await;
    assert_eq!(other.page().path, "/home");
}

#[tokio::test]
async fn a_new_password_is_told_in_a_letter() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;

    browser.go_on(&new_password(PASSWORD, NEW)).await;

    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "password_changed");
    assert!(letter.text.contains("/recover") && letter.text.contains(PORTAL.phone));
}

#[tokio::test]
async fn a_new_password_is_asked_for_with_the_old_one_however_fresh() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;

    let page = browser.submit(&[("new_password", NEW), ("confirm_password", NEW)]).await;

    let rule = says().errors.password_now_missing.to_owned();
    assert_eq!((page.status, page.errors()), (422, vec![("current_password".to_owned(), rule)]));
}

#[tokio::test]
async fn every_broken_rule_of_a_new_password_is_said_at_once_and_nothing_comes_back() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;

    let typed = [
        ("current_password", "not this"),
        ("new_password", "short"),
        ("confirm_password", "shore"),
    ];
    let page = browser.submit(&typed).await;

    let errors: Vec<String> = page.errors().into_iter().map(|(field, _)| field).collect();
    assert_eq!(errors, ["current_password", "new_password", "confirm_password"]);
    assert!(!page.body.contains("not this") && !page.body.contains("shore"));
    let page = browser.submit(&new_password(PASSWORD, PASSWORD)).await;
    let same = says().errors.new_password_is_current.to_owned();
    assert_eq!(page.errors(), [("new_password".to_owned(), same)]);
}

#[tokio::test]
async fn wrong_passwords_are_counted_and_then_wait() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;
    for _ in 0..6 {
        assert_eq!(browser.submit(&new_password("wrong one", NEW)).await.status, 422);
        browser.open("/profile/password").await;
    }

    let page = browser.submit(&new_password(PASSWORD, NEW)).await.clone();

    assert_eq!((page.status, page.header("retry-after")), (429, Some("60")));
    app.wait(SignedDuration::from_secs(2));
    browser.open("/profile/password").await;
    browser.go_on(&new_password(PASSWORD, NEW)).await;
    assert_eq!(browser.page().path, "/profile", "after the wait it is looked at");
}

#[tokio::test]
async fn a_right_password_forgets_the_wrong_ones() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;
    for _ in 0..2 {
        for _ in 0..5 {
            browser.open("/profile/password").await;
            assert_eq!(browser.submit(&new_password("wrong one", NEW)).await.status, 422);
        }
        browser.open("/profile/password").await;
        // The right one with a new one that is refused: it was looked at, and nothing changes.
        assert_eq!(browser.submit(&new_password(PASSWORD, "short")).await.status, 422);
    }
}

#[tokio::test]
async fn after_five_minutes_a_new_phrase_needs_the_password() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/security-phrase").await;
    assert!(!browser.page().asks_for("current_password"), "it was typed just now");
    app.wait(FIVE_MINUTES - SignedDuration::from_secs(1));
    assert!(!browser.open("/profile/security-phrase").await.asks_for("current_password"));
    app.wait(SignedDuration::from_secs(1));
    assert!(browser.open("/profile/security-phrase").await.asks_for("current_password"));

    let page = browser.submit(&[("security_phrase", "an old red barn")]).await;

    let rule = says().errors.password_now_missing.to_owned();
    assert_eq!((page.status, page.errors()), (422, vec![("current_password".to_owned(), rule)]));
    assert_eq!(page.value("security_phrase").as_deref(), Some("an old red barn"));
    let typed = [("security_phrase", "an old red barn"), ("current_password", "wrong one")];
    let page = browser.submit(&typed).await;
    let rule = says().errors.password_now_wrong.to_owned();
    assert_eq!(page.errors(), [("current_password".to_owned(), rule)]);
    browser.go_on(&[("security_phrase", "an old red barn"), ("current_password", PASSWORD)]).await;
    assert_eq!(browser.page().path, "/profile");
    assert!(browser.open("/home").await.main().contains("an old red barn"));
}

#[tokio::test]
async fn a_form_that_was_opened_in_time_and_sent_too_late_asks_for_the_password() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/security-phrase").await;
    app.wait(FIVE_MINUTES);

    let page = browser.submit(&[("security_phrase", "an old red barn")]).await;

    assert_eq!(page.status, 422);
    assert!(page.asks_for("current_password"));
}

#[tokio::test]
async fn a_phrase_is_no_way_to_guess_at_the_password() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/security-phrase").await;
    app.wait(FIVE_MINUTES);
    browser.open("/profile/security-phrase").await;

    let fields = |page: &tests::app::Page| -> Vec<String> {
        page.errors().into_iter().map(|(field, _)| field).collect()
    };
    let right = fields(browser.submit(&[("security_phrase", PASSWORD)]).await);
    let wrong = fields(browser.submit(&[("security_phrase", "an old red barn")]).await);

    assert_eq!(right, wrong);
    let typed = [("security_phrase", PASSWORD), ("current_password", PASSWORD)];
    let page = browser.submit(&typed).await;
    assert_eq!(fields(page), ["security_phrase"], "who knows it is told");
    assert!(!page.body.contains(PASSWORD));
}

#[tokio::test]
async fn a_new_phrase_is_told_in_a_letter_that_does_not_show_it() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/security-phrase").await;

    browser.go_on(&[("security_phrase", "an old red barn")]).await;

    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "phrase_changed");
    assert!(!letter.text.contains("barn") && !letter.html.contains("barn"));
}

#[tokio::test]
async fn a_phrase_that_breaks_a_rule_is_refused_in_the_profile_too() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/security-phrase").await;
    let broken = [
        ("", says().errors.phrase_missing),
        (EMAIL, says().errors.phrase_is_email),
        (PLAIN.number, says().errors.phrase_is_account_number),
        (PASSWORD, says().errors.phrase_is_password),
    ];

    for (typed, rule) in broken {
        let page = browser.submit(&[("security_phrase", typed)]).await;

        assert_eq!(page.errors(), [("security_phrase".to_owned(), rule.to_owned())]);
    }
    let Phrase::Chosen(phrase) = &app.store.members()[0].phrase else { panic!("it is kept") };
    assert_eq!(phrase.expose(), PHRASE);
}

#[tokio::test]
async fn who_has_a_phrase_changes_it_in_the_profile_and_not_at_step_7() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile").await;

    browser.open("/register/security-phrase").await;

    assert_eq!(browser.page().path, "/profile/security-phrase");
}

#[tokio::test]
async fn turning_paper_on_again_is_as_easy_as_turning_it_off() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/paperless").await;
    assert!(!browser.page().asks_for("account"), "there is but one");
    assert!(browser.page().main().contains(says().profile.paperless.now_by_email));
    assert!(browser.page().main().contains(PORTAL.paperless.text.get(Language::English)));

    browser.go_on(&[("paperless", "no")]).await;

    assert_eq!(browser.page().path, "/profile");
    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    let Paperless::Off(consent) = &member.paperless else { panic!("paper from now on") };
    assert_eq!(consent.version, PORTAL.paperless.version);
    assert_eq!(consent.hash, *PORTAL.paperless.sha256.get(Language::English));
    assert_eq!((consent.language, consent.at), (Language::English, app.now()));
    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "bills_on_paper");
    let told = app.store.envelopes().pop().expect("an envelope").events;
    assert_eq!(
        (told[0].kind, &told[0].accounts),
        (EventKind::PaperlessOff, &member.account_numbers())
    );
}

/// Gives the member a second account, as billing knows it.
async fn with_second_account(app: &TestApp) {
    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    let mut more = domain::Member { version: member.version + 1, ..member };
    let account = AccountNumber::parse(SECOND.number).expect("a number");
    more.accounts.push(Binding { account, holder: 1, since: app.now(), own_bills: None });
    app.store.change(&more, None).await.expect("the next version");
}

#[tokio::test]
async fn one_of_several_accounts_can_have_paper_again() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile").await;
    with_second_account(&app).await;
    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    assert!(browser.open("/profile").await.main().contains(says().profile.summary.by_email));
    browser.open("/profile/paperless").await;
    assert_eq!(browser.page().value("account").as_deref(), Some("all"), "all comes first");
    assert!(!browser.page().body.contains(SECOND.number), "numbers are masked");
    let second = browser.page().choices("account").remove(2);

    browser.go_on(&[("account", &second), ("paperless", "no")]).await;

    assert!(browser.page().main().contains(says().profile.summary.mixed));
    let after = app.store.member_of(&email(EMAIL)).expect("a member");
    let bills: Vec<Bills> = after.accounts.iter().map(|it| after.bills_of(it)).collect();
    assert_eq!(bills, [Bills::ByEmail, Bills::OnPaper]);
    let own = after.accounts[1].own_bills.as_ref().expect("a consent record");
    assert_eq!(
        (own.consent.version.as_str(), own.consent.at),
        (PORTAL.paperless.version, app.now())
    );
    let told = app.store.envelopes().pop().expect("an envelope");
    assert_eq!(told.events[0].accounts, [member.accounts[1].account.clone()]);
    let letter = app.letter_to(EMAIL).await;
    assert!(letter.text.contains(member.accounts[1].account.ending()), "which account");
    browser.open("/profile/paperless").await;
    browser.go_on(&[("account", "all"), ("paperless", "yes")]).await;
    assert!(browser.page().main().contains(says().profile.summary.by_email));
}

#[tokio::test]
async fn an_account_that_is_not_the_members_takes_no_choice() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile").await;
    with_second_account(&app).await;
    browser.open("/profile/paperless").await;

    let page = browser.submit(&[("account", "somebodyelses"), ("paperless", "no")]).await;

    let rule = says().errors.account_not_chosen.to_owned();
    assert_eq!((page.status, page.errors()), (422, vec![("account".to_owned(), rule)]));
}

#[tokio::test]
async fn a_choice_about_paper_needs_an_answer() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/paperless").await;
    assert!(browser.page().text("input[name=paperless][checked]").is_empty(), "nothing is chosen");

    let page = browser.submit(&[]).await;

    let rule = says().errors.paperless_not_chosen.to_owned();
    assert_eq!((page.status, page.errors()), (422, vec![("paperless".to_owned(), rule)]));
}

#[tokio::test]
async fn step_6_tells_the_member_and_only_what_is_new() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/paperless").await;
    let kinds = |app: &TestApp| -> Vec<&str> {
        app.letters_to(EMAIL).iter().map(|letter| letter.kind).collect()
    };
    assert_eq!(kinds(&app).last(), Some(&"bills_by_email"), "step 6 said yes");
    let before = kinds(&app).len();

    browser.go_on(&[("paperless", "yes")]).await;
    app.deliver().await;

    assert_eq!(kinds(&app).len(), before, "nothing has changed");
}

#[tokio::test]
async fn the_language_is_that_of_pages_and_of_letters() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/language").await;

    browser.go_on(&[("language", "es")]).await;

    let spanish = words(Language::Spanish);
    assert_eq!(browser.page().heading(), spanish.profile.summary.title);
    assert!(browser.page().main().contains(spanish.profile.done.language));
    browser.open("/profile/security-phrase").await;
    browser.go_on(&[("security_phrase", "un granero rojo")]).await;
    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.subject, (spanish.letters.phrase_changed.subject)(PORTAL.short_name));
}

#[tokio::test]
async fn a_language_that_we_do_not_speak_is_refused() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/language").await;

    let page = browser.submit(&[("language", "fr")]).await;

    let rule = says().errors.language_not_chosen.to_owned();
    assert_eq!((page.status, page.errors()), (422, vec![("language".to_owned(), rule)]));
    assert_eq!(app.store.members()[0].language, Language::English);
}

#[tokio::test]
async fn while_the_store_is_down_no_change_is_made_and_the_page_says_so() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile").await;
    let before = app.store.members();
    let forms: [(&str, Vec<(&str, &str)>); 4] = [
        ("/profile/password", new_password(PASSWORD, NEW).to_vec()),
        ("/profile/paperless", vec![("paperless", "no")]),
        ("/profile/security-phrase", vec![("security_phrase", "an old red barn")]),
        ("/profile/language", vec![("language", "es")]),
    ];
    for (path, typed) in forms {
        browser.open(path).await;
        app.store.set_down(true);
        let page = browser.submit(&typed).await;
        assert_eq!((page.status, page.header("retry-after")), (503, Some("60")), "{path}");
        assert!(page.body.contains(PORTAL.phone));
        app.store.set_down(false);
        assert_eq!(app.store.members(), before, "{path}");
    }
}
