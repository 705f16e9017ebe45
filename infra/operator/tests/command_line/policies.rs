//! The policies of those who use the command line grant what it does, and nothing else.

use std::collections::BTreeSet;
use std::fs;

use local::template::{Grant, Template};

use crate::portal::{Portal, Ran, accounts, run, today};
use crate::second_step::set_up;
use crate::wrong_passwords::type_wrong;

/// Granted, and not used on this machine, which has no such services.
fn is_elsewhere(grant: &Grant) -> bool {
    !grant.action.starts_with("dynamodb:") || grant.action == "dynamodb:DescribeContinuousBackups"
}

impl Portal {
    /// Runs the binary as somebody who has one policy alone.
    async fn run_with(&self, policy: &str, arguments: &[&str]) -> Ran {
        let behind_the_gate = self.stack.environment("home").expect("home has settings");
        let local = fs::read_to_string(self.data.path().join("services.env")).expect("settings");
        let database = &behind_the_gate["AWS_ENDPOINT_URL_DYNAMODB"];
        let lines =
            format!("{local}\nAWS_ACCESS_KEY_ID={policy}\nAWS_ENDPOINT_URL_DYNAMODB={database}\n");
        let env = format!("--env={}", self.file("policy.env", &lines));
        let ran = run(&[&[env.as_str()], arguments].concat()).await;
        assert!([0, 1].contains(&ran.code), "{arguments:?}: {}", ran.error);
        ran
    }

    #[track_caller]
    fn assert_used(&self, policy: &str) {
        let granted = &Template::deployed().expect("a template").policies[policy];
        let all: BTreeSet<Grant> = granted.all().into_iter().collect();
        let expected: BTreeSet<Grant> = all.into_iter().filter(|it| !is_elsewhere(it)).collect();
        assert_eq!(self.stack.record().refused(), Vec::<String>::new());
        assert_eq!(self.stack.record().granted()[policy], expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_the_phone_may_do_what_the_phone_needs_and_nothing_else() {
    let portal = Portal::start().await;
    portal
        .import(&accounts(&["1000245,Lee,24091,onfile@canary.example", "1000246,Lee,24091,"]))
        .await;
    let member = portal.register("pat@canary.example").await;
    let email = member.email_key.clone();
    portal.claim(member).await;
    // What a network sent is looked at once somebody mistyped a password there.
    type_wrong(&portal, &email, 1).await;
    let waiting = portal.ask(["1000246", "Lee", "24091"], "sam@canary.example").await;
    let code = waiting.id.reference().to_string();
    let reason = ["--reason", "called"];
    let act = async |act: &str, flag: &str, whom: &str| {
        let ran = portal.run_with("DeskPolicy", &[&[act, flag, whom], &reason[..]].concat()).await;
        assert_eq!(ran.code, 0, "{act} {flag}: {}", ran.error);
    };

    for (flag, whom) in
        [("--account", "1000245"), ("--email", "pat@canary.example"), ("--reference", &*code)]
    {
        let why = portal.run_with("DeskPolicy", &["why", flag, whom]).await;
        assert_eq!(why.code, 0, "{flag}: {}", why.error);
    }
    act("unlock", "--account", "1000245").await;
    act("unlock", "--email", "pat@canary.example").await;
    act("resend", "--reference", &code).await;
    act("cancel", "--account", "1000246").await;
    let report = portal.report_outage().await;
    let to = ["outage", "--reference", &report, "--status", "restored"];
    let back = portal.run_with("DeskPolicy", &to).await;
    assert_eq!(back.code, 0, "{}", back.error);
    set_up(&portal, "pat@canary.example").await;
    act("reset-factor", "--email", "pat@canary.example").await;
    act("freeze", "--account", "1000245").await;
    act("unfreeze", "--email", "pat@canary.example").await;
    let to = ["change-email", "--account", "1000245", "--to", "new@canary.example"];
    let begun = portal.run_with("DeskPolicy", &[&to[..], &reason[..]].concat()).await;
    assert_eq!(begun.code, 0, "{}", begun.error);
    let stop = ["change-email", "--account", "1000245", "--stop"];
    let ended = portal.run_with("DeskPolicy", &[&stop[..], &reason[..]].concat()).await;
    assert_eq!(ended.code, 0, "{}", ended.error);
    act("release", "--account", "1000245").await;

    portal.assert_used("DeskPolicy");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_runs_the_portal_may_import_and_look_it_over_and_nothing_else() {
    let portal = Portal::start().await;
    let with = |customer| {
        let header = "account_no,customer_no,last_name,billing_zip";
        format!("{header}\n1000245,{customer},Lee,24091\n1000246,7,Lee,24091\n")
    };
    let import = async |contents: &str| {
        let file = portal.file("csv", contents);
        let ran = portal.run_with("OperatorPolicy", &["import", &file, "--force"]).await;
        assert_eq!(ran.code, 0, "{}", ran.error);
    };

    import(&with(1)).await;
    let member = portal.register("pat@canary.example").await;
    portal.claim(member).await;
    let code = portal.report_outage().await;
    import(&with(2)).await;
    import(&with(3)).await;
    let balances = format!("account_no,balance_cents,as_of\n1000246,8410,{}\n", today());
    let balances = portal.file("balances.csv", &balances);
    let kind = ["import", "--as", "balances", &balances];
    let taken = portal.run_with("OperatorPolicy", &kind).await;
    assert_eq!(taken.code, 0, "{}", taken.error);
    let outages = portal.file("outages.csv", &format!("reference,status\n{code},restored\n"));
    let kind = ["import", "--as", "outages", &outages];
    let taken = portal.run_with("OperatorPolicy", &kind).await;
    assert_eq!(taken.code, 0, "{}", taken.error);
    let header = "account_no,bill_date,from_date,amount_cents,document";
    let bills = format!("{header}\n1000246,{0},{0},8410,4711.pdf\n", today());
    let bills = portal.file("bills.csv", &bills);
    let taken = portal.run_with("OperatorPolicy", &["import", "--as", "bills", &bills]).await;
    assert_eq!(taken.code, 0, "{}", taken.error);
    let doctor = portal.run_with("OperatorPolicy", &["doctor"]).await;

    assert!(doctor.out.contains("well    clock"), "{}", doctor.out);
    portal.assert_used("OperatorPolicy");
}
