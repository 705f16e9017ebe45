//! Co-ops where members pay elsewhere, or where the portal shows nothing of what billing told.

use tests::app::TestApp;

use super::{both, co_op, father};

/// Home's doors, all of them elsewhere: what a portal without a hold needs.
const ELSEWHERE: [(&str, &str); 5] = [
    ("hold_hours = 72", "hold_hours = 0"),
    ("pay = \"/pay\"", "pay = \"https://pay.example\""),
    ("use = \"/usage\"", "use = \"https://use.example\""),
    ("bills = \"/bills\"", "bills = \"https://bills.example\""),
    ("\noutages = \"", "\noutages = \"https://outages.example\" # \""),
];

#[tokio::test]
async fn where_nobody_takes_payments_here_no_guest_is_led_to_a_page_that_is_not_there() {
    let mut app = co_op().await;
    app.take_no_payments();
    app.set_settings(&ELSEWHERE[1..2]);
    let (_his, mut hers) = both(&app, "view").await;

    let links = hers.open("/home").await.links();

    assert!(links.contains(&"https://pay.example".to_owned()), "{links:?}");
    assert!(links.iter().any(|it| it.starts_with("/bills?account=")), "{links:?}");
    for link in links.iter().filter(|it| it.starts_with('/')) {
        assert_eq!(hers.open(link).await.status, 200, "{link}");
    }
}

#[tokio::test]
async fn where_nothing_is_shown_nobody_is_let_in() {
    let mut app = TestApp::empty();
    app.set_settings(&ELSEWHERE);
    app.import(super::EXTRACT).await;
    let mut his = father(&app).await;

    let profile = his.open("/profile").await.links();

    assert!(!profile.contains(&"/profile/people".to_owned()), "{profile:?}");
    for page in ["/profile/people", "/people/accept"] {
        assert_eq!(his.open(page).await.status, 404, "{page}");
    }
}
