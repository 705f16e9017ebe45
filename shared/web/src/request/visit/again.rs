//! Pages that were left open for too long: what was typed on them is shown once more.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::history::AccountCode;
use domain::{KeyRing, Language, Member};
use http::Method;

use super::Visit;
use crate::pages::view::ShownAgain;
use crate::request::cookies::{self, Claims, SetCookie};
use crate::request::csrf;
use crate::request::form::Form;

/// The most bytes of what is kept of a form in a cookie, which browsers hold at 4 KB.
const DRAFT_MAX: usize = 1_500;

impl Visit {
    /// Whether the form came from a page of ours that this visit was not shown, or was shown too long ago.
    pub(crate) fn has_older_form(&self) -> bool {
        let token = self.form.get(csrf::FIELD);
        crate::routes::page_of_form(&self.path).is_some() && csrf::is_formed(token.expose())
    }

    /// Whether the form is a member's, on a page that is another one for those who are not signed in.
    pub(crate) fn has_form_of_a_member(&self) -> bool {
        let token = self.form.get(csrf::FIELD);
        crate::routes::is_more_to_members(&self.path) && csrf::marked(token.expose()).is_some()
    }

    /// What was typed before, where the page is shown once more with it.
    #[must_use]
    pub fn typed_before(&self) -> Option<&Form> {
        self.shown_again.map(|_| &self.form)
    }

    /// Turns a post whose token is too old into a look at its page, filled in with what was typed.
    pub(crate) fn show_again(&mut self) {
        self.method = Method::GET;
        self.form = self.form.showable();
        if let Some(page) = crate::routes::page_of_form(&self.path) {
            page.clone_into(&mut self.path);
        }
        let has_cookie = self.has_cookie_of_forms();
        self.shown_again = Some(if has_cookie { ShownAgain::Stale } else { ShownAgain::NoCookie });
    }

    /// Turns a post to the page's other language into a look at the page, filled in with what was typed. The
    /// switch is a button of the form, so that nothing typed is lost without a script either.
    pub(crate) fn switch_language(&mut self) {
        let chosen = self.query("lang").and_then(Language::parse);
        if let Some(language) = chosen.filter(|_| crate::routes::has_form(&self.path)) {
            self.chosen_language = Some(language);
            self.method = Method::GET;
            self.form = self.form.showable();
            self.shown_again = Some(ShownAgain::InOtherLanguage);
        }
    }

    /// Fills in the page that somebody was led away from to sign in, if it was theirs.
    pub(crate) fn take_up_draft(&mut self, keys: &KeyRing) {
        let draft = self.cookie::<cookies::Draft>().filter(|draft| draft.path == self.path);
        let (Some(draft), Some(session)) = (draft, &self.session) else { return };
        let theirs = csrf::mark(keys, &session.member);
        self.set.push(SetCookie::cleared(cookies::Draft::NAME));
        // Only a form has a mark: who merely looked at the page has sent nothing.
        if draft.whose.is_some_and(|mark| mark == theirs) {
            self.form = Form::kept(draft.fields);
            self.shown_again = Some(ShownAgain::SignedInAgain);
        }
    }

    /// A member's mark, by which a cookie is told from another member's on the same browser.
    #[must_use]
    pub fn mark_of(&self, member: &Member) -> String {
        csrf::mark(&self.keys, member.id.as_str())
    }

    /// Where this browser is to come back to after signing in, with what was typed.
    #[must_use]
    pub fn draft(&self) -> cookies::Draft {
        let token = self.form.get(csrf::FIELD);
        let whose = csrf::marked(token.expose()).map(str::to_owned);
        let fields = self.form.keepable();
        let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
        let fields = if size <= DRAFT_MAX { fields } else { BTreeMap::new() };
        let account = self.account().filter(|named| AccountCode::parse(named).is_some());
        cookies::Draft { path: self.path.clone(), account, whose, fields }
    }

    /// Where a browser that has just signed in was led away from.
    #[must_use]
    pub fn led_away_from(&self) -> Option<Cow<'static, str>> {
        let draft = self.cookie::<cookies::Draft>()?;
        let page = crate::routes::page_to_come_back_to(&draft.path)?;
        let code = draft.account.as_deref().and_then(AccountCode::parse);
        Some(match code {
            Some(code) => format!("{page}?account={}", code.as_str()).into(),
            None => page.into(),
        })
    }
}
