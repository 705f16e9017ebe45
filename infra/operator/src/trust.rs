//! Roots that the command line trusts beside Amazon's: those of this machine and of `AWS_CA_BUNDLE`.
//!
//! A network that inspects TLS answers with certificates of its own. Its root is on the machines there.

use std::fs;

use data_encoding::BASE64;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use tokio_rustls::rustls::RootCertStore;

use crate::end::Failure;

/// The roots as PEM.
///
/// A machine without any is no error, since Amazon's are there. Neither is one of them that cannot be read.
pub(crate) fn more_roots(bundle: Option<&str>) -> Result<String, Failure> {
    let mut pem = pem(&rustls_native_certs::load_native_certs().certs);
    if let Some(file) = bundle {
        pem.push_str(&of_bundle(file)?);
    }
    Ok(pem)
}

/// The roots of a file. Who names one means it, so it has to hold at least one.
fn of_bundle(file: &str) -> Result<String, Failure> {
    let way_on =
        "AWS_CA_BUNDLE names a file of certificates as PEM. Check its name, or leave it out.";
    let read = fs::read(file)
        .map_err(|error| Failure::mend(format!("{file} cannot be read: {error}"), way_on))?;
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&read).flatten().collect();
    match pem(&certificates) {
        pem if pem.is_empty() => {
            Err(Failure::mend(format!("{file} holds no certificate that can be read"), way_on))
        }
        pem => Ok(pem),
    }
}

/// Those that can be a root, since the SDK's client ends the program at one that cannot.
fn pem(certificates: &[CertificateDer<'_>]) -> String {
    let can_be = |it: &&CertificateDer<'_>| RootCertStore::empty().add((*it).clone()).is_ok();
    let block = |it: &CertificateDer<'_>| {
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", BASE64.encode(it))
    };
    certificates.iter().filter(can_be).map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = include_str!("doctor/testing/root.pem");

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), text).expect("it can be written");
        file
    }

    fn bundle(text: &str) -> Result<String, Failure> {
        of_bundle(&file(text).path().display().to_string())
    }

    #[test]
    fn a_bundle_may_have_comments_and_parts_that_cannot_be_read() {
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

        let roots = bundle(&format!("# the inspector\n{broken}{ROOT}{broken}")).expect("roots");

        let first = CertificateDer::from_pem_slice(roots.as_bytes()).expect("a certificate");
        let root = CertificateDer::from_pem_slice(ROOT.as_bytes()).expect("a certificate");
        assert_eq!(roots.matches("BEGIN").count(), 1);
        assert_eq!(first, root);
    }

    #[test]
    fn a_bundle_that_is_named_holds_a_root() {
        for text in ["", "hush", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            let failure = bundle(text).expect_err("a refusal");

            assert!(failure.problem.ends_with("holds no certificate that can be read"));
            assert!(!failure.problem.contains("hush") && failure.way_on.contains("AWS_CA_BUNDLE"));
        }
        let failure = of_bundle("/nowhere/roots.pem").expect_err("a refusal");
        assert!(failure.problem.starts_with("/nowhere/roots.pem cannot be read"));
    }
}
