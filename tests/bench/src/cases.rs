//! What is measured: a function, and an event for it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::function::Function;

/// A function and an event.
pub struct Case {
    /// What the table calls it.
    pub name: &'static str,
    /// The binary, in the folder of our own or of the peers.
    pub binary: &'static str,
    /// Whether it is a peer.
    pub is_peer: bool,
    /// Whether it hashes a password, which takes much longer than all else.
    pub hashes: bool,
    /// What it does.
    pub does: Does,
    /// The status of the answer; a timed event has none.
    pub status: Option<u64>,
}

/// What a case does.
#[derive(Clone, Copy)]
pub enum Does {
    /// A GET of a path.
    Shows(&'static str),
    /// A try to sign in with an address that nobody has.
    SignsIn,
    /// A timed event.
    Sweeps,
}

/// All cases, peers first.
pub const ALL: [Case; 10] = [
    Case { is_peer: true, ..page("hello", "hello", "/") },
    Case { is_peer: true, ..page("documented", "documented", "/") },
    page("register", "register", "/register"),
    page("sign-in", "sign-in", "/sign-in"),
    Case {
        hashes: true,
        does: Does::SignsIn,
        status: Some(422),
        ..page("sign-in, password", "sign-in", "")
    },
    page("confirm-identity, check", "confirm-identity", "/captcha"),
    Case {
        status: Some(410),
        ..page(
            "set-password, no link of ours",
            "set-password",
            "/register/verify?t=1.aaaaaaaaaaaaaaaaaaaaaaaaaa.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        )
    },
    leads("home, signed out", "home", "/home"),
    leads("profile, signed out", "profile", "/profile"),
    Case { does: Does::Sweeps, status: None, ..page("send-letters, sweep", "send-letters", "") },
];

const fn page(name: &'static str, binary: &'static str, path: &'static str) -> Case {
    Case { name, binary, is_peer: false, hashes: false, does: Does::Shows(path), status: Some(200) }
}

const fn leads(name: &'static str, binary: &'static str, path: &'static str) -> Case {
    Case { status: Some(303), ..page(name, binary, path) }
}

impl Case {
    /// Whether it is measured where these functions are asked for. Peers always are; without names, all.
    pub fn is_among(&self, names: &[&str]) -> bool {
        self.is_peer || names.is_empty() || names.contains(&self.binary)
    }

    /// Where the binary is.
    pub fn path(&self, functions: &Path, peers: &Path) -> PathBuf {
        if self.is_peer { peers } else { functions }.join(self.binary)
    }

    /// The event; a form needs the function itself, for its token.
    pub fn event(&self, path: &Path, environment: &BTreeMap<String, String>) -> io::Result<String> {
        let event = match self.does {
            Does::Shows(path) => get(path),
            Does::SignsIn => {
                let shown =
                    Function::start(path, environment)?.invoke(&plain("/sign-in").to_string())?.0;
                sign_in(&shown).ok_or_else(|| io::Error::other(format!("no form: {shown}")))?
            }
            Does::Sweeps => json!({
                "version": "0", "id": "id", "detail-type": "Scheduled Event", "source": "aws.events",
                "account": "123456789012", "time": "2026-11-23T12:00:00Z", "region": "us-east-1",
                "resources": ["arn:aws:events:us-east-1:123456789012:rule/sweep"], "detail": {},
            }),
        };
        Ok(event.to_string())
    }
}

/// A GET as a browser sends it.
fn get(target: &str) -> Value {
    let mut event = plain(target);
    event["headers"]["accept-encoding"] = "gzip, deflate, br, zstd".into();
    event
}

/// A GET whose answer can be read.
fn plain(target: &str) -> Value {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36";
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query,
        "headers": {
            "accept": "text/html", "accept-language": "en-US,en;q=0.9", "host": "bench.example",
            "user-agent": agent, "x-forwarded-for": "192.0.2.10", "x-forwarded-port": "443",
            "x-forwarded-proto": "https",
        },
        "requestContext": {
            "accountId": "123456789012", "apiId": "api-id", "domainName": "bench.example",
            "domainPrefix": "bench", "requestId": "id", "routeKey": "$default", "stage": "$default",
            "time": "23/Nov/2026:12:00:00 +0000", "timeEpoch": 1_795_435_200_000_u64,
            "http": {
                "method": "GET", "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.10",
                "userAgent": agent,
            },
        },
        "isBase64Encoded": false,
    })
}

/// The post of the form that was shown.
fn sign_in(shown: &Value) -> Option<Value> {
    let (_, rest) = shown["body"].as_str()?.split_once("name=\"csrf\" value=\"")?;
    let (token, _) = rest.split_once('"')?;
    let cookies: Vec<&str> = shown["cookies"]
        .as_array()?
        .iter()
        .filter_map(|cookie| cookie.as_str()?.split(';').next())
        .collect();
    let form = format!("csrf={token}&email=nobody%40mail.example&password=maple+ladder+quartz+tin");
    let mut event = get("/sign-in");
    event["requestContext"]["http"]["method"] = "POST".into();
    event["headers"]["content-type"] = "application/x-www-form-urlencoded".into();
    event["headers"]["sec-fetch-site"] = "same-origin".into();
    event["headers"]["origin"] = "https://bench.example".into();
    event["cookies"] = cookies.into();
    event["body"] = BASE64.encode(form.as_bytes()).into();
    event["isBase64Encoded"] = true.into();
    Some(event)
}
