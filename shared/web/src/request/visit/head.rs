//! What a request says beside its body.

use std::collections::BTreeMap;

use domain::Language;
use http::header;
use lambda_http::Request;

use super::jar::Jar;

/// The cookies of some names, and whether one came twice.
pub(crate) fn jar_of(request: &Request, names: &[&str]) -> (BTreeMap<String, String>, bool) {
    let jar = Jar::read(request, names);
    (jar.cookies, jar.doubled)
}

/// Whether the browser takes a compressed answer.
pub(crate) fn accepts_gzip(request: &Request) -> bool {
    text(request, header::ACCEPT_ENCODING).contains("gzip")
}

pub(super) fn text(request: &Request, name: http::HeaderName) -> &str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The first value of each parameter.
pub(crate) fn query_of(request: &Request) -> BTreeMap<String, String> {
    let mut query = BTreeMap::new();
    for (name, value) in
        form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes())
    {
        query.entry(name.into_owned()).or_insert_with(|| value.into_owned());
    }
    query
}

/// The first language of `Accept-Language` that we speak.
pub(crate) fn accepted(request: &Request) -> Language {
    let mut tags = text(request, header::ACCEPT_LANGUAGE).split(',');
    tags.find_map(|tag| Language::parse(tag.split(';').next().unwrap_or_default().trim()))
        .unwrap_or_default()
}
