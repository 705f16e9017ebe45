//! Every sentence that can stand beside a box.

use domain::{AccountForm, Language};

use crate::words::tables::errors::Errors;
use crate::words::words;

/// All of them, with figures filled in; a new one that is not listed here does not compile.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one line for each sentence, so that none is forgotten")]
pub fn errors(language: Language) -> Vec<String> {
    let &Errors {
        account_number_missing,
        account_number_malformed,
        account_number_form,
        account_number_different,
        name_missing,
        name_too_long,
        email_missing,
        email_no_at,
        email_two_addresses,
        email_blank,
        email_dots,
        email_no_ending,
        email_other_letters,
        email_too_long,
        email_malformed,
        email_different,
        email_is_theirs,
        confirm_email_missing,
        confirm_email_different,
        answer_missing,
        answer_too_long,
        answer_not_zip,
        answer_not_amount,
        answer_not_date,
        answer_not_code,
        robot_not_done,
        robot_expired,
        robot_needs_script,
        terms_not_accepted,
        terms_changed,
        sign_in_wrong,
        sign_in_shut,
        password_missing,
        current_password_missing,
        current_password_wrong,
        current_password_shut,
        password_now_missing,
        password_now_wrong,
        password_now_shut,
        code_missing,
        code_malformed,
        code_wrong,
        code_wrong_paper,
        code_shut,
        passkey_refused,
        passkey_wrong,
        passkey_over,
        passkey_not_made,
        passkeys_full,
        passkey_name_missing,
        passkey_name_too_long,
        new_password_missing,
        new_password_too_short,
        new_password_too_long,
        new_password_too_easy,
        new_password_from_name,
        new_password_from_address,
        new_password_from_phone,
        new_password_from_domain,
        new_password_from_email,
        new_password_from_trade,
        new_password_is_current,
        new_password_is_email,
        confirm_password_missing,
        confirm_password_different,
        language_not_chosen,
        account_not_chosen,
        paperless_not_chosen,
        paperless_changed,
        bills_not_chosen,
        phrase_missing,
        phrase_too_short,
        phrase_too_long,
        phrase_is_password,
        phrase_is_email,
        phrase_is_account_number,
    } = &words(language).errors;
    let label = match language {
        Language::English => "Last bill",
        Language::Spanish => "Última factura",
    };
    let plain = [
        account_number_missing,
        account_number_different,
        name_missing,
        email_missing,
        email_no_at,
        email_two_addresses,
        email_blank,
        email_dots,
        email_no_ending,
        email_other_letters,
        email_malformed,
        email_different,
        email_is_theirs,
        confirm_email_missing,
        confirm_email_different,
        robot_not_done,
        robot_expired,
        robot_needs_script,
        terms_not_accepted,
        terms_changed,
        sign_in_wrong,
        sign_in_shut,
        password_missing,
        current_password_missing,
        current_password_wrong,
        current_password_shut,
        password_now_missing,
        password_now_wrong,
        password_now_shut,
        code_missing,
        code_malformed,
        code_wrong,
        code_wrong_paper,
        code_shut,
        passkey_refused,
        passkey_wrong,
        passkey_over,
        passkey_not_made,
        passkeys_full,
        passkey_name_missing,
        new_password_missing,
        new_password_too_easy,
        new_password_from_address,
        new_password_from_phone,
        new_password_from_domain,
        new_password_from_email,
        new_password_from_trade,
        new_password_is_current,
        new_password_is_email,
        confirm_password_missing,
        confirm_password_different,
        language_not_chosen,
        account_not_chosen,
        paperless_not_chosen,
        paperless_changed,
        bills_not_chosen,
        phrase_missing,
        phrase_is_password,
        phrase_is_email,
        phrase_is_account_number,
    ];
    let with_figures =
        [name_too_long, passkey_name_too_long, new_password_too_short, new_password_too_long];
    let with_figures = with_figures.into_iter().chain([phrase_too_short, phrase_too_long]);
    let labelled =
        [answer_missing, answer_not_zip, answer_not_amount, answer_not_date, answer_not_code];
    let mut all: Vec<String> = plain.map(str::to_owned).into();
    all.extend(with_figures.map(|sentence| sentence(7)));
    all.extend(labelled.map(|sentence| sentence(label)));
    all.push(email_too_long(254));
    all.push(new_password_from_name("Juniper Valley Electric"));
    let five = AccountForm { least: 5, most: 10, digits_only: true };
    for form in [five, AccountForm { least: 10, ..five }, AccountForm::ANY] {
        all.push(account_number_malformed(&account_number_form(form)));
    }
    all.push(answer_too_long(label, 100));
    all
}
