//! Settings: what a function finds in its environment, read once.

mod desk;
mod endpoints;
mod error;
mod rules;

use std::fmt;
use std::path::{Path, PathBuf};

use domain::Front;
use domain::paying::Vendor;
use jiff::Timestamp;
use secrecy::SecretString;

use crate::clock::SystemClock;
pub use desk::DeskSettings;
pub use endpoints::Endpoints;
use endpoints::Reader;
pub use error::SettingsError;
use rules::{clock, closed, is_origin, stage};

/// Where this runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A developer's machine or a test.
    Local,
    /// AWS, under the deployment's name.
    Deployed(String),
}

/// The names of the tables. A function has only those that it uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableNames {
    /// `BILLING_ACCOUNTS_TABLE`.
    pub billing_accounts: Option<String>,
    /// `MEMBERS_TABLE`.
    pub members: Option<String>,
    /// `TRANSIENT_TABLE`.
    pub transient: Option<String>,
    /// `OUTBOX_TABLE`.
    pub outbox: Option<String>,
    /// `HISTORY_TABLE`.
    pub history: Option<String>,
}

/// The credentials that sign requests. Lambda puts them into the environment.
#[derive(Clone)]
pub struct Credentials {
    /// `AWS_ACCESS_KEY_ID`.
    pub access_key_id: String,
    /// `AWS_SECRET_ACCESS_KEY`.
    pub secret_access_key: SecretString,
    /// `AWS_SESSION_TOKEN`.
    pub session_token: Option<SecretString>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}

/// The settings of one function. What it does not need may be missing.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `STAGE`: `local`, or the deployment's name, such as `dev` or `prod`.
    pub stage: Stage,
    /// `PORTAL_ORIGIN`: the start of each link, which is a scheme and a host.
    pub portal_origin: Option<String>,
    /// `PORTAL_SETTINGS`: the file of the co-op's settings, where it is not the layer's.
    pub portal_settings: Option<PathBuf>,
    /// Whether `AWS_ENDPOINT_URL` leads to this machine: what seems to be AWS is an emulator.
    pub is_emulated: bool,
    /// `MAINTENANCE`: until when the portal is closed, if it is closed.
    pub closed: Option<Timestamp>,
    /// `CLOCK_AHEAD`: the clock, which a developer may put ahead by so many seconds.
    pub clock: SystemClock,
    /// `CLIENT_ADDRESS_HEADER` and `FRONT_SECRET`: what stands in front of the gateway, if anything does.
    pub front: Option<Front>,
    /// `PAY_AT` and `PAY_AUDIENCE`: who takes payments, if the co-op has members pay from here.
    pub vendor: Option<Vendor>,
    /// `STAFF_ISSUER` and what belongs to it: the desk, if there is one.
    pub desk: Option<DeskSettings>,
    /// The tables.
    pub tables: TableNames,
    /// `SECRET_ID`: the name or ARN of the secret.
    pub secret_id: Option<String>,
    /// `SECRET_FILE`: a file in its place, on a developer's machine only.
    pub secret_file: Option<String>,
    /// `MAIL_FROM`: the address that letters come from.
    pub mail_from: Option<String>,
    /// `MAIL_CONFIGURATION_SET`: the set through which SES reports on letters.
    pub mail_configuration_set: Option<String>,
    /// `EVENT_BUS`: the name of the bus that the billing system listens to.
    pub event_bus: Option<String>,
    /// `CHANGES_BUCKET`: where the day's file of changes goes.
    pub changes_bucket: Option<String>,
    /// `UPLOADS_BUCKET`: where billing puts its files.
    pub uploads_bucket: Option<String>,
    /// `DOCUMENTS_BUCKET`: where the copies of documents are.
    pub documents_bucket: Option<String>,
    /// `ALARM_TOPIC`: the ARN of the topic that alarms go to; for the operator's command line.
    pub alarm_topic: Option<String>,
    /// `LOG_GROUP`: where the functions log; for the operator's command line.
    pub log_group: Option<String>,
    /// `AWS_REGION`.
    pub region: Option<String>,
    /// The credentials, or `None` if a part is missing.
    pub credentials: Option<Credentials>,
    /// `AWS_PROFILE`: the profile that has credentials instead; for the operator's command line.
    pub profile: Option<String>,
    /// `AWS_CA_BUNDLE`: a file of certificates to trust as well; for the operator's command line.
    pub ca_bundle: Option<String>,
    /// Endpoints other than AWS's own.
    pub endpoints: Endpoints,
}

impl Settings {
    /// Reads the process's environment.
    ///
    /// # Errors
    ///
    /// As [`Settings::from_lookup`].
    #[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
    pub fn from_env() -> Result<Self, SettingsError> {
        Self::from_lookup(|name| std::env::var(name).ok())
    }

    /// As [`Settings::from_env`], but what `first` sets wins.
    ///
    /// The operator's command line uses this. Its `AWS_ENDPOINT_URL` and the like may name any host.
    ///
    /// # Errors
    ///
    /// As [`Settings::from_lookup`].
    #[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
    pub fn from_env_over(first: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let lookup = |name: &str| first(name).or_else(|| std::env::var(name).ok());
        Self::read(lookup, Reader::CommandLine)
    }

    /// Reads settings by their names, as a function does. An empty one counts as not set.
    ///
    /// # Errors
    ///
    /// `Missing` for `STAGE`, and the rule that a setting breaks.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        Self::read(lookup, Reader::Function)
    }

    fn read(
        lookup: impl Fn(&str) -> Option<String>,
        reader: Reader,
    ) -> Result<Self, SettingsError> {
        let lookup = |name: &str| lookup(name).filter(|value| !value.is_empty());
        let stage = stage(&lookup("STAGE").ok_or(SettingsError::Missing("STAGE"))?)?;
        let portal_origin = lookup("PORTAL_ORIGIN");
        if portal_origin.as_deref().is_some_and(|origin| !is_origin(origin, &stage)) {
            return Err(SettingsError::PortalOrigin);
        }
        let secret_file = lookup("SECRET_FILE");
        if secret_file.is_some() && stage != Stage::Local {
            return Err(SettingsError::SecretFile);
        }
        let is_local = stage == Stage::Local;
        let clock = clock(lookup("CLOCK_AHEAD").as_deref(), &stage)?;
        Ok(Self {
            portal_settings: lookup("PORTAL_SETTINGS").map(PathBuf::from),
            is_emulated: lookup("AWS_ENDPOINT_URL").is_some_and(|url| endpoints::leads_here(&url)),
            portal_origin,
            closed: closed(lookup("MAINTENANCE"))?,
            clock,
            front: Front::new(lookup("CLIENT_ADDRESS_HEADER"), lookup("FRONT_SECRET"))
                .map_err(|_| SettingsError::Front)?,
            vendor: match reader {
                Reader::Function => rules::vendor(&lookup, is_local)?,
                // Nobody pays by the command line, and its file may be that of a laptop, whose vendor is here.
                Reader::CommandLine => None,
            },
            desk: match reader {
                Reader::Function => desk::desk(&lookup, &stage)?,
                // For the doctor. Its file may be that of a laptop, whose desk is no deployed stage's.
                Reader::CommandLine => desk::desk(&lookup, &stage).ok().flatten(),
            },
            stage,
            tables: TableNames {
                billing_accounts: lookup("BILLING_ACCOUNTS_TABLE"),
                members: lookup("MEMBERS_TABLE"),
                transient: lookup("TRANSIENT_TABLE"),
                outbox: lookup("OUTBOX_TABLE"),
                history: lookup("HISTORY_TABLE"),
            },
            secret_id: lookup("SECRET_ID"),
            secret_file,
            mail_from: lookup("MAIL_FROM"),
            mail_configuration_set: lookup("MAIL_CONFIGURATION_SET"),
            event_bus: lookup("EVENT_BUS"),
            changes_bucket: lookup("CHANGES_BUCKET"),
            uploads_bucket: lookup("UPLOADS_BUCKET"),
            documents_bucket: lookup("DOCUMENTS_BUCKET"),
            alarm_topic: lookup("ALARM_TOPIC"),
            log_group: lookup("LOG_GROUP"),
            region: lookup("AWS_REGION"),
            credentials: credentials(&lookup),
            profile: lookup("AWS_PROFILE"),
            ca_bundle: lookup("AWS_CA_BUNDLE"),
            endpoints: Endpoints::read(lookup, reader)?,
        })
    }

    /// The file of the co-op's settings, for a function.
    ///
    /// In a deployed stage a variable names no other file than the layer's, unless AWS itself is an emulator.
    ///
    /// # Errors
    ///
    /// `Missing` if it is not set on a developer's machine.
    pub fn portal_file(&self) -> Result<&Path, SettingsError> {
        let named = self.portal_settings.as_deref();
        match self.stage {
            Stage::Local => named.ok_or(SettingsError::Missing("PORTAL_SETTINGS")),
            Stage::Deployed(_) => {
                Ok(named.filter(|_| self.is_emulated).unwrap_or(Path::new(LAYER_FILE)))
            }
        }
    }

    /// Where billing puts its files, and where the copies of documents are.
    ///
    /// # Errors
    ///
    /// `Missing` if one is not set.
    pub fn document_buckets(&self) -> Result<(&str, &str), SettingsError> {
        let missing = SettingsError::Missing;
        let uploads = self.uploads_bucket.as_deref().ok_or(missing("UPLOADS_BUCKET"))?;
        let copies = self.documents_bucket.as_deref().ok_or(missing("DOCUMENTS_BUCKET"))?;
        Ok((uploads, copies))
    }

    /// The start of each link.
    ///
    /// # Errors
    ///
    /// `Missing` if it is not set.
    pub fn origin(&self) -> Result<&str, SettingsError> {
        self.portal_origin.as_deref().ok_or(SettingsError::Missing("PORTAL_ORIGIN"))
    }
}

/// The settings in a deployed function: its layer is unpacked there.
const LAYER_FILE: &str = "/opt/portal.toml";

fn credentials(lookup: &impl Fn(&str) -> Option<String>) -> Option<Credentials> {
    Some(Credentials {
        access_key_id: lookup("AWS_ACCESS_KEY_ID")?,
        secret_access_key: lookup("AWS_SECRET_ACCESS_KEY")?.into(),
        session_token: lookup("AWS_SESSION_TOKEN").map(SecretString::from),
    })
}

#[cfg(test)]
mod tests;
