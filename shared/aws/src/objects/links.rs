//! Addresses of documents that S3 takes from anybody for a minute.
//!
//! Whoever has one can read the one document that it names. So pages make them of keys that they derive themselves, and
//! hand them out to nobody but the member.

use std::time::{Duration, SystemTime};

use aws_credential_types::provider::ProvideCredentials;
use aws_sigv4::http_request::{
    PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use aws_smithy_http::query::fmt_string;
use aws_types::SdkConfig;
use jiff::Timestamp;

use super::{path_of, place};
use crate::failure::CallFailed;

/// How long an address works. Source: SECURITY.md#figures.
const LIFE: Duration = Duration::from_mins(1);
const CALL: &str = "GetObject";

/// What makes addresses of documents.
#[derive(Clone, Debug)]
pub(crate) struct DocumentLinks {
    config: SdkConfig,
    bucket: Option<String>,
}

impl DocumentLinks {
    pub(crate) fn new(config: SdkConfig, bucket: Option<String>) -> Self {
        Self { config, bucket }
    }

    /// The address of a document, which browsers keep as `name` and never show.
    ///
    /// # Errors
    ///
    /// Where bucket, region or credentials are missing.
    pub(crate) async fn link(
        &self,
        key: &str,
        name: &str,
        now: Timestamp,
    ) -> Result<String, CallFailed> {
        let no = |reason| move || CallFailed::because(CALL, reason);
        let bucket = self.bucket.as_deref().ok_or_else(no("DOCUMENTS_BUCKET is not set"))?;
        let region = self.config.region().ok_or_else(no("no region"))?.as_ref();
        let provider = self.config.credentials_provider().ok_or_else(no("no credentials"))?;
        let credentials = provider.provide_credentials().await;
        let identity = credentials.map_err(|_| CallFailed::because(CALL, "no credentials"))?.into();
        let disposition = format!("attachment; filename=\"{name}\"");
        let address = format!(
            "{}{}?response-content-disposition={}&response-content-type={}",
            place(self.config.endpoint_url(), region, bucket),
            path_of(key),
            fmt_string(disposition),
            fmt_string("application/pdf"),
        );
        let mut settings = SigningSettings::default();
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(LIFE);
        let unsigned = |_| CallFailed::because(CALL, "the address cannot be signed");
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(region)
            .name("s3")
            .time(since_epoch(now))
            .settings(settings)
            .build();
        let params =
            params.map_err(|_| CallFailed::because(CALL, "the address cannot be signed"))?;
        let asked = SignableRequest::new(
            "GET",
            &address,
            std::iter::empty(),
            SignableBody::UnsignedPayload,
        );
        let signed = sign(asked.map_err(unsigned)?, &params.into()).map_err(unsigned)?;
        let (_, parameters) = signed.into_parts().0.into_parts();
        // They come as they are, not as an address has them.
        let parameters = parameters.iter().map(|(name, it)| format!("&{name}={}", fmt_string(it)));
        Ok(address.clone() + &parameters.collect::<String>())
    }
}

fn since_epoch(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(at.as_second().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use aws_credential_types::Credentials;
    use aws_credential_types::provider::SharedCredentialsProvider;
    use aws_types::region::Region;

    use super::*;

    fn links(token: Option<&str>, endpoint: Option<&str>) -> DocumentLinks {
        let token = token.map(str::to_owned);
        let credentials = Credentials::new(
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            token,
            None,
            "a test",
        );
        let mut config = SdkConfig::builder()
            .region(Region::from_static("us-east-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials));
        config.set_endpoint_url(endpoint.map(str::to_owned));
        DocumentLinks::new(config.build(), Some("documents".to_owned()))
    }

    async fn link(links: &DocumentLinks) -> String {
        let now = "2026-11-23T12:00:00Z".parse().expect("an instant");
        links.link("abc", "bill-2026-11-12.pdf", now).await.expect("an address")
    }

    #[tokio::test]
    async fn an_address_works_for_a_minute_and_makes_the_browser_keep_a_pdf() {
        let address = link(&links(None, None)).await;

        let start = "https://documents.s3.us-east-1.amazonaws.com/abc?response-content-disposition=\
                     attachment%3B%20filename%3D%22bill-2026-11-12.pdf%22\
                     &response-content-type=application%2Fpdf&X-Amz-Algorithm=AWS4-HMAC-SHA256\
                     &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261123%2Fus-east-1%2Fs3%2Faws4_request\
                     &X-Amz-Date=20261123T120000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host";
        assert!(address.starts_with(start), "{address}");
        // As botocore's S3SigV4QueryAuth signs the same.
        let signature = address.rsplit_once("&X-Amz-Signature=").map(|(_, it)| it);
        assert_eq!(
            signature,
            Some("923742af204beb13c1727fce53c20c3a5748f93fe79961999f911d788903a25a")
        );
    }

    #[tokio::test]
    async fn the_session_of_a_function_is_part_of_the_signature() {
        let address = link(&links(Some("a+session/token=="), None)).await;

        assert!(address.contains("&X-Amz-Security-Token=a%2Bsession%2Ftoken%3D%3D"), "{address}");
    }

    #[tokio::test]
    async fn a_local_bucket_has_no_host_of_its_own() {
        let address = link(&links(None, Some("http://127.0.0.1:9001"))).await;

        assert!(address.starts_with("http://127.0.0.1:9001/documents/abc?"), "{address}");
    }

    #[tokio::test]
    async fn without_a_bucket_there_is_no_address() {
        let none = DocumentLinks { bucket: None, ..links(None, None) };

        let refused = none.link("abc", "x.pdf", Timestamp::UNIX_EPOCH).await;

        assert!(refused.is_err_and(|failed| failed.is("DOCUMENTS_BUCKET is not set")));
    }
}
