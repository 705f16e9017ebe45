//! Tests that what comments and pages cite is in the repository.
//!
//! They cite pages with their headings, paths, and names of the code.
//!
//! A page is cited by its file and, after a `#`, its heading. The file is named from the root or from the folder of
//! the page that cites it.

mod repository;
mod text;

use repository::Repository;

#[track_caller]
fn none(problems: &[String]) {
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_page_that_is_cited_is_there_and_has_the_heading() {
    none(&Repository::read().page_problems());
}

#[test]
fn every_comment_says_which_page_or_standard_it_means() {
    none(&Repository::read().bare_problems());
}

#[test]
fn every_path_in_backticks_leads_somewhere() {
    none(&Repository::read().path_problems());
}

#[test]
fn every_name_that_a_page_has_in_backticks_is_in_the_code() {
    none(&Repository::read().name_problems());
}

#[test]
fn a_page_or_a_heading_that_is_not_there_is_noticed() {
    let page = ("docs/DATA.md", "# Data\n\n## The claim's end\n\n```sh\n# no heading\n```\n");
    let cites = |comment| Repository::of(&[page, ("a.rs", comment)]).page_problems();

    assert_eq!(cites("// docs/DATA.md and docs/DATA.md#the-claims-end."), [""; 0]);
    assert_eq!(cites("// docs/GONE.md"), ["a.rs: no page docs/GONE.md"]);
    assert_eq!(
        cites("// docs/DATA.md#no-heading"),
        ["a.rs: no heading #no-heading in docs/DATA.md"]
    );
    assert_eq!(
        cites("// docs/DATA.md, \"Data\""),
        ["a.rs: cite the heading as docs/DATA.md#heading"]
    );
}

#[test]
fn a_link_is_followed_from_the_folder_of_its_page() {
    let root = ("SECURITY.md", "# Figures\n");
    let links = |link| Repository::of(&[root, ("docs/A.md", link)]).page_problems();

    assert_eq!(links("[figures](../SECURITY.md#figures), [itself](A.md)"), [""; 0]);
    assert_eq!(links("[figures](../../SECURITY.md)"), ["docs/A.md: no page ../../SECURITY.md"]);
}

#[test]
fn a_bare_page_and_a_section_of_no_standard_are_noticed() {
    let page = ("docs/DATA.md", "# Data\n");
    let says = |comment| Repository::of(&[page, ("a.rs", comment)]).bare_problems().len();

    assert_eq!(says("// docs/DATA.md, RFC 4180 §2"), 0);
    assert_eq!(says("/// Source: DATA, \"Claim\"."), 1);
    assert_eq!(says("/// Source: PLATFORM §5."), 1);
}

#[test]
fn a_path_and_a_name_that_are_gone_are_noticed() {
    let code = ("shared/a.rs", "// As `shared/b.rs` says.\nfn a_rule_as_a_sentence() {}");
    let page =
        ("README.md", "`a_rule_as_a_sentence` in `shared/a.rs`; `another_rule`, `Gone::part`");
    let repository = Repository::of(&[code, page]);

    assert_eq!(repository.path_problems(), ["shared/a.rs: no shared/b.rs"]);
    assert_eq!(
        repository.name_problems(),
        ["README.md: no another_rule", "README.md: no Gone::part"]
    );
}
