//! Wires the machine on Lambda: settings, store and S3 once per cold start.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;
use write_changes::{S3Folder, Writer};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::start_logs();
    let settings = aws::Settings::from_env()?;
    let clients = aws::Clients::new(&settings)?;
    let folder = S3Folder::new(&clients, &settings)?;
    let store = aws::Tables::new(&clients, settings.tables.clone(), aws::no_keys());
    let writer = &Writer { store, folder, clock: settings.clock };
    lambda_runtime::run(service_fn(|_: LambdaEvent<Value>| async move {
        Ok::<_, Error>(write_changes::handle(writer).await?)
    }))
    .await
}
