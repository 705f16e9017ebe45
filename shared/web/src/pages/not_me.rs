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
    /// Until when an account is held that opens if it was them.
    pub held_until: Option<&'a str>,
}

/// `GET /not-me?was=me`: nothing has changed, or an account is held no more.
#[derive(Clone, Copy, Template)]
#[template(path = "not_me_kept.html")]
pub struct NotMeKept<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// Whether it was held before.
    pub is_open: bool,
}

documents!(NotMe, NotMeKept);

impl Page for NotMe<'_> {
    fn title(&self) -> &'static str {
        self.view.words().not_me.title
    }
}

impl NotMeKept<'_> {
    fn text(&self) -> &'static [&'static str] {
        let words = &self.view.words().not_me;
        if self.is_open { words.opened.text } else { words.kept.text }
    }
}

impl Page for NotMeKept<'_> {
    fn title(&self) -> &'static str {
        let words = &self.view.words().not_me;
        if self.is_open { words.opened.title } else { words.kept.title }
    }
}
