use web::samples::shipped;

use super::*;

#[test]
fn a_name_is_shown_without_what_everybody_shares() {
    let shown = |name| short(name);

    assert_eq!(shown("arn:aws:sts::111122223333:assumed-role/Desk/sam"), "Desk/sam");
    assert_eq!(shown("arn:aws:iam::111122223333:user/sam"), "sam");
    assert_eq!(shown("arn:aws:iam::111122223333:root"), "root");
    assert_eq!(shown("this machine"), "this machine");
    assert_eq!(shown("f:332a234e31234:robin"), "f:332a234e31234:robin");
}

#[test]
fn no_reason_can_say_that_somebody_else_did_it_or_move_a_terminal() {
    let reason = "called\"), by robin-who-looks \u{1b}[31m: \"so".to_owned();
    let by = Some("sam".to_owned());

    let said = happened(shipped(), &Happened::Staff { act: Act::Frozen, reason, by });

    assert_eq!(
        said,
        "staff froze the login, by sam: \"called'), by robin-who-looks \u{fffd}[31m: 'so\""
    );
}

#[test]
fn a_letter_is_called_by_what_it_says_and_one_of_a_later_version_by_its_name() {
    assert_eq!(letter("no_login"), "no login has this address");
    assert_eq!(letter("of_tomorrow"), "of_tomorrow");
}

#[test]
fn what_stood_in_the_way_is_told_beside_the_answer() {
    let asked = |outcome, obstacles: &[Obstacle]| {
        happened(shipped(), &Happened::Asked { outcome, obstacles: obstacles.to_vec() })
    };
    let zip = Obstacle::Answer("billing_zip".to_owned());

    let cases = [
        (asked(Outcome::CouldNotMatch, &[Obstacle::Name]), "the name did not match the bill"),
        (asked(Outcome::CouldNotMatch, &[zip]), "the billing ZIP code did not match the bill"),
        (
            asked(Outcome::TooManyTries, &[Obstacle::AccountTries]),
            "once too often for the account for now; what was typed was right",
        ),
        (
            asked(Outcome::TooManyTries, &[Obstacle::EmailTries, Obstacle::Name]),
            "once too often for the email for now; the name did not fit",
        ),
        (
            asked(Outcome::AlreadyMember, &[Obstacle::EmailHasLogin]),
            "with an email that has a login; what was typed was right",
        ),
        (asked(Outcome::CouldNotMatch, &[]), "the account number, the name or an answer"),
    ];
    for (said, part) in cases {
        assert!(said.contains(part), "{said}");
    }
}
