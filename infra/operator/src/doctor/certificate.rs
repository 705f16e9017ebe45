//! Reads the end of a certificate from its bytes. Source: RFC 5280 §4.1.

use jiff::Timestamp;

const SEQUENCE: u8 = 0x30;
/// The tag `[0]` of the version. Certificates of version 1 lack it.
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// The first instant at which it is no longer valid. `None` if it is no certificate.
pub(super) fn not_after(der: &[u8]) -> Option<Timestamp> {
    let (certificate, _) = element(der, SEQUENCE)?;
    let (mut body, _) = element(certificate, SEQUENCE)?;
    if body.first() == Some(&VERSION) {
        body = after(body)?;
    }
    // Serial number, signature, issuer.
    for _ in 0..3 {
        body = after(body)?;
    }
    let (validity, _) = element(body, SEQUENCE)?;
    let ends = after(validity)?;
    let (tag, text) = (*ends.first()?, std::str::from_utf8(any(ends)?.0).ok()?);
    let text = match tag {
        // The year has two digits. From 50 on they mean the century before.
        UTC_TIME if text.get(..2)? < "50" => format!("20{text}"),
        UTC_TIME => format!("19{text}"),
        GENERALIZED_TIME => text.to_owned(),
        _ => return None,
    };
    // Both are in UTC: `20270227201611Z`.
    let part = |from, to| text.get(from..to);
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let (hour, minute, second) = (part(8, 10)?, part(10, 12)?, part(12, 14)?);
    format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z").parse().ok()
}

/// The contents of the first element, if it has this tag, and the bytes after it.
fn element(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    if *bytes.first()? == tag { any(bytes) } else { None }
}

/// The bytes after the first element.
fn after(bytes: &[u8]) -> Option<&[u8]> {
    any(bytes).map(|(_, rest)| rest)
}

fn any(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (short, rest) = (*bytes.get(1)?, bytes.get(2..)?);
    let (length, rest) = if short < 0x80 {
        (usize::from(short), rest)
    } else {
        let (digits, rest) = rest.split_at_checked(usize::from(short & 0x7f))?;
        if digits.len() > 4 {
            return None;
        }
        (digits.iter().fold(0, |length, digit| (length << 8) | usize::from(*digit)), rest)
    };
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use rustls_pki_types::CertificateDer;
    use rustls_pki_types::pem::PemObject;

    use super::*;

    fn der() -> CertificateDer<'static> {
        let pem = include_bytes!("testing/leaf.pem");
        CertificateDer::from_pem_slice(pem).expect("a certificate")
    }

    #[test]
    fn a_certificate_says_when_it_ends() {
        assert_eq!(not_after(&der()), "2027-02-27T20:16:11Z".parse().ok());
    }

    #[test]
    fn what_is_cut_or_no_certificate_ends_never() {
        let whole = der();

        for end in 0..whole.len() {
            assert_eq!(not_after(&whole[..end]), None);
        }
        assert_eq!(not_after(b"\x30\x84\xff\xff\xff\xff"), None);
        assert_eq!(not_after(b"not a certificate"), None);
    }
}
