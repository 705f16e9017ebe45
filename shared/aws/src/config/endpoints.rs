//! The addresses of services that are not at AWS, as on a developer's machine.

use std::net::Ipv4Addr;

use super::SettingsError;

/// The addresses of the services, where they are not AWS's own.
///
/// `AWS_ENDPOINT_URL` names one for all of them, and a service's own variable wins over it, as in AWS's SDKs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoints {
    /// `AWS_ENDPOINT_URL_DYNAMODB`.
    pub dynamodb: Option<String>,
    /// `AWS_ENDPOINT_URL_SESV2`.
    pub sesv2: Option<String>,
    /// `AWS_ENDPOINT_URL_SECRETS_MANAGER`.
    pub secrets_manager: Option<String>,
    /// `AWS_ENDPOINT_URL_S3`.
    pub s3: Option<String>,
    /// `AWS_ENDPOINT_URL_EVENTBRIDGE`.
    pub eventbridge: Option<String>,
    /// `AWS_ENDPOINT_URL_STS`.
    pub sts: Option<String>,
    /// `AWS_ENDPOINT_URL_SNS`.
    pub sns: Option<String>,
    /// `AWS_ENDPOINT_URL_CLOUDWATCH_LOGS`.
    pub logs: Option<String>,
}

/// Who reads the settings, which decides what an address may name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// A function. It holds the keys, so it takes an emulator of AWS on its own machine and nothing else.
    Function,
    /// The operator's command line. Whoever runs it decides what it talks to.
    CommandLine,
}

impl Endpoints {
    pub(super) fn read(
        lookup: impl Fn(&str) -> Option<String>,
        reader: Reader,
    ) -> Result<Self, SettingsError> {
        let read = |name: &'static str| match lookup(name) {
            None => Ok(None),
            Some(url) => match host(&url) {
                None => Err(SettingsError::Endpoint(name)),
                Some(host) if reader == Reader::Function && !is_loopback(host) => {
                    Err(SettingsError::DistantEndpoint(name))
                }
                Some(_) => Ok(Some(url)),
            },
        };
        let all = read("AWS_ENDPOINT_URL")?;
        let of = |name| -> Result<_, SettingsError> { Ok(read(name)?.or_else(|| all.clone())) };
        Ok(Self {
            dynamodb: of("AWS_ENDPOINT_URL_DYNAMODB")?,
            sesv2: of("AWS_ENDPOINT_URL_SESV2")?,
            secrets_manager: of("AWS_ENDPOINT_URL_SECRETS_MANAGER")?,
            s3: of("AWS_ENDPOINT_URL_S3")?,
            eventbridge: of("AWS_ENDPOINT_URL_EVENTBRIDGE")?,
            sts: of("AWS_ENDPOINT_URL_STS")?,
            sns: of("AWS_ENDPOINT_URL_SNS")?,
            logs: of("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS")?,
        })
    }
}

/// Whether an address leads to this machine and nowhere else.
pub(super) fn leads_here(url: &str) -> bool {
    host(url).is_some_and(is_loopback)
}

/// The host of an address. `None` unless it is `http://` or `https://` and a host, perhaps with port and path.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("http://").or(url.strip_prefix("https://"))?;
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let (host, port) = match authority.strip_prefix('[') {
        // An IPv6 address has colons of its own.
        Some(address) => address.split_once(']')?,
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let is_port = port.is_empty()
        || port.strip_prefix(':').is_some_and(|digits| digits.parse::<u16>().is_ok());
    let of_hosts = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':');
    (is_port && !host.is_empty() && host.bytes().all(of_hosts)).then_some(host)
}

/// Whether a host is this machine.
fn is_loopback(host: &str) -> bool {
    let is_address = host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    is_address || host.eq_ignore_ascii_case("localhost") || host == "::1"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &[(&str, &str)], reader: Reader) -> Result<Endpoints, SettingsError> {
        let value = |name: &str| set.iter().find(|(known, _)| *known == name);
        Endpoints::read(|name| value(name).map(|(_, value)| (*value).to_owned()), reader)
    }

    #[test]
    fn one_address_stands_for_all_services_and_a_services_own_wins() {
        let (all, own) = ("http://127.0.0.1:4566", "http://127.0.0.1:8000");
        let set = [("AWS_ENDPOINT_URL", all), ("AWS_ENDPOINT_URL_DYNAMODB", own)];

        let endpoints = read(&set, Reader::Function).expect("endpoints");

        assert_eq!(endpoints.dynamodb.as_deref(), Some(own));
        let Endpoints { dynamodb: _, sesv2, secrets_manager, s3, eventbridge, sts, sns, logs } =
            endpoints;
        for endpoint in [sesv2, secrets_manager, s3, eventbridge, sts, sns, logs] {
            assert_eq!(endpoint.as_deref(), Some(all));
        }
    }

    #[test]
    fn without_it_only_a_services_own_address_counts() {
        let endpoints = read(&[("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")], Reader::Function);

        let s3 = Some("http://127.0.0.1:1".to_owned());
        assert_eq!(endpoints, Ok(Endpoints { s3, ..Endpoints::default() }));
    }

    #[test]
    fn a_function_takes_an_address_on_its_own_machine_and_the_command_line_any() {
        for here in [
            "http://127.0.0.1:4566",
            "http://127.8.9.10",
            "http://localhost:4566/",
            "https://LOCALHOST",
            "http://[::1]:4566/aws?x#y",
        ] {
            assert!(read(&[("AWS_ENDPOINT_URL", here)], Reader::Function).is_ok(), "{here}");
        }
        for elsewhere in [
            "https://aws.example",
            "http://10.0.0.1:4566",
            "http://127.0.0.1.example",
            "http://localhost.example:4566",
            "http://0.0.0.0:4566",
            "http://127.1:4566",
            "http://[::2]:4566",
            "http://[::ffff:10.0.0.1]:4566",
        ] {
            for name in ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_SNS"] {
                let set = [(name, elsewhere)];
                assert_eq!(read(&set, Reader::Function), Err(SettingsError::DistantEndpoint(name)));
                assert!(read(&set, Reader::CommandLine).is_ok(), "{elsewhere}");
            }
        }
    }

    #[test]
    fn what_is_no_address_is_refused_by_both() {
        for wrong in [
            "127.0.0.1:4566",
            "ftp://127.0.0.1",
            "http://",
            "http://:4566",
            "http://127.0.0.1:port",
            "http://127.0.0.1:99999",
            "http://127.0.0.1@aws.example",
            "http://127.0.0.1:1@aws.example",
            r"http://127.0.0.1\@aws.example",
            "http://[::1",
            "http://[::1]x",
            "http://a b",
        ] {
            for reader in [Reader::Function, Reader::CommandLine] {
                for name in ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"] {
                    let endpoints = read(&[(name, wrong)], reader);
                    assert_eq!(endpoints, Err(SettingsError::Endpoint(name)), "{wrong}");
                }
            }
        }
    }
}
