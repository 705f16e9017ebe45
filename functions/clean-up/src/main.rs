//! Wires the machine on Lambda: settings and stores once per cold start.

// A scan's future is deeper than the compiler looks by itself.
#![recursion_limit = "256"]

use clean_up::CleanUp;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::start_logs();
    let settings = aws::Settings::from_env()?;
    let clients = aws::Clients::new(&settings)?;
    let store = aws::Tables::new(&clients, settings.tables.clone(), aws::no_keys());
    let clean_up = &CleanUp { store, clock: settings.clock };
    lambda_runtime::run(service_fn(|_: LambdaEvent<Value>| async move {
        Ok::<_, Error>(clean_up::handle(clean_up).await?)
    }))
    .await
}
