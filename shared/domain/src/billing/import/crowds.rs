//! Values that stand on so many rows that they are probably nobody's: a customer number or a name that a billing
//! system writes where it knows none.

/// On how many rows a value stands, and how many others stand with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// Rows that have the value.
    pub rows: u64,
    /// Different names among them.
    pub names: usize,
    /// Different addresses among them, as far as the answers tell.
    pub addresses: usize,
}

/// Fewer rows than this are no crowd: a farm has that many meters.
pub const LEAST: u64 = 5;
/// From so many different names or addresses on, a value is looked at.
pub const DIFFERENT: usize = 3;

impl Crowd {
    /// Whether a customer number is nobody's: it stands with three names and more, or at three addresses on ten rows.
    #[must_use]
    pub fn of_customer(self) -> bool {
        let many_names = self.rows >= LEAST && self.names >= DIFFERENT;
        many_names || (self.rows >= 2 * LEAST && self.addresses >= DIFFERENT)
    }

    /// Whether a name is nobody's: it stands on ten rows and a twentieth of all, at three addresses and more.
    ///
    /// The most frequent last name of a county is on one row of thirty.
    #[must_use]
    pub fn of_name(self, all: u64) -> bool {
        self.rows >= 2 * LEAST && self.rows.saturating_mul(20) >= all && self.addresses >= DIFFERENT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_number_with_many_names_or_addresses_is_nobodys() {
        assert!(Crowd { rows: 5, names: 3, addresses: 1 }.of_customer());
        assert!(Crowd { rows: 10, names: 1, addresses: 3 }.of_customer());
        assert!(!Crowd { rows: 4, names: 4, addresses: 4 }.of_customer());
        assert!(!Crowd { rows: 40, names: 2, addresses: 2 }.of_customer());
    }

    #[test]
    fn a_name_on_a_twentieth_of_the_rows_at_many_addresses_is_nobodys() {
        assert!(Crowd { rows: 10, names: 1, addresses: 3 }.of_name(200));
        assert!(!Crowd { rows: 10, names: 1, addresses: 3 }.of_name(201));
        assert!(!Crowd { rows: 9, names: 1, addresses: 9 }.of_name(9));
        assert!(!Crowd { rows: 600, names: 1, addresses: 1 }.of_name(600));
    }
}
