//! An AWS that has nothing: every table is empty, every write is taken, and there is one secret.
//!
//! It answers from memory at once, so that what is measured is the function and not a database.

use std::io::{BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io, thread};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};

use crate::http;

/// How often DynamoDB was called.
static CALLS: AtomicUsize = AtomicUsize::new(0);

/// The calls of DynamoDB so far.
pub fn calls() -> usize {
    CALLS.load(Ordering::Relaxed)
}

/// Makes the authority that the functions of the bench trust, and a certificate of it for this machine.
pub fn certify(folder: &Path) -> io::Result<()> {
    let key = || rcgen::KeyPair::generate().map_err(io::Error::other);
    let (root_key, leaf_key) = (key()?, key()?);
    let mut root = rcgen::CertificateParams::default();
    root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let root_pem = root.self_signed(&root_key).map_err(io::Error::other)?.pem();
    let issuer = rcgen::Issuer::new(root, root_key);
    let names = vec!["127.0.0.1".to_owned(), "localhost".to_owned()];
    let leaf = rcgen::CertificateParams::new(names).map_err(io::Error::other)?;
    let leaf = leaf.signed_by(&leaf_key, &issuer).map_err(io::Error::other)?;
    fs::create_dir_all(folder)?;
    fs::write(folder.join("root.pem"), root_pem)?;
    fs::write(folder.join("leaf.pem"), leaf.pem())?;
    fs::write(folder.join("leaf.key"), leaf_key.serialize_pem())
}

/// Starts it twice: over TLS with the certificate in a folder, and without. Answers both addresses.
pub fn start(folder: &Path) -> io::Result<(SocketAddr, SocketAddr)> {
    let chain = CertificateDer::from_pem_file(folder.join("leaf.pem")).map_err(io::Error::other)?;
    let key = PrivateKeyDer::from_pem_file(folder.join("leaf.key")).map_err(io::Error::other)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|it| it.with_no_client_auth().with_single_cert(vec![chain], key))
        .map_err(io::Error::other)?;
    let config = Arc::new(config);
    let over_tls = listen(move |stream| {
        let tls = ServerConnection::new(config.clone()).map_err(io::Error::other)?;
        serve(StreamOwned::new(tls, stream))
    })?;
    Ok((over_tls, listen(serve)?))
}

fn listen(
    serve: impl Fn(TcpStream) -> io::Result<()> + Clone + Send + 'static,
) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let serve = serve.clone();
            // A connection ends with its function, which is killed.
            thread::spawn(move || drop(stream.set_nodelay(true).and_then(|()| serve(stream))));
        }
    });
    Ok(address)
}

fn serve(stream: impl Read + Write) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    while let Some(asked) = http::read(&mut stream)? {
        let target = asked.header("x-amz-target");
        let body = answer(target, &asked.body).to_string();
        let kind = "content-type: application/x-amz-json-1.0\r\nx-amzn-requestid: bench\r\n";
        http::write(stream.get_mut(), "200 OK", kind, &body)?;
    }
    Ok(())
}

fn answer(target: &str, body: &[u8]) -> Value {
    if target.ends_with("GetSecretValue") {
        return json!({"Name": "secret", "VersionId": "1", "SecretString": secret().to_string()});
    }
    CALLS.fetch_add(1, Ordering::Relaxed);
    match target.rsplit('.').next() {
        Some("Query" | "Scan") => json!({"Items": [], "Count": 0, "ScannedCount": 0}),
        Some("BatchGetItem") => json!({"Responses": {}, "UnprocessedKeys": {}}),
        Some("BatchWriteItem") => json!({"UnprocessedItems": {}}),
        Some("TransactGetItems") => {
            let asked: Value = serde_json::from_slice(body).unwrap_or_default();
            let items = asked["TransactItems"].as_array().map_or(0, Vec::len);
            json!({"Responses": vec![json!({}); items]})
        }
        _ => json!({}),
    }
}

/// Keys that keep nothing.
fn secret() -> Value {
    let key = "5b3a9c1d7e2f4860a1b2c3d4e5f60718293a4b5c6d7e8f901a2b3c4d5e6f7081";
    json!({"current": "1", "index": "1", "match": "1", "1": key})
}
