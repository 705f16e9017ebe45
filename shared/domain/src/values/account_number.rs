//! The billing account number.

use std::fmt;

use crate::values::label::without_label;
use crate::values::typed::{visible, without_separators};

/// The number printed at "Account" on the bill, in the one form it is compared in.
///
/// Upper-case letters and digits, without separators and leading zeros: `0012-345` and `12345` are one account.
/// Source: docs/DESIGN.md#matching.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountNumber(String);

/// The rule that was broken; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountNumberError {
    /// Nothing was typed.
    Missing,
    /// Something other than 1 to 20 letters and digits was typed, or only zeros.
    NotAnAccountNumber,
}

impl AccountNumber {
    /// The fewest letters and digits an account number has, inclusive.
    pub const MIN: usize = 1;
    /// The most letters and digits an account number has, inclusive.
    pub const MAX: usize = 20;

    /// Parses what was typed or what the extract says; separators and leading zeros are dropped.
    ///
    /// # Errors
    ///
    /// `Missing` if nothing is left, `NotAnAccountNumber` if it is too long, only zeros, or holds anything else.
    pub fn parse(typed: &str) -> Result<Self, AccountNumberError> {
        let kept = whole(typed);
        if kept.is_empty() {
            return Err(AccountNumberError::Missing);
        }
        let number = kept.trim_start_matches('0');
        let fits = (Self::MIN..=Self::MAX).contains(&number.len());
        if fits && number.bytes().all(|b| b.is_ascii_alphanumeric()) {
            Ok(Self(number.to_owned()))
        } else {
            Err(AccountNumberError::NotAnAccountNumber)
        }
    }

    /// The number in full, for keys and for the billing system.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The last digits behind dots, for pages after sign-in: at most four, and never more than half of it.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("••••{}", self.ending())
    }

    /// The last digits, for sentences in letters after binding: as many as a mask shows; none of a single digit.
    #[must_use]
    pub fn ending(&self) -> &str {
        let shown = (self.0.len() / 2).min(4);
        &self.0[self.0.len() - shown..]
    }
}

/// Everything of what was typed that counts, with the zeros in front.
pub(super) fn whole(typed: &str) -> String {
    let seen: String = visible(typed).collect::<String>().to_uppercase();
    without_separators(without_label(&seen)).collect()
}

impl fmt::Debug for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccountNumber(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(one: &str, other: &str) {
        assert_eq!(AccountNumber::parse(one), AccountNumber::parse(other));
        assert!(AccountNumber::parse(one).is_ok());
    }

    #[test]
    fn separators_zeros_and_case_do_not_matter() {
        same("0012345", "12345");
        same(" 12-345 ", "12345");
        same("12\u{2013}345\u{200b}", "12345");
        same("ab.12", "AB12");
    }

    #[test]
    fn marks_that_show_nothing_and_digits_of_other_scripts_do_not_matter() {
        same("\u{202a}12345\u{202c}", "12345");
        same("12\u{ad}3\u{2066}45\u{feff}", "12345");
        same("١٢٣٤٥", "12345");
        same("１２３４５", "12345");
    }

    #[test]
    fn a_label_copied_from_the_bill_does_not_matter() {
        for typed in [
            "Account #1298748",
            "Acct 1298748",
            "ACCT. NO. 1298748",
            "No. 1298748",
            "Account Number: 1298748",
            "# 1298748",
            "Cuenta 1298748",
            "Número de cuenta: 1298748",
            "N.º 1298748",
            "№ 1298748",
            "A/C No. 1298748",
            "Acct Nbr 1298748",
            "Account number is 1298748",
            "My account: 1298748",
            "Account – 1298748",
            "Account (1298748)",
            "Account = 1298748",
            "Billing account number 1298748",
            "Customer # 1298748",
            "Nu\u{301}mero de cuenta 1298748",
            "No. de cuenta: 1298748",
            "Mi cuenta es 1298748",
            "Cta. núm. 1298748",
            "(1298748)",
            "\"1298748\",",
            "1298748;",
            "+1298748",
        ] {
            same(typed, "1298748");
        }
        for typed in [
            "NO1298748",
            "NO-1298748",
            "AB 1298748",
            "1298748 NO",
            "LA 1298748",
            "MY1298748",
            "ID 1298748",
            "EL 1298748",
            "NRO1298748",
        ] {
            assert_ne!(AccountNumber::parse(typed), AccountNumber::parse("1298748"), "{typed}");
        }
        same("Acct # JV-4199", "JV4199");
        same("Account JV4199", "JV4199");
        assert_eq!(AccountNumber::parse("Account #"), Err(AccountNumberError::Missing));
    }

    #[test]
    fn a_label_in_spanish_or_with_more_words_does_not_matter() {
        for typed in [
            "Nro. de cuenta 1298748",
            "NRO 1298748",
            "Cta. Nro.: 1298748",
            "Núm. de cuenta: 1298748",
            "Nº de cuenta 1298748",
            "N° cuenta 1298748",
            "Nro. de cliente 1298748",
            "Número de socia 1298748",
            "Mi número de cuenta es el 1298748",
            "Cuenta de luz: 1298748",
            "Cuenta de facturación 1298748",
            "Account ID 1298748",
            "Acct Num 1298748",
            "Acc't # 1298748",
            "Membership No. 1298748",
            "My account number is: 1298748",
        ] {
            same(typed, "1298748");
        }
    }

    #[test]
    fn nothing_typed_is_missing_and_only_zeros_are_no_number() {
        assert_eq!(AccountNumber::parse(" - "), Err(AccountNumberError::Missing));
        assert_eq!(AccountNumber::parse("000"), Err(AccountNumberError::NotAnAccountNumber));
    }

    #[test]
    fn twenty_characters_are_the_most() {
        assert!(AccountNumber::parse(&"9".repeat(20)).is_ok());
        assert_eq!(
            AccountNumber::parse(&"9".repeat(21)),
            Err(AccountNumberError::NotAnAccountNumber)
        );
    }

    #[test]
    fn wildcards_and_other_alphabets_are_refused() {
        for typed in ["123%", "12*", "абв", "12'OR'1"] {
            assert_eq!(
                AccountNumber::parse(typed),
                Err(AccountNumberError::NotAnAccountNumber),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_mask_shows_at_most_four_and_never_more_than_half() {
        assert_eq!(AccountNumber::parse("12345678").map(|n| n.masked()), Ok("••••5678".into()));
        assert_eq!(AccountNumber::parse("123").map(|n| n.masked()), Ok("••••3".into()));
        assert_eq!(AccountNumber::parse("7").map(|n| n.ending().to_owned()), Ok(String::new()));
    }

    #[test]
    fn debug_shows_nothing() {
        let number = AccountNumber::parse("12345678");

        assert_eq!(format!("{number:?}"), "Ok(AccountNumber(..))");
    }
}
