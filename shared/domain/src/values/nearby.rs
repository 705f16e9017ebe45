//! Words that anybody would try as a password here: the co-op's own, and those of the email.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::values::typed::visible;

/// Fewer letters beside such words are no password of one's own.
const OWN_LETTERS: usize = 4;
/// A word of fewer letters is part of too many others to be looked for by itself.
const WORD_LETTERS: usize = 3;

/// Where such a word is from; the reason on the page names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NearbyKind {
    /// The co-op's name.
    Name,
    /// Its town and address.
    Address,
    /// Its phone number.
    Phone,
    /// Its website or mail domain.
    Domain,
    /// The member's own email address.
    Email,
    /// What every such company sells and its members have in common.
    Trade,
}

/// A text whose words anybody would try.
#[derive(Clone, Copy)]
pub struct Nearby<'a> {
    /// Where it is from.
    pub kind: NearbyKind,
    /// The text as it stands in the settings or was typed.
    pub text: &'a str,
}

/// What every co-op and its members have in common.
const TRADE: &str = "electric electrical electricity cooperative cooperativa coop energy power utility utilities light \
    water gas propane broadband fiber internet member members billing smarthub portal account login welcome \
    eléctrica energía";

/// Which of the texts a password is built from, whatever its case, spacing, spelling and the digits and signs around it.
///
/// It is, if too few letters of its own are left without their words; where several texts do it, the first kind that does it alone.
pub(crate) fn built_from(password: &str, nearby: &[Nearby<'_>]) -> Option<NearbyKind> {
    let digits: String = password.chars().filter(char::is_ascii_digit).collect();
    let mut words: Vec<(NearbyKind, String)> = Vec::new();
    for near in nearby {
        match near.kind {
            NearbyKind::Phone => {
                let phone: String = visible(near.text).filter(char::is_ascii_digit).collect();
                if !phone.is_empty()
                    && digits.contains(&phone)
                    && letters(password).chars().count() < OWN_LETTERS
                {
                    return Some(NearbyKind::Phone);
                }
            }
            NearbyKind::Name
            | NearbyKind::Address
            | NearbyKind::Domain
            | NearbyKind::Email
            | NearbyKind::Trade => {
                words.extend(words_of(near.text).map(|word| (near.kind, word)));
            }
        }
    }
    words.extend(words_of(TRADE).map(|word| (NearbyKind::Trade, word)));
    // Longer words first, so that none is cut by a shorter one within it.
    words.sort_by(|(one_kind, one), (other_kind, other)| {
        (other.len(), one_kind).cmp(&(one.len(), other_kind))
    });
    let spelled = [letters(password), letters(&spelled_plainly(password))];
    let built = |words: &[(NearbyKind, String)]| {
        spelled.iter().filter_map(|letters| without(letters.clone(), words)).min()
    };
    let kinds = [NearbyKind::Name, NearbyKind::Address, NearbyKind::Domain, NearbyKind::Email];
    let alone = kinds.into_iter().find_map(|only| {
        let of_kind = |it: &&(NearbyKind, String)| it.0 == only || it.0 == NearbyKind::Trade;
        built(&words.iter().filter(of_kind).cloned().collect::<Vec<_>>())
    });
    alone.filter(|kind| *kind != NearbyKind::Trade).or_else(|| built(&words))
}

/// What the letters are built from, if hardly any are left without the words.
fn without(mut letters: String, words: &[(NearbyKind, String)]) -> Option<NearbyKind> {
    let mut found = None;
    for (kind, word) in words {
        if letters.contains(word.as_str()) {
            // A mark in its place, so that what stood around it does not become a word.
            letters = letters.replace(word.as_str(), " ");
            found = found.into_iter().chain([*kind]).min();
        }
    }
    let own = letters.chars().filter(|c| *c != ' ').count();
    found.filter(|_| own < OWN_LETTERS)
}

/// The words of a text, alone and all in one.
fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    let parted = text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c) && c != '\'');
    let all = letters(text);
    parted.map(letters).chain([all]).filter(|word| word.chars().count() >= WORD_LETTERS)
}

/// The letters of a text, lower case and without accents.
fn letters(text: &str) -> String {
    text.nfkd()
        .filter(|c| c.is_alphabetic() && !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Signs and digits that stand for letters, as letters: those with a letter beside them.
fn spelled_plainly(text: &str) -> String {
    let plain = |c| match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        '9' => 'g',
        other => other,
    };
    let all: Vec<char> = text.chars().collect();
    let is_letter = |at: usize| all.get(at).is_some_and(|c| c.is_alphabetic());
    let within = |at: usize| is_letter(at + 1) || at.checked_sub(1).is_some_and(is_letter);
    all.iter().enumerate().map(|(at, c)| if within(at) { plain(*c) } else { *c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEARBY: [Nearby<'static>; 6] = [
        Nearby { kind: NearbyKind::Name, text: "Juniper Valley Electric Cooperative" },
        Nearby { kind: NearbyKind::Name, text: "Juniper Valley Electric" },
        Nearby { kind: NearbyKind::Address, text: "Juniper Gap, VA 24091" },
        Nearby { kind: NearbyKind::Phone, text: "(800) 555-0142" },
        Nearby { kind: NearbyKind::Domain, text: "members@junipervalley.example" },
        Nearby { kind: NearbyKind::Email, text: "Pat.Goad+bills@ruralmail.example" },
    ];

    #[test]
    fn the_co_ops_own_words_in_every_spelling_are_no_password() {
        for (typed, kind) in [
            ("Juniper Valley Electric 2026", NearbyKind::Name),
            ("junipervalleyelectric2026", NearbyKind::Name),
            ("J.u.n.i.p.e.r V-a-l-l-e-y", NearbyKind::Name),
            ("jun1per v@ll3y 3lectr1c!!", NearbyKind::Name),
            ("JÚNIPER válley eléctric", NearbyKind::Name),
            ("electriccooperative", NearbyKind::Name),
            ("ElectricElectricElectric", NearbyKind::Name),
            ("valleyjuniper#99887766", NearbyKind::Name),
            ("MyJuniperValley20261129", NearbyKind::Name),
            ("JuniperGap24091!", NearbyKind::Name),
            ("GapGapGapGapGap 58213!", NearbyKind::Address),
            ("8005550142 8005550142", NearbyKind::Phone),
            ("tel (800) 555-0142", NearbyKind::Phone),
            ("example.example.99887", NearbyKind::Domain),
            ("patgoad patgoad 1958", NearbyKind::Email),
            ("P4t.G0ad.58213.77123", NearbyKind::Email),
            ("ruralmail-ruralmail-1", NearbyKind::Email),
            ("Internet & Billing 2026", NearbyKind::Trade),
        ] {
            let found = built_from(typed, &NEARBY);
            assert!(found.is_some(), "{typed}");
            if kind != NearbyKind::Phone {
                assert!(found <= Some(kind), "{typed}: {found:?}");
            }
        }
        assert_eq!(
            built_from("call (800) 555-0142!", &[NEARBY[3]]),
            None,
            "four letters of its own"
        );
    }

    #[test]
    fn a_password_of_ones_own_may_hold_such_a_word() {
        for typed in [
            "maple ladder quartz tin",
            "juniper berries taste bitter",
            "electric maple ladder",
            "123456789012345",
        ] {
            assert_eq!(built_from(typed, &NEARBY), None, "{typed}");
        }
    }
}
