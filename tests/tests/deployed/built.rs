//! The release profile with which `sam build` builds functions, by cargo-lambda.

use toml::Value;

/// cargo-lambda adds its own release settings for those that we leave out.
///
/// Its own are `panic = "abort"`.
/// Then a bug in one request would end the function, and Lambda would answer instead of our page.
#[test]
fn a_deployed_function_outlives_a_panic() {
    let file: Value = toml::from_str(include_str!("../../../Cargo.toml")).expect("it is TOML");
    let release = &file["profile"]["release"];

    assert_eq!(release["panic"].as_str(), Some("unwind"));
    for also in ["codegen-units", "lto", "strip"] {
        assert!(release.get(also).is_some(), "{also} is cargo-lambda's, not ours");
    }
}
