//! What a browser is told whose session another press of the button has ended.

use domain::ports::{Clock, Members, StoreError};
use web::{Reply, Step, Visit};

use crate::{close, password};

/// The answer to a browser whose session does not stand. Where the first press of a button has ended it, the second says
/// what was done; it opens no session.
pub(crate) async fn signed_out(
    step: &Step<impl Members, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let ends_sessions = ["/profile/close", "/profile/password"];
    let pressed = matches!(visit.route(), ("POST", path) if ends_sessions.contains(&path));
    let Some((member, session)) = visit.session().filter(|_| pressed) else {
        return Ok(web::sign_in_first());
    };
    let found = step.ports.by_session(&member, &session).await?;
    Ok(match (visit.route().1, found) {
        ("/profile/close", Some(was)) if was.closed_since() => {
            close::closed(&step.desk.keys, visit)
        }
        ("/profile/password", Some(was)) if was.has_new_password(visit.now()) => {
            password::set(visit)
        }
        _ => web::sign_in_first(),
    })
}
