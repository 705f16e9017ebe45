//! A link that moves its member to another email.

use domain::{Email, Facts, FoundLink, Link, Member, MemberId, OutboxId, Row, SpendEnd, Spending};

use super::super::Store;
use super::super::world::{account, ask, claim, email, facts, import, once_written};
use super::{member_with_link, spending};

/// The use of a link that gives the member another email.
fn moving(link: &Link, member: &Member, to: Email) -> Spending {
    let mut spending = spending(link, member, "move");
    spending.moved_from = Some(member.email.clone());
    spending.member.email = to;
    spending
}

pub async fn a_link_that_brings_a_new_email_moves_the_member_there(store: impl Store) {
    let (member, link) = member_with_link(&store).await;
    let moving = moving(&link, &member, email("new"));

    let end = store.spend(&moving).await.expect("an answer");

    assert_eq!(end, SpendEnd::Spent);
    let moved = store.by_email(&email("new")).await.expect("an answer");
    assert_eq!(moved, Some(once_written(&moving.member)));
    assert_eq!(store.by_email(&email("pat")).await.expect("an answer"), None);
}

pub async fn a_new_email_that_is_taken_leaves_the_link_unspent(store: impl Store) {
    let (member, link) = member_with_link(&store).await;
    import(&store, 2, &[Row::Facts(Box::new(Facts { version: 2, ..facts(&account(2)) }))]).await;
    let asked = ask(&store, "lee", &account(2)).await;
    let mut other = claim(&asked, "other");
    other.extract_version = 2;
    (other.member.id, other.envelope.id) =
        (MemberId::from_stored("lee"), OutboxId::from_stored("welcome, lee"));
    store.claim(&other).await.expect("an answer");

    let end = store.spend(&moving(&link, &member, email("LEE"))).await.expect("an answer");

    assert_eq!(end, SpendEnd::EmailTaken);
    let found = store.find(&link.claim).await.expect("an answer");
    assert_eq!(found, Some(FoundLink { link, member: member.clone() }));
    assert_eq!(store.by_email(&email("pat")).await.expect("an answer"), Some(member));
}
