//! What was typed at steps 2 and 3.

use crate::values::account_number::AccountNumber;
use crate::values::answer::Answer;
use crate::values::email::Email;
use crate::values::language::Language;
use crate::values::name::Name;

/// What was typed at steps 2 and 3.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The account, as typed; it may be an old number.
    pub account: AccountNumber,
    /// A last name or business name.
    pub name: Name,
    /// Where the letter goes.
    pub email: Email,
    /// The language of the letter.
    pub language: Language,
    /// The answers, by question field.
    pub answers: Vec<(&'static str, Answer)>,
}
