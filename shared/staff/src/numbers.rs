//! Writes numbers for people.

/// A number with commas: 500,000.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number of things: `1 account`, `500,000 accounts`.
pub fn counted(number: u64, what: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {what}{ending}", grouped(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_have_commas() {
        assert_eq!(
            ["0", "999", "1,000", "500,000", "1,234,567"],
            [0, 999, 1000, 500_000, 1_234_567].map(grouped)[..]
        );
    }

    #[test]
    fn one_is_no_plural() {
        assert_eq!(
            ["0 days", "1 day", "1,000 days"],
            [0, 1, 1000].map(|days| counted(days, "day"))[..]
        );
    }
}
