//! The stack, which starts and stops all parts together.

mod environments;
mod gateways;
mod intake;
mod open;
mod servers;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use aws::Ahead;
use jiff::Timestamp;
use serde_json::Value;
use tokio::task::JoinSet;

use self::open::{open_bus, open_data, open_inbox, settings_file};
use crate::bus::{self, Bus};
use crate::clock::Clock;
use crate::data::{DataError, DataFolder};
use crate::functions::{Environments, Functions, Outcome};
use crate::gate::Record;
use crate::letters::Inbox;
use crate::mail::MailSwitch;
use crate::services::Services;
use crate::stopping::{self, Stop};
use crate::stream::Checkpoints;
use crate::template::{Environment, Template, TemplateError};
use crate::{database, expiry, inbox, schedule};

use self::environments::{environments, for_tools};
use self::gateways::{Gateways, Origins, Ports};
use self::intake::{Intake, scheduled};
use self::servers::Servers;

/// How long requests in flight may still take when it stops.
const PATIENCE: Duration = Duration::from_millis(700);

/// How long the services may take after that.
const LAST_PATIENCE: Duration = Duration::from_millis(200);

/// The options of a start.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port of the portal on 127.0.0.1. 0 takes a free one.
    pub port: u16,
    /// The port of the desk on 127.0.0.1. Without one, it is the next after the portal's or, if that is taken, a free one.
    pub desk_port: Option<u16>,
    /// The folder that keeps data between runs.
    ///
    /// Without one, nothing outlives the stack.
    pub data: Option<PathBuf>,
    /// The file of the co-op's settings. Without one, it is the repository's.
    pub settings: Option<PathBuf>,
    /// Whether to empty the folder first.
    pub reset: bool,
    /// The origin at which something else serves the portal, if it does.
    ///
    /// That may be `cargo lambda watch`. Without it, the stack serves the portal.
    pub portal: Option<String>,
    /// How far its clock is ahead of the machine's.
    pub ahead: Ahead,
}

/// Why the stack did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The co-op's settings are refused.
    #[error(transparent)]
    Settings(#[from] web::portal::Refused),
    /// Another program listens on the port.
    #[error("Port {0} is taken, perhaps by another Porchlight. Give another one with --port N")]
    PortTaken(u16),
    /// A port could not be opened for another reason.
    #[error("Port {0} could not be opened: {1}")]
    Port(u16, io::Error),
    /// The folder for data cannot be used.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The kept letters or events could not be read.
    #[error("{0} cannot be read: {1}. Mend or remove it, or start from nothing with --reset")]
    Letters(PathBuf, io::Error),
    /// The template has something that the local stack does not know.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The database could not be opened or filled with its tables.
    #[error(
        "The local DynamoDB did not start: {0}. \
         Give another folder with --data DIR, or start from nothing with --reset"
    )]
    Database(String),
    /// A function could not be built, or has not what it needs.
    #[error("The portal did not start: {0}")]
    Functions(String),
}

/// The running stack. Dropping it stops it too, without waiting.
pub struct Stack {
    origins: Origins,
    inbox_at: String,
    record: Record,
    services: Services,
    environments: Environments,
    functions: Arc<Functions>,
    scheduled: Vec<String>,
    inbox: Inbox,
    bus: Bus,
    mail: MailSwitch,
    clock: Clock,
    /// The tasks that take in work: gateway, stream readers, schedules, sweep.
    intake: JoinSet<()>,
    intake_stop: Stop,
    /// The tasks that the work needs: database, mail.
    servers: JoinSet<()>,
    servers_stop: Stop,
    /// The data folder, which is locked until the end.
    data: DataFolder,
}

impl Stack {
    /// Starts all parts. `build` makes the functions from their environments.
    ///
    /// Nothing is answered before it ends, so it may fill the tables too. Whoever asks meanwhile waits.
    ///
    /// # Errors
    ///
    /// There is a variant for each part that may fail. Its text says what to do.
    pub async fn start<B, Building>(options: Options, build: B) -> Result<Self, StartError>
    where
        B: FnOnce(Environments) -> Building,
        Building: Future<Output = Result<Functions, String>>,
    {
        let settings = settings_file(options.settings.as_deref())?;
        let ports = Ports::open(&options).await?;
        let origins = ports.origins.clone();
        let keeps = options.data.is_some();
        let (data, clock) = (open_data(&options)?, Clock::put_ahead(options.ahead));
        let template = Template::deployed()?;
        let (intake_stop, intake_stopping) = stopping::channel();
        let (servers_stop, servers_stopping) = stopping::channel();
        let inbox = open_inbox(&data, keeps)?;
        let (bus, waking) = open_bus(&data, keeps, clock)?;
        let mut servers =
            Servers::start(&template, &data, keeps, &inbox, &bus, clock, &servers_stopping).await?;
        let made = database::create_tables(&servers.services.dynamodb(), &template.tables).await;
        made.map_err(StartError::Database)?;
        let (ahead, services) = (options.ahead, servers.services);
        let environments = environments(&template, &origins, &settings, &data, ahead, services)?;
        data.put_environment(&for_tools(&environments, servers.services))?;
        let functions = build(environments.clone()).await.map_err(StartError::Functions)?;
        let checkpoints = Checkpoints::open(keeps.then(|| data.stream()));
        let intake = Intake {
            template: &template,
            functions: Arc::new(intake::limited(&template, functions)),
            services: servers.services,
            clock,
            stopping: intake_stopping,
        };
        let mut tasks = intake.start(checkpoints, waking);
        let gateways = Gateways {
            routed: if options.portal.is_some() { &[] } else { &template.functions[..] },
            functions: &intake.functions,
            billing: environments.get("import-history").cloned(),
            clock,
            stopping: &intake.stopping,
        };
        let own = inbox::pages(inbox.clone(), clock).merge(bus::pages(bus.clone()));
        gateways.serve(&mut tasks, ports, own);
        let (tables, client) = (template.tables.clone(), servers.services.dynamodb());
        tasks.spawn(expiry::sweep(client, tables, clock, intake.stopping.clone()));
        Ok(Self {
            inbox_at: origins.own.clone() + "/_inbox",
            origins,
            record: servers.record,
            services: servers.services,
            environments,
            functions: intake.functions,
            scheduled: scheduled(&template),
            inbox,
            bus,
            mail: servers.mail,
            clock,
            intake: tasks,
            intake_stop,
            servers: std::mem::take(&mut servers.tasks),
            servers_stop,
            data,
        })
    }

    /// The address of the portal, such as `http://localhost:9000`.
    pub fn origin(&self) -> &str {
        &self.origins.portal
    }

    /// The address of the desk, such as `http://localhost:9001/desk`.
    pub fn desk_at(&self) -> String {
        format!("{}/desk", self.origins.desk)
    }

    /// The address of the inbox, such as `http://localhost:9000/_inbox`.
    pub fn inbox_at(&self) -> &str {
        &self.inbox_at
    }

    /// The time of a clock that was put ahead.
    pub fn put_ahead_to(&self) -> Option<Timestamp> {
        (!self.clock.ahead().is_none()).then(|| self.clock.now())
    }

    /// The gate's record of calls, and of whether roles grant them.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The folder with the data. If none was given, it is deleted with the stack.
    pub fn data(&self) -> &std::path::Path {
        self.data.path()
    }

    /// The letters that were sent.
    pub fn inbox(&self) -> &Inbox {
        &self.inbox
    }

    /// The bus with its events.
    pub fn bus(&self) -> &Bus {
        &self.bus
    }

    /// The switch that makes the mail endpoint fail, for tests.
    pub fn mail(&self) -> &MailSwitch {
        &self.mail
    }

    /// The environment of a function.
    pub fn environment(&self, function: &str) -> Option<&Environment> {
        self.environments.get(function)
    }

    /// A client of the local `DynamoDB`. Tables are named by their logical ids.
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        self.services.dynamodb()
    }

    /// Passes an event to a function directly, without the gateway.
    ///
    /// # Errors
    ///
    /// The function's error, or that there is no function of this name.
    pub async fn invoke(&self, function: &str, event: Value) -> Outcome {
        match self.functions.get(function) {
            Some(found) => found(event).await,
            None => Err(format!("there is no function {function}")),
        }
    }

    /// Wakes every scheduled function once, now, for tests that cannot wait a minute.
    pub async fn tick(&self) {
        for name in &self.scheduled {
            if let Some(function) = self.functions.get(name) {
                schedule::wake(name, function, self.clock).await;
            }
        }
    }

    /// Stops all parts within a second. Requests in flight are finished first.
    pub async fn stop(mut self) {
        self.intake_stop.now();
        finish(&mut self.intake, PATIENCE).await;
        self.servers_stop.now();
        finish(&mut self.servers, LAST_PATIENCE).await;
    }
}

async fn finish(tasks: &mut JoinSet<()>, patience: Duration) {
    let all = async { while tasks.join_next().await.is_some() {} };
    if tokio::time::timeout(patience, all).await.is_err() {
        tasks.shutdown().await;
    }
}
