//! Porchlight's ports on `DynamoDB`, SES and the secret.

mod bus;
mod checkup;
mod clients;
mod clock;
mod config;
mod connections;
mod core;
mod failure;
mod items;
mod logs;
mod mail;
mod objects;
mod query;
mod random;
mod rpc;
#[cfg(test)]
mod scripted;
mod secret;
mod secrets;
mod started;
mod store;
mod suppression;

pub use bus::Bus;
pub use checkup::{Checkup, MailAccount, MailIdentity, TableState};
pub use clients::Clients;
pub use clock::{Ahead, SystemClock};
pub use config::{
    Credentials, DeskSettings, Endpoints, Settings, SettingsError, Stage, TableNames,
};
pub use connections::staff_connections;
pub use failure::CallFailed;
pub use items::ItemError;
pub use logs::{Metrics, is_line, start_logs};
pub use mail::Mailer;
pub use objects::{Listed, Object, Objects, Upload};
pub use query::Hearers;
pub use random::bytes;
pub use secret::{DeskSecret, Secret, SecretError, keys, keys_before, keys_in, no_keys};
pub use secrets::SecretState;
pub use store::{TableMissing, Tables};
pub use suppression::{SuppressedCount, SuppressionList};
