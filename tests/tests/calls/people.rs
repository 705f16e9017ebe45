//! What accounts of others cost: nothing where there are none, nor a read of what they are called.

use tests::app::{PLAIN, TestApp, link};
use tests::walk::{PASSWORD, PHRASE, settle};

const OWNER: &str = "robin.asterfield@mail.example";
const GUEST: &str = "ash.asterfield@mail.example";

/// The calls of opening a page.
async fn calls(
    app: &TestApp,
    browser: &mut tests::app::Browser<'_>,
    page: &str,
) -> Vec<&'static str> {
    let before = app.faults.calls().len();
    assert_eq!(browser.open(page).await.status, 200, "{page}");
    app.faults.calls().split_off(before)
}

#[tokio::test]
async fn accounts_of_others_cost_one_read_and_nothing_where_there_are_none() {
    let app = TestApp::start().await;
    let (mut owner, mut guest) = (app.browser(), app.browser());
    settle(&app, &mut owner, PLAIN, OWNER).await;
    owner.open("/profile/people").await;
    owner.go_on(&[("email", GUEST), ("role", "view")]).await;
    guest.open(&link(&app.letter_to(GUEST).await)).await;
    let password = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
    guest.go_on(&[password[0], password[1], ("accept_terms", "yes")]).await;
    guest.go_on(&[("security_phrase", PHRASE)]).await;

    for (page, reads) in [
        ("/home", "Glances::glances"),
        ("/pay", "Balances::balances"),
        ("/bills", "Bills::bills"),
        ("/usage", "Usage::days"),
    ] {
        let own = ["Members::by_session", reads, "Services::services"];
        assert_eq!(calls(&app, &mut owner, page).await, own, "{page}");
        let of_other = ["Members::by_session", "Standings::standings", reads];
        assert_eq!(calls(&app, &mut guest, page).await, of_other, "{page}");
    }
}
