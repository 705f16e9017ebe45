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
    /// The passkeys.
    pub passkeys: &'a [PasskeyShown],
    /// Whether another one may be added.
    pub room_for_passkeys: bool,
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

/// A passkey as it is shown.
#[derive(Clone, Debug)]
pub struct PasskeyShown {
    /// Which.
    pub id: String,
    /// What its member calls it.
    pub name: String,
    /// The day on which it was added.
    pub since: String,
    /// When it was used last.
    pub used: Option<String>,
    /// Until when it is on trial.
    pub trial_until: Option<String>,
}

/// What was just done on these pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityDone {
    /// An app was set up.
    Added,
    /// A passkey was added.
    AddedPasskey,
    /// The last of what there was was taken off.
    Removed,
    /// Something was taken off, and something is left.
    RemovedOne,
}

/// The boxes that ask once more who it is.
#[derive(Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The member's address, for password managers.
    pub email: &'a str,
    /// `current_password`, where it is asked for.
    pub password: Option<SecretField<'a>>,
    /// `current_code`, where it is asked for.
    pub code: Option<CodeBox<'a>>,
}

/// The box for a code that is asked for once more.
#[derive(Clone, Copy, Default)]
pub struct CodeBox<'a> {
    /// The sentence beside the box.
    pub error: Option<&'a str>,
    /// Whether a passkey of the member's does as well.
    pub passkey: bool,
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
    /// The day on which they were made, in words.
    pub since: &'a str,
}

/// `GET, POST /profile/security/remove`.
#[derive(Clone, Copy, Template)]
#[template(path = "security_remove.html")]
pub struct RemoveFactor<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// Which, as `factor` has it.
    pub factor: &'a str,
    /// What its member calls it, if it is a passkey.
    pub name: Option<&'a str>,
    /// Whether it is the last.
    pub is_last: bool,
    /// What is asked once more.
    pub asked: Asked<'a>,
}

documents!(Security, AddApp, MakeCodes, CodesShown, RemoveFactor);

impl Asked<'_> {
    /// Whether a passkey does in place of the code.
    pub(super) fn has_passkey(&self) -> bool {
        self.code.is_some_and(|code| code.passkey)
    }

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
        let passkey = &self.view.words().second.passkey;
        self.done.map(|done| match done {
            SecurityDone::Added => words.app_added,
            SecurityDone::AddedPasskey => passkey.added,
            SecurityDone::Removed => words.app_removed,
            SecurityDone::RemovedOne => words.one_removed,
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

    fn passkey_lines(&self, passkey: &PasskeyShown) -> Vec<String> {
        let words = &self.view.words().second;
        let since = Some((words.passkey.since)(&passkey.since));
        let used = passkey.used.as_deref().map(words.security.app_used);
        let trial = passkey.trial_until.as_deref().map(words.passkey.on_trial);
        since.into_iter().chain(used).chain(trial).collect()
    }

    /// Whether there is a factor that recovery codes are the way around.
    fn has_factor(&self) -> bool {
        self.app.is_some() || !self.passkeys.is_empty()
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

    fn has_passkey(&self) -> bool {
        self.room_for_passkeys
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

    fn has_passkey(&self) -> bool {
        self.asked.has_passkey()
    }
}

impl Page for MakeCodes<'_> {
    fn title(&self) -> &'static str {
        self.view.words().second.codes.title
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        self.asked.faults()
    }

    fn has_passkey(&self) -> bool {
        self.asked.has_passkey()
    }
}

impl CodesShown<'_> {
    fn made(&self) -> String {
        (self.view.words().second.codes_shown.made)(self.since)
    }
}

impl Page for CodesShown<'_> {
    fn title(&self) -> &'static str {
        self.view.words().second.codes_shown.title
    }
}

impl RemoveFactor<'_> {
    fn texts(&self) -> &'static [&'static str] {
        let words = &self.view.words().second.remove;
        if self.is_last { words.text } else { words.one_of_more }
    }
}

impl Page for RemoveFactor<'_> {
    fn title(&self) -> &'static str {
        let words = &self.view.words().second.remove;
        if self.name.is_some() { words.passkey_title } else { words.title }
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        self.asked.faults()
    }

    fn has_passkey(&self) -> bool {
        self.asked.has_passkey()
    }
}
