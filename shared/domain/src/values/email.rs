//! Email addresses.

use std::fmt;

use validator::ValidateEmail;

use crate::values::typed::visible;

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
    /// name before `<…>`, a comma, semicolon or dot at the end. A curly apostrophe is a straight one.
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
        if local.contains('@') || typed.contains([',', ';']) {
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
        if !domain.is_empty() && !domain.contains('.') && !local.is_empty() {
            return Err(EmailError::NoEnding);
        }
        if canonical.validate_email() {
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

/// What was typed without what surely is not part of an address.
fn bare(typed: &str) -> String {
    let seen: String = visible(typed)
        .map(|c| if matches!(c, '\u{2018}' | '\u{2019}' | '\u{2bc}') { '\'' } else { c })
        .map(|c| if c == '\u{ff20}' { '@' } else { c })
        .collect();
    // `Pat Lee <pat@example.com>`, as mail programs copy an address.
    let inside = seen
        .rsplit_once('<')
        .map_or(&*seen, |(_, rest)| rest.split('>').next().unwrap_or_default());
    let around = |c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '\u{201c}'..='\u{201f}' | '<' | '>' | '(' | ')' | '[' | ']')
    };
    let inside = inside.trim_matches(around);
    let scheme = inside.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:"));
    let inside = scheme.map_or(inside, |start| {
        let address = &inside[start.len()..];
        address.split('?').next().unwrap_or_default()
    });
    let at_the_end = |c: char| around(c) || matches!(c, ',' | ';' | '.' | ':');
    inside.trim_start_matches(around).trim_end_matches(at_the_end).to_owned()
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

    #[track_caller]
    fn refused(typed: &str, rule: EmailError) {
        assert_eq!(Email::parse(typed), Err(rule), "{typed}");
    }

    #[test]
    fn what_mail_cannot_reach_is_refused_by_its_own_name() {
        refused("pat", EmailError::NoAt);
        refused("pat.example.com", EmailError::NoAt);
        refused("a@b@example.com", EmailError::TwoAddresses);
        refused("pat@example.com, ann@example.com", EmailError::TwoAddresses);
        refused("pat@example.com;ann", EmailError::TwoAddresses);
        refused("pat@exa mple.com", EmailError::Blank);
        refused("pat lee@example.com", EmailError::Blank);
        refused("pat\u{a0}lee@example.com", EmailError::Blank);
        refused("a..b@example.com", EmailError::Dots);
        refused("pat@example..com", EmailError::Dots);
        refused(".pat@example.com", EmailError::Dots);
        refused("pat.@example.com", EmailError::Dots);
        refused("pat@.example.com", EmailError::Dots);
        refused("pat@localhost", EmailError::NoEnding);
        refused("pät@example.com", EmailError::OtherLetters);
        refused("pat@", EmailError::NotAnEmail);
        refused("@example.com", EmailError::NotAnEmail);
        refused("pat@[127.0.0.1]", EmailError::NotAnEmail);
        refused("pat(home)@example.com", EmailError::NotAnEmail);
        refused("pat@example.com\r\nBcc: x@example.com", EmailError::TwoAddresses);
        refused("pat@exam_ple.com", EmailError::NotAnEmail);
    }

    #[test]
    fn what_is_pasted_with_an_address_is_dropped() {
        for typed in [
            "pat.o'lee@example.com",
            " pat.o\u{2019}lee@example.com ",
            "mailto:pat.o'lee@example.com",
            "MAILTO:pat.o'lee@example.com?subject=Hello",
            "Pat O\u{2019}Lee <pat.o'lee@example.com>",
            "\"Lee, Pat\" <pat.o'lee@example.com>",
            "<pat.o'lee@example.com>",
            "pat.o'lee@example.com,",
            "pat.o'lee@example.com;",
            "pat.o'lee@example.com.",
            "(pat.o'lee@example.com).",
            "\u{201c}pat.o'lee@example.com\u{201d}",
            "\u{202a}pat.o'lee@example.com\u{202c}",
            "p\u{ad}at.o'lee@exam\u{200b}ple.com\u{feff}",
            "\u{2066}pat.o'lee\u{2069}@example.com\u{2060}",
            "pat.o'lee\u{ff20}example.com",
        ] {
            let email = Email::parse(typed).expect("an address");
            assert_eq!(email.canonical(), "pat.o'lee@example.com", "{typed:?}");
        }
    }

    #[test]
    fn two_hundred_fifty_four_bytes_are_the_most() {
        let domain = format!("{}.{}.{}.com", "a".repeat(63), "b".repeat(63), "c".repeat(63));
        let longest = format!("{}@{domain}", "x".repeat(254 - domain.len() - 1));

        assert!(Email::parse(&longest).is_ok());
        assert_eq!(Email::parse(&format!("x{longest}")), Err(EmailError::TooLong));
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
