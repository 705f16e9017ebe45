//! What waits in a login: a new email, and the wait that takes the second step off.

use domain::ports::{Links, Posted, StoreError};
use domain::{Email, Happened, Letter, LinkState, Member, Purpose, TimelineEntry};
use jiff::Timestamp;
use web::portal::Portal;

use crate::masked::masked_email;
use crate::words::when;

/// How many askings are looked up at most, the newest first.
///
/// A member asks five times a day, and as often again after each unlock.
const MOST: usize = 20;

/// What waits in a login.
#[derive(Default)]
pub(super) struct Waits {
    /// Each in a sentence.
    pub(super) lines: Vec<String>,
    /// Whether a new email is among it.
    pub(super) new_email: bool,
}

/// What waits in a member's login, whose email has this timeline.
pub(super) async fn of_login(
    store: &(impl Posted + Links),
    portal: &Portal,
    member: &Member,
    told: &[TimelineEntry],
    now: Timestamp,
) -> Result<Waits, StoreError> {
    let new = new_emails(store, member, told, now).await?;
    let mut lines: Vec<String> = new
        .iter()
        .map(|(to, until)| {
            format!(
                "They asked for a new email in the profile: the link waits at {} until {}, and the login keeps its email until then",
                masked_email(to),
                when(portal, *until)
            )
        })
        .collect();
    lines.extend(reset_wait(portal, member, now));
    Ok(Waits { lines, new_email: !new.is_empty() })
}

/// Where links of a new email wait, and until when, the newest first.
///
/// The link itself says whether it works: a second asking leaves the first as it is, and much ends both.
async fn new_emails(
    store: &(impl Posted + Links),
    member: &Member,
    told: &[TimelineEntry],
    now: Timestamp,
) -> Result<Vec<(Email, Timestamp)>, StoreError> {
    let since = now - Purpose::NewEmail.life();
    let asks = |entry: &&TimelineEntry| entry.what == Happened::AskedNewEmail && entry.at > since;
    let mut waiting = Vec::new();
    for entry in told.iter().rev().filter(asks).take(MOST) {
        let Some(envelope) = store.posted(&entry.envelope()).await? else { continue };
        for addressed in envelope.letters {
            let Letter::NewEmail { link, .. } = &addressed.letter else { continue };
            let Some(found) = store.find(link).await? else { continue };
            if found.link.state(member, now) == LinkState::Open {
                waiting.push((addressed.to, found.link.expires_at));
            }
        }
    }
    Ok(waiting)
}

/// That a wait runs after which the second step is taken off, or that its link works now.
fn reset_wait(portal: &Portal, member: &Member, now: Timestamp) -> Option<String> {
    let wait = member.factors.wait.as_ref().filter(|wait| wait.runs(now))?;
    let ends = when(portal, wait.ends_at);
    Some(if now < wait.ends_at {
        format!(
            "A wait runs after which they can take the second step off: it ends {ends}, and then the letter with the link goes"
        )
    } else {
        format!(
            "The wait for taking the second step off ended {ends}: the link in the last letter works until {}, with the password",
            when(portal, wait.open_until())
        )
    })
}
