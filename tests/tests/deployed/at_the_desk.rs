//! Staff at the desk on the stack's real tables: who looks, who acts, who gets nowhere, and what it takes of the desk's role.

mod staff_member;

use std::collections::BTreeSet;

use local::demo;
use local::stack::Stack;
use local::template::{Grant, Template};
use staff::Deed;
use tests::app::{Browser, Wire};
use tests::lines::Lines;
use tracing::subscriber::DefaultGuard;

use self::staff_member::{StaffMember, offered, record};
use crate::deployed::newer::started;
use crate::deployed::people::{PASSWORD, sign_in};
use crate::deployed::roles::walk::{DANA, letter, letter_of, register, set_up};

/// Who may look, and who may look and act, as the provider of the local stack knows them.
const ROBIN: &str = "robin-who-looks";
const SAM: &str = "sam-who-acts";
/// A mailbox that is none, so that its letter comes back.
const BOUNCED: &str = "bounce.poff@mail.example";
const NEW: &str = "dana.new@mail.example";
/// Accounts of the demo: one that has a contact on file, which Dana adds, and one that somebody registers. Number and name.
const ON_FILE: [&str; 2] = ["1068642", "Thomas"];
const WAITS: [&str; 2] = ["1298748", "Poff"];
const ZIP: &str = "24079";

/// Listens to what the functions log. They all run on the thread of the test.
fn listen() -> (Lines, DefaultGuard) {
    let lines = Lines::default();
    let log = tracing_subscriber::fmt()
        .with_ansi(false)
        .without_time()
        .with_writer(lines.clone())
        .finish();
    (lines, tracing::subscriber::set_default(log))
}

#[tokio::test]
async fn whoever_may_act_does_all_that_the_desk_offers_and_the_desks_role_grants_that_and_no_more()
{
    let (lines, _listening) = listen();
    let (stack, environments) = started().await;
    demo::import(&environments["import-accounts"]).await.expect("the demo accounts go in");
    let portal = Wire::to(stack.origin());
    let desk = Wire::to(stack.desk_at().trim_end_matches("/desk"));
    let mut dana = Browser::new(&portal).at("127.0.0.1");
    register(&stack, &portal, &mut dana).await;
    sign_in(&mut Browser::new(&portal).at("127.0.0.1"), DANA, "not this one at all").await;
    add_account(&mut dana).await;
    let waiting = wait_to_confirm(&stack, &portal).await;

    let mut robin = StaffMember::sign_in(&stack, &desk, ROBIN).await;
    look_alone(&mut robin, &mut dana, &waiting.code).await;
    get_nowhere(&desk).await;
    let mut sam = StaffMember::sign_in(&stack, &desk, SAM).await;
    mend_registrations(&stack, &mut sam, &waiting, &portal).await;
    move_and_stay(&stack, &mut sam, &mut dana, &portal).await;
    shut_and_open(&stack, &mut sam, &mut dana).await;
    take_off_and_out(&stack, &mut sam, &mut dana).await;

    let log = lines.text();
    for deed in Deed::ALL {
        assert!(sam.did.contains(&deed.label()), "the walk presses \"{}\"", deed.label());
        for outcome in ["asked", "ordered", "done"] {
            record(&log, SAM, deed, outcome);
        }
    }
    record(&log, ROBIN, Deed::Freeze, "may_not");
    let secrets = [DANA, BOUNCED, NEW, "1000245", ON_FILE[0], WAITS[0], "knew the last bill"];
    let told = secrets.iter().find(|secret| log.contains(**secret));
    assert_eq!(told, None, "in the log");
    sam.browser.press("/desk/sign-out").await;
    assert_eq!(stack.record().refused(), [] as [&str; 0], "used and not granted");
    assert_eq!(stack.record().granted()["desk"], granted(), "used, and granted");
    stack.stop().await;
}

/// What the desk's role grants, but for what is done before the first request: the secrets have a test of their own.
fn granted() -> BTreeSet<Grant> {
    let template = Template::deployed().expect("the template can be read");
    let desk = template.functions.into_iter().find(|it| it.name == "desk").expect("the desk");
    let at_start =
        |it: &Grant| it.action == "secretsmanager:GetSecretValue" || it.keys == "warm-up";
    desk.role.all().into_iter().filter(|it| !at_start(it)).collect()
}

/// Adds an account whose contact on file hears of whatever happens to it.
async fn add_account(dana: &mut Browser<'_, Wire>) {
    let [number, name] = ON_FILE;
    dana.open("/profile/accounts").await;
    dana.go_on(&[("account_number", number), ("name", name), ("billing_zip", ZIP)]).await;
    assert_eq!(dana.page().path, "/profile");
}

/// A registration that waits to be confirmed.
struct Waiting {
    /// What its page shows.
    code: String,
    /// The link of its letter.
    link: String,
}

async fn wait_to_confirm(stack: &Stack, portal: &Wire) -> Waiting {
    let [number, name] = WAITS;
    let mut browser = Browser::new(portal).at("127.0.0.1");
    browser.open("/register").await;
    let who = [("account_number", number), ("name", name)];
    browser.go_on(&[who[0], who[1], ("email", BOUNCED), ("confirm_email", BOUNCED)]).await;
    browser.go_on(&[("billing_zip", ZIP), ("accept_terms", "yes")]).await;
    let code = browser.page().text("strong.code").pop().expect("a code is shown");
    let (_, link) = letter(stack, BOUNCED, "/register/verify").await;
    Waiting { code, link }
}

/// Who may look sees somebody by each of the three, is offered nothing, and does nothing.
async fn look_alone(robin: &mut StaffMember<'_>, dana: &mut Browser<'_, Wire>, code: &str) {
    let [number, _, _] = demo::first_account();
    for (whom, subject) in [
        (number, "Account ••••245"),
        (DANA, "Email d•••@mail.example"),
        (code, &*format!("Reference {code}")),
    ] {
        let page = robin.look_up(whom).await;

        assert_eq!(page.status, 200);
        assert!(page.heading().starts_with(subject), "{}", page.heading());
        assert_eq!(offered(page), [] as [&str; 0]);
        assert!(page.main().contains("Acts need another role"), "{}", page.main());
    }

    assert_eq!(robin.press(DANA, Deed::Freeze).await.status, 403);
    assert_eq!(dana.open("/home").await.path, "/home", "nothing was done");
}

/// A stranger, with whatever cookie and whatever query.
async fn get_nowhere(desk: &Wire) {
    let mut stranger = Browser::new(desk).at("127.0.0.1");
    for _ in 0..2 {
        assert_eq!(stranger.open("/desk").await.value("whom"), None);
        for (path, field) in [("/desk/case", "whom"), ("/desk/act", "act")] {
            let page = stranger.post(path, &[(field.to_owned(), DANA.to_owned())]).await;
            assert_eq!((page.status, page.value("whom")), (403, None), "{path}");
        }
        let callback = "/desk/callback?code=junk&state=junk";
        assert_eq!(stranger.get(callback).await.status, 410);
        stranger.put_cookie("desk", "bm90LWEtdG9rZW4tb2YtdGhlLWRlc2stYXQtYWxsLi4");
    }
}

/// Lets letters go again to who takes none, sends one again, and ends what waits.
async fn mend_registrations(
    stack: &Stack,
    sam: &mut StaffMember<'_>,
    waiting: &Waiting,
    portal: &Wire,
) {
    let off_the_list = "writes there again";
    assert!(sam.act(BOUNCED, Deed::Unlock, &[]).await.main().contains(off_the_list));
    assert!(!sam.act(BOUNCED, Deed::Unlock, &[]).await.main().contains(off_the_list));
    sam.on_timeline(stack, BOUNCED, "staff let them try again").await;
    // What was counted of a member, and of an account.
    for whom in [DANA, WAITS[0]] {
        sam.act(whom, Deed::Unlock, &[]).await;
        sam.on_timeline(stack, whom, "staff let them try again").await;
    }

    sam.act(&waiting.code, Deed::Resend, &[]).await;
    // The letter itself waits until the first one is a minute old.
    sam.on_timeline(stack, BOUNCED, "staff sent the letter again").await;

    sam.act(WAITS[0], Deed::Cancel, &[]).await;
    sam.on_timeline(stack, BOUNCED, "staff ended the registration").await;
    assert_eq!(Browser::new(portal).at("127.0.0.1").open(&waiting.link).await.status, 410);
}

/// Moves a login to another email as far as its wait, and ends that.
async fn move_and_stay(
    stack: &Stack,
    sam: &mut StaffMember<'_>,
    dana: &mut Browser<'_, Wire>,
    portal: &Wire,
) {
    let page = sam.act(DANA, Deed::ChangeEmail, &[("to", NEW)]).await;
    let code = page.text(".read").pop().expect("a code to read out");
    let (_, link) = letter(stack, NEW, "/profile/email/verify").await;
    let mut theirs = Browser::new(portal).at("127.0.0.1");
    theirs.open(&link).await;
    theirs.submit(&[("code", &code)]).await;
    assert_eq!(theirs.page().location(), Some("/sign-in"), "the code is right");
    sam.on_timeline(stack, DANA, "staff began to change the email").await;

    sam.act(DANA, Deed::KeepEmail, &[]).await;
    sam.on_timeline(stack, DANA, "staff ended the change of the email").await;
    assert_eq!(theirs.open(&link).await.status, 410);
    sign_in(dana, DANA, PASSWORD).await;
    assert_eq!(dana.follow().await.path, "/home");
}

async fn shut_and_open(stack: &Stack, sam: &mut StaffMember<'_>, dana: &mut Browser<'_, Wire>) {
    let [number, _] = ON_FILE;

    sam.act(number, Deed::Freeze, &[]).await;
    sam.on_timeline(stack, DANA, "staff froze the login").await;
    assert_eq!(dana.open("/home").await.path, "/sign-in");

    sam.act(DANA, Deed::Unfreeze, &[]).await;
    sam.on_timeline(stack, number, "staff opened the login again").await;
    sign_in(dana, DANA, PASSWORD).await;
    assert_eq!(dana.follow().await.path, "/home");
}

async fn take_off_and_out(stack: &Stack, sam: &mut StaffMember<'_>, dana: &mut Browser<'_, Wire>) {
    let [number, _] = ON_FILE;
    set_up(dana).await;

    sam.act(DANA, Deed::ResetFactor, &[]).await;
    sam.on_timeline(stack, DANA, "staff began the wait that takes the second step off").await;
    letter_of(stack, DANA, "/second/verify", "to be taken off").await;

    sam.act(number, Deed::Release, &[]).await;
    sam.on_timeline(stack, number, "staff took the account out of the login").await;
    let after = sam.look_up(number).await;
    assert!(!offered(after).contains(&Deed::Release.label().to_owned()), "it is nobody's");
}
