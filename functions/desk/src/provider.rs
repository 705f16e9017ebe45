//! Who vouches for staff: the co-op's `OpenID` provider.

use std::future::Future;

use domain::desk::{StaffSignIn, Vouched};
use jiff::Timestamp;

/// Why somebody is sent to the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// They clicked on signing in. The provider asks which account.
    ToSignIn,
    /// They want to act. The provider asks for everything anew.
    ToAct,
}

/// Why the provider vouches for nobody. The text is ours alone and names nobody.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotVouched {
    /// What came back answers no request of this browser.
    #[error("{0}")]
    Foreign(String),
    /// It says that nobody is signed in, has a code that the provider does not take, or lacks what the provider promises to
    /// send. Anybody can write that.
    #[error("{0}")]
    Declined(String),
    /// The provider signs nobody in, or its answer is not believed.
    #[error("{0}")]
    Refused(String),
    /// It may well work in a minute.
    #[error("{0}")]
    Later(String),
}

/// The co-op's provider.
pub trait Provider: Sync {
    /// The address to send a browser to.
    fn address(
        &self,
        sign_in: &StaffSignIn,
        sent: Sent,
        now: Timestamp,
    ) -> impl Future<Output = Result<String, NotVouched>> + Send;

    /// Whether a query answers a sign-in, as far as the query tells.
    ///
    /// MUST ask nobody for anything.
    ///
    /// # Errors
    ///
    /// `Foreign`, or `Declined`.
    fn check(&self, query: &str, sign_in: &StaffSignIn) -> Result<(), NotVouched>;

    /// For whom it vouches who comes back with a query.
    fn vouch(
        &self,
        query: &str,
        sign_in: &StaffSignIn,
        now: Timestamp,
    ) -> impl Future<Output = Result<Vouched, NotVouched>> + Send;

    /// Where people sign out of the provider, if it says so.
    fn sign_out(&self, now: Timestamp) -> impl Future<Output = Option<String>> + Send;
}
