//! Whom a command is about, as typed, and the masked form that is shown.

use data_encoding::BASE32_NOPAD;
use domain::{AccountKey, AccountNumber, Email, EmailKey, KeyRing, ReferenceCode, Whose};

use crate::end::Failure;

/// The account, email or code that a command is about.
pub(crate) enum Target {
    /// A billing account.
    Account(AccountNumber),
    /// An email address.
    Email(Email),
    /// The reference code of a page.
    Reference(ReferenceCode),
}

impl Target {
    pub(crate) fn account(typed: &str) -> Result<Self, Failure> {
        AccountNumber::parse(typed).map(Self::Account).map_err(|_| {
            Failure::mend(
                "that is no account number",
                "Type it as it is on the bill: letters, digits and dashes.",
            )
        })
    }

    pub(crate) fn email(typed: &str) -> Result<Self, Failure> {
        Email::parse(typed).map(Self::Email).map_err(|_| {
            Failure::mend("that is no email address", "Type it whole: name@domain.example.")
        })
    }

    pub(crate) fn reference(typed: &str) -> Result<Self, Failure> {
        ReferenceCode::parse(typed).map(Self::Reference).ok_or_else(|| {
            Failure::mend(
                "that is no reference code",
                "It has six letters and digits, such as K7Q-2M4.",
            )
        })
    }

    /// Its timeline.
    pub(crate) fn timeline(&self, keys: &KeyRing) -> Whose {
        match self {
            Self::Account(account) => Whose::Account(AccountKey::of(keys, account)),
            Self::Email(email) => Whose::Email(EmailKey::of(keys, email)),
            Self::Reference(code) => Whose::Reference(code.clone()),
        }
    }

    /// A masked form, which is enough for the person who typed it to recognise it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Account(account) => format!("Account {}", account.masked()),
            Self::Email(email) => format!("Email {}", masked_email(email)),
            Self::Reference(code) => format!("Reference {code}"),
        }
    }
}

/// The first letter and the domain.
pub(crate) fn masked_email(email: &Email) -> String {
    let canonical = email.canonical();
    let (local, domain) = canonical.rsplit_once('@').unwrap_or((canonical, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{domain}")
}

/// A random name for an entry or an envelope.
pub(crate) fn random_id() -> String {
    BASE32_NOPAD.encode(&aws::bytes::<16>()).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_too_little_to_register_with() {
        let shown = |who: Result<Target, Failure>| who.expect("somebody").shown();

        assert_eq!(shown(Target::account("00-1234567")), "Account ••••567");
        assert_eq!(shown(Target::account("12345")), "Account ••••45");
        assert_eq!(shown(Target::email("Pat.Lee@Example.com")), "Email p•••@example.com");
        assert_eq!(shown(Target::reference("k7q 2m4")), "Reference K7Q-2M4");
    }
}
