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

/// The part of a name that tells people apart: `Desk/sam`.
pub(crate) fn short(name: &str) -> &str {
    let last = name.rsplit(':').next().unwrap_or(name);
    last.strip_prefix("assumed-role/").or(last.strip_prefix("user/")).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_without_what_everybody_shares() {
        let shown = |name| short(name);

        assert_eq!(shown("arn:aws:sts::111122223333:assumed-role/Desk/sam"), "Desk/sam");
        assert_eq!(shown("arn:aws:iam::111122223333:user/sam"), "sam");
        assert_eq!(shown("arn:aws:iam::111122223333:root"), "root");
        assert_eq!(shown(LOCAL), LOCAL);
    }
}
