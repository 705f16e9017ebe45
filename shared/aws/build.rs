//! Picks Amazon's root certificates out of Mozilla's list.
//!
//! Our clients talk to AWS alone, so they need to trust no others.

use std::fmt::Write as _;
use std::path::Path;

/// Names a file with one more root. `tests/bench/run` sets it, for binaries of its own that are never deployed.
const BENCH_ROOT: &str = "PORCHLIGHT_BENCH_ROOT";

/// The roots that AWS endpoints chain to. Source: amazontrust.com/repository.
const SUBJECTS: [&str; 5] = [
    "Amazon Root CA 1",
    "Amazon Root CA 2",
    "Amazon Root CA 3",
    "Amazon Root CA 4",
    "Starfield Services Root Certificate Authority - G2",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={BENCH_ROOT}");
    let mut pem: String = SUBJECTS.iter().map(|subject| pem(subject)).collect();
    if let Some(root) = std::env::var_os(BENCH_ROOT) {
        println!("cargo::warning=this build trusts a root of the bench and is not to be deployed");
        println!("cargo::rerun-if-changed={}", Path::new(&root).display());
        pem += &std::fs::read_to_string(root).expect("the bench's root can be read");
    }
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("amazon_roots.pem"), pem).expect("OUT_DIR can be written");
}

/// Finds the one certificate with a subject.
///
/// It is self-signed, so the name can only be its own.
fn pem(subject: &str) -> String {
    let holds = |der: &[u8]| der.windows(subject.len()).any(|part| part == subject.as_bytes());
    let found: Vec<&[u8]> = webpki_root_certs::TLS_SERVER_ROOT_CERTS
        .iter()
        .map(AsRef::as_ref)
        .filter(|der| holds(der))
        .collect();
    let [der] = found[..] else { panic!("{} roots are named {subject}, not one", found.len()) };
    let base64 = data_encoding::BASE64.encode(der);
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    for line in base64.as_bytes().chunks(64) {
        let line = std::str::from_utf8(line).expect("base64 is ASCII");
        writeln!(text, "{line}").expect("a string takes all");
    }
    text + "-----END CERTIFICATE-----\n"
}
