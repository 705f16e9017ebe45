//! Email addresses.

mod pasted;

use std::fmt;

use validator::ValidateLength;

use pasted::bare;

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
    /// There is no @ in it.
    NoAt,
    /// There is more than one @, or more than one address.
    TwoAddresses,
    /// There is a blank in the middle.
    Blank,
    /// Two dots stand side by side, or one stands before the @ or at the start.
    Dots,
    /// The part after the @ has no ending, such as ".com".
    NoEnding,
    /// Before the @ stands a letter that most mail cannot be sent to, such as ñ.
    OtherLetters,
    /// It is longer than any address.
    TooLong,
    /// It is not an address that mail can be sent to, for another reason.
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

    /// Parses an address as typed or pasted.
    ///
    /// What surely does not belong to it is dropped: marks that show nothing, blanks and quotes around it, `mailto:`, a
    /// name before `<…>`, a comma, semicolon or dot at the end. A curly apostrophe is a straight one, and a comma in
    /// place of the only dot a dot.
    ///
    /// # Errors
    ///
    /// The first rule that it breaks; `NotAnEmail` for what HTML's own rule for addresses refuses beside.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let typed = bare(typed);
        if typed.is_empty() {
            return Err(EmailError::Missing);
        }
        let (local, domain) = typed.rsplit_once('@').ok_or(EmailError::NoAt)?;
        if local.contains('@') || typed.contains([',', ';', '\u{3001}']) {
            return Err(EmailError::TwoAddresses);
        }
        if typed.contains(char::is_whitespace) {
            return Err(EmailError::Blank);
        }
        if typed.contains("..")
            || local.starts_with('.')
            || local.ends_with('.')
            || domain.starts_with('.')
        {
            return Err(EmailError::Dots);
        }
        if !local.is_ascii() {
            return Err(EmailError::OtherLetters);
        }
        if typed.len() > Self::MAX {
            return Err(EmailError::TooLong);
        }
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| EmailError::NotAnEmail)?;
        let canonical = format!("{}@{domain}", local.to_ascii_lowercase());
        if canonical.len() > Self::MAX {
            return Err(EmailError::TooLong);
        }
        if !domain.is_empty() && !has_ending(&domain) && !local.is_empty() {
            return Err(EmailError::NoEnding);
        }
        if is_local(local) && domain.split('.').all(is_label) {
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

/// Whether a domain ends in what may be a top-level one: two letters or more, and no address of a machine.
/// Source: RFC 3696 §2. Digits among its letters are a slip, which is asked about.
fn has_ending(domain: &str) -> bool {
    let Some((name, ending)) = domain.rsplit_once('.') else { return false };
    let is_word = ending.bytes().all(|b| b.is_ascii_alphanumeric())
        && ending.starts_with(|c: char| c.is_ascii_alphabetic());
    !name.is_empty() && (ending.starts_with("xn--") || (ending.len() > 1 && is_word))
}

/// Whether HTML's own rule takes the part before the @, in the length that mail has for it.
///
/// Source: HTML Standard, "valid email address"; RFC 5321 §4.5.3.1.1.
fn is_local(local: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b);
    local.validate_length(Some(1), Some(64), None) && local.bytes().all(fits)
}

/// Whether HTML's own rule takes a part of the domain.
fn is_label(label: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    label.validate_length(Some(1), Some(63), None)
        && label.bytes().all(fits)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(..)")
    }
}

#[cfg(test)]
mod tests;
