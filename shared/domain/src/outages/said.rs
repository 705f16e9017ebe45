//! What people say of an outage: what is wrong, a note, where it is, and how to reach them.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::values::named::named;
use crate::values::typed::{Typed, line, visible};

/// What is wrong with the power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum OutageKind {
    /// There is none.
    Out,
    /// A part of the rooms or lines has none.
    Partly,
    /// It comes and goes, or lights are dim.
    Flicker,
}

/// What somebody has seen who passed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum SeenOutage {
    /// A tree or a branch on a line.
    Tree,
    /// A wire or a pole that is down.
    Wire,
    /// A bang or a flash.
    Bang,
    /// Nothing but that there is no power.
    Nothing,
}

named!(OutageKind, SeenOutage);

/// What an item holds of it and who gets it to read, alike for all that is typed.
macro_rules! typed {
    ($($said:ident),*) => {$(
        impl $said {
            /// Takes what an item held, opened.
            #[must_use]
            pub fn from_stored(text: String) -> Self {
                Self(Typed::new(text))
            }

            /// The text, for the crew and for who calls back.
            #[must_use]
            pub fn expose(&self) -> &str {
                self.0.expose()
            }
        }
    )*};
}

typed!(OutageNote, OutagePlace, CallBack);

/// A few words for the crew, from a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageNote(Typed);

/// The rule that was broken; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutageNoteError {
    /// More than [`OutageNote::MAX`] characters.
    TooLong,
}

impl OutageNote {
    /// The most characters, inclusive. Source: SECURITY.md#figures.
    pub const MAX: usize = 300;

    /// Parses a note as typed, on one line; `None` if nothing was.
    ///
    /// # Errors
    ///
    /// `TooLong`.
    pub fn parse(typed: &str) -> Result<Option<Self>, OutageNoteError> {
        match line(typed) {
            (_, 0) => Ok(None),
            (_, count) if count > Self::MAX => Err(OutageNoteError::TooLong),
            (text, _) => Ok(Some(Self(Typed::new(text)))),
        }
    }
}

/// Where an outage is, as somebody says who is not signed in: an account number or an address. Nobody looks it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutagePlace(Typed);

/// The rule that was broken; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutagePlaceError {
    /// Nothing was typed.
    Missing,
    /// More than [`OutagePlace::MAX`] characters.
    TooLong,
}

impl OutagePlace {
    /// The most characters, inclusive. Source: SECURITY.md#figures.
    pub const MAX: usize = 120;

    /// Parses a place as typed, on one line.
    ///
    /// # Errors
    ///
    /// The first rule that it breaks.
    pub fn parse(typed: &str) -> Result<Self, OutagePlaceError> {
        match line(typed) {
            (_, 0) => Err(OutagePlaceError::Missing),
            (_, count) if count > Self::MAX => Err(OutagePlaceError::TooLong),
            (text, _) => Ok(Self(Typed::new(text))),
        }
    }
}

/// A telephone number to call back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallBack(Typed);

/// The rule that was broken; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallBackError {
    /// Nothing was typed.
    Missing,
    /// It has fewer than ten digits, more than fifteen, or too much beside them.
    NotANumber,
}

impl CallBack {
    /// The fewest digits: an area code and seven. Source: the North American Numbering Plan.
    const FEWEST: usize = 10;
    /// The most digits of a number, with its country. Source: ITU-T E.164.
    const MOST: usize = 15;
    /// The most characters, with what parts the digits.
    const LONGEST: usize = 40;

    /// Parses a number as typed; how its digits are parted does not matter.
    ///
    /// # Errors
    ///
    /// The first rule that it breaks.
    pub fn parse(typed: &str) -> Result<Self, CallBackError> {
        let (text, count) = line(typed);
        let digits = visible(&text).filter(char::is_ascii_digit).count();
        match count {
            0 => Err(CallBackError::Missing),
            n if n > Self::LONGEST => Err(CallBackError::NotANumber),
            _ if !(Self::FEWEST..=Self::MOST).contains(&digits) => Err(CallBackError::NotANumber),
            _ => Ok(Self(Typed::new(text))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn what_is_said_is_named_as_in_forms_and_items() {
        assert_named!(OutageKind, ["out", "partly", "flicker"]);
        assert_named!(SeenOutage, ["tree", "wire", "bang", "nothing"]);
    }

    #[test]
    fn a_note_is_one_line_of_three_hundred_characters_at_most_or_none() {
        let note = |typed: &str| {
            OutageNote::parse(typed).map(|note| note.map(|note| note.expose().to_owned()))
        };

        assert_eq!(note(" \r\n\u{7}\u{200b} "), Ok(None));
        assert_eq!(note("tree\r\non\u{0} the  line"), Ok(Some("tree on the line".to_owned())));
        assert_eq!(note(&"é".repeat(300)), Ok(Some("é".repeat(300))));
        assert_eq!(note(&"x".repeat(301)), Err(OutageNoteError::TooLong));
        let family = "👨\u{200d}👩\u{200d}👧 <b>no</b>";
        assert_eq!(note(family), Ok(Some(family.to_owned())), "what it is is for who shows it");
    }

    #[test]
    fn a_place_is_what_was_typed_on_one_line() {
        let place = |typed: &str| OutagePlace::parse(typed).map(|place| place.expose().to_owned());

        assert_eq!(place("\t"), Err(OutagePlaceError::Missing));
        assert_eq!(place(" 12 Mill St,\n Juniper Gap "), Ok("12 Mill St, Juniper Gap".to_owned()));
        assert!(place(&"x".repeat(120)).is_ok());
        assert_eq!(place(&"x".repeat(121)), Err(OutagePlaceError::TooLong));
    }

    #[test]
    fn a_number_to_call_back_has_its_area_code_however_it_is_written() {
        let number = |typed: &str| CallBack::parse(typed).map(|it| it.expose().to_owned());

        for good in
            ["8005550142", "(800) 555-0142", "+1 800 555 0142 ext. 7", "８００-５５５-０１４２"]
        {
            assert_eq!(number(good), Ok(good.to_owned()));
        }
        assert_eq!(number(" "), Err(CallBackError::Missing));
        for bad in
            ["555-0142", "call me", "1234567890123456", &format!("8005550142{}", "x".repeat(31))]
        {
            assert_eq!(number(bad), Err(CallBackError::NotANumber), "{bad}");
        }
    }

    #[test]
    fn nothing_that_was_typed_shows_in_debug() {
        let note = OutageNote::parse("behind the barn").expect("a note");
        let number = CallBack::parse("8005550142").expect("a number");

        let shown = format!("{note:?} {number:?}");

        assert!(!shown.contains("barn") && !shown.contains("0142"), "{shown}");
    }
}
