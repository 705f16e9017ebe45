//! Tests what a registration spends in `DynamoDB`, in the units that AWS bills.

use std::collections::BTreeMap;

use local::{Spent, SpentBy, demo};
use tests::app::{Browser, Wire};

use crate::deployed::newer::started;
use crate::deployed::people::{PASSWORD, ask, letter, link};

const EMAIL: &str = "dana.whitlock@mail.example";

/// The most that each function may spend from the first page to home: requests and write units.
///
/// Source: docs/SPEED.md#what-a-registration-spends.
const LIMITS: [(&str, u32, u32); 6] = [
    ("confirm-identity", 3, 13),
    ("home", 3, 0),
    ("paperless", 3, 5),
    ("security-phrase", 3, 1),
    ("send-letters", 15, 19),
    ("set-password", 6, 15),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_registration_spends_no_more_than_the_page_says() {
    let (stack, environments) = started().await;
    demo::import(&environments["import-accounts"]).await.expect("the demo accounts go in");
    let imported = stack.record().spent();
    let portal = Wire::to(stack.origin());
    let mut browser = Browser::new(&portal).at("127.0.0.1");

    ask(&mut browser, EMAIL, None).await;
    let path = link(&stack, &letter(&stack, EMAIL, 1).await);
    browser.open(&path).await;
    browser.go_on(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", "The blue canoe")]).await;
    assert_eq!(browser.page().path, "/home");
    stack.inbox().wait_for(EMAIL, 2).await;
    let record = stack.record().clone();
    // What was begun is finished: the letters are marked as sent.
    stack.stop().await;

    let spent = since(&imported, &record.spent());
    let limits = LIMITS
        .map(|(function, requests, written)| (function.to_owned(), (requests, f64::from(written))));
    let limits = BTreeMap::from(limits);
    for (function, spent) in &spent {
        let most = limits.get(function).copied().unwrap_or_default();
        assert!(
            spent.requests <= most.0 && spent.written <= most.1,
            "{function} may spend {most:?}, and spent {spent:?}"
        );
    }
}

/// What each function spent after an earlier count.
pub(crate) fn since(before: &SpentBy, after: &SpentBy) -> BTreeMap<String, Spent> {
    let none = BTreeMap::new();
    let of_function = |(function, all): (&String, &BTreeMap<String, Spent>)| {
        let [now, then] =
            [all, before.get(function).unwrap_or(&none)].map(|it| Spent::total(it.values()));
        let spent = Spent {
            requests: now.requests - then.requests,
            read: now.read - then.read,
            written: now.written - then.written,
        };
        (function.clone(), spent)
    };
    let all = after.iter().map(of_function);
    all.filter(|(_, spent)| spent.requests > 0).collect()
}
