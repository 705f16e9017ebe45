//! Sentences for staff that tell them what to do, as each of those who show them words it.

use crate::deed::Deed;

/// A sentence in two forms: staff at a shell type a command where staff at the desk press a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worded {
    /// For the command line.
    pub shell: String,
    /// For the desk.
    pub desk: String,
}

/// What to do about a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The one right act. `None` if none helps, or if it depends on what the caller says.
    pub right: Option<Deed>,
    /// The other acts that the words name.
    pub also: Vec<Deed>,
    /// What to do, in words.
    pub words: Worded,
}

/// Whom a sentence is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum To {
    /// Somebody at a shell.
    Shell,
    /// Somebody at the desk.
    Desk,
}

/// The words by which a command names whom it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Account,
    Email,
    Reference,
}

impl Worded {
    /// One form for both.
    pub(crate) fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { shell: text.clone(), desk: text }
    }

    /// A form for each.
    pub(crate) fn two(shell: impl Into<String>, desk: impl Into<String>) -> Self {
        Self { shell: shell.into(), desk: desk.into() }
    }

    /// Each form within a sentence that is the same for both.
    pub(crate) fn within(&self, sentence: impl Fn(&str) -> String) -> Self {
        Self { shell: sentence(&self.shell), desk: sentence(&self.desk) }
    }

    /// A form for each, made by the same function.
    pub(crate) fn of(sentence: impl Fn(To) -> String) -> Self {
        Self { shell: sentence(To::Shell), desk: sentence(To::Desk) }
    }
}

impl From<&str> for Worded {
    fn from(text: &str) -> Self {
        Self::same(text)
    }
}

impl From<String> for Worded {
    fn from(text: String) -> Self {
        Self::same(text)
    }
}

impl To {
    /// An act and its reason.
    pub(crate) fn act(self, deed: Deed, by: By) -> String {
        match self {
            Self::Shell => format!("{} --reason \"...\"", self.short(deed, by)),
            Self::Desk => self.short(deed, by),
        }
    }

    /// An act without its reason, where one was shown before.
    pub(crate) fn short(self, deed: Deed, by: By) -> String {
        let more = match deed {
            Deed::ChangeEmail => " --to NEW",
            Deed::KeepEmail => " --stop",
            _ => "",
        };
        match self {
            Self::Shell => format!("{} {}{more}", self.bare(deed), by.flag()),
            Self::Desk => self.bare(deed),
        }
    }

    /// An act within a sentence that goes on after it.
    pub(crate) fn quoted(self, deed: Deed, by: By) -> String {
        match self {
            Self::Shell => format!("`{}`", self.short(deed, by)),
            Self::Desk => self.short(deed, by),
        }
    }

    /// The service that letters go by.
    pub(crate) fn mail_service(self) -> &'static str {
        match self {
            Self::Shell => "SES",
            Self::Desk => "the mail service",
        }
    }

    /// The act's name alone.
    pub(crate) fn bare(self, deed: Deed) -> String {
        match self {
            Self::Shell => format!("porchlight {}", deed.name()),
            Self::Desk => format!("\"{}\"", deed.label()),
        }
    }
}

impl By {
    fn flag(self) -> &'static str {
        match self {
            Self::Account => "--account N",
            Self::Email => "--email E",
            Self::Reference => "--reference CODE",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_gets_a_command_where_the_desk_gets_the_words_of_its_button() {
        let worded = Worded::of(|to| {
            format!("{}, {}", to.act(Deed::KeepEmail, By::Email), to.bare(Deed::Release))
        });

        assert_eq!(
            worded.shell,
            "porchlight change-email --email E --stop --reason \"...\", porchlight release"
        );
        assert_eq!(
            worded.desk,
            "\"Stop the change of email\", \"Take the account out of its login\""
        );
    }
}
