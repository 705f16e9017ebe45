//! What a co-op calls the service of an account: its address, or a name such as *Barn*.

use crate::values::typed::{Typed, line};

/// A service's name or address, on one line. Personal: it says where somebody lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceName(Typed);

/// The rule that was broken; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceNameError {
    /// Nothing is in it.
    Missing,
    /// More than [`ServiceName::MAX`] characters.
    TooLong,
}

impl ServiceName {
    /// The most characters, inclusive: an address with unit and city. Source: docs/OPERATING.md#the-billing-extract.
    pub const MAX: usize = 80;

    /// Parses a name; what stands on several lines is put on one.
    ///
    /// # Errors
    ///
    /// The first rule that it breaks.
    pub fn parse(text: &str) -> Result<Self, ServiceNameError> {
        match line(text) {
            (_, 0) => Err(ServiceNameError::Missing),
            (_, count) if count > Self::MAX => Err(ServiceNameError::TooLong),
            (text, _) => Ok(Self(Typed::new(text))),
        }
    }

    /// The name, for pages of the member whose account it is.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_of_eighty_characters_at_most() {
        let name = |text: &str| ServiceName::parse(text).map(|name| name.expose().to_owned());

        assert_eq!(name(" \r\n\u{200b}"), Err(ServiceNameError::Missing));
        assert_eq!(name("12 Mill St\r\nJuniper  Gap"), Ok("12 Mill St Juniper Gap".to_owned()));
        assert_eq!(name(&"ñ".repeat(80)), Ok("ñ".repeat(80)));
        assert_eq!(name(&"x".repeat(81)), Err(ServiceNameError::TooLong));
    }

    #[test]
    fn a_name_does_not_show_in_debug() {
        let shown = format!("{:?}", ServiceName::parse("12 Mill St"));

        assert!(!shown.contains("Mill"), "{shown}");
    }
}
