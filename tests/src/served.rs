//! The tables of template.yaml on an embedded `DynamoDB`, through the SDK.

use std::net::SocketAddr;

use aws::{Clients, Settings, Tables};
use aws_sdk_dynamodb::Client;
use dynoxide::Database;
use dynoxide::server::serve_on;
use local::template::Template;
use tokio::net::TcpListener;

/// A store on an empty database of its own, which is served while the test runs.
pub async fn tables() -> Tables {
    tables_at(database().await).await
}

/// Serves an empty database while the test runs.
pub async fn database() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(serve_on(listener, Database::memory().expect("a database")));
    address
}

/// A client of a database, for what no store does.
pub fn client(address: SocketAddr) -> Client {
    let clients = Clients::new(&settings(&format!("http://{address}")));
    clients.expect("region and credentials are set").dynamodb()
}

/// Creates the tables in a database, and returns the store on them.
pub async fn tables_at(address: SocketAddr) -> Tables {
    let settings = settings(&format!("http://{address}"));
    let clients = Clients::new(&settings).expect("region and credentials are set");
    let template = Template::parse(include_str!("../../template.yaml")).expect("a template");
    local::create_tables(&clients.dynamodb(), &template.tables).await.expect("tables");
    Tables::new(&clients, settings.tables, fixtures::test_keys())
}

/// The settings of a function, with the tables under their logical names.
fn settings(endpoint: &str) -> Settings {
    let value = |name: &str| match name {
        "STAGE" | "AWS_REGION" | "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => Some("local"),
        "AWS_ENDPOINT_URL_DYNAMODB" => Some(endpoint),
        "BILLING_ACCOUNTS_TABLE" => Some("BillingAccounts"),
        "MEMBERS_TABLE" => Some("Members"),
        "TRANSIENT_TABLE" => Some("Transient"),
        "OUTBOX_TABLE" => Some("Outbox"),
        "HISTORY_TABLE" => Some("History"),
        _ => None,
    };
    Settings::from_lookup(|name| value(name).map(str::to_owned)).expect("settings")
}
