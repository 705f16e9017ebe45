//! What may be set.

use super::rig::*;
use crate::{Client, ClientError, Given, IssuerError, Reach};

#[test]
fn each_setting_that_is_wrong_is_named() {
    let long = "a".repeat(256);
    for (given, expected) in [
        (given(), None),
        (
            Given { issuer: "https://login.microsoftonline.com/common/v2.0", ..given() },
            Some(ClientError::Issuer(IssuerError::Shared)),
        ),
        (Given { client_id: "", ..given() }, Some(ClientError::Id)),
        (Given { client_id: "a b", ..given() }, Some(ClientError::Id)),
        (Given { client_id: &long, ..given() }, Some(ClientError::Id)),
        (Given { client_secret: "".into(), ..given() }, Some(ClientError::Secret)),
        (
            Given { redirect: "http://desk.coop.example/desk/callback", ..given() },
            Some(ClientError::Redirect),
        ),
        (
            Given { redirect: "https://desk.coop.example/desk/callback?a", ..given() },
            Some(ClientError::Redirect),
        ),
        (
            Given { redirect: "https://desk.coop.example/a/../desk", ..given() },
            Some(ClientError::Redirect),
        ),
        (
            Given { redirect: "http://localhost:9002/desk/callback", ..given() },
            Some(ClientError::Redirect),
        ),
        (
            Given {
                redirect: "http://localhost:9002/desk/callback",
                reach: Reach::Local,
                ..given()
            },
            None,
        ),
        (Given { roles_claim: "", ..given() }, Some(ClientError::RolesClaim)),
        (Given { roles_claim: "groups", ..given() }, None),
        (Given { roles_claim: "email", ..given() }, Some(ClientError::RolesClaim)),
        (Given { roles_claim: "upn", ..given() }, Some(ClientError::RolesClaim)),
        (Given { roles_claim: "preferred_username", ..given() }, Some(ClientError::RolesClaim)),
        (Given { roles_claim: "name", ..given() }, Some(ClientError::RolesClaim)),
        (Given { roles_claim: "hd", ..given() }, Some(ClientError::RolesClaim)),
        (Given { roles_claim: "_claim_sources", ..given() }, Some(ClientError::RolesClaim)),
        (Given { look: "", ..given() }, Some(ClientError::Roles)),
        (Given { act: "", ..given() }, Some(ClientError::Roles)),
        (Given { look: "same", act: "same", ..given() }, Some(ClientError::Roles)),
        (Given { second_factor: "acr=2", ..given() }, None),
        (Given { second_factor: "mfa", ..given() }, Some(ClientError::SecondFactor)),
        (Given { second_factor: "=mfa", ..given() }, Some(ClientError::SecondFactor)),
        (Given { second_factor: "amr=", ..given() }, Some(ClientError::SecondFactor)),
        (Given { second_factor: "hd=coop.example", ..given() }, Some(ClientError::SecondFactor)),
    ] {
        assert_eq!(Client::parse(given).err(), expected);
    }
}
