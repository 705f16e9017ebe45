//! Signing in by a provider of OpenID Connect: what is asked of it, and what of its answer is believed.
//!
//! The authorization code flow with PKCE, for one client of one provider. Everything is a rule without I/O but
//! [`Provider`], which asks a [`Fetch`], as [`Https`] is one, for three documents: discovery, keys, and the answer to a
//! code. Time comes in as an argument. Nothing that the provider or a browser sent reaches an error.
//!
//! Source: OpenID Connect Core 1.0 (3.1), Discovery 1.0, RFC 6749, RFC 7515 to 7519, RFC 7636, RFC 8725, RFC 9207.

mod asking;
mod callback;
mod claims;
mod client;
mod discovery;
mod errors;
mod exchange;
mod faults;
mod fetch;
mod https;
mod issuer;
mod json;
mod keys;
mod provider;
mod token;

#[cfg(test)]
mod tests;

pub use asking::{Attempt, Purpose};
pub use callback::check_callback;
pub use claims::{Person, Role};
pub use client::{Client, ClientError, Given};
pub use discovery::DiscoveryFault;
pub use errors::{Place, SignInError, TokenFault};
pub use faults::{CallbackFault, ExchangeFault};
pub use fetch::{Fetch, FetchError, Fetched};
pub use https::Https;
pub use issuer::{Issuer, IssuerError, Reach};
pub use keys::KeysFault;
pub use provider::Provider;
