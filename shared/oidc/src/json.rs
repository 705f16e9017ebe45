//! JSON in which no object names a key twice.
//!
//! Of two values for one key, one program reads the first and another the last. Source: RFC 7519 (4), RFC 8725 (2.4).

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Reads an object, if the text is one.
pub(crate) fn object(text: &[u8]) -> Option<Map<String, Value>> {
    match serde_json::from_slice(text).ok()? {
        Unique(Value::Object(read)) => Some(read),
        Unique(_) => None,
    }
}

struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reading).map(Self)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Value;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("JSON without a doubled key")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, read: bool) -> Result<Value, E> {
        Ok(read.into())
    }

    fn visit_i64<E>(self, read: i64) -> Result<Value, E> {
        Ok(read.into())
    }

    fn visit_u64<E>(self, read: u64) -> Result<Value, E> {
        Ok(read.into())
    }

    fn visit_f64<E>(self, read: f64) -> Result<Value, E> {
        Ok(read.into())
    }

    fn visit_str<E>(self, read: &str) -> Result<Value, E> {
        Ok(read.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Value, A::Error> {
        let mut read = Vec::new();
        while let Some(Unique(part)) = parts.next_element()? {
            read.push(part);
        }
        Ok(read.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Value, A::Error> {
        let mut read = Map::new();
        while let Some((key, Unique(part))) = parts.next_entry::<String, Unique>()? {
            if read.insert(key, part).is_some() {
                return Err(A::Error::custom("a key is there twice"));
            }
        }
        Ok(read.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_once_at_any_depth() {
        let once = r#"{"a": {"b": [{"c": 1}, {"c": -2.5}]}, "d": ["x", null, true]}"#;
        let deep = r#"{"a": {"b": [{"c": 1, "c": 1}]}}"#;

        assert_eq!(object(once.as_bytes()), serde_json::from_str(once).ok());
        assert_eq!(object(deep.as_bytes()), None);
        assert_eq!(object(br#"{"a": 1, "\u0061": 1}"#), None);
        assert!(object(br#"{"a": 1, "b": 1}"#).is_some());
    }

    #[test]
    fn only_one_whole_object_is_read() {
        for other in ["", "[]", "1", "{} {}", "{", r#"{"a": "\ud800"}"#] {
            assert_eq!(object(other.as_bytes()), None, "{other}");
        }
        assert_eq!(object(b"{\"a\": \"\xff\"}"), None);
        assert!(object(b" {} ").is_some());
    }
}
