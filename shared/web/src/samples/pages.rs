//! The pages as they are met first.

use domain::{Language, PENDING_LIFE, Purpose, SecurityPhrase};

use super::{ACCOUNTS, EMAIL, SPRING, masked, typed, view};
use crate::pages::view::{Checkbox, Field, SecretField, View};
use crate::pages::{
    CheckEmail, Html, Identity, NewPassword, NewTerms, Office, OfficeSubject, Paperless, Password,
    Phrase, Problem, ProblemKind, RanOut, Recover, RecoverSent, Register, SignIn, SignInNotice,
    Terms,
};
use crate::portal::Portal;
use crate::words::moment::local_time;
use crate::words::words;

/// Each page with its name.
///
/// # Errors
///
/// When a template cannot be filled in.
pub fn pages(
    portal: &'static Portal,
    language: Language,
) -> Result<Vec<(&'static str, String)>, askama::Error> {
    let mut all = steps(portal, language);
    all.extend(sign_ins(portal, language));
    all.extend(super::home::pages(portal, language));
    all.extend(account(portal, language));
    all.extend(super::held::pages(portal, language));
    all.extend(super::history::pages(portal, language));
    all.extend(super::outages::pages(portal, language));
    all.extend(super::paying::pages(portal, language));
    all.extend(super::people::pages(portal, language));
    all.extend(super::profile::pages(portal, language));
    all.extend(recover(portal, language));
    all.extend(super::second::pages(portal, language));
    all.extend(super::passkeys::pages(portal, language));
    all.extend(super::login::pages(portal, language));
    all.extend(super::usage::pages(portal, language));
    all.extend(problems(portal, language));
    all.into_iter().map(|(name, page)| Ok((name, page?))).collect()
}

fn steps(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let register = Register {
        view: view(portal, language, "/register"),
        account_number: Field::default(),
        name: Field::default(),
        email: Field::default(),
        confirm_email: Field::default(),
        meant: None,
    };
    let (slip, right) = ("maria.okafor@gmial.com", "maria.okafor@gmail.com");
    let question = (words(language).steps.register.meant)(right);
    let meant = Register {
        account_number: typed(ACCOUNTS[0]),
        name: typed("Okafor"),
        email: Field { value: slip, error: Some(&question) },
        confirm_email: typed(slip),
        meant: Some(right),
        ..register
    };
    let identity = Identity {
        view: view(portal, language, "/register/identity"),
        account: &masked()[0],
        ticket: "",
        answers: &[],
        robot_error: None,
        accept_terms: Checkbox::default(),
    };
    let check_email = CheckEmail {
        view: view(portal, language, "/register/check-email"),
        email: EMAIL,
        reference: "4TK-9QX",
        asked: "",
        valid_hours: u32::try_from(PENDING_LIFE.as_hours()).unwrap_or_default(),
        resent: false,
        comes_by: None,
    };
    let when = local_time(SPRING, portal.time_zone, language);
    let view = View { signed_in: true, ..view(portal, language, "/register/paperless") };
    let phrase = View { path: "/register/security-phrase", ..view };
    let phrase = Phrase {
        view: phrase,
        security_phrase: Field::default(),
        least: SecurityPhrase::MIN,
        is_step: true,
    };
    let mut all = vec![
        ("register", register.render()),
        ("register_meant", meant.render()),
        ("identity", identity.render()),
        ("check_email", check_email.render()),
        ("check_email_resent", CheckEmail { resent: true, ..check_email }.render()),
        ("check_email_waits", CheckEmail { comes_by: Some(&when), ..check_email }.render()),
    ];
    all.extend(passwords(portal, language));
    all.push(("paperless", Paperless { view, bills: None, error: None }.render()));
    all.push(("phrase", phrase.render()));
    all
}

fn passwords(portal: &'static Portal, language: Language) -> [(&'static str, Html); 2] {
    let by_link = Password {
        view: view(portal, language, "/register/password"),
        email: Field::default(),
        account_number: None,
        current_password: typed("7KQM-2XWD-9RTV"),
        filled_in: true,
        new_password: SecretField::default(),
        confirm_password: SecretField::default(),
        least: portal.figures.password_min(),
    };
    let elsewhere = Password {
        account_number: Some(Field::default()),
        current_password: Field::default(),
        filled_in: false,
        ..by_link
    };
    [("password", by_link.render()), ("password_elsewhere", elsewhere.render())]
}

fn sign_ins(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let (email, password) = (Field::default(), SecretField::default());
    let sign_in = SignIn {
        view: view(portal, language, "/sign-in"),
        notice: None,
        email,
        password,
        passkey: None,
    };
    let by_passkey = SignIn { passkey: Some(super::passkeys::by(None)), ..sign_in };
    let password_set = SignIn { notice: Some(SignInNotice::PasswordSet), ..sign_in };
    let email_changed = SignIn { notice: Some(SignInNotice::EmailChanged), ..sign_in };
    let bills_by_email = SignIn { notice: Some(SignInNotice::BillsByEmail), ..sign_in };
    let second_over = SignIn { notice: Some(SignInNotice::SecondOver), ..sign_in };
    let email_proven = SignIn { notice: Some(SignInNotice::EmailProven), ..sign_in };
    let signed_out = SignIn { notice: Some(SignInNotice::SignedOut), ..sign_in };
    vec![
        ("sign_in", sign_in.render()),
        ("sign_in_by_passkey", by_passkey.render()),
        ("sign_in_password_set", password_set.render()),
        ("sign_in_signed_out", signed_out.render()),
        ("sign_in_email_changed", email_changed.render()),
        ("sign_in_bills_by_email", bills_by_email.render()),
        ("sign_in_second_over", second_over.render()),
        ("sign_in_email_proven", email_proven.render()),
    ]
}

fn account(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let frozen =
        Office { view: view(portal, language, "/sign-in"), subject: OfficeSubject::Frozen };
    vec![
        ("terms", Terms { view: view(portal, language, "/terms") }.render()),
        (
            "new_terms",
            NewTerms {
                view: View { signed_in: true, ..view(portal, language, "/sign-in/terms") },
                accept_terms: Checkbox::default(),
            }
            .render(),
        ),
        ("ran_out", RanOut { view: view(portal, language, "/sign-in"), email: EMAIL }.render()),
        ("office_frozen", frozen.render()),
        ("office_told", Office { subject: OfficeSubject::Told, ..frozen }.render()),
    ]
}

fn recover(portal: &'static Portal, language: Language) -> [(&'static str, Html); 3] {
    let recover = Recover { view: view(portal, language, "/recover"), email: Field::default() };
    let sent = RecoverSent {
        view: view(portal, language, "/recover"),
        email: EMAIL,
        reference: "4TK-9QX",
        valid_minutes: u32::try_from(Purpose::Recover.life().as_mins()).unwrap_or_default(),
    };
    let password = NewPassword {
        view: view(portal, language, "/recover/password"),
        email: EMAIL,
        new_password: SecretField::default(),
        confirm_password: SecretField::default(),
        least: portal.figures.password_min(),
    };
    [
        ("recover", recover.render()),
        ("recover_sent", sent.render()),
        ("new_password", password.render()),
    ]
}

fn problems(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let all = [
        ("problem_link_spent", ProblemKind::LinkSpent),
        ("problem_link_expired", ProblemKind::LinkExpired),
        ("problem_registration_ended", ProblemKind::RegistrationEnded),
        ("problem_link_again", ProblemKind::LinkAgain),
        ("problem_link_wrong", ProblemKind::LinkWrong),
        ("problem_recover_spent", ProblemKind::RecoverSpent),
        ("problem_recover_over", ProblemKind::RecoverOver),
        ("problem_not_me_spent", ProblemKind::NotMeSpent),
        ("problem_not_me_over", ProblemKind::NotMeOver),
        ("problem_new_email_over", ProblemKind::NewEmailOver),
        ("problem_new_email_taken", ProblemKind::NewEmailTaken),
        ("problem_move_early", ProblemKind::MoveEarly),
        ("problem_proof_spent", ProblemKind::ProofSpent),
        ("problem_move_over", ProblemKind::MoveOver),
        ("problem_second_link_over", ProblemKind::SecondLinkOver),
        ("problem_bills_confirmed", ProblemKind::BillsConfirmed),
        ("problem_bills_over", ProblemKind::BillsOver),
        ("problem_invitation_spent", ProblemKind::InvitationSpent),
        ("problem_invitation_over", ProblemKind::InvitationOver),
        ("problem_invitation_for_other", ProblemKind::InvitationForOther),
        ("problem_invitation_own", ProblemKind::InvitationOwn),
        ("problem_guest_full", ProblemKind::GuestFull),
        ("problem_email_taken", ProblemKind::EmailTaken),
        ("problem_account_closed", ProblemKind::AccountClosed),
        ("problem_not_found", ProblemKind::NotFound),
        ("problem_method_not_allowed", ProblemKind::MethodNotAllowed),
        ("problem_too_large", ProblemKind::TooLarge),
        ("problem_wrong_type", ProblemKind::WrongType),
        ("problem_forbidden", ProblemKind::Forbidden),
        ("problem_no_cookie", ProblemKind::NoCookie),
        ("problem_password_set", ProblemKind::PasswordSet),
        ("problem_too_many", ProblemKind::TooMany(15)),
        ("problem_too_many_passwords", ProblemKind::TooManyPasswords(15)),
        ("problem_network_full", ProblemKind::NetworkFull(10)),
        ("problem_unreadable", ProblemKind::Unreadable),
        ("problem_failure", ProblemKind::Failure),
        ("problem_unavailable", ProblemKind::Unavailable),
        ("problem_closed", ProblemKind::Closed(Some(SPRING))),
    ];
    let page = Problem {
        view: view(portal, language, "/register"),
        kind: ProblemKind::NotFound,
        reference: "4TK-9QX",
        saves: true,
    };
    let render = |kind| Problem { kind, ..page }.render();
    all.map(|(name, kind)| (name, render(kind))).into()
}
