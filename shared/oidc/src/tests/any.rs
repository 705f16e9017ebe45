//! Whatever a provider or a browser sends is refused in peace.

use proptest::prelude::*;
use serde_json::Value;

use super::rig::*;
use crate::discovery::Discovery;
use crate::keys::Keys;
use crate::token::Unchecked;
use crate::{Issuer, Provider, Reach};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_signs_nobody_in(text in "\\PC{0,200}") {
        let fake = Fake::new(&[Signer::rsa().public("k")]);
        fake.answers_with(&text);
        let provider = Provider::new(client(), &fake);

        prop_assert!(ready(provider.person(&text, &attempt(), noon())).is_err());
        prop_assert!(ready(provider.person(&query(), &attempt(), noon())).is_err());
        prop_assert!(Unchecked::read(&text).is_err());
        prop_assert!(Issuer::parse(&text, Reach::Local).is_err());
    }

    #[test]
    fn any_bytes_are_no_document(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let issuer = Issuer::parse(ISSUER, Reach::Public).expect("an issuer");

        prop_assert!(Discovery::read(&bytes, &issuer, Reach::Public).is_err());
        prop_assert!(Keys::read(&bytes).is_err());
    }

    #[test]
    fn a_good_key_signs_nothing_that_is_no_token(header in "\\PC{0,80}", says in "\\PC{0,80}") {
        let signer = Signer::p256();
        let good = r#"{"alg":"ES256","kid":"k"}"#;
        let fake = Fake::new(&[signer.public("k")]);
        for (header, says) in [(header.as_str(), says.as_str()), (good, &says)] {
            let token = signer.token_of(header, says);

            prop_assert!(come_back(client(), &fake, &token).is_err());
        }
    }

    /// Of what a good token says, one claim is anything else.
    #[test]
    fn a_claim_of_another_kind_is_refused_or_gives_no_role(
        name in prop::sample::select(vec!["iss", "aud", "sub", "nonce", "iat", "exp", "roles"]),
        value in prop::sample::select(vec!["null", "true", "0", "-1", "1e99", "\"\"", "[]", "{}", "[[]]"]),
    ) {
        let signer = Signer::p256();
        let fake = Fake::new(&[signer.public("k")]);
        let mut said = says();
        said[name] = serde_json::from_str::<Value>(value).expect("an answer");
        let token = signer.token_of(r#"{"alg":"ES256","kid":"k"}"#, &said.to_string());

        let outcome = come_back(client(), &fake, &token);

        prop_assert!(outcome.map_or(true, |person| name == "roles" && person.role.is_none()));
    }
}
