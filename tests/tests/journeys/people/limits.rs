//! How many invitations and guests there may be.

use jiff::SignedDuration;
use tests::walk::{PASSWORD, says, sign_in};

use super::{DAUGHTER, FATHER, co_op, father, invite, let_in};

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn address(number: usize) -> String {
    format!("guest{number}.of.them@mail.example")
}

#[tokio::test]
async fn five_invitations_a_day_and_ten_people_on_an_account() {
    let app = co_op().await;
    let mut his = father(&app).await;
    for day in 0..2 {
        for number in 0..5 {
            let_in(&app, &mut his, &address(5 * day + number), "pay").await;
        }
        his.open("/profile/people").await;
        if day == 0 {
            invite(&mut his, "one.more@mail.example", "pay").await;
            assert_eq!(his.page().status, 429, "the sixth of a day");
            app.wait(DAY);
            sign_in(&mut his, FATHER, PASSWORD).await;
        }
    }
    app.deliver().await;
    assert!(app.letters_to("one.more@mail.example").is_empty());

    let page = his.open("/profile/people").await.clone();
    assert!(page.main().contains(&(says().people.list.full)(10)), "{}", page.main());
    assert!(!page.body.contains("action=\"/profile/people\""), "there is no room to ask for");
}

#[tokio::test]
async fn an_invitation_that_nobody_accepted_in_time_makes_room() {
    let app = co_op().await;
    let mut his = father(&app).await;
    for number in 0..5 {
        let_in(&app, &mut his, &address(number), "pay").await;
    }
    app.wait(DAY * 7);
    sign_in(&mut his, FATHER, PASSWORD).await;
    assert_eq!(his.open("/profile/people").await.text("main ul.list li").len(), 5);

    let_in(&app, &mut his, DAUGHTER, "pay").await;

    assert_eq!(his.page().text("main ul.list li").len(), 1, "what was over is gone");
}

#[tokio::test]
async fn inviting_who_is_on_the_account_says_so_and_sends_nothing() {
    let app = co_op().await;
    let (mut his, _hers) = super::both(&app, "pay").await;
    let before = app.letters_to(DAUGHTER).len();
    his.open("/profile/people").await;

    invite(&mut his, &DAUGHTER.to_uppercase(), "view").await;

    assert_eq!(his.page().status, 422);
    let said: Vec<String> = his.page().errors().into_iter().map(|(_, text)| text).collect();
    assert_eq!(said, [says().people.list.is_guest]);
    app.deliver().await;
    assert_eq!(app.letters_to(DAUGHTER).len(), before);
}

#[tokio::test]
async fn a_form_that_breaks_a_rule_comes_back_with_what_was_typed() {
    let app = co_op().await;
    let mut his = father(&app).await;
    his.open("/profile/people").await;

    invite(&mut his, "kim@", "").await;

    assert_eq!(his.page().status, 422);
    let broken: Vec<String> = his.page().errors().into_iter().map(|(id, _)| id).collect();
    assert_eq!(broken, ["email", "role"]);
    assert_eq!(his.page().value("email").as_deref(), Some("kim@"));
    invite(&mut his, "", "pay").await;
    let said: Vec<String> = his.page().errors().into_iter().map(|(_, text)| text).collect();
    assert_eq!(said, [says().people.list.email_missing]);
}
