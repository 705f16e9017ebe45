//! A provider in memory, its keys, and a client of it.

use std::sync::Mutex;

use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use crate::{
    Attempt, Client, Fetch, FetchError, Fetched, Given, Person, Provider, Reach, SignInError,
};

pub(super) const ISSUER: &str = "https://sso.coop.example/oauth2/default";
pub(super) const TENANT: &str =
    "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0";
pub(super) const CLIENT: &str = "the-desk";
pub(super) const SECRET: &str = "a secret~of+ours";
pub(super) const REDIRECT: &str = "https://desk.coop.example/desk/callback";

pub(super) fn noon() -> Timestamp {
    "2026-12-01T12:00:00Z".parse().expect("an instant")
}

pub(super) fn attempt() -> Attempt {
    Attempt::of(&[7; 32])
}

pub(super) fn given() -> Given<'static> {
    Given {
        issuer: ISSUER,
        client_id: CLIENT,
        client_secret: SECRET.into(),
        redirect: REDIRECT,
        roles_claim: "roles",
        look: "Desk.Look",
        act: "Desk.Act",
        second_factor: "",
        reach: Reach::Public,
    }
}

pub(super) fn client() -> Client {
    Client::parse(given()).expect("a client")
}

pub(super) fn entra() -> Client {
    Client::parse(Given { issuer: TENANT, ..given() }).expect("a client")
}

/// A key that signs.
pub(super) enum Signer {
    Rsa(Box<RsaKeyPair>),
    P256(Box<EcdsaKeyPair>),
}

impl Signer {
    pub(super) fn rsa() -> Self {
        let key = RsaKeyPair::from_pkcs8(include_bytes!("rsa_2048.der")).expect("a key");
        Self::Rsa(Box::new(key))
    }

    /// Another one each time.
    pub(super) fn p256() -> Self {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random);
        let key = EcdsaKeyPair::from_pkcs8(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            made.expect("a key").as_ref(),
            &random,
        );
        Self::P256(Box::new(key.expect("the key that was made")))
    }

    /// As it stands in the set of keys.
    pub(super) fn public(&self, name: &str) -> Value {
        match self {
            Self::Rsa(key) => {
                let parts: ring::rsa::PublicKeyComponents<Vec<u8>> = key.public().into();
                json!({ "kty": "RSA", "kid": name, "n": base64(&parts.n), "e": base64(&parts.e) })
            }
            Self::P256(key) => {
                let point = key.public_key().as_ref();
                let (x, y) = (base64(&point[1..33]), base64(&point[33..]));
                json!({ "kty": "EC", "crv": "P-256", "kid": name, "x": x, "y": y })
            }
        }
    }

    pub(super) fn sign(&self, text: &str) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, text.as_bytes(), &mut signature)
                    .expect("a signature");
                signature
            }
            Self::P256(key) => {
                key.sign(&random, text.as_bytes()).expect("a signature").as_ref().to_vec()
            }
        }
    }

    /// A token of two texts, which may be no JSON.
    pub(super) fn token_of(&self, header: &str, says: &str) -> String {
        let signed = format!("{}.{}", base64(header.as_bytes()), base64(says.as_bytes()));
        let signature = base64(&self.sign(&signed));
        format!("{signed}.{signature}")
    }
}

pub(super) fn base64(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

/// What a good token says.
pub(super) fn says() -> Value {
    let at = noon().as_second();
    json!({
        "iss": ISSUER, "aud": CLIENT, "sub": "00u1", "nonce": attempt().nonce, "iat": at,
        "exp": at + 3600, "auth_time": at - 5, "roles": ["Desk.Look"], "amr": ["pwd", "mfa"],
    })
}

/// A provider whose documents and next answer are set, and which counts what it is asked.
pub(super) struct Fake {
    pub(super) discovery: Mutex<Value>,
    pub(super) keys: Mutex<Value>,
    pub(super) answer: Mutex<Value>,
    pub(super) status: Mutex<u16>,
    pub(super) asked: Mutex<Vec<String>>,
    pub(super) posted: Mutex<Option<(Option<String>, String)>>,
}

impl Fake {
    pub(super) fn new(keys: &[Value]) -> Self {
        Self {
            discovery: Mutex::new(document()),
            keys: Mutex::new(json!({ "keys": keys })),
            answer: Mutex::new(json!({})),
            status: Mutex::new(200),
            asked: Mutex::default(),
            posted: Mutex::default(),
        }
    }

    pub(super) fn answers_with(&self, token: &str) {
        *self.answer.lock().expect("no test panics here") =
            json!({ "token_type": "Bearer", "id_token": token });
    }

    /// How often an address was asked.
    pub(super) fn times(&self, address: &str) -> usize {
        self.asked
            .lock()
            .expect("no test panics here")
            .iter()
            .filter(|asked| *asked == address)
            .count()
    }
}

pub(super) fn document() -> Value {
    json!({
        "issuer": ISSUER,
        "authorization_endpoint": "https://sso.coop.example/authorize",
        "token_endpoint": "https://sso.coop.example/token",
        "jwks_uri": KEYS_AT,
        "response_types_supported": ["code", "id_token"],
        "prompt_values_supported": ["none", "login", "select_account"],
    })
}

pub(super) const KEYS_AT: &str = "https://keys.coop.example/";

impl Fetch for &Fake {
    async fn get(&self, address: &str, _: usize) -> Result<Fetched, FetchError> {
        self.asked.lock().expect("no test panics here").push(address.to_owned());
        let body = if address.ends_with("/.well-known/openid-configuration") {
            self.discovery.lock().expect("no test panics here").to_string()
        } else if address == KEYS_AT {
            self.keys.lock().expect("no test panics here").to_string()
        } else {
            return Err(FetchError::Unreachable);
        };
        Ok(Fetched { status: *self.status.lock().expect("no test panics here"), body: body.into() })
    }

    async fn post(
        &self,
        address: &str,
        authorization: Option<&SecretString>,
        form: &SecretString,
        _: usize,
    ) -> Result<Fetched, FetchError> {
        assert_eq!(address, "https://sso.coop.example/token");
        let header = authorization.map(|it| it.expose_secret().to_owned());
        *self.posted.lock().expect("no test panics here") =
            Some((header, form.expose_secret().to_owned()));
        let body = self.answer.lock().expect("no test panics here").to_string();
        Ok(Fetched { status: *self.status.lock().expect("no test panics here"), body: body.into() })
    }
}

/// The query of an honest callback.
pub(super) fn query() -> String {
    format!("code=abc&state={}", attempt().state)
}

/// Comes back to a client with a token.
pub(super) fn come_back(client: Client, fake: &Fake, token: &str) -> Result<Person, SignInError> {
    fake.answers_with(token);
    if client.issuer.is_entra() {
        fake.discovery.lock().expect("no test panics here")["issuer"] = TENANT.into();
    }
    let provider = Provider::new(client, fake);
    ready(provider.person(&query(), &attempt(), noon()))
}

/// The outcome of what waits for nothing but the provider in memory.
pub(super) fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(outcome) => outcome,
        std::task::Poll::Pending => panic!("nothing waits in memory"),
    }
}
