//! The list of a bucket's objects: `ListObjectsV2`.

use aws_smithy_http::query::fmt_string;
use jiff::Timestamp;

use crate::core::text_in;

/// An object in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its key.
    pub key: String,
    /// How many bytes it has.
    pub size: u64,
    /// When it was put.
    pub at: Timestamp,
}

/// The path and query of a list. Keys come encoded, since XML has no place for some characters.
pub(super) fn query(prefix: &str, after: &str) -> String {
    let after = if after.is_empty() {
        String::new()
    } else {
        format!("&start-after={}", fmt_string(after))
    };
    format!("/?encoding-type=url&list-type=2&prefix={}{after}", fmt_string(prefix))
}

/// Reads a list; `None` for what is none.
pub(super) fn read(xml: &str) -> Option<Vec<Listed>> {
    xml.contains("<ListBucketResult").then_some(())?;
    let object = |part: &str| {
        let key = text_in(part, "Key")?;
        let (key, _) = form_urlencoded::parse(key.as_bytes()).next()?;
        let (size, at) = (text_in(part, "Size")?, text_in(part, "LastModified")?);
        Some(Listed { key: key.into_owned(), size: size.parse().ok()?, at: at.parse().ok()? })
    };
    xml.split("<Contents>").skip(1).map(object).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_with_keys_as_they_are() {
        let object = |key: &str, size: u32| {
            format!(
                "<Contents><Key>{key}</Key><LastModified>2026-11-23T12:00:00.000Z</LastModified>\
                 <ETag>&quot;1&quot;</ETag><Size>{size}</Size></Contents>"
            )
        };
        let objects = object("bills%2Fa+b%26.csv", 7) + &object("bills/c.csv", 0);
        let xml = format!("<?xml version=\"1.0\"?><ListBucketResult>{objects}</ListBucketResult>");
        let at = "2026-11-23T12:00:00Z".parse().expect("an instant");

        let listed = |key: &str, size| Listed { key: key.to_owned(), size, at };
        assert_eq!(read(&xml), Some(vec![listed("bills/a b&.csv", 7), listed("bills/c.csv", 0)]));
        assert_eq!(
            read("<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>"),
            Some(vec![])
        );
        assert_eq!(read("<Error><Code>x</Code></Error>"), None);
        assert_eq!(read("<ListBucketResult><Contents><Key>a</Key></Contents>"), None);
    }

    #[test]
    fn a_list_begins_after_a_key_if_one_is_given() {
        assert_eq!(query("bills/", ""), "/?encoding-type=url&list-type=2&prefix=bills%2F");
        let next =
            "/?encoding-type=url&list-type=2&prefix=bills%2F&start-after=bills%2Fa%20b%26.csv";
        assert_eq!(query("bills/", "bills/a b&.csv"), next);
    }
}
