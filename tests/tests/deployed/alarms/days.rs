//! Made-up days of a co-op of 20,000 members, who make 300,000 requests a year.

use std::collections::BTreeMap;

pub(super) const MINUTE: i64 = 60;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// The requests of a day: 300,000 in 365 days.
const REQUESTS: i64 = 822;
/// The members who register on a day: 20,000 in a year.
const REGISTER: i64 = 55;

/// The percentage of a day's events in each of its hours. Nights have nearly none.
const HOURS: [i64; 24] = [0, 0, 0, 0, 0, 1, 2, 4, 6, 7, 8, 8, 8, 7, 6, 6, 6, 6, 7, 7, 5, 3, 2, 1];

/// The reported values, by metric and second. Second 0 is a midnight.
pub(super) struct Days {
    reported: BTreeMap<String, BTreeMap<i64, Vec<f64>>>,
    end: i64,
}

/// The seconds of so many events of a day, spread by [`HOURS`].
fn spread(many: i64) -> Vec<i64> {
    let all: i64 = HOURS.iter().sum();
    let mut seconds = Vec::new();
    let (mut hour, mut before) = (0, 0);
    for number in 0..many {
        // In ten-thousandths, so that nothing is lost by rounding.
        let place = (2 * number + 1) * all * 50 / many;
        while place >= (before + HOURS[hour]) * 100 {
            before += HOURS[hour];
            hour += 1;
        }
        let within = (place - before * 100) * HOUR / (HOURS[hour] * 100);
        seconds.push(i64::try_from(hour).expect("of a day") * HOUR + within);
    }
    seconds
}

impl Days {
    /// Usual days, of a portal that ran before them.
    pub(super) fn ordinary(days: i64) -> Self {
        let mut made = Self { reported: BTreeMap::new(), end: days * DAY };
        made.machines();
        for day in 0..days {
            made.members(day * DAY);
        }
        made.extract(0, |_| true);
        made
    }

    /// The days after the first deployment, without members and extract.
    pub(super) fn first(days: i64) -> Self {
        let mut made = Self { reported: BTreeMap::new(), end: days * DAY };
        made.machines();
        made
    }

    pub(super) fn end(&self) -> i64 {
        self.end
    }

    /// Reports a value.
    pub(super) fn put(&mut self, metric: &str, at: i64, value: f64) {
        let seconds = self.reported.entry(metric.to_owned()).or_default();
        seconds.entry(at).or_default().push(value);
    }

    /// Reports a value repeatedly.
    pub(super) fn put_every(&mut self, metric: &str, every: i64, from: i64, value: f64) {
        let mut at = from;
        while at < self.end {
            self.put(metric, at, value);
            at += every;
        }
    }

    /// Removes the values of a metric from a second on.
    pub(super) fn forget(&mut self, metric: &str, from: i64) {
        self.reported.entry(metric.to_owned()).or_default().retain(|at, _| *at < from);
    }

    /// Lets every request of a period fail.
    pub(super) fn fail_requests(&mut self, from: i64, during: i64) {
        let asked = self.reported.get("Count Portal").cloned().unwrap_or_default();
        for (at, requests) in asked.range(from..from + during) {
            for _ in requests {
                self.put("5xx Portal", *at, 1.0);
            }
        }
    }

    /// Reports the metrics of the machines.
    fn machines(&mut self) {
        self.put_every("OldestUnsent", MINUTE, 0, 0.0);
        self.put_every("Errors SendLetters", MINUTE, 0, 0.0);
        for queue in ["LostWakes", "GivenUp"] {
            let metric = format!("ApproximateNumberOfMessagesVisible {queue}");
            self.put_every(&metric, 5 * MINUTE, 0, 0.0);
        }
        self.put_every("Reputation.BounceRate", HOUR, 0, 0.01);
        self.put_every("Reputation.ComplaintRate", HOUR, 0, 0.000_1);
    }

    /// Reports the extract's age each hour. If `goes_well`, it is imported at 3 in the night.
    pub(super) fn extract(&mut self, from: i64, goes_well: impl Fn(i64) -> bool) {
        self.forget("ImportAge", from);
        let mut at = from;
        while at < self.end {
            let nights = (0..=at / DAY).rev().filter(|day| day * DAY + 3 * HOUR <= at);
            let last = nights.filter(|day| goes_well(*day)).map(|day| day * DAY + 3 * HOUR).next();
            let imported_at = last.unwrap_or(-21 * HOUR);
            #[expect(clippy::cast_precision_loss, reason = "seconds of some days")]
            self.put("ImportAge", at, (at - imported_at) as f64);
            at += HOUR;
        }
    }

    /// Reports the members' day: one in eight answers wrongly at first, nine in ten finish.
    fn members(&mut self, midnight: i64) {
        for at in spread(REQUESTS) {
            self.put("Count Portal", midnight + at, 1.0);
            self.put("5xx Portal", midnight + at, 0.0);
        }
        for (number, at) in spread(REGISTER).into_iter().enumerate() {
            let at = midnight + at;
            self.put("Steps register shown", at, 1.0);
            self.put("Steps confirm-identity asked", at, 1.0);
            self.put("IteratorAge SendLetters", at, 400.0);
            self.put("Send", at, 3.0);
            if number % 8 == 0 {
                self.put("Letters could_not_match sent", at, 1.0);
            }
            if number % 40 == 0 {
                self.put("Letters too_many_tries sent", at, 1.0);
            }
            if number % 10 != 0 {
                self.put("Steps set-password claimed", at + 5 * MINUTE, 1.0);
            }
        }
    }

    /// A statistic of a metric between two seconds. Missing if nothing was reported.
    pub(super) fn statistic(&self, metric: &str, stat: &str, from: i64, until: i64) -> Option<f64> {
        let seconds = self.reported.get(metric)?.range(from..until);
        let values: Vec<f64> = seconds.flat_map(|(_, values)| values).copied().collect();
        let first = *values.first()?;
        Some(match stat {
            "Sum" => values.iter().sum(),
            "Maximum" => values.iter().copied().fold(first, f64::max),
            #[expect(clippy::cast_precision_loss, reason = "some thousand values")]
            "SampleCount" => values.len() as f64,
            other => panic!("{other} is not known here"),
        })
    }
}

#[test]
fn a_year_of_these_days_has_three_hundred_thousand_requests() {
    assert_eq!(HOURS.iter().sum::<i64>(), 100);
    assert!((REQUESTS * 365 - 300_000).abs() < 365);
    assert!((REGISTER * 365 - 20_000).abs() < 365);
    assert_eq!(spread(REQUESTS).len(), 822);
    assert!(spread(REQUESTS).is_sorted() && spread(REQUESTS).iter().all(|at| *at < DAY));
}
