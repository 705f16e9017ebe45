//! Who runs a command: what they look up and do is noted under their name.

use aws::Stage;

use crate::end::Failure;
use crate::place::Site;

/// Whoever sits at this machine: there is nobody else on the local portal.
const LOCAL: &str = "this machine";

/// The name that the account of AWS knows the caller by: an ARN, such as
/// `arn:aws:sts::111122223333:assumed-role/Desk/sam`. Everybody may ask for their own.
pub(crate) async fn name(site: &Site) -> Result<String, Failure> {
    if site.settings.stage == Stage::Local {
        return Ok(LOCAL.to_owned());
    }
    Ok(site.clients.caller().await?)
}

/// What of a name tells one person from another: `Desk/sam`.
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
