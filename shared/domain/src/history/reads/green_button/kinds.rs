//! What a meter reading of Green Button has: which way electricity went, and values by the hour or by the day.

use jiff::Timestamp;

use super::Point;
use crate::history::energy::Flow;
use crate::history::reads::day::{Day, Read};

/// Which way electricity went. Source: espi.xsd, `FlowDirectionKind`.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Delivered = 1,
    Received = 19,
}

/// What one meter reading has: a way, and values by the hour or by the day.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub(super) way: Way,
    pub(super) by_hour: bool,
}

pub(super) const KINDS: [Kind; 4] = [
    Kind { way: Way::Delivered, by_hour: true },
    Kind { way: Way::Received, by_hour: true },
    Kind { way: Way::Delivered, by_hour: false },
    Kind { way: Way::Received, by_hour: false },
];

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match (self.way, self.by_hour) {
            (Way::Delivered, true) => "delivered-hour",
            (Way::Received, true) => "received-hour",
            (Way::Delivered, false) => "delivered-day",
            (Way::Received, false) => "received-day",
        }
    }

    pub(super) fn value(self, read: &Read) -> Option<Flow> {
        match self.way {
            Way::Delivered => Some(read.delivered),
            Way::Received => read.received,
        }
    }

    /// The values that a day has of this kind: when each begins, how many seconds it has, and what was counted.
    pub(super) fn values<'a>(
        self,
        day: &'a Day,
        hours: &[Timestamp],
        seconds: i64,
    ) -> Vec<(i64, i64, &'a Read)> {
        let begin = |at: usize| hours.get(at).map(|hour| hour.as_second());
        match (day, self.by_hour) {
            (Day::Hours(reads), true) => {
                let known = reads.iter().enumerate();
                let known =
                    known.filter_map(|(at, read)| Some((begin(at)?, 3_600, read.as_ref()?)));
                known.filter(|(_, _, read)| self.value(read).is_some()).collect()
            }
            (Day::Whole(read), false) if self.value(read).is_some() => {
                begin(0).map(|from| (from, seconds, read)).into_iter().collect()
            }
            (Day::Hours(_) | Day::Whole(_), _) => Vec::new(),
        }
    }
}

pub(super) fn has(point: &Point<'_>, kind: Kind) -> bool {
    point.days.iter().any(|(_, day)| match day {
        Day::Hours(hours) => {
            kind.by_hour && hours.iter().flatten().any(|read| kind.value(read).is_some())
        }
        Day::Whole(read) => !kind.by_hour && kind.value(read).is_some(),
    })
}

pub(super) fn title(kind: Kind) -> &'static str {
    match kind.way {
        Way::Delivered => "Electricity delivered",
        Way::Received => "Electricity received",
    }
}
