//! The network addresses that wrong passwords came from.

use domain::failed_sign_ins;
use domain::limits::{Counter, Subject};
use domain::ports::{Counters, StoreError};
use domain::why::Network;
use jiff::Timestamp;

/// Of how many the counters are read, those of the newest wrong passwords.
const MOST: usize = 50;

/// Each with all that came from there.
pub(super) async fn of(
    store: &impl Counters,
    failures: &[(Subject, Counter)],
) -> Result<Vec<Network>, StoreError> {
    let mut places: Vec<(Timestamp, Subject)> = failures
        .iter()
        .filter_map(|(subject, counter)| match subject {
            Subject::SignInFrom(_, address) => {
                let seen = failed_sign_ins(counter)?.opened;
                Some((seen, Subject::SignInAt(address.clone())))
            }
            _ => None,
        })
        .collect();
    places.sort_by(|one, other| other.cmp(one));
    places.truncate(MOST);
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let (seen, subjects): (Vec<Timestamp>, Vec<Subject>) = places.into_iter().unzip();
    let read = store.read(&subjects).await?;
    Ok(seen.into_iter().zip(read).map(|(seen, tries)| Network { seen, tries }).collect())
}
