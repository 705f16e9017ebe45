//! Wires the worker on Lambda: settings, keys, outbox and SES once per cold start.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use send_letters::Worker;
use serde_json::Value;
use web::portal::PORTAL;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::start_logs();
    let settings = aws::Settings::from_env()?;
    let clients = aws::Clients::new(&settings)?;
    let secret = aws::Secret::open(&settings, &clients).await?;
    let keys = secret.keys();
    let worker = Worker {
        outbox: aws::Tables::new(&clients, settings.tables.clone(), keys.clone()),
        post_office: aws::Mailer::new(&clients, &settings, PORTAL.name, Some(PORTAL.reply_to))?,
        bus: aws::Bus::new(&clients, &settings)?,
        keys,
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
