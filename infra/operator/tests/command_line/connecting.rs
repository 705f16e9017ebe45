//! Whose credentials sign, which address is asked, and whose certificates are trusted.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::serve::Listener;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::{ServerConfig, crypto::ring};
use tokio_rustls::server::TlsStream;

use crate::portal::{Portal, Ran, accounts, run_with};

const WHY: [&str; 3] = ["why", "--account", "1000245"];

/// The name under which AWS's command line keeps the sign-in of the session `ours`: its SHA-1.
const SIGN_IN: &str = "48537f613ab85111413f2369616ae97481429bd1";

/// A home folder with AWS's own files.
struct Home(tempfile::TempDir);

impl Home {
    fn with(config: &str) -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        home.put(".aws/config", config);
        home
    }

    fn put(&self, name: &str, contents: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, contents).expect("it can be written");
    }

    fn path(&self) -> String {
        self.0.path().display().to_string()
    }
}

/// The settings file of the stage `prod` without keys, and these lines.
async fn settings(portal: &Portal, more: &str) -> String {
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let (file, _) = portal.deployed().await;
    let lines = fs::read_to_string(file).expect("settings");
    let keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
    let kept = lines.lines().filter(|line| !keys.iter().any(|key| line.starts_with(key)));
    portal.file("profile.env", &(kept.collect::<Vec<_>>().join("\n") + "\n" + more))
}

/// Who is named when somebody is looked up twice.
async fn looks_up(environment: &[(&str, &str)], file: &str) -> Ran {
    let env = format!("--env={file}");
    let all = [&[env.as_str()], WHY.as_slice()].concat();
    let first = run_with(environment, &all).await;
    assert_eq!(first.code, 0, "{}", first.error);
    run_with(environment, &all).await
}

const CONFIG: &str = "\
[default]
aws_access_key_id = AKID-OF-default
aws_secret_access_key = x

[profile coop]
aws_access_key_id = AKID-OF-coop
aws_secret_access_key = x

[profile program]
credential_process = /bin/cat HOME/keys.json

[profile sso]
sso_session = ours
sso_account_id = 111122223333
sso_role_name = Desk

[sso-session ours]
sso_start_url = https://sso.example/start
sso_region = us-east-1
";

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_signs_and_the_default_one_if_none_is_named() {
    let portal = Portal::start().await;
    let home = Home::with(CONFIG);
    let config = CONFIG.replace("HOME", &home.path());
    home.put(".aws/config", &config);
    let keys = r#"{ "Version": 1, "AccessKeyId": "AKID-OF-program", "SecretAccessKey": "x" }"#;
    home.put("keys.json", keys);
    let file = settings(&portal, "").await;

    for profile in [None, Some("coop"), Some("program")] {
        let home = home.path();
        let named = profile.map(|name| ("AWS_PROFILE", name));
        let environment: Vec<_> = [("HOME", home.as_str())].into_iter().chain(named).collect();
        let ran = looks_up(&environment, &file).await;

        let signer = profile.unwrap_or("default");
        assert!(ran.out.contains(&format!("by Desk/{signer}")), "{signer}: {}", ran.out);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_of_the_settings_file_counts_whatever_keys_the_shell_has() {
    let portal = Portal::start().await;
    let home = Home::with(CONFIG);
    let file = settings(&portal, "AWS_PROFILE=coop\n").await;
    let shell = [
        ("HOME", &*home.path()),
        ("AWS_PROFILE", "default"),
        ("AWS_ACCESS_KEY_ID", "AKID-OF-shell"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
    ];

    let ran = looks_up(&shell, &file).await;

    assert!(ran.out.contains("by Desk/coop"), "{}", ran.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signed_in_by_sso_is_known_and_who_did_not_is_told_how() {
    let portal = Portal::start().await;
    let home = Home::with(CONFIG);
    let file = settings(&portal, "").await;
    let lines = fs::read_to_string(&file).expect("settings");
    let address = lines.lines().find_map(|line| line.strip_prefix("AWS_ENDPOINT_URL="));
    let environment = [
        ("HOME", &*home.path()),
        ("AWS_PROFILE", "sso"),
        ("AWS_ENDPOINT_URL_SSO", address.expect("an address")),
    ];
    let env = format!("--env={file}");
    let all = [&[env.as_str()], WHY.as_slice()].concat();

    let before = run_with(&environment, &all).await;
    let token = r#"{ "accessToken": "signed-in", "expiresAt": "2096-01-01T00:00:00Z",
                     "startUrl": "https://sso.example/start", "region": "us-east-1" }"#;
    home.put(&format!(".aws/sso/cache/{SIGN_IN}.json"), token);
    let after = looks_up(&environment, &file).await;

    assert_eq!(before.code, 1, "{}", before.out);
    assert!(before.error.contains("there are no credentials"), "{}", before.error);
    assert!(before.error.contains("aws sso login"), "{}", before.error);
    assert!(after.out.contains("by Desk/sso"), "{}", after.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_credentials_the_ways_to_get_some_are_named() {
    let portal = Portal::start().await;
    let file = settings(&portal, "").await;
    let env = format!("--env={file}");
    let all = [&[env.as_str()], WHY.as_slice()].concat();
    let empty = Home(tempfile::tempdir().expect("a folder"));
    let home = ("HOME", &*empty.path());

    for environment in [&[home][..], &[home, ("AWS_PROFILE", "nowhere")], &[]] {
        let ran = run_with(environment, &all).await;

        assert_eq!(ran.code, 1, "{}", ran.out);
        assert!(ran.error.contains("there are no credentials"), "{}", ran.error);
        for way in ["aws sso login", "AWS_PROFILE", "aws configure export-credentials"] {
            assert!(ran.error.contains(way), "{way}: {}", ran.error);
        }
    }
}

/// Connections as a network makes them that inspects TLS: with a certificate of its own root.
struct Inspected {
    listener: TcpListener,
    acceptor: TlsAcceptor,
}

impl Listener for Inspected {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (stream, from) = self.listener.accept().await.expect("a connection");
            // Who does not trust the certificate hangs up.
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, from);
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// Starts the account behind the inspection and returns its address.
async fn inspected(router: Router) -> String {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("inspected/leaf.pem"));
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("inspected/leaf.key"));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().expect("versions");
    let config = config.with_no_client_auth();
    let chain = vec![certificate.expect("a certificate")];
    let config = config.with_single_cert(chain, key.expect("a key")).expect("they fit");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let listener = Inspected { listener, acceptor: TlsAcceptor::from(Arc::new(config)) };
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("https://localhost:{port}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_inspects_tls_is_trusted_by_the_systems_roots_or_a_bundle() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let address = inspected(portal.account().0).await;
    let lines = format!("{}AWS_ENDPOINT_URL={address}\n", portal.prod());
    let env = format!("--env={}", portal.file("inspected.env", &lines));
    let all = [&[env.as_str()], WHY.as_slice()].concat();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/command_line/inspected/root.pem");
    let missing = "/nowhere/roots.pem";

    let system = run_with(&[("SSL_CERT_FILE", root)], &all).await;
    let bundle = run_with(&[("AWS_CA_BUNDLE", root)], &all).await;
    let neither = run_with(&[], &all).await;
    let nowhere = run_with(&[("AWS_CA_BUNDLE", missing)], &all).await;

    assert_eq!((system.code, bundle.code), (0, 0), "{}{}", system.error, bundle.error);
    assert_eq!(neither.code, 3, "{}", neither.out);
    assert!(neither.error.contains("GetSecretValue failed"), "{}", neither.error);
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.error.contains("AWS_CA_BUNDLE"), "{}", nowhere.error);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_none_is_refused() {
    let portal = Portal::start().await;
    let lines = format!("{}AWS_ENDPOINT_URL=127.0.0.1:4566\n", portal.prod());
    let env = format!("--env={}", portal.file("wrong.env", &lines));

    let ran = run_with(&[], &[&env, "doctor"]).await;

    assert_eq!(ran.code, 1);
    assert!(ran.error.contains("AWS_ENDPOINT_URL is not http:// or https://"), "{}", ran.error);
}
