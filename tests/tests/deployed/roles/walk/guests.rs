//! Somebody else on an account.

use local::stack::Stack;
use tests::app::{Browser, Wire};

use super::{DANA, KIM, THIRD_PASSWORD, letter};
use crate::deployed::people::{PASSWORD, sign_in};

/// Lets somebody new in to the first account, who pays and is put out, then looks at all there is and is put out again, and
/// at last closes the login.
pub(super) async fn let_in(stack: &Stack, portal: &Wire, browser: &mut Browser<'_, Wire>) {
    for role in ["view", "pay"] {
        invite(browser, role).await;
    }
    // The first letter's link was replaced by the second's.
    stack.inbox().wait_for(KIM, 2).await;
    let (_, first) = letter(stack, KIM, "/people/verify").await;
    let mut kim = super::browser(portal);
    // Whose session is over there is signed in no more.
    sign_in(&mut kim, DANA, THIRD_PASSWORD).await;
    let session = kim.cookie("session").expect("a session");
    kim.open("/home").await;
    kim.press("/sign-out").await;
    kim.put_cookie("session", &session);
    kim.open(&first).await;
    let password = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
    kim.go_on(&[password[0], password[1], ("accept_terms", "yes")]).await;
    assert_eq!(kim.page().path, "/register/security-phrase");
    kim.go_on(&[("security_phrase", "Green geese")]).await;
    assert!(names_dana(&mut kim, "/home").await && names_dana(&mut kim, "/bills").await);
    assert!(!names_dana(&mut kim, "/usage").await, "who pays does not see the use");
    assert!(names_dana(&mut kim, "/pay").await);
    kim.press("/pay").await;
    assert!(kim.page().value("token").is_some(), "the vendor gets to know: {}", kim.page().main());
    put_out(browser, &mut kim).await;

    let second = accept_again(stack, browser, &mut kim, &first).await;
    for page in ["/home", "/bills", "/usage", "/pay"] {
        assert!(names_dana(&mut kim, page).await, "{page}");
    }
    put_out(browser, &mut kim).await;

    accept_again(stack, browser, &mut kim, &second).await;
    kim.open("/profile/close").await;
    kim.go_on(&[("current_password", PASSWORD)]).await;
    assert_eq!(kim.page().path, "/profile/closed");
}

/// Lets Kim in once more, who was invited by a link before, and answers the link that it took.
async fn accept_again(
    stack: &Stack,
    browser: &mut Browser<'_, Wire>,
    kim: &mut Browser<'_, Wire>,
    before: &str,
) -> String {
    invite(browser, "view").await;
    let link = link_after(stack, before).await;
    kim.open(&link).await;
    kim.go_on(&[]).await;
    assert_eq!(kim.page().path, "/home");
    link
}

/// Invites Kim to the first account.
async fn invite(browser: &mut Browser<'_, Wire>, role: &str) {
    browser.open("/profile/people").await;
    let (action, mut fields) = browser.filled_in_form("/profile/people");
    let typed = [("email", KIM), ("role", role), ("current_password", THIRD_PASSWORD)];
    fields.retain(|(name, _)| typed.iter().all(|(typed, _)| typed != name));
    fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    browser.post(&action, &fields).await;
    assert_eq!(browser.follow().await.status, 200);
}

/// The link of the first invitation that came after another.
async fn link_after(stack: &Stack, before: &str) -> String {
    loop {
        let many = stack.inbox().letters_to(KIM).len();
        let (_, link) = letter(stack, KIM, "/people/verify").await;
        if link != before {
            return link;
        }
        stack.inbox().wait_for(KIM, many + 1).await;
    }
}

/// Whether a page says whose account it is about.
async fn names_dana(kim: &mut Browser<'_, Wire>, page: &str) -> bool {
    let page = kim.open(page).await;
    assert_eq!(page.status, 200, "{}", page.path);
    page.main().contains(DANA)
}

/// The owner ends it, and nothing of the account opens any more.
async fn put_out(browser: &mut Browser<'_, Wire>, kim: &mut Browser<'_, Wire>) {
    browser.open("/profile/people").await;
    let (action, fields) = browser.filled_in_button("/profile/people/end", "person");
    assert_eq!(browser.post(&action, &fields).await.status, 200);
    browser.go_on(&[]).await;
    assert_eq!(browser.page().status, 200);
    for page in ["/home", "/bills", "/usage", "/pay", "/profile/people"] {
        assert!(!names_dana(kim, page).await, "{page}: {}", kim.page().main());
    }
}
