//! Reads one item of a table for each request, with everything at its default.

use aws_sdk_dynamodb::types::AttributeValue;
use lambda_http::{Body, Error, Request, Response, run, service_fn};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let client = aws_sdk_dynamodb::Client::new(&config);
    let table = std::env::var("TRANSIENT_TABLE")?;
    let (client, table) = (&client, &table);
    run(service_fn(move |_: Request| async move {
        let key = || AttributeValue::S("nobody".to_owned());
        let get = client.get_item().table_name(table).key("pk", key()).key("sk", key());
        let found = get.send().await?.item.is_some();
        Ok::<_, Error>(Response::new(Body::from(found.to_string())))
    }))
    .await
}
