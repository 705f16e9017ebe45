use askama::Template;
use domain::Language;

use super::*;
use crate::pages::Unrenderable;
use crate::words::words;

#[test]
fn where_not_even_the_failure_page_can_be_rendered_its_words_are_said() {
    let html = Unrenderable.render();

    let reply =
        Reply::bare_if_unrendered(html, crate::samples::shipped(), Language::Spanish, "4TK-9QX");

    let says = &words(Language::Spanish).problems.failure;
    assert_eq!((reply.status, reply.kind), (StatusCode::INTERNAL_SERVER_ERROR, TEXT));
    assert!(reply.body.starts_with(says.title) && reply.body.contains("4TK-9QX"));
}
