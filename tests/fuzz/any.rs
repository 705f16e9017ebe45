//! One binary for all targets, so that it is linked once.
//!
//! `FUZZ_TARGET` names the target.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tests::targets::{TARGETS, Target};

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let wanted = std::env::var("FUZZ_TARGET").expect("FUZZ_TARGET names a target");
    let found = TARGETS.iter().find(|(name, _)| *name == wanted);
    found.expect("FUZZ_TARGET is one of tests::targets::TARGETS").1
});

fuzz_target!(|data: &[u8]| TARGET(data));
