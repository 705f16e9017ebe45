//! A service in front of the portal, such as `CloudFront`, which says whose request it passes on.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

/// The header in which it shows that it is the one: whoever calls the gateway directly cannot.
pub const FRONT_SECRET_HEADER: &str = "x-porchlight-front";

/// The service in front, as the settings name it.
#[derive(Clone)]
pub struct Front {
    header: String,
    /// One secret, or two while they are changed.
    secrets: Vec<SecretString>,
}

/// What is wrong with the settings of a front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontError {
    /// One of the two is missing: without the secret anybody could write the header.
    Half,
    /// The header's name has other characters than letters, digits and dashes.
    Header,
    /// A secret is short, or there are more than two.
    Secret,
}

impl Front {
    /// The fewest characters of the secret.
    pub const LEAST_SECRET: usize = 32;

    /// Takes the name of the header with the sender's address, and the secret; `None` if neither is set.
    ///
    /// Two secrets with a comma between them both count, so that one can take the other's place without a gap.
    ///
    /// # Errors
    ///
    /// The first rule that they break.
    pub fn new(header: Option<String>, secret: Option<String>) -> Result<Option<Self>, FrontError> {
        let (header, secret) = match (header, secret) {
            (None, None) => return Ok(None),
            (Some(header), Some(secret)) => (header, secret),
            (Some(_), None) | (None, Some(_)) => return Err(FrontError::Half),
        };
        let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if !header.bytes().all(is_name) {
            return Err(FrontError::Header);
        }
        let secrets: Vec<&str> = secret.split(',').collect();
        let is_short = |secret: &&str| secret.len() < Self::LEAST_SECRET;
        if secrets.len() > 2 || secrets.iter().any(is_short) {
            return Err(FrontError::Secret);
        }
        let secrets = secrets.into_iter().map(SecretString::from).collect();
        Ok(Some(Self { header: header.to_ascii_lowercase(), secrets }))
    }

    /// The header with the sender's address, in lower case.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }

    /// Whether a request shows the secret.
    #[must_use]
    pub fn sent(&self, shown: &str) -> bool {
        let is_it =
            |secret: &SecretString| secret.expose_secret().as_bytes().ct_eq(shown.as_bytes());
        self.secrets.iter().any(|secret| is_it(secret).into())
    }
}

impl fmt::Debug for Front {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Front(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    fn front(header: Option<&str>, secret: Option<&str>) -> Result<Option<Front>, FrontError> {
        Front::new(header.map(str::to_owned), secret.map(str::to_owned))
    }

    #[test]
    fn a_front_is_a_header_and_a_long_secret_together_or_there_is_none() {
        assert!(matches!(front(None, None), Ok(None)));
        assert_eq!(front(Some("a"), None).err(), Some(FrontError::Half));
        assert_eq!(front(None, Some(SECRET)).err(), Some(FrontError::Half));
        assert_eq!(front(Some("a b"), Some(SECRET)).err(), Some(FrontError::Header));
        assert_eq!(front(Some("a"), Some(&SECRET[1..])).err(), Some(FrontError::Secret));
        let many = format!("{SECRET},{SECRET},{SECRET}");
        assert_eq!(front(Some("a"), Some(&many)).err(), Some(FrontError::Secret));
        let whole = front(Some("CloudFront-Viewer-Address"), Some(SECRET)).expect("settings");
        assert_eq!(whole.expect("a front").header(), "cloudfront-viewer-address");
    }

    #[test]
    fn the_secret_is_the_whole_secret_and_shows_nowhere() {
        let front = front(Some("a"), Some(SECRET)).expect("settings").expect("a front");

        assert!(front.sent(SECRET));
        assert!(!front.sent("") && !front.sent(&SECRET[1..]) && !front.sent(&format!("{SECRET}0")));
        assert_eq!(format!("{front:?}"), "Front(..)");
    }

    #[test]
    fn two_secrets_both_count_while_one_takes_the_others_place() {
        let new = SECRET.replace('0', "9");
        let both = front(Some("a"), Some(&format!("{new},{SECRET}")));
        let both = both.expect("settings").expect("a front");

        assert!(both.sent(SECRET) && both.sent(&new));
        assert!(!both.sent(&format!("{new},{SECRET}")) && !both.sent(""));
        assert_eq!(front(Some("a"), Some(&format!("{SECRET},"))).err(), Some(FrontError::Secret));
    }
}
