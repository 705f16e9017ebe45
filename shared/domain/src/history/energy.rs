//! Electricity as people read it.

/// `1,034 kWh` of watt-hours, rounded to whole ones.
#[must_use]
pub fn kilowatt_hours(watt_hours: u64) -> String {
    format!("{} kWh", grouped(watt_hours.saturating_add(500) / 1_000))
}

/// A number with commas between its thousands.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn use_is_shown_in_whole_kilowatt_hours_with_commas_between_thousands() {
        for (watt_hours, shown) in [
            (0, "0 kWh"),
            (499, "0 kWh"),
            (500, "1 kWh"),
            (999_499, "999 kWh"),
            (1_034_500, "1,035 kWh"),
            (1_234_567_000, "1,234,567 kWh"),
        ] {
            assert_eq!(kilowatt_hours(watt_hours), shown);
        }
    }
}
