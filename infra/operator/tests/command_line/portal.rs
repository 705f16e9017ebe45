//! The local portal, and runs of the binary on it.

use std::fs;
use std::process::{Command, Output};
use std::time::Duration;

use aws::{Clients, Settings, SystemClock, Tables};
use domain::ports::{Claims, Clock, Registrations, Timeline};
use domain::{
    Acceptance, AccountNumber, AddressKey, Answer, Asked, AskedWith, ClaimEnd, ClaimIds, Email,
    EmailKey, Figures, Happened, Hold, KeyRing, Language, LookUp, MemberId, Name, OutboxId,
    Outcome, PasswordHash, Pending, PendingId, QuestionKind, RecordEnd, TimelineEntry, Whose,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use local::functions;
use local::stack::{Options, Stack};
use serde_json::Value;
use tempfile::TempDir;

/// How long a test waits for the workers.
const PATIENCE: Duration = Duration::from_mins(1);

/// The day in UTC, as imports have it.
pub(crate) fn today() -> Date {
    TimeZone::UTC.to_datetime(SystemClock::default().now()).date()
}

/// The portal with its data in a folder of its own.
pub(crate) struct Portal {
    pub(crate) stack: Stack,
    pub(crate) data: TempDir,
    /// The folder around it, where files of tests are, so that nothing is left of them.
    _around: TempDir,
}

/// The result of a run of the command line.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) error: String,
}

impl Portal {
    pub(crate) async fn start() -> Self {
        let around = tempfile::tempdir().expect("a folder");
        let data = tempfile::tempdir_in(around.path()).expect("a folder");
        let options = Options { data: Some(data.path().to_owned()), ..Options::default() };
        Self::start_with(options, data, around).await
    }

    /// The portal of a co-op with these settings.
    pub(crate) async fn of(settings: &str) -> Self {
        let around = tempfile::tempdir().expect("a folder");
        let data = tempfile::tempdir_in(around.path()).expect("a folder");
        let file = around.path().join("portal.toml");
        fs::write(&file, settings).expect("it can be written");
        let options = Options {
            data: Some(data.path().to_owned()),
            settings: Some(file),
            ..Options::default()
        };
        Self::start_with(options, data, around).await
    }

    async fn start_with(options: Options, data: TempDir, around: TempDir) -> Self {
        let stack = Stack::start(options, functions::portal).await.expect("the portal starts");
        Self { stack, data, _around: around }
    }

    pub(crate) async fn run(&self, arguments: &[&str]) -> Ran {
        let local = format!("--local={}", self.data.path().display());
        let mut all = vec![local.as_str()];
        all.extend(arguments);
        run(&all).await
    }

    /// Writes a file next to the data and returns its path.
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

    /// Registers account 1000245 as on its bill, and waits until staff can see it.
    pub(crate) async fn register(&self, email: &str) -> Pending {
        let pending = self.ask(["1000245", "Lee", "24091"], email).await;
        assert_eq!(pending.outcome, Outcome::Confirm);
        pending
    }

    /// Asks to register with a number, a name and a ZIP code, as step 3 does.
    ///
    /// Waits until staff can see it.
    pub(crate) async fn ask(&self, [number, name, zip]: [&str; 3], email: &str) -> Pending {
        let (tables, keys) = self.tables().await;
        let now = SystemClock::default().now();
        let asked = Asked {
            account: AccountNumber::parse(number).expect("a number"),
            name: Name::parse(name).expect("a name"),
            email: Email::parse(email).expect("an email"),
            language: Language::English,
            answers: vec![("billing_zip", Answer::parse(QuestionKind::Zip, zip).expect("a ZIP"))],
        };
        let look_up = LookUp {
            account: asked.account.clone(),
            email: asked.email.clone(),
            email_key: EmailKey::of(&keys, &asked.email),
            address: AddressKey::from_stored("here"),
            site: None,
            pending: PendingId::new(aws::bytes()),
        };
        let found = tables.look_up(&look_up).await.expect("an answer");
        let (version, hash) = ("1".to_owned(), "ab".to_owned());
        let terms = Acceptance { version, hash, language: Language::English, at: now };
        let envelope = OutboxId::from_random(aws::bytes());
        let with = AskedWith { terms, challenge: None, envelope };
        let recorded = domain::record(&keys, &asked, &look_up, &found, with, Figures::SHIPPED);
        let end = tables.record(&recorded).await.expect("an answer");
        assert_eq!(end, RecordEnd::Recorded);
        let code = Whose::Reference(recorded.pending.id.reference());
        let is_letter = |entry: &TimelineEntry| matches!(entry.what, Happened::Letter { .. });
        self.wait_for(&code, |told| told.iter().any(is_letter)).await;
        recorded.pending
    }

    /// Waits until a timeline has an entry.
    pub(crate) async fn wait_for(&self, whose: &Whose, tells: impl Fn(&[TimelineEntry]) -> bool) {
        let (tables, _) = self.tables().await;
        let told = async {
            while !tells(&tables.told(whose, Timestamp::UNIX_EPOCH).await.expect("an answer")) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, told).await.expect("the machines tell of it");
    }

    /// Makes a member of a registration, as step 5 does.
    pub(crate) async fn claim(&self, pending: Pending) -> MemberId {
        let (tables, keys) = self.tables().await;
        let seen = tables.facts(&pending.account).await.expect("an answer").expect("facts");
        let ids = ClaimIds {
            member: MemberId::from_random(aws::bytes()),
            envelope: OutboxId::from_random(aws::bytes()),
            links: [PendingId::new(aws::bytes()), PendingId::new(aws::bytes())],
            request: "r".to_owned(),
        };
        let member = ids.member.clone();
        let nobody = PasswordHash::of_nobody(&keys);
        let now = SystemClock::default().now();
        let claim = domain::claim(&keys, pending, &seen, nobody, ids, Hold::SHIPPED, now);
        assert_eq!(tables.claim(&claim).await.expect("an answer"), ClaimEnd::Claimed);
        member
    }

    /// The answer of `why` as JSON.
    pub(crate) async fn told(&self, flag: &str, whom: &str) -> Value {
        let ran = self.run(&["why", flag, whom, "--json"]).await;
        assert_eq!(ran.code, 0, "{}", ran.error);
        ran.json()
    }

    pub(crate) async fn import(&self, contents: &str) -> Ran {
        let file = self.file("csv", contents);
        self.run(&["import", &file]).await
    }
}

impl Ran {
    /// All its output.
    pub(crate) fn shown(&self) -> String {
        format!("{}{}", self.out, self.error)
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}\n{}", self.out, self.error))
    }
}

pub(crate) async fn run(arguments: &[&str]) -> Ran {
    run_with(&[], arguments).await
}

/// Runs the binary in an environment of these variables alone.
pub(crate) async fn run_with(environment: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_porchlight"));
    command.args(arguments).env_clear().envs(environment.iter().copied());
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
