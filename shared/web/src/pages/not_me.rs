//! "This wasn't me."

use askama::Template;

use super::frame::{Page, documents};
use crate::pages::view::View;

/// `GET /not-me`: what happens when the button is pressed.
#[derive(Clone, Copy, Template)]
#[template(path = "not_me.html")]
pub struct NotMe<'a> {
    /// Who looks.
    pub view: View<'a>,
}

documents!(NotMe);

impl Page for NotMe<'_> {
    fn title(&self) -> &'static str {
        self.view.words().not_me.title
    }
}
