//! Rows that stand together, made into days.

use domain::history::reads::{DayRows, Gathered, ReadRow, gather};
use domain::import::{ReadsReason, Reason};
use domain::{AccountNumber, Typed};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::sheet::ReadLine;
use crate::sheet::Line;

/// The most rows that stand together; no account has so many meters.
const MOST: usize = 10_000;

/// Rows that have ended together, in the file's order.
pub(super) struct Group {
    /// The rows.
    pub(super) lines: Vec<Line>,
    /// What they come to, or why each stays out.
    pub(super) end: Result<AccountDay, Vec<Reason>>,
}

/// What the meters of an account counted on a day.
pub(super) struct AccountDay {
    /// The account, by its own number or an old one.
    pub(super) account: AccountNumber,
    /// The customer that the rows name.
    pub(super) customer: Option<Typed>,
    /// The day.
    pub(super) date: Date,
    /// Each meter's day.
    pub(super) meters: Vec<Gathered>,
    /// The meter of each row, by its place among the meters.
    pub(super) meter_of: Vec<usize>,
}

/// Groups as they grow: one is open, and ends where another account or day begins.
pub(super) struct Groups<'a> {
    zone: &'a TimeZone,
    now: Timestamp,
    open: Option<Open>,
    /// A bad row of which nobody can say which day it is of; that of the next group may be it.
    stray: Option<Stray>,
    ended: Vec<Group>,
}

/// The group to which rows are added.
struct Open {
    account: AccountNumber,
    date: Date,
    lines: Vec<ReadLine>,
    /// Whether a row of it stays out, so that all do.
    is_spoilt: bool,
    /// Whether it had so many rows that some of them were turned away before it ended.
    is_over: bool,
}

impl Open {
    /// Why a row stays out that is good by itself.
    fn reason(&self) -> ReadsReason {
        if self.is_over { ReadsReason::TooMany } else { ReadsReason::DayNotWhole }
    }
}

/// Whose a bad row is.
enum Stray {
    /// An account's.
    Of(AccountNumber),
    /// Nobody can say.
    Anybodys,
}

impl<'a> Groups<'a> {
    pub(super) fn new(zone: &'a TimeZone, now: Timestamp) -> Self {
        Self { zone, now, open: None, stray: None, ended: Vec::new() }
    }

    /// Takes the next row of the file.
    pub(super) fn take(&mut self, row: ReadLine) {
        let (Some(account), Some(date)) = (&row.account, row.date) else {
            return self.take_stray(row);
        };
        let is_of = |open: &Open| open.account == *account && open.date == date;
        // What stands between rows of one day is of that day.
        let stray = self.stray.take();
        if !self.open.as_ref().is_some_and(is_of) {
            self.end();
            let is_spoilt = match stray {
                Some(Stray::Of(of)) => of == *account,
                Some(Stray::Anybodys) => true,
                None => false,
            };
            let account = account.clone();
            self.open = Some(Open { account, date, lines: Vec::new(), is_spoilt, is_over: false });
        }
        self.add(row);
    }

    /// Takes a bad row whose account or day cannot be read: it spoils the days that stand beside it.
    fn take_stray(&mut self, row: ReadLine) {
        let stray = row.account.clone().map_or(Stray::Anybodys, Stray::Of);
        let may_be_of = |open: &Open| row.account.as_ref().is_none_or(|of| *of == open.account);
        if self.open.as_ref().is_some_and(may_be_of) {
            self.add(row);
        } else {
            self.end();
            self.ended.push(turned_away(vec![row], ReadsReason::DayNotWhole));
        }
        self.stray = Some(stray);
    }

    /// Adds a row to the open group.
    fn add(&mut self, row: ReadLine) {
        let Some(open) = &mut self.open else { return };
        open.is_spoilt |= row.verdict.is_err();
        open.lines.push(row);
        if open.lines.len() >= MOST {
            // The group stays open, so what follows of it is turned away too, and memory holds no more of it.
            (open.is_spoilt, open.is_over) = (true, true);
            let lines = std::mem::take(&mut open.lines);
            self.ended.push(turned_away(lines, open.reason()));
        }
    }

    /// Ends the open group, as another account, another day or the end of the file does.
    pub(super) fn end(&mut self) {
        match self.open.take() {
            Some(open) if open.lines.is_empty() => {}
            Some(open) if open.is_spoilt => {
                let reason = open.reason();
                self.ended.push(turned_away(open.lines, reason));
            }
            Some(open) => self.ended.push(gathered(open, self.zone, self.now)),
            None => {}
        }
    }

    /// How many rows have ended.
    pub(super) fn rows(&self) -> usize {
        self.ended.iter().map(|group| group.lines.len()).sum()
    }

    /// What has ended since it was asked last.
    pub(super) fn ended(&mut self) -> Vec<Group> {
        std::mem::take(&mut self.ended)
    }
}

/// Makes days of a group in which every row is good by itself.
fn gathered(open: Open, zone: &TimeZone, now: Timestamp) -> Group {
    let (mut lines, mut rows) = (Vec::new(), Vec::new());
    for line in open.lines {
        lines.push(line.line);
        rows.extend(line.verdict);
    }
    let end = match gather(DayRows { date: open.date, zone, rows: &rows }, now) {
        Ok(meters) => {
            let place = |row: &ReadRow| meters.iter().position(|of| of.meter == row.meter);
            let meter_of = rows.iter().map(|row| place(row).unwrap_or_default()).collect();
            let customer = rows.into_iter().next().and_then(|row| row.customer);
            let (account, date) = (open.account, open.date);
            Ok(AccountDay { account, customer, date, meters, meter_of })
        }
        Err((bad, reason)) => {
            let reason =
                |at| if at == bad { reason } else { Reason::Reads(ReadsReason::DayNotWhole) };
            Err((0..lines.len()).map(reason).collect())
        }
    };
    Group { lines, end }
}

/// Turns rows away: the bad ones for what is wrong with them, the others since no day goes in by half or by too much.
fn turned_away(rows: Vec<ReadLine>, otherwise: ReadsReason) -> Group {
    let why =
        |row: &ReadLine| row.verdict.as_ref().err().copied().unwrap_or(Reason::Reads(otherwise));
    let reasons = rows.iter().map(why).collect();
    Group { lines: rows.into_iter().map(|row| row.line).collect(), end: Err(reasons) }
}

#[cfg(test)]
mod tests;
