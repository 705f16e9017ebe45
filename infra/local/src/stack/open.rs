//! What is opened before anything starts: settings, folder, bus and inbox.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tokio::sync::mpsc::UnboundedReceiver;

use super::{Options, StartError};
use crate::bus::Bus;
use crate::clock::Clock;
use crate::data::DataFolder;
use crate::letters::Inbox;

/// The settings that the repository has.
const SETTINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../settings/portal.toml");

/// The file of the settings by its whole path, since tools are started in other folders; what is in it is checked.
pub(super) fn settings_file(named: Option<&Path>) -> Result<PathBuf, web::portal::Refused> {
    let named = named.unwrap_or(Path::new(SETTINGS));
    web::portal::open(named)?;
    Ok(named.canonicalize().unwrap_or_else(|_| named.to_owned()))
}

/// The folder, once it is sure that this version can go on with what is in it.
pub(super) fn open_data(options: &Options) -> Result<DataFolder, StartError> {
    let Some(path) = &options.data else { return Ok(DataFolder::temporary()?) };
    let data = DataFolder::open(path)?;
    if options.reset {
        data.reset()?;
    } else {
        data.check()?;
    }
    // The keys are made before the database, so that a database without keys is one that lost them.
    data.secret()?;
    Ok(data)
}

pub(super) fn open_bus(
    data: &DataFolder,
    keeps: bool,
    clock: Clock,
) -> Result<(Bus, UnboundedReceiver<Value>), StartError> {
    let path = data.events();
    let opened = Bus::open(keeps.then_some(path.as_path()), clock);
    opened.map_err(|cause| StartError::Letters(path, cause))
}

pub(super) fn open_inbox(data: &DataFolder, keeps: bool) -> Result<Inbox, StartError> {
    if !keeps {
        return Ok(Inbox::in_memory());
    }
    let path = data.letters();
    Inbox::open(&path).map_err(|cause| StartError::Letters(path, cause))
}
