//! Who runs a command. Their look-ups and acts are noted under their name.

use aws::{Clients, Settings, Stage};

use crate::end::Failure;

/// The name on the local portal, which only the user of this machine uses.
const LOCAL: &str = "this machine";

/// Asks AWS for the caller's name.
///
/// It is an ARN such as `arn:aws:sts::111122223333:assumed-role/Desk/sam`. Everybody may ask for their own.
pub(crate) async fn name(settings: &Settings, clients: &Clients) -> Result<String, Failure> {
    if settings.stage == Stage::Local {
        return Ok(LOCAL.to_owned());
    }
    Ok(clients.caller().await?)
}
