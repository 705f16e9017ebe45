//! What each key is for.

/// What a key is derived for; a key for one use opens nothing of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Links in letters.
    Link,
    /// Temporary passwords in letters.
    TemporaryPassword,
    /// Signed cookies.
    Cookie,
    /// Form tokens against forgery.
    Csrf,
    /// Robot-check challenges.
    Challenge,
    /// Ids of pending registrations.
    Pending,
    /// The pepper of password hashes.
    Pepper,
    /// Keyed hashes of names and answers.
    Match,
    /// Look-up keys of emails, addresses and accounts.
    Index,
    /// Encryption of the phrase and the contact on file.
    Seal,
    /// Encryption of what is kept of an account over time.
    History,
    /// The key that signs the token of a payment.
    Pay,
    /// Secrets of authenticator apps that are offered.
    AppSecret,
    /// Recovery codes.
    RecoveryCode,
    /// Codes that bills are printed with.
    PrintedCode,
    /// What look-ups at the desk are counted by.
    Desk,
}

impl Use {
    pub(super) fn label(self) -> &'static [u8] {
        match self {
            Self::Link => b"porchlight/1/link",
            Self::TemporaryPassword => b"porchlight/1/temporary-password",
            Self::Cookie => b"porchlight/1/cookie",
            Self::Csrf => b"porchlight/1/csrf",
            Self::Challenge => b"porchlight/1/challenge",
            Self::Pending => b"porchlight/1/pending",
            Self::Pepper => b"porchlight/1/pepper",
            Self::Match => b"porchlight/1/match",
            Self::Index => b"porchlight/1/index",
            Self::Seal => b"porchlight/1/seal",
            Self::History => b"porchlight/1/history",
            Self::Pay => b"porchlight/1/pay",
            Self::AppSecret => b"porchlight/1/app-secret",
            Self::RecoveryCode => b"porchlight/1/recovery-code",
            Self::PrintedCode => b"porchlight/1/printed-code",
            Self::Desk => b"porchlight/1/desk",
        }
    }
}
