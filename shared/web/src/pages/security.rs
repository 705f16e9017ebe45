//! The profile's pages about the second step of signing in.

use askama::Template;

use super::frame::{Fault, Page, documents, faults};
use crate::pages::view::{Field, SecretField, View};

/// `GET /profile/security`.
#[derive(Clone, Copy, Template)]
#[template(path = "security.html")]
pub struct Security<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What was just done.
    pub done: Option<SecurityDone>,
    /// Whether members may set up an app.
    pub offered: bool,
    /// The app, if there is one.
    pub app: Option<AppShown<'a>>,
    /// How many recovery codes are left, if there are any.
    pub codes_left: Option<u32>,
    /// Whether a recovery code opened this page alone.
    pub limited: bool,
    /// From when on the factors may be taken off, while a wait runs.
    pub waiting: Option<&'a str>,
}

/// The app as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct AppShown<'a> {
    /// The day on which it was set up.
    pub since: &'a str,
    /// When a code of it was used last.
    pub used: Option<&'a str>,
    /// Until when it is on trial.
    pub trial_until: Option<&'a str>,
}

/// What was just done on these pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityDone {
    /// An app was set up.
    Added,
    /// It was taken off.
    Removed,
}

/// The boxes that ask once more who it is.
#[derive(Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The member's address, for password managers.
    pub email: &'a str,
    /// `current_password`, where it is asked for.
    pub password: Option<SecretField<'a>>,
    /// `current_code`, where it is asked for.
    pub code: Option<SecretField<'a>>,
}

/// `GET, POST /profile/security/app`.
#[derive(Clone, Copy, Template)]
#[template(path = "security_app.html")]
pub struct AddApp<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What is offered, signed.
    pub offer: &'a str,
    /// The key in groups of four.
    pub key: &'a str,
    /// The same as a QR code.
    pub picture: &'a QrCode,
    /// `code`
    pub code: Field<'a>,
    /// What is asked once more.
    pub asked: Asked<'a>,
}

/// A QR code as one path of an SVG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// Modules on a side, with the quiet zone.
    pub side: i32,
    /// The dark ones.
    pub path: String,
}

/// `GET, POST /profile/security/codes`.
#[derive(Clone, Copy, Template)]
#[template(path = "security_codes.html")]
pub struct MakeCodes<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What is offered, signed.
    pub offer: &'a str,
    /// Whether an app was just set up.
    pub after_app: bool,
    /// What is asked once more.
    pub asked: Asked<'a>,
}

/// The answer to it: the codes, once.
#[derive(Clone, Copy, Template)]
#[template(path = "security_codes_shown.html")]
pub struct CodesShown<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The codes, each in groups of four.
    pub codes: &'a [String],
}

/// `GET, POST /profile/security/remove`.
#[derive(Clone, Copy, Template)]
#[template(path = "security_remove.html")]
pub struct RemoveApp<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What is asked once more.
    pub asked: Asked<'a>,
}

documents!(Security, AddApp, MakeCodes, CodesShown, RemoveApp);

impl Asked<'_> {
    /// The ids of the boxes with what is said beside them.
    pub(super) fn faults(&self) -> Vec<Fault<'_>> {
        faults([
            ("current_password", self.password.and_then(|field| field.error)),
            ("current_code", self.code.and_then(|field| field.error)),
        ])
    }
}

impl Security<'_> {
    fn said(&self) -> Option<&'static str> {
        let words = &self.view.words().second.security;
        self.done.map(|done| match done {
            SecurityDone::Added => words.app_added,
            SecurityDone::Removed => words.app_removed,
        })
    }

    fn app_lines(&self) -> Vec<String> {
        let words = &self.view.words().second.security;
        let Some(app) = self.app else { return vec![words.app_none.to_owned()] };
        let since = Some((words.app_since)(app.since));
        let used = app.used.map(words.app_used);
        let trial = app.trial_until.map(words.app_on_trial);
        since.into_iter().chain(used).chain(trial).collect()
    }

    fn codes_line(&self) -> String {
        let words = &self.view.words().second.security;
        self.codes_left.map_or_else(|| words.codes_none.to_owned(), words.codes_left)
    }

    fn waits(&self) -> Option<String> {
        self.waiting.map(self.view.words().second.security.waiting)
    }
}

impl Page for Security<'_> {
    fn title(&self) -> &'static str {
        self.view.words().second.security.title
    }
}

impl Page for AddApp<'_> {
    fn title(&self) -> &'static str {
        self.view.words().second.app.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/profile/security/app")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        let own = faults([("code", self.code.error)]);
        own.into_iter().chain(self.asked.faults()).collect()
    }
}

impl Page for MakeCodes<'_> {
    fn title(&self) -> &'static str {
        self.view.words().second.codes.title
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        self.asked.faults()
    }
}

impl Page for CodesShown<'_> {
    fn title(&self) -> &'static str {
        self.view.words().second.codes_shown.title
    }
}

impl Page for RemoveApp<'_> {
    fn title(&self) -> &'static str {
        self.view.words().second.remove.title
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        self.asked.faults()
    }
}
