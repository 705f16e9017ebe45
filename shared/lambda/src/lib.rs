//! How a step starts on Lambda: settings, keys and stores once per cold start, then one request after the other.
//!
//! It is a crate of its own, so that `web` knows nothing of AWS and `aws` nothing of pages. The functions without
//! pages start by themselves, since each of them needs something else.

use std::future::Future;

use lambda_http::{Body, Request, Response};
use web::{Desk, Step};

pub use lambda_http::Error;

/// A step on Lambda; `P` is what it reads and writes.
pub type LambdaStep<P> = Step<P, aws::SystemClock>;

/// Runs a step that reads and writes the tables, until its environment ends.
///
/// # Errors
///
/// When a setting or a key is missing, or the runtime cannot be reached.
pub async fn run<F, A>(handle: F) -> Result<(), Error>
where
    F: Fn(&'static LambdaStep<aws::Tables>, Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    let start = Start::read().await?;
    let keys = start.secret.keys();
    let tables = aws::Tables::new(&start.clients, start.settings.tables.clone(), keys);
    start.clients.warm_up().await;
    start.serve(tables, handle).await
}

/// Runs a step that reads and writes nothing.
///
/// # Errors
///
/// As for [`run`].
pub async fn run_without_tables<F, A>(handle: F) -> Result<(), Error>
where
    F: Fn(&'static LambdaStep<()>, Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    Start::read().await?.serve((), handle).await
}

/// What every step needs to start.
struct Start {
    settings: aws::Settings,
    clients: aws::Clients,
    secret: aws::Secret,
}

impl Start {
    async fn read() -> Result<Self, Error> {
        aws::start_logs();
        let settings = aws::Settings::from_env()?;
        let clients = aws::Clients::new(&settings)?;
        let secret = aws::Secret::open(&settings, &clients).await?;
        Ok(Self { settings, clients, secret })
    }

    async fn serve<P, F, A>(self, ports: P, handle: F) -> Result<(), Error>
    where
        P: Send + Sync + 'static,
        F: Fn(&'static LambdaStep<P>, Request) -> A + Sync,
        A: Future<Output = Response<Body>> + Send,
    {
        let desk = Desk {
            keys: self.secret.keys(),
            origin: self.settings.origin()?.to_owned(),
            clock: self.settings.clock,
            closed: self.settings.closed,
            front: self.settings.front.clone(),
        };
        // It lives as long as its process.
        let step: &'static LambdaStep<P> = Box::leak(Box::new(Step { ports, desk }));
        web::gateway::run(&self.secret, |request| handle(step, request)).await
    }
}
