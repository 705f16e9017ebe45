use super::*;
use crate::letters::envelope::{Leased, Mark};

#[test]
fn letters_of_a_wait_that_are_left_go_to_who_is_on_file_by_then_and_those_that_went_stay() {
    let write = begun(&with_app(None)).expect("it begins");
    let member = write.member.expect("the member");
    let member = Member { language: Language::English, ..member };
    let before = test_member(&[]).language;
    let anew = |envelope: &Envelope, marks: [Mark; 2], contacts: &[OnFile]| {
        let (envelope, marks) = (envelope.clone(), marks.to_vec());
        let (published, attempts, until) = (None, 0, NOON);
        let mut leased = Leased { envelope, marks, published, attempts, until };
        address_anew(&mut leased, &member, contacts);
        let letters = leased.envelope.letters.iter().map(|it| (it.to.canonical(), it.language));
        let letters: Vec<_> = letters.map(|(to, it)| (to.to_owned(), it)).collect();
        (letters, leased.marks, leased.envelope.letters)
    };
    let half = &write.later[0].envelope;
    let own = |language| (member.email.canonical().to_owned(), language);
    let to = |name: &str| (format!("{name}@example.com"), Language::English);
    let (sent, counted) = (Mark::Sent(NOON), Mark::Counted(NOON));

    let (letters, marks, _) = anew(half, [Mark::Unsent, counted], &[contact("ex"), contact("new")]);
    assert_ne!(before, Language::English);
    assert_eq!(letters, [own(Language::English), to("ex"), to("new")]);
    assert_eq!(marks, [Mark::Unsent, counted, Mark::Unsent]);
    let (letters, marks, _) = anew(half, [sent, Mark::Unsent], &[contact("new")]);
    assert_eq!(letters, [own(before), to("new")], "who is off the file is left out");
    assert_eq!(marks, [sent, Mark::Unsent]);
    let (.., letters) = anew(&write.later[1].envelope, [Mark::Unsent; 2], &[contact("ex")]);
    assert_eq!(letters[1].letter, write.later[1].envelope.letters[1].letter, "it says the same");
}
