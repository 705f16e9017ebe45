//! What was posted, and whose form it is.

use domain::KeyRing;
use domain::history::AccountCode;
use jiff::Timestamp;

use super::Visit;
use crate::request::cookies::{Claims, Visiting};
use crate::request::csrf;
use crate::request::form::Form;

impl Visit {
    /// Takes what was posted. A form may name the account that its page is about, as an address does.
    pub(crate) fn take_form(&mut self, form: Form) {
        self.form = form;
        if let Some(code) = self.account().and_then(|named| AccountCode::parse(&named)) {
            self.state = crate::routes::state_of(&code);
        }
    }

    /// Whether the form's token is of this session, or of this visit where nobody is signed in.
    ///
    /// Where not only members post, a form from before the sign-in in another window counts too: nothing of the session
    /// comes of it.
    pub(crate) fn is_own_form(&self, keys: &KeyRing, now: Timestamp, is_for_members: bool) -> bool {
        let token = self.form.get(csrf::FIELD);
        let session = self.session.as_ref().map(|session| session.id.clone());
        let visiting = self.jar.open::<Visiting>(keys, now).map(|visiting| visiting.id);
        let visiting = visiting.filter(|_| session.is_none() || !is_for_members);
        let mut bound_to = session.into_iter().chain(visiting);
        bound_to.any(|id| csrf::is_ours(keys, &id, token.expose()))
    }

    /// Whether the browser sent the cookie that forms are bound to.
    pub(crate) fn has_cookie_of_forms(&self) -> bool {
        self.session.is_some() || self.jar.cookies.contains_key(Visiting::NAME)
    }
}
