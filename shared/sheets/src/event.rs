//! The event of S3 that says that an object was put in the bucket.

use jiff::Timestamp;
use serde_json::Value;

use crate::error::NoObject;

/// Endings of files that are not whole yet, as some programs put them first.
const UNFINISHED: [&str; 4] = [".filepart", ".part", ".tmp", ".crdownload"];

/// An object that was put in a bucket.
#[derive(Debug, PartialEq, Eq)]
pub struct Uploaded {
    /// The bucket.
    pub bucket: String,
    /// The object's key, decoded.
    pub key: String,
    /// Which put it was, the same each time that the event is tried again.
    pub put: String,
    /// When it was put, if S3 says so.
    pub at: Option<Timestamp>,
}

impl Uploaded {
    /// Whether it is a whole file, and not a folder or one that is still being put.
    #[must_use]
    pub fn is_file(&self) -> bool {
        is_whole(&self.key)
    }
}

/// Whether a key is that of a whole file, and not of a folder or of one that is still being put.
#[must_use]
pub fn is_whole(key: &str) -> bool {
    let name = key.rsplit('/').next().unwrap_or_default();
    let is_unfinished = UNFINISHED.iter().any(|ending| name.ends_with(ending));
    !name.is_empty() && !name.starts_with(['.', '~']) && !is_unfinished
}

/// The objects of an S3 event, their keys decoded.
///
/// # Errors
///
/// `NoObject` if it names none.
pub fn read(event: &Value) -> Result<Vec<Uploaded>, NoObject> {
    let records = event["Records"].as_array().ok_or(NoObject)?;
    let uploaded: Option<Vec<_>> = records.iter().map(read_record).collect();
    uploaded.filter(|all| !all.is_empty()).ok_or(NoObject)
}

fn read_record(record: &Value) -> Option<Uploaded> {
    let bucket = record["s3"]["bucket"]["name"].as_str()?.to_owned();
    // Keys come as in a form: `+` for a blank, everything else in percent.
    let encoded = record["s3"]["object"]["key"].as_str()?;
    let (key, _) = form_urlencoded::parse(encoded.as_bytes()).next()?;
    // It rises with each put of a key. Source: S3, "Event message structure".
    let sequencer = record["s3"]["object"]["sequencer"].as_str().unwrap_or_default();
    let put = format!("{bucket}/{key}#{sequencer}");
    let at = record["eventTime"].as_str().and_then(|at| at.parse().ok());
    Some(Uploaded { bucket, key: key.into_owned(), put, at })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(key: &str) -> Uploaded {
        let object = json!({"key": key, "sequencer": "0055AED6DCD90281E5"});
        let s3 = json!({"bucket": {"name": "extracts"}, "object": object});
        let record = json!({"s3": s3, "eventTime": "2026-11-23T12:00:00.000Z"});
        read(&json!({"Records": [record]})).expect("an object").remove(0)
    }

    #[test]
    fn keys_are_decoded_as_s3_encodes_them() {
        let read = of("extracts/bills+%26+more%3D%C3%B1.csv");

        let key = "extracts/bills & more=ñ.csv".to_owned();
        let put = "extracts/extracts/bills & more=ñ.csv#0055AED6DCD90281E5".to_owned();
        let at = "2026-11-23T12:00:00Z".parse().ok();
        assert_eq!(read, Uploaded { bucket: "extracts".to_owned(), key, put, at });
    }

    #[test]
    fn a_file_counts_whatever_its_ending_unless_it_is_not_whole() {
        for key in [
            "extracts/bills.csv",
            "extracts/BILLS.CSV",
            "extracts/bills.txt",
            "extracts/night/bills.xlsx",
        ] {
            assert!(of(key).is_file(), "{key}");
        }
        for key in [
            "extracts/",
            "extracts/night/",
            "extracts/bills.csv.filepart",
            "extracts/.bills.csv",
            "extracts/~b.csv",
        ] {
            assert!(!of(key).is_file(), "{key}");
        }
    }

    #[test]
    fn an_event_without_objects_is_an_error() {
        for event in [json!({}), json!({"Records": []}), json!({"Records": [{"s3": {}}]})] {
            assert!(matches!(read(&event), Err(NoObject)));
        }
    }
}
