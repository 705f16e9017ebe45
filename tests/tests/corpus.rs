//! Runs the fuzz targets on the corpus, and on new random bytes each time.

use std::path::Path;

use proptest::prelude::*;
use tests::targets::TARGETS;

#[test]
fn every_file_of_the_corpus_keeps_the_targets_rules() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (name, target) in TARGETS {
        let folder = corpus.join(name);
        let files = std::fs::read_dir(&folder).unwrap_or_else(|_| panic!("{name} has a corpus"));
        let mut many = 0;
        for file in files {
            let path = file.expect("it can be listed").path();
            target(&std::fs::read(path).expect("it can be read"));
            many += 1;
        }
        assert!(many > 0, "{name} has a corpus");
    }
}

/// As many as take some seconds. `PROPTEST_CASES` overrides it.
#[expect(clippy::disallowed_methods, reason = "the length of a test is no setting of the portal")]
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(96),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_taken_as_they_must_be(data in prop::collection::vec(any::<u8>(), 0..200)) {
        for (_, target) in TARGETS {
            target(&data);
        }
    }

    #[test]
    fn any_bytes_keep_the_targets_rules(text in "\\PC{0,60}") {
        for (_, target) in TARGETS {
            target(text.as_bytes());
        }
    }
}
