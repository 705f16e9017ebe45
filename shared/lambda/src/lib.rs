//! How a step starts on Lambda: settings, keys and stores once per cold start, then one request after the other.
//!
//! It is a crate of its own, so that `web` knows nothing of AWS and `aws` nothing of pages. The functions without
//! pages start by themselves, since each of them needs something else.

use std::future::Future;
use std::path::Path;

use domain::{Email, KeyRing};
use lambda_http::{Body, Request, Response};
use web::portal::{Portal, Refused};
use web::staff::StaffDesk;
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
    let Some(start) = Start::read().await? else { return web::refused::run().await };
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
    let Some(start) = Start::read().await? else { return web::refused::run().await };
    start.serve((), handle).await
}

/// What the desk starts with.
pub struct AtStart {
    /// What it is told of the provider, and its own origin.
    pub settings: aws::DeskSettings,
    /// The tables.
    pub tables: aws::Tables,
    /// Its clients, for what is not in the tables.
    pub clients: aws::Clients,
    /// Its own secret.
    pub secret: aws::DeskSecret,
    /// What it has at hand.
    pub desk: StaffDesk<aws::SystemClock>,
    /// The members' keys.
    pub members: KeyRing,
    /// Whether it runs on a developer's machine.
    pub is_local: bool,
}

/// Runs the desk until its environment ends. `build` makes it of what it starts with.
///
/// # Errors
///
/// When a setting or a key is missing, or the runtime cannot be reached.
pub async fn run_at_desk<T, F, A>(build: impl FnOnce(AtStart) -> T, handle: F) -> Result<(), Error>
where
    T: Sync + 'static,
    F: Fn(&'static T, Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    let Some(start) = Start::read().await? else { return web::refused::run().await };
    let settings = start.settings.desk.clone().ok_or("STAFF_ISSUER is not set")?;
    let secret = aws::DeskSecret::new(&settings, &start.clients);
    let members = start.secret.keys();
    let desk = StaffDesk {
        portal: start.portal,
        keys: secret.keys().await?,
        origin: settings.origin.clone(),
        clock: start.settings.clock,
    };
    let tables = aws::Tables::new(&start.clients, start.settings.tables.clone(), members.clone());
    start.clients.warm_up().await;
    let is_local = start.settings.stage == aws::Stage::Local;
    // It lives as long as its process.
    let made = build(AtStart {
        settings,
        tables,
        clients: start.clients.clone(),
        secret,
        desk,
        members,
        is_local,
    });
    let made: &'static T = Box::leak(Box::new(made));
    web::gateway::run(&start.secret, start.portal, |request| handle(made, request)).await
}

/// Reads the co-op's settings for a function without pages, and says in the log which they are.
///
/// With settings that are refused it does not start, so each call of it fails and is made again.
///
/// # Errors
///
/// When no file is named, or everything that is wrong with it.
pub fn portal(settings: &aws::Settings) -> Result<&'static Portal, Error> {
    Ok(read(settings.portal_file()?)?)
}

/// Whom an import reports to, of the co-op's settings.
///
/// # Errors
///
/// When one is no email, which the settings refuse before.
pub fn reports_to(portal: &Portal) -> Result<Vec<Email>, Error> {
    let parsed = portal.reports_to.iter().map(|to| Email::parse(to));
    parsed.collect::<Result<_, _>>().map_err(|_| "reports_to is no email".into())
}

/// Reads the settings. Why they are refused is one line in the log, and a metric that an alarm is on.
fn read(file: &Path) -> Result<&'static Portal, Refused> {
    match web::portal::open(file) {
        Ok(portal) => {
            tracing::info!(settings = portal.print, "started");
            Ok(portal)
        }
        Err(refused) => {
            let reason = refused.to_string().replace('\n', "; ");
            tracing::error!(reason, "the settings are refused");
            tracing::info!(target: "metrics", SettingsRefused = 1_u64);
            Err(refused)
        }
    }
}

/// What every step needs to start.
struct Start {
    settings: aws::Settings,
    portal: &'static Portal,
    clients: aws::Clients,
    secret: aws::Secret,
}

impl Start {
    /// Reads it all; `None` if the co-op's settings are refused. Then there is a page to show, and nothing else to do.
    async fn read() -> Result<Option<Self>, Error> {
        aws::start_logs();
        let settings = aws::Settings::from_env()?;
        let Ok(portal) = read(settings.portal_file()?) else { return Ok(None) };
        let clients = aws::Clients::new(&settings)?;
        let secret = aws::Secret::open(&settings, &clients).await?;
        Ok(Some(Self { settings, portal, clients, secret }))
    }

    async fn serve<P, F, A>(self, ports: P, handle: F) -> Result<(), Error>
    where
        P: Send + Sync + 'static,
        F: Fn(&'static LambdaStep<P>, Request) -> A + Sync,
        A: Future<Output = Response<Body>> + Send,
    {
        let desk = Desk {
            portal: self.portal,
            keys: self.secret.keys(),
            origin: self.settings.origin()?.to_owned(),
            clock: self.settings.clock,
            closed: self.settings.closed,
            front: self.settings.front.clone(),
            vendor: self.settings.vendor.clone(),
        };
        // It lives as long as its process.
        let step: &'static LambdaStep<P> = Box::leak(Box::new(Step { ports, desk }));
        web::gateway::run(&self.secret, self.portal, |request| handle(step, request)).await
    }
}
