//! What the account numbers of a co-op look like.

use crate::values::account_number::{AccountNumber, AccountNumberError, whole};

/// What a number has to look like before anybody compares it: a slip is told at once, not by a letter.
///
/// It is public, so nobody learns from it which numbers there are. Source: docs/DESIGN.md#matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountForm {
    /// The fewest letters and digits, inclusive.
    pub least: usize,
    /// The most letters and digits, inclusive.
    pub most: usize,
    /// Whether a number has no letters.
    pub digits_only: bool,
}

impl Default for AccountForm {
    fn default() -> Self {
        Self::ANY
    }
}

impl AccountForm {
    /// Any number that can be kept.
    pub const ANY: Self =
        Self { least: AccountNumber::MIN, most: AccountNumber::MAX, digits_only: false };

    /// Parses what was typed, if it looks like a number of the co-op.
    ///
    /// Zeros in front may be typed or left out: with them or without them it must be long enough, and no longer. Nobody
    /// knows how many were left out, so half of the fewest digits are enough where nothing but digits is left.
    ///
    /// # Errors
    ///
    /// Those of [`AccountNumber::parse`]; `NotAnAccountNumber` also if it looks otherwise.
    pub fn parse(self, typed: &str) -> Result<AccountNumber, AccountNumberError> {
        self.fitting(typed, self.least.div_ceil(2))
    }

    /// Parses a number as bills print it, which has all of its letters and digits.
    ///
    /// # Errors
    ///
    /// As those of [`AccountForm::parse`].
    pub fn parse_printed(self, text: &str) -> Result<AccountNumber, AccountNumberError> {
        self.fitting(text, self.least)
    }

    fn fitting(
        self,
        text: &str,
        least_without_zeros: usize,
    ) -> Result<AccountNumber, AccountNumberError> {
        let number = AccountNumber::parse(text)?;
        let has_letters = number.expose().bytes().any(|b| !b.is_ascii_digit());
        let least = if has_letters { self.least } else { least_without_zeros };
        let fits = (self.least..=self.most).contains(&whole(text).len())
            || (least..=self.most).contains(&number.expose().len());
        if fits && !(self.digits_only && has_letters) {
            Ok(number)
        } else {
            Err(AccountNumberError::NotAnAccountNumber)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEVEN: AccountForm = AccountForm { least: 5, most: 7, digits_only: true };

    #[track_caller]
    fn refused(form: AccountForm, typed: &str) {
        assert_eq!(form.parse(typed), Err(AccountNumberError::NotAnAccountNumber), "{typed}");
    }

    #[test]
    fn a_number_that_is_too_short_or_too_long_is_refused() {
        for typed in ["1", "12", "1-2", "12345678", "12345678901234567890"] {
            refused(SEVEN, typed);
        }
        for typed in ["12345", "123 45 67", "Acct # 123-456"] {
            assert_eq!(SEVEN.parse(typed), AccountNumber::parse(typed), "{typed}");
        }
    }

    #[test]
    fn zeros_in_front_may_be_typed_or_left_out() {
        for typed in ["0000012", "0001234567", "0012345"] {
            assert_eq!(SEVEN.parse(typed), AccountNumber::parse(typed), "{typed}");
        }
        for typed in ["0012", "00000012", "00000000000000000001"] {
            refused(SEVEN, typed);
        }
    }

    #[test]
    fn who_leaves_zeros_out_types_fewer_digits_than_a_bill_has() {
        let bills = AccountForm { least: 7, ..SEVEN };
        for typed in ["9347", "93-47", "Acct 9347", "12345"] {
            assert_eq!(bills.parse(typed), AccountNumber::parse(typed), "{typed}");
            assert!(bills.parse_printed(typed).is_err(), "{typed}");
        }
        for typed in ["347", "0347"] {
            refused(bills, typed);
        }
        refused(AccountForm { digits_only: false, ..bills }, "JV93");
        assert_eq!(bills.parse_printed("0009347"), bills.parse("9347"));
    }

    #[test]
    fn letters_are_refused_only_where_there_are_none() {
        refused(SEVEN, "JV4199");

        assert!(AccountForm { digits_only: false, ..SEVEN }.parse("JV4199").is_ok());
    }

    #[test]
    fn without_a_setting_every_number_looks_right() {
        for typed in ["1", "A", "12345678901234567890"] {
            assert!(AccountForm::ANY.parse(typed).is_ok(), "{typed}");
        }
        assert_eq!(AccountForm::ANY.parse(" "), Err(AccountNumberError::Missing));
    }
}
