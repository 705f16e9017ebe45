//! "This wasn't me."

use askama::Template;

use super::frame::{Page, documents};
use crate::pages::view::View;

/// `GET /not-me`: who it was, and what happens if it was nobody of theirs.
#[derive(Clone, Copy, Template)]
#[template(path = "not_me.html")]
pub struct NotMe<'a> {
    /// Who looks.
    pub view: View<'a>,
}

/// `GET /not-me?was=me`: nothing has changed.
#[derive(Clone, Copy, Template)]
#[template(path = "not_me_kept.html")]
pub struct NotMeKept<'a> {
    /// Who looks.
    pub view: View<'a>,
}

documents!(NotMe, NotMeKept);

impl Page for NotMe<'_> {
    fn title(&self) -> &'static str {
        self.view.words().not_me.title
    }
}

impl Page for NotMeKept<'_> {
    fn title(&self) -> &'static str {
        self.view.words().not_me.kept.title
    }
}
