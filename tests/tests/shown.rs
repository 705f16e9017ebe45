//! Tests that nothing of what billing told is reached but by the one way that knows of holds.

use std::fs;
use std::path::Path;

use crate::crates::sources;

#[test]
fn no_page_names_where_it_is_kept_but_by_the_function_that_knows_of_holds() {
    let functions = Path::new(env!("CARGO_MANIFEST_DIR")).join("../functions");
    let mut steps = 0;
    for entry in fs::read_dir(functions).expect("the functions") {
        let folder = entry.expect("an entry").path();
        if folder.ends_with("import-history") {
            continue;
        }
        for (path, text) in sources(&folder.join("src")) {
            let names = text.contains("HistoryKey::of") || text.contains(".history(");
            // `web::shown` and `web::history` are what they all go through.
            let asks = text.contains("web::shown(") || text.contains("web::history(");
            assert!(!names, "{}: ask `web::shown` or `web::history`", path.display());
            steps += usize::from(asks);
        }
    }
    assert!(steps >= 4, "home, bills, usage and pay were read: {steps}");
}
