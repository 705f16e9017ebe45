//! What was used: by month, by day and by hour.

use askama::Template;
use domain::history::reads::{Bar, UsedChart};
use jiff::civil::Date;

use super::frame::{Page, documents};
use super::history::Choice;
use crate::pages::view::View;

/// In which stretches use is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsageBy {
    /// Thirteen months, each beside the same month a year before.
    Month,
    /// The days of a month.
    Day,
    /// The hours of a day.
    Hour,
}

impl UsageBy {
    /// What the address says.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Day => "day",
            Self::Hour => "hour",
        }
    }
}

/// `GET /usage`.
#[derive(Clone, Copy, Template)]
#[template(path = "usage.html")]
pub struct Usage<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// In which stretches.
    pub by: UsageBy,
    /// The account, masked; none if the member has none.
    pub number: Option<&'a str>,
    /// What billing calls it.
    pub name: Option<&'a str>,
    /// Whether billing has closed it.
    pub is_closed: bool,
    /// What names it in addresses.
    pub code: &'a str,
    /// The accounts to choose from.
    pub choices: &'a [Choice],
    /// Whose it is, where it is somebody else's.
    pub owner: Option<&'a str>,
    /// What is shown, if anything is.
    pub shown: Result<&'a UsageShown, NoUsage>,
    /// What stretch that is: "13 months up to November 2026".
    pub heading: &'a str,
    /// The other ways to look at it, with their addresses.
    pub ways: &'a [(UsageBy, String)],
    /// What comes before and after, with the address.
    pub earlier: Option<(&'a str, &'a str)>,
    /// As `earlier`.
    pub later: Option<(&'a str, &'a str)>,
    /// How many hours the day has, if it is not 24.
    pub clocks: Option<usize>,
    /// The last day of the figures, if that is a while ago.
    pub until: Option<&'a str>,
    /// The first day of the last thirteen months: this one, and those back to the same one a year before.
    pub year: Date,
}

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoUsage {
    /// Nothing is known of the account.
    Yet,
    /// Nothing is known of this stretch of time.
    Here,
    /// The day is known only as a whole.
    Hours,
}

/// Figures, drawn and written.
#[derive(Clone, Debug)]
pub struct UsageShown {
    /// Where bars stand.
    pub chart: UsedChart,
    /// What the chart's upper edge stands for.
    pub top: String,
    /// What all of it comes to.
    pub sum: String,
    /// The most, and which stretch that is.
    pub most: (String, String),
    /// The stretches, in the order of time.
    pub rows: Vec<UsageRow>,
}

/// What was used in a stretch.
#[derive(Clone, Debug, Default)]
pub struct UsageRow {
    /// Its name.
    pub name: String,
    /// Its name beneath the chart; empty where there is no room for each.
    pub short: String,
    /// Where its parts are shown.
    pub link: Option<String>,
    /// What was used; `None` if nobody knows.
    pub used: Option<String>,
    /// What was used a year before.
    pub before: Option<String>,
    /// What was sent back.
    pub received: Option<String>,
    /// Whether somebody guessed some of it.
    pub is_estimate: bool,
    /// Whether some of it is missing.
    pub is_part: bool,
    /// Whether some of what was used a year before is missing.
    pub is_before_part: bool,
}

documents!(Usage);

impl Usage<'_> {
    /// The other ways to look at it, with their addresses.
    fn ways(&self) -> Vec<(&'static str, &str)> {
        let words = &self.view.words().usage;
        let says = |by| match by {
            UsageBy::Month => words.by_month,
            UsageBy::Day => words.by_day,
            UsageBy::Hour => words.by_hour,
        };
        self.ways.iter().map(|(by, link)| (says(*by), link.as_str())).collect()
    }

    /// That the clocks changed on the day.
    fn clocks_changed(&self) -> Option<String> {
        self.clocks.map(self.view.words().usage.changed_hours)
    }

    fn column(&self) -> &'static str {
        let words = &self.view.words().usage;
        match self.by {
            UsageBy::Month => words.month_column,
            UsageBy::Day => words.day_column,
            UsageBy::Hour => words.hour_column,
        }
    }

    /// Why there is nothing to show.
    fn nothing(&self) -> &'static str {
        let words = &self.view.words().usage;
        match self.shown {
            Ok(_) => "",
            Err(NoUsage::Yet) if self.is_closed => words.nothing_of_closed,
            Err(NoUsage::Yet) => words.nothing_yet,
            Err(NoUsage::Here) => words.nothing_here,
            Err(NoUsage::Hours) => words.no_hours,
        }
    }

    /// What the bars mean that are drawn.
    fn legend(&self, shown: &UsageShown) -> String {
        let words = &self.view.words().usage;
        let says = [
            (true, words.bars),
            (shown.has_before(), words.bars_before),
            (shown.rows.iter().any(|row| row.is_estimate), words.bars_estimate),
            (shown.rows.iter().any(|row| row.is_part && !row.is_estimate), words.bars_part),
            (shown.has_received(), words.bars_received),
        ];
        says.into_iter()
            .filter(|(is_there, _)| *is_there)
            .map(|(_, it)| it)
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn description(&self, shown: &UsageShown) -> String {
        let (most, when) = &shown.most;
        (self.view.words().usage.chart)(self.heading, &shown.sum, most, when)
    }
}

impl UsageShown {
    fn has_before(&self) -> bool {
        !self.chart.before.is_empty()
    }

    fn has_received(&self) -> bool {
        self.rows.iter().any(|row| row.received.is_some())
    }

    fn has_parts(&self) -> bool {
        self.rows.iter().any(|row| row.is_part || row.is_before_part)
    }

    /// What was used: each bar with its row.
    fn used(&self) -> impl Iterator<Item = (&Bar, &UsageRow)> {
        self.chart.used.iter().zip(&self.rows).filter(|(bar, _)| bar.height > 0)
    }

    /// The names beneath the chart, each with the middle of its stretch.
    fn names(&self) -> Vec<(u64, &str)> {
        let step = self.chart.step;
        let rows = (0..).zip(&self.rows).filter(|(_, row)| !row.short.is_empty());
        rows.map(|(at, row)| (at * step + step / 2, row.short.as_str())).collect()
    }
}

impl Page for Usage<'_> {
    fn title(&self) -> &'static str {
        self.view.words().usage.title
    }
}
