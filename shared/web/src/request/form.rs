//! Form posts: one parser for every step, strict in what it takes.

use std::collections::BTreeMap;

use domain::Typed;

/// The most bytes of a body, inclusive. Source: SECURITY.md#figures.
pub const BODY_MAX: usize = 16 * 1024;

/// Fields whose content is never sent back.
const NEVER_SHOWN: [&str; 10] = [
    crate::request::csrf::FIELD,
    "altcha",
    "password",
    "current_password",
    "current_code",
    "challenge",
    "credential",
    "again",
    "new_password",
    "confirm_password",
];
const PHRASE: &str = "security_phrase";

/// The fields of a post, each at most once.
#[derive(Clone, Debug, Default)]
pub struct Form(BTreeMap<String, Typed>);

/// Why a body is no form of this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormError {
    /// It is not `application/x-www-form-urlencoded`.
    WrongType,
    /// It is longer than [`BODY_MAX`].
    TooLarge,
    /// It is not UTF-8, names a field twice or a field that the page does not have.
    Unreadable,
}

impl Form {
    /// Parses a body; `fields` are those that the function's pages have.
    ///
    /// # Errors
    ///
    /// `TooLarge`, `WrongType`, then `Unreadable`.
    pub fn parse(
        content_type: Option<&str>,
        body: &[u8],
        fields: &[&str],
    ) -> Result<Self, FormError> {
        if body.len() > BODY_MAX {
            return Err(FormError::TooLarge);
        }
        let kind = content_type.and_then(|text| text.split(';').next()).unwrap_or_default();
        if !kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(FormError::WrongType);
        }
        let mut form = BTreeMap::new();
        for pair in body.split(|b| *b == b'&').filter(|pair| !pair.is_empty()) {
            let (name, value) =
                pair.split_at(pair.iter().position(|b| *b == b'=').unwrap_or(pair.len()));
            let name = decoded(name)?;
            let value = decoded(value.strip_prefix(b"=").unwrap_or(value))?;
            let known = name == crate::request::csrf::FIELD || fields.contains(&name.as_str());
            if !known || form.insert(name, Typed::new(value)).is_some() {
                return Err(FormError::Unreadable);
            }
        }
        Ok(Self(form))
    }

    /// A form of what was kept of one.
    pub(crate) fn kept(fields: BTreeMap<String, String>) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name, Typed::new(value))).collect())
    }

    /// What may be shown once more: all but passwords, tokens and the robot check.
    pub(crate) fn showable(&self) -> Self {
        let shown = self.0.iter().filter(|(name, _)| !NEVER_SHOWN.contains(&name.as_str()));
        Self(shown.map(|(name, value)| (name.clone(), value.clone())).collect())
    }

    /// What may travel in a cookie: what may be shown, without the security phrase.
    pub(crate) fn keepable(&self) -> BTreeMap<String, String> {
        let shown = self.showable().0.into_iter().filter(|(name, _)| name != PHRASE);
        shown.map(|(name, value)| (name, value.expose().to_owned())).collect()
    }

    /// What was typed into a field; a field that was not sent is empty.
    #[must_use]
    pub fn get(&self, field: &str) -> Typed {
        self.0.get(field).cloned().unwrap_or_default()
    }
}

/// Decodes `+` and `%XX`; broken escapes and bytes that are not UTF-8 are refused rather than replaced.
fn decoded(part: &[u8]) -> Result<String, FormError> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digit = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
                let (high, low) = (digit(rest.next()), digit(rest.next()));
                let (Some(high), Some(low)) = (high, low) else {
                    return Err(FormError::Unreadable);
                };
                bytes.push(u8::try_from(high * 16 + low).expect("two hexadecimal digits"));
            }
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).map_err(|_| FormError::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: Option<&str> = Some("application/x-www-form-urlencoded; charset=UTF-8");

    fn parse(body: &str) -> Result<Form, FormError> {
        Form::parse(TYPE, body.as_bytes(), &["name", "email"])
    }

    #[test]
    fn fields_are_decoded_and_missing_ones_are_empty() {
        let form = parse("name=Ana+Mu%C3%B1oz&csrf=x").expect("a form");

        assert_eq!(form.get("name").expose(), "Ana Muñoz");
        assert_eq!(form.get("email").expose(), "");
    }

    #[test]
    fn a_field_twice_or_a_field_unknown_is_refused() {
        assert_eq!(parse("name=a&name=b").err(), Some(FormError::Unreadable));
        assert_eq!(parse("name=a&admin=1").err(), Some(FormError::Unreadable));
    }

    #[test]
    fn what_is_not_utf_8_or_badly_escaped_is_refused() {
        for body in ["name=%FF", "name=%", "name=%4", "name=%zz", "%ff=a"] {
            assert_eq!(parse(body).err(), Some(FormError::Unreadable), "{body}");
        }
    }

    #[test]
    fn another_type_is_refused() {
        let json = Form::parse(Some("application/json"), b"{}", &[]);
        let none = Form::parse(None, b"", &[]);

        assert_eq!(json.err(), Some(FormError::WrongType));
        assert_eq!(none.err(), Some(FormError::WrongType));
    }

    #[test]
    fn sixteen_kibibytes_are_the_most() {
        let longest = format!("name={}", "a".repeat(BODY_MAX - 5));

        assert!(parse(&longest).is_ok());
        assert_eq!(parse(&format!("{longest}a")).err(), Some(FormError::TooLarge));
    }
}
