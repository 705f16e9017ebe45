//! Every hour: deletes what is past its time, and reports how much of it there was.
//!
//! Nothing depends on it: what is over is over by its own date, and TTL deletes too, within two days. Each delete
//! hangs on the date that was seen, so it may stop anywhere and begin anew. Each hour begins at another part, so that
//! a table too large for one run is gone through all the same.

use domain::cleaning::{PARTS, Part, Shelf};
use domain::ports::{Clock, InForce, PastDue, StoreError};
use jiff::{SignedDuration, Timestamp};

/// A run begins no page after this long; the function ends after two minutes.
const TIME: SignedDuration = SignedDuration::from_secs(90);

/// What the machine works with.
pub struct CleanUp<S, C> {
    /// The tables.
    pub store: S,
    /// The time.
    pub clock: C,
}

/// What a run did in one table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// What was past its time.
    pub due: u64,
    /// Of these, what was deleted; the rest went on under a later date, or was gone.
    pub deleted: u64,
    /// Whether the time was over before the table was.
    pub unfinished: bool,
}

/// Cleans both tables, and measures how old the extract is.
///
/// # Errors
///
/// When a table does not answer; what was deleted until then stays deleted.
#[tracing::instrument(name = "clean-up", skip_all)]
pub async fn handle(
    clean_up: &CleanUp<impl PastDue + InForce, impl Clock>,
) -> Result<(), StoreError> {
    let began = clean_up.clock.now();
    // Boxed, or the compiler's depth does not reach down to the SDK's own futures.
    Box::pin(measure_extract(clean_up, began)).await?;
    for shelf in [Shelf::Transient, Shelf::Outbox] {
        let mut cleaned = Cleaned::default();
        let end = Box::pin(clean(clean_up, shelf, began, &mut cleaned)).await;
        report(shelf, cleaned);
        end?;
    }
    Ok(())
}

async fn clean(
    clean_up: &CleanUp<impl PastDue, impl Clock>,
    shelf: Shelf,
    began: Timestamp,
    cleaned: &mut Cleaned,
) -> Result<(), StoreError> {
    for number in parts(began) {
        let (part, mut from) = (Part { shelf, number }, None);
        loop {
            if clean_up.clock.now() > began + TIME {
                cleaned.unfinished = true;
                return Ok(());
            }
            let looked = clean_up.store.look(part, from.as_ref(), began).await?;
            for due in &looked.due {
                cleaned.due += 1;
                cleaned.deleted += u64::from(clean_up.store.delete(due).await?);
            }
            from = looked.next;
            if from.is_none() {
                break;
            }
        }
    }
    Ok(())
}

/// All parts, each hour another one first.
fn parts(began: Timestamp) -> impl Iterator<Item = u32> {
    let hour = u32::try_from(began.as_second() / 3600).unwrap_or_default();
    (0..PARTS).map(move |part| (part + hour) % PARTS)
}

fn report(shelf: Shelf, cleaned: Cleaned) {
    let Cleaned { due, deleted, unfinished } = cleaned;
    let table = shelf.name();
    tracing::info!(table, due, deleted, unfinished, "cleaned up");
    let unfinished = u64::from(unfinished);
    tracing::info!(target: "metrics", table, PastDue = due, Deleted = deleted, CleanUpUnfinished = unfinished);
}

/// Nobody can register with an extract that is too old to be true; an alarm tells staff.
async fn measure_extract(
    clean_up: &CleanUp<impl InForce, impl Clock>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let extract = clean_up.store.in_force().await?;
    let missing = u64::from(extract.is_none());
    tracing::info!(target: "metrics", ImportMissing = missing);
    if let Some(extract) = extract {
        let age = now.duration_since(extract.imported_at).as_secs().max(0);
        tracing::info!(target: "metrics", ImportAge = age);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hour_begins_at_another_part_and_goes_through_all() {
        let at = |hour: i64| Timestamp::from_second(hour * 3600 + 59).expect("an instant");
        let first = |hour| parts(at(hour)).next();

        let mut all: Vec<u32> = parts(at(5)).collect();
        all.sort_unstable();

        assert_eq!(all, (0..PARTS).collect::<Vec<_>>());
        assert_eq!([first(0), first(1), first(17)], [Some(0), Some(1), Some(1)]);
    }
}
