//! Paper bills are asked about after the hold, and billing hears of nothing that is held.

use domain::{Bills, EventKind, Member, Standing};
use tests::app::{ON_FILE, PLAIN, TestApp};
use tests::walk::{PASSWORD, PHRASE, become_member, email, says, settle, sign_in};

use super::{CONTACT, HOUR, THIEF, add, events, say_it_was_me, steal, told};

fn member(app: &TestApp) -> Member {
    app.store.member_of(&email(THIEF)).expect("a member")
}

fn bills(member: &Member) -> Vec<Bills> {
    member.accounts.iter().map(|binding| member.bills_of(binding)).collect()
}

#[tokio::test]
async fn seven_steps_stay_seven_and_step_6_says_when_home_will_ask() {
    let app = told().await;
    let mut browser = app.browser();

    become_member(&app, &mut browser, ON_FILE, THIEF).await;
    assert_eq!(browser.page().title(), says().steps.paperless.later.title);
    assert!(browser.page().main().contains("Thursday, November 26 at 7:00 AM"));
    assert!(
        browser.page().main().contains("Step 6 of 6")
            || browser.page().main().contains("Step 5 of 6")
    );
    browser.go_on(&[]).await;
    assert_eq!(browser.page().path, "/register/security-phrase");
    browser.go_on(&[("security_phrase", PHRASE)]).await;

    assert_eq!(browser.page().path, "/home");
    let home = browser.page().main();
    assert!(home.contains(says().history.held.asks_then), "{home}");
    assert!(!home.contains(says().account.home.choose_paperless), "{home}");
    app.wait(HOUR * 72);
    sign_in(&mut browser, THIEF, PASSWORD).await;
    assert_eq!(browser.page().path, "/home");
    assert!(browser.page().main().contains(says().account.home.asks_paperless));
    browser.open("/register/paperless").await;
    browser.go_on(&[("paperless", "yes")]).await;
    assert!(!browser.open("/home").await.main().contains(says().account.home.asks_paperless));
    assert_eq!(bills(&member(&app)), [Bills::ByEmail]);
    let last = events(&app).pop().expect("an event");
    assert_eq!((last.kind, last.email), (EventKind::PaperlessOn, Some(email(THIEF))));
}

#[tokio::test]
async fn while_it_is_held_no_post_turns_its_paper_off() {
    let app = told().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, "somebody@mail.example").await;
    browser.open("/profile/paperless").await;
    let fields = browser.filled_in(&[("paperless", "yes")]).1;
    let mut thief = app.browser();
    steal(&app, &mut thief).await;

    for (page, action) in [
        ("/register/paperless", "/register/paperless"),
        ("/profile/paperless", "/profile/paperless"),
    ] {
        thief.open(page).await;
        assert_eq!(thief.page().title(), says().steps.paperless.later.title, "{page}");
        let token = thief.page().attributes("input[name=csrf]", "value");
        let of_thief = |(name, value): &(String, String)| match name.as_str() {
            "csrf" => (name.clone(), token.last().cloned().unwrap_or_default()),
            _ => (name.clone(), value.clone()),
        };
        let fields: Vec<_> = fields.iter().map(of_thief).collect();
        thief.post(action, &fields).await;
        assert!(thief.page().status < 400, "{action}: {}", thief.page().status);
    }

    assert_eq!(bills(&member(&app)), [Bills::OnPaper]);
    let kinds: Vec<EventKind> = events(&app).iter().map(|it| it.kind).collect();
    assert!(!kinds[4..].contains(&EventKind::PaperlessOn), "{kinds:?}");
}

#[tokio::test]
async fn a_choice_for_all_leaves_the_held_one_out_and_home_asks_for_it_afterwards() {
    let app = told().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, THIEF).await;
    assert_eq!(bills(&member(&app)), [Bills::ByEmail], "paper is off for all");

    add(&mut browser, ON_FILE).await;

    assert_eq!(bills(&member(&app)), [Bills::ByEmail, Bills::OnPaper]);
    browser.open("/profile/paperless").await;
    assert!(!browser.page().main().contains("1689"), "there is nothing to choose for it yet");
    let way_in = tests::app::link(&app.letter_to(CONTACT).await);
    say_it_was_me(&mut app.browser(), &way_in).await;
    assert!(browser.open("/home").await.main().contains(says().account.home.asks_paperless));
    browser.open("/profile/paperless").await;
    assert!(browser.page().main().contains("1689"));
    browser.go_on(&[("account", "all"), ("paperless", "yes")]).await;
    assert_eq!(bills(&member(&app)), [Bills::ByEmail, Bills::ByEmail]);
    assert!(!browser.open("/home").await.main().contains(says().account.home.asks_paperless));
}

#[tokio::test]
async fn of_a_held_account_billing_hears_that_it_is_bound_frozen_or_unbound_and_nothing_else() {
    let app = told().await;
    let mut thief = app.browser();
    let way_in = steal(&app, &mut thief).await;
    app.bounce(THIEF).await;
    thief.open("/profile/close").await;
    let mut twin = app.browser();
    twin.open(&way_in).await;
    twin.submit(&[]).await;
    app.release(ON_FILE).await;
    app.deliver().await;

    let told = events(&app);
    let kinds: Vec<EventKind> = told.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [EventKind::LoginBound, EventKind::LoginFrozen, EventKind::LoginUnbound]);
    assert!(told.iter().all(|event| event.email.is_none()), "nor where its member is reached");
    let held: Vec<bool> = told.iter().map(|event| event.held_until.is_some()).collect();
    assert_eq!(held, [true, false, false]);
}

#[tokio::test]
async fn closing_a_held_login_says_no_more_than_that_it_is_unbound() {
    let app = told().await;
    let mut thief = app.browser();
    steal(&app, &mut thief).await;

    thief.open("/profile/close").await;
    thief.go_on(&[("current_password", PASSWORD)]).await;

    let last = events(&app).pop().expect("an event");
    assert_eq!((last.kind, last.email, last.accounts.len()), (EventKind::LoginUnbound, None, 1));
}

#[tokio::test]
async fn where_paper_was_off_it_comes_back_with_the_end_of_a_binding_that_is_held_anew() {
    for closes in [true, false] {
        let app = told().await;
        let mut browser = app.browser();
        settle(&app, &mut browser, PLAIN, THIEF).await;
        assert_eq!(bills(&member(&app)), [Bills::ByEmail]);
        app.change(THIEF, |member| member.standing = Standing::Frozen).await;
        app.open_again(THIEF).await;

        if closes {
            sign_in(&mut browser, THIEF, PASSWORD).await;
            browser.open("/profile/close").await;
            browser.go_on(&[("current_password", PASSWORD)]).await;
        } else {
            app.release(PLAIN).await;
        }

        let told = events(&app);
        let last: Vec<_> = told[told.len() - 2..].iter().map(|it| (it.kind, &it.email)).collect();
        assert_eq!(last, [(EventKind::LoginUnbound, &None), (EventKind::PaperlessOff, &None)]);
        assert_eq!(told[told.len() - 1].accounts[0].expose(), PLAIN.number);
    }
}

#[tokio::test]
async fn no_bill_goes_on_to_a_mailbox_that_was_replaced_during_a_hold() {
    const NEW: &str = "max.moved@mail.example";
    let app = told().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, THIEF).await;
    app.change(THIEF, |member| member.standing = Standing::Frozen).await;
    app.open_again(THIEF).await;
    sign_in(&mut browser, THIEF, PASSWORD).await;

    browser.open("/profile/email").await;
    browser.go_on(&[("email", NEW), ("confirm_email", NEW)]).await;
    browser.open(&tests::app::link(&app.letter_to(NEW).await)).await;
    browser.go_on(&[]).await;

    let last = events(&app).pop().expect("an event");
    assert_eq!((last.kind, last.email), (EventKind::PaperlessOff, None), "paper in the meantime");
    let letter = app.letter_to(NEW).await;
    assert!(letter.html.contains(says().letters.shared.on_paper), "{}", letter.html);
    app.wait(HOUR * 72);
    sign_in(&mut browser, NEW, PASSWORD).await;
    assert!(browser.page().main().contains(says().account.home.asks_paperless));
    browser.open("/profile/paperless").await;
    browser.go_on(&[("paperless", "yes")]).await;
    let last = events(&app).pop().expect("an event");
    assert_eq!((last.kind, last.email), (EventKind::PaperlessOn, Some(email(NEW))));
}

#[tokio::test]
async fn once_the_contact_said_that_it_was_them_billing_hears_where_the_member_is() {
    let app = told().await;
    let mut spouse = app.browser();
    let way_in = steal(&app, &mut spouse).await;

    say_it_was_me(&mut app.browser(), &way_in).await;

    let last = events(&app).pop().expect("an event");
    assert_eq!(
        (last.kind, last.email, last.held_until),
        (EventKind::LoginBound, Some(email(THIEF)), None)
    );
}
