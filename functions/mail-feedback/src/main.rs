//! Wires the machine on Lambda: settings, keys and stores once per cold start.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use mail_feedback::Feedback;
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::start_logs();
    let settings = aws::Settings::from_env()?;
    let clients = aws::Clients::new(&settings)?;
    let keys = aws::keys(&settings, &clients).await?;
    let store = aws::Tables::new(&clients, settings.tables.clone(), keys.clone());
    let feedback = &Feedback { store, keys };
    clients.warm_up().await;
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| async move {
        Ok::<_, Error>(mail_feedback::handle(feedback, &event.payload).await?)
    }))
    .await
}
