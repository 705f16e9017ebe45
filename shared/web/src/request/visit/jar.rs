//! Our own cookies, as they came.

use std::collections::BTreeMap;

use domain::{KeyRing, Language};
use http::header;
use jiff::Timestamp;
use lambda_http::Request;

use crate::request::cookies::{self, Claims, LANGUAGE};

/// The cookies that came.
pub(super) struct Jar {
    pub(super) cookies: BTreeMap<String, String>,
    /// Whether one of them came twice.
    pub(super) doubled: bool,
}

impl Jar {
    pub(super) fn read(request: &Request, names: &[&str]) -> Self {
        let mut jar = Self { cookies: BTreeMap::new(), doubled: false };
        for line in request.headers().get_all(header::COOKIE) {
            let pairs = line.to_str().unwrap_or_default().split(';');
            for (name, value) in pairs.filter_map(|pair| pair.trim().split_once('=')) {
                if !names.contains(&name) {
                    continue;
                }
                jar.doubled |= jar.cookies.insert(name.to_owned(), value.to_owned()).is_some();
            }
        }
        jar
    }

    pub(super) fn open<C: Claims>(&self, keys: &KeyRing, now: Timestamp) -> Option<C> {
        cookies::read(keys, self.cookies.get(C::NAME)?, now)
    }

    pub(super) fn language(&self) -> Option<Language> {
        self.cookies.get(LANGUAGE).and_then(|tag| Language::parse(tag))
    }
}
