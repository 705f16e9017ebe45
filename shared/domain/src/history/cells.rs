//! The cells of a row of history, each read by what its column holds.

use jiff::civil::Date;

use crate::billing::import::cells::Cells;
use crate::billing::import::dates::{DateCell, read_date};
use crate::billing::import::nothing::is_nothing;
use crate::billing::import::spreadsheet::{broken, unwrapped};
use crate::billing::import::{Columns, Note, Reading, Reason};
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
        Cents::read(&text, in_cents).map(Some).ok_or_else(|| match broken(&text) {
            Some(how) if text.contains(['e', 'E', '#']) => Reason::Broken(name, how),
            Some(_) | None => Reason::BadAnswer(name),
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
            DateCell::NoDate => Err(Reason::BadAnswer(name)),
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
        let text = self.0.mended(at, name);
        let word = text.to_lowercase();
        match word.as_str() {
            "y" | "yes" | "t" | "true" | "1" | "on" | "active" | "enrolled" => Ok(Some(true)),
            "n" | "no" | "f" | "false" | "0" | "off" | "inactive" | "none" => Ok(Some(false)),
            _ if is_nothing(&word) => {
                self.0.nothing(&text, name);
                Ok(None)
            }
            _ => Err(Reason::BadAnswer(name)),
        }
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

    /// Electricity in kilowatt-hours, as whole watt-hours.
    pub(super) fn watt_hours(
        &mut self,
        at: Option<usize>,
        name: &'static str,
    ) -> Result<Option<u64>, Reason> {
        let Some(text) = at.and_then(|at| self.text(at, name)) else { return Ok(None) };
        match Flow::read(&text) {
            Some(flow) => Ok(Some(flow.expose())),
            None => Err(Reason::BadAnswer(name)),
        }
    }
}
