//! The cells of a row of history, each read by what its column holds.

use jiff::civil::Date;

use crate::billing::import::cells::{Cells, customer_number};
use crate::billing::import::dates::{DateCell, read_date};
use crate::billing::import::nothing::is_nothing;
use crate::billing::import::spreadsheet::{broken, unwrapped};
use crate::billing::import::{BadCell, Columns, Note, Reading, Reason};
use crate::history::cents::Cents;
use crate::history::columns::Sum;
use crate::history::energy::Flow;
use crate::values::account_number::AccountNumber;
use crate::values::typed::Typed;

/// A row's cells, and what was noted while reading them.
pub(super) struct Row<'a>(Cells<'a>);

impl<'a> Row<'a> {
    pub(super) fn new(
        columns: &'a Columns,
        reading: &'a Reading<'a>,
        fields: &'a [&'a str],
    ) -> Self {
        Self(Cells::new(columns, reading, fields))
    }

    pub(super) fn into_notes(self) -> Vec<Note> {
        self.0.into_notes()
    }

    /// Whether the row has the header's width.
    pub(super) fn fits(&self) -> Result<(), Reason> {
        self.0.fits()
    }

    /// The account and the customer's number, of a row that has the header's width.
    pub(super) fn whose(&mut self) -> Result<(AccountNumber, Option<Typed>), Reason> {
        self.0.fits()?;
        let (account, _) = self.0.account()?;
        Ok((account, self.0.customer()?))
    }

    /// A sum; `None` if nothing stands there. A zero is one.
    pub(super) fn sum(
        &mut self,
        sum: Option<Sum>,
        name: &'static str,
    ) -> Result<Option<Cents>, Reason> {
        let Some(Sum { at, in_cents }) = sum else { return Ok(None) };
        let Some(text) = self.text(at, name) else { return Ok(None) };
        let bad = if in_cents { BadCell::Cents } else { BadCell::Dollars };
        Cents::read(&text, in_cents).map(Some).ok_or_else(|| match broken(&text) {
            Some(how) if text.contains(['e', 'E', '#']) => Reason::Broken(name, how),
            Some(_) | None => Reason::BadCell(name, bad_number(&text, bad)),
        })
    }

    pub(super) fn date(
        &mut self,
        at: Option<usize>,
        name: &'static str,
    ) -> Result<Option<Date>, Reason> {
        let text = self.0.mended(at, name);
        match read_date(unwrapped(&text).unwrap_or(&text)) {
            DateCell::Date(date) => Ok(Some(date)),
            DateCell::NoDate => Err(Reason::BadCell(name, BadCell::Date)),
            DateCell::Nothing => {
                self.0.nothing(&text, name);
                Ok(None)
            }
        }
    }

    pub(super) fn yes_or_no(
        &mut self,
        at: Option<usize>,
        name: &'static str,
    ) -> Result<Option<bool>, Reason> {
        self.either(at, name, yes_or_no, BadCell::YesOrNo)
    }

    /// Whether something is an estimate: yes and no, or E and A as meter systems have them, for estimated and actual.
    pub(super) fn estimated(
        &mut self,
        at: Option<usize>,
        name: &'static str,
    ) -> Result<Option<bool>, Reason> {
        let read = |word: &str| match word {
            "e" | "est" | "estimate" | "estimated" => Some(true),
            "a" | "act" | "actual" => Some(false),
            _ => yes_or_no(word),
        };
        self.either(at, name, read, BadCell::Estimated)
    }

    /// One of two things by its word in lower case; `None` if nothing stands there.
    fn either(
        &mut self,
        at: Option<usize>,
        name: &'static str,
        read: impl Fn(&str) -> Option<bool>,
        bad: BadCell,
    ) -> Result<Option<bool>, Reason> {
        let text = self.0.mended(at, name);
        let word = text.to_lowercase();
        if let Some(it) = read(&word) {
            return Ok(Some(it));
        }
        if is_nothing(&word) {
            self.0.nothing(&text, name);
            return Ok(None);
        }
        Err(Reason::BadCell(name, bad))
    }

    /// A text that names something; `None` if nothing stands there.
    pub(super) fn name(
        &mut self,
        at: Option<usize>,
        name: &'static str,
    ) -> Result<Option<Typed>, Reason> {
        let text = self.0.mended(at, name);
        if is_nothing(&text) {
            self.0.nothing(&text, name);
            return Ok(None);
        }
        let text = self.0.number(&text, name)?;
        Ok(Some(Typed::new(text)))
    }

    /// A number that names something, as numbers of customers are compared: case, blanks, dashes and leading zeros do not
    /// tell two apart.
    pub(super) fn number(
        &mut self,
        at: Option<usize>,
        name: &'static str,
    ) -> Result<Option<Typed>, Reason> {
        Ok(self.name(at, name)?.and_then(|number| customer_number(number.expose())))
    }

    /// A cell as it stands there, without what a spreadsheet puts around it; `None` if nothing does.
    pub(super) fn text(&mut self, at: usize, name: &'static str) -> Option<String> {
        let text = self.0.mended(Some(at), name);
        let inner = unwrapped(&text);
        if inner.is_some() {
            self.0.note(Note::Unwrapped(name));
        }
        let text = inner.unwrap_or(&text);
        if is_nothing(text) {
            self.0.nothing(text, name);
            return None;
        }
        Some(text.to_owned())
    }

    /// Electricity in kilowatt-hours.
    pub(super) fn flow(
        &mut self,
        at: Option<usize>,
        name: &'static str,
    ) -> Result<Option<Flow>, Reason> {
        let Some(text) = at.and_then(|at| self.text(at, name)) else { return Ok(None) };
        let bad = || Reason::BadCell(name, bad_number(&text, BadCell::Kwh));
        Flow::read(&text).map(Some).ok_or_else(bad)
    }
}

fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "y" | "yes" | "t" | "true" | "1" | "on" | "active" | "enrolled" => Some(true),
        "n" | "no" | "f" | "false" | "0" | "off" | "inactive" | "none" => Some(false),
        _ => None,
    }
}

/// The most days that a row may look ahead of its own; what is later is a slip.
const MOST_AHEAD: i32 = 366;

/// Whether a day is too far after the row's own.
pub(super) fn is_far(day: Date, own: Date) -> bool {
    day.since(own).map_or(true, |ahead| ahead.get_days() > MOST_AHEAD)
}

/// What a number is not: where its groups are to blame, that is said.
fn bad_number(text: &str, otherwise: BadCell) -> BadCell {
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    if has_digit && text.contains(',') { BadCell::Grouping } else { otherwise }
}
