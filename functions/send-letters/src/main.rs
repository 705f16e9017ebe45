//! Wires the worker on Lambda: settings, keys, outbox and SES once per cold start.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use send_letters::Worker;
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::start_logs();
    let settings = aws::Settings::from_env()?;
    let clients = aws::Clients::new(&settings)?;
    let portal = lambda::portal(&settings)?;
    let secret = aws::Secret::open(&settings, &clients).await?;
    let keys = secret.keys();
    let worker = Worker {
        outbox: aws::Tables::new(&clients, settings.tables.clone(), keys.clone()),
        post_office: aws::Mailer::new(&clients, &settings, portal.name, Some(portal.reply_to))?,
        bus: aws::Bus::new(&clients, &settings)?,
        keys,
        portal,
        origin: settings.origin()?.to_owned(),
        clock: settings.clock,
    };
    clients.warm_up().await;
    let (worker, secret) = (&worker, &secret);
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| async move {
        Ok::<_, Error>(send_letters::handle_with(secret, worker, &event.payload).await)
    }))
    .await
}
