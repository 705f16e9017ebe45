//! The document of a bill: its name in billing's files, who has claimed that, and where its copy is.

use std::fmt;

use data_encoding::BASE32_NOPAD;

use crate::history::bill_key::BillPlace;
use crate::history::page_code::PageCode;
use crate::keys::ring::KeyRing;
use crate::values::ids::MemberId;

/// Where billing puts documents in the bucket. Source: template.yaml, `ImportHistory`.
pub const DOCUMENTS: &str = "documents/";

/// The longest name, in characters, inclusive.
const LONGEST: usize = 128;

/// What billing calls a document: letters, digits, dots, dashes and underscores. Personal, so `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct DocumentName(String);

impl DocumentName {
    /// Takes a name as a row or a bucket has it; one that begins with a dot is none, as it may be a file in the making.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        let is_name = (1..=LONGEST).contains(&text.len()) && text.bytes().all(fits);
        (is_name && !text.starts_with('.')).then(|| Self(text.to_owned()))
    }

    /// The name's text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DocumentName(..)")
    }
}

/// What stands for a name in the tables: an HMAC under the index key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentTag([u8; 16]);

impl DocumentTag {
    /// The tag of a name, whoever's document it is.
    #[must_use]
    pub fn of(keys: &KeyRing, name: &DocumentName) -> Self {
        Self(keys.index_mac(&[b"document name", name.0.as_bytes()]))
    }

    /// Reads what [`DocumentTag::text`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The tag in 26 characters.
    #[must_use]
    pub fn text(self) -> String {
        BASE32_NOPAD.encode(&self.0).to_ascii_lowercase()
    }
}

/// What a copy is kept under in the bucket of documents: an HMAC of its bill and its name, which names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentKey(String);

impl DocumentKey {
    /// The key of a bill's document.
    #[must_use]
    pub fn of(keys: &KeyRing, (partition, bill): &BillPlace, tag: DocumentTag) -> Self {
        let (partition, bill) = (partition.as_str().as_bytes(), bill.as_str().as_bytes());
        let mac = keys.index_mac(&[b"document", partition, bill, &tag.0]);
        Self(BASE32_NOPAD.encode(&mac).to_ascii_lowercase())
    }

    /// The key's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What names a bill in addresses of a member's pages: 12 characters that mean nothing to anybody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillCode(PageCode);

impl BillCode {
    /// The code of a bill on the pages of one member.
    #[must_use]
    pub fn of(keys: &KeyRing, member: &MemberId, (partition, bill): &BillPlace) -> Self {
        let (partition, bill) = (partition.as_str().as_bytes(), bill.as_str().as_bytes());
        let parts = [&b"page of bill"[..], member.as_str().as_bytes(), partition, bill];
        Self(PageCode::of(keys, &parts))
    }

    /// Takes what stands in an address; `None` unless it has the form of a code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        PageCode::parse(text).map(Self)
    }

    /// The code's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// Whose a name is. A name is claimed by the bill that names it first, and its document is copied once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameClaim {
    /// A bill's; its document has not been copied.
    Waits(BillPlace),
    /// A bill's, and its document was copied; what is put under this name later is another document.
    Copied(BillPlace),
    /// Nobody's: a second bill named it before its document was copied, so nobody can say whose it is.
    Disputed,
}

/// What becomes of a bill that names a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Whether the name is the bill's.
    pub is_theirs: bool,
    /// Whether its document was copied for the bill.
    pub is_copied: bool,
    /// What is to be written, if it is news.
    pub news: Option<NameClaim>,
}

/// Lets a bill claim a name.
#[must_use]
pub fn claim_name(kept: Option<&NameClaim>, by: &BillPlace) -> Claimed {
    let (is_theirs, news) = match kept {
        None => (true, Some(NameClaim::Waits(by.clone()))),
        Some(NameClaim::Waits(of) | NameClaim::Copied(of)) if of == by => (true, None),
        Some(NameClaim::Waits(_)) => (false, Some(NameClaim::Disputed)),
        Some(NameClaim::Copied(_) | NameClaim::Disputed) => (false, None),
    };
    let is_copied = is_theirs && matches!(kept, Some(NameClaim::Copied(_)));
    Claimed { is_theirs, is_copied, news }
}

/// The largest document, in bytes, inclusive: a bill has some kilobytes.
pub const LARGEST_DOCUMENT: u64 = 10 * 1024 * 1024;

/// Why a file under [`DOCUMENTS`] is not copied and does not wait; in words for the co-op's staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum DocumentRefused {
    /// It is named as no row could name it.
    #[error(
        "the name has other characters than letters, digits, dots, dashes and underscores, or more than 128"
    )]
    Name,
    /// Two bills named it before it was there.
    #[error(
        "two bills name it, so nobody can say whose it is; give each document a name of its own"
    )]
    Disputed,
    /// The name's document was copied before.
    #[error(
        "the document of this name was copied before; give a corrected one a new name, in its row too"
    )]
    CopiedBefore,
    /// It begins otherwise than a PDF does.
    #[error("it is no PDF")]
    NoPdf,
    /// It is larger than any bill.
    #[error("it is larger than 10 MiB")]
    TooLarge,
}

impl DocumentRefused {
    /// Its name, for counting.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "document-name",
            Self::Disputed => "document-taken",
            Self::CopiedBefore => "copied-before",
            Self::NoPdf => "no-pdf",
            Self::TooLarge => "too-large",
        }
    }
}

/// Whether bytes are those of a PDF. Source: ISO 32000-2, 7.5.2.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_keys;
    use crate::history::bill_key::BillKey;
    use crate::values::ids::HistoryKey;

    fn place(partition: &str, bill: &str) -> BillPlace {
        (HistoryKey::from_stored(partition), BillKey::from_stored(bill))
    }

    fn tag(name: &str) -> DocumentTag {
        DocumentTag::of(&test_keys(), &DocumentName::parse(name).expect("a name"))
    }

    #[test]
    fn a_name_is_letters_digits_dots_dashes_and_underscores() {
        let longest = "a".repeat(128);
        for good in ["4711.pdf", "A_b-c.PDF", "x", &longest] {
            assert!(DocumentName::parse(good).is_some(), "{good}");
        }
        let longer = "a".repeat(129);
        for bad in ["", ".", "..", ".a.pdf", "a/b.pdf", "a b.pdf", "ñ.pdf", "a\\b", "%2e", &longer]
        {
            assert_eq!(DocumentName::parse(bad), None, "{bad}");
        }
        assert_eq!(format!("{:?}", DocumentName::parse("4711.pdf")), "Some(DocumentName(..))");
    }

    #[test]
    fn a_tag_reads_back_and_a_key_is_that_of_one_bill_and_one_name() {
        let keys = test_keys();
        let key = |place: &BillPlace, name| DocumentKey::of(&keys, place, tag(name));
        let (one, other) = (place("a", "x"), place("b", "x"));

        assert_eq!(DocumentTag::parse(&tag("a.pdf").text()), Some(tag("a.pdf")));
        assert_eq!(DocumentTag::parse("short"), None);
        assert_ne!(tag("a.pdf"), tag("A.pdf"));
        assert_eq!(key(&one, "a.pdf"), key(&one, "a.pdf"));
        assert_ne!(key(&one, "a.pdf"), key(&other, "a.pdf"));
        assert_ne!(key(&one, "a.pdf"), key(&place("a", "y"), "a.pdf"));
        assert_ne!(key(&one, "a.pdf"), key(&one, "b.pdf"));
    }

    #[test]
    fn a_bill_has_another_code_on_each_members_pages() {
        let keys = test_keys();
        let of =
            |member, place: &BillPlace| BillCode::of(&keys, &MemberId::from_stored(member), place);
        let one = place("a", "x");

        assert_ne!(of("m", &one), of("n", &one));
        assert_ne!(of("m", &one), of("m", &place("a", "y")));
        assert_eq!(BillCode::parse(of("m", &one).as_str()), Some(of("m", &one)));
        assert_eq!(BillCode::parse("../etc"), None);
    }

    #[test]
    fn the_first_bill_that_names_a_document_has_it_and_says_so_once() {
        let one = place("a", "x");
        let first = claim_name(None, &one);
        let again = claim_name(first.news.as_ref(), &one);
        let after = claim_name(Some(&NameClaim::Copied(one.clone())), &one);

        assert!(first.is_theirs && again.is_theirs && after.is_theirs);
        assert_eq!(first.news, Some(NameClaim::Waits(one)));
        assert_eq!((again.news, after.news), (None, None));
        assert_eq!([first.is_copied, again.is_copied, after.is_copied], [false, false, true]);
    }

    #[test]
    fn a_name_that_two_bills_claim_is_nobodys_unless_it_was_copied_for_the_first() {
        let (one, other) = (place("a", "x"), place("b", "x"));
        let waits = NameClaim::Waits(one.clone());

        let second = claim_name(Some(&waits), &other);
        let nobody = Claimed { is_theirs: false, is_copied: false, news: None };
        assert_eq!(second, Claimed { news: Some(NameClaim::Disputed), ..nobody.clone() });
        assert_eq!(claim_name(Some(&NameClaim::Disputed), &one), nobody);
        assert_eq!(claim_name(Some(&NameClaim::Copied(one)), &other), nobody);
    }

    #[test]
    fn a_pdf_is_known_by_its_beginning() {
        assert!(is_pdf(b"%PDF-1.7\n"));
        assert!(!is_pdf(b"<html>") && !is_pdf(b"") && !is_pdf(b" %PDF-1.7"));
    }
}
