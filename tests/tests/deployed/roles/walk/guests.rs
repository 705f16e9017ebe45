//! Somebody else on an account.

use local::stack::Stack;
use tests::app::{Browser, Wire};

use super::{DANA, KIM, THIRD_PASSWORD, letter};
use crate::deployed::people::{PASSWORD, sign_in};

/// Lets somebody new in to the first account, who looks at all there is and is put out again.
pub(super) async fn let_in(stack: &Stack, portal: &Wire, browser: &mut Browser<'_, Wire>) {
    for role in ["pay", "view"] {
        browser.open("/profile/people").await;
        let (action, mut fields) = browser.filled_in_form("/profile/people");
        let typed = [("email", KIM), ("role", role), ("current_password", THIRD_PASSWORD)];
        fields.retain(|(name, _)| typed.iter().all(|(typed, _)| typed != name));
        fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
        browser.post(&action, &fields).await;
        assert_eq!(browser.follow().await.status, 200);
    }
    // The first letter's link was replaced by the second's.
    stack.inbox().wait_for(KIM, 2).await;
    let (_, link) = letter(stack, KIM, "/people/verify").await;
    let mut kim = super::browser(portal);
    // Whose session is over there is signed in no more.
    sign_in(&mut kim, DANA, THIRD_PASSWORD).await;
    let session = kim.cookie("session").expect("a session");
    kim.open("/home").await;
    kim.press("/sign-out").await;
    kim.put_cookie("session", &session);
    kim.open(&link).await;
    let password = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
    kim.go_on(&[password[0], password[1], ("accept_terms", "yes")]).await;
    assert_eq!(kim.page().path, "/register/security-phrase");
    kim.go_on(&[("security_phrase", "Green geese")]).await;
    for page in ["/home", "/bills", "/usage", "/pay", "/profile/people"] {
        assert_eq!(kim.open(page).await.status, 200, "{page}");
    }
    browser.open("/profile/people").await;
    let (action, fields) = browser.filled_in_button("/profile/people/end", "person");
    assert_eq!(browser.post(&action, &fields).await.status, 200);
    browser.go_on(&[]).await;
    assert_eq!(browser.page().status, 200);
}
