use std::net::Ipv4Addr;
use std::sync::Arc;

use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;

use super::*;

/// Listens on this machine.
async fn listener() -> (TcpListener, u16) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
    let port = listener.local_addr().expect("an address").port();
    (listener, port)
}

/// Reads a request whose body is as long as it says, and answers it.
async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin, with: &str) -> String {
    let mut read = Vec::new();
    loop {
        let mut part = [0; 4096];
        let count = stream.read(&mut part).await.expect("an answer");
        read.extend_from_slice(&part[..count]);
        let text = String::from_utf8_lossy(&read);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|it| it.strip_prefix("content-length: "));
        if body.len() >= length.map_or(0, |it| it.parse().expect("it can be read")) {
            break;
        }
    }
    stream.write_all(with.as_bytes()).await.expect("an answer");
    stream.shutdown().await.expect("an answer");
    String::from_utf8(read).expect("UTF-8")
}

/// Answers one request over http, and says what it was.
async fn server(with: &'static str) -> (String, oneshot::Receiver<String>) {
    let (listener, port) = listener().await;
    let (tell, told) = oneshot::channel();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("an answer");
        drop(tell.send(answer(stream, with).await));
    });
    (format!("http://localhost:{port}/a?b=c"), told)
}

const GOOD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

#[tokio::test]
async fn a_document_is_fetched_from_this_machine_on_the_local_stage() {
    let (address, told) = server(GOOD).await;

    let fetched = Https::new(Reach::Local).get(&address, 2).await.expect("an answer");

    assert_eq!((fetched.status, fetched.body.as_slice()), (200, &b"{}"[..]));
    let asked = told.await.expect("an answer");
    assert!(asked.starts_with("GET /a?b=c HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains("\r\naccept: application/json\r\n"), "{asked}");
}

#[tokio::test]
async fn a_form_is_posted_with_its_header() {
    let (address, told) = server(GOOD).await;
    let header = SecretString::from("Basic abc");

    let fetched = Https::new(Reach::Local).post(&address, Some(&header), &"a=b".into(), 9).await;

    assert_eq!(fetched.expect("an answer").status, 200);
    let asked = told.await.expect("an answer");
    assert!(asked.starts_with("POST /a?b=c HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains("\r\ncontent-type: application/x-www-form-urlencoded\r\n"), "{asked}");
    assert!(asked.contains("\r\nauthorization: Basic abc\r\n"), "{asked}");
    assert!(asked.ends_with("\r\n\r\na=b"), "{asked}");
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_not_followed() {
    let away = "HTTP/1.1 302 Found\r\nlocation: http://localhost:1/\r\ncontent-length: 0\r\n\r\n";
    let (address, _told) = server(away).await;

    let fetched = Https::new(Reach::Local).get(&address, 9).await.expect("an answer");

    assert_eq!(fetched.status, 302);
}

#[tokio::test]
async fn no_more_is_read_than_was_said() {
    let chunks =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{ \r\n1\r\n}\r\n0\r\n\r\n";
    for (with, most, fault) in [
        (GOOD, 2, None),
        (GOOD, 1, Some(FetchError::TooLarge)),
        (chunks, 3, None),
        (chunks, 2, Some(FetchError::TooLarge)),
        ("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}", 9, Some(FetchError::Unreachable)),
        ("no HTTP", 9, Some(FetchError::Unreachable)),
    ] {
        let (address, _told) = server(with).await;

        let outcome = Https::new(Reach::Local).get(&address, most).await;

        assert_eq!(outcome.err(), fault, "{with} {most}");
    }
}

#[tokio::test]
async fn what_may_not_be_reached_is_not_asked() {
    for (address, reach) in [
        ("http://coop.example/", Reach::Local),
        ("http://10.0.0.1/", Reach::Local),
        ("https://169.254.169.254/", Reach::Public),
        ("https://localhost/", Reach::Public),
        ("file:///etc/passwd", Reach::Local),
        ("", Reach::Public),
    ] {
        let outcome = Https::new(reach).get(address, 9).await;

        assert_eq!(outcome.err(), Some(FetchError::Barred), "{address}");
    }
    let (here, _told) = server(GOOD).await;
    let outcome = Https::new(Reach::Public).get(&here, 9).await;
    assert_eq!(outcome.err(), Some(FetchError::Barred));
    assert!(Https::new(Reach::Local).get(&here, 9).await.is_ok());
}

#[tokio::test]
async fn what_is_not_there_is_unreachable() {
    let (listener, port) = listener().await;
    drop(listener);

    let outcome = Https::new(Reach::Local).get(&format!("http://localhost:{port}/"), 9).await;

    assert_eq!(outcome.err(), Some(FetchError::Unreachable));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_come_is_not_waited_for() {
    let (listener, port) = listener().await;
    let begun = tokio::time::Instant::now();

    let outcome = Https::new(Reach::Local).get(&format!("http://localhost:{port}/"), 9).await;

    assert_eq!(outcome.err(), Some(FetchError::TimedOut));
    assert_eq!(begun.elapsed().as_secs(), 3);
    drop(listener);
}

/// Asks a server over TLS whose certificate is of a root of the tests.
async fn over_tls(roots: fn() -> String) -> Result<Fetched, FetchError> {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("../tests/tls/server.pem"));
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("../tests/tls/server.key"));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("an answer")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.expect("a certificate")], key.expect("a key"))
        .expect("an answer");
    let (listener, port) = listener().await;
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("an answer");
        if let Ok(stream) = TlsAcceptor::from(Arc::new(config)).accept(stream).await {
            answer(stream, GOOD).await;
        }
    });
    let https = Https { reach: Reach::Public, roots, connector: OnceLock::new() };
    // This machine is not reached over https otherwise.
    let request = request("GET", &format!("https://localhost:{port}/"), SdkBody::empty())?;
    https.ask(request, 9).await
}

#[tokio::test]
async fn only_a_certificate_of_a_root_that_is_trusted_is_believed() {
    let ours = || include_str!("../tests/tls/root.pem").to_owned();

    assert_eq!(over_tls(ours).await.expect("an answer").status, 200);
    assert_eq!(over_tls(public_roots).await.err(), Some(FetchError::Unreachable));
}

#[test]
fn every_public_root_is_one_that_the_client_reads() {
    let https = Https::new(Reach::Public);

    let shown = format!("{:?}", https.connector());

    assert!(shown.contains("Connector"));
    assert!(public_roots().matches("BEGIN CERTIFICATE").count() > 100);
}
