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

/// Names of those above that others have, too, or that they have themselves with another ending.
const SHARED: [&str; 11] = [
    "charter", "cox", "email", "fastmail", "frontier", "gmx", "live", "mac", "mail", "me", "proton",
];

/// A name has so many letters before one that differs is a slip; shorter ones are next to names of others.
const LEAST: usize = 5;
/// A name has so many letters before two that differ are one.
const LONG: usize = 7;

/// Endings that most people have.
const ENDINGS: [&str; 5] = ["com", "net", "org", "edu", "gov"];

/// Endings of others that are one letter from these. Source: IANA's list of top-level domains.
const OTHERS: [&str; 21] = [
    "bet", "bom", "cam", "cm", "co", "et", "eu", "goo", "gop", "got", "mom", "mov", "ne", "nec",
    "new", "next", "ntt", "om", "ong", "pet", "vet",
];

/// The address that was probably meant, if the one that was typed is next to it: `walker@gmial.com`, `walker@gmail.net`.
///
/// It is only asked: some of these names may be somebody's.
#[must_use]
pub fn meant_email(email: &Email) -> Option<String> {
    let (local, domain) = email.expose().rsplit_once('@')?;
    let domain = domain.to_lowercase();
    if USUAL.contains(&domain.as_str()) {
        return None;
    }
    let mended = mended(&domain)?;
    let near = USUAL.iter().filter(|usual| **usual == mended || is_slip(&mended, usual));
    let usual = near.min_by_key(|usual| strsim::osa_distance(&mended, usual));
    let meant = usual.map_or(mended, |usual| (*usual).to_owned());
    (meant != domain).then(|| format!("{local}@{meant}"))
}

/// A domain without what was typed too much, and with the ending that was meant: `www.gmail.com`, `gmail.com.com`,
/// `gmailcom.com`.
fn mended(domain: &str) -> Option<String> {
    let domain = domain.strip_prefix("www.").unwrap_or(domain);
    let (name, ending) = domain.rsplit_once('.')?;
    let ending = meant_ending(ending).unwrap_or(ending);
    let once = match name.rsplit_once('.') {
        Some((once, twice)) if twice == ending || meant_ending(twice) == Some(ending) => once,
        _ => name,
    };
    let is_glued = |usual: &&&str| usual.replace('.', "") == once && !is_shared(usual);
    let glued = USUAL.iter().find(is_glued).map(|usual| (*usual).to_owned());
    Some(glued.unwrap_or_else(|| format!("{once}.{ending}")))
}

/// The ending that was meant by one that there is not, if it is one letter from it or comes twice.
fn meant_ending(ending: &str) -> Option<&'static str> {
    let is_slip =
        |usual: &&&str| strsim::osa_distance(ending, usual) == 1 || ending == usual.repeat(2);
    ENDINGS.iter().find(is_slip).filter(|_| !OTHERS.contains(&ending)).copied()
}

/// Whether others have the name of a usual domain, too.
fn is_shared(usual: &str) -> bool {
    usual.rsplit_once('.').is_some_and(|(name, _)| SHARED.contains(&name))
}

/// Whether a domain is a usual one with a slip in its name, its ending, or both.
fn is_slip(domain: &str, usual: &str) -> bool {
    let (Some((name, ending)), Some((of_usual, ending_of_usual))) =
        (domain.rsplit_once('.'), usual.rsplit_once('.'))
    else {
        return false;
    };
    // `gmail.co` lacks a letter, `gmail.de` is another's; who has `comcast.net` types `comcast.com`.
    let is_cut =
        matches!((ending_of_usual, ending), ("com", "co" | "cm" | "om") | ("net", "ne" | "et"));
    let is_same = is_cut || ending == ending_of_usual;
    let is_another = ENDINGS.contains(&ending) && !is_shared(usual);
    let is_usual = ending_of_usual == "net" && ending == "com";
    if name == of_usual {
        return is_cut || is_another || is_usual;
    }
    is_swapped(name, of_usual) && (is_same || is_another) || is_name_slip(name, of_usual) && is_same
}

/// Whether a name has a usual one's letters in another order: `icould`. Of a short one only neighbours change places.
fn is_swapped(name: &str, usual: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_long = usual.len() >= LEAST;
    let is_near = is_long || !SHARED.contains(&usual) && strsim::osa_distance(name, usual) == 1;
    is_near && name.chars().next() == usual.chars().next() && sorted(name) == sorted(usual)
}

/// Whether a name is a usual one with a letter wrong, missing, too many, or changed with its neighbour; a long one with two.
fn is_name_slip(name: &str, usual: &str) -> bool {
    match strsim::osa_distance(name, usual) {
        1 => usual.len() >= LEAST,
        2 => {
            usual.len() >= LONG
                && !SHARED.contains(&usual)
                && name.chars().next() == usual.chars().next()
        }
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
            ("aol.co", "aol.com"),
            ("msn.cm", "msn.com"),
            ("gmail.coml", "gmail.com"),
            ("gmail.com2", "gmail.com"),
            ("gmail.clm", "gmail.com"),
            ("yahoo.dom", "yahoo.com"),
            ("comcast.com", "comcast.net"),
            ("sbcglobal.con", "sbcglobal.net"),
        ] {
            assert_eq!(meant(typed), Some(format!("Pat.Walker@{usual}")), "{typed}");
        }
    }

    #[test]
    fn letters_in_another_order_are_asked_about() {
        for (typed, usual) in [
            ("icould.com", "icloud.com"),
            ("iclodu.com", "icloud.com"),
            ("yhaoo.com", "yahoo.com"),
            ("gmali.com", "gmail.com"),
            ("gamli.net", "gmail.com"),
            ("hotmali.com", "hotmail.com"),
            ("outlokko.com", "outlook.com"),
            ("alo.com", "aol.com"),
            ("mns.com", "msn.com"),
            ("hotmaiil.com", "hotmail.com"),
            ("comcats.net", "comcast.net"),
            ("verizzonn.net", "verizon.net"),
        ] {
            assert_eq!(meant(typed), Some(format!("Pat.Walker@{usual}")), "{typed}");
        }
    }

    #[test]
    fn a_usual_name_with_another_ending_or_with_two_is_asked_about() {
        for (typed, usual) in [
            ("gmail.net", "gmail.com"),
            ("gmail.org", "gmail.com"),
            ("gmail.nte", "gmail.com"),
            ("icloud.net", "icloud.com"),
            ("aol.net", "aol.com"),
            ("aol.org", "aol.com"),
            ("msn.net", "msn.com"),
            ("yahoo.org", "yahoo.com"),
            ("comcast.org", "comcast.net"),
            ("comcast.ne", "comcast.net"),
            ("gmail.com.com", "gmail.com"),
            ("gmail.comcom", "gmail.com"),
            ("gmail.con.com", "gmail.com"),
            ("yahoo.com.con", "yahoo.com"),
            ("comcast.net.net", "comcast.net"),
            ("gmailcom.com", "gmail.com"),
            ("yahoocom.com", "yahoo.com"),
            ("comcastnet.com", "comcast.net"),
            ("www.gmail.com", "gmail.com"),
            ("juniper.com.com", "juniper.com"),
        ] {
            assert_eq!(meant(typed), Some(format!("Pat.Walker@{usual}")), "{typed}");
        }
    }

    #[test]
    fn an_ending_that_there_is_not_is_asked_about_whoever_has_the_name() {
        assert_eq!(meant("juniper.cmo").as_deref(), Some("Pat.Walker@juniper.com"));
        for (typed, meant_by_it) in [
            ("school.ogr", "school.org"),
            ("school.orh", "school.org"),
            ("juniper.ney", "juniper.net"),
            ("juniper.neet", "juniper.net"),
            ("town.gob", "town.gov"),
            ("college.eduu", "college.edu"),
            ("juniper.c0m", "juniper.com"),
        ] {
            assert_eq!(meant(typed), Some(format!("Pat.Walker@{meant_by_it}")), "{typed}");
        }
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
            "juniper.co",
            "juniper.eu",
            "juniper.me",
            "juniper.pet",
            "example.org",
            "mail.example",
            "live.com",
            "love.com",
            "gmx.net",
            "fastmail.net",
            "mail.org",
            "email.net",
            "live.net",
            "me.org",
            "cox.org",
            "charter.org",
            "yahoo.com.mx",
            "lao.com",
            "amc.com",
        ] {
            assert_eq!(meant(domain), None, "{domain}");
        }
    }
}
