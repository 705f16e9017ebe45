//! Where the bars of a chart stand, so that a template has only to draw them.

/// A bar, in the units of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its left edge.
    pub x: u64,
    /// Its upper edge.
    pub y: u64,
    /// How high it is; 0 if there is nothing to draw.
    pub height: u64,
}

/// Bars side by side, the first at the left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The bars, in the order of their values.
    pub bars: Vec<Bar>,
    /// How wide all of them are.
    pub width: u64,
    /// What the upper edge stands for.
    pub top: u64,
}

impl Chart {
    /// How high a chart is.
    pub const HEIGHT: u64 = 120;
    /// How wide a bar is.
    pub const BAR: u64 = 12;
    /// From the left edge of a bar to that of the next.
    pub const STEP: u64 = 16;

    /// Draws values; what is below zero has no bar, as a credit on a bill has none.
    ///
    /// The upper edge is the next round number, so that two charts of like values are drawn alike. The least value that
    /// is anything has a bar that can be seen.
    #[must_use]
    pub fn of(values: &[i64]) -> Self {
        let value = |value: &i64| u64::try_from(*value).unwrap_or_default();
        let top = round_above(values.iter().map(value).max().unwrap_or_default());
        let height = |of: u64| match of {
            0 => 0,
            _ => (of.saturating_mul(Self::HEIGHT) / top).max(1),
        };
        let bars = (0..).zip(values).map(|(at, it)| {
            let height = height(value(it));
            Bar { x: at * Self::STEP, y: Self::HEIGHT - height, height }
        });
        let width = (values.len() as u64 * Self::STEP).saturating_sub(Self::STEP - Self::BAR);
        Self { bars: bars.collect(), width, top }
    }
}

/// The least round number that is not below a value: 1 to 10, then 12, 15, 20, 25, 30, 40, … 100, 120, and so on. So the
/// highest bar takes three quarters of the height or more.
pub(super) fn round_above(value: u64) -> u64 {
    if value <= 10 {
        return value.max(1);
    }
    let mut power = 1_u64;
    loop {
        for factor in [12, 15, 20, 25, 30, 40, 50, 60, 70, 80, 100] {
            let round = power.saturating_mul(factor);
            if round >= value {
                return round;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_side_by_side_under_a_round_number() {
        let chart = Chart::of(&[5_000, 10_000, 13_482]);

        assert_eq!((chart.top, chart.width), (15_000, 44));
        let heights: Vec<u64> = chart.bars.iter().map(|bar| bar.height).collect();
        assert_eq!(heights, [40, 80, 107]);
        assert_eq!(chart.bars[2], Bar { x: 32, y: 13, height: 107 });
    }

    #[test]
    fn nothing_and_a_credit_have_no_bar_and_the_least_sum_has_one() {
        let heights: Vec<u64> =
            Chart::of(&[0, -500, 1, 50_000]).bars.iter().map(|bar| bar.height).collect();

        assert_eq!(heights, [0, 0, 1, Chart::HEIGHT]);
    }

    #[test]
    fn the_highest_bar_takes_three_quarters_of_the_height_or_more() {
        for value in (1..5_000).chain([999_999, 1_000_001, 87_654_321]) {
            let round = round_above(value);

            assert!(round >= value && round * 3 <= value * 4, "{value}: {round}");
        }
    }

    #[test]
    fn a_chart_of_nothing_is_empty_and_one_of_the_largest_sums_is_drawn() {
        assert_eq!(Chart::of(&[]), Chart { bars: Vec::new(), width: 0, top: 1 });
        assert_eq!(Chart::of(&[0]).bars[0].height, 0);
        assert!(Chart::of(&[i64::MAX]).bars[0].height <= Chart::HEIGHT);
    }
}
