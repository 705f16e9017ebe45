//! A browser's cookies.

use std::collections::BTreeMap;

/// Keeps cookies until an answer deletes them.
///
/// Cookies past their age are kept and sent, since the portal must not rely on the browser for that.
#[derive(Clone, Debug, Default)]
pub(super) struct Jar(BTreeMap<String, String>);

impl Jar {
    /// Takes a `Set-Cookie` line.
    ///
    /// Fails if another host's page or a script could reach the cookie.
    #[track_caller]
    pub(super) fn take(&mut self, line: &str) {
        let mut parts = line.split("; ");
        let (name, value) = parts.next().and_then(|it| it.split_once('=')).expect("name=value");
        let mut attributes: Vec<&str> = parts.collect();
        let ages = attributes.extract_if(.., |it| it.starts_with("Max-Age="));
        let ages: Vec<String> = ages.map(str::to_owned).collect();
        assert!(name.starts_with("__Host-"), "{name} is not bound to the host");
        assert_eq!(attributes, ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"], "{name}");
        assert_eq!(ages.len(), 1, "{name} has one age");
        if ages[0] == "Max-Age=0" {
            self.0.remove(name);
        } else {
            self.0.insert(name.to_owned(), value.to_owned());
        }
    }

    /// The value of a cookie, without its prefix `__Host-`.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(&format!("__Host-{name}")).map(String::as_str)
    }

    /// Puts a cookie in by hand.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        self.0.insert(format!("__Host-{name}"), value.to_owned());
    }

    /// The cookies that are sent with each request.
    pub(super) fn sent(&self) -> Vec<String> {
        self.0.iter().map(|(name, value)| format!("{name}={value}")).collect()
    }
}
