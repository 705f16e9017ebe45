//! Words that anybody would try as a password here: the co-op's own, and those of the email.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::values::typed::visible;

/// Fewer letters beside such words are no password of one's own.
const OWN_LETTERS: usize = 4;
/// A word of fewer letters is part of too many others to be looked for by itself.
const WORD_LETTERS: usize = 3;
/// A word of fewer letters is next to too many others to be looked for with a slip.
const SLIP_LETTERS: usize = 6;
/// The digits of a phone number without its area.
const LOCAL_DIGITS: usize = 7;

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
const TRADE: &str = "electric electrical electricity elec cooperative cooperativa coop energy power utility utilities light \
    lights water gas propane broadband fiber internet member members billing smarthub portal account accounts login bill \
    bills payment payments autopay statement customer meter outage kilowatt \
    eléctrica eléctrico electricidad energía luz laluz agua corriente cuenta cuentas factura facturas facturación recibo recibos \
    pago pagos socio socia socios miembro miembros cliente clientes medidor apagón";

/// What anybody would try anywhere.
const USUAL: &str = "password passwort passwd passcode letmein welcome hello secret secrets admin administrator test user \
    guest changeme default login love \
    contraseña contraseñas contrasenya clave claves secreto secreta administrador prueba usuario usuaria invitado \
    bienvenido bienvenida hola acceso entrar amor";

/// What people put beside such words, and what tells no password from another. Alone it is none of these words.
const BESIDE: &str = "a i y e o password passwort contraseña clave letmein secret admin test welcome love amo my mi mis our the \
    and of to in at for is pay paid payment bill bills factura facturas luz cuenta your family familia home casa office \
    number city town county hello hola online web site year company de del la las el los en un una para por con su sus es \
    nuestra nuestro compañía empresa oficina número ciudad pueblo condado pagar sitio año servicio service";

/// Which of the texts a password is built from, whatever its case, spacing, spelling and the digits and signs around it:
/// backwards too, with a slip, and with doubled letters.
///
/// It is, if too few letters of its own are left without their words. Where several texts do it alone, it is the one that
/// leaves the fewest; where none does, they do it together.
pub(crate) fn built_from(password: &str, nearby: &[Nearby<'_>]) -> Option<NearbyKind> {
    let phones = nearby.iter().filter(|near| near.kind == NearbyKind::Phone);
    if phones.into_iter().any(|phone| is_phone(password, phone.text)) {
        return Some(NearbyKind::Phone);
    }
    let texts = nearby.iter().filter(|near| near.kind != NearbyKind::Phone);
    let mut words: Vec<(NearbyKind, String)> = texts.flat_map(words_near).collect();
    words.extend(words_of(TRADE, WORD_LETTERS).map(|word| (NearbyKind::Trade, word)));
    let kinds = [NearbyKind::Name, NearbyKind::Address, NearbyKind::Domain, NearbyKind::Email];
    let alone = kinds.into_iter().filter_map(|only| {
        let of_kind = |it: &&(NearbyKind, String)| it.0 == only || it.0 == NearbyKind::Trade;
        built(password, words.iter().filter(of_kind).cloned().collect())
    });
    let alone = alone.filter(|(_, kind)| *kind != NearbyKind::Trade).min();
    alone.or_else(|| built(password, words)).map(|(_, kind)| kind)
}

/// Whether a password is nothing but words that anybody would try anywhere, however often and however spelled.
pub(crate) fn is_usual(password: &str) -> bool {
    let words = words_of(USUAL, WORD_LETTERS).map(|word| (NearbyKind::Trade, word));
    built(password, words.collect()).is_some()
}

/// How few letters of its own a password has beside some words, and the first kind of them; `None` if it has enough.
fn built(password: &str, mut words: Vec<(NearbyKind, String)>) -> Option<(usize, NearbyKind)> {
    // Longer words first, so that none is cut by a shorter one within it.
    words.sort_by(|(one_kind, one), (other_kind, other)| {
        (other.len(), one_kind).cmp(&(one.len(), other_kind))
    });
    let spelled = [letters(password), letters(&spelled_plainly(password))];
    let backwards = spelled.clone().map(|text| text.chars().rev().collect());
    let spelled = spelled.into_iter().chain(backwards);
    let single: Vec<_> = words.iter().map(|(kind, word)| (*kind, undoubled(word))).collect();
    let found = spelled.flat_map(|letters: String| {
        [without(undoubled(&letters), &single), without(letters, &words)]
    });
    found.flatten().min()
}

/// Whether a password is a phone number, or the seven digits of it without the area, and hardly a letter.
fn is_phone(password: &str, phone: &str) -> bool {
    let of = |text| visible(text).filter(char::is_ascii_digit).collect::<String>();
    let (typed, phone) = (of(password), of(phone));
    let local = phone.len().checked_sub(LOCAL_DIGITS).map_or("", |from| &phone[from..]);
    !local.is_empty() && typed.contains(local) && letters(password).chars().count() < OWN_LETTERS
}

/// How many letters are left without the words, if hardly any are, and the first kind of those that are there.
fn without(mut letters: String, words: &[(NearbyKind, String)]) -> Option<(usize, NearbyKind)> {
    let (mut found, mut longest) = (None, 0);
    let mut note = |(kind, word): &(NearbyKind, String), is_there: bool| {
        if is_there {
            found = found.into_iter().chain([*kind]).min();
            longest = longest.max(word.len());
        }
    };
    for near in words {
        let is_there = letters.contains(near.1.as_str());
        // A mark in its place, so that what stood around it does not become a word.
        letters = if is_there { letters.replace(near.1.as_str(), " ") } else { letters };
        note(near, is_there);
    }
    // Slips come last, so that none of them takes letters of a word that is there.
    for near in words {
        note(near, drop_slip(&mut letters, &near.1));
    }
    let beside: Vec<String> = words_of(BESIDE, 1).filter(|_| longest > WORD_LETTERS).collect();
    let own = letters.split(' ').filter(|part| !is_made_of(part, &beside));
    let left = own.map(|part| part.chars().count()).sum::<usize>();
    found.filter(|_| left < OWN_LETTERS).map(|kind| (left, kind))
}

/// Whether a text is nothing but some words, one behind the other.
fn is_made_of(text: &str, words: &[String]) -> bool {
    let mut ends = vec![0];
    let mut seen = 0;
    while let Some(from) = ends.get(seen).copied() {
        seen += 1;
        for word in words.iter().filter(|word| text[from..].starts_with(word.as_str())) {
            if !ends.contains(&(from + word.len())) {
                ends.push(from + word.len());
            }
        }
    }
    ends.contains(&text.len())
}

/// Drops a long word that is there with one letter wrong, missing, too many or changed with its neighbour.
fn drop_slip(letters: &mut String, word: &str) -> bool {
    let length = word.chars().count();
    if length < SLIP_LETTERS {
        return false;
    }
    let all: Vec<char> = letters.chars().collect();
    let places = (0..all.len())
        .flat_map(|from| (length - 1..=length + 1).map(move |len| (from, from + len)));
    // One slip leaves the beginning or the end of a word as it is.
    let word_letters: Vec<char> = word.chars().collect();
    let half = (length - 1) / 2;
    for (from, to) in places.filter(|(_, to)| *to <= all.len()) {
        let near = &all[from..to];
        if !near.starts_with(&word_letters[..half])
            && !near.ends_with(&word_letters[length - half..])
        {
            continue;
        }
        let part: String = near.iter().collect();
        if !part.contains(' ') && strsim::osa_distance(&part, word) == 1 {
            *letters = all[..from].iter().chain(&[' ']).chain(&all[to..]).collect();
            return true;
        }
    }
    false
}

/// The words of a text, the first letters of a name, and of an address also what has only two letters.
fn words_near(near: &Nearby<'_>) -> impl Iterator<Item = (NearbyKind, String)> {
    let least = if near.kind == NearbyKind::Address { 2 } else { WORD_LETTERS };
    let firsts: String =
        near.text.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let firsts = Some(letters(&firsts))
        .filter(|it| near.kind == NearbyKind::Name && it.len() >= WORD_LETTERS);
    let kind = near.kind;
    words_of(near.text, least).chain(firsts).map(move |word| (kind, word))
}

/// The words of a text, alone and all in one.
fn words_of(text: &str, least: usize) -> impl Iterator<Item = String> + '_ {
    let parted = text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c) && c != '\'');
    let all = letters(text);
    parted.map(letters).chain([all]).filter(move |word| word.chars().count() >= least)
}

/// The letters of a text, lower case and without accents.
fn letters(text: &str) -> String {
    text.nfkd()
        .filter(|c| c.is_alphabetic() && !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A text without a letter that stands beside the same one.
fn undoubled(text: &str) -> String {
    let mut before = None;
    text.chars().filter(|c| before.replace(*c) != Some(*c)).collect()
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
mod tests;
