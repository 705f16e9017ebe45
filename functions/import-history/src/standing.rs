//! How a file in the bucket stands, by what lies beside it: whether it was taken in, and how often a sweep has begun it.

use domain::history::HistoryKind;
use jiff::{SignedDuration, Timestamp};
use sheets::{BucketError, Folder, Listed, REPORTS, beside, is_whole, report_folder};

/// A file that was put so short ago may still be under way by its own event.
const QUIET: SignedDuration = SignedDuration::from_mins(20);
/// What says beside the reports of a file that a sweep has begun with it.
pub(crate) const BEGUN: &str = "begun";
/// The name of each report.
const REPORT: &str = "summary.json";

/// How a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It has a report, or is too new.
    Done,
    /// It lies there, and was begun by so many sweeps.
    Lies(usize),
}

/// How a file stands. The sweep of `hour` asks: what that has begun itself, before Lambda tried it again, does not count.
pub(crate) fn standing(
    file: &Listed,
    reports: &[Listed],
    (now, hour): (Timestamp, Timestamp),
) -> Standing {
    if file.at + QUIET > now || is_taken(file, reports) {
        return Standing::Done;
    }
    let folder = report_folder(&file.key);
    let is_try = |mark: &&Listed| {
        let of = beside(&folder, &mark.key);
        let is_others = |at: Timestamp| at.as_second() != hour.as_second();
        of.is_some_and(|(at, name)| name == BEGUN && is_others(at)) && mark.at >= file.at
    };
    Standing::Lies(reports.iter().filter(is_try).count())
}

/// Whether a report is on the file as it lies there: its import began no earlier than the file was put. One that ended later
/// and began before has read what lay there then.
fn is_taken(file: &Listed, reports: &[Listed]) -> bool {
    let folder = report_folder(&file.key);
    let is_on_it = |at: Timestamp| at.as_second() >= file.at.as_second();
    reports
        .iter()
        .filter_map(|report| beside(&folder, &report.key))
        .any(|(began, name)| name == REPORT && is_on_it(began))
}

/// Whether a file lies there that was put before another one and has no report yet.
pub(crate) fn older_lies(before: Timestamp, files: &[Listed], reports: &[Listed]) -> bool {
    let is_older = |file: &&Listed| file.at < before && is_whole(&file.key);
    files.iter().filter(is_older).any(|file| !is_taken(file, reports))
}

/// The keys of the files of a kind that lie in the bucket and have no report yet; a sweep takes them in.
///
/// Of outages none is named: each of their rows has a time of its own, so no file waits for another.
///
/// # Errors
///
/// When the bucket does not answer.
pub async fn waiting(
    bucket: &impl Folder,
    uploads: &str,
    kind: HistoryKind,
) -> Result<Vec<String>, BucketError> {
    if kind == HistoryKind::Outages {
        return Ok(Vec::new());
    }
    let files = all(bucket, uploads, kind.prefix()).await?;
    let reports = all(bucket, uploads, &format!("{REPORTS}{}", kind.prefix())).await?;
    let lies = |file: &Listed| is_whole(&file.key) && !is_taken(file, &reports);
    Ok(files.into_iter().filter(lies).map(|file| file.key).collect())
}

/// All objects of a bucket whose keys begin so.
pub(crate) async fn all(
    bucket: &impl Folder,
    of: &str,
    prefix: &str,
) -> Result<Vec<Listed>, BucketError> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let listed = bucket.list(of, prefix, &after).await?;
        let Some(last) = listed.last() else { return Ok(all) };
        after.clone_from(&last.key);
        all.extend(listed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noon of 23 November 2026 in UTC; the file was put at eleven.
    const NOW: Timestamp = Timestamp::constant(1_795_435_200, 0);

    fn object(key: &str, minutes_ago: i64) -> Listed {
        Listed { key: key.to_owned(), size: 1, at: NOW - SignedDuration::from_mins(minutes_ago) }
    }

    fn of(reports: &[(&str, i64)]) -> Standing {
        let reports: Vec<Listed> = reports.iter().map(|(key, ago)| object(key, *ago)).collect();
        standing(&object("bills/night.csv", 60), &reports, (NOW, NOW))
    }

    #[test]
    fn a_file_lies_there_until_it_has_a_report_whose_import_began_no_earlier() {
        let report = |stamp: &str| format!("reports/bills/night/{stamp}/summary.json");

        assert_eq!(of(&[]), Standing::Lies(0));
        assert_eq!(of(&[(&report("20261123T110000Z"), 55)]), Standing::Done);
        let before = report("20261123T105959Z");
        assert_eq!(of(&[(&before, 61)]), Standing::Lies(0), "it was put again since");
        assert_eq!(of(&[(&before, 5)]), Standing::Lies(0), "it was put again meanwhile");
        for other in ["night/x/20261123T110500Z", "nightly/20261123T110500Z", "night/x"] {
            assert_eq!(
                of(&[(&format!("reports/bills/{other}/summary.json"), 1)]),
                Standing::Lies(0)
            );
        }
    }

    #[test]
    fn a_file_that_was_put_a_moment_ago_is_its_events() {
        let new = |ago| standing(&object("bills/night.csv", ago), &[], (NOW, NOW));

        assert_eq!((new(19), new(20)), (Standing::Done, Standing::Lies(0)));
    }

    #[test]
    fn a_file_waits_for_an_older_one_without_a_report_and_for_no_newer_one() {
        let files = [object("bills/a.csv", 9), object("bills/b.csv", 5), object("bills/", 60)];
        let report =
            |name: &str| object(&format!("reports/bills/{name}/20261123T115900Z/summary.json"), 1);
        let waits = |at: &Listed, reports: &[Listed]| older_lies(at.at, &files, reports);

        assert!(waits(&files[1], &[]));
        assert!(waits(&files[1], &[report("b")]));
        assert!(!waits(&files[1], &[report("a")]));
        assert!(!waits(&files[0], &[]), "the newer one is none of its business");
    }

    #[test]
    fn tries_are_counted_by_sweeps_since_the_file_was_put() {
        let begun = |stamp: &str| format!("reports/bills/night/{stamp}/begun");
        let (one, two) = (begun("20261123T110500Z"), begun("20261123T115000Z"));

        assert_eq!(of(&[(&one, 55), (&two, 10)]), Standing::Lies(2));
        assert_eq!(of(&[(&one, 61), (&two, 10)]), Standing::Lies(1));
        let own = begun("20261123T120000Z");
        assert_eq!(
            of(&[(&one, 55), (&own, 1)]),
            Standing::Lies(1),
            "Lambda tries this sweep again"
        );
    }
}
