//! The cells with names.

use super::{Cells, trimmed};
use crate::billing::import::columns::usual::{
    BUSINESS_NAME, JOINT_LAST_NAMES, LAST_NAME, SERVICE_NAME,
};
use crate::billing::import::damage::looks_damaged;
use crate::billing::import::holders::{Odd, last_names, odd};
use crate::billing::import::notes::Note;
use crate::billing::import::nothing::{is_nobody, is_nothing_or_zero};
use crate::billing::import::reading::NameForm;
use crate::billing::import::reject::Reason;
use crate::values::name::{Name, NameError};
use crate::values::service_name::ServiceName;

impl Cells<'_> {
    /// Every name that can be compared; blanks, lone dashes and words for nothing are no names.
    pub(in crate::billing::import) fn names(&mut self) -> Result<Vec<Name>, Reason> {
        let mut texts = Vec::new();
        let form = self.reading.name_form;
        if let Some(last) = self.name(self.columns.last_name, LAST_NAME) {
            self.note_odd(&last);
            texts.extend(last_names(form, &last));
        }
        texts.extend(self.name(self.columns.business_name, BUSINESS_NAME));
        let joint = self.mended(self.columns.joint_names, JOINT_LAST_NAMES);
        for text in joint.split(';') {
            if let Some(name) = self.something(trimmed(text), JOINT_LAST_NAMES) {
                self.note_odd(&name);
                texts.extend(last_names(form, &name));
            }
        }
        let mut names = Vec::new();
        for text in texts {
            match Name::parse(&text) {
                Ok(name) if names.contains(&name) => {}
                Ok(name) => names.push(name),
                Err(NameError::Missing) => {}
                Err(NameError::TooLong) => return Err(Reason::LongName),
            }
        }
        if names.is_empty() { Err(Reason::NoName) } else { Ok(names) }
    }

    /// What billing calls the service. What nobody could read is left out, as the account can be registered without.
    pub(in crate::billing::import) fn service_name(&mut self) -> Option<ServiceName> {
        let text = self.mended(self.columns.service_name, SERVICE_NAME);
        if is_nothing_or_zero(&text) {
            self.nothing(&text, SERVICE_NAME);
            return None;
        }
        let is_bad = looks_damaged(&text) || text.contains(['\n', '\r']);
        let name = ServiceName::parse(&text).ok().filter(|_| !is_bad);
        if name.is_none() {
            self.notes.push(Note::UnusableServiceName);
        }
        name
    }

    /// Notes what looks like a whole name where last names are to stand.
    fn note_odd(&mut self, last: &str) {
        match odd(last).filter(|_| self.reading.name_form == NameForm::Last) {
            Some(Odd::Comma) => self.notes.push(Note::Comma),
            Some(Odd::Words) => self.notes.push(Note::SeveralWords),
            None => {}
        }
    }

    fn name(&mut self, at: Option<usize>, column: &'static str) -> Option<String> {
        let text = self.mended(at, column);
        self.something(&text, column)
    }

    /// A name, unless it is a word for nothing.
    fn something(&mut self, text: &str, column: &'static str) -> Option<String> {
        if is_nothing_or_zero(text) {
            self.nothing(text, column);
            return None;
        }
        if looks_damaged(text) {
            self.notes.push(Note::Damaged(column));
        }
        if is_nobody(text) {
            self.notes.push(Note::Nobody(column));
        }
        Some(text.to_owned())
    }
}
