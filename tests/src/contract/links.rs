//! The links of members.

mod bills;
mod moves;

use domain::limits::Counter;
use domain::ports::StoreError;
use domain::{
    Email, FoundLink, Issued, Kept, Letter, Link, LinkClaim, LinkState, Member, PendingId, Purpose,
    SpendEnd, Spending,
};
use fixtures::test_keys;

use super::world::{
    NOON, SECOND, account, ask, claim, count, email, email_key, envelope, import_account,
    once_written, pending, unsent,
};
use super::{Store, at_once};

pub use bills::*;
pub use moves::*;

/// A new member.
async fn member(store: &impl Store) -> Member {
    import_account(store, &account(1)).await;
    let asked = ask(store, "pat", &account(1)).await;
    let claim = claim(&asked, "r");
    store.claim(&claim).await.expect("an answer");
    claim.member
}

fn link_to(to: &Email, member: &Member) -> Link {
    let id = PendingId::new([8; 16]);
    Link::new(&test_keys(), Purpose::Recover, id, to, Some(member), NOON)
}

fn issued(link: &Link) -> Issued {
    let (kept, envelope) = (
        Kept::Link(Box::new(link.clone())),
        envelope("link", Letter::Welcome { held_until: None }),
    );
    Issued { kept, envelope, counts: Vec::new() }
}

/// A member who has asked for a link.
async fn member_with_link(store: &impl Store) -> (Member, Link) {
    let member = member(store).await;
    let link = link_to(&member.email, &member);
    store.issue(&issued(&link)).await.expect("an answer");
    (member, link)
}

fn spending(link: &Link, member: &Member, request: &str) -> Spending {
    Spending {
        link: link.claim.clone(),
        request: request.to_owned(),
        member: Member { epoch: 2, ..member.clone() },
        moved_from: None,
        links: Vec::new(),
        bound: Vec::new(),
        envelope: envelope(&format!("told of {request}"), Letter::Welcome { held_until: None }),
        at: NOON,
    }
}

async fn spent(store: &impl Store, link: &Link, member: &Member, request: &str) -> SpendEnd {
    store.spend(&spending(link, member, request)).await.expect("an answer")
}

pub async fn asking_for_a_link_keeps_it_queues_its_letter_and_counts(store: impl Store) {
    let member = member(&store).await;
    let link = link_to(&member.email, &member);
    let counted = count(&Counter::default());

    let asked = Issued { counts: vec![counted.clone()], ..issued(&link) };
    store.issue(&asked).await.expect("an answer");

    assert_eq!(store.find(&link.claim).await.expect("an answer"), Some(FoundLink { link, member }));
    assert!(unsent(&store).await.contains(&"link".to_owned()));
    assert_eq!(store.read(&[counted.subject]).await.expect("an answer"), [counted.next]);
}

pub async fn a_link_asked_for_on_a_counter_that_moved_on_is_a_conflict_and_nothing_is_written(
    store: impl Store,
) {
    let member = member(&store).await;
    let link = link_to(&member.email, &member);
    store.count(&[count(&Counter::default())]).await.expect("an answer");

    let late = Issued { counts: vec![count(&Counter::default())], ..issued(&link) };
    let end = store.issue(&late).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    assert_eq!(store.find(&link.claim).await.expect("an answer"), None);
    assert!(!unsent(&store).await.contains(&"link".to_owned()));
}

pub async fn ten_links_asked_for_on_one_counter_at_once_let_one_through(store: impl Store) {
    let member = member(&store).await;
    let ask = |number: u8| {
        let (made_for, id) = (Purpose::Recover, PendingId::new([number; 16]));
        let link = Link::new(&test_keys(), made_for, id, &member.email, Some(&member), NOON);
        let (kept, told) = (
            Kept::Link(Box::new(link)),
            envelope(&format!("link {number}"), Letter::Welcome { held_until: None }),
        );
        let counts = vec![count(&Counter::default())];
        let (store, issued) = (store.clone(), Issued { kept, envelope: told, counts });
        async move { store.issue(&issued).await }
    };

    let ends = at_once((0..10).map(ask)).await;

    let lost = ends.iter().filter(|end| matches!(end, Err(StoreError::Conflict))).count();
    assert_eq!((ends.iter().filter(|end| end.is_ok()).count(), lost), (1, 9), "{ends:?}");
    let queued = unsent(&store).await.iter().filter(|id| id.starts_with("link")).count();
    assert_eq!(queued, 1);
}

pub async fn a_registration_asked_anew_is_among_those_of_its_email(store: impl Store) {
    let before = ask(&store, "pat", &account(1)).await;
    let anew = domain::Pending { id: PendingId::new([9; 16]), ..pending("pat", &account(1)) };
    let envelope = envelope("anew", anew.letter());
    let kept = Kept::Pending(Box::new(anew.clone()));

    store.issue(&Issued { kept, envelope, counts: Vec::new() }).await.expect("an answer");

    let found = store.asked(&email_key("pat")).await.expect("an answer");
    assert!(found.contains(&before) && found.contains(&anew), "{found:?}");
}

pub async fn a_link_says_whether_it_was_used_or_ended_and_one_that_is_not_there_is_over(
    store: impl Store,
) {
    let (member, link) = member_with_link(&store).await;
    let confirmed = pending("pat", &account(1)).link();
    let waiting = ask(&store, "lee", &account(2)).await;
    let state = |purpose, claim: &LinkClaim, now| {
        let (store, claim) = (&store, claim.clone());
        async move { store.state_of(purpose, &claim, now).await.expect("an answer") }
    };

    assert_eq!(state(Purpose::Verify, &confirmed, NOON).await, LinkState::Used);
    assert_eq!(state(Purpose::Verify, &waiting.link(), NOON).await, LinkState::Open);
    assert_eq!(state(Purpose::Recover, &link.claim, NOON).await, LinkState::Open);
    assert_eq!(state(Purpose::Recover, &link.claim, link.expires_at).await, LinkState::Expired);
    store.cancel(&waiting, NOON).await.expect("it waits");
    assert_eq!(spent(&store, &link, &member, "r").await, SpendEnd::Spent);

    assert_eq!(state(Purpose::Verify, &waiting.link(), NOON).await, LinkState::Expired);
    assert_eq!(state(Purpose::Recover, &link.claim, NOON).await, LinkState::Used);
    let unknown = LinkClaim { id: PendingId::new([77; 16]), ..link.claim };
    assert_eq!(state(Purpose::Recover, &unknown, NOON).await, LinkState::Expired);
    assert_eq!(state(Purpose::Verify, &unknown, NOON).await, LinkState::Expired);
}

pub async fn a_link_leads_to_its_member_and_one_about_nobody_leads_nowhere(store: impl Store) {
    let (member, link) = member_with_link(&store).await;
    let nobody = Link::new(
        &test_keys(),
        Purpose::Recover,
        PendingId::new([1; 16]),
        &email("lee"),
        None,
        NOON,
    );
    let asked = Issued {
        envelope: envelope("none", Letter::Welcome { held_until: None }),
        ..issued(&nobody)
    };
    store.issue(&asked).await.expect("an answer");
    let unknown = link_to(&email("kim"), &member);

    assert_eq!(store.find(&link.claim).await.expect("an answer"), Some(FoundLink { link, member }));
    assert_eq!(store.find(&nobody.claim).await.expect("an answer"), None);
    assert_eq!(store.find(&unknown.claim).await.expect("an answer"), None);
}

pub async fn a_spent_link_changes_its_member_and_queues_what_tells_of_it(store: impl Store) {
    let (member, link) = member_with_link(&store).await;
    let use_of_it = spending(&link, &member, "one");

    let end = store.spend(&use_of_it).await.expect("an answer");

    assert_eq!(end, SpendEnd::Spent);
    let found = store.find(&link.claim).await.expect("an answer");
    let FoundLink { link: used, member: changed } = found.expect("a link");
    assert_eq!(used.used_by.as_deref(), Some("one"));
    assert_eq!(changed, once_written(&use_of_it.member));
    assert_eq!(used.state(&changed, NOON), LinkState::Used);
    assert!(unsent(&store).await.contains(&"told of one".to_owned()));
}

pub async fn one_link_spent_twenty_times_at_once_is_spent_once(store: impl Store) {
    let (member, link) = member_with_link(&store).await;
    let run = |number| {
        let (store, spending) = (store.clone(), spending(&link, &member, &format!("r{number}")));
        async move { store.spend(&spending).await }
    };

    let ends = at_once((0..20).map(run)).await;

    let won = ends.iter().filter(|end| matches!(end, Ok(SpendEnd::Spent))).count();
    let late = ends
        .iter()
        .filter(|end| matches!(end, Ok(SpendEnd::LinkSpent) | Err(StoreError::Conflict)))
        .count();
    assert_eq!((won, late), (1, 19), "{ends:?}");
    let changed = store.by_email(&member.email).await.expect("an answer");
    assert_eq!(changed.map(|member| member.version), Some(member.version + 1));
}

pub async fn the_same_request_with_a_spent_link_again_is_spent(store: impl Store) {
    let (member, link) = member_with_link(&store).await;
    spent(&store, &link, &member, "one").await;
    let waiting = unsent(&store).await;

    assert_eq!(spent(&store, &link, &member, "one").await, SpendEnd::Spent);
    assert_eq!(unsent(&store).await, waiting);
}

pub async fn another_request_with_a_spent_link_is_told_so(store: impl Store) {
    let (member, link) = member_with_link(&store).await;
    spent(&store, &link, &member, "one").await;
    let changed = once_written(&spending(&link, &member, "one").member);

    assert_eq!(spent(&store, &link, &changed, "two").await, SpendEnd::LinkSpent);
    assert!(!unsent(&store).await.contains(&"told of two".to_owned()));
}

pub async fn a_members_link_works_until_the_last_second_of_its_time(store: impl Store) {
    let (member, link) = member_with_link(&store).await;
    let end = link.expires_at;

    let over = Spending { at: end, ..spending(&link, &member, "one") };
    assert_eq!(store.spend(&over).await.expect("an answer"), SpendEnd::LinkSpent);
    let last = Spending { at: end - SECOND, ..spending(&link, &member, "two") };
    assert_eq!(store.spend(&last).await.expect("an answer"), SpendEnd::Spent);
}

pub async fn a_link_of_a_member_who_has_changed_stays_unspent(store: impl Store) {
    let (member, link) = member_with_link(&store).await;
    let changed = Member { epoch: 9, ..member.clone() };
    store.change(&changed, None).await.expect("an answer");

    let end = store.spend(&spending(&link, &member, "one")).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    assert_eq!(
        store.find(&link.claim).await.expect("an answer"),
        Some(FoundLink { link, member: once_written(&changed) })
    );
    assert!(!unsent(&store).await.contains(&"told of one".to_owned()));
}

pub async fn a_spent_link_keeps_every_link_that_its_letters_carry(store: impl Store) {
    let (member, link) = member_with_link(&store).await;
    let made = [21, 22, 23].map(|number| {
        let id = PendingId::new([number; 16]);
        Link::not_me(&test_keys(), id, &email("contact"), &member, NOON)
    });

    let use_of_it = Spending { links: made.to_vec(), ..spending(&link, &member, "one") };
    let end = store.spend(&use_of_it).await.expect("an answer");

    assert_eq!(end, SpendEnd::Spent);
    for made in made {
        let found = store.find(&made.claim).await.expect("an answer");
        assert_eq!(found.map(|found| found.link), Some(made));
    }
}
