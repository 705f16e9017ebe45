//! The desk as it is deployed, and as it runs on a developer's machine.

use lambda::AtStart;
use oidc::{Https, Reach};

use crate::{AtDesk, OpenId, Set};

/// The desk on the tables, with the co-op's provider.
pub type Deployed =
    AtDesk<aws::Tables, OpenId<aws::DeskSecret, Https>, aws::SuppressionList, aws::SystemClock>;

/// Makes it of what it starts with.
#[must_use]
pub fn deployed(start: AtStart) -> Deployed {
    let AtStart { settings, tables, clients, secret, desk, members, is_local } = start;
    let reach = if is_local { Reach::Local } else { Reach::Public };
    let set = Set {
        issuer: settings.issuer,
        client_id: settings.client_id,
        second_factor: settings.second_factor,
        roles_claim: settings.roles_claim,
        look_role: settings.look_role,
        act_role: settings.act_role,
        origin: settings.origin,
        reach,
    };
    let list = aws::SuppressionList::new(&clients);
    AtDesk { ports: tables, provider: OpenId::new(set, secret, Https::new), list, desk, members }
}
