//! Each token that says something wrong is refused for its own fault, and its right twin is taken.

use serde_json::{Value, json};

use super::rig::*;
use super::tokens::signed_in;
use crate::{Client, Given, Person, Role, TokenFault};

/// A change of what a good token says.
type Change = fn(&mut Value);

const OBJECT: &str = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

/// Who is signed in by a token that says this.
fn saying(client: Client, said: &Value) -> Result<Person, TokenFault> {
    let signer = Signer::p256();
    let token = signer.token_of(r#"{"alg":"ES256","kid":"k"}"#, &said.to_string());
    signed_in(client, &signer, &token)
}

fn after(client: Client, change: Change) -> Result<Person, TokenFault> {
    let mut said = says();
    if client.issuer.is_entra() {
        said["iss"] = TENANT.into();
        said["oid"] = OBJECT.into();
    }
    change(&mut said);
    saying(client, &said)
}

#[test]
fn what_a_token_says_has_to_be_for_this_request_of_this_client() {
    use TokenFault::{Audience, AuthorizedParty, Claim, Issuer, Nonce, Personal};
    let rows: &[(Change, Option<TokenFault>)] = &[
        (|_| (), None),
        (|it| it["iss"] = "https://sso.coop.example/oauth2/other".into(), Some(Issuer)),
        (|it| it["iss"] = format!("{ISSUER}/").into(), Some(Issuer)),
        (|it| it["iss"] = json!([ISSUER]), Some(Issuer)),
        (|it| it["iss"] = Value::Null, Some(Issuer)),
        (|it| it["aud"] = json!([CLIENT]), None),
        (|it| it["aud"] = "another".into(), Some(Audience)),
        (|it| it["aud"] = json!(["another"]), Some(Audience)),
        (|it| it["aud"] = json!([CLIENT, "another"]), Some(Audience)),
        (|it| it["aud"] = json!([CLIENT, CLIENT]), Some(Audience)),
        (|it| it["aud"] = json!([]), Some(Audience)),
        (|it| it["aud"] = "the-desk ".into(), Some(Audience)),
        (|it| it["aud"] = Value::Null, Some(Audience)),
        (|it| it["azp"] = CLIENT.into(), None),
        (|it| it["azp"] = "another".into(), Some(AuthorizedParty)),
        (|it| it["azp"] = Value::Null, Some(AuthorizedParty)),
        (|it| it["nonce"] = "another".into(), Some(Nonce)),
        (|it| it["nonce"] = "".into(), Some(Nonce)),
        (|it| it["nonce"] = Value::Null, Some(Nonce)),
        (|it| it["sub"] = Value::Null, Some(Claim("sub"))),
        (|it| it["sub"] = "".into(), Some(Claim("sub"))),
        (|it| it["sub"] = 7.into(), Some(Claim("sub"))),
        (|it| it["sub"] = "a\nb".into(), Some(Claim("sub"))),
        (|it| it["sub"] = "ñ".into(), Some(Claim("sub"))),
        (|it| it["sub"] = "someone@coop.example".into(), Some(Personal("sub"))),
        (|it| it["sub"] = "a".repeat(256).into(), Some(Personal("sub"))),
        (|it| it["sub"] = "a".repeat(255).into(), None),
    ];
    for (place, (change, fault)) in rows.iter().enumerate() {
        assert_eq!(after(client(), *change).err(), *fault, "row {place}");
    }
}

#[test]
fn a_token_is_good_for_its_time_give_or_take_a_minute() {
    use TokenFault::{Claim, Expired, LastsTooLong, NotFresh, SignedInLater, TooEarly};
    let month = 31 * 86_400;
    let rows: &[(&str, Value, Option<TokenFault>)] = &[
        ("exp", json!(-59), None),
        ("exp", json!(-60), Some(Expired)),
        ("exp", json!(month), None),
        ("exp", json!(month + 1), Some(LastsTooLong)),
        ("nbf", json!(60), None),
        ("nbf", json!(61), Some(TooEarly)),
        ("iat", json!(60), None),
        ("iat", json!(61), Some(NotFresh)),
        ("iat", json!(-600), None),
        ("iat", json!(-601), Some(NotFresh)),
        ("auth_time", json!(60), None),
        ("auth_time", json!(61), Some(SignedInLater)),
        ("auth_time", json!(-1_000_000), None),
        ("exp", Value::Null, Some(Claim("exp"))),
        ("iat", json!("0"), Some(Claim("iat"))),
        ("nbf", json!(0.5), Some(Claim("nbf"))),
        ("auth_time", json!("0"), Some(Claim("auth_time"))),
        ("exp", json!(i64::MAX / 2), Some(Claim("exp"))),
        ("exp", json!(i64::MIN / 2), Some(Claim("exp"))),
    ];
    for (name, ahead, fault) in rows {
        let mut said = says();
        said[*name] = match ahead {
            Value::Number(it) if it.is_i64() => {
                json!(noon().as_second() + it.as_i64().expect("a whole number"))
            }
            other => other.clone(),
        };

        assert_eq!(saying(client(), &said).err(), *fault, "{name} {ahead}");
    }
    for name in ["exp", "iat"] {
        let mut said = says();
        said.as_object_mut().expect("an object").remove(name);

        assert_eq!(saying(client(), &said).err(), Some(Claim(name)));
    }
}

#[test]
fn when_somebody_signed_in_may_be_left_out() {
    let person =
        after(client(), |it| drop(it.as_object_mut().expect("an object").remove("auth_time")));

    assert_eq!(person.expect("somebody signs in").signed_in_at, None);
}

#[test]
fn whoever_signs_in_by_a_clock_that_is_ahead_has_signed_in_now() {
    for (ahead, counts) in [(-1, -1), (0, 0), (1, 0), (60, 0)] {
        let mut said = says();
        said["auth_time"] = (noon().as_second() + ahead).into();

        let at = saying(client(), &said)
            .expect("somebody signs in")
            .signed_in_at
            .expect("the provider says when");

        assert_eq!(at.as_second() - noon().as_second(), counts, "{ahead}");
    }
}

#[test]
fn people_of_entra_are_known_by_their_object_and_others_by_their_subject() {
    assert_eq!(after(entra(), |_| ()).expect("somebody signs in").id, OBJECT);
    assert_eq!(
        after(client(), |it| it["oid"] = OBJECT.into()).expect("somebody signs in").id,
        "00u1"
    );
    let wrong: [(Change, TokenFault); 4] = [
        (|it| drop(it.as_object_mut().expect("an object").remove("oid")), TokenFault::Claim("oid")),
        (|it| it["oid"] = OBJECT.to_uppercase().into(), TokenFault::Claim("oid")),
        (|it| it["oid"] = "someone@coop.example".into(), TokenFault::Personal("oid")),
        (|it| it["oid"] = "a".repeat(256).into(), TokenFault::Personal("oid")),
    ];
    for (change, fault) in wrong {
        assert_eq!(after(entra(), change), Err(fault));
    }
}

#[test]
fn a_role_is_compared_whole_and_nothing_else_gives_one() {
    let rows: &[(Value, Option<Role>)] = &[
        (json!("Desk.Look"), Some(Role::Look)),
        (json!("Desk.Act"), Some(Role::Act)),
        (json!(["Desk.Look", "Desk.Act"]), Some(Role::Act)),
        (json!(["else", "Desk.Look"]), Some(Role::Look)),
        (json!("desk.look"), None),
        (json!("Desk.Look Desk.Act"), None),
        (json!("Desk.Look,Desk.Act"), None),
        (json!(["Desk.Actor"]), None),
        (json!(["Desk"]), None),
        (json!([["Desk.Act"]]), None),
        (json!(["Desk.Act", 1]), None),
        (json!({ "Desk.Act": "Desk.Act" }), None),
        (json!([]), None),
        (json!(true), None),
        (Value::Null, None),
    ];
    for (roles, expected) in rows {
        let mut said = says();
        said["roles"] = roles.clone();

        assert_eq!(saying(client(), &said).expect("somebody signs in").role, *expected, "{roles}");
    }
    for name in ["groups", "email", "upn", "preferred_username", "name", "hd", "wids", "scp"] {
        let mut said = says();
        said["roles"] = json!([]);
        said[name] = "Desk.Act".into();

        assert_eq!(saying(client(), &said).expect("somebody signs in").role, None, "{name}");
    }
}

#[test]
fn roles_that_are_kept_elsewhere_are_not_fetched() {
    let signer = Signer::p256();
    let fake = Fake::new(&[signer.public("k")]);
    let mut said = says();
    said.as_object_mut().expect("an object").remove("roles");
    said["_claim_names"] = json!({ "roles": "src1" });
    said["_claim_sources"] = json!({ "src1": { "endpoint": "https://sso.coop.example/roles" } });
    let token = signer.token_of(r#"{"alg":"ES256","kid":"k"}"#, &said.to_string());

    let person = come_back(client(), &fake, &token).expect("somebody signs in");

    assert_eq!(person.role, None);
    assert_eq!(fake.asked.lock().expect("no test panics here").len(), 2);
}

#[test]
fn a_second_factor_is_what_the_setting_names() {
    let rows: &[(&str, &str, Change, bool)] = &[
        (ISSUER, "", |_| (), true),
        (ISSUER, "", |it| it["amr"] = "mfa".into(), true),
        (ISSUER, "", |it| it["amr"] = json!(["pwd"]), false),
        (ISSUER, "", |it| it["amr"] = json!(["mfa2"]), false),
        (ISSUER, "", |it| it["amr"] = Value::Null, false),
        (ISSUER, "", |it| it["amr"] = json!(true), false),
        (ISSUER, "acr=2", |it| it["acr"] = "2".into(), true),
        (ISSUER, "acr=2", |it| it["acr"] = 2.into(), false),
        (ISSUER, "acr=2", |_| (), false),
        (ISSUER, "acr=a=b", |it| it["acr"] = "a=b".into(), true),
        (TENANT, "", |_| (), false),
        (TENANT, "", |it| it["acrs"] = json!(["c2", "c1"]), true),
        (TENANT, "", |it| it["acrs"] = "c1".into(), true),
        (TENANT, "", |it| it["acrs"] = json!(["c11"]), false),
        (TENANT, "acrs=c3", |it| it["acrs"] = json!(["c1"]), false),
    ];
    for (place, (issuer, second_factor, change, expected)) in rows.iter().enumerate() {
        let given = Given { issuer, second_factor, ..given() };

        let person =
            after(Client::parse(given).expect("a client"), *change).expect("somebody signs in");

        assert_eq!(person.second_factor, *expected, "row {place}");
    }
}
