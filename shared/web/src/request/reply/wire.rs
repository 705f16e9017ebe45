//! What every answer has on the wire: its headers, and a compressed body.

mod gzip;

use http::header;
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
