//! The co-op's provider in memory: it vouches for whom a test says.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use desk::{NotVouched, Provider, Sent};
use domain::desk::{StaffSignIn, Vouched};
use jiff::Timestamp;

/// A provider. A clone is the same one.
#[derive(Clone, Default)]
pub struct MemoryProvider {
    /// For whom it vouches, by code. Each code is taken once.
    codes: Arc<Mutex<BTreeMap<String, Vouched>>>,
}

/// Where people sign out of it.
pub const SIGN_OUT: &str = "https://login.example/sign-out";

impl MemoryProvider {
    /// Vouches for somebody who comes back with a code.
    pub fn vouch_for(&self, code: &str, vouched: Vouched) {
        let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        codes.insert(code.to_owned(), vouched);
    }
}

impl Provider for MemoryProvider {
    async fn address(
        &self,
        sign_in: &StaffSignIn,
        sent: Sent,
        _: Timestamp,
    ) -> Result<String, NotVouched> {
        let state = sign_in.key();
        Ok(format!("https://login.example/?sent={sent:?}&state={}", state.as_str()))
    }

    fn check(&self, query: &str, sign_in: &StaffSignIn) -> Result<(), NotVouched> {
        let came: BTreeMap<_, _> = form_urlencoded::parse(query.as_bytes()).collect();
        if came.get("state").map(AsRef::as_ref) != Some(sign_in.key().as_str()) {
            return Err(NotVouched::Foreign("another state".to_owned()));
        }
        if came.contains_key("error") {
            return Err(NotVouched::Declined("an error".to_owned()));
        }
        Ok(())
    }

    async fn vouch(
        &self,
        query: &str,
        _: &StaffSignIn,
        _: Timestamp,
    ) -> Result<Vouched, NotVouched> {
        let came: BTreeMap<_, _> = form_urlencoded::parse(query.as_bytes()).collect();
        let code = came.get("code").map(AsRef::as_ref).unwrap_or_default();
        let vouched = self.codes.lock().unwrap_or_else(PoisonError::into_inner).remove(code);
        vouched.ok_or_else(|| NotVouched::Declined("no such code".to_owned()))
    }

    async fn sign_out(&self, _: Timestamp) -> Option<String> {
        Some(SIGN_OUT.to_owned())
    }
}
