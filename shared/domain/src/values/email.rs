//! Email addresses.

use std::fmt;

use validator::ValidateEmail;

/// An email address: as typed for sending, canonical for comparing.
///
/// Canonical means lower case with an IDNA domain and nothing folded: `a.b@gmail.com` and `ab@gmail.com` differ.
/// Source: docs/DATA.md#emails.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email {
    typed: String,
    canonical: String,
}

/// The rule that was broken; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailError {
    /// Nothing was typed.
    Missing,
    /// It is not an address that mail can be sent to.
    NotAnEmail,
}

/// What is wrong with an address that is typed a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmEmailError {
    /// Nothing was typed.
    Missing,
    /// It is another address than the first.
    Different,
}

impl Email {
    /// The most bytes an address has, inclusive. Source: RFC 5321 §4.5.3.1.3 less the brackets.
    pub const MAX: usize = 254;

    /// Parses an address as typed; blanks around it are dropped.
    ///
    /// # Errors
    ///
    /// `Missing` if nothing is left, `NotAnEmail` if it is too long, has no dotted domain, a local part that is not
    /// ASCII, or anything that HTML's own rule for addresses refuses.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let invisible =
            |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
        let typed = typed.trim_matches(invisible);
        if typed.is_empty() {
            return Err(EmailError::Missing);
        }
        let (local, domain) = typed.rsplit_once('@').ok_or(EmailError::NotAnEmail)?;
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| EmailError::NotAnEmail)?;
        let canonical = format!("{}@{domain}", local.to_ascii_lowercase());
        let fits = canonical.len() <= Self::MAX && typed.len() <= Self::MAX;
        let dotted = domain.contains('.') && !domain.ends_with('.');
        let dots = !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
        if fits && dotted && dots && canonical.validate_email() {
            Ok(Self { typed: format!("{local}@{domain}"), canonical })
        } else {
            Err(EmailError::NotAnEmail)
        }
    }

    /// Compares an address with the one typed a second time.
    ///
    /// # Errors
    ///
    /// `Missing` or `Different`, as each says; a wrong address that is typed twice alike is said once, of the first.
    pub fn confirm(typed: &str, again: &str) -> Result<(), ConfirmEmailError> {
        match (Self::parse(typed), Self::parse(again)) {
            (_, Err(EmailError::Missing)) => Err(ConfirmEmailError::Missing),
            (Ok(email), Ok(again)) if email.canonical() == again.canonical() => Ok(()),
            (Err(_), _) if typed.trim() == again.trim() => Ok(()),
            (Ok(_) | Err(_), _) => Err(ConfirmEmailError::Different),
        }
    }

    /// The address letters go to: the local part as typed.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.typed
    }

    /// The address to compare by.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// The mailbox that the address leads to: tags do not count, nor dots where the provider ignores them.
    pub(crate) fn mailbox(&self) -> String {
        let canonical = self.canonical();
        let Some((local, domain)) = canonical.rsplit_once('@') else { return canonical.to_owned() };
        // A local part that begins with the plus is no tag of anybody.
        let local = local
            .split_once('+')
            .map_or(local, |(name, _)| if name.is_empty() { local } else { name });
        match domain {
            // Two names of one provider. Source: Google's help, "Dots don't matter in Gmail addresses".
            "gmail.com" | "googlemail.com" => format!("{}@gmail.com", local.replace('.', "")),
            _ => format!("{local}@{domain}"),
        }
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_kept_for_sending_and_dropped_for_comparing() {
        let email = Email::parse(" Pat.Lee@Example.COM ").expect("an address");

        assert_eq!(
            (email.expose(), email.canonical()),
            ("Pat.Lee@example.com", "pat.lee@example.com")
        );
    }

    #[test]
    fn a_domain_in_another_alphabet_becomes_ascii() {
        let email = Email::parse("ana@correo-español.es").expect("an address");

        assert_eq!(email.canonical(), "ana@xn--correo-espaol-skb.es");
    }

    #[test]
    fn what_mail_cannot_reach_is_refused() {
        for typed in [
            "pat",
            "pat@",
            "@example.com",
            "pat@localhost",
            "pat@exa mple.com",
            "pat lee@example.com",
            "pät@example.com",
            "a..b@example.com",
            "pat@example.com\r\nBcc: x@example.com",
            "pat@[127.0.0.1]",
            "a@b@example.com",
        ] {
            assert_eq!(Email::parse(typed), Err(EmailError::NotAnEmail), "{typed}");
        }
    }

    #[test]
    fn two_hundred_fifty_four_bytes_are_the_most() {
        let domain = format!("{}.{}.{}.com", "a".repeat(63), "b".repeat(63), "c".repeat(63));
        let longest = format!("{}@{domain}", "x".repeat(254 - domain.len() - 1));

        assert!(Email::parse(&longest).is_ok());
        assert_eq!(Email::parse(&format!("x{longest}")), Err(EmailError::NotAnEmail));
    }

    #[test]
    fn an_address_typed_twice_is_compared_as_it_is_for_signing_in() {
        let confirm = Email::confirm;

        assert_eq!(confirm("pat@example.com", " PAT@Example.com"), Ok(()));
        assert_eq!(confirm("pat@example.com", ""), Err(ConfirmEmailError::Missing));
        assert_eq!(
            confirm("pat@example.com", "pat@example.org"),
            Err(ConfirmEmailError::Different)
        );
        assert_eq!(confirm("pat", "pat "), Ok(()), "said once, of the first");
        assert_eq!(confirm("pat", "pat@example.com"), Err(ConfirmEmailError::Different));
    }

    #[test]
    fn nothing_typed_is_missing() {
        assert_eq!(Email::parse(" \u{200b}"), Err(EmailError::Missing));
    }
}
