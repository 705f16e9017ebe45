//! Measures functions from their start, over and over, and writes a table and JSON. Run by `tests/bench/run`.
//!
//! All cases take turns, so that other work on the machine disturbs them alike.

mod aws;
mod cases;
mod function;
mod http;

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use cases::{ALL, Case};
use function::Function;

/// Starts of each case.
const STARTS: usize = 20;
/// Warm requests of each case, and of one that hashes.
const WARM: (usize, usize) = (1_000, 100);

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["certify", folder] => aws::certify(Path::new(folder)),
        ["measure", folder, functions, peers, binaries @ ..] => {
            measure(Path::new(folder), Path::new(functions), Path::new(peers), binaries)
        }
        _ => Err(io::Error::other("certify FOLDER | measure FOLDER FUNCTIONS PEERS [FUNCTION…]")),
    }
}

/// Measures the peers and the functions of these names, or all if none is named.
fn measure(folder: &Path, functions: &Path, peers: &Path, names: &[&str]) -> io::Result<()> {
    let (over_tls, plain) = aws::start(folder)?;
    let root = folder.join("root.pem");
    let mut report = vec![];
    for (tls, address) in [(false, plain), (true, over_tls)] {
        let environment = environment(tls, address, &root);
        let mut rows: Vec<Row> = Vec::new();
        for case in ALL.iter().filter(|case| case.is_among(names)) {
            let path = case.path(functions, peers);
            let event = case.event(&path, &environment)?;
            rows.push(Row { case, path, event, starts: Vec::new() });
        }
        for _ in 0..STARTS {
            for row in &mut rows {
                row.starts.push(start(&row.path, &row.event, &environment)?);
            }
        }
        for row in &rows {
            eprintln!("{} {}", row.case.name, if tls { "over TLS" } else { "without TLS" });
            report.push(row.report(tls, &environment)?);
        }
    }
    let argon2 = argon2id()?;
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{}", json!({"load": load.trim(), "argon2id_ms": ms(argon2), "cases": report}));
    Ok(())
}

/// A case while it is measured.
struct Row {
    case: &'static Case,
    path: PathBuf,
    event: String,
    starts: Vec<Start>,
}

/// One start.
struct Start {
    init: Duration,
    init_cpu: Duration,
    first: Duration,
    cpu: Duration,
}

fn start(path: &Path, event: &str, environment: &BTreeMap<String, String>) -> io::Result<Start> {
    let mut function = Function::start(path, environment)?;
    let init_cpu = function.cpu()?;
    let (_, first) = function.invoke(event)?;
    Ok(Start { init: function.init, init_cpu, first, cpu: function.cpu()? })
}

impl Row {
    fn report(&self, tls: bool, environment: &BTreeMap<String, String>) -> io::Result<Value> {
        let of = |part: fn(&Start) -> Duration| ms(median(self.starts.iter().map(part).collect()));
        let mut function = Function::start(&self.path, environment)?;
        let before = aws::calls();
        let answer = function.invoke(&self.event)?.0;
        let calls = aws::calls() - before;
        let status = answer["statusCode"].as_u64();
        if status != self.case.status {
            return Err(io::Error::other(format!("{} answered {status:?}", self.case.name)));
        }
        let times = if self.case.hashes { WARM.1 } else { WARM.0 };
        // The first hundred find pages and buffers in place for the others.
        for _ in 0..times / 10 {
            function.invoke(&self.event)?;
        }
        let cpu = function.cpu()?;
        let mut warm = Vec::with_capacity(times);
        for _ in 0..times {
            warm.push(function.invoke(&self.event)?.1);
        }
        let warm_cpu = (function.cpu()? - cpu) / u32::try_from(times).unwrap_or(1);
        warm.sort();
        Ok(json!({
            "name": self.case.name,
            "tls": tls,
            "status": status,
            "calls": calls,
            "bytes": answer["body"].as_str().map_or(0, str::len),
            "size_mb": rounded(std::fs::metadata(&self.path)?.len() as f64 / 1e6),
            "init_ms": of(|it| it.init),
            "init_cpu_ms": of(|it| it.init_cpu),
            "first_ms": of(|it| it.first),
            "init_and_first_cpu_ms": of(|it| it.cpu),
            "warm_p50_us": us(warm[times / 2]),
            "warm_p99_us": us(warm[times * 99 / 100]),
            "warm_cpu_us": us(warm_cpu),
            "peak_mb": rounded(function.peak()? as f64 / 1024.0),
        }))
    }
}

fn environment(tls: bool, address: SocketAddr, root: &Path) -> BTreeMap<String, String> {
    let url = format!("http{}://{address}", if tls { "s" } else { "" });
    let root = root.display().to_string();
    let others = [
        ("AWS_LAMBDA_FUNCTION_NAME", "bench"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
        ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "bench"),
        ("AWS_SECRET_ACCESS_KEY", "bench"),
        ("STAGE", "bench"),
        ("PORTAL_ORIGIN", "https://bench.example"),
        ("SECRET_ID", "secret"),
        // A function takes settings by this name where its AWS is on the same machine.
        ("AWS_ENDPOINT_URL", &url),
        ("PORTAL_SETTINGS", "infra/settings/portal.toml"),
        ("BILLING_ACCOUNTS_TABLE", "BillingAccounts"),
        ("MEMBERS_TABLE", "Members"),
        ("TRANSIENT_TABLE", "Transient"),
        ("OUTBOX_TABLE", "Outbox"),
        ("MAIL_FROM", "portal@bench.example"),
        ("MAIL_CONFIGURATION_SET", "bench"),
        ("EVENT_BUS", "bench"),
        // The peer of the SDK's guide reads the roots that the machine names.
        ("SSL_CERT_FILE", &root),
    ];
    others.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Argon2id as the portal sets it, alone: with its memory kept, and wiped after each hash. Processor time.
fn argon2id() -> io::Result<Duration> {
    let params = argon2::Params::new(19_456, 2, 1, Some(32)).map_err(io::Error::other)?;
    let hasher = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut memory = vec![argon2::Block::default(); 19_456];
    let mut out = [0; 32];
    let mut taken = Vec::new();
    for _ in 0..WARM.1 {
        let began = function::own_cpu()?;
        hasher
            .hash_password_into_with_memory(
                b"a password",
                b"sixteen of bytes",
                &mut out,
                &mut memory,
            )
            .map_err(io::Error::other)?;
        memory.fill(argon2::Block::default());
        taken.push(function::own_cpu()? - began);
    }
    std::hint::black_box(&memory);
    Ok(median(taken))
}

fn median(mut of: Vec<Duration>) -> Duration {
    of.sort();
    of[of.len() / 2]
}

fn ms(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e5).round() / 100.0
}

fn us(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

fn rounded(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
