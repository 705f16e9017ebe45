//! What all pages have in common: a heading, a step, the error summary, and how they are rendered.

/// A page as HTML, or why its template could not be filled in.
pub type Html = Result<String, askama::Error>;

/// What the frame around every page needs to know of it.
pub(super) trait Page {
    /// The heading, also in the browser's tab.
    fn title(&self) -> &'static str;

    /// Which of the member's pages this is.
    fn step(&self) -> Option<String> {
        None
    }

    /// What the error summary lists, in the order of the page.
    fn faults(&self) -> Vec<Fault<'_>> {
        Vec::new()
    }

    /// Where the page's form is sent, if something can be typed or chosen in it: the other language keeps that.
    fn form(&self) -> Option<&'static str> {
        None
    }

    /// Whether it asks for a passkey, or leads to a page that does.
    fn has_passkey(&self) -> bool {
        false
    }

    /// Whether what was sent was refused, so that the browser's tab says so.
    fn is_refused(&self) -> bool {
        !self.faults().is_empty()
    }
}

/// One line of the error summary.
pub(super) struct Fault<'a> {
    /// The id of the box it is about.
    pub(super) id: &'a str,
    /// The sentence, the same as beside the box.
    pub(super) message: &'a str,
}

/// Keeps the boxes about which there is something to say.
pub(super) fn faults<'a, const N: usize>(boxes: [(&'a str, Option<&'a str>); N]) -> Vec<Fault<'a>> {
    let said = boxes.into_iter().filter_map(|(id, error)| Some((id, error?)));
    said.map(|(id, message)| Fault { id, message }).collect()
}

/// Gives pages their `render`.
macro_rules! documents {
    ($($page:ident),+ $(,)?) => {
        $(impl $page<'_> {
            /// Renders the whole document.
            ///
            /// # Errors
            ///
            /// When the template cannot be filled in.
            pub fn render(&self) -> $crate::pages::Html {
                askama::Template::render(self)
            }
        })+
    };
}

pub(super) use documents;

/// A page whose template cannot be filled in.
#[cfg(test)]
#[derive(askama::Template)]
#[template(source = "{{ self.broken()? }}", ext = "html")]
pub(crate) struct Unrenderable;

#[cfg(test)]
impl Unrenderable {
    #[expect(clippy::unused_self, reason = "templates ask the page for all they need")]
    fn broken(&self) -> askama::Result<&'static str> {
        Err(askama::Error::Fmt)
    }
}
