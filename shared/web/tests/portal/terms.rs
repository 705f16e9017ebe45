//! Texts that members agree to, and their versions.

use web::portal::changed_without_version;

use super::*;

#[test]
fn a_text_that_members_agree_to_changes_with_its_version_only() {
    let terms = ("These terms are between", "Those terms are between");
    let spanish = ("Estos términos son entre", "Los términos son entre");
    let paperless = ("We send your bills by email", "We mail your bills by email");
    let before = read(&good()).expect("good settings");
    let after = |changed: String| {
        let now = read(&changed).expect("good settings");
        changed_without_version(Path::new("portal.toml"), &now, &before)
    };

    for (from, to) in [terms, spanish] {
        let changed = good().replacen(from, to, 1);
        let refused = after(changed.clone()).expect("a refusal");
        assert_eq!(refused.faults[0].line, line_of("[terms]") + 1);
        assert!(refused.to_string().contains("`terms` changed and its version is still 2"));
        assert_eq!(
            after(changed.replacen("version = \"2\"\ndate", "version = \"3\"\ndate", 1)),
            None
        );
    }
    let refused = after(good().replacen(paperless.0, paperless.1, 1)).expect("a refusal");
    assert_eq!(refused.faults[0].line, line_of("[paperless]") + 1);
    assert_eq!(
        after(good().replacen("(800)", "(801)", 1)),
        None,
        "nobody agrees to a phone number"
    );
}
