//! The co-op's settings. A process reads them once, from `infra/settings/portal.toml` or where that lies when deployed.

mod against;
mod billing;
mod contrast;
mod file;
mod logo;
mod look;
mod questions;
mod read;
mod rules;
mod table;
mod values;

use data_encoding::HEXLOWER;
use domain::history::Kept;
use domain::import::{NameForm, Reading};
use domain::{Acceptance, AccountForm, AccountStatus, Figures, Hold, Language, SecondFactorRules};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

pub use against::changed_without_version;
pub use file::{Refused, open};
pub(crate) use look::Look;
pub use read::{Refusal, read};

/// A text in every language the portal speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// In English.
    pub english: &'static str,
    /// In Spanish.
    pub spanish: &'static str,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Spanish => self.spanish,
        }
    }
}

/// The co-op: who it is, how to reach it, what it asks and what members agree to.
#[derive(Debug)]
pub struct Portal {
    /// Eight digits that tell whether two functions read the same settings.
    pub print: &'static str,
    /// The full name.
    pub name: &'static str,
    /// The name in subjects and in the header.
    pub short_name: &'static str,
    /// The office's phone as people read it.
    pub phone: &'static str,
    /// The same as a link, `tel:+1…`.
    pub phone_link: &'static str,
    /// Where outages are told by phone, at any hour; the office's where there is no other.
    pub outage_phone: &'static str,
    /// The same as a link.
    pub outage_phone_link: &'static str,
    /// The postal address, a line each.
    pub address: &'static [&'static str],
    /// When somebody answers the phone.
    pub hours: Text,
    /// What the service behind a billing account is called.
    pub service: Text,
    /// What an account number looks like.
    pub account_form: AccountForm,
    /// A number that is nobody's, as bills print it.
    pub account_example: Option<&'static str>,
    /// The IANA name of the zone in which times are told.
    pub time_zone: &'static str,
    /// Where answers to letters arrive.
    pub reply_to: &'static str,
    /// Who gets a report of an extract that was refused or taken in part.
    pub reports_to: &'static [&'static str],
    /// How the billing system writes its extract.
    pub extract: Extract,
    /// Where home's doors lead.
    pub links: Links,
    /// What can be asked, in this order; the extract has an answer to each.
    pub questions: &'static [Question],
    /// How many of them are asked.
    pub(crate) questions_asked: usize,
    /// What members agree to when they register.
    pub terms: Terms,
    /// What members agree to when they turn off paper bills.
    pub paperless: Paperless,
    /// Whether a letter's link has to confirm that, so that the member has shown that they can open what is sent.
    pub paperless_confirmed: bool,
    /// How often, how long and how many.
    pub figures: Figures,
    /// How long what billing and meters told is kept.
    pub kept: Kept,
    /// Whether a new binding is held where billing has no email for its account.
    pub(crate) hold_without_contact: bool,
    /// What is set of the second factor.
    pub second_factor: SecondFactorRules,
    /// How it looks.
    pub(crate) look: Look,
}

impl Portal {
    /// What is asked at the security step.
    #[must_use]
    pub fn asked(&self) -> &'static [Question] {
        &self.questions[..self.questions_asked]
    }

    /// Whether a question of a kind is asked at the security step.
    #[must_use]
    pub fn asks(&self, kind: domain::QuestionKind) -> bool {
        self.asked().iter().any(|question| question.asked.kind == kind)
    }

    /// Which new bindings are held, and how long.
    #[must_use]
    pub fn hold(&self) -> Hold {
        Hold { hours: self.figures.hold_hours, without_contact: self.hold_without_contact }
    }

    /// Whether anything that billing told of an account is ever shown: not where there is no hold.
    #[must_use]
    pub fn shows_history(&self) -> bool {
        self.figures.hold_hours > 0
    }

    /// How the extract is read, with the columns of these questions.
    #[must_use]
    pub fn reading<'a>(&self, questions: &'a [domain::Question]) -> Reading<'a> {
        let Extract { name_form, zips_begin_with_zero, columns, statuses, .. } = self.extract;
        Reading {
            questions,
            name_form,
            columns,
            statuses,
            account_form: self.account_form,
            zips_begin_with_zero,
        }
    }

    /// The content security policy of a page. One for whoever is not signed in names less, and is shorter by that.
    #[must_use]
    pub fn content_security_policy(&self, is_signed_in: bool) -> &'static str {
        if is_signed_in { self.look.policy_of_members } else { self.look.policy }
    }

    /// The fields and kinds of everything that can be asked: what an extract has to have.
    #[must_use]
    pub fn fields(&self) -> Vec<domain::Question> {
        self.questions.iter().map(|question| question.asked).collect()
    }
}

/// How the billing system writes its extract.
#[derive(Clone, Copy, Debug)]
pub struct Extract {
    /// What the column `last_name` holds.
    pub name_form: NameForm,
    /// Whether ZIP codes begin with 0, which spreadsheets drop.
    pub zips_begin_with_zero: bool,
    /// So many rejected rows are as usual.
    pub accept_rejects: u64,
    /// Columns that the file calls otherwise: their names here, and in the file.
    pub columns: &'static [(&'static str, &'static str)],
    /// Words of the status column, and what they mean.
    pub statuses: &'static [(&'static str, AccountStatus)],
}

/// Where home's doors lead.
#[derive(Debug)]
pub struct Links {
    /// Pay a bill.
    pub pay: &'static str,
    /// See the use of electricity.
    pub usage: &'static str,
    /// Look at bills.
    pub bills: &'static str,
    /// Report an outage.
    pub outages: &'static str,
}

/// One security question.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The form field and how its answer is read.
    pub asked: domain::Question,
    /// What is asked.
    pub label: Text,
    /// Where to find the answer.
    pub hint: Text,
}

impl Question {
    /// The keyboard that fits the answer.
    pub(crate) fn input_mode(&self) -> &'static str {
        match self.asked.kind {
            domain::QuestionKind::Zip => "numeric",
            domain::QuestionKind::Cents => "decimal",
            domain::QuestionKind::Text
            | domain::QuestionKind::Date
            | domain::QuestionKind::BillCode => "text",
        }
    }
}

/// The terms and conditions.
#[derive(Debug)]
pub struct Terms {
    /// Recorded with consent.
    pub version: &'static str,
    /// The line that the version is on.
    pub(crate) version_line: usize,
    /// Since when, `2026-11-01`.
    pub date: &'static str,
    /// The text.
    pub sections: &'static [Section],
}

impl Terms {
    /// What is kept of accepting them.
    #[must_use]
    pub fn accepted(&self, language: Language, at: Timestamp) -> Acceptance {
        Acceptance { version: self.version.to_owned(), hash: self.hash(language), language, at }
    }

    /// SHA-256 of the whole text in a language, lower-case hex; recorded with consent.
    #[must_use]
    pub fn hash(&self, language: Language) -> String {
        let texts = self.sections.iter().flat_map(|section| [section.heading, section.text]);
        fingerprint(&texts.map(|text| text.get(language)).collect::<Vec<_>>().join("\n\n"))
    }
}

/// One section of the terms.
#[derive(Debug)]
pub struct Section {
    /// What it is about.
    pub heading: Text,
    /// What it says.
    pub text: Text,
}

/// What turning off paper bills means.
#[derive(Debug)]
pub struct Paperless {
    /// Recorded with consent.
    pub version: &'static str,
    /// The line that it is on.
    pub(crate) version_line: usize,
    /// The text.
    pub text: Text,
}

impl Paperless {
    /// The record of an answer to this text.
    #[must_use]
    pub fn consent(&self, language: Language, at: Timestamp) -> Acceptance {
        Acceptance { version: self.version.to_owned(), hash: self.hash(language), language, at }
    }

    /// SHA-256 of the text in a language, lower-case hex; recorded with consent.
    #[must_use]
    pub fn hash(&self, language: Language) -> String {
        fingerprint(self.text.get(language))
    }
}

fn fingerprint(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}

/// One scheme's colors.
#[derive(Debug)]
pub(crate) struct Colors {
    pub(crate) page: &'static str,
    pub(crate) card: &'static str,
    pub(crate) ink: &'static str,
    pub(crate) quiet: &'static str,
    pub(crate) line: &'static str,
    pub(crate) link: &'static str,
    pub(crate) button: &'static str,
    pub(crate) on_button: &'static str,
    pub(crate) header: &'static str,
    pub(crate) on_header: &'static str,
    pub(crate) lamp: &'static str,
    pub(crate) error: &'static str,
}
