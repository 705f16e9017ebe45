//! Tests that `why` tells of guests, by the account and by their own email.

use aws::SystemClock;
use domain::ports::{Clock, Members, People, Standings};
use domain::{
    Email, Invitation, InviteIds, Inviting, JoinEnd, Joiner, Language, Member, MemberId, NewPerson,
    OutboxId, PasswordHash, PendingId, PersonId, Role, SpendIds, Standing, StandingOf, invite,
    join,
};

use crate::causes::{EMAIL, portal, says};

const KIM: &str = "kim@canary.example";

#[tokio::test(flavor = "multi_thread")]
async fn who_else_may_open_an_account_is_told_and_which_accounts_a_guest_may_open() {
    let portal = portal().await;
    let pending = portal.register(EMAIL).await;
    portal.claim(pending).await;
    let (tables, keys) = portal.tables().await;
    let [owner, kim] = [EMAIL, KIM].map(|email| Email::parse(email).expect("an email"));
    let owner = tables.by_email(&owner).await.expect("an answer").expect("a member");
    let (now, binding) = (SystemClock::default().now(), &owner.accounts[0]);
    let ids = InviteIds {
        person: PersonId::from_random(aws::bytes()),
        link: PendingId::new(aws::bytes()),
        envelope: OutboxId::from_random(aws::bytes()),
    };
    let (email, role, language) = (&kim, Role::View, Language::English);
    let asked = Invitation { owner: &owner, binding, email, role, language };
    let Inviting::Invites(invited) = invite(&keys, asked, None, ids, Vec::new(), now) else {
        panic!("they are invited")
    };
    tables.invite(&invited).await.expect("it is written");

    let account = portal.told("--account", "1000245").await;
    says(&account, "account-online", "k•••@canary.example is invited until");

    let of = StandingOf { account: binding.account.clone(), owner: owner.id.clone() };
    let standing = tables.standings(&[of]).await.expect("an answer").remove(0);
    let joiner = Joiner::New(Box::new(NewPerson {
        id: MemberId::from_random(aws::bytes()),
        password: PasswordHash::of_nobody(&keys),
        language: Language::English,
        terms: owner.terms.clone(),
    }));
    let envelope = OutboxId::from_random(aws::bytes());
    let ids = SpendIds { envelope, request: "of kim".to_owned() };
    let joining = join(&invited.link, &standing, joiner, ids, now).expect("they may join");
    assert_eq!(tables.join(&joining).await.expect("an answer"), JoinEnd::Joined);

    let account = portal.told("--account", "1000245").await;
    says(
        &account,
        "account-online",
        "k•••@canary.example may open it too: bills, payments and use",
    );
    let guest = portal.told("--email", KIM).await;
    says(&guest, "member", "They may open account ••••245 of p•••@canary.example");

    let frozen = Member { standing: Standing::Frozen, ..owner };
    tables.change(&frozen, None).await.expect("nobody else changes");
    let account = portal.told("--account", "1000245").await;
    let told = "k•••@canary.example was let in, and it is not open to them now: bills";
    assert!(account.to_string().contains(told), "{account}");
    assert!(!account.to_string().contains("may open it too"), "{account}");
}
