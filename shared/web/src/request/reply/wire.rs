//! What every answer has on the wire: its headers, and a compressed body.

mod gzip;

use std::io::{self, Write};

use flate2::{Compression, write::GzEncoder};
use http::{HeaderValue, header};
use lambda_http::Body;

/// The headers of every answer of every route, but for the policy, which the settings have a part in. Source: SECURITY.md#headers, ASVS 3.4.
pub(in crate::request) const FIXED: [(header::HeaderName, &str); 8] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        header::HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
    (header::VARY, "Accept-Encoding, Accept-Language, Cookie, Origin, Sec-Fetch-Site"),
];

/// The policy of an answer without a page: it has nothing inlined, so it names no hash.
pub(super) const BARE: &str = "default-src 'none'; form-action 'self'; base-uri 'none'; \
                               frame-ancestors 'none'; require-trusted-types-for 'script'";

/// The body, compressed where the browser takes it: HTTP APIs do not compress.
pub(super) fn encoded(body: String, gzip: bool) -> (Body, Option<&'static str>) {
    if body.is_empty() {
        return (Body::Empty, None);
    }
    if gzip && let Some(bytes) = gzip::of(body.as_bytes()) {
        return (Body::Binary(bytes), Some("gzip"));
    }
    (Body::Text(body), None)
}

/// A file that is downloaded, as it goes out.
pub(in crate::request) struct File {
    name: String,
    bytes: Vec<u8>,
    is_gzip: bool,
}

impl File {
    /// Has a file written, compressed at once where the browser takes that.
    pub(super) fn write(
        name: &str,
        gzip: bool,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Self> {
        let bytes = if gzip {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
            write(&mut encoder)?;
            encoder.finish()?
        } else {
            let mut bytes = Vec::new();
            write(&mut bytes)?;
            bytes
        };
        Ok(Self { name: plain(name), bytes, is_gzip: gzip })
    }

    /// What tells the browser to keep it, and under which name.
    pub(super) fn disposition(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&format!("attachment; filename=\"{}\"", self.name)).ok()
    }

    pub(super) fn into_body(self) -> (Body, Option<&'static str>) {
        (Body::Binary(self.bytes), self.is_gzip.then_some("gzip"))
    }
}

/// A name that every system takes for a file: what is not a letter, a digit or one of `-_.` is a dash, and none is hidden.
fn plain(name: &str) -> String {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
    let plain = name.chars().map(|sign| if is_plain(sign) { sign } else { '-' });
    plain.collect::<String>().trim_start_matches(['.', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_file_has_a_name_that_every_system_takes() {
        assert_eq!(plain("use_1623_2026-11-01.csv"), "use_1623_2026-11-01.csv");
        assert_eq!(plain("../a\"b;\r\nc/ñ.csv"), "a-b---c--.csv");
    }
}
