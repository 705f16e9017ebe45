//! Answers for the phone: `why`, and the acts of staff.

use crate::portal::{Portal, accounts};

#[tokio::test(flavor = "multi_thread")]
async fn why_tells_what_is_so_masked_and_is_itself_on_the_timeline() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,lee@canary.example"])).await;

    let first = portal.run(&["why", "--account", "1000-245", "--json"]).await;
    let again = portal.run(&["why", "--account", "1000245"]).await;
    let nobody = portal.run(&["why", "--email", "pat@canary.example", "--json"]).await;
    let code = portal.run(&["why", "--reference", "K7Q-2M4", "--json"]).await;

    assert_eq!(first.json()["state"], "may-register", "{}", first.error);
    assert_eq!(nobody.json()["state"], "nothing-known");
    assert_eq!(code.json()["state"], "nothing-known");
    assert!(again.out.starts_with("Account ••••245"), "{}", again.out);
    assert!(again.out.contains("staff looked it up"), "{}", again.out);
    assert!(again.out.contains("Say: ") && again.out.contains('«'), "{}", again.out);
    for ran in [&first, &again, &nobody, &code] {
        let shown = format!("{}{}", ran.out, ran.error);
        for canary in ["1000245", "1000-245", "lee@", "pat@", "Lee"] {
            assert!(!shown.contains(canary), "{canary} in {shown}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn acts_need_a_reason_that_names_nobody_and_leave_it_on_the_timeline() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;

    let unreasoned = portal.run(&["unlock", "--account", "1000245"]).await;
    let personal =
        portal.run(&["unlock", "--account", "1000245", "--reason", "pat@x.example"]).await;
    let done = portal.run(&["unlock", "--account", "1000245", "--reason", "knew the bill"]).await;
    let why = portal.run(&["why", "--account", "1000245"]).await;

    assert_eq!(unreasoned.code, 2);
    assert!(unreasoned.error.contains("--reason"), "{}", unreasoned.error);
    assert_eq!(personal.code, 1);
    assert!(personal.error.contains("without email addresses"), "{}", personal.error);
    assert_eq!(done.code, 0, "{}", done.error);
    assert!(why.out.contains(": \"knew the bill\""), "{}", why.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_on_nobody_says_so_and_the_way_on() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let act = async |command: &'static str, flag: &'static str, whom: &'static str| {
        portal.run(&[command, flag, whom, "--reason", "called"]).await
    };

    for ran in [
        act("resend", "--email", "pat@canary.example").await,
        act("cancel", "--email", "pat@canary.example").await,
        act("freeze", "--email", "pat@canary.example").await,
        act("unfreeze", "--account", "1000245").await,
        act("freeze", "--reference", "K7Q-2M4").await,
        act("unlock", "--email", "no email").await,
    ] {
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.error.lines().count() == 2 && !ran.error.contains("pat@"), "{}", ran.error);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_that_waits_is_sent_again_and_ended() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let pending = portal.register("pat@canary.example").await;
    let email = ["--email", "pat@canary.example"];
    let why = async || portal.run(&["why", email[0], email[1], "--json"]).await.json();
    let act = async |act| portal.run(&[act, email[0], email[1], "--reason", "called"]).await;

    let before = why().await;
    let resent = act("resend").await;
    let cancelled = act("cancel").await;
    let after = why().await;
    let too_late = act("resend").await;

    assert_eq!(before["state"], "waits-for-confirmation");
    assert!(before["more"].to_string().contains(&pending.id.reference().to_string()), "{before}");
    assert_eq!((resent.code, cancelled.code), (0, 0), "{}{}", resent.error, cancelled.error);
    assert_eq!(after["state"], "cancelled");
    assert!(after["timeline"].to_string().contains(": \\\"called\\\""), "{after}");
    assert_eq!(too_late.code, 1);
    assert!(!format!("{before}{after}").contains("pat@"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_frozen_once_and_opened_again() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let pending = portal.register("pat@canary.example").await;
    portal.claim(pending).await;
    let why = async || portal.run(&["why", "--email", "pat@canary.example", "--json"]).await.json();

    let act = ["--account", "1000245", "--reason", "called"];
    let before = why().await;
    let frozen = portal.run(&[&["freeze"][..], &act].concat()).await;
    let between = why().await;
    let twice = portal.run(&[&["freeze"][..], &act].concat()).await;
    let opened = portal.run(&[&["unfreeze"][..], &act].concat()).await;
    let after = why().await;

    assert_eq!(before["state"], "member", "{before}");
    assert_eq!(frozen.code, 0, "{}", frozen.error);
    assert_eq!(between["state"], "login-frozen");
    assert_eq!(twice.code, 1);
    assert!(twice.error.contains("frozen already"), "{}", twice.error);
    assert_eq!(opened.code, 0, "{}", opened.error);
    assert!(opened.out.contains("it shows nothing"), "{}", opened.out);
    assert_eq!(after["state"], "member-held", "staff may have been talked into it: {after}");
    assert!(after["more"].to_string().contains("and shows nothing until"), "{after}");
    let owner = portal.run(&["why", "--account", "1000245"]).await;
    assert!(owner.out.contains("under p•••@canary.example"), "{}", owner.out);
    assert!(owner.out.contains("has time to object"), "{}", owner.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_released_account_is_nobodys_and_its_member_keeps_the_login() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,", "1000246,Lee,24091,"])).await;
    let pending = portal.register("pat@canary.example").await;
    portal.claim(pending).await;
    let act = async |whom: [&'static str; 2]| {
        portal.run(&["release", whom[0], whom[1], "--reason", "opened by a former tenant"]).await
    };

    let by_email = act(["--email", "pat@canary.example"]).await;
    let of_nobody = act(["--account", "1000246"]).await;
    let released = act(["--account", "1000245"]).await;
    let again = act(["--account", "1000245"]).await;
    let account = portal.told("--account", "1000245").await;
    let email = portal.told("--email", "pat@canary.example").await;

    assert_eq!(by_email.code, 1);
    assert!(by_email.error.contains("no account is named"), "{}", by_email.error);
    for nobodys in [of_nobody, again] {
        assert_eq!(nobodys.code, 1);
        assert!(nobodys.error.contains("no login has it"), "{}", nobodys.error);
    }
    assert_eq!(released.code, 0, "{}", released.error);
    assert_eq!(account["state"], "may-register", "{account}");
    assert_eq!(email["state"], "member", "{email}");
    assert!(!email["more"].to_string().contains("••••245 since"), "{email}");
    let other = portal.ask(["1000245", "Lee", "24091"], "sam@canary.example").await;
    portal.claim(other).await;
    assert_eq!(portal.told("--account", "1000245").await["state"], "account-online");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_email_begins_with_a_code_for_the_caller_and_can_be_stopped() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,", "1000246,Lee,24091,"])).await;
    for (number, email) in [("1000245", "pat@canary.example"), ("1000246", "sam@canary.example")] {
        let pending = portal.ask([number, "Lee", "24091"], email).await;
        portal.claim(pending).await;
    }
    let change = async |rest: &[&str]| {
        let act = ["change-email", "--account", "1000245", "--reason", "came in with an ID"];
        portal.run(&[&act[..], rest].concat()).await
    };

    let taken = change(&["--to", "sam@canary.example"]).await;
    let same = change(&["--to", "Pat@canary.example"]).await;
    let neither = change(&[]).await;
    let both = change(&["--to", "new@canary.example", "--stop"]).await;
    let begun = change(&["--to", "new@canary.example", "--json"]).await;
    let old = portal.run(&["why", "--email", "pat@canary.example"]).await;
    let new = portal.run(&["why", "--email", "new@canary.example"]).await;
    let moving = portal.told("--email", "pat@canary.example").await;
    let of_account = portal.told("--account", "1000245").await;
    let stopped = change(&["--stop"]).await;
    let kept = portal.told("--email", "pat@canary.example").await;
    let account = portal.run(&["why", "--account", "1000245"]).await;

    assert_eq!((taken.code, same.code, neither.code, both.code), (1, 1, 2, 2));
    assert!(taken.error.contains("another login has the new address"), "{}", taken.error);
    assert!(same.error.contains("has that email already"), "{}", same.error);
    let json = begun.json();
    assert_eq!(json["code"].as_str().map(str::len), Some(14), "{json}");
    for why in [&old, &new] {
        let said = "staff began to change the email, by this machine: \"came in with an ID\"";
        assert!(why.out.contains(said), "{}", why.out);
    }
    assert_eq!(stopped.code, 0, "{}", stopped.error);
    assert_eq!(moving["state"], "email-moving", "{moving}");
    assert_eq!(kept["state"], "member", "{kept}");
    assert_eq!(of_account["state"], "email-moving", "{of_account}");
    assert!(of_account["more"].to_string().contains("online since"), "{of_account}");
    assert!(new.out.contains("staff began to move a login to this email"), "{}", new.out);
    assert!(account.out.contains("staff ended the change of the email"), "{}", account.out);
    let shown = format!("{}{}{}{}", begun.out, begun.error, stopped.out, account.out);
    for canary in ["1000245", "pat@", "new@canary"] {
        assert!(!shown.contains(canary), "{canary} in {shown}");
    }
}
