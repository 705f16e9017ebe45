//! Who hears of a wait and of its end: the member, and the contacts on file.

use crate::billing::on_file::OnFile;
use crate::letters::envelope::Addressed;
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
