//! The provider, asked over a network.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use secrecy::SecretString;

use crate::asking::{self, Attempt, Purpose};
use crate::callback::Callback;
use crate::claims::{self, Person};
use crate::client::Client;
use crate::discovery::{self, Discovery};
use crate::errors::{Place, SignInError, TokenFault};
use crate::exchange;
use crate::faults::CallbackFault;
use crate::fetch::{Fetch, FetchError, Fetched};
use crate::keys::{self, Kept, Key, Keys};
use crate::token::Unchecked;

/// One provider. It keeps the discovery document and the keys for a day at most.
pub struct Provider<F> {
    client: Client,
    secret: Mutex<SecretString>,
    fetch: F,
    discovery: Mutex<Option<Kept<Discovery>>>,
    keys: Mutex<Option<Kept<Keys>>>,
}

impl<F: Fetch> Provider<F> {
    /// Nothing is fetched before somebody signs in.
    pub fn new(client: Client, fetch: F) -> Self {
        let secret = Mutex::new(client.secret.clone());
        Self { client, secret, fetch, discovery: Mutex::default(), keys: Mutex::default() }
    }

    /// Proves itself with another secret from now on. What is kept of the provider stays.
    pub fn use_secret(&self, secret: SecretString) {
        *held(&self.secret) = secret;
    }

    /// The address to send a browser to.
    ///
    /// # Errors
    ///
    /// How far it came.
    pub async fn address(
        &self,
        attempt: &Attempt,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<String, SignInError> {
        let discovery = self.discovered(now).await?;
        Ok(asking::address(&self.client, &discovery, attempt, purpose))
    }

    /// Who comes back with a query. `attempt` is this browser's, and is used up whatever comes of it.
    ///
    /// # Errors
    ///
    /// How far it came.
    pub async fn person(
        &self,
        query: &str,
        attempt: &Attempt,
        now: Timestamp,
    ) -> Result<Person, SignInError> {
        let callback = Callback::read(query, attempt, self.client.issuer.as_str())?;
        let discovery = self.discovered(now).await?;
        if !callback.may_be_of(&discovery) {
            return Err(SignInError::Callback(CallbackFault::Issuer));
        }
        let secret = held(&self.secret).clone();
        let (authorization, form) =
            exchange::request(&self.client, &secret, &callback, discovery.secret_goes);
        let at = discovery.token.as_str();
        let answer = self.fetch.post(at, authorization.as_ref(), &form, exchange::MOST).await;
        let answer = answer.map_err(|cause| SignInError::Unreachable(Place::Token, cause))?;
        let token = exchange::id_token(&answer)?;
        let token = Unchecked::read(&token).map_err(SignInError::Token)?;
        let key = self.key(&discovery, &token, now).await?;
        let says = token.check(&key).map_err(SignInError::Token)?;
        claims::person(&says, &self.client, &attempt.nonce, now).map_err(SignInError::Token)
    }

    /// Where people sign out of the provider, if it says so.
    ///
    /// # Errors
    ///
    /// How far it came.
    pub async fn sign_out(&self, now: Timestamp) -> Result<Option<String>, SignInError> {
        Ok(self.discovered(now).await?.sign_out.map(Into::into))
    }

    async fn discovered(&self, now: Timestamp) -> Result<Discovery, SignInError> {
        let kept = held(&self.discovery).clone().filter(|kept| kept.is_good(now));
        if let Some(kept) = kept {
            return Ok(kept.value);
        }
        let at = self.client.issuer.discovery();
        let body = self.document(Place::Discovery, &at, discovery::MOST).await?;
        let value = Discovery::read(&body, &self.client.issuer, self.client.reach)
            .map_err(SignInError::Discovery)?;
        *held(&self.discovery) = Some(Kept::new(value.clone(), now));
        Ok(value)
    }

    /// The key of a token. One that is not there is looked for once a minute.
    async fn key(
        &self,
        discovery: &Discovery,
        token: &Unchecked<'_>,
        now: Timestamp,
    ) -> Result<Key, SignInError> {
        let missing = SignInError::Token(TokenFault::UnknownKey);
        let find = |keys: &Keys| keys.find(&token.key, token.algorithm).cloned();
        let kept = held(&self.keys).clone().filter(|kept| kept.is_good(now));
        if let Some(kept) = kept {
            if let Some(key) = find(&kept.value) {
                return Ok(key);
            }
            if kept.is_last_word(now) {
                return Err(missing);
            }
            *held(&self.keys) = Some(Kept { asked: now, ..kept });
        }
        let body = self.document(Place::Keys, discovery.keys.as_str(), keys::MOST).await?;
        let value = Keys::read(&body).map_err(SignInError::Keys)?;
        let found = find(&value);
        *held(&self.keys) = Some(Kept::new(value, now));
        found.ok_or(missing)
    }

    async fn document(&self, place: Place, at: &str, most: usize) -> Result<Vec<u8>, SignInError> {
        let answer = self.fetch.get(at, most).await;
        let Fetched { status, body } =
            answer.map_err(|cause| SignInError::Unreachable(place, cause))?;
        if status != 200 {
            return Err(SignInError::Status(place, status));
        }
        if body.len() > most {
            return Err(SignInError::Unreachable(place, FetchError::TooLarge));
        }
        Ok(body)
    }
}

/// A panic elsewhere leaves what is kept whole: it is replaced in one go.
fn held<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
