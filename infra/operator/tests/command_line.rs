//! The binary itself against the local portal, on free ports.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use aws::{Clients, Settings, SystemClock, Tables};
use domain::ports::{Claims, Clock, RecordEnd, Recorded, Registrations};
use domain::{
    Acceptance, AccountNumber, Addressed, Email, EmailKey, Envelope, Language, MemberId, OutboxId,
    Outcome, PENDING_LIFE, PasswordHash, Pending, PendingId,
};
use local::functions;
use local::stack::{Options, Stack};
use serde_json::Value;
use tempfile::TempDir;

/// The portal with its data in a folder of its own.
struct Portal {
    stack: Stack,
    data: TempDir,
}

/// What a run of the command line left behind.
struct Ran {
    code: i32,
    out: String,
    error: String,
}

impl Portal {
    async fn start() -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let options = Options { data: Some(data.path().to_owned()), ..Options::default() };
        let stack = Stack::start(options, functions::portal).await.expect("the portal starts");
        Self { stack, data }
    }

    async fn run(&self, arguments: &[&str]) -> Ran {
        let local = format!("--local={}", self.data.path().display());
        let mut all = vec![local.as_str()];
        all.extend(arguments);
        run(&all).await
    }

    /// Writes a file beside the data and answers its path.
    fn file(&self, name: &str, contents: &str) -> String {
        let path = self.data.path().with_extension(name);
        fs::write(&path, contents).expect("it can be written");
        path.display().to_string()
    }

    /// Records a registration of account 1000245, as step 3 does.
    async fn register(&self) -> (Tables, Pending) {
        let text = fs::read_to_string(self.data.path().join("services.env")).expect("settings");
        let named = |name: &str| {
            let mut lines = text.lines().filter_map(|line| line.split_once('='));
            lines.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
        };
        let settings = Settings::from_lookup(named).expect("settings");
        let clients = Clients::new(&settings).expect("clients");
        let keys = aws::keys(&settings, &clients).await.expect("keys");
        let tables = Tables::new(&clients, settings.tables, keys.clone());
        let email = Email::parse("pat@canary.example").expect("an email");
        let account = AccountNumber::parse("1000245").expect("a number");
        let (now, language) = (SystemClock.now(), Language::English);
        let (version, hash) = ("1".to_owned(), "ab".to_owned());
        let pending = Pending {
            id: PendingId::new(aws::bytes()),
            key: keys.current().clone(),
            email_key: EmailKey::of(&keys, &email),
            email: email.clone(),
            language,
            outcome: Outcome::Confirm,
            account: account.clone(),
            typed_account: account,
            holder: 1,
            terms: Acceptance { version, hash, language, at: now },
            created_at: now,
            expires_at: now + PENDING_LIFE,
            used_by: None,
            wrong_numbers: 0,
        };
        let letters = vec![Addressed { to: email, language, letter: pending.letter() }];
        let id = OutboxId::from_random(aws::bytes());
        let envelope = Envelope { id, letters, events: Vec::new(), trace: None, queued_at: now };
        let recorded =
            Recorded { pending: pending.clone(), envelope, counts: Vec::new(), challenge: None };
        let end = tables.record(&recorded).await.expect("an answer");
        assert_eq!(end, RecordEnd::Recorded);
        (tables, pending)
    }

    async fn import(&self, contents: &str) -> Ran {
        let file = self.file("csv", contents);
        self.run(&["import", &file]).await
    }
}

impl Ran {
    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}\n{}", self.out, self.error))
    }
}

async fn run(arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_porchlight"));
    command.args(arguments).env_clear();
    let ended = tokio::task::spawn_blocking(move || command.output()).await;
    let Output { status, stdout, stderr } = ended.expect("it runs").expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: status.code().unwrap_or(-1), out: text(stdout), error: text(stderr) }
}

fn accounts(rows: &[&str]) -> String {
    let header = "account_no,last_name,billing_zip,contact_email";
    let lines: Vec<&str> = std::iter::once(header).chain(rows.iter().copied()).collect();
    lines.join("\n") + "\n"
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extract_goes_in_and_its_bad_rows_come_back_with_line_and_reason() {
    let portal = Portal::start().await;

    let ran = portal
        .import(&accounts(&["1000245,Quixote,24091,", "7,Panza,2409,sancho@example.com"]))
        .await;

    let rejects = portal.data.path().with_extension("rejects.csv");
    let text = fs::read_to_string(rejects).expect("rejected rows");
    assert_eq!(ran.code, 0, "{}", ran.error);
    assert!(ran.out.contains("is in force, as version 1."), "{}", ran.out);
    assert!(ran.out.contains("rejected             1"), "{}", ran.out);
    assert!(text.starts_with("line,reason,account_no"), "{text}");
    assert!(text.contains("7,Panza,2409,sancho@example.com"));
    for shown in [&ran.out, &ran.error] {
        assert!(!shown.contains("Panza") && !shown.contains("sancho"), "{shown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_says_what_would_be_and_writes_nothing() {
    let portal = Portal::start().await;
    let file = portal.file("csv", &accounts(&["1000245,Lee,24091,"]));

    let dry = portal.run(&["import", &file, "--dry-run", "--json"]).await;
    let wet = portal.run(&["import", &file, "--json"]).await;
    let again = portal.run(&["import", &file, "--json"]).await;

    assert_eq!(
        (dry.json()["end"].as_str(), dry.json()["added"].as_u64()),
        (Some("dry-run"), Some(1))
    );
    assert_eq!(
        (wet.json()["end"].as_str(), wet.json()["version"].as_u64()),
        (Some("in-force"), Some(1))
    );
    assert_eq!(again.json()["end"].as_str(), Some("same-file"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_would_drop_too_much_is_refused_with_the_way_on_unless_forced() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1,Lee,24091,", "2,Lee,24091,", "3,Lee,24091,"])).await;
    let file = portal.file("csv", &accounts(&["1,Lee,24091,"]));

    let refused = portal.run(&["import", &file, "--json"]).await;
    let forced = portal.run(&["import", &file, "--force"]).await;

    assert_eq!(refused.code, 1);
    assert!(refused.json()["problem"].as_str().is_some_and(|it| it.contains("drop 2 of 3")));
    assert!(refused.json()["way_on"].as_str().is_some_and(|it| it.contains("--force")));
    assert_eq!(refused.json()["details"]["dropped"].as_u64(), Some(2));
    assert_eq!(forced.code, 0, "{}", forced.error);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_of_the_local_portal_says_what_is_missing_and_what_cannot_be_asked() {
    let portal = Portal::start().await;

    let empty = portal.run(&["doctor"]).await;
    portal.import(&accounts(&["1,Lee,24091,"])).await;
    let fed = portal.run(&["doctor", "--json"]).await;

    assert_eq!(empty.code, 1);
    assert!(empty.out.contains("MEND    billing extract: none was imported"), "{}", empty.out);
    assert_eq!((fed.code, fed.json()["to_mend"].as_u64()), (0, Some(0)), "{}", fed.out);
    let findings = fed.json()["findings"].as_array().expect("findings").clone();
    let not_asked = findings.iter().filter(|it| it["health"] == "not-asked").count();
    assert!(not_asked >= 4, "{}", fed.out);
}

#[tokio::test]
async fn pages_and_letters_are_written_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().display().to_string();

    let ran = run(&["preview", &path, "--json"]).await;

    let has = |name: &str| Path::new(&path).join(name).is_file();
    assert_eq!(ran.code, 0, "{}", ran.error);
    assert!(has("index.html") && has("en/letter_confirm.html") && has("es/letter_confirm.txt"));
    assert!(ran.json()["files"].as_u64().is_some_and(|files| files > 60));
}

#[tokio::test]
async fn every_mistake_names_the_way_on() {
    let missing = run(&["import", "bills.csv"]).await;
    let no_portal = run(&["--local=/nowhere", "doctor"]).await;
    let typed = run(&["imprt"]).await;

    assert_eq!(missing.code, 1);
    assert!(
        missing.error.contains("STAGE is not set") && missing.error.contains("--local"),
        "{}",
        missing.error
    );
    assert_eq!(no_portal.code, 1);
    assert!(
        no_portal.error.contains("Start the portal with `cargo run` first"),
        "{}",
        no_portal.error
    );
    assert_eq!(typed.code, 2);
    assert!(typed.error.contains("import"), "{}", typed.error);
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_that_do_not_answer_are_a_matter_for_later() {
    let portal = Portal::start().await;
    let file = portal.file("csv", &accounts(&["1,Lee,24091,"]));
    let settings = fs::read_to_string(portal.data.path().join("services.env")).expect("settings");
    let settings = portal.file("env", &settings);
    portal.stack.stop().await;

    let ran = run(&["--env", &settings, "import", &file, "--json"]).await;

    assert_eq!(ran.code, 3, "{}", ran.out);
    assert!(ran.json()["way_on"].as_str().is_some_and(|it| it.contains("again")), "{}", ran.out);
}

#[tokio::test]
async fn every_command_explains_itself_with_examples() {
    for command in
        ["import", "why", "unlock", "resend", "cancel", "freeze", "unfreeze", "preview", "doctor"]
    {
        let help = run(&[command, "--help"]).await;

        assert_eq!(help.code, 0);
        assert!(help.out.contains("Examples:"), "{}", help.out);
    }
    let help = run(&["--help"]).await;
    assert!(help.out.contains("Exit codes:"), "{}", help.out);
}

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
    assert!(why.out.contains("staff let them try again (knew the bill)"), "{}", why.out);
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
    let (_, pending) = portal.register().await;
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
    assert_eq!(after["state"], "link-over");
    assert!(
        after["timeline"].to_string().contains("staff ended the registration (called)"),
        "{after}"
    );
    assert_eq!(too_late.code, 1);
    assert!(!format!("{before}{after}").contains("pat@"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_frozen_once_and_opened_again() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let (tables, pending) = portal.register().await;
    let seen = tables.facts(&pending.account).await.expect("an answer").expect("facts");
    let ids = domain::ClaimIds {
        member: MemberId::from_random(aws::bytes()),
        envelope: OutboxId::from_random(aws::bytes()),
        link: domain::PendingId::new(aws::bytes()),
        request: "r".to_owned(),
    };
    let keys = domain::test_keys();
    let nobody = PasswordHash::of_nobody(&keys);
    let claim = domain::claim(&keys, pending, &seen, nobody, ids, SystemClock.now());
    tables.claim(&claim).await.expect("an answer");
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
    assert_eq!(after["state"], "member");
    let owner = portal.run(&["why", "--account", "1000245"]).await;
    assert!(owner.out.contains("under p•••@canary.example"), "{}", owner.out);
}
