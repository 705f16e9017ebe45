//! What hashing a password costs.

/// What argon2id takes: memory, and how often all of it is passed over. One lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HashCost {
    pub(crate) kibibytes: u32,
    pub(crate) passes: u32,
}

impl HashCost {
    /// 19 MiB, two passes. Source: OWASP Password Storage Cheat Sheet.
    pub(crate) const TODAY: Self = Self { kibibytes: 19_456, passes: 2 };
    /// The least that there is.
    pub(crate) const OF_TESTS: Self = Self { kibibytes: 8, passes: 1 };

    /// How a hash of this cost begins in PHC notation.
    pub(crate) fn prefix(self) -> String {
        format!("$argon2id$v=19$m={},t={},p=1$", self.kibibytes, self.passes)
    }
}
