//! The functions that the stack runs, by name. Only this file knows their crates.

use std::collections::BTreeMap;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;

use jiff::tz::TimeZone;
use lambda::AtStart;
use serde_json::Value;
use web::portal::Portal;
use web::staff::StaffDesk;
use web::{Desk, Step};

use crate::template::Environment;

/// The result of a function: its answer, or the error that Lambda would record.
pub type Outcome = Result<Value, String>;

/// A function as Lambda sees it.
///
/// It takes an event and returns an answer, both in JSON.
pub type Function =
    Arc<dyn Fn(Value) -> Pin<Box<dyn Future<Output = Outcome> + Send>> + Send + Sync>;

/// The functions by the names of their binaries.
pub type Functions = BTreeMap<String, Function>;

/// The environment of each function, by the name of its binary.
///
/// It has the variables of the template, and `AWS_REGION`, `AWS_ACCESS_KEY_ID`,
/// `AWS_SECRET_ACCESS_KEY` and `AWS_ENDPOINT_URL_*` for the local services.
pub type Environments = BTreeMap<String, Environment>;

/// Makes a function of an async closure.
pub fn function<F, Answering>(run: F) -> Function
where
    F: Fn(Value) -> Answering + Send + Sync + 'static,
    Answering: Future<Output = Outcome> + Send + 'static,
{
    Arc::new(move |event| Box::pin(run(event)))
}

/// Builds the portal's functions, from the handlers that are deployed.
///
/// # Errors
///
/// A sentence that says what a function lacks.
pub async fn portal(environments: Environments) -> Result<Functions, String> {
    let mut functions = Functions::new();
    let Some(portal) = environments.values().next().map(settings).transpose()? else {
        return Ok(functions);
    };
    for (name, environment) in environments {
        let parts =
            Parts::new(&environment, portal).await.map_err(|cause| format!("{name}: {cause}"))?;
        let built =
            if name == "desk" { at_desk(&parts).await.map(Some) } else { build(&name, parts) };
        if let Some(function) = built.map_err(|cause| format!("{name}: {cause}"))? {
            functions.insert(name, function);
        }
    }
    Ok(functions)
}

/// The settings that a function's environment names.
///
/// # Errors
///
/// Everything that is wrong with them.
pub(crate) fn settings(environment: &Environment) -> Result<&'static Portal, String> {
    let file = environment.get("PORTAL_SETTINGS").ok_or("PORTAL_SETTINGS is not set")?;
    web::portal::open(Path::new(file)).map_err(|refused| refused.to_string())
}

pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The parts that a function's `main` makes from its environment.
pub(crate) struct Parts {
    pub(crate) settings: aws::Settings,
    pub(crate) portal: &'static Portal,
    clients: aws::Clients,
    secret: Arc<aws::Secret>,
    pub(crate) keys: domain::KeyRing,
}

impl Parts {
    pub(crate) async fn new(
        environment: &Environment,
        portal: &'static Portal,
    ) -> Result<Self, BoxError> {
        let settings = aws::Settings::from_lookup(|name| environment.get(name).cloned())?;
        let clients = aws::Clients::new(&settings)?;
        // The template decides who may read the secret.
        let reads = settings.secret_file.is_some() || settings.secret_id.is_some();
        let secret = if reads {
            aws::Secret::open(&settings, &clients).await?
        } else {
            aws::Secret::none(&settings, &clients)
        };
        let secret = Arc::new(secret);
        let keys = secret.keys();
        Ok(Self { settings, portal, clients, secret, keys })
    }

    /// The tables, for functions without pages.
    pub(crate) fn patient_tables(&self) -> aws::Tables {
        let clients = self.clients.clone().patient();
        aws::Tables::new(&clients, self.settings.tables.clone(), self.keys.clone())
    }

    /// All buckets, for functions without pages.
    pub(crate) fn bucket(&self) -> sheets::S3Bucket {
        sheets::S3Bucket::new(&self.clients.clone().patient())
    }

    pub(crate) fn tables(&self) -> aws::Tables {
        aws::Tables::new(&self.clients, self.settings.tables.clone(), self.keys.clone())
    }

    fn step<P>(&self, ports: P) -> Result<Step<P, aws::SystemClock>, BoxError> {
        let origin = self.settings.origin()?.to_owned();
        let (keys, closed) = (self.keys.clone(), self.settings.closed);
        let (clock, front) = (self.settings.clock, self.settings.front.clone());
        let vendor = self.settings.vendor.clone();
        let desk = Desk { portal: self.portal, keys, origin, clock, closed, front, vendor };
        Ok(Step { ports, desk })
    }
}

/// A step behind the gateway, through the adapter of the deployed function.
macro_rules! step {
    ($handle:path, $parts:ident.step($ports:expr)?) => {{
        let (secret, portal) = (Arc::clone(&$parts.secret), $parts.portal);
        let step = Arc::new($parts.step($ports)?);
        function(move |event| {
            let (secret, step) = (Arc::clone(&secret), Arc::clone(&step));
            async move {
                let handle = |request| $handle(&step, request);
                let answer = web::gateway::invoke_with(&*secret, portal, handle, event).await;
                answer.map_err(|cause| cause.to_string())
            }
        })
    }};
}

/// One function by its name. `None` for a name that only AWS knows.
fn build(name: &str, parts: Parts) -> Result<Option<Function>, BoxError> {
    Ok(Some(match name {
        "register" => step!(register::handle, parts.step(())?),
        "sign-in" => step!(sign_in::handle, parts.step(parts.tables())?),
        "confirm-identity" => step!(confirm_identity::handle, parts.step(parts.tables())?),
        "check-email" => step!(check_email::handle, parts.step(parts.tables())?),
        "set-password" => step!(set_password::handle, parts.step(parts.tables())?),
        "paperless" => step!(paperless::handle, parts.step(parts.tables())?),
        "security-phrase" => step!(security_phrase::handle, parts.step(parts.tables())?),
        "profile" => step!(profile::handle, parts.step(parts.tables())?),
        "recover" => step!(recover::handle, parts.step(parts.tables())?),
        "security" => step!(security::handle, parts.step(parts.tables())?),
        "not-me" => step!(not_me::handle, parts.step(parts.tables())?),
        "bills" => step!(bills::handle, parts.step(parts.tables())?),
        "outages" => step!(outages::handle, parts.step(parts.tables())?),
        "people" => step!(people::handle, parts.step(parts.tables())?),
        "pay" => step!(pay::handle, parts.step(parts.tables())?),
        "home" => step!(home::handle, parts.step(parts.tables())?),
        "usage" => step!(usage::handle, parts.step(parts.tables())?),
        "send-letters" => send_letters(parts)?,
        "mail-feedback" => mail_feedback(parts),
        "clean-up" => clean_up(&parts),
        "import-history" => import_history(parts)?,
        "write-changes" => write_changes(&parts)?,
        _ => return Ok(None),
    }))
}

/// The desk behind its own gateway, which has a secret of its own.
async fn at_desk(parts: &Parts) -> Result<Function, BoxError> {
    let settings = parts.settings.desk.clone().ok_or("STAFF_ISSUER is not set")?;
    let desk_secret = aws::DeskSecret::new(&settings, &parts.clients);
    let desk = StaffDesk {
        portal: parts.portal,
        keys: desk_secret.keys().await?,
        origin: settings.origin.clone(),
        clock: parts.settings.clock,
    };
    let (tables, members) = (parts.tables(), parts.keys.clone());
    let start = AtStart {
        settings,
        tables,
        clients: parts.clients.clone(),
        secret: desk_secret,
        desk,
        members,
        is_local: true,
    };
    let (secret, portal) = (Arc::clone(&parts.secret), parts.portal);
    let step = Arc::new(desk::deployed(start));
    Ok(function(move |event| {
        let (secret, step) = (Arc::clone(&secret), Arc::clone(&step));
        async move {
            let handle = |request| desk::handle(&step, request);
            let answer = web::gateway::invoke_with(&*secret, portal, handle, event).await;
            answer.map_err(|cause| cause.to_string())
        }
    }))
}

fn mail_feedback(parts: Parts) -> Function {
    let (store, clock) = (parts.tables(), parts.settings.clock);
    let feedback = Arc::new(mail_feedback::Feedback { store, keys: parts.keys, clock });
    let secret = parts.secret;
    function(move |event| {
        let (secret, feedback) = (Arc::clone(&secret), Arc::clone(&feedback));
        async move {
            let end = mail_feedback::handle_with(&*secret, &feedback, &event).await;
            end.map(|()| Value::Null).map_err(|cause| cause.to_string())
        }
    })
}

/// The import of what is put in the bucket. Here only its hours wake it, as no bucket tells of a file.
fn import_history(parts: Parts) -> Result<Function, BoxError> {
    let portal = parts.portal;
    let mailer =
        aws::Mailer::new(&parts.clients, &parts.settings, portal.name, Some(portal.reply_to))?;
    let reports_to = lambda::reports_to(portal)?;
    let (zone, bucket) = (TimeZone::get(portal.time_zone)?, parts.bucket());
    let (parts, mailer) = (Arc::new(parts), Arc::new((mailer, reports_to, zone, bucket)));
    Ok(function(move |event| {
        let (parts, rest) = (Arc::clone(&parts), Arc::clone(&mailer));
        async move {
            let (post_office, reports_to, zone, bucket) = &*rest;
            let buckets = parts.settings.document_buckets().map_err(|cause| cause.to_string())?;
            let importer = import_history::Importer {
                store: &parts.patient_tables(),
                clock: &parts.settings.clock,
                keys: &parts.keys,
                reading: &portal.reading(&[]),
                zone,
                kept: portal.kept,
                dry_run: false,
            };
            let accept_rejects = portal.extract.accept_rejects;
            let reports = sheets::Reports { bucket, post_office, reports_to, accept_rejects };
            let (uploads, copies) = buckets;
            let documents = import_history::Documents { bucket, uploads, copies };
            let uploads = import_history::Uploads { importer, reports, documents };
            uploads.handle(&event).await.map(|()| Value::Null).map_err(|cause| cause.to_string())
        }
    }))
}

fn clean_up(parts: &Parts) -> Function {
    let clean_up =
        Arc::new(clean_up::CleanUp { store: parts.tables(), clock: parts.settings.clock });
    function(move |_| {
        let clean_up = Arc::clone(&clean_up);
        async move {
            let end = clean_up::handle(&clean_up).await;
            end.map(|()| Value::Null).map_err(|cause| cause.to_string())
        }
    })
}

fn write_changes(parts: &Parts) -> Result<Function, BoxError> {
    let folder = write_changes::S3Folder::new(&parts.clients, &parts.settings)?;
    let (store, clock) = (parts.tables(), parts.settings.clock);
    let writer = Arc::new(write_changes::Writer { store, folder, clock });
    Ok(function(move |_| {
        let writer = Arc::clone(&writer);
        async move {
            let end = write_changes::handle(&writer).await;
            end.map(|()| Value::Null).map_err(|cause| cause.to_string())
        }
    }))
}

fn send_letters(parts: Parts) -> Result<Function, BoxError> {
    let portal = parts.portal;
    let (coop, reply_to) = (portal.name, Some(portal.reply_to));
    let worker = Arc::new(send_letters::Worker {
        outbox: parts.tables(),
        post_office: aws::Mailer::new(&parts.clients, &parts.settings, coop, reply_to)?,
        bus: aws::Bus::new(&parts.clients, &parts.settings)?,
        portal,
        origin: parts.settings.origin()?.to_owned(),
        keys: parts.keys,
        clock: parts.settings.clock,
    });
    let secret = parts.secret;
    Ok(function(move |event| {
        let (secret, worker) = (Arc::clone(&secret), Arc::clone(&worker));
        async move {
            let answer = send_letters::handle_with(&*secret, &worker, &event).await;
            serde_json::to_value(answer).map_err(|cause| cause.to_string())
        }
    }))
}
