//! The fuzz targets on the corpus that was kept, and on bytes that are drawn anew each time.

use std::path::Path;

use proptest::prelude::*;
use tests::targets::TARGETS;

#[test]
fn what_fuzzing_found_worth_keeping_is_taken_as_it_must_be() {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_taken_as_they_must_be(data in prop::collection::vec(any::<u8>(), 0..200)) {
        for (_, target) in TARGETS {
            target(&data);
        }
    }

    #[test]
    fn any_text_is_taken_as_it_must_be(text in "\\PC{0,60}") {
        for (_, target) in TARGETS {
            target(text.as_bytes());
        }
    }
}
