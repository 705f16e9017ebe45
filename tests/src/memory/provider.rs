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
    /// What it answers to everything, if it is out of order.
    fault: Arc<Mutex<Option<NotVouched>>>,
}

/// Where people sign out of it.
pub const SIGN_OUT: &str = "https://login.example/sign-out";

impl MemoryProvider {
    /// Vouches for somebody who comes back with a code.
    pub fn vouch_for(&self, code: &str, vouched: Vouched) {
        let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        codes.insert(code.to_owned(), vouched);
    }

    /// Answers so to everything from now on, or works again.
    pub fn answers_with(&self, fault: Option<NotVouched>) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    fn works(&self) -> Result<(), NotVouched> {
        let fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner).clone();
        fault.map_or(Ok(()), Err)
    }
}

impl Provider for MemoryProvider {
    async fn address(
        &self,
        sign_in: &StaffSignIn,
        sent: Sent,
        _: Timestamp,
    ) -> Result<String, NotVouched> {
        self.works()?;
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
        self.works()?;
        let came: BTreeMap<_, _> = form_urlencoded::parse(query.as_bytes()).collect();
        let code = came.get("code").map(AsRef::as_ref).unwrap_or_default();
        let vouched = self.codes.lock().unwrap_or_else(PoisonError::into_inner).remove(code);
        vouched.ok_or_else(|| NotVouched::Declined("no such code".to_owned()))
    }

    async fn sign_out(&self, _: Timestamp) -> Option<String> {
        self.works().ok().map(|()| SIGN_OUT.to_owned())
    }
}
