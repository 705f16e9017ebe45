//! Inviting: nobody learns who has a login, and a link works once, for the one address, for seven days.

use domain::Language;
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, SECOND, TestApp, link};
use tests::walk::{PASSWORD, says, settle, sign_in};
use web::words::words;

use super::{
    DAUGHTER, FATHER, HER_PASSWORD, accept_as_new, co_op, father, invite, is_on_it, kinds, let_in,
};

const STRANGER: &str = "nobody.here@mail.example";
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What inviting somebody answers and keeps.
async fn invited(app: &TestApp, browser: &mut Browser<'_>, to: &str) -> Vec<String> {
    browser.open("/profile/people").await;
    let before = (app.store.envelopes().len(), app.store.links().len());
    invite(browser, to, "pay").await;
    // The code of the account is another one in each app.
    let location = browser.page().location().and_then(|it| it.split('?').next());
    let answer = (browser.page().status, location.map(str::to_owned));
    let page = browser.follow().await.main().replace(to, "them");
    let kept = (app.store.envelopes().len() - before.0, app.store.links().len() - before.1);
    app.deliver().await;
    let letters = kinds(app, to).into_iter().filter(|kind| *kind == "invitation").count();
    vec![format!("{answer:?}"), page, format!("{kept:?}"), letters.to_string()]
}

#[tokio::test]
async fn a_member_a_stranger_and_oneself_are_invited_alike() {
    let mut all = Vec::new();
    for to in [DAUGHTER, STRANGER, FATHER] {
        let app = co_op().await;
        let mut his = father(&app).await;
        settle(&app, &mut app.browser(), SECOND, DAUGHTER).await;

        let seen = invited(&app, &mut his, to).await;

        assert_eq!(seen[2..], ["(1, 1)".to_owned(), "1".to_owned()], "{to}");
        all.push(seen);
    }
    assert_eq!(all[0], all[1]);
    // His own page shows his address elsewhere too.
    assert_eq!((&all[2][0], &all[2][2..]), (&all[0][0], &all[0][2..]));
}

#[tokio::test]
async fn whoever_invites_themselves_is_told_that_it_is_their_own() {
    let app = co_op().await;
    let mut his = father(&app).await;
    let link = let_in(&app, &mut his, FATHER, "pay").await;

    assert_eq!(his.open(&link).await.status, 409);
    assert_eq!(his.page().heading(), says().problems.invitation_own.title);
    assert!(!is_on_it(&mut his).await);
}

#[tokio::test]
async fn the_letter_goes_in_the_language_that_was_chosen_and_else_in_that_of_the_page() {
    let app = co_op().await;
    let mut his = father(&app).await;

    for (to, chosen, language) in [
        ("page@mail.example", None, Language::English),
        ("spanish@mail.example", Some("es"), Language::Spanish),
    ] {
        his.open("/profile/people").await;
        let (action, mut fields) = his.filled_in_form("/profile/people");
        let typed = [("email", to), ("role", "pay")].into_iter();
        let typed = typed.chain(chosen.map(|tag| ("language", tag)));
        fields.retain(|(name, _)| name != "email" && (name != "language" || chosen.is_none()));
        fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
        his.post(&action, &fields).await;

        let letter = app.letter_to(to).await;
        let subject = words(language).letters.people.invitation.opening[0];
        assert!(letter.text.contains(subject), "{}", letter.text);
    }
}

#[tokio::test]
async fn a_link_works_once() {
    let app = co_op().await;
    let mut his = father(&app).await;
    let link = let_in(&app, &mut his, DAUGHTER, "pay").await;
    let mut hers = app.browser();
    accept_as_new(&mut hers, &link).await;

    for browser in [&mut hers, &mut app.browser()] {
        assert_eq!(browser.open(&link).await.status, 410);
        assert_eq!(browser.page().heading(), says().problems.invitation_spent.title);
    }
}

#[tokio::test]
async fn a_link_works_for_seven_days_and_opening_it_changes_nothing() {
    let app = co_op().await;
    let mut his = father(&app).await;
    let link = let_in(&app, &mut his, DAUGHTER, "pay").await;
    for _ in 0..3 {
        assert_eq!(app.browser().open(&link).await.path, "/people/accept");
    }
    assert_eq!(app.store.members().len(), 1);
    app.wait(DAY * 7 - SignedDuration::from_secs(1));
    assert_eq!(app.browser().open(&link).await.status, 200);

    app.wait(SignedDuration::from_secs(1));

    let mut late = app.browser();
    assert_eq!(late.open(&link).await.status, 410);
    assert_eq!(late.page().heading(), says().problems.invitation_over.title);
    sign_in(&mut his, FATHER, PASSWORD).await;
    let list = his.open("/profile/people").await.main();
    assert!(list.contains(says().people.list.ran_out), "{list}");
}

#[tokio::test]
async fn inviting_again_replaces_link_and_role() {
    let app = co_op().await;
    let (mut his, mut hers) = (father(&app).await, app.browser());
    let first = let_in(&app, &mut his, DAUGHTER, "view").await;
    hers.open(&first).await;
    assert!(hers.page().main().contains(says().people.accept.views));
    app.wait(SignedDuration::from_mins(2));

    let second = let_in(&app, &mut his, DAUGHTER, "pay").await;

    let password = [("new_password", HER_PASSWORD), ("confirm_password", HER_PASSWORD)];
    hers.submit(&[password[0], password[1], ("accept_terms", "yes")]).await;
    assert_eq!(hers.page().status, 410, "the page that was open is of the first");
    assert_eq!(his.page().text("main ul.list li").len(), 1, "they stand there once");
    accept_as_new(&mut hers, &second).await;
    let page = hers.open("/usage").await.main();
    assert!(page.contains(says().account.home.no_accounts), "{page}");
}

#[tokio::test]
async fn the_invited_address_alone_accepts() {
    let app = co_op().await;
    let (mut his, mut other) = (father(&app).await, app.browser());
    settle(&app, &mut other, SECOND, STRANGER).await;
    let link = let_in(&app, &mut his, DAUGHTER, "pay").await;

    assert_eq!(other.open(&link).await.status, 409);
    assert_eq!(other.page().heading(), says().problems.invitation_for_other.title);

    // A form that was open before somebody else signed in is of no use either.
    let mut hers = app.browser();
    hers.open(&link).await;
    let password = [("new_password", HER_PASSWORD), ("confirm_password", HER_PASSWORD)];
    let (action, fields) = hers.filled_in(&[password[0], password[1], ("accept_terms", "yes")]);
    sign_in(&mut hers, STRANGER, PASSWORD).await;
    hers.post(&action, &fields).await;
    assert_eq!(hers.page().status, 409, "{}", hers.page().main());
    assert!(!is_on_it(&mut other).await && app.store.members().len() == 2);
}

#[tokio::test]
async fn an_invitation_that_was_ended_opens_nothing() {
    let app = co_op().await;
    let mut his = father(&app).await;
    let link = let_in(&app, &mut his, DAUGHTER, "pay").await;

    let (action, fields) = his.filled_in_button("/profile/people/end", "person");
    his.post(&action, &fields).await;
    assert!(his.page().main().contains(says().people.end.invited), "{}", his.page().main());
    his.go_on(&[]).await;

    assert!(his.page().main().contains(says().people.list.nobody), "{}", his.page().main());
    assert_eq!(app.browser().open(&link).await.status, 410);
    app.deliver().await;
    assert_eq!(kinds(&app, DAUGHTER), ["invitation"]);
}

#[tokio::test]
async fn two_presses_and_two_browsers_make_one_guest() {
    let app = co_op().await;
    let mut his = father(&app).await;
    let link = let_in(&app, &mut his, DAUGHTER, "pay").await;
    let (mut one, mut other) = (app.browser(), app.browser());
    for browser in [&mut one, &mut other] {
        browser.open(&link).await;
    }
    let password = [("new_password", HER_PASSWORD), ("confirm_password", HER_PASSWORD)];
    let typed = [password[0], password[1], ("accept_terms", "yes")];

    let (_, _) = tokio::join!(one.submit(&typed), other.submit(&typed));

    let statuses = [one.page().status, other.page().status];
    assert!(statuses.contains(&303), "{statuses:?}");
    assert_eq!(app.store.members().len(), 2);
    his.open("/profile/people").await;
    assert_eq!(his.page().text("main ul.list li").len(), 1);
}

#[tokio::test]
async fn a_letter_that_waited_too_long_says_to_ask_for_another() {
    let app = co_op().await;
    let mut his = father(&app).await;
    his.open("/profile/people").await;
    invite(&mut his, DAUGHTER, "pay").await;
    app.wait(DAY * 7);

    let letter = app.letter_to(DAUGHTER).await;

    assert!(letter.text.contains(FATHER) && !letter.text.contains("/people/verify"));
    assert_eq!(letter.kind, "invitation");
    assert!(!letter.text.contains("?t=") && !letter.text.contains(PLAIN.number));
}

#[tokio::test]
async fn a_link_that_a_mail_program_cut_says_so() {
    let app = co_op().await;
    let mut his = father(&app).await;
    let whole = let_in(&app, &mut his, DAUGHTER, "pay").await;

    let mut hers = app.browser();
    assert_eq!(hers.open(&whole[..whole.len() - 4]).await.status, 410);
    assert_eq!(hers.open("/people/accept").await.status, 410, "without a link");
    assert_eq!(hers.page().heading(), says().problems.link_again.title);
    assert_eq!(link(&app.letter_to(DAUGHTER).await), whole);
}
