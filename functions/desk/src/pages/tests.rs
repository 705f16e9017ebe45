use askama::Template;
use domain::why::{Cause, Tries};
use domain::{Act, Happened, LetterEnd, Obstacle, Outcome};
use jiff::Timestamp;
use staff::acts::{ByCode, Reach, ReachedLogin};
use staff::{Deed, happened, said, when};
use web::samples::shipped;
use web::staff::StaffView;

use super::acts::{AskPage, DonePage, NotDonePage};
use super::case::{CasePage, Deeds, Line};
use super::sentence;
use crate::deeds;
use crate::quotes::curled;

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
const WHOM: &str = "maria.quintero@example.com";
const SUBJECT: &str = "Email m•••@example.com";

fn view() -> StaffView<'static> {
    StaffView { portal: shipped(), csrf: "token", signed_in: true }
}

/// The main part, since the rest of each page is the same.
fn main(page: &impl Template) -> String {
    let page = page.render().expect("it renders");
    let (_, main) = page.split_once("<main").expect("a main part");
    main.split_once("</main>").expect("its end").0.to_owned()
}

fn line(what: &Happened, code: Option<&str>) -> Line {
    Line {
        at: NOON,
        when: when(shipped(), NOON),
        what: curled(&happened(shipped(), what)),
        code: code.map(str::to_owned),
        is_staffs: matches!(what, Happened::Staff { .. }),
    }
}

/// Somebody who tried too often, with a wrong name.
fn tried_too_often() -> CasePage<'static> {
    let misses = vec![Obstacle::Name];
    let cause = Cause::TriesSpent { of: Tries::Email, opens: NOON, misses: Some(misses.clone()) };
    let said = said(shipped(), &cause);
    let asked = Happened::Asked { outcome: Outcome::CouldNotMatch, obstacles: misses };
    let letter = Happened::Letter { kind: "could_not_match".to_owned(), end: LetterEnd::Sent };
    let (act, by) = (Act::LookedUp, Some("00u1".to_owned()));
    let staff = Happened::Staff { act, reason: String::new(), by };
    CasePage {
        view: view(),
        whom: WHOM,
        boxed: "",
        subject: SUBJECT.to_owned(),
        english: curled(said.english),
        spanish: curled(said.spanish),
        now: sentence(&said.now.desk),
        more: vec![
            "The last registration has the code K7Q-2M4 and names account ••••1623.".to_owned(),
        ],
        advice: said.act.map(|act| act.words.desk),
        deeds: Deeds {
            right: Some(Deed::Unlock),
            also: vec![Deed::Resend],
            others: vec![Deed::Cancel, Deed::KeepEmail],
        },
        lines: vec![
            line(&staff, None),
            line(&letter, Some("K7Q-2M4")),
            line(&asked, Some("K7Q-2M4")),
        ],
        may: None,
        again: false,
    }
}

fn reach() -> Reach {
    let (one, other) = ("m•••@example.com".to_owned(), "s•••@mail.example".to_owned());
    let (email, mailbox) = (one.clone(), Some(one.clone()));
    let login = Some(ReachedLogin { email, by_code: None, has_accounts: true });
    Reach { login, mailbox, waiting: vec![one, other], ..Reach::default() }
}

fn ask(deed: Deed) -> AskPage<'static> {
    AskPage {
        view: view(),
        whom: WHOM,
        token: "asked-token",
        again: false,
        deed,
        shown: SUBJECT,
        leads_to: deeds::leads_to(deed, shipped(), &reach()),
        warning: deeds::warning(deed),
        reason: "",
        reason_fault: None,
        to: "",
        to_fault: None,
    }
}

#[test]
fn a_case_says_what_to_say_first_and_offers_the_right_act_before_all_others() {
    insta::assert_snapshot!(main(&tried_too_often()));
}

#[test]
fn who_may_not_act_sees_no_button_of_an_act() {
    let page = CasePage { may: Some("You may look."), again: true, ..tried_too_often() };

    let main = main(&page);

    assert!(!main.contains("/desk/act") && main.contains("You may look."), "{main}");
    assert!(main.contains("/desk/sign-in?to=act"), "{main}");
}

#[test]
fn an_act_is_asked_once_more_with_what_it_leads_to() {
    let refused = AskPage {
        reason_fault: Some("Say why.".to_owned()),
        to_fault: Some("The new address is no email address.".to_owned()),
        ..ask(Deed::ChangeEmail)
    };

    insta::assert_snapshot!("asked", main(&ask(Deed::Unlock)));
    insta::assert_snapshot!("asked_and_refused", main(&refused));
}

#[test]
fn every_act_says_what_will_happen_and_a_harmful_one_whom_to_know() {
    for deed in Deed::ALL {
        let main = main(&ask(deed));

        assert!(deeds::leads_to(deed, shipped(), &reach()).ends_with('.'), "{deed:?}");
        assert_eq!(main.contains("name=\"to\""), deed == Deed::ChangeEmail, "{deed:?}");
        assert_eq!(main.contains("name=\"stop\""), deed == Deed::KeepEmail, "{deed:?}");
        let warns = main.contains("Know who is calling");
        assert_eq!(warns, !matches!(deed, Deed::Unlock | Deed::Resend), "{deed:?}");
    }
}

#[test]
fn who_is_reached_by_an_act_is_named_before_it_is_done() {
    for deed in Deed::ALL {
        let is_of_login = !matches!(deed, Deed::Unlock | Deed::Resend | Deed::Cancel);
        let leads_to = deeds::leads_to(deed, shipped(), &reach());

        let names_it = leads_to.contains("the login under m•••@example.com")
            || leads_to.contains("The login under m•••@example.com");
        assert_eq!(names_it, is_of_login, "{deed:?}: {leads_to}");
    }
    let ends = deeds::leads_to(Deed::Cancel, shipped(), &reach());

    assert!(ends.contains("All 2 registrations") && ends.contains("s•••@mail.example"), "{ends}");
    assert!(main(&ask(Deed::Unfreeze)).contains("is better taken out first.</p>"));
}

#[test]
fn under_a_code_the_page_says_whether_the_email_or_the_account_led_to_the_login() {
    let says = |deed, by| {
        let (email, by_code) = ("m•••@example.com".to_owned(), Some(by));
        let login = ReachedLogin { email, by_code, has_accounts: true };
        deeds::leads_to(deed, shipped(), &Reach { login: Some(login), ..Reach::default() })
    };

    let of_email = says(Deed::ResetFactor, ByCode::Email);
    assert!(of_email.contains("(the email that was typed when the code was made)"), "{of_email}");
    let of_account = says(Deed::Release, ByCode::Account);
    assert!(of_account.contains("(who has the account that was typed"), "{of_account}");
}

#[test]
fn an_unlock_names_the_account_and_the_mailbox_that_it_reaches() {
    let says = |account: Option<&str>, mailbox: Option<&str>| {
        let [account, mailbox] = [account, mailbox].map(|it| it.map(str::to_owned));
        deeds::leads_to(Deed::Unlock, shipped(), &Reach { account, mailbox, ..Reach::default() })
    };
    let (account, mailbox) = (Some("••••1623"), Some("m•••@example.com"));

    let both = says(account, mailbox);
    assert!(
        both.contains("of account ••••1623, and of m•••@example.com, of its sign-in"),
        "{both}"
    );
    let alone = says(None, mailbox);
    assert!(alone.contains("anew: of m•••@example.com") && !alone.contains("account"), "{alone}");
    let alone = says(account, None);
    assert!(alone.contains("No email is known") && !alone.contains("mail service"), "{alone}");
}

#[test]
fn what_was_done_is_said_with_the_code_to_read_out() {
    let page = DonePage {
        view: view(),
        whom: WHOM,
        deed: Deed::ChangeEmail,
        before: false,
        says: format!("{SUBJECT} can move to m•••@new.example: a letter is on its way there."),
        code: Some("K7Q2-M4XX-9ABC".to_owned()),
        english: "Open the link.".to_owned(),
        spanish: "Abra el enlace.".to_owned(),
    };

    insta::assert_snapshot!(main(&page));
}

#[test]
fn what_was_sent_before_says_that_nothing_is_done_now() {
    let asked = main(&AskPage { again: true, ..ask(Deed::Freeze) });

    assert!(asked.contains("This form was sent before, so nothing is done now."), "{asked}");
    assert!(!main(&ask(Deed::Freeze)).contains("sent before"));
}

#[test]
fn what_was_not_done_says_what_helps() {
    let page = NotDonePage {
        view: view(),
        whom: WHOM,
        deed: Deed::Freeze,
        what: sentence("that login is frozen already"),
        how: "There is nothing to do.".to_owned(),
    };

    insta::assert_snapshot!(main(&page));
}

#[test]
fn half_a_sentence_becomes_a_whole_one() {
    assert_eq!(sentence("that login is not frozen"), "That login is not frozen.");
    assert_eq!(
        sentence("Email m•••@example.com may be tried."),
        "Email m•••@example.com may be tried."
    );
}
