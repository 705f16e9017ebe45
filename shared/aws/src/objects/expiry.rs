//! After how many days the objects of a bucket go: `GetBucketLifecycleConfiguration`.

use crate::core::text_in;

/// The path and query that ask for it.
pub(super) const QUERY: &str = "/?lifecycle";

/// Reads the days of the first rule that is on and ends objects; `None` if none does.
pub(super) fn read(xml: &str) -> Option<u32> {
    let days = |rule: &str| {
        let is_on = text_in(rule, "Status") == Some("Enabled");
        let (_, expiration) = rule.split_once("<Expiration>").filter(|_| is_on)?;
        text_in(expiration, "Days")?.parse().ok()
    };
    xml.split("<Rule>").skip(1).find_map(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(status: &str, ends: &str) -> String {
        format!("<Rule><ID>a</ID>{ends}<Filter/><Status>{status}</Status></Rule>")
    }

    fn read_of(rules: &[String]) -> Option<u32> {
        read(&format!("<LifecycleConfiguration>{}</LifecycleConfiguration>", rules.concat()))
    }

    #[test]
    fn a_bucket_forgets_by_the_rule_that_is_on() {
        let ends = |days: u32| format!("<Expiration><Days>{days}</Days></Expiration>");
        let uploads = "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>";

        let all =
            [rule("Disabled", &ends(7)), rule("Enabled", &(uploads.to_owned() + &ends(1827)))];
        assert_eq!(read_of(&all), Some(1_827));
        assert_eq!(read_of(&all[..1]), None);
        assert_eq!(read_of(&[rule("Enabled", uploads)]), None);
        assert_eq!(read_of(&[]), None);
    }
}
