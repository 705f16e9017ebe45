//! The issuer: the one address that says which provider, and which tenant of it, is believed.

use url::{Host, Url};

/// The longest address that is read.
const LONGEST: usize = 512;

/// Tenants that stand for everybody who has any account. Source: learn.microsoft.com, "OpenID Connect on the Microsoft
/// identity platform".
const SHARED: [&str; 3] = ["common", "organizations", "consumers"];

/// The tenant of all private Microsoft accounts, which `consumers` stands for. Source: the same page.
const PRIVATE: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// Where Entra ID is: everywhere, for the US government, and in China; the last is of its older tokens.
/// Source: learn.microsoft.com, "National clouds".
const ENTRA: [&str; 4] = [
    "login.microsoftonline.com",
    "login.microsoftonline.us",
    "login.partner.microsoftonline.cn",
    "sts.windows.net",
];

/// Which hosts may be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Names over https.
    Public,
    /// The same, and this machine over http: for the local stage alone.
    Local,
}

/// A literal address that discovery and every ID token have to repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    text: String,
    entra: bool,
}

/// Which rule an issuer breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssuerError {
    #[error("it is not an https address")]
    NotHttps,
    #[error("it has a query, a fragment, a user or a password")]
    NotPlain,
    #[error("it is not written as a browser writes it")]
    NotLiteral,
    #[error("it stands for accounts of everybody, not of one organization")]
    Shared,
    #[error(
        "it names no tenant by its id, as https://login.microsoftonline.com/TENANT-ID/v2.0 does"
    )]
    NoTenant,
}

impl Issuer {
    /// Parses what the operator has set.
    ///
    /// # Errors
    ///
    /// The first rule that is broken.
    pub fn parse(text: &str, reach: Reach) -> Result<Self, IssuerError> {
        let url = address(text, reach).ok_or(IssuerError::NotHttps)?;
        if url.query().is_some() || url.fragment().is_some() || has_user(&url) {
            return Err(IssuerError::NotPlain);
        }
        let bare = url.as_str().strip_suffix('/').filter(|_| url.path() == "/");
        if url.as_str() != text && bare != Some(text) {
            return Err(IssuerError::NotLiteral);
        }
        let tenant = url.path_segments().and_then(|mut it| it.next()).unwrap_or_default();
        if SHARED.iter().any(|it| tenant.eq_ignore_ascii_case(it)) {
            return Err(IssuerError::Shared);
        }
        let entra = url.host_str().is_some_and(|host| ENTRA.contains(&host));
        if entra && tenant == PRIVATE {
            return Err(IssuerError::Shared);
        }
        if entra && !is_guid(tenant) {
            return Err(IssuerError::NoTenant);
        }
        Ok(Self { text: text.to_owned(), entra })
    }

    /// The address, as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is Entra ID, whose people have an `oid`.
    pub fn is_entra(&self) -> bool {
        self.entra
    }

    /// Where its discovery document is. Source: Discovery 1.0 (4).
    pub(crate) fn discovery(&self) -> String {
        format!("{}/.well-known/openid-configuration", self.text.trim_end_matches('/'))
    }
}

/// Reads an address that may be reached: a name over https, or this machine over http where that may be.
pub(crate) fn address(text: &str, reach: Reach) -> Option<Url> {
    let url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST)?;
    let here = match url.host()? {
        Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        // Certificates are for names, and no address leads to what a cloud keeps for its machines alone.
        Host::Ipv4(ip) if ip.is_loopback() => true,
        Host::Ipv6(ip) if ip.is_loopback() => true,
        Host::Ipv4(_) | Host::Ipv6(_) => return None,
    };
    let may =
        matches!((url.scheme(), here, reach), ("https", false, _) | ("http", true, Reach::Local));
    may.then_some(url)
}

pub(crate) fn has_user(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Whether a text is an id as Entra writes them.
pub(crate) fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENANT: &str =
        "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0";

    #[test]
    fn a_literal_https_address_is_an_issuer() {
        for text in [
            TENANT,
            "https://coop.okta.com",
            "https://coop.okta.com/",
            "https://coop.okta.com/oauth2/default",
            "https://sso.coop.example:8443/realms/common",
        ] {
            let issuer = Issuer::parse(text, Reach::Public).expect(text);

            assert_eq!(issuer.as_str(), text);
            assert_eq!(issuer.is_entra(), text == TENANT);
        }
    }

    #[test]
    fn nothing_else_is_an_issuer() {
        use IssuerError::{NoTenant, NotHttps, NotLiteral, NotPlain, Shared};
        let long = format!("https://coop.okta.com/{}", "a".repeat(500));
        for (text, why) in [
            ("", NotHttps),
            ("coop.okta.com", NotHttps),
            ("http://coop.okta.com", NotHttps),
            ("https://169.254.169.254/", NotHttps),
            ("https://[fd00::1]/", NotHttps),
            ("https://localhost/", NotHttps),
            ("http://localhost:9000/", NotHttps),
            (long.as_str(), NotHttps),
            ("https://coop.okta.com/?a=b", NotPlain),
            ("https://coop.okta.com/?", NotPlain),
            ("https://coop.okta.com/#a", NotPlain),
            ("https://me@coop.okta.com/", NotPlain),
            ("https://me:it@coop.okta.com/", NotPlain),
            ("https://Coop.okta.com/", NotLiteral),
            ("https://coop.okta.com:443/", NotLiteral),
            ("https://coop.okta.com/a/../b", NotLiteral),
            (" https://coop.okta.com/", NotLiteral),
            ("https://login.microsoftonline.com/{tenantid}/v2.0", NotLiteral),
            ("https://login.microsoftonline.com/common/v2.0", Shared),
            ("https://login.microsoftonline.com/Organizations/v2.0", Shared),
            ("https://login.microsoftonline.com/consumers/v2.0", Shared),
            ("https://login.microsoftonline.us/common/v2.0", Shared),
            ("https://login.windows.net/common", Shared),
            ("https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0", Shared),
            ("https://login.microsoftonline.com/coop.example/v2.0", NoTenant),
            ("https://login.microsoftonline.com/%63ommon/v2.0", NoTenant),
            ("https://login.microsoftonline.com/", NoTenant),
        ] {
            assert_eq!(Issuer::parse(text, Reach::Public), Err(why), "{text}");
        }
    }

    #[test]
    fn this_machine_is_an_issuer_on_the_local_stage_alone() {
        let here = "http://localhost:9000/_provider";
        let refused = Err(IssuerError::NotHttps);

        assert!(Issuer::parse(here, Reach::Local).is_ok());
        assert!(Issuer::parse("http://127.0.0.1:9000/", Reach::Local).is_ok());
        assert_eq!(Issuer::parse(here, Reach::Public), refused);
        assert_eq!(Issuer::parse("http://coop.okta.com/", Reach::Local), refused);
        assert_eq!(Issuer::parse("http://10.0.0.1/", Reach::Local), refused);
    }

    #[test]
    fn discovery_is_below_the_issuer() {
        let expected = "https://coop.okta.com/.well-known/openid-configuration";
        for text in ["https://coop.okta.com", "https://coop.okta.com/"] {
            let issuer = Issuer::parse(text, Reach::Public).expect(text);

            assert_eq!(issuer.discovery(), expected);
        }
    }
}
