//! Connections to AWS, and whom they trust.
//!
//! Source: docs/DESIGN.md#cold-start.

use std::time::Duration;

use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

/// Amazon's five roots, which build.rs picked.
const ROOTS: &str = include_str!(concat!(env!("OUT_DIR"), "/amazon_roots.pem"));

/// Shorter than Lambda may freeze us, since sockets die meanwhile.
const IDLE: Duration = Duration::from_secs(20);

/// Connections of the functions. The system's hundred and forty roots are never read.
pub(crate) fn of_functions() -> SharedHttpClient {
    trusting(amazons_roots())
}

/// Connections of the operator's command line, which trust more roots than Amazon's.
///
/// They are PEM. Each has to be a certificate that rustls can read.
#[must_use]
pub fn staff_connections(more_roots: &str) -> SharedHttpClient {
    trusting(amazons_roots().with_pem_certificate(more_roots))
}

fn amazons_roots() -> TrustStore {
    TrustStore::empty().with_pem_certificate(ROOTS)
}

fn trusting(roots: TrustStore) -> SharedHttpClient {
    let tls = TlsContext::builder().with_trust_store(roots).build();
    let client = aws_smithy_http_client::Builder::new()
        .pool_idle_timeout(IDLE)
        .tls_provider(Provider::rustls(CryptoMode::Ring))
        .tls_context(tls.expect("certificates are read when a connection is made"))
        .build_https();
    SharedHttpClient::new(AtFirstCall(client))
}

/// An HTTP client that reads its roots at the first call, once.
///
/// When a client of the SDK is made, the SDK has the HTTP client try itself, without the time limits of any call. That makes a
/// connector of its own, which reads the roots and is never used.
#[derive(Debug)]
struct AtFirstCall(SharedHttpClient);

impl HttpClient for AtFirstCall {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        self.0.http_connector(settings, components)
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.0.connector_metadata()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// They would cost 23 ms of every cold start. Source: docs/DESIGN.md#cold-start.
    #[test]
    fn neither_aws_lc_nor_the_legacy_http_stack_is_in_the_workspace() {
        let lock = include_str!("../../../Cargo.lock");

        assert!(lock.contains("name = \"ring\""));
        assert!(!lock.contains("name = \"aws-lc"));
        assert_eq!(lock.matches("name = \"hyper\"").count(), 1);
    }

    #[test]
    fn only_amazons_five_roots_are_trusted() {
        assert_eq!(ROOTS.matches("BEGIN CERTIFICATE").count(), 5);
    }
}
