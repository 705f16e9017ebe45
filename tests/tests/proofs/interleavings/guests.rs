//! Accepting an invitation, and what the owner, the contact on file or staff do at the same moment.

use std::pin::Pin;

use domain::ports::Standings as _;
use domain::{AccountNumber, Standing, StandingOf};
use jiff::SignedDuration;
use tests::app::{Account, Browser, ON_FILE, PLAIN, TestApp};
use tests::memory::Forgets;
use tests::walk::email;

use super::{Start, is_sound, orders, race};
use crate::proofs::patience::{PASSWORD, Patient, newest_link};
use crate::proofs::ways::{CONTACT, EMAIL, GUEST};

/// What somebody types who accepts without a login.
const ACCEPTS: [(&str, &str); 3] =
    [("new_password", PASSWORD), ("confirm_password", PASSWORD), ("accept_terms", "yes")];

/// The owner of an account, and who was invited to it, at the page of the letter's link.
async fn invited(app: &TestApp, account: Account) -> [Browser<'_>; 2] {
    let mut owner = Patient::new(app, EMAIL);
    owner.register(account).await;
    owner.invite(GUEST).await;
    let way_in = owner.letter(GUEST, "invitation").await;
    let mut guest = app.browser().without_script();
    guest.open(&way_in).await;
    assert!(guest.page().asks_for("new_password"));
    [owner.browser, guest]
}

/// Whether the guest opens the account, whoever has it.
async fn opens(app: &TestApp, account: Account) -> bool {
    let account = AccountNumber::parse(account.number).expect("a number");
    let Some(guest) = app.store.member_of(&email(GUEST)) else { return false };
    let Some(owner) = app.store.owner_of(&account) else { return false };
    let of = [StandingOf { account, owner: owner.member }];
    let standing = app.store.standings(&of).await.expect("an answer").remove(0);
    standing.opened_by(&guest.id, app.now()).is_some()
}

/// How often somebody was told that they may open an account.
fn told(app: &TestApp) -> usize {
    let letters = app.store.letters().into_iter();
    letters.filter(|(it, _)| it.letter.kind().name() == "guest_joined").count()
}

async fn accepting_meets_its_own_twin(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let [_, guest] = invited(&app, PLAIN).await;
    let twin = guest.clone();

    race(forgets, &app, (&guest, &ACCEPTS), (&twin, &ACCEPTS), |app, mut answers| {
        answers.sort_unstable();
        assert!(matches!(answers, [303, 303 | 410]), "{answers:?}");
        assert_eq!((app.store.members().len(), told(app)), (2, 1), "one guest, told once");
    })
    .await;
}

/// The guest accepts while somebody else acts, in every order. Returns whether each order let them in.
async fn accepting_meets<'a>(
    forgets: Option<Forgets>,
    app: &'a TestApp,
    guest: &Browser<'a>,
    act: impl AsyncFn(&TestApp),
    look: impl AsyncFn(&TestApp, bool),
) {
    for order in orders() {
        let app = Start { app, forgets }.portal();
        let mut guest = guest.moved_to(&app);
        let accepts: Pin<Box<dyn Future<Output = u16> + '_>> =
            Box::pin(async { guest.submit(&ACCEPTS).await.status });
        let acts: Pin<Box<dyn Future<Output = u16> + '_>> = Box::pin(async {
            act(&app).await;
            0
        });
        let answers = order.run([accepts, acts]).await;

        assert!(matches!(answers[0], 303 | 410), "{answers:?}");
        let has_login = app.store.member_of(&email(GUEST)).is_some();
        assert_eq!(has_login, answers[0] == 303, "what was told is done");
        look(&app, has_login).await;
        is_sound(&app).await;
    }
}

async fn accepting_meets_the_owners_end(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let [mut owner, guest] = invited(&app, PLAIN).await;
    owner.open("/profile/people").await;
    let (action, fields) = owner.filled_in_button("/profile/people/end", "person");
    owner.post(&action, &fields).await;
    let (action, fields) = owner.filled_in_form("/profile/people/end");
    let ends = async |app: &TestApp| {
        let mut owner = owner.moved_to(app);
        assert_eq!(owner.post(&action, &fields).await.status, 303);
    };

    accepting_meets(forgets, &app, &guest, ends, async |app: &TestApp, _| {
        assert!(!opens(app, PLAIN).await, "whoever was put out opens nothing");
    })
    .await;
}

async fn accepting_meets_this_was_not_me(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let [_, guest] = invited(&app, ON_FILE).await;
    let mut contact = app.browser().without_script();
    let way_in = newest_link(&app, CONTACT, "account_bound").expect("a letter to the contact");
    contact.open(&way_in).await;
    let objects = async |app: &TestApp| {
        contact.moved_to(app).submit(&[]).await;
    };

    accepting_meets(forgets, &app, &guest, objects, async |app: &TestApp, _| {
        let owner = app.store.member_of(&email(EMAIL)).expect("the owner");
        assert_eq!(owner.standing, Standing::Frozen, "the contact's word stands");
        app.wait(SignedDuration::from_hours(72));
        assert!(!opens(app, ON_FILE).await, "nor does it open after the hold");
    })
    .await;
}

async fn accepting_meets_the_release(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let [_, guest] = invited(&app, PLAIN).await;
    let releases = async |app: &TestApp| {
        while app.try_release(PLAIN).await.is_err() {}
    };

    accepting_meets(forgets, &app, &guest, releases, async |app: &TestApp, _| {
        let account = AccountNumber::parse(PLAIN.number).expect("a number");
        assert!(app.store.owner_of(&account).is_none(), "staff took it out");
        assert!(!opens(app, PLAIN).await);
    })
    .await;
}

#[tokio::test]
async fn whoever_presses_twice_accepts_once_wherever_one_is_stopped() {
    accepting_meets_its_own_twin(None).await;
}

#[tokio::test]
async fn whoever_accepts_while_the_owner_ends_it_opens_nothing_afterwards() {
    accepting_meets_the_owners_end(None).await;
}

#[tokio::test]
async fn whoever_accepts_while_the_contact_says_that_it_was_not_them_opens_nothing_afterwards() {
    accepting_meets_this_was_not_me(None).await;
}

#[tokio::test]
async fn whoever_accepts_while_staff_take_the_account_out_opens_nothing_afterwards() {
    accepting_meets_the_release(None).await;
}

mod on_a_store_that_forgets_conditions {
    use super::*;

    const FORGETS: Option<Forgets> = Some(Forgets::Conditions);

    #[tokio::test]
    #[should_panic(expected = "one guest, told once")]
    async fn one_link_makes_two_guests() {
        accepting_meets_its_own_twin(FORGETS).await;
    }

    #[tokio::test]
    #[should_panic(expected = "whoever was put out opens nothing")]
    async fn the_owners_end_is_lost() {
        accepting_meets_the_owners_end(FORGETS).await;
    }
}
