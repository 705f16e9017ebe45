//! The provider, asked by `OpenID` Connect.

use std::sync::{Arc, Mutex, PoisonError};

use domain::desk::{StaffId, StaffRole, StaffSignIn, Vouched};
use domain::ports::{ClientSecret, StoreError};
use jiff::{SignedDuration, Timestamp};
use oidc::{
    Attempt, Client, Fetch, Given, Person, Purpose, Reach, Role, SignInError, check_callback,
};

use crate::provider::{NotVouched, Provider, Sent};

/// How often a secret that the provider does not take is read again, since anybody can begin a sign-in.
const BETWEEN: SignedDuration = SignedDuration::from_mins(1);

/// What the operator has set of the provider.
#[derive(Clone, Debug)]
pub struct Set {
    /// The issuer.
    pub issuer: String,
    /// What the provider knows the desk as.
    pub client_id: String,
    /// The claim and value that stand for a second factor. Empty is the provider's usual one.
    pub second_factor: String,
    /// The claim that holds roles.
    pub roles_claim: String,
    /// The role of whoever may look.
    pub look_role: String,
    /// The role of whoever may look and act.
    pub act_role: String,
    /// The desk's own origin.
    pub origin: String,
    /// Which hosts may be reached.
    pub reach: Reach,
}

/// The provider. Its client is made at the first sign-in. Its secret is read again once the provider does not take it.
pub struct OpenId<S, F> {
    set: Set,
    secret: S,
    fetch: fn(Reach) -> F,
    made: Mutex<Option<Made<F>>>,
}

/// The client that was made.
struct Made<F> {
    client: Arc<oidc::Provider<F>>,
    /// When its secret was read.
    read: Timestamp,
    /// The provider did not take its secret, which may have been changed.
    in_doubt: bool,
}

impl<S: ClientSecret, F: Fetch + Send> OpenId<S, F> {
    /// Nothing is read or asked before somebody signs in.
    pub fn new(set: Set, secret: S, fetch: fn(Reach) -> F) -> Self {
        Self { set, secret, fetch, made: Mutex::default() }
    }

    async fn client(&self, now: Timestamp) -> Result<Arc<oidc::Provider<F>>, NotVouched> {
        let made = self.made(|made| {
            let made = made.as_mut()?;
            let is_due = made.in_doubt && now.duration_since(made.read).abs() >= BETWEEN;
            if is_due {
                // Others who sign in meanwhile do not read it, too.
                (made.read, made.in_doubt) = (now, false);
            }
            Some((Arc::clone(&made.client), is_due))
        });
        if let Some((client, is_due)) = made {
            if is_due {
                match self.secret.client_secret().await {
                    Ok(Some(secret)) => client.use_secret(secret),
                    Ok(None) => {}
                    // The one before may still be good. If not, it is read again in a minute.
                    Err(error) => tracing::error!(cause = unread(&error), "no new secret"),
                }
            }
            return Ok(client);
        }
        let read = self.secret.client_secret().await;
        let read = read.map_err(|error| NotVouched::Later(unread(&error)))?;
        let Some(client_secret) = read else {
            return Err(NotVouched::Refused("the desk's secret has no client_secret".to_owned()));
        };
        let redirect = format!("{}/desk/callback", self.set.origin);
        let client = Client::parse(Given {
            issuer: &self.set.issuer,
            client_id: &self.set.client_id,
            client_secret,
            redirect: &redirect,
            roles_claim: &self.set.roles_claim,
            look: &self.set.look_role,
            act: &self.set.act_role,
            second_factor: &self.set.second_factor,
            reach: self.set.reach,
        });
        let client = client.map_err(|error| NotVouched::Refused(error.to_string()))?;
        let client = Arc::new(oidc::Provider::new(client, (self.fetch)(self.set.reach)));
        let made = Made { client: Arc::clone(&client), read: now, in_doubt: false };
        self.made(|held| *held = Some(made));
        Ok(client)
    }

    fn made<T>(&self, with: impl FnOnce(&mut Option<Made<F>>) -> T) -> T {
        with(&mut self.made.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<S: ClientSecret + Send, F: Fetch + Send> Provider for OpenId<S, F> {
    async fn address(
        &self,
        sign_in: &StaffSignIn,
        sent: Sent,
        now: Timestamp,
    ) -> Result<String, NotVouched> {
        let purpose = match sent {
            Sent::ToSignIn => Purpose::SignIn,
            Sent::ToAct => Purpose::Renew,
        };
        let attempt = Attempt::of(sign_in.seed());
        self.client(now).await?.address(&attempt, purpose, now).await.map_err(not_vouched)
    }

    fn check(&self, query: &str, sign_in: &StaffSignIn) -> Result<(), NotVouched> {
        let attempt = Attempt::of(sign_in.seed());
        check_callback(query, &attempt, &self.set.issuer).map_err(|error| match error {
            SignInError::Callback(_) => NotVouched::Foreign(error.to_string()),
            error => not_vouched(error),
        })
    }

    async fn vouch(
        &self,
        query: &str,
        sign_in: &StaffSignIn,
        now: Timestamp,
    ) -> Result<Vouched, NotVouched> {
        let attempt = Attempt::of(sign_in.seed());
        let person = self.client(now).await?.person(query, &attempt, now).await;
        if person.as_ref().is_err_and(SignInError::is_of_secret) {
            self.made(|made| {
                if let Some(made) = made {
                    made.in_doubt = true;
                }
            });
        }
        vouched(&person.map_err(not_vouched)?)
    }

    async fn sign_out(&self, now: Timestamp) -> Option<String> {
        self.client(now).await.ok()?.sign_out(now).await.ok()?
    }
}

/// That the desk's secret cannot be read, which says nothing of what is in it.
fn unread(error: &StoreError) -> String {
    let cause = match error {
        StoreError::Unavailable(cause) => cause.to_string(),
        StoreError::Conflict => error.to_string(),
    };
    format!("the desk's secret cannot be read: {cause}")
}

fn vouched(person: &Person) -> Result<Vouched, NotVouched> {
    let who = StaffId::parse(&person.id);
    let who = who.ok_or_else(|| NotVouched::Refused("the id is none".to_owned()))?;
    let role = person.role.map(|role| match role {
        Role::Look => StaffRole::Look,
        Role::Act => StaffRole::Act,
    });
    let Person { signed_in_at, second_factor, until, .. } = *person;
    Ok(Vouched { who, role, auth_time: signed_in_at, second_factor, until })
}

fn not_vouched(error: SignInError) -> NotVouched {
    let text = error.to_string();
    match error {
        error if error.is_of_query() => NotVouched::Declined(text),
        error if error.passes() => NotVouched::Later(text),
        _ => NotVouched::Refused(text),
    }
}

#[cfg(test)]
mod tests;
