//! Wires the machine on Lambda: settings, keys and stores once per cold start.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use mail_feedback::Feedback;
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::start_logs();
    let settings = aws::Settings::from_env()?;
    let clients = aws::Clients::new(&settings)?;
    let secret = aws::Secret::open(&settings, &clients).await?;
    let keys = secret.keys();
    let store = aws::Tables::new(&clients, settings.tables.clone(), keys.clone());
    let (feedback, secret) = (&Feedback { store, keys, clock: settings.clock }, &secret);
    clients.warm_up().await;
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| async move {
        Ok::<_, Error>(mail_feedback::handle_with(secret, feedback, &event.payload).await?)
    }))
    .await
}
