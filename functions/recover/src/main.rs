//! Wires the step on Lambda: settings, keys and stores once per cold start.

use lambda_http::Error;
use web::{Desk, Step};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::start_logs();
    let settings = aws::Settings::from_env()?;
    let clients = aws::Clients::new(&settings)?;
    let secret = aws::Secret::open(&settings, &clients).await?;
    let keys = secret.keys();
    let step = Step {
        ports: aws::Tables::new(&clients, settings.tables.clone(), keys.clone()),
        desk: Desk {
            keys,
            origin: settings.origin()?.to_owned(),
            clock: aws::SystemClock,
            closed: settings.closed,
        },
    };
    clients.warm_up().await;
    web::gateway::run(&secret, |request| recover::handle(&step, request)).await
}
