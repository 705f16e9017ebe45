//! Words in whole names that tell people from businesses, and last names from what stands beside them.

/// What stands behind people's names besides [`ENDINGS`].
pub(super) const DEGREES: [&str; 3] = ["md", "phd", "dds"];

/// What stands behind the name of somebody who died, or who acts for others.
pub(super) const ROLES: [&str; 14] = [
    "decd",
    "deceased",
    "estate",
    "etal",
    "etux",
    "etvir",
    "executor",
    "executrix",
    "guardian",
    "heirs",
    "poa",
    "trustee",
    "trustees",
    "ttee",
];

/// What stands before `trust` and belongs to it.
pub(super) const TRUSTS: [&str; 7] =
    ["family", "irrevocable", "joint", "land", "living", "rev", "revocable"];

/// Who stands behind `&` in the name of a business.
pub(super) const PARTNERS: [&str; 7] =
    ["associates", "bros", "brothers", "daughters", "partners", "son", "sons"];

/// Words that only a business ends in, besides [`LEGAL_FORMS`].
pub(super) const MORE_LEGAL_FORMS: [&str; 5] = ["bros", "brothers", "hoa", "limited", "pc"];

/// Words that make a business of three words and more; some are last names too.
pub(super) const BUSINESS_WORDS: [&str; 36] = [
    "apartments",
    "association",
    "assn",
    "authority",
    "bank",
    "cemetery",
    "center",
    "centre",
    "church",
    "city",
    "clinic",
    "club",
    "college",
    "cooperative",
    "county",
    "department",
    "dept",
    "district",
    "enterprises",
    "farm",
    "farms",
    "foundation",
    "fund",
    "hospital",
    "lodge",
    "ministries",
    "partnership",
    "properties",
    "rentals",
    "school",
    "schools",
    "services",
    "store",
    "town",
    "university",
    "village",
];

/// Words that belong to the last name behind them.
pub(super) const PARTICLES: [&str; 25] = [
    "al", "bin", "da", "das", "de", "del", "den", "der", "des", "di", "do", "dos", "du", "el",
    "la", "las", "le", "los", "san", "santa", "st", "ten", "ter", "van", "von",
];
