//! Writes and reads attributes of items.

use std::str::FromStr;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use super::{Item, ItemError, Key};

/// Text as an attribute.
pub(crate) fn text(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

/// A number as an attribute.
pub(crate) fn number(number: impl Into<Number>) -> AttributeValue {
    AttributeValue::N(number.into().0)
}

/// A number as `DynamoDB` has it: digits.
pub(crate) struct Number(String);

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Number {
            fn from(number: $kind) -> Self {
                Self(number.to_string())
            }
        }
    )*};
}

numbers!(i32, u32, u64, i64);

/// An instant as an attribute: seconds since 1970, as TTL needs them.
pub(crate) fn instant(at: Timestamp) -> AttributeValue {
    number(at.as_second())
}

/// Builds an item or a map.
#[derive(Default)]
pub(crate) struct Writer(Item);

impl Writer {
    /// Starts an item with its key.
    pub(crate) fn under(key: &Key) -> Self {
        Self(key.attributes())
    }

    pub(crate) fn set(mut self, name: &str, value: AttributeValue) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    pub(crate) fn text(self, name: &str, value: &str) -> Self {
        self.set(name, text(value))
    }

    pub(crate) fn text_if_any(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    pub(crate) fn number(self, name: &str, value: impl Into<Number>) -> Self {
        self.set(name, number(value))
    }

    pub(crate) fn number_if_any(self, name: &str, value: Option<impl Into<Number>>) -> Self {
        match value {
            Some(value) => self.number(name, value),
            None => self,
        }
    }

    pub(crate) fn instant(self, name: &str, at: Timestamp) -> Self {
        self.set(name, instant(at))
    }

    pub(crate) fn instant_if_any(self, name: &str, at: Option<Timestamp>) -> Self {
        match at {
            Some(at) => self.instant(name, at),
            None => self,
        }
    }

    pub(crate) fn map(self, name: &str, map: Writer) -> Self {
        self.set(name, AttributeValue::M(map.0))
    }

    pub(crate) fn maps(self, name: &str, maps: impl Iterator<Item = Writer>) -> Self {
        self.set(name, AttributeValue::L(maps.map(|map| AttributeValue::M(map.0)).collect()))
    }

    /// The same, and nothing where there is none.
    pub(crate) fn maps_if_any(self, name: &str, mut maps: impl Iterator<Item = Writer>) -> Self {
        match maps.next() {
            Some(first) => self.maps(name, std::iter::once(first).chain(maps)),
            None => self,
        }
    }

    pub(crate) fn texts<'a>(self, name: &str, texts: impl Iterator<Item = &'a str>) -> Self {
        self.set(name, AttributeValue::L(texts.map(text).collect()))
    }

    pub(crate) fn item(self) -> Item {
        self.0
    }
}

/// Reads an item or a map.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a>(&'a Item);

impl<'a> Reader<'a> {
    pub(crate) fn new(item: &'a Item) -> Self {
        Self(item)
    }

    pub(crate) fn has(self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(crate) fn text(self, name: &'static str) -> Result<&'a str, ItemError> {
        let text = self.0.get(name).and_then(|value| value.as_s().ok());
        text.map(String::as_str).ok_or(ItemError { attribute: name })
    }

    /// Text that `parse` understands.
    pub(crate) fn parsed<T>(
        self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, ItemError> {
        parse(self.text(name)?).ok_or(ItemError { attribute: name })
    }

    pub(crate) fn number<T: FromStr>(self, name: &'static str) -> Result<T, ItemError> {
        let number = self.0.get(name).and_then(|value| value.as_n().ok());
        number.and_then(|digits| digits.parse().ok()).ok_or(ItemError { attribute: name })
    }

    pub(crate) fn instant(self, name: &'static str) -> Result<Timestamp, ItemError> {
        Timestamp::from_second(self.number(name)?).map_err(|_| ItemError { attribute: name })
    }

    pub(crate) fn map(self, name: &'static str) -> Result<Reader<'a>, ItemError> {
        let map = self.0.get(name).and_then(|value| value.as_m().ok());
        map.map(Reader).ok_or(ItemError { attribute: name })
    }

    /// A map's readers, by name.
    pub(crate) fn entries(self) -> impl Iterator<Item = (&'a str, &'a AttributeValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    pub(crate) fn maps(self, name: &'static str) -> Result<Vec<Reader<'a>>, ItemError> {
        let error = ItemError { attribute: name };
        let list = self.0.get(name).and_then(|value| value.as_l().ok()).ok_or(error)?;
        list.iter().map(|value| value.as_m().map(Reader).map_err(|_| error)).collect()
    }

    pub(crate) fn texts(self, name: &'static str) -> Result<Vec<&'a str>, ItemError> {
        let error = ItemError { attribute: name };
        let list = self.0.get(name).and_then(|value| value.as_l().ok()).ok_or(error)?;
        list.iter().map(|value| value.as_s().map(String::as_str).map_err(|_| error)).collect()
    }

    /// Reads an attribute with `read`, if it is there.
    pub(crate) fn if_any<T>(
        self,
        name: &'static str,
        read: impl FnOnce(Self, &'static str) -> Result<T, ItemError>,
    ) -> Result<Option<T>, ItemError> {
        if self.has(name) { read(self, name).map(Some) } else { Ok(None) }
    }
}
