//! Judges whether two kinds of answers take the same time.
//!
//! Source: docs/TIMING.md#how-it-measures; dudect for the crop and the figure 4.5.

/// How far apart the medians may be, in microseconds.
pub(crate) const BOUND: f64 = 1_000.0;
/// The largest |t| that still counts as chance.
pub(crate) const T_MAX: f64 = 4.5;
/// Nobody sees less over a network, in microseconds: behind a millisecond of jitter it takes over a million tries.
pub(crate) const UNSEEN: f64 = 5.0;
/// How often the pairs are resampled for the interval.
const DRAWS: usize = 1_000;
/// The share of slowest times, in percent. Their pairs are left out of Welch's t.
///
/// Such a time has a switch of tasks in it.
const CROPPED_PERCENT: usize = 5;

/// The times of both kinds in microseconds, pair by pair.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(pub(crate) Vec<(f64, f64)>);

/// The result for one comparison.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finding {
    /// The median of each kind.
    pub(crate) medians: (f64, f64),
    /// The median of the pairs' differences, second minus first.
    pub(crate) difference: f64,
    /// Its 95 % interval.
    pub(crate) interval: (f64, f64),
    /// The sign test's z: how far from half of the pairs have a slower second.
    pub(crate) sign: f64,
    /// Welch's t of the pairs that remain after the crop.
    pub(crate) t: f64,
}

impl Finding {
    /// Whether these times do not tell the kinds apart.
    #[must_use]
    pub(crate) fn passes(&self) -> bool {
        let within = |most: f64| self.interval.0 > -most && self.interval.1 < most;
        within(UNSEEN) || (within(BOUND) && self.t.abs() < T_MAX)
    }
}

/// Random numbers that a seed repeats (`SplitMix64`).
#[derive(Clone, Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// The next number.
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of `count` numbers. The bias of the modulus is far below what is measured.
    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.roll() >> 33).unwrap_or_default() % count
    }
}

/// Compares the two kinds.
#[must_use]
pub(crate) fn compare(times: &Times, dice: &mut Dice) -> Finding {
    let differences: Vec<f64> = times.0.iter().map(|(first, second)| second - first).collect();
    let mut medians: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let draw = |_| differences[dice.below(differences.len())];
            percentile((0..differences.len()).map(draw).collect(), 500)
        })
        .collect();
    medians.sort_by(f64::total_cmp);
    Finding {
        medians: (
            percentile(times.0.iter().map(|pair| pair.0).collect(), 500),
            percentile(times.0.iter().map(|pair| pair.1).collect(), 500),
        ),
        interval: (medians[DRAWS * 25 / 1000], medians[DRAWS * 975 / 1000]),
        sign: sign(&differences),
        difference: percentile(differences, 500),
        t: welch(&cropped(times)),
    }
}

/// The value that so many thousandths are below.
fn percentile(mut values: Vec<f64>, thousandths: usize) -> f64 {
    let at = (values.len() * thousandths / 1000).min(values.len() - 1);
    *values.select_nth_unstable_by(at, f64::total_cmp).1
}

fn sign(differences: &[f64]) -> f64 {
    let (above, below) = differences.iter().fold((0.0, 0.0), |(above, below), difference| {
        (above + f64::from(*difference > 0.0), below + f64::from(*difference < 0.0))
    });
    (above - below) / f64::sqrt(f64::max(1.0, above + below))
}

/// Keeps the pairs in which neither time is among the slowest.
///
/// Both kinds have one threshold.
fn cropped(times: &Times) -> Times {
    let all = times.0.iter().flat_map(|pair| [pair.0, pair.1]).collect();
    let limit = percentile(all, 1000 - CROPPED_PERCENT * 10);
    Times(times.0.iter().copied().filter(|pair| pair.0 <= limit && pair.1 <= limit).collect())
}

fn welch(times: &Times) -> f64 {
    let moments = |values: Vec<f64>| {
        let count = values.iter().fold(0.0, |count, _| count + 1.0);
        let mean = values.iter().sum::<f64>() / count;
        let spread = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
        (mean, spread / count)
    };
    let (first, first_error) = moments(times.0.iter().map(|pair| pair.0).collect());
    let (second, second_error) = moments(times.0.iter().map(|pair| pair.1).collect());
    (second - first) / (first_error + second_error).sqrt()
}
