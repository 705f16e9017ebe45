//! What a meter counted on a day: its hours, or the day in one.

use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::history::balance::Newer;
use crate::history::energy::Flow;
use crate::keys::ring::KeyRing;
use crate::values::ids::HistoryKey;
use crate::values::typed::Typed;

/// What a meter counted in a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// What was delivered to the member.
    pub delivered: Flow,
    /// What the member sent back; `None` where the file says nothing of it.
    pub received: Option<Flow>,
    /// Whether somebody guessed it.
    pub estimated: bool,
}

impl Read {
    /// Both together: an estimate in one makes an estimate of the sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let received = match (self.received, other.received) {
            (Some(one), Some(two)) => Some(one.plus(two)),
            (one, two) => one.or(two),
        };
        Self {
            delivered: self.delivered.plus(other.delivered),
            received,
            estimated: self.estimated || other.estimated,
        }
    }

    /// Whether one stretch can have so much; a sum of several may be more.
    #[must_use]
    pub fn is_of_one_stretch(&self) -> bool {
        self.delivered.is_of_one_stretch() && self.received.is_none_or(Flow::is_of_one_stretch)
    }
}

/// An hour of a day: what was counted in it, if anybody has said.
pub type Hour = Option<Read>;

/// What a meter counted on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Day {
    /// Hour by hour from midnight on: 24, or 23 or 25 where the clocks change.
    Hours(Vec<Hour>),
    /// The whole day in one.
    Whole(Read),
}

/// When each hour of a day begins, and when the day ends. `None` for a day that no clock shows.
///
/// Hours are counted from midnight, so the two that are both called one o'clock in autumn are two.
#[must_use]
pub fn hours_of(date: Date, zone: &TimeZone) -> Option<(Vec<Timestamp>, Timestamp)> {
    let begin = |date: Date| Some(date.to_zoned_datetime(zone.clone()).ok()?.timestamp());
    let (from, to) = (begin(date)?, begin(date.tomorrow().ok()?)?);
    let (first, last) = (from.as_second(), to.as_second());
    let hours: Option<Vec<Timestamp>> =
        (first..last).step_by(3_600).map(|second| Timestamp::from_second(second).ok()).collect();
    Some((hours?, to))
}

/// What names a meter within a partition: eight characters that mean nothing to anybody else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeterTag(String);

impl MeterTag {
    /// How many characters it has.
    const LENGTH: usize = 8;

    /// The tag of a meter; a file without meters has one for all.
    #[must_use]
    pub fn of(keys: &KeyRing, partition: &HistoryKey, meter: Option<&Typed>) -> Self {
        let meter = meter.map(Typed::expose).unwrap_or_default();
        let parts = [&b"meter"[..], partition.as_str().as_bytes(), meter.as_bytes()];
        let text = BASE32_NOPAD.encode(&keys.index_mac(&parts)).to_ascii_lowercase();
        Self(text.chars().take(Self::LENGTH).collect())
    }

    /// Takes a tag as an item has it.
    #[must_use]
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The tag's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a day of a meter is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayPlace {
    /// The account's partition, under its holder.
    pub partition: HistoryKey,
    /// The day.
    pub date: Date,
    /// The meter.
    pub meter: MeterTag,
}

/// A day of a meter, and when the file was put that told it last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldDay {
    /// What it told.
    pub day: Day,
    /// When.
    pub at: Timestamp,
}

/// What becomes of a day that a file tells, where another one may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Took {
    /// How it compares.
    pub newer: Newer,
    /// What is to be kept, if that is not what is kept already.
    pub kept: Option<ToldDay>,
}

impl ToldDay {
    /// Compares a day with the one that is kept.
    ///
    /// Hours add up over files: each hour is the one of the file that was put last. A day's sum never takes the place of
    /// its hours, and hours take the place of a sum.
    #[must_use]
    pub fn over(self, kept: Option<&Self>) -> Took {
        let Some(kept) = kept else { return Took { newer: Newer::First, kept: Some(self) } };
        let is_later = self.at >= kept.at;
        let merged = match (&kept.day, &self.day) {
            (Day::Hours(_), Day::Whole(_)) => kept.day.clone(),
            (Day::Whole(_), Day::Whole(_)) if !is_later => kept.day.clone(),
            (Day::Whole(_), Day::Whole(_) | Day::Hours(_)) => self.day.clone(),
            (Day::Hours(old), Day::Hours(new)) if old.len() == new.len() => {
                let (first, then) = if is_later { (new, old) } else { (old, new) };
                Day::Hours(first.iter().zip(then).map(|(one, other)| one.or(*other)).collect())
            }
            // The clocks' rules changed since: the day is what the later file says.
            (Day::Hours(_), Day::Hours(_)) => {
                if is_later {
                    self.day.clone()
                } else {
                    kept.day.clone()
                }
            }
        };
        if merged == kept.day {
            let newer = if self.day == kept.day || is_within(&self.day, &kept.day) {
                Newer::Same
            } else {
                Newer::Older
            };
            return Took { newer, kept: None };
        }
        let at = kept.at.max(self.at);
        Took { newer: Newer::Replaces, kept: Some(Self { day: merged, at }) }
    }
}

/// Whether every hour that a day tells is kept as it says.
fn is_within(told: &Day, kept: &Day) -> bool {
    let (Day::Hours(told), Day::Hours(kept)) = (told, kept) else { return false };
    told.len() == kept.len()
        && told.iter().zip(kept).all(|(told, kept)| told.is_none() || told == kept)
}

/// What stands where nothing was counted.
const NONE: &str = "-";

impl Day {
    /// The day as a text: a letter for its form, then each hour as `512`, `512e` for an estimate, `300+120` where
    /// electricity was sent back, or `-`.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Whole(read) => format!("d {}", read_text(read)),
            Self::Hours(hours) => hours.iter().fold("h".to_owned(), |mut text, hour| {
                text.push(' ');
                text.push_str(&hour.as_ref().map_or_else(|| NONE.to_owned(), read_text));
                text
            }),
        }
    }

    /// Reads what [`Day::to_text`] wrote, however much it is: what is too much can be seen and corrected then.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut fields = text.split_ascii_whitespace();
        match fields.next()? {
            "d" => {
                let read = read_of_text(fields.next()?)?;
                fields.next().is_none().then_some(Self::Whole(read))
            }
            "h" => {
                let hour = |text: &str| match text {
                    NONE => Some(None),
                    text => read_of_text(text).map(Some),
                };
                let hours: Option<Vec<Hour>> = fields.map(hour).collect();
                hours.filter(|hours| (23..=25).contains(&hours.len())).map(Self::Hours)
            }
            _ => None,
        }
    }
}

/// What was counted, as a text.
pub(super) fn read_text(read: &Read) -> String {
    let delivered = read.delivered.expose();
    let received = read.received.map(|flow| format!("+{}", flow.expose())).unwrap_or_default();
    let estimated = if read.estimated { "e" } else { "" };
    format!("{delivered}{received}{estimated}")
}

/// Reads what [`read_text`] wrote.
pub(super) fn read_of_text(text: &str) -> Option<Read> {
    let (text, estimated) = text.strip_suffix('e').map_or((text, false), |text| (text, true));
    let flow = |text: &str| Some(Flow::of_sum(text.parse().ok()?));
    let (delivered, received) = match text.split_once('+') {
        Some((delivered, received)) => (flow(delivered)?, Some(flow(received)?)),
        None => (flow(text)?, None),
    };
    Some(Read { delivered, received, estimated })
}

#[cfg(test)]
mod tests;
