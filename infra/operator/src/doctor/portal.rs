//! Opens the portal as a member's browser does.
//!
//! It finds whether the portal answers, until when its certificate is valid, and which keys it lists for payment vendors.

use std::sync::Arc;
use std::time::Duration;

use http::Uri;
use jiff::Timestamp;
use rustls_pki_types::{CertificateDer, ServerName};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

use super::certificate::not_after;

/// The page that is opened. It needs database and secret, and is the same for all.
const PAGE: &str = "/sign-in";
/// The desk's first page. Whoever is not signed in is shown the way to the co-op's sign-in.
const DESK: &str = "/desk";
/// How long each step may take: as long as the gateway waits for a function.
const PATIENCE: Duration = Duration::from_secs(30);
/// Where vendors find the list of keys. Source: docs/DOORS.md#keys.
const LIST: &str = "/.well-known/jwks.json";
/// The most bytes of an answer that are read. A key has some 200.
const ENOUGH: usize = 64 * 1024;

/// The result of opening the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    /// The status of the page.
    pub(crate) status: u16,
    /// The first instant at which the certificate is no longer valid. `None` without TLS.
    pub(crate) until: Option<Timestamp>,
}

/// How far the connection to the portal came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unopened {
    /// The origin is not `https://` and a host.
    NoOrigin,
    /// The host has no address, or nothing listens there.
    NoConnection(String),
    /// The certificate is not valid, or is another host's.
    Certificate(String),
    /// The answer is not HTTP, or nothing answers in time.
    NoAnswer,
}

/// The roots that certificates may come from, and their use.
pub(crate) fn public_roots() -> Arc<ClientConfig> {
    trusting(webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().cloned())
}

fn trusting(roots: impl Iterator<Item = CertificateDer<'static>>) -> Arc<ClientConfig> {
    let mut store = RootCertStore::empty();
    store.add_parsable_certificates(roots);
    let provider = Arc::new(ring::default_provider());
    let config =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.expect("ring has the versions that rustls has");
    Arc::new(config.with_root_certificates(store).with_no_client_auth())
}

/// Opens the portal's first page.
pub(crate) async fn open(origin: &str, trust: Arc<ClientConfig>) -> Result<Opened, Unopened> {
    let (status, until) = get(origin, trust, PAGE, status).await?;
    Ok(Opened { status, until })
}

/// Opens the desk's first page, as staff do.
pub(crate) async fn open_desk(origin: &str, trust: Arc<ClientConfig>) -> Result<Opened, Unopened> {
    let (status, until) = get(origin, trust, DESK, status).await?;
    Ok(Opened { status, until })
}

/// The names of the keys that the portal lists.
pub(crate) async fn listed_keys(
    origin: &str,
    trust: Arc<ClientConfig>,
) -> Result<Vec<String>, Unopened> {
    Ok(get(origin, trust, LIST, names_of_keys).await?.0)
}

/// Requests a page, and reads as much of the answer as `read` needs; also until when the certificate is valid.
async fn get<T>(
    origin: &str,
    trust: Arc<ClientConfig>,
    page: &str,
    read: impl Fn(&[u8]) -> Option<T>,
) -> Result<(T, Option<Timestamp>), Unopened> {
    let uri: Uri = origin.parse().map_err(|_| Unopened::NoOrigin)?;
    let host = uri.host().ok_or(Unopened::NoOrigin)?.to_owned();
    let (is_secure, usual) = match uri.scheme_str() {
        Some("https") => (true, 443),
        Some("http") => (false, 80),
        _ => return Err(Unopened::NoOrigin),
    };
    let port = uri.port_u16().unwrap_or(usual);
    let connecting = TcpStream::connect((host.as_str(), port));
    let connection = in_time(connecting).await?;
    let connection = connection.map_err(|error| Unopened::NoConnection(error.to_string()))?;
    if !is_secure {
        let answer =
            in_time(ask(connection, &host, page, read)).await?.ok_or(Unopened::NoAnswer)?;
        return Ok((answer, None));
    }
    let name = ServerName::try_from(host.clone()).map_err(|_| Unopened::NoOrigin)?;
    let secured = in_time(TlsConnector::from(trust).connect(name, connection)).await?;
    let secured = secured.map_err(|error| Unopened::Certificate(error.to_string()))?;
    let certificates = secured.get_ref().1.peer_certificates();
    let until = certificates.and_then(|all| not_after(all.first()?));
    let answer = in_time(ask(secured, &host, page, read)).await?.ok_or(Unopened::NoAnswer)?;
    Ok((answer, until))
}

async fn in_time<T>(step: impl Future<Output = T>) -> Result<T, Unopened> {
    tokio::time::timeout(PATIENCE, step).await.map_err(|_| Unopened::NoAnswer)
}

/// Requests a page and reads its answer until `read` finds in it what it looks for, or it ends.
async fn ask<T>(
    mut connection: impl AsyncReadExt + AsyncWriteExt + Unpin,
    host: &str,
    page: &str,
    read: impl Fn(&[u8]) -> Option<T>,
) -> Option<T> {
    let request = format!(
        "GET {page} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: porchlight-doctor\r\nConnection: close\r\n\r\n"
    );
    connection.write_all(request.as_bytes()).await.ok()?;
    connection.flush().await.ok()?;
    let mut answer = Vec::new();
    while answer.len() < ENOUGH {
        let is_over = connection.read_buf(&mut answer).await.ok()? == 0;
        let found = read(&answer);
        if found.is_some() || is_over {
            return found;
        }
    }
    None
}

/// The status in the first line of an answer, once that is there.
fn status(answer: &[u8]) -> Option<u16> {
    let end = answer.iter().position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(answer.get(..end)?).ok()?;
    let mut words = line.trim_end().split(' ');
    let is_http = words.next()?.starts_with("HTTP/1.");
    let status = words.next()?.parse().ok()?;
    is_http.then_some(status)
}

/// The names of the keys in an answer, once all of it is there. The list may have come in a piece whose length stands before
/// it, so it is looked for between its braces.
fn names_of_keys(answer: &[u8]) -> Option<Vec<String>> {
    if status(answer)? != 200 {
        return None;
    }
    let begin = answer.iter().position(|byte| *byte == b'{')?;
    let end = answer.iter().rposition(|byte| *byte == b'}')?;
    let list: Value = serde_json::from_slice(answer.get(begin..=end)?).ok()?;
    let names = list["keys"].as_array()?.iter().map(|key| Some(key["kid"].as_str()?.to_owned()));
    names.collect()
}

#[cfg(test)]
mod tests {
    use rustls_pki_types::pem::PemObject;
    use rustls_pki_types::{PrivateKeyDer, UnixTime};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::time_provider::TimeProvider;

    use super::*;

    const PAGE_OF_OURS: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

    fn certificate(pem: &[u8]) -> CertificateDer<'static> {
        CertificateDer::from_pem_slice(pem).expect("a certificate")
    }

    /// A clock that stands still, so that the certificate of the tests does not end.
    #[derive(Debug)]
    struct Then(u64);

    impl TimeProvider for Then {
        fn current_time(&self) -> Option<UnixTime> {
            Some(UnixTime::since_unix_epoch(Duration::from_secs(self.0)))
        }
    }

    /// Trust in the tests' root, at so many seconds since 1970.
    fn trust(seconds: u64) -> Arc<ClientConfig> {
        let mut store = RootCertStore::empty();
        store.add(certificate(include_bytes!("testing/root.pem"))).expect("a root");
        let provider = Arc::new(ring::default_provider());
        let config = ClientConfig::builder_with_details(provider, Arc::new(Then(seconds)));
        let config = config.with_safe_default_protocol_versions().expect("versions");
        Arc::new(config.with_root_certificates(store).with_no_client_auth())
    }

    /// A server on loopback that answers one connection, with or without TLS. Returns its origin.
    async fn served(secure: bool, answer: &'static [u8]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let key = PrivateKeyDer::from_pem_slice(include_bytes!("testing/leaf.key")).expect("a key");
        let chain = vec![certificate(include_bytes!("testing/leaf.pem"))];
        let provider = Arc::new(ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider);
        let config = config.with_safe_default_protocol_versions().expect("versions");
        let config = config.with_no_client_auth().with_single_cert(chain, key).expect("a pair");
        tokio::spawn(async move {
            let (connection, _) = listener.accept().await.expect("a visitor");
            let mut asked = [0; 512];
            if secure {
                let secured = TlsAcceptor::from(Arc::new(config)).accept(connection).await;
                let Ok(mut secured) = secured else { return };
                assert!(secured.read(&mut asked).await.expect("a request") > 0);
                secured.write_all(answer).await.expect("it is sent");
                secured.shutdown().await.expect("it ends");
            } else {
                let mut connection = connection;
                assert!(connection.read(&mut asked).await.expect("a request") > 0);
                connection.write_all(answer).await.expect("it is sent");
            }
        });
        let scheme = if secure { "https" } else { "http" };
        format!("{scheme}://localhost:{port}")
    }

    /// 10 December 2026. The tests' certificate is valid until 27 February 2027.
    const WITHIN: u64 = 1_796_860_800;

    #[tokio::test]
    async fn a_portal_that_answers_says_its_status_and_until_when_its_certificate_holds() {
        let secure = open(&served(true, PAGE_OF_OURS).await, trust(WITHIN)).await;
        let plain = open(&served(false, b"HTTP/1.1 503 No\r\n\r\n").await, trust(WITHIN)).await;

        let until = "2027-02-27T20:16:11Z".parse().ok();
        assert_eq!(secure, Ok(Opened { status: 200, until }));
        assert_eq!(plain, Ok(Opened { status: 503, until: None }));
    }

    #[tokio::test]
    async fn a_certificate_that_is_over_or_of_another_root_or_host_is_told() {
        let over = open(&served(true, PAGE_OF_OURS).await, trust(WITHIN + 90 * 86_400)).await;
        let stranger = open(&served(true, PAGE_OF_OURS).await, public_roots()).await;
        let origin = served(true, PAGE_OF_OURS).await.replace("localhost", "127.0.0.1");
        let other = open(&origin, trust(WITHIN)).await;

        for refused in [over, stranger, other] {
            assert!(matches!(refused, Err(Unopened::Certificate(_))), "{refused:?}");
        }
    }

    #[tokio::test]
    async fn the_names_of_the_keys_are_read_whether_the_list_comes_in_one_or_in_pieces() {
        let plain = b"HTTP/1.1 200 OK\r\n\r\n{\"keys\":[{\"kid\":\"1\"},{\"kid\":\"2\"}]}";
        let pieces = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n18\r\n{\"keys\":[{\"kid\":\"1\"}]}\r\n0\r\n\r\n";
        let of =
            async |secure, answer| listed_keys(&served(secure, answer).await, trust(WITHIN)).await;

        assert_eq!(of(true, plain).await, Ok(vec!["1".to_owned(), "2".to_owned()]));
        assert_eq!(of(false, pieces).await, Ok(vec!["1".to_owned()]));
        for other in [
            &b"HTTP/1.1 503 No\r\n\r\n{\"keys\":[]}"[..],
            PAGE_OF_OURS,
            b"HTTP/1.1 200 OK\r\n\r\n{}",
        ] {
            assert_eq!(of(false, other).await, Err(Unopened::NoAnswer));
        }
    }

    #[tokio::test]
    async fn no_host_no_listener_and_no_http_are_told_apart() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let closed = format!("http://{}", listener.local_addr().expect("an address"));
        drop(listener);

        let refused = open(&closed, public_roots()).await;
        let garbled =
            open(&served(false, b"220 mail.example ESMTP\r\n").await, public_roots()).await;
        let silent = open(&served(false, b"").await, public_roots()).await;

        assert!(matches!(refused, Err(Unopened::NoConnection(_))), "{refused:?}");
        assert_eq!((garbled, silent), (Err(Unopened::NoAnswer), Err(Unopened::NoAnswer)));
        for origin in ["", "portal.example.coop", "ftp://portal.example.coop"] {
            assert_eq!(open(origin, public_roots()).await, Err(Unopened::NoOrigin), "{origin}");
        }
    }
}
