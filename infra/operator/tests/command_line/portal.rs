//! The local portal, and runs of the binary on it.

use std::fs;
use std::process::{Command, Output};
use std::time::Duration;

use aws::{Clients, Settings, SystemClock, Tables};
use domain::ports::{Clock, Registrations, Timeline};
use domain::{
    Acceptance, AccountNumber, Addressed, Email, EmailKey, Envelope, Happened, KeyRing, Language,
    OutboxId, Outcome, PENDING_LIFE, Pending, PendingId, Whose,
};
use domain::{RecordEnd, Recorded};
use local::functions;
use local::stack::{Options, Stack};
use serde_json::Value;
use tempfile::TempDir;

/// How long a test waits for what happens by itself.
const PATIENCE: Duration = Duration::from_mins(1);

/// The portal with its data in a folder of its own.
pub(crate) struct Portal {
    pub(crate) stack: Stack,
    pub(crate) data: TempDir,
}

/// What a run of the command line left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) error: String,
}

impl Portal {
    pub(crate) async fn start() -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let options = Options { data: Some(data.path().to_owned()), ..Options::default() };
        let stack = Stack::start(options, functions::portal).await.expect("the portal starts");
        Self { stack, data }
    }

    pub(crate) async fn run(&self, arguments: &[&str]) -> Ran {
        let local = format!("--local={}", self.data.path().display());
        let mut all = vec![local.as_str()];
        all.extend(arguments);
        run(&all).await
    }

    /// Writes a file beside the data and answers its path.
    pub(crate) fn file(&self, name: &str, contents: &str) -> String {
        let path = self.data.path().with_extension(name);
        fs::write(&path, contents).expect("it can be written");
        path.display().to_string()
    }

    /// The portal's tables and keys.
    pub(crate) async fn tables(&self) -> (Tables, KeyRing) {
        let text = fs::read_to_string(self.data.path().join("services.env")).expect("settings");
        let named = |name: &str| {
            let mut lines = text.lines().filter_map(|line| line.split_once('='));
            lines.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
        };
        let settings = Settings::from_lookup(named).expect("settings");
        let clients = Clients::new(&settings).expect("clients");
        let keys = aws::keys(&settings, &clients).await.expect("keys");
        (Tables::new(&clients, settings.tables, keys.clone()), keys)
    }

    /// Records that somebody asked to register account 1000245, as step 3 does, and waits until staff can see it.
    pub(crate) async fn register(&self, email: &str) -> Pending {
        let (tables, keys) = self.tables().await;
        let email = Email::parse(email).expect("an email");
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
        let trace = Some(pending.trace(Happened::Asked(pending.outcome)));
        let envelope = Envelope { id, letters, events: Vec::new(), trace, queued_at: now };
        let recorded =
            Recorded { pending: pending.clone(), envelope, counts: Vec::new(), challenge: None };
        let end = tables.record(&recorded).await.expect("an answer");
        assert_eq!(end, RecordEnd::Recorded);
        let code = Whose::Reference(pending.id.reference());
        let told = async { while tables.told(&code, now).await.expect("an answer").is_empty() {} };
        tokio::time::timeout(PATIENCE, told).await.expect("the letter's worker tells of it");
        pending
    }

    pub(crate) async fn import(&self, contents: &str) -> Ran {
        let file = self.file("csv", contents);
        self.run(&["import", &file]).await
    }
}

impl Ran {
    /// All that it showed.
    pub(crate) fn shown(&self) -> String {
        format!("{}{}", self.out, self.error)
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}\n{}", self.out, self.error))
    }
}

pub(crate) async fn run(arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_porchlight"));
    command.args(arguments).env_clear();
    let ended = tokio::task::spawn_blocking(move || command.output()).await;
    let Output { status, stdout, stderr } = ended.expect("it runs").expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: status.code().unwrap_or(-1), out: text(stdout), error: text(stderr) }
}

pub(crate) fn accounts(rows: &[&str]) -> String {
    let header = "account_no,last_name,billing_zip,contact_email";
    let lines: Vec<&str> = std::iter::once(header).chain(rows.iter().copied()).collect();
    lines.join("\n") + "\n"
}
