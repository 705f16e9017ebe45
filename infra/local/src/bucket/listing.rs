//! The list of a bucket's objects: `ListObjectsV2`.

use std::fmt::Write as _;
use std::path::Path;
use std::time::SystemTime;

use jiff::Timestamp;

use super::presigned::parameter;

/// The most objects of one list.
const MOST: usize = 1_000;

/// The list that a path and query ask for, in XML; `None` for a bucket that cannot be one.
///
/// A bucket that nobody has put anything into is empty.
pub(super) fn list(folder: &Path, path: &str, query: &str) -> Option<String> {
    let bucket = path.trim_matches('/');
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    if bucket.is_empty() || bucket.starts_with('.') || !bucket.bytes().all(is_name) {
        return None;
    }
    let prefix = parameter(query, "prefix").unwrap_or_default();
    let after = parameter(query, "start-after").unwrap_or_default();
    let mut found = Vec::new();
    gather(&folder.join(bucket), "", &mut found);
    found.retain(|(key, ..)| key.starts_with(&prefix) && *key > after);
    found.sort();
    found.truncate(MOST);
    let mut xml = format!("<ListBucketResult><Name>{bucket}</Name>");
    for (key, size, at) in found {
        let key: String = form_urlencoded::byte_serialize(key.as_bytes()).collect();
        let at = at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ");
        let _ = write!(
            xml,
            "<Contents><Key>{key}</Key><LastModified>{at}</LastModified><Size>{size}</Size></Contents>"
        );
    }
    Some(xml + "</ListBucketResult>")
}

/// The objects in a folder and in those within it: key, size, when it was put.
fn gather(folder: &Path, before: &str, found: &mut Vec<(String, u64, Timestamp)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (Ok(about), Ok(name)) = (entry.metadata(), entry.file_name().into_string()) else {
            continue;
        };
        let key = format!("{before}{name}");
        if about.is_dir() {
            gather(&entry.path(), &format!("{key}/"), found);
        } else {
            let at = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            let at = Timestamp::try_from(at).unwrap_or(Timestamp::UNIX_EPOCH);
            found.push((key, about.len(), at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_what_begins_so_in_order_and_goes_on_after_a_key() {
        let folder = tempfile::tempdir().expect("a folder");
        for key in ["b/bills/a b.csv", "b/bills/deep/c.csv", "b/bills/z.csv", "b/reads/a.csv"] {
            let path = folder.path().join(key);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
            std::fs::write(path, "12345").expect("it is written");
        }
        let keys = |query: &str| -> Vec<String> {
            let xml = list(folder.path(), "/b/", query).expect("a list");
            let parts = xml.split("<Key>").skip(1);
            parts.filter_map(|part| Some(part.split_once('<')?.0.to_owned())).collect()
        };

        let all = keys("list-type=2&prefix=bills%2F");
        let after = keys("list-type=2&prefix=bills%2F&start-after=bills%2Fa%20b.csv");

        assert_eq!(all, ["bills%2Fa+b.csv", "bills%2Fdeep%2Fc.csv", "bills%2Fz.csv"]);
        assert_eq!(after, all[1..]);
        assert!(keys("list-type=2&prefix=outages%2F").is_empty());
        assert_eq!(list(folder.path(), "/../", ""), None);
    }
}
