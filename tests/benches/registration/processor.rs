//! The processor time of this program's threads, as Linux counts it.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

/// Linux tells processor time in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

/// The processor time of all threads so far, by their names. Linux cuts a name to fifteen letters.
pub(crate) fn by_thread() -> BTreeMap<String, Duration> {
    let mut all = BTreeMap::new();
    for thread in fs::read_dir("/proc/self/task").into_iter().flatten().flatten() {
        let stat = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        if let Some((name, time)) = read(&stat) {
            *all.entry(name).or_default() += time;
        }
    }
    all
}

/// The name and the time in a line such as `12 (home) R 1 …`; user and system time are its 14th and 15th words.
fn read(stat: &str) -> Option<(String, Duration)> {
    let (before, after) = stat.rsplit_once(") ")?;
    let (_, name) = before.split_once('(')?;
    let mut words = after.split(' ').skip(11);
    let ticks: [u32; 2] = [words.next()?.parse().ok()?, words.next()?.parse().ok()?];
    Some((name.to_owned(), TICK * ticks.iter().sum()))
}

/// What each thread used between two readings.
pub(crate) fn since(
    before: &BTreeMap<String, Duration>,
    after: &BTreeMap<String, Duration>,
) -> BTreeMap<String, Duration> {
    let used = |(name, now): (&String, &Duration)| {
        let then = before.get(name).copied().unwrap_or_default();
        (name.clone(), now.saturating_sub(then))
    };
    after.iter().map(used).filter(|(_, used)| !used.is_zero()).collect()
}
