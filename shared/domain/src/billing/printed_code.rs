//! The code that a bill is printed with, by which its reader shows that they hold it.
//!
//! It is made of the account, its customer and the day of the bill, under a key of its own, and kept nowhere: what was typed
//! is compared with the codes of every day that counts. Source: docs/DATA.md#the-code-on-the-bill.

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use subtle::{Choice, ConstantTimeEq};

use crate::figures::Figures;
use crate::keys::ring::{KeyRing, MacMaker};
use crate::keys::uses::Use;
use crate::values::account_number::AccountNumber;
use crate::values::answer::CODE_LETTERS;
use crate::values::crockford::crockford;
use crate::values::ids::CustomerKey;

/// How many days ahead a bill may be dated and have a code that works: printers work ahead.
const DAYS_AHEAD: i64 = 7;

/// The code of one bill. Who has it may register the account, so `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PrintedCode(String);

impl PrintedCode {
    /// The code of the bill of a day, under the current key.
    #[must_use]
    pub fn of(
        keys: &KeyRing,
        account: &AccountNumber,
        customer: &CustomerKey,
        date: Date,
    ) -> Option<Self> {
        let maker = keys.maker(keys.current(), Use::PrintedCode)?;
        Some(Self::by(&maker, account, customer, date))
    }

    fn by(maker: &MacMaker, account: &AccountNumber, customer: &CustomerKey, date: Date) -> Self {
        let date = date.to_string();
        let parts = [account.expose().as_bytes(), customer.as_str().as_bytes(), date.as_bytes()];
        Self(crockford(&maker.mac(&parts), CODE_LETTERS))
    }

    /// The code as bills show it, in fours: `K7QM-2XPA`.
    #[must_use]
    pub fn shown(&self) -> String {
        let (first, second) = self.0.split_at(CODE_LETTERS / 2);
        format!("{first}-{second}")
    }
}

impl fmt::Debug for PrintedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrintedCode(..)")
    }
}

/// The days of bills whose codes count, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeDays {
    first: Date,
    last: Date,
}

impl CodeDays {
    /// The days that count at an instant, by the day in UTC: `bill_code_days` back and a week ahead.
    #[must_use]
    pub fn at(figures: Figures, now: Timestamp) -> Self {
        let today = TimeZone::UTC.to_datetime(now).date();
        let back = Span::new().days(i64::from(figures.bill_code_days));
        Self {
            first: today.saturating_sub(back),
            last: today.saturating_add(Span::new().days(DAYS_AHEAD)),
        }
    }

    /// Whether the code of a bill of this day counts.
    #[must_use]
    pub fn has(&self, date: Date) -> bool {
        (self.first..=self.last).contains(&date)
    }

    /// All of them.
    fn all(self) -> impl Iterator<Item = Date> {
        self.first.series(Span::new().days(1)).take_while(move |date| *date <= self.last)
    }
}

/// Whether what was typed is the code of a bill of one of these days, under any key that is held.
///
/// Every day is tried under every key whatever was typed, and of an account without a customer a dummy's, so that the work
/// is always the same.
pub(crate) fn is_printed(
    keys: &KeyRing,
    account: &AccountNumber,
    customer: Option<&CustomerKey>,
    days: CodeDays,
    typed: &str,
) -> bool {
    let nobody = CustomerKey::of_nobody(keys, account);
    let (key, is_somebody) =
        (customer.unwrap_or(&nobody), Choice::from(u8::from(customer.is_some())));
    let makers = keys.ids();
    let makers = makers.iter().filter_map(|id| keys.maker(id, Use::PrintedCode));
    let tries = makers
        .flat_map(|maker| days.all().map(move |date| PrintedCode::by(&maker, account, key, date)));
    let is_any =
        tries.fold(Choice::from(0), |any, code| any | code.0.as_bytes().ct_eq(typed.as_bytes()));
    (is_any & is_somebody).into()
}

#[cfg(test)]
mod tests;
