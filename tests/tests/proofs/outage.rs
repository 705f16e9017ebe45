//! Mail and tables fail for a while, or now and then.
//!
//! Nothing is lost, and pages tell the truth.

mod crowd;

use domain::Mark;
use jiff::SignedDuration;
use tests::app::{Account, PLAIN, SECOND, TestApp, link};
use tests::failing::Fault;
use tests::invariants;
use tests::memory::Mood;
use web::samples::shipped;

use crate::proofs::patience::{NEW_PASSWORD, Patient, come_to_rest};
use crate::proofs::ways::Way;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const CROWD: usize = 24;
const MEMBER: &str = "one@mail.example";

/// Puts an extract of many accounts in force.
async fn import_crowd(app: &TestApp) -> Vec<Account> {
    let trees = ["Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir"];
    let one = |at: usize| Account {
        number: format!("7100{at:04}").leak(),
        name: format!("{}{}worth", trees[at % 6], trees[at / 6].to_lowercase()).leak(),
        zip: format!("79{:03}", 100 + at).leak(),
    };
    let crowd: Vec<Account> = (0..CROWD).map(one).collect();
    let row = |it: &Account| format!("{},{},{},active\n", it.number, it.name, it.zip);
    let rows: String = crowd.iter().map(row).collect();
    app.import(&format!("account_no,last_name,billing_zip,status\n{rows}")).await;
    crowd
}

fn email(at: usize) -> String {
    format!("crowd{at}@mail.example")
}

/// Lets everybody ask to register. The pages are those of any other day.
async fn all_ask(app: &TestApp, crowd: &[Account]) {
    for (at, account) in crowd.iter().enumerate() {
        let (mut browser, email) = (app.browser().without_script(), email(at));
        browser.open("/register").await;
        let who = [
            ("account_number", account.number),
            ("name", account.name),
            ("email", &email),
            ("confirm_email", &email),
        ];
        browser.go_on(&who).await;
        browser.go_on(&[("billing_zip", account.zip), ("accept_terms", "yes")]).await;
        assert_eq!(
            (browser.page().path.as_str(), browser.page().status),
            ("/register/check-email", 200)
        );
        assert!(browser.page().main().contains(shipped().phone), "whom to call if no letter comes");
    }
}

/// How many letters to confirm each person of the crowd got.
fn letters_each(app: &TestApp) -> Vec<usize> {
    (0..CROWD).map(|at| app.letters_to(&email(at)).len()).collect()
}

#[tokio::test]
async fn while_ses_is_down_letters_wait_and_all_come_within_a_quarter_of_an_hour_after() {
    let app = TestApp::start().await;
    let crowd = import_crowd(&app).await;
    app.post_office.set_mood(Mood::Closed);
    all_ask(&app, &crowd).await;
    app.deliver().await;
    for _ in 0..60 {
        app.wait(MINUTE);
        app.sweep().await;
    }
    assert_eq!(letters_each(&app), [0; CROWD]);
    invariants::hold(&app);

    app.post_office.set_mood(Mood::Open);
    for _ in 0..15 {
        app.wait(MINUTE);
        app.sweep().await;
    }

    assert_eq!(letters_each(&app), [1; CROWD]);
    invariants::hold_at_rest(&app);
}

#[tokio::test]
async fn a_way_back_in_that_waited_out_an_outage_says_to_ask_again_and_then_leads_in() {
    let app = TestApp::start().await;
    let mut member = Patient::new(&app, MEMBER);
    member.register(PLAIN).await;
    app.post_office.set_mood(Mood::Closed);
    member.ask_back().await;
    assert_eq!(member.browser.page().status, 200);
    app.deliver_new().await;
    for _ in 0..60 {
        app.wait(MINUTE);
        app.sweep().await;
    }
    assert!(app.letters_to(MEMBER).iter().all(|it| it.kind != "recover"));

    app.post_office.set_mood(Mood::Open);
    for _ in 0..15 {
        app.wait(MINUTE);
        app.sweep().await;
    }

    let letters = app.letters_to(MEMBER);
    let late: Vec<_> = letters.iter().filter(|it| it.kind == "recover").collect();
    assert_eq!(late.len(), 1, "it comes, once");
    assert!(!late[0].text.contains("/verify?t="), "its link was over: it says to ask again");
    member.go(Way::Recover).await;
    come_to_rest(&app).await;
    invariants::hold_at_rest(&app);
}

#[tokio::test]
async fn while_ses_throttles_three_of_ten_all_letters_come_once() {
    let app = TestApp::start().await;
    let mut member = Patient::new(&app, MEMBER);
    member.register(PLAIN).await;
    let crowd = import_crowd(&app).await;
    all_ask(&app, &crowd).await;
    member.ask_back().await;

    app.faults.fail_often(Some("PostOffice::send"), 30, Fault::Refused, 1);
    app.deliver().await;
    let at_first = letters_each(&app).iter().sum::<usize>();
    for _ in 0..30 {
        app.wait(MINUTE);
        app.sweep().await;
    }

    assert!((1..CROWD).contains(&at_first), "some had to wait: {at_first}");
    assert_eq!(letters_each(&app), [1; CROWD]);
    assert_eq!(app.letters_to(MEMBER).iter().filter(|it| it.kind == "recover").count(), 1);
    invariants::hold_at_rest(&app);
}

#[tokio::test]
async fn while_tables_throttle_one_call_in_ten_members_get_home_all_the_same() {
    for seed in 0..8 {
        let app = TestApp::start().await;
        app.faults.fail_often(None, 10, Fault::Refused, seed);
        let mut one = Patient::new(&app, MEMBER);
        let mut other = Patient::new(&app, "other@mail.example");

        one.register(PLAIN).await;
        other.register(SECOND).await;
        one.go(Way::Recover).await;
        app.faults.heal();
        come_to_rest(&app).await;

        invariants::hold_at_rest(&app);
        assert_eq!(app.store.members().len(), 2, "seed {seed}");
    }
}

#[tokio::test]
async fn a_worker_that_dies_between_sending_and_marking_sends_the_same_link_again() {
    let app = TestApp::start().await;
    let crowd = import_crowd(&app).await;
    all_ask(&app, &crowd[..1]).await;
    app.faults.fail_often(Some("PostOffice::send"), 100, Fault::DiesAfter, 1);
    app.deliver().await;
    assert_eq!(app.letters_to(&email(0)).len(), 1);
    assert!(app.store.letters()[0].1.is_unsent(), "nobody marked it");
    app.faults.heal();

    come_to_rest(&app).await;

    let links: Vec<String> = app.letters_to(&email(0)).iter().map(link).collect();
    assert_eq!(links.len(), 2, "twice is possible, never is not");
    assert_eq!(links[0], links[1]);
    assert!(matches!(app.store.letters()[0].1, Mark::Sent(_)));
    invariants::hold_at_rest(&app);
}

#[tokio::test]
async fn a_way_back_in_that_comes_twice_has_one_link_that_works_once() {
    let app = TestApp::start().await;
    let mut member = Patient::new(&app, MEMBER);
    member.register(PLAIN).await;
    app.deliver_new().await;
    member.ask_back().await;
    app.faults.fail_often(Some("PostOffice::send"), 100, Fault::DiesAfter, 1);
    app.deliver_new().await;
    app.faults.heal();
    app.wait(MINUTE * 3);
    app.sweep().await;

    let letters = app.letters_to(MEMBER);
    let copies: Vec<_> = letters.iter().filter(|it| it.kind == "recover").map(link).collect();
    assert_eq!(copies.len(), 2, "twice is possible, never is not");
    assert_eq!(copies[0], copies[1]);
    member.open(&copies[0]).await;
    let new = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];
    member.submit(&new).await;
    assert_eq!(member.path(), "/sign-in");
    assert_eq!(app.browser().open(&copies[1]).await.status, 410);
    come_to_rest(&app).await;
    invariants::hold_at_rest(&app);
}

#[tokio::test]
async fn a_letter_that_ses_refuses_for_good_is_marked_for_staff_to_see() {
    let app = TestApp::start().await;
    let crowd = import_crowd(&app).await;
    app.post_office.set_mood(Mood::Refusing);
    all_ask(&app, &crowd[..1]).await;
    app.deliver().await;
    come_to_rest(&app).await;

    assert!(matches!(app.store.letters()[0].1, Mark::Failed(_)));
    invariants::hold_at_rest(&app);
}
