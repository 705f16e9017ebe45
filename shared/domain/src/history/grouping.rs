//! Commas and blanks between the thousands of a number.

/// A number without what stands between its thousands; `None` unless every group behind the first has three digits.
///
/// `84,10` is 84.10 in other countries and `1,5` is 1.5: whoever dropped the comma would read a hundred times as much.
pub(super) fn ungrouped(text: &str) -> Option<String> {
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let Some(mark) = whole.chars().find(|c| *c == ',' || c.is_whitespace()) else {
        return Some(text.to_owned());
    };
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    // Nobody writes `0,500` for five hundred.
    let begins = (1..=3).contains(&first.len()) && !first.starts_with('0');
    (begins && groups.all(|group| group.len() == 3)).then(|| whole.replace(mark, "") + rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::history::cents::Cents;
    use crate::history::energy::{Flow, grouped};

    #[test]
    fn a_comma_for_a_decimal_point_is_not_read_as_one_between_thousands() {
        for text in [
            "84,10",
            "1,5",
            "0,500",
            "1.234,50",
            "1.234.567,89",
            "1,23,456",
            "1,2345",
            ",500",
            "1,",
            "1,234,50",
            "1234,500",
            "1, 234",
            "84 10",
            "1,234 567",
            "12.3,4",
        ] {
            assert_eq!(Cents::read(text, false), None, "{text}");
            assert_eq!(Flow::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_read_with_its_thousands_apart_as_without(
            whole in 0..1_000_000_u64,
            cents in 0..100_u32,
            mark in prop::sample::select(vec![",", " ", "\u{a0}", "\u{202f}"]),
        ) {
            let apart = format!("{}.{cents:02}", grouped(whole).replace(',', mark));
            let plain = format!("{whole}.{cents:02}");

            prop_assert!(Cents::read(&plain, false).is_some());
            prop_assert_eq!(Cents::read(&apart, false), Cents::read(&plain, false));
            prop_assert_eq!(Flow::read(&apart), Flow::read(&plain));
        }

        #[test]
        fn a_comma_before_other_than_three_digits_is_never_read(
            whole in "[0-9]{1,9}",
            behind in "[0-9]{1,2}|[0-9]{4,6}",
        ) {
            let text = format!("{whole},{behind}");

            prop_assert_eq!(Cents::read(&text, false), None);
            prop_assert_eq!(Cents::read(&text, true), None);
            prop_assert_eq!(Flow::read(&text), None);
        }
    }
}
