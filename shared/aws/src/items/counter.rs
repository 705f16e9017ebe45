//! Counters. One item per subject holds all its windows.

use domain::limits::{Count, Counter, Tally};

use super::{Item, ItemError, KEPT, Key, Reader, Writer};

pub(crate) fn counter_item(count: &Count) -> Item {
    let mut tallies = Writer::default();
    for (window, tally) in &count.next.tallies {
        let map = Writer::default().instant("opened", tally.opened).number("count", tally.count);
        tallies = tallies.map(window, map);
    }
    Writer::under(&Key::counter(&count.subject))
        .number("version", count.next.version)
        .map("tallies", tallies)
        .instant("expires_at", count.expires_at)
        .instant("delete_at", count.expires_at + KEPT)
        .item()
}

pub(crate) fn counter(item: &Item) -> Result<Counter, ItemError> {
    let item = Reader::new(item);
    let mut tallies = std::collections::BTreeMap::new();
    for (window, value) in item.map("tallies")?.entries() {
        let error = |_| ItemError { attribute: "tallies" };
        let tally = Reader::new(value.as_m().map_err(error)?);
        let tally = Tally { opened: tally.instant("opened")?, count: tally.number("count")? };
        tallies.insert(window.to_owned(), tally);
    }
    Ok(Counter { version: item.number("version")?, tallies })
}

#[cfg(test)]
mod tests {
    use domain::limits::{Subject, match_per_address, no_script_per_address};
    use domain::{AddressKey, Figures};
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_counter_reads_back_and_is_kept_thirty_days_longer_than_it_counts() {
        let subject = Subject::Address(AddressKey::from_stored("a"));
        let windows = [match_per_address, no_script_per_address].map(|of| of(Figures::SHIPPED));
        let count = Counter::default().counted(subject, &windows, Timestamp::UNIX_EPOCH);

        let item = counter_item(&count);

        assert_eq!(counter(&item), Ok(count.next));
        assert_eq!(Reader::new(&item).number("expires_at"), Ok(3600));
        assert_eq!(Reader::new(&item).number("delete_at"), Ok(3600 + 30 * 86_400));
    }
}
