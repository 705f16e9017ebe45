//! What was typed into a form that did nothing, kept for after a sign-in.

use std::collections::BTreeMap;

use domain::Place;

use super::{Claims, Form, Kept, SetCookie, StaffVisit, csrf, random, read};

/// Where a kept form is sealed.
const PLACE: Place<'static> = Place { table: "cookie", item: Kept::NAME, field: "sealed" };

/// The most bytes of what is kept of a form, since browsers hold cookies at 4 KB.
const KEPT_MAX: usize = 1_500;

/// What comes of what was typed into a form that did nothing.
pub enum Keeping {
    /// It is kept, for ten minutes.
    Kept(SetCookie),
    /// It is too long to be kept.
    TooLong,
    /// Nothing was typed.
    Nothing,
}

impl Keeping {
    /// The cookie that keeps it.
    #[must_use]
    pub fn cookie(self) -> Option<SetCookie> {
        match self {
            Self::Kept(cookie) => Some(cookie),
            Self::TooLong | Self::Nothing => None,
        }
    }
}

impl StaffVisit {
    /// Keeps what was posted, for whoever typed it.
    #[must_use]
    pub fn keep(&self) -> Keeping {
        let token = self.form.get(csrf::FIELD);
        let fields = self.form.keepable();
        let whose = csrf::marked(token.expose());
        let Some(whose) = whose.filter(|_| fields.values().any(|typed| !typed.is_empty())) else {
            return Keeping::Nothing;
        };
        let text = serde_json::to_string(&fields).ok();
        let Some(text) = text.filter(|text| text.len() <= KEPT_MAX) else {
            return Keeping::TooLong;
        };
        let sealed = domain::seal(&self.keys, PLACE, &text, random());
        let kept = Kept { sealed, whose: whose.to_owned() };
        Keeping::Kept(SetCookie::signed(&self.keys, &kept, self.now))
    }

    /// The form that was kept, for the one who typed it.
    #[must_use]
    pub fn kept(&self) -> Option<Form> {
        let met = self.met.as_ref()?;
        let kept = read::<Kept>(&self.keys, &self.cookies, self.now)?;
        if kept.whose != csrf::mark(&self.keys, met.who.as_str()) {
            return None;
        }
        let text = domain::open(&self.keys, PLACE, &kept.sealed)?;
        let fields: BTreeMap<String, String> = serde_json::from_str(&text).ok()?;
        Some(Form::kept(fields))
    }

    /// Clears what was kept.
    #[must_use]
    pub fn forget_kept() -> SetCookie {
        SetCookie::cleared(Kept::NAME)
    }
}
