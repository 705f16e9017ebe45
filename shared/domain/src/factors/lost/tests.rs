mod told;

use super::*;
use crate::billing::facts::Contact;
use crate::factors::moves::FactorState;
use crate::factors::prove::tests::{NOON, with_app};
use crate::fixtures::{test_keys, test_member};
use crate::letters::letter::LetterKind;
use crate::links::state::LinkState;
use crate::login::change_email::change_email;
use crate::login::recover::recovered;
use crate::values::email::Email;
use crate::values::language::Language;
use crate::values::password::PasswordHash;

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const WAIT: SignedDuration = SignedDuration::from_hours(72);

fn ids() -> ResetIds {
    let envelope = OutboxId::from_stored;
    let id = |byte| PendingId::new([byte; 16]);
    let envelopes = [envelope("a"), envelope("b"), envelope("c")];
    ResetIds { reset: id(1), stop: id(2), envelopes }
}

fn contact(name: &str) -> OnFile {
    let email = Email::parse(&format!("{name}@example.com")).expect("an address");
    let account = AccountNumber::parse("4815").expect("a number");
    OnFile { account, contact: Contact { email, language: Language::English } }
}

fn begun(member: &Member) -> Option<FactorWrite> {
    begin_reset(&test_keys(), member, &[contact("ex")], WAIT, ids(), NOON)
}

/// The member while the wait runs, with the link that stops it and the one that resets.
fn waiting() -> (Member, Link, Link) {
    let write = begun(&with_app(None)).expect("it begins");
    let [stop, reset] = <[Link; 2]>::try_from(write.links).expect("two links");
    (write.member.expect("the member"), stop, reset)
}

fn spend() -> SpendIds {
    SpendIds { envelope: OutboxId::from_stored("s"), request: "r".to_owned() }
}

fn kinds(envelope: &Envelope) -> Vec<(&str, LetterKind)> {
    let each = envelope.letters.iter();
    each.map(|it| (it.to.canonical(), it.letter.kind())).collect()
}

#[test]
fn letters_go_at_the_start_half_way_and_at_the_end_and_the_contact_gets_no_link() {
    let write = begun(&with_app(None)).expect("it begins");

    let first = write.envelope.as_ref().expect("letters");
    let member = test_member(&[]).email;
    let told = |kind| vec![(member.canonical(), kind), ("ex@example.com", LetterKind::ResetHeard)];
    assert_eq!(kinds(first), told(LetterKind::ResetWaits));
    let later: Vec<_> = write.later.iter().map(|it| (it.not_before, kinds(&it.envelope))).collect();
    let half = (NOON + HOUR * 36, told(LetterKind::ResetWaits));
    assert_eq!(later, [half, (NOON + WAIT, told(LetterKind::ResetOpen))]);
    let says_again = |it: &Envelope| it.letters.iter().all(|it| it.letter.carried().again);
    let later: Vec<_> = write.later.iter().map(|it| says_again(&it.envelope)).collect();
    assert_eq!((says_again(first), later), (false, vec![true, false]), "half-way, as a reminder");
    for letter in &first.letters[1..] {
        assert!(letter.letter.link().is_none(), "the contact stops nothing");
        assert_eq!(letter.letter.carried().account, Some(contact("ex").account));
    }
}

#[test]
fn starting_again_while_one_runs_changes_nothing_and_without_a_factor_there_is_nothing_to_start() {
    let (member, ..) = waiting();

    assert_eq!(begun(&member), None);
    assert_eq!(begun(&test_member(&[])), None);
    let contacts = [contact("ex")];
    let late = NOON + WAIT + RESET_OPEN;
    let again = |at| begin_reset(&test_keys(), &member, &contacts, WAIT, ids(), at);
    assert!(again(late - HOUR).is_none());
    assert!(again(late).is_some(), "nobody used it");
}

#[test]
fn a_password_set_by_mail_in_the_last_thirty_days_makes_it_fourteen_days() {
    let wait = |ago: Option<SignedDuration>, hours| {
        let mut member = with_app(None);
        member.factors.password_by_mail = ago.map(|ago| NOON - ago);
        let rules = SecondFactorRules { reset_wait_hours: hours, ..SecondFactorRules::SHIPPED };
        reset_wait(&member, rules, NOON)
    };

    assert_eq!(wait(None, 72), WAIT);
    assert_eq!(wait(Some(HOUR * 24 * 30 - HOUR), 72), WAIT_AFTER_MAIL);
    assert_eq!(wait(Some(HOUR * 24 * 30), 72), WAIT);
    assert_eq!(wait(None, 336), WAIT_AFTER_MAIL);
}

#[test]
fn both_links_work_while_their_wait_runs_and_the_one_that_resets_after_it() {
    let (member, stop, reset) = waiting();
    let open = |link: &Link, member: &Member, at| link.state(member, at) == LinkState::Open;

    assert!(open(&stop, &member, NOON) && open(&stop, &member, NOON + WAIT));
    assert!(!open(&reset, &member, NOON + WAIT - HOUR) && open(&reset, &member, NOON + WAIT));
    assert!(!open(&reset, &member, NOON + WAIT + RESET_OPEN));
    let ended = with_app(None);
    assert!(!open(&stop, &ended, NOON) && !open(&reset, &ended, NOON + WAIT));
    let later = Member { epoch: member.epoch + 1, ..member };
    assert!(open(&stop, &later, NOON), "signing out elsewhere does not take it from its member");
}

#[test]
fn after_the_wait_everything_goes_and_all_sessions_end() {
    let (member, stop, reset) = waiting();
    let found = |link: &Link| FoundLink { link: link.clone(), member: member.clone() };
    let contacts = [contact("ex")];
    let reset_at = |link, at| reset_factors(&found(link), &contacts, spend(), at);

    assert!(reset_at(&reset, NOON + WAIT - HOUR).is_none(), "it is not over");
    assert!(reset_at(&stop, NOON + WAIT).is_none(), "another link");
    let spending = reset_at(&reset, NOON + WAIT).expect("it is over");

    assert_eq!(FactorState::of(&spending.member, NOON + WAIT), FactorState::None);
    assert_eq!(spending.member.factors.codes, None);
    assert_eq!(spending.member.epoch, member.epoch + 1);
    assert_eq!(spending.bound.len(), 2);
    let letters = &spending.envelope.letters;
    let named: Vec<_> = letters.iter().map(|it| it.letter.carried().account).collect();
    assert_eq!(named, [None, Some(contact("ex").account)], "the contact hears of it, too");
}

#[test]
fn nothing_is_taken_off_while_the_login_is_frozen() {
    let (member, _, reset) = waiting();
    let at = |member: Member| {
        let found = FoundLink { link: reset.clone(), member };
        reset_factors(&found, &[], spend(), NOON + WAIT)
    };

    assert!(at(member.clone()).is_some());
    assert!(at(Member { standing: Standing::Frozen, ..member.clone() }).is_none());
    let frozen = crate::login::freeze::freeze(&member, OutboxId::from_stored("f"), NOON);
    let frozen = frozen.expect("it is active").member;
    let open_again = Member { standing: Standing::Active, ..frozen };
    assert!(at(open_again).is_none(), "the wait ended with the freezing");
}

#[test]
fn a_link_that_would_take_off_what_stands_is_shut_by_a_password_by_mail() {
    let mut member = with_app(None);
    let added = member.factors.app.as_ref().expect("an app").since;
    let to = member.email.clone();
    let id = PendingId::new([5; 16]);
    let link = Link::new(&test_keys(), Purpose::NotMyFactor, id, &to, Some(&member), added);
    let found = |member: &Member| FoundLink { link: link.clone(), member: member.clone() };

    assert!(takes_what_stands(&found(&member), NOON) && !is_shut(&found(&member), NOON));
    assert!(not_my_factor(&found(&member), spend(), NOON).is_some());

    member.factors.password_by_mail = Some(NOON);
    assert!(is_shut(&found(&member), NOON));
    assert!(not_my_factor(&found(&member), spend(), NOON).is_none());
    member.factors.password_by_mail = Some(added - HOUR);
    assert!(!is_shut(&found(&member), NOON), "a password from before the app says nothing");

    let mut on_trial = with_app(Some(NOON + HOUR));
    on_trial.factors.password_by_mail = Some(NOON);
    assert!(!takes_what_stands(&found(&on_trial), NOON), "a first app goes by the link alone");
    assert!(not_my_factor(&found(&on_trial), spend(), NOON).is_some());
}

#[test]
fn the_link_of_one_wait_takes_nothing_off_in_another() {
    let (mut member, _, reset) = waiting();
    let other = PendingId::new([9; 16]);
    member.factors.wait = member.factors.wait.map(|wait| ResetWait { id: other, ..wait });

    let found = FoundLink { link: reset, member };

    assert!(reset_factors(&found, &[], spend(), NOON + WAIT).is_none());
}

#[test]
fn either_link_stops_the_wait_and_leaves_the_factors() {
    let (member, stop, reset) = waiting();

    for link in [stop, reset] {
        let found = FoundLink { link, member: member.clone() };
        let spending = stop_reset(&found, spend(), NOON).expect("it runs");
        assert_eq!(FactorState::of(&spending.member, NOON), FactorState::Held);
        assert_eq!(spending.member.epoch, member.epoch);
        let over = FoundLink { member: spending.member, ..found };
        assert!(stop_reset(&over, spend(), NOON).is_none());
    }
}

#[test]
fn a_new_password_by_mail_and_a_new_email_end_a_wait_and_leave_what_stands() {
    let (member, ..) = waiting();
    let about = |purpose| FoundLink {
        link: Link::new(
            &test_keys(),
            purpose,
            PendingId::new([5; 16]),
            &contact("new").contact.email,
            Some(&member),
            NOON,
        ),
        member: member.clone(),
    };

    let hash = PasswordHash::of_nobody(&test_keys());
    let by_mail = recovered(about(Purpose::Recover), hash, spend(), NOON);
    let email = about(Purpose::NewEmail);
    let moved = change_email(&test_keys(), &email, spend(), PendingId::new([6; 16]), NOON);

    for after in [&by_mail.member, &moved.member] {
        assert_eq!(FactorState::of(after, NOON), FactorState::Held);
    }
    let told = |spending: &Spending| spending.envelope.letters[0].letter.clone();
    let letter = |waited_until| Letter::PasswordChanged { waited_until };
    let waited_until = Some(NOON + WAIT);
    assert_eq!(told(&by_mail), letter(waited_until), "the letter says that the wait ended");
    assert_eq!(told(&moved), Letter::EmailChanged { waited_until, on_paper: false });
    let late = NOON + WAIT + RESET_OPEN;
    let hash = PasswordHash::of_nobody(&test_keys());
    let after_it = recovered(about(Purpose::Recover), hash, spend(), late);
    assert_eq!(told(&after_it), letter(None), "none runs any more");
    let after_it = change_email(&test_keys(), &email, spend(), PendingId::new([6; 16]), late);
    assert_eq!(told(&after_it), Letter::EmailChanged { waited_until: None, on_paper: false });
    assert_eq!(by_mail.member.factors.password_by_mail, Some(NOON));
    assert_eq!(moved.member.factors.password_by_mail, None);
}

#[test]
fn a_password_by_mail_takes_off_what_is_on_trial() {
    let member = with_app(Some(NOON + HOUR));
    let to = member.email.clone();
    let link = Link::new(
        &test_keys(),
        Purpose::Recover,
        PendingId::new([5; 16]),
        &to,
        Some(&member),
        NOON,
    );
    let hash = PasswordHash::of_nobody(&test_keys());

    let spending = recovered(FoundLink { link, member }, hash, spend(), NOON);

    assert_eq!(FactorState::of(&spending.member, NOON), FactorState::None);
    assert_eq!(spending.member.factors.codes, None);
    assert_eq!(spending.bound.len(), 2);
}

#[test]
fn what_was_added_since_the_letter_goes_and_what_was_there_before_stays() {
    let before = with_app(None);
    let mut member = before.clone();
    let since = NOON - HOUR;
    member.factors.codes =
        member.factors.codes.map(|set| crate::factors::codes::RecoverySet { since, ..set });
    let to = member.email.clone();
    let id = PendingId::new([5; 16]);
    let link = Link::new(&test_keys(), Purpose::NotMyFactor, id, &to, Some(&member), since);

    let found = FoundLink { link, member };
    let spending = not_my_factor(&found, spend(), NOON).expect("nothing that stands goes");

    assert_eq!(spending.member.factors.app, before.factors.app);
    assert_eq!(spending.member.factors.codes, None);
    assert_eq!(spending.member.epoch, before.epoch + 1);
    assert_eq!(kinds(&spending.envelope)[0].1, LetterKind::FactorRemoved);
}
