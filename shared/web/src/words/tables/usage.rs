//! What was used.

/// The words of the page.
pub struct Usage {
    /// The page's heading.
    pub title: &'static str,
    /// The headings of the three ways to look at it.
    pub months: fn(&str) -> String,
    pub days: fn(&str) -> String,
    pub hours: fn(&str) -> String,
    /// The ways themselves.
    pub by_month: &'static str,
    pub by_day: &'static str,
    pub by_hour: &'static str,
    /// The ways to what is before and after.
    pub earlier: fn(&str) -> String,
    pub later: fn(&str) -> String,
    /// A month and its year.
    pub month: fn(&str, i16) -> String,
    /// An hour of 0 to 23, short, and with the minute; where an hour comes twice, that the first or second is meant.
    pub hour: fn(i8) -> String,
    pub hour_again: fn(&str) -> String,
    /// What is said of the chart to who cannot see it: what it is of, the sum, and the most with its name.
    pub chart: fn(&str, &str, &str, &str) -> String,
    /// What the bars mean.
    pub bars: &'static str,
    pub bars_before: &'static str,
    pub bars_estimate: &'static str,
    pub bars_part: &'static str,
    pub bars_received: &'static str,
    /// The figures as a table, and its columns.
    pub table: &'static str,
    pub month_column: &'static str,
    pub day_column: &'static str,
    pub hour_column: &'static str,
    pub used_column: &'static str,
    pub before_column: &'static str,
    pub received_column: &'static str,
    /// Marks in the table.
    pub estimate: &'static str,
    pub part: &'static str,
    pub unknown: &'static str,
    /// What the marks mean.
    pub marks: &'static str,
    /// The day has fewer or more than 24 hours.
    pub changed_hours: fn(usize) -> String,
    /// The figures end on a day, which is a while ago.
    pub until: fn(&str) -> String,
    /// Nothing is there: of the account yet, of one that is closed, in this stretch, by the hour.
    pub nothing_yet: &'static str,
    pub nothing_of_closed: &'static str,
    pub nothing_here: &'static str,
    pub no_hours: &'static str,
    /// The downloads.
    pub download: &'static str,
    pub download_hint: fn(u32) -> String,
    /// Files of as many months as the page shows, and of everything.
    pub year_green_button: &'static str,
    pub year_csv: &'static str,
    pub green_button: &'static str,
    pub csv: &'static str,
    /// The header of the CSV: start, minutes, kilowatt-hours used and sent back, whether it is an estimate, which meter.
    pub csv_header: [&'static str; 6],
    pub yes_no: [&'static str; 2],
    /// What a file is called, before the account and its days: ASCII letters and dashes.
    pub file: &'static str,
    /// What the Green Button file is called within.
    pub feed_title: &'static str,
}
