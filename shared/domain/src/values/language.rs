//! The languages the portal speaks.

/// The language of a page or letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::VariantArray)]
pub enum Language {
    /// English, as spoken in the United States.
    #[default]
    English,
    /// Spanish, as spoken in the United States; members are addressed as *usted*.
    Spanish,
}

impl Language {
    /// All of them.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Parses a language tag's first part, `en` or `es`; anything else is `None`.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.iter().copied().find(|it| first.eq_ignore_ascii_case(it.tag()))
    }

    /// The tag as HTML's `lang` wants it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }
}
