//! How reports of outages stand, as staff say.

use aws::SystemClock;
use domain::limits::{Counter, Subject};
use domain::outages::{
    AskedOutage, CallBack, OutageIds, OutageKind, OutagePlace, OutageSeen, OutageSender,
    OutageStatus, Reporting, SeenOutage, UnverifiedOutage, WithUnverified, unverified,
};
use domain::ports::{Bindings, Claims, Clock, Counters, Outages, UnverifiedOutages};
use domain::{
    AccountKey, AccountNumber, AddressKey, Binding, Figures, Happened, OutboxId, PendingId, Whose,
};

use crate::causes::says;
use crate::portal::{Portal, accounts, run};

impl Portal {
    /// Reports an outage at account 1000245, as its member does, and answers its code. Waits until staff can see it.
    pub(crate) async fn report_outage(&self) -> String {
        let (tables, keys) = self.tables().await;
        let account = AccountNumber::parse("1000245").expect("a number");
        let of_account = std::slice::from_ref(&account);
        let owners = tables.owners_of(of_account).await.expect("an answer");
        let member = tables.by_id(&owners[0].1.member).await.expect("an answer");
        let member = member.expect("a member");
        let tries = tables.read(&[Subject::Outages(member.id.clone())]).await.expect("an answer");
        let seen = OutageSeen {
            facts: tables.facts(&account).await.expect("an answer"),
            report: tables.reports(of_account).await.expect("an answer").pop(),
            tries: tries[0].clone(),
        };
        // As after a hold, if it has one.
        let binding = Binding { held_until: None, ..member.accounts[0].clone() };
        let asked =
            AskedOutage { member: &member, binding: &binding, kind: OutageKind::Out, note: None };
        let reference = PendingId::new(aws::bytes()).reference();
        let ids = OutageIds { reference, envelope: OutboxId::from_random(aws::bytes()) };
        let now = SystemClock::default().now();
        let Reporting::Reports(reported) = domain::outages::report(&asked, &seen, ids, now) else {
            panic!("it is reported");
        };
        tables.report(&reported).await.expect("nobody else reports");
        let code = reported.report.reference;
        let is_told = |entry: &domain::TimelineEntry| matches!(entry.what, Happened::Changed(_));
        self.wait_for(&Whose::Reference(code.clone()), |told| told.iter().any(is_told)).await;
        let of_account = Whose::Account(AccountKey::of(&keys, &account));
        self.wait_for(&of_account, |told| told.iter().any(is_told)).await;
        code.to_string()
    }

    async fn status(&self) -> OutageStatus {
        let (tables, _) = self.tables().await;
        let account = AccountNumber::parse("1000245").expect("a number");
        tables.reports(&[account]).await.expect("an answer")[0].status
    }
}

async fn with_member() -> Portal {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let member = portal.register("pat@canary.example").await;
    portal.claim(member).await;
    portal
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_say_that_a_crew_is_sent_and_that_power_is_back_and_why_tells_it() {
    let portal = with_member().await;
    let code = portal.report_outage().await;
    let set = async |status: &str, more: &[&str]| {
        let to = ["outage", "--reference", &code, "--status", status];
        portal.run(&[&to[..], more].concat()).await
    };

    let reported = portal.told("--reference", &code).await;
    let crew = set("crew-sent", &["--reason", "truck 4"]).await;
    let with_crew = portal.status().await;
    let with_truck = portal.told("--reference", &code).await;
    let again = set("crew-sent", &[]).await;
    let back = set("restored", &["--json"]).await;
    let late = set("crew-sent", &[]).await;

    assert_eq!((crew.code, with_crew), (0, OutageStatus::CrewSent), "{}", crew.error);
    assert!(
        crew.out.contains(&format!("Reference {code}, account ••••245: crew-sent")),
        "{}",
        crew.out
    );
    says(&reported, "outage-reported", "nobody said more yet");
    says(&reported, "outage-reported", "account ••••245; they said: no power at all");
    says(&with_truck, "outage-crew-sent", "a crew is sent: staff (this machine) said so, as of");
    assert_eq!(again.code, 0);
    assert!(again.out.contains("stands so already"), "{}", again.out);
    assert_eq!((back.code, portal.status().await), (0, OutageStatus::Restored));
    assert_eq!(back.json()["status"], "restored");
    assert_eq!(late.code, 1);
    assert!(late.error.contains("the power is back already"), "{}", late.error);
    for (flag, whom) in [("--account", "1000245"), ("--reference", code.as_str())] {
        let why = portal.told(flag, whom).await["timeline"].to_string();
        assert!(why.contains("an outage was reported"), "{why}");
        assert!(why.contains("staff said that a crew is sent, by "), "{why}");
        assert!(why.contains(": \\\"truck 4\\\""), "{why}");
        assert!(why.contains("staff said that the power is back"), "{why}");
    }
    let (of_code, of_account) =
        (portal.told("--reference", &code).await, portal.told("--account", "1000245").await);
    says(&of_code, "outage-restored", "the power is back: staff (this machine) said so");
    let beside = format!("Outage {code}: the power is back: staff (this machine) said so");
    says(&of_account, "account-online", &beside);
}

#[tokio::test(flavor = "multi_thread")]
async fn why_tells_what_the_outage_system_said_and_that_a_newer_report_took_the_place() {
    let portal = with_member().await;
    let first = portal.report_outage().await;
    let file = portal.file("outages.csv", &format!("reference,status\n{first},restored\n"));

    let ran = portal.run(&["import", "--as", "outages", &file]).await;
    let restored = portal.told("--reference", &first).await;
    let second = portal.report_outage().await;
    let replaced = portal.told("--reference", &first).await;

    assert_eq!(ran.code, 0, "{}", ran.error);
    says(&restored, "outage-restored", "the power is back: the outage system said so, as of");
    says(&replaced, "outage-replaced", "a newer one or none");
    says(&portal.told("--reference", &second).await, "outage-reported", "nobody said more yet");
}

#[tokio::test(flavor = "multi_thread")]
async fn why_says_of_a_report_of_somebody_not_signed_in_that_nobody_keeps_how_it_stands() {
    let portal = with_member().await;
    let (tables, keys) = portal.tables().await;
    let said = UnverifiedOutage {
        place: OutagePlace::parse("12 Mill Street").expect("a place"),
        seen: SeenOutage::Tree,
        call_back: CallBack::parse("800 555 0142").expect("a number"),
    };
    let id = said.id_of(&keys, "form");
    let with = WithUnverified {
        id: id.clone(),
        challenge: None,
        envelope: OutboxId::from_random(aws::bytes()),
    };
    let sender = OutageSender { address: AddressKey::from_stored("a"), site: None };
    let (tries, now) = ([Counter::default()], SystemClock::default().now());
    let report = unverified(said, &sender, &tries, with, Figures::SHIPPED, now);
    tables.take(&report.expect("there is room")).await.expect("nobody else reports");

    let why = portal.told("--reference", &id.reference().to_string()).await;

    says(&why, "outage-unverified", "noted nowhere");
    for typed in ["Mill", "0142"] {
        assert!(!why.to_string().contains(typed), "{why}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_of_no_report_says_so_and_one_that_is_none_at_all_too() {
    let portal = with_member().await;

    let unknown = portal.run(&["outage", "--reference", "K7Q-2M4", "--status", "restored"]).await;
    let none = portal.run(&["outage", "--reference", "K7", "--status", "restored"]).await;
    let typed = portal.run(&["outage", "--reference", "K7Q-2M4", "--status", "maybe"]).await;
    let personal = ["--status", "restored", "--reason", "call 8005550142"];
    let code = portal.report_outage().await;
    let personal = portal.run(&[&["outage", "--reference", &code], &personal[..]].concat()).await;

    assert_eq!((unknown.code, none.code, typed.code, personal.code), (1, 1, 2, 1));
    assert!(unknown.error.contains("no report of an outage"), "{}", unknown.error);
    assert!(none.error.contains("that is no reference code"), "{}", none.error);
    assert_eq!(portal.status().await, OutageStatus::Reported);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_outage_system_goes_in() {
    let portal = with_member().await;
    let code = portal.report_outage().await;
    let rows = format!("Ref Code,Ticket Status\n{code},Dispatched\nZZZ-999,closed\n");
    let file = portal.file("outages.csv", &rows);

    let ran = portal.run(&["import", "--as", "outages", &file]).await;

    assert_eq!(ran.code, 4, "{}", ran.error);
    assert!(ran.out.contains("unknown-reference: 1"), "{}", ran.out);
    assert_eq!(portal.status().await, OutageStatus::CrewSent);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_columns_of_outages_are_listed() {
    let ran = run(&["import", "--columns", "--as", "outages"]).await;

    assert_eq!(ran.code, 0, "{}", ran.error);
    for name in ["reference", "status", "as_of", "Ticket Status"] {
        assert!(ran.out.contains(name), "{name}");
    }
}
