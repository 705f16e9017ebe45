//! What the billing extract says of an account, and whether what was typed matches it.

use std::collections::BTreeMap;
use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use jiff::civil::Date;
use strum::{EnumString, IntoStaticStr, VariantArray};
use subtle::{Choice, ConstantTimeEq};

use crate::billing::printed_code::{CodeDays, is_printed};
use crate::keys::ring::{KeyId, KeyRing};
use crate::keys::uses::Use;
use crate::values::account_number::AccountNumber;
use crate::values::answer::{Answer, Question, QuestionKind};
use crate::values::email::Email;
use crate::values::ids::{CustomerKey, MemberId};
use crate::values::language::Language;
use crate::values::name::Name;
use crate::values::named::named;
use crate::values::service_name::ServiceName;
use crate::values::typed::Typed;

/// A keyed hash of one fact of one account, so that equal names differ per account.
///
/// HMAC(match key, field ‖ account ‖ value). Source: docs/DATA.md#accounts-and-the-import.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest(String);

impl Digest {
    /// Hashes a value of a field; `None` if the key is gone from the secret.
    #[must_use]
    pub fn of(
        keys: &KeyRing,
        key: &KeyId,
        field: &str,
        account: &AccountNumber,
        value: &str,
    ) -> Option<Self> {
        let parts = [field.as_bytes(), account.expose().as_bytes(), value.as_bytes()];
        keys.mac(key, Use::Match, &parts).map(|mac| Self(BASE64URL_NOPAD.encode(&mac)))
    }

    /// Takes a digest as an item has it.
    #[must_use]
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The digest's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn same(&self, other: &Self) -> Choice {
        self.0.as_bytes().ct_eq(other.0.as_bytes())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(..)")
    }
}

/// The field that names are hashed under, whichever column they came from.
pub const NAME_FIELD: &str = "name";

/// Whether an account may be registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum AccountStatus {
    /// It is billed.
    Active,
    /// It was ended; it bars new registration and ends no binding.
    Closed,
}

named!(AccountStatus);

/// Who billing reaches today, so that they hear of a new login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Their email.
    pub email: Email,
    /// The language of their letters.
    pub language: Language,
}

/// A contact that is no longer the one on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactBefore {
    /// The contact.
    pub contact: Contact,
    /// First instant at which they no longer hear of what happens.
    pub until: Timestamp,
}

/// What the extract says of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The account.
    pub account: AccountNumber,
    /// Its number as billing wrote it, if that is not the form it is compared in.
    pub written: Option<Typed>,
    /// The version of the extract that wrote this; older than the current one means gone.
    pub version: u64,
    /// Raised by the import when the account passes to other people.
    pub holder: u64,
    /// The first day that is this holder's, as far as it is known: nothing from before it is shown to them.
    pub held_from: Option<Date>,
    /// Whether it is billed.
    pub status: AccountStatus,
    /// Hashes of every last name and business name, each under [`NAME_FIELD`].
    pub names: Vec<Digest>,
    /// Hashes of the answers, by column.
    pub answers: BTreeMap<String, Digest>,
    /// A hash of the billing system's customer number, if the extract has one.
    pub customer: Option<Digest>,
    /// What codes on bills are made of; where one is asked for.
    pub customer_key: Option<CustomerKey>,
    /// The contact on file.
    pub contact: Option<Contact>,
    /// The contact before that one, for a while.
    pub contact_before: Option<ContactBefore>,
    /// What billing calls the service: its address, or a name.
    pub service_name: Option<ServiceName>,
}

/// The extract that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extract {
    /// Raised by one with each import; facts of a lower version are gone.
    pub version: u64,
    /// The key that its facts are hashed with.
    pub match_key: KeyId,
    /// The version of the name normaliser that its facts are hashed by.
    pub normaliser: u32,
    /// SHA-256 of the file and of how it was read, in hex.
    pub file_hash: String,
    /// How many accounts it holds.
    pub accounts: u64,
    /// What it has answers to, each as its question is noted, in that order; unknown of one from before they were kept.
    pub questions: Option<Vec<String>>,
    /// When its file was imported last: when it came into force, or the same file was put in again since.
    pub imported_at: Timestamp,
}

impl Extract {
    /// What is asked and has no answers in it, if there is such a question: then nobody could match.
    pub fn lacks(&self, asked: impl IntoIterator<Item = Question>) -> Option<&'static str> {
        let lacks = |question: &Question| match &self.questions {
            Some(known) => !known.iter().any(|it| it == question.noted_as()),
            // One from before they were kept has nothing that a code could be compared with.
            None => question.kind == QuestionKind::BillCode,
        };
        asked.into_iter().find(lacks).map(|question| question.field)
    }
}

/// Who an account is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The member.
    pub member: MemberId,
    /// The holder that the account had then; a lower one than now means that it passed on.
    pub holder: u64,
    /// When it was bound.
    pub since: Timestamp,
    /// Until when the binding is held, as the member's own list says it.
    pub held_until: Option<Timestamp>,
}

/// Facts of an account, and the extract that was in force when they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactsSeen {
    /// The facts.
    pub facts: Facts,
    /// The extract.
    pub extract: Extract,
}

impl Facts {
    /// Whether the account is in the extract in force and billed.
    #[must_use]
    pub fn open_to_register(&self, extract: &Extract) -> bool {
        self.version >= extract.version && self.status == AccountStatus::Active
    }

    /// Compares a name and every answer with the account's, a code with those of bills of `days`; the work does not depend
    /// on which is not.
    #[must_use]
    pub fn fit(
        &self,
        keys: &KeyRing,
        extract: &Extract,
        name: &Name,
        answers: &[(&str, Answer)],
        days: CodeDays,
    ) -> Fit {
        let hash = |field: &str, value: &str| {
            Digest::of(keys, &extract.match_key, field, &self.account, value)
        };
        let spellings: Option<Vec<Digest>> =
            name.spellings().map(|spelling| hash(NAME_FIELD, spelling)).collect();
        let key_held = spellings.is_some();
        let spellings = spellings.unwrap_or_default();
        let pairs = spellings.iter().flat_map(|typed| self.names.iter().map(move |it| (typed, it)));
        let any = |any, (typed, on_file): (&Digest, &Digest)| any | on_file.same(typed);
        let named = pairs.fold(Choice::from(0), any).into();
        let is_wrong = |field: &str, answer: &Answer| match (
            self.answers.get(field),
            hash(field, answer.expose()),
        ) {
            (Some(on_file), Some(typed)) => !bool::from(on_file.same(&typed)),
            (None, _) | (_, None) => true,
        };
        let customer = self.customer_key.as_ref();
        let wrong = answers.iter().filter(|(field, answer)| match answer.kind() {
            QuestionKind::BillCode => {
                !is_printed(keys, &self.account, customer, days, answer.expose())
            }
            QuestionKind::Zip | QuestionKind::Text | QuestionKind::Cents | QuestionKind::Date => {
                is_wrong(field, answer)
            }
        });
        let wrong_answers = wrong.map(|(field, _)| (*field).to_owned()).collect();
        Fit { key_held, named, wrong_answers }
    }
}

/// How what was typed fits the facts of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Whether the key that the facts are hashed with is in the secret; without it nothing fits.
    pub key_held: bool,
    /// Whether the name is one of the account's.
    pub named: bool,
    /// The fields of the answers that are not the account's, or that the extract has none for.
    pub wrong_answers: Vec<String>,
}

impl Fit {
    /// Whether all of it is the account's.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.key_held && self.named && self.wrong_answers.is_empty()
    }
}

#[cfg(test)]
mod tests;
