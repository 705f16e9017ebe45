//! A bookkeeper is on more accounts of others than are looked at together, and not all of them open.

use domain::{AccountNumber, GuestOf, MemberId, PersonId, Role};
use tests::app::{Browser, SECOND, TestApp};
use tests::walk::settle;

use super::{DAUGHTER, FATHER, MASKED, both, co_op, father, let_in, of_other};

/// Accounts to which somebody was let in, and which are open no more.
fn shut(many: u32) -> impl Iterator<Item = GuestOf> {
    (0..many).map(|at| GuestOf {
        account: AccountNumber::parse(&(70_000_000 + at).to_string()).expect("a number"),
        owner: MemberId::from_stored("gone"),
        person: PersonId::from_stored(format!("p{at}")),
        role: Role::View,
    })
}

/// The daughter, who came to be on her father's account after ten others or before them.
async fn with_eleven(app: &TestApp, after: bool) -> Browser<'_> {
    let (_, mut hers) = both(app, "view").await;
    app.change(DAUGHTER, |member| {
        if after {
            member.guest_of.splice(0..0, shut(10));
        } else {
            member.guest_of.extend(shut(10));
        }
    })
    .await;
    hers.open("/home").await;
    hers
}

#[tokio::test]
async fn a_guest_whose_first_ten_accounts_are_shut_still_opens_the_eleventh() {
    let app = co_op().await;
    let mut hers = with_eleven(&app, true).await;

    for path in ["/bills", "/pay", "/usage"] {
        let page = hers.open(path).await;
        assert!(page.main().contains(FATHER), "{path}: {}", page.main());
        assert!(page.links_of("main nav a").is_empty(), "{path}: nothing else can be chosen");
    }
}

#[tokio::test]
async fn home_looks_at_the_first_ten_accounts_of_others_and_names_the_rest() {
    let app = co_op().await;
    let mut hers = with_eleven(&app, false).await;

    let page = hers.page().clone();
    assert!(page.main().contains(FATHER) && page.main().contains("$84.10"), "{}", page.main());
    assert!(!page.main().contains("0000") && page.main().contains("0009"), "{}", page.main());
    let mut links = page.links().into_iter();
    let rest = links.rfind(|it| it.starts_with("/bills?account="));
    hers.open(&rest.expect("a link to the eleventh")).await;
    assert_eq!(hers.page().path, "/bills", "it is shut, so the page is about another");
    assert!(hers.page().main().contains(FATHER), "{}", hers.page().main());

    let after = co_op().await;
    let mut hers = with_eleven(&after, true).await;
    assert!(!hers.page().main().contains(FATHER), "it is not looked at");
    let bills = of_other(&mut hers, "/bills").await;
    assert!(hers.open(&bills).await.main().contains(FATHER), "but its link opens it");
}

#[tokio::test]
async fn what_is_shut_to_a_guest_cannot_be_chosen_any_more() {
    let app = co_op().await;
    let mut hers = app.browser();
    settle(&app, &mut hers, SECOND, DAUGHTER).await;
    let mut his = father(&app).await;
    let link = let_in(&app, &mut his, DAUGHTER, "view").await;
    hers.open(&link).await;
    hers.go_on(&[]).await;
    let offers = |page: &tests::app::Page| page.text("main nav").join(" ").contains(MASKED);
    for path in ["/bills", "/usage"] {
        assert!(offers(hers.open(path).await), "{path}");
    }

    app.change(FATHER, |member| member.standing = domain::Standing::Frozen).await;

    for path in ["/bills", "/pay", "/usage"] {
        assert!(!offers(hers.open(path).await), "{path}: {}", hers.page().main());
    }
}
