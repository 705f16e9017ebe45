//! Slips of the finger in the part of an email address behind the `@`.

use crate::values::email::Email;

/// Where most people have their mail. Source: the providers' own lists, and those that are next to them in spelling.
const USUAL: [&str; 28] = [
    "aol.com",
    "att.net",
    "bellsouth.net",
    "centurylink.net",
    "charter.net",
    "comcast.net",
    "cox.net",
    "earthlink.net",
    "email.com",
    "fastmail.com",
    "frontier.com",
    "gmail.com",
    "gmx.com",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "sbcglobal.net",
    "verizon.net",
    "yahoo.com",
    "ymail.com",
];

/// A name has so many letters before one that differs is a slip; shorter ones are next to names of others.
const LEAST: usize = 5;

/// Endings that there are not, and those that they are next to. Source: IANA's list of top-level domains.
const ENDINGS: [(&str, &str); 18] = [
    ("c0m", "com"),
    ("ccom", "com"),
    ("cmo", "com"),
    ("coim", "com"),
    ("comm", "com"),
    ("con", "com"),
    ("coom", "com"),
    ("cpm", "com"),
    ("ocm", "com"),
    ("vom", "com"),
    ("xom", "com"),
    ("ent", "net"),
    ("ner", "net"),
    ("nte", "net"),
    ("ogr", "org"),
    ("orgg", "org"),
    ("rog", "org"),
    ("eud", "edu"),
];

/// The address that was probably meant, if the one that was typed is next to it: `walker@gmial.com`.
///
/// It is only asked: some of these names may be somebody's.
#[must_use]
pub fn meant_email(email: &Email) -> Option<String> {
    let (local, domain) = email.expose().rsplit_once('@')?;
    let domain = domain.to_lowercase();
    if USUAL.contains(&domain.as_str()) {
        return None;
    }
    let (name, ending) = domain.rsplit_once('.')?;
    let ended = ENDINGS.iter().find(|(wrong, _)| *wrong == ending);
    let mended = ended.map_or_else(|| domain.clone(), |(_, right)| format!("{name}.{right}"));
    let near = USUAL.iter().filter(|usual| **usual == mended || is_slip(&mended, usual));
    let usual = near.min_by_key(|usual| strsim::osa_distance(&mended, usual));
    let meant = usual.map_or(mended, |usual| (*usual).to_owned());
    (meant != domain).then(|| format!("{local}@{meant}"))
}

/// Whether a domain is a usual one with one letter wrong, missing, too many, or changed with its neighbour.
fn is_slip(domain: &str, usual: &str) -> bool {
    let (Some((name, ending)), Some((of_usual, ending_of_usual))) =
        (domain.rsplit_once('.'), usual.rsplit_once('.'))
    else {
        return false;
    };
    // `gmail.co` lacks a letter, `gmail.de` is another's.
    let is_cut = ending_of_usual == "com" && matches!(ending, "co" | "cm" | "om");
    of_usual.len() >= LEAST
        && match strsim::osa_distance(name, of_usual) {
            0 => is_cut,
            1 => is_cut || ending == ending_of_usual,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(domain: &str) -> Option<String> {
        let email = Email::parse(&format!("Pat.Walker@{domain}")).expect("an email");
        meant_email(&email)
    }

    #[test]
    fn a_slip_in_a_usual_name_is_asked_about() {
        for (typed, usual) in [
            ("gmial.com", "gmail.com"),
            ("gmai.com", "gmail.com"),
            ("gnail.com", "gmail.com"),
            ("GMAILL.COM", "gmail.com"),
            ("gmail.con", "gmail.com"),
            ("gmial.con", "gmail.com"),
            ("gmail.co", "gmail.com"),
            ("gmail.cm", "gmail.com"),
            ("yaho.com", "yahoo.com"),
            ("yahooo.com", "yahoo.com"),
            ("hotmial.com", "hotmail.com"),
            ("hotmail.comm", "hotmail.com"),
            ("outlok.com", "outlook.com"),
            ("iclod.com", "icloud.com"),
            ("comcast.nte", "comcast.net"),
            ("verizon.ner", "verizon.net"),
            ("aol.con", "aol.com"),
        ] {
            assert_eq!(meant(typed), Some(format!("Pat.Walker@{usual}")), "{typed}");
        }
    }

    #[test]
    fn an_ending_that_there_is_not_is_asked_about_whoever_has_the_name() {
        assert_eq!(meant("juniper.cmo").as_deref(), Some("Pat.Walker@juniper.com"));
        assert_eq!(meant("school.ogr").as_deref(), Some("Pat.Walker@school.org"));
    }

    #[test]
    fn what_may_be_right_is_not_asked_about() {
        for domain in [
            "gmail.com",
            "Gmail.com",
            "ymail.com",
            "mail.com",
            "email.com",
            "me.com",
            "mac.com",
            "cox.net",
            "fox.net",
            "gmail.de",
            "yahoo.ca",
            "yahoo.co.uk",
            "hotmail.fr",
            "outlook.es",
            "juniper.coop",
            "example.org",
            "mail.example",
            "live.com",
            "love.com",
        ] {
            assert_eq!(meant(domain), None, "{domain}");
        }
    }
}
