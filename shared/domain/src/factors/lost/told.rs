//! Who hears of a wait and of its end: the member, and the contacts on file.

use jiff::Timestamp;

use crate::billing::on_file::OnFile;
use crate::factors::wait::{AboutWait, RESET_OPEN};
use crate::letters::envelope::{Addressed, Leased, Mark};
use crate::letters::letter::Letter;
use crate::members::member::Member;
use crate::values::account_number::AccountNumber;

/// A letter to the member, and one to each contact on file who is somebody else, about the first account that has them.
pub(super) fn told(
    member: &Member,
    contacts: &[OnFile],
    own: &Letter,
    others: impl Fn(&AccountNumber) -> Letter,
) -> Vec<Addressed> {
    let (to, language) = (member.email.clone(), member.language);
    let mut letters = vec![Addressed { to, language, letter: own.clone() }];
    for OnFile { account, contact } in contacts {
        if !letters.iter().any(|it| it.to.canonical() == contact.email.canonical()) {
            let (to, language) = (contact.email.clone(), contact.language);
            letters.push(Addressed { to, language, letter: others(account) });
        }
    }
    letters
}

/// Addresses the letters of a wait anew before they go, days after they were queued: in the member's language of today, and to
/// the contacts who are on file today. Those that are done with stay.
pub fn address_anew(leased: &mut Leased, member: &Member, contacts: &[OnFile]) {
    let mut letters = leased.envelope.letters.iter();
    let own = letters.find_map(|it| Some((&it.letter, of_wait(&it.letter)?)));
    let Some((own, (from, about, again))) = own else { return };
    let heard = |account: &AccountNumber| Letter::ResetHeard {
        from,
        about: about.clone(),
        account: Some(account.clone()),
        again,
    };
    let today = told(member, contacts, own, heard);
    let known: Vec<(Addressed, Mark)> =
        leased.envelope.letters.iter().cloned().zip(leased.marks.iter().copied()).collect();
    let is_to = |one: &Addressed, other: &Addressed| one.to.canonical() == other.to.canonical();
    let done = known.iter().filter(|(_, mark)| !mark.is_unsent()).cloned();
    let left = today.into_iter().filter_map(|it| {
        match known.iter().find(|(before, _)| is_to(before, &it)) {
            Some((_, mark)) if !mark.is_unsent() => None,
            Some((_, mark)) => Some((it, *mark)),
            None => Some((it, Mark::Unsent)),
        }
    });
    (leased.envelope.letters, leased.marks) = done.chain(left).unzip();
}

/// What a letter to the member says of a wait: from when on, which it is, and whether one told it before.
fn of_wait(own: &Letter) -> Option<(Timestamp, AboutWait, bool)> {
    match own {
        Letter::ResetWaits { from, about, again, .. } => Some((*from, about.clone(), *again)),
        Letter::ResetOpen { expires_at, about, .. } => {
            Some((*expires_at - RESET_OPEN, about.clone(), false))
        }
        _ => None,
    }
}
