//! Documents over HTTPS, by the client that every function has for AWS.
//!
//! It trusts the public roots, which none of the others does, and reads them when somebody signs in for the first time.

use std::sync::OnceLock;
use std::time::Duration;

use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::http::HttpConnector as _;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use data_encoding::BASE64;
use secrecy::{ExposeSecret as _, SecretString};

use crate::fetch::{Fetch, FetchError, Fetched};
use crate::issuer::{Reach, address};

/// How long a whole answer may take. Staff wait for two or three of them.
const PATIENCE: Duration = Duration::from_secs(3);

/// Fetches over HTTPS. It follows no redirect and uses no proxy.
pub struct Https {
    reach: Reach,
    roots: fn() -> String,
    connector: OnceLock<Connector>,
}

impl Https {
    /// Nothing is read before the first document.
    pub fn new(reach: Reach) -> Self {
        Self { reach, roots: public_roots, connector: OnceLock::new() }
    }

    fn connector(&self) -> &Connector {
        self.connector.get_or_init(|| {
            let roots = TrustStore::empty().with_pem_certificate((self.roots)());
            let tls = TlsContext::builder().with_trust_store(roots).build();
            Connector::builder()
                // Lambda may freeze us between two requests, and sockets die meanwhile.
                .pool_max_idle_per_host(0)
                .tls_provider(Provider::rustls(CryptoMode::Ring))
                .tls_context(tls.expect("roots are read when the connector is built"))
                .build()
        })
    }

    /// The request for an address that may be reached.
    fn request(&self, method: &str, to: &str, body: SdkBody) -> Result<HttpRequest, FetchError> {
        let url = address(to, self.reach).ok_or(FetchError::Barred)?;
        request(method, url.as_str(), body)
    }

    async fn ask(&self, request: HttpRequest, most: usize) -> Result<Fetched, FetchError> {
        let connector = self.connector();
        let whole = async {
            let answer = connector.call(request).await.map_err(|_| FetchError::Unreachable)?;
            let status = answer.status().as_u16();
            let (mut parts, mut body) = (ByteStream::new(answer.into_body()), Vec::new());
            while let Some(part) = parts.next().await {
                let part = part.map_err(|_| FetchError::Unreachable)?;
                if body.len() + part.len() > most {
                    return Err(FetchError::TooLarge);
                }
                body.extend_from_slice(&part);
            }
            Ok(Fetched { status, body })
        };
        tokio::time::timeout(PATIENCE, whole).await.unwrap_or(Err(FetchError::TimedOut))
    }
}

impl Fetch for Https {
    async fn get(&self, address: &str, most: usize) -> Result<Fetched, FetchError> {
        self.ask(self.request("GET", address, SdkBody::empty())?, most).await
    }

    async fn post(
        &self,
        address: &str,
        authorization: Option<&SecretString>,
        form: &SecretString,
        most: usize,
    ) -> Result<Fetched, FetchError> {
        let mut request = self.request("POST", address, form.expose_secret().into())?;
        let headers = request.headers_mut();
        headers.insert("content-type", "application/x-www-form-urlencoded");
        if let Some(value) = authorization {
            headers.insert("authorization", value.expose_secret().to_owned());
        }
        self.ask(request, most).await
    }
}

fn request(method: &str, to: &str, body: SdkBody) -> Result<HttpRequest, FetchError> {
    let mut request = HttpRequest::new(body);
    request.set_method(method).map_err(|_| FetchError::Barred)?;
    request.set_uri(to).map_err(|_| FetchError::Barred)?;
    request.headers_mut().insert("accept", "application/json");
    Ok(request)
}

/// Mozilla's roots, as PEM: the client takes no other form.
fn public_roots() -> String {
    let mut pem = String::new();
    for root in webpki_root_certs::TLS_SERVER_ROOT_CERTS {
        pem.push_str("-----BEGIN CERTIFICATE-----\n");
        BASE64.encode_append(root, &mut pem);
        pem.push_str("\n-----END CERTIFICATE-----\n");
    }
    pem
}

#[cfg(test)]
mod tests;
