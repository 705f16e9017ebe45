//! The cells of a row, each read by what its column holds.

mod names;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::billing::facts::{AccountStatus, Contact};
use crate::billing::import::answers::read_answer;
use crate::billing::import::columns::Columns;
use crate::billing::import::columns::usual::{
    ACCOUNT, ALIASES, CUSTOMER, EMAIL, LANGUAGE, SERVICE_FROM, SERVICE_NAME, STATUS,
};
use crate::billing::import::damage::mend;
use crate::billing::import::dates::{DateCell, read_date};
use crate::billing::import::mailboxes::is_nobodys_mailbox;
use crate::billing::import::notes::Note;
use crate::billing::import::nothing::{is_nobody, is_nothing, is_nothing_or_zero};
use crate::billing::import::reading::Reading;
use crate::billing::import::reject::Reason;
use crate::billing::import::spreadsheet::{broken, of_formula, unwrapped};
use crate::billing::import::status::read_status;
use crate::values::account_number::{AccountNumber, AccountNumberError};
use crate::values::answer::Answer;
use crate::values::email::{Email, EmailError};
use crate::values::language::Language;
use crate::values::typed::{Typed, without_separators};

/// A row's cells, and what was noted while reading them.
pub(crate) struct Cells<'a> {
    columns: &'a Columns,
    reading: &'a Reading<'a>,
    fields: &'a [&'a str],
    notes: Vec<Note>,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(
        columns: &'a Columns,
        reading: &'a Reading<'a>,
        fields: &'a [&'a str],
    ) -> Self {
        Self { columns, reading, fields, notes: Vec::new() }
    }

    /// Each note once, however many cells of a column it is of.
    pub(crate) fn into_notes(mut self) -> Vec<Note> {
        self.notes.sort_unstable();
        self.notes.dedup();
        self.notes
    }

    /// Whether the row has the header's width and is one row; empty cells behind the last column do no harm.
    pub(crate) fn fits(&self) -> Result<(), Reason> {
        let width = self.columns.width;
        if self.fields.iter().any(|field| field.contains(['\n', '\r'])) {
            if self.swallows_rows() {
                return Err(Reason::SwallowsRows);
            }
            let over_lines = |(at, column): &(usize, &'static str)| {
                let cell = self.fields.get(*at).map_or("", |cell| trimmed(cell));
                // An address may have several lines, and is left out then: it may be what a quote has swallowed.
                *column != SERVICE_NAME && cell.contains(['\n', '\r'])
            };
            if let Some((_, column)) = self.columns.read().find(over_lines) {
                return Err(Reason::LineEnd(column));
            }
        }
        let beyond = self.fields.get(width..).ok_or(Reason::Width)?;
        if beyond.iter().all(|cell| trimmed(cell).is_empty()) { Ok(()) } else { Err(Reason::Width) }
    }

    /// Whether several lines of the row would be rows by themselves, by the number of their columns.
    fn swallows_rows(&self) -> bool {
        let delimiter = self.columns.delimiter;
        let row = self.fields.join(delimiter.encode_utf8(&mut [0; 4]));
        let mut lines = row.split(['\n', '\r']).filter(|line| !line.is_empty());
        let is_row = |line: &str| line.matches(delimiter).count() + 1 >= self.columns.width.max(2);
        lines.next().is_some_and(is_row) && lines.any(is_row)
    }

    pub(crate) fn account(&mut self) -> Result<(AccountNumber, Option<Typed>), Reason> {
        let text = self.mended(Some(self.columns.account), ACCOUNT);
        let text = self.number(&text, ACCOUNT)?;
        if is_nothing(text) {
            self.nothing(text, ACCOUNT);
            return Err(Reason::NoAccount);
        }
        let account = AccountNumber::parse(text).map_err(|error| match error {
            AccountNumberError::Missing => Reason::NoAccount,
            AccountNumberError::NotAnAccountNumber => Reason::BadAccount,
        })?;
        let written = (account.expose() != text).then(|| Typed::new(text));
        if self.reading.account_form.parse_printed(text).is_err() {
            self.notes.push(Note::OtherForm(ACCOUNT));
        }
        Ok((account, written))
    }

    /// Old numbers parted by `;`, and how many of them cannot be read.
    pub(super) fn aliases(&mut self, account: &AccountNumber) -> (BTreeSet<AccountNumber>, usize) {
        let text = self.mended(self.columns.aliases, ALIASES);
        let mut aliases = BTreeSet::new();
        let mut unreadable = 0;
        for part in text.split(';').map(trimmed) {
            let Ok(part) = self.number(part, ALIASES) else {
                unreadable += 1;
                continue;
            };
            if is_nothing_or_zero(part) {
                self.nothing(part, ALIASES);
                continue;
            }
            match AccountNumber::parse(part) {
                Ok(alias) if alias == *account => {}
                Ok(alias) => {
                    if self.reading.account_form.parse_printed(part).is_err() {
                        self.notes.push(Note::OtherForm(ALIASES));
                    }
                    aliases.insert(alias);
                }
                Err(AccountNumberError::Missing) => {}
                Err(AccountNumberError::NotAnAccountNumber) => unreadable += 1,
            }
        }
        (aliases, unreadable)
    }

    pub(super) fn answers(&mut self) -> Result<BTreeMap<&'static str, Answer>, Reason> {
        let mut answers = BTreeMap::new();
        for column in &self.columns.answers {
            let text = self.mended(Some(column.at), column.field);
            let answer = read_answer(column, &text, self.reading, &mut self.notes)?;
            answers.insert(column.field, answer);
        }
        Ok(answers)
    }

    pub(super) fn status(&mut self) -> Result<AccountStatus, Reason> {
        let text = self.mended(self.columns.status, STATUS);
        if is_nothing(&text) {
            self.nothing(&text, STATUS);
        }
        read_status(&text, self.reading).ok_or(Reason::UnknownStatus)
    }

    /// The customer number in the form that it is compared in.
    pub(crate) fn customer(&mut self) -> Result<Option<Typed>, Reason> {
        let text = self.mended(self.columns.customer, CUSTOMER);
        if is_nothing_or_zero(&text) || is_nobody(&text) {
            self.nothing(&text, CUSTOMER);
            return Ok(None);
        }
        Ok(customer_number(self.number(&text, CUSTOMER)?))
    }

    /// The same of a row of the extract: where a code on bills is asked for, nobody could register without it.
    pub(super) fn customer_of_row(&mut self) -> Result<Option<Typed>, Reason> {
        match self.customer()? {
            None if self.asks_for_code() => Err(Reason::NoAnswer(CUSTOMER)),
            customer => Ok(customer),
        }
    }

    /// Whether a code on bills is asked for.
    pub(super) fn asks_for_code(&self) -> bool {
        self.reading.asks_for_code()
    }

    /// The first day that is the holder's. What is no date is left out, as the account can be registered without.
    pub(super) fn service_from(&mut self) -> Option<Date> {
        let text = self.mended(self.columns.service_from, SERVICE_FROM);
        match read_date(&text) {
            DateCell::Date(date) => Some(date),
            DateCell::Nothing => {
                self.nothing(&text, SERVICE_FROM);
                None
            }
            DateCell::NoDate => {
                self.notes.push(Note::UnusableDate(SERVICE_FROM));
                None
            }
        }
    }

    /// The contact on file, unless mail cannot reach it.
    pub(super) fn contact(&mut self) -> Option<Contact> {
        let text = self.mended(self.columns.email, EMAIL);
        let language = read_language(&self.mended(self.columns.language, LANGUAGE));
        if is_nothing_or_zero(&text) || is_nobodys_mailbox(&text) {
            self.nothing(&text, EMAIL);
            return None;
        }
        match Email::parse(&text) {
            Ok(email) => Some(Contact { email, language }),
            Err(EmailError::Missing) => None,
            Err(_) => {
                self.notes.push(Note::UnusableContact);
                None
            }
        }
    }

    /// A number taken out of what a spreadsheet puts around it.
    pub(crate) fn number<'t>(
        &mut self,
        text: &'t str,
        column: &'static str,
    ) -> Result<&'t str, Reason> {
        let number = unwrapped(text);
        if number.is_some() {
            self.notes.push(Note::Unwrapped(column));
        }
        let number = number.unwrap_or(text);
        match broken(number) {
            Some(how) => Err(Reason::Broken(column, how)),
            None => Ok(number),
        }
    }

    pub(crate) fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    pub(crate) fn nothing(&mut self, text: &str, column: &'static str) {
        if !text.is_empty() {
            self.notes.push(Note::Nothing(column));
        }
    }

    /// A cell's text, mended where that is certain; empty for a column that is not there.
    pub(crate) fn mended(&mut self, at: Option<usize>, column: &'static str) -> Cow<'a, str> {
        let text = at.and_then(|at| self.fields.get(at)).map_or("", |text| trimmed(text));
        let inner = of_formula(text);
        if inner.is_some() {
            self.notes.push(Note::Unwrapped(column));
        }
        let mended = mend(inner.map_or(text, trimmed));
        if mended.entities {
            self.notes.push(Note::Entities(column));
        }
        if mended.encoded_twice {
            self.notes.push(Note::EncodedTwice(column));
        }
        match mended.text {
            Cow::Borrowed(text) => Cow::Borrowed(text),
            Cow::Owned(text) => Cow::Owned(trimmed(&text).to_owned()),
        }
    }
}

/// A customer number without separators, leading zeros and case, as account numbers are compared.
pub(crate) fn customer_number(text: &str) -> Option<Typed> {
    let kept: String = without_separators(text).collect();
    let number = kept.trim_start_matches('0').to_uppercase();
    (!number.is_empty()).then(|| Typed::new(number))
}

/// A cell without what stands around it and is not seen.
pub(crate) fn trimmed(text: &str) -> &str {
    let unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    text.trim_matches(unseen)
}

/// A language by tag or by name; what is not known is English, as the pages begin in it.
fn read_language(text: &str) -> Language {
    let by_name = match text.to_lowercase().as_str() {
        "spanish" | "español" | "espanol" | "spa" | "esp" | "s" => Some(Language::Spanish),
        _ => None,
    };
    by_name.or_else(|| Language::parse(text)).unwrap_or_default()
}
