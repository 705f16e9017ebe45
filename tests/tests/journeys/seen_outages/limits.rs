//! How many reports there may be, and the robot check.

use jiff::SignedDuration;
use tests::app::TestApp;
use tests::walk::says;

use super::{PLACE, report, told, typed};

#[tokio::test]
async fn one_address_reports_three_times_an_hour_and_another_is_not_kept_from_it() {
    let app = TestApp::start().await;
    let at = |address| app.browser().at(address);
    for _ in 0..3 {
        assert_eq!(report(&mut at("203.0.113.77"), PLACE).await.status, 200);
    }

    let mut fourth = at("203.0.113.77");
    fourth.open("/outages").await;
    let refused = fourth.submit(&typed(PLACE, "tree")).await.clone();
    let other = report(&mut at("203.0.113.78"), PLACE).await.status;
    app.wait(SignedDuration::from_hours(1));
    let later = report(&mut at("203.0.113.77"), PLACE).await.status;

    assert_eq!((refused.status, other, later), (429, 200, 200));
    assert!(refused.body.contains("(800) 555-0142"), "whom to call");
    assert_eq!(told(&app).len(), 5);
}

#[tokio::test]
async fn a_village_behind_one_ipv6_site_reports_twenty_four_times_an_hour() {
    let app = TestApp::start().await;
    for at in 0..24 {
        let mut browser = app.browser().at(&format!("2001:db8:5:{at:x}::1"));
        assert_eq!(report(&mut browser, PLACE).await.status, 200, "{at}");
    }

    let mut browser = app.browser().at("2001:db8:5:ff::1");
    browser.open("/outages").await;
    assert_eq!(browser.submit(&typed(PLACE, "tree")).await.status, 429);
}

#[tokio::test]
async fn without_script_there_are_two_reports_an_hour_and_then_the_robot_check() {
    let app = TestApp::start().await;
    let at = || app.browser().at("203.0.113.90");
    for _ in 0..2 {
        report(&mut at().without_script(), PLACE).await;
    }

    let mut third = at().without_script();
    third.open("/outages").await;
    let refused = third.submit(&typed(PLACE, "tree")).await.clone();
    let with_script = report(&mut at(), PLACE).await.status;

    assert_eq!(refused.status, 422);
    let says_so = ("robot".to_owned(), says().errors.robot_needs_script.to_owned());
    assert_eq!(refused.errors(), [says_so]);
    assert_eq!(refused.value("place").as_deref(), Some(PLACE), "nothing typed is lost");
    assert_eq!(refused.kept("seen").as_deref(), Some("tree"));
    assert_eq!(with_script, 200);
}

#[tokio::test]
async fn a_robot_check_counts_once_and_on_its_own_form_alone() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/outages").await;
    let answer = browser.solve().await;
    let (action, mut fields) = browser.filled_in(&typed(PLACE, "tree"));
    let set = |fields: &mut Vec<(String, String)>, value: &str| {
        fields.retain(|(name, _)| name != "altcha");
        fields.push(("altcha".to_owned(), value.to_owned()));
    };
    set(&mut fields, &answer);
    browser.post(&action, &fields).await;
    assert_eq!(browser.page().status, 303);

    let mut other = app.browser();
    other.open("/outages").await;
    let (action, mut fields) = other.filled_in(&typed("another place", "tree"));
    set(&mut fields, &answer);
    let used = other.post(&action, &fields).await.clone();
    let challenge = other.get("/captcha").await.body.clone();
    set(&mut fields, &web::robot::solve(&challenge));
    let of_step_3 = other.post(&action, &fields).await.clone();
    set(&mut fields, web::robot::WORKING);
    let hurried = other.post(&action, &fields).await.clone();

    for (page, said) in [
        (used, says().errors.robot_expired),
        (of_step_3, says().errors.robot_expired),
        (hurried, says().errors.robot_not_done),
    ] {
        assert_eq!(page.status, 422);
        assert_eq!(page.errors(), [("robot".to_owned(), said.to_owned())]);
    }
    assert_eq!(told(&app).len(), 1);
}
