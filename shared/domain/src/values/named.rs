//! What plain variants are called in items, logs and metrics.

/// Gives enums `ALL`, `name` and `parse`, from what strum derives: it knows every variant, so none is forgotten.
///
/// Items hold these names for years. A test beside each enum says them, so that a renamed variant shows.
macro_rules! named {
    ($($kind:ty),+ $(,)?) => {$(
        impl $kind {
            /// All of them.
            pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

            /// The name in items, logs and metrics.
            #[must_use]
            pub fn name(self) -> &'static str {
                self.into()
            }

            /// Reads what `name` wrote.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                name.parse().ok()
            }
        }
    )+};
}

pub(crate) use named;

/// Asserts that variants are called so, in their order, and that the names read back.
#[cfg(test)]
macro_rules! assert_named {
    ($kind:ty, $names:expr) => {
        let names: Vec<&str> = <$kind>::ALL.iter().map(|it| it.name()).collect();
        assert_eq!(names, $names);
        for it in <$kind>::ALL {
            assert_eq!(<$kind>::parse(it.name()), Some(*it));
        }
        assert_eq!(<$kind>::parse(""), None);
    };
}

#[cfg(test)]
pub(crate) use assert_named;
