//! People who want the same thing at once: one gets it. Each race is seen to fail on a store that forgets conditions.

use tests::app::{Account, Browser, JOINT, PLAIN, SECOND, TestApp, link};
use tests::interleaving::{self, Interleaving};
use tests::invariants;
use tests::memory::Forgets;
use tests::walk::{ask, follow_letter};

use super::{Start, member, orders};
use crate::proofs::patience::{PASSWORD, come_to_rest};

/// A browser that shows a form, and what is typed into it.
type Runner<'a> = (Browser<'a>, Vec<(&'static str, &'static str)>);

impl Start<'_> {
    /// Lets all of them post at once, on a copy of the portal for each order. The statuses of their answers, sorted,
    /// have to be among those that are expected, and every invariant has to hold.
    async fn race(
        &self,
        runners: &[Runner<'_>],
        orders: impl Iterator<Item = Interleaving>,
        expected: &[&[u16]],
        check: impl Fn(&TestApp),
    ) {
        let mut many = 0;
        for order in orders {
            let app = self.portal();
            let mut all: Vec<_> =
                runners.iter().map(|(browser, typed)| (browser.moved_to(&app), typed)).collect();

            let posts = all.iter_mut().map(|(browser, typed)| browser.submit(typed));
            let answers = order.run(posts).await;

            let mut statuses: Vec<u16> = answers.iter().map(|page| page.status).collect();
            statuses.sort_unstable();
            assert!(expected.contains(&&*statuses), "order {many}: {statuses:?}");
            invariants::hold(&app);
            check(&app);
            app.deliver_new().await;
            come_to_rest(&app).await;
            invariants::hold_at_rest(&app);
            many += 1;
        }
        println!("{many} orders");
        assert!(many > 1, "there is but one order");
    }
}

/// How many letters of a kind went out.
fn letters(app: &TestApp, kind: &str) -> usize {
    app.store.letters().iter().filter(|(letter, _)| letter.letter.kind().name() == kind).count()
}

fn facts_of(account: Account) -> Vec<(&'static str, &'static str)> {
    let Account { number, name, zip } = account;
    vec![("account_number", number), ("name", name), ("billing_zip", zip)]
}

async fn so_many_register_one_account(
    many: usize,
    orders: impl Iterator<Item = Interleaving>,
    forgets: Option<Forgets>,
) {
    let app = TestApp::start().await;
    let mut runners: Vec<Runner<'_>> = Vec::new();
    for number in 0..many {
        let (mut browser, email) = (app.browser(), format!("racer{number}@mail.example"));
        ask(&mut browser, PLAIN, &email).await;
        follow_letter(&app, &mut browser, &email).await;
        runners.push((browser, vec![("new_password", PASSWORD), ("confirm_password", PASSWORD)]));
    }
    let one_gets_it: Vec<u16> =
        (0..many).map(|number| if number == 0 { 303 } else { 409 }).collect();

    let start = Start { app: &app, forgets };
    start
        .race(&runners, orders, &[&one_gets_it], |app| assert_eq!(app.store.owners().len(), 1))
        .await;
}

async fn one_link_is_followed_in_two_browsers(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, "racer@mail.example").await;
    follow_letter(&app, &mut browser, "racer@mail.example").await;
    let mut other = app.browser();
    let letter = app.letter_to("racer@mail.example").await;
    other.open(&link(&letter)).await;
    let typed = vec![("new_password", PASSWORD), ("confirm_password", PASSWORD)];
    let again = [&[("account_number", PLAIN.number)], &*typed].concat();
    let runners = [(browser, typed), (other, again)];

    let start = Start { app: &app, forgets };
    start
        .race(&runners, orders(), &[&[303, 410]], |app| {
            assert_eq!(app.store.members().len(), 1);
        })
        .await;
}

async fn two_members_add_one_account(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let mut runners = Vec::new();
    for (account, email) in [(PLAIN, "one@mail.example"), (JOINT, "two@mail.example")] {
        let mut browser = member(&app, account, email).await;
        browser.open("/profile/accounts").await;
        runners.push((browser, facts_of(SECOND)));
    }

    let start = Start { app: &app, forgets };
    start
        .race(&runners, orders(), &[&[303, 422]], |app| {
            assert_eq!(app.store.owners().len(), 3);
        })
        .await;
}

async fn a_double_click_adds_an_account(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, "one@mail.example").await;
    browser.open("/profile/accounts").await;
    let runners = [(browser.clone(), facts_of(SECOND)), (browser, facts_of(SECOND))];

    let start = Start { app: &app, forgets };
    start
        .race(&runners, orders(), &[&[303, 303], &[303, 422]], |app| {
            assert_eq!(app.store.owners().len(), 2);
            assert_eq!(letters(app, "account_added"), 1, "one letter tells of it");
        })
        .await;
}

async fn two_members_move_to_one_email(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let (new, mut runners) = ("wanted@mail.example", Vec::new());
    for (account, email) in [(PLAIN, "one@mail.example"), (SECOND, "two@mail.example")] {
        let mut browser = member(&app, account, email).await;
        browser.open("/profile/email").await;
        browser.submit(&[("email", new), ("confirm_email", new)]).await;
        let letter = app.letter_to(new).await;
        browser.open(&link(&letter)).await;
        app.wait(jiff::SignedDuration::from_mins(2));
        runners.push((browser, Vec::new()));
    }

    let start = Start { app: &app, forgets };
    start
        .race(&runners, orders(), &[&[303, 409]], |app| {
            let moved = app.store.members().into_iter().filter(|it| it.email.expose() == new);
            assert_eq!(moved.count(), 1, "one login, one email");
        })
        .await;
}

#[tokio::test]
async fn of_two_who_register_one_account_one_gets_it_wherever_one_is_stopped() {
    so_many_register_one_account(2, orders(), None).await;
}

#[tokio::test]
async fn of_four_who_register_one_account_one_gets_it_in_any_order() {
    so_many_register_one_account(4, interleaving::drawn(20), None).await;
}

#[tokio::test]
async fn of_two_browsers_that_follow_one_link_one_makes_a_member_wherever_one_is_stopped() {
    one_link_is_followed_in_two_browsers(None).await;
}

#[tokio::test]
async fn of_two_members_who_add_one_account_one_has_it_wherever_one_is_stopped() {
    two_members_add_one_account(None).await;
}

#[tokio::test]
async fn a_double_click_adds_the_account_once_wherever_one_is_stopped() {
    a_double_click_adds_an_account(None).await;
}

#[tokio::test]
async fn of_two_members_who_move_to_one_email_one_has_it_wherever_one_is_stopped() {
    two_members_move_to_one_email(None).await;
}

mod on_a_store_that_forgets_conditions {
    use super::*;

    const FORGETS: Option<Forgets> = Some(Forgets::Conditions);

    #[tokio::test]
    #[should_panic(expected = "[303, 303]")]
    async fn two_register_one_account() {
        so_many_register_one_account(2, orders(), FORGETS).await;
    }

    #[tokio::test]
    #[should_panic(expected = ": [303, 303")]
    async fn four_register_one_account() {
        so_many_register_one_account(4, interleaving::drawn(20), FORGETS).await;
    }

    #[tokio::test]
    // Two members, or an account that has an owner though the link is unused.
    #[should_panic(expected = ": [303, ")]
    async fn one_link_makes_two_members() {
        one_link_is_followed_in_two_browsers(FORGETS).await;
    }

    #[tokio::test]
    #[should_panic(expected = "[303, 303]")]
    async fn two_members_have_one_account() {
        two_members_add_one_account(FORGETS).await;
    }

    #[tokio::test]
    #[should_panic(expected = "one letter tells of it")]
    async fn a_double_click_adds_it_twice() {
        a_double_click_adds_an_account(FORGETS).await;
    }

    #[tokio::test]
    #[should_panic(expected = "[303, 303]")]
    async fn two_members_have_one_email() {
        two_members_move_to_one_email(FORGETS).await;
    }
}
