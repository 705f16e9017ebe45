//! Asks what the desk for staff needs: its own address, and the co-op's provider.

use aws::DeskSettings;
use jiff::Timestamp;
use oidc::{Attempt, Client, Given, Https, Provider, Purpose, Reach};

use super::portal::{self, Opened, Unopened};

/// What was found of the desk.
pub(crate) struct AskedDesk {
    /// The result of opening it.
    pub(crate) opened: Result<Opened, Unopened>,
    /// Whether the desk could send somebody to the provider, and if not, why.
    pub(crate) provider: Result<(), String>,
}

/// Asks both. The desk's own secret is not read, which the command line may not.
pub(crate) async fn of(desk: &DeskSettings, now: Timestamp) -> AskedDesk {
    AskedDesk {
        opened: portal::open_desk(&desk.origin, portal::public_roots()).await,
        provider: provider(desk, Reach::Public, now).await,
    }
}

/// Reads the discovery document of the issuer as the desk does.
async fn provider(desk: &DeskSettings, reach: Reach, now: Timestamp) -> Result<(), String> {
    let client = Client::parse(Given {
        issuer: &desk.issuer,
        client_id: &desk.client_id,
        client_secret: "discovery needs none".into(),
        redirect: &format!("{}/desk/callback", desk.origin),
        roles_claim: &desk.roles_claim,
        look: &desk.look_role,
        act: &desk.act_role,
        second_factor: &desk.second_factor,
        reach,
    });
    let client = client.map_err(|error| error.to_string())?;
    let provider = Provider::new(client, Https::new(reach));
    let address = provider.address(&Attempt::of(&[0; 32]), Purpose::SignIn, now).await;
    address.map(drop).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use axum::{Json, Router};
    use serde_json::json;
    use tokio::net::TcpListener;

    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    /// A provider on loopback that says it is `named`, or else what it is. Returns its issuer.
    async fn provider_named(named: Option<&str>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let issuer = format!("http://localhost:{port}");
        let at = |path: &str| format!("{issuer}{path}");
        let says = json!({
            "issuer": named.unwrap_or(&issuer),
            "authorization_endpoint": at("/authorize"),
            "token_endpoint": at("/token"),
            "jwks_uri": at("/keys"),
        });
        let document = get(move || async { Json(says) });
        let router = Router::new().route("/.well-known/openid-configuration", document);
        tokio::spawn(async { axum::serve(listener, router).await });
        issuer
    }

    fn settings(issuer: &str) -> DeskSettings {
        let text = str::to_owned;
        DeskSettings {
            origin: text("https://desk.example.coop"),
            issuer: text(issuer),
            client_id: text("desk"),
            second_factor: text(""),
            roles_claim: text("roles"),
            look_role: text("desk-look"),
            act_role: text("desk-act"),
            secret_id: None,
            secret_file: None,
        }
    }

    #[tokio::test]
    async fn the_provider_is_well_if_its_document_is_of_the_issuer_that_is_set() {
        let own = settings(&provider_named(None).await);
        let with_a_slash = settings(&format!("{}/", provider_named(None).await));
        let others = settings(&provider_named(Some("https://login.example.com")).await);
        let shared = settings("https://login.microsoftonline.com/common/v2.0");

        assert_eq!(provider(&own, Reach::Local, NOW).await, Ok(()));
        for other in [with_a_slash, others] {
            let said = provider(&other, Reach::Local, NOW).await.expect_err("a fault");
            assert!(said.contains("it is of another issuer"), "{said}");
        }
        let said = provider(&shared, Reach::Local, NOW).await.expect_err("a fault");
        assert!(said.contains("issuer"), "{said}");
    }
}
