use std::fmt::Write as _;

use domain::outages::SaidBy;
use domain::why::{FrozenBy, LastWord, OutageCase, Place, Tries};
use domain::{Held, LetterEnd, Obstacle};
use jiff::Timestamp;

use web::samples::{BY_CODE, changed_settings, shipped};

use super::*;

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

fn zip() -> Obstacle {
    Obstacle::Answer("billing_zip".to_owned())
}

fn letters() -> impl Iterator<Item = Cause> {
    let ends = [
        LetterEnd::Sent,
        LetterEnd::Waits(None),
        LetterEnd::Waits(Some(Held::Address)),
        LetterEnd::Waits(Some(Held::Strangers)),
        LetterEnd::Waits(Some(Held::Bouncing)),
        LetterEnd::Held(Held::Address),
        LetterEnd::Held(Held::Strangers),
        LetterEnd::Held(Held::Bounced),
        LetterEnd::Held(Held::Bouncing),
        LetterEnd::Held(Held::Another),
        LetterEnd::Held(Held::Used),
        LetterEnd::Held(Held::Over),
        LetterEnd::Failed,
        LetterEnd::Bounced,
        LetterEnd::Suppressed,
        LetterEnd::Full,
        LetterEnd::Answered,
        LetterEnd::Refused,
        LetterEnd::CameBack,
        LetterEnd::Delayed,
        LetterEnd::Complained,
    ];
    let both = ends.into_iter().flat_map(|end| [(end, false), (end, true)]);
    both.map(|(end, to_member)| Cause::Letter { kind: "recover".to_owned(), end, to_member })
}

fn outages() -> impl Iterator<Item = Cause> {
    let word = |by, staff: Option<&str>| LastWord { at: NOON, by, staff: staff.map(str::to_owned) };
    let cases = [
        OutageCase::Reported { at: NOON },
        OutageCase::CrewSent(word(SaidBy::Staff, Some("arn:aws:iam::111122223333:user/sam"))),
        OutageCase::Restored(word(SaidBy::Staff, None)),
        OutageCase::Restored(word(SaidBy::Member, None)),
        OutageCase::Restored(word(SaidBy::OutageSystem, None)),
        OutageCase::Silent { since: NOON },
        OutageCase::Replaced,
        OutageCase::Unverified,
    ];
    cases.into_iter().map(Cause::Outage)
}

fn all() -> Vec<Cause> {
    let misses = || vec![Obstacle::Name, zip()];
    let tries = |misses| {
        let of = [Tries::Account, Tries::Email, Tries::Both].into_iter();
        of.map(move |of| Cause::TriesSpent { of, opens: NOON, misses: Option::clone(&misses) })
    };
    let places =
        [Place::AnyBrowser, Place::OneAddress, Place::Network, Place::OwnBrowser].into_iter();
    let mut all = vec![
        Cause::NoExtract,
        Cause::KeyGone,
        Cause::NoAccount { imported_at: NOON },
        Cause::LeftExtract { imported_at: NOON },
        Cause::AccountClosed,
        Cause::AccountOnline { since: NOON, under: None },
        Cause::AccountHeld { since: NOON, under: None, until: NOON },
        Cause::PassedOn,
        Cause::LoginFrozen(FrozenBy::Staff),
        Cause::LoginFrozen(FrozenBy::NotMe),
        Cause::LoginFrozen(FrozenBy::Unknown),
        Cause::LoginClosed,
        Cause::EmailMoved,
        Cause::EmailMoving { since: NOON },
        Cause::EmailMovesHere { since: NOON },
        Cause::NewEmail { until: Some(NOON) },
        Cause::NewEmail { until: None },
        Cause::NoLogin { at: NOON },
        Cause::ContactTold { at: NOON },
        Cause::TriesOver { misses: Some(misses()) },
        Cause::NotMatched { at: NOON, misses: misses() },
        Cause::AddsAccount { misses: misses(), account: None },
        Cause::SignInShut,
        Cause::Unwritten { since: Some(NOON), to_member: false },
        Cause::Unwritten { since: None, to_member: true },
        Cause::WaitsForConfirmation { until: NOON },
        Cause::RanOut,
        Cause::WrongNumbers,
        Cause::Cancelled,
        Cause::Member { since: NOON, accounts: 1, opens: 0 },
        Cause::Member { since: NOON, accounts: 0, opens: 0 },
        Cause::Member { since: NOON, accounts: 0, opens: 2 },
        Cause::MemberHeld { until: NOON },
        Cause::MayRegister,
        Cause::NothingKnown,
        Cause::CodeUnknown,
        Cause::SeeTimeline,
    ];
    all.extend(tries(Some(misses())));
    all.extend(tries(Some(Vec::new())));
    all.extend(places.map(|place| Cause::SignInWaits { until: NOON, place }));
    all.extend(letters());
    all.extend(outages());
    all
}

#[test]
fn every_cause_says_what_is_so_and_what_to_say_in_both_languages() {
    for cause in all() {
        let said = said(shipped(), &cause);

        assert!(!said.now.shell.is_empty() && !said.now.shell.ends_with('.'), "{}", said.now.shell);
        assert!(said.english.ends_with(['.', '?']), "{}", said.english);
        assert!(said.spanish.ends_with(['.', '?']), "{}", said.spanish);
        assert_ne!(said.english, said.spanish);
    }
}

#[test]
fn staff_hear_which_answer_was_wrong_and_the_caller_does_not() {
    let misses = vec![Obstacle::Name];
    let not_matched = said(shipped(), &Cause::NotMatched { at: NOON, misses: misses.clone() });
    let of_zip = said(shipped(), &Cause::NotMatched { at: NOON, misses: vec![zip()] });

    assert!(not_matched.now.shell.contains("the name did not fit"), "{}", not_matched.now.shell);
    assert!(of_zip.now.shell.contains("the billing ZIP code did not fit"), "{}", of_zip.now.shell);
    assert_eq!((not_matched.english, not_matched.spanish), (of_zip.english, of_zip.spanish));
}

#[test]
fn where_codes_on_bills_are_asked_for_nobody_speaks_of_zip_codes() {
    let (_, portal) = changed_settings(&BY_CODE);
    let code = || Obstacle::Answer("bill_code".to_owned());

    for cause in all() {
        let cause = match cause {
            Cause::NotMatched { at, .. } => Cause::NotMatched { at, misses: vec![code()] },
            Cause::AddsAccount { account, .. } => {
                Cause::AddsAccount { misses: vec![code()], account }
            }
            Cause::TriesOver { .. } => Cause::TriesOver { misses: Some(vec![code()]) },
            Cause::TriesSpent { of, opens, .. } => {
                Cause::TriesSpent { of, opens, misses: Some(vec![code()]) }
            }
            other => other,
        };
        let Said { now, english, spanish, act } = said(portal, &cause);
        let act = act.map(|act| act.words.shell + &act.words.desk).unwrap_or_default();
        for text in [now.shell.as_str(), &now.desk, english, spanish, &act] {
            let text = text.to_lowercase();
            assert!(!text.contains("zip") && !text.contains("postal"), "{text}");
        }
    }
}

#[test]
fn a_wrong_code_on_a_bill_is_nothing_to_compare_with_billing() {
    let (_, portal) = changed_settings(&BY_CODE);
    let code = || Obstacle::Answer("bill_code".to_owned());
    let not_matched = |misses| said(portal, &Cause::NotMatched { at: NOON, misses });
    let of_code = not_matched(vec![code()]);
    let of_both = not_matched(vec![Obstacle::Name, code()]);
    let of_name = not_matched(vec![Obstacle::Name]);
    let advice = |said: &Said| said.act.clone().expect("something helps").words.desk;

    assert!(of_code.now.desk.contains("the code on your bill did not fit"));
    assert!(!advice(&of_code).contains("Compare"), "{}", advice(&of_code));
    for part in ["the last 60 days", "on paper", "not a final one", "customer number"] {
        assert!(advice(&of_code).contains(part), "{}", advice(&of_code));
    }
    assert!(advice(&of_both).starts_with("Compare the name with the billing system. No system"));
    assert!(!advice(&of_name).contains("code"), "{}", advice(&of_name));
    assert!(advice(&not_matched(Vec::new())).contains("No system knows the code"));
    assert_eq!(of_code.english, of_name.english, "the caller does not hear which it was");
}

#[test]
fn callers_are_told_to_type_what_is_asked_for() {
    let (_, by_code) = changed_settings(&BY_CODE);
    let by_text = changed_settings(&[("kind = \"zip\"", "kind = \"text\"")]).1;
    let code = "\n[[questions]]\nfield = \"bill_code\"\nkind = \"bill_code\"\n\
                label = { en = \"Code\", es = \"Código\" }\nhint = { en = \"On it.\", es = \"En ella.\" }\n\n[terms]\n";
    let by_both = changed_settings(&[
        ("questions_asked = 1", "questions_asked = 2"),
        ("\n[terms]\n", code),
        BY_CODE[3],
    ]);
    let types = |portal| said(portal, &Cause::MayRegister).english;
    let told = |portal| said(portal, &Cause::NotMatched { at: NOON, misses: Vec::new() }).english;

    for says in [types, told] {
        let has = |portal: &'static Portal| {
            (says(portal).contains("ZIP code"), says(portal).contains("the code"))
        };
        assert_eq!(has(shipped()), (true, false));
        assert_eq!(has(by_code), (false, true));
        assert_eq!(has(by_both.1), (true, true));
        assert_eq!(has(by_text), (false, false));
    }
}

#[test]
fn right_answers_after_spent_tries_need_an_unlock_and_nothing_else() {
    let of = |of| said(shipped(), &Cause::TriesSpent { of, opens: NOON, misses: Some(Vec::new()) });

    for (tries, flag) in [(Tries::Account, "--account N"), (Tries::Email, "--email E")] {
        let said = of(tries);
        let act = said.act.expect("something helps");
        assert!(said.now.shell.contains("what was typed last was right"), "{}", said.now.shell);
        assert!(act.words.shell.contains(&format!("unlock {flag}")), "{}", act.words.shell);
        assert_eq!(act.right, Some(Deed::Unlock));
    }
}

#[test]
fn who_said_how_a_report_stands_is_named_and_staff_by_name() {
    let now: Vec<String> = outages().map(|case| said(shipped(), &case).now.shell).collect();

    for part in ["staff (sam) said so", "staff said so", "the member said so", "the outage system"]
    {
        assert!(now.iter().any(|now| now.contains(part)), "{part}: {now:?}");
    }
}

#[test]
fn no_letter_that_comes_back_is_looked_for_in_the_spam_folder() {
    for cause in letters() {
        let Cause::Letter { end, .. } = &cause else { continue };
        let looks = said(shipped(), &cause).english.contains("spam");
        let there =
            [LetterEnd::Sent, LetterEnd::Answered, LetterEnd::CameBack, LetterEnd::Complained];
        let may_be_there = there.contains(end);
        assert_eq!(looks, may_be_there, "{end:?}");
    }
}

#[test]
fn nobody_at_the_desk_is_told_to_run_a_command() {
    for cause in all() {
        let Said { now, act, .. } = said(shipped(), &cause);
        let act = act.map(|act| act.words.desk).unwrap_or_default();
        for shell in ["porchlight", "--", "`", "above"] {
            assert!(!now.desk.contains(shell) && !act.contains(shell), "{} {act}", now.desk);
        }
    }
}

#[test]
fn the_acts_of_an_advice_are_those_that_its_words_name() {
    let acts = all().into_iter().filter_map(|cause| said(shipped(), &cause).act);
    for Advice { right, also, words } in acts {
        for deed in Deed::ALL {
            let is_named = words.desk.contains(&format!("\"{}\"", deed.label()));
            let is_advised = right == Some(deed) || also.contains(&deed);
            assert_eq!(is_advised, is_named, "{deed:?}: {}", words.desk);
        }
    }
}

#[test]
fn what_is_so_and_what_to_do_is_told_of_every_cause() {
    let mut text = String::new();
    for cause in all() {
        let Said { now, act, .. } = said(shipped(), &cause);
        let _ = writeln!(text, "{}: {}", cause.name(), now.shell);
        if let Some(Advice { right, also, words }) = act {
            let _ = writeln!(text, "  shell: {}\n  desk:  {}", words.shell, words.desk);
            let _ = writeln!(text, "         {right:?} {also:?}");
        }
    }
    insta::assert_snapshot!(text);
}
