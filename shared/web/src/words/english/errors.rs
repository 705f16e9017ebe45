//! What is said beside a field, in English.

use domain::AccountForm;

use crate::words::tables::errors::Errors;

pub(super) const WORDS: Errors = Errors {
    account_number_missing: "Enter your billing account number",
    account_number_malformed: |form| format!("Account number must be {form}"),
    account_number_form: |AccountForm { least, most, digits_only }| {
        let what = if digits_only { "digits" } else { "letters and digits" };
        if least == most { format!("{most} {what}") } else { format!("{least} to {most} {what}") }
    },
    account_number_different: "Enter the account number that you registered with",
    name_missing: "Enter the last name or business name on the account",
    name_too_long: |most| format!("Name must be {most} characters or fewer"),
    email_missing: "Enter your email address",
    email_no_at: "Email address must have an @, such as maria@example.com",
    email_two_addresses: "Enter one email address, with one @",
    email_blank: "Email address must have no spaces",
    email_dots: "Email address has a dot too many: two side by side, or one next to the @ or at the start",
    email_no_ending: "Email address must have an ending after the @, such as .com",
    email_other_letters: "Email address must have only letters from a to z before the @, without accents",
    email_too_long: |most| format!("Email address must be {most} characters or fewer"),
    email_malformed: "Check the email address: it must look like maria@example.com",
    email_different: "Enter the email address that our message went to",
    email_is_theirs: "Enter another address than the one you sign in with",
    confirm_email_missing: "Enter your email address again",
    confirm_email_different: "Both email addresses must be the same",
    answer_missing: |label| format!("Enter your answer: {label}"),
    answer_too_long: |label, most| format!("{label} must be {most} characters or fewer"),
    answer_not_zip: |label| format!("{label} must be five digits"),
    answer_not_amount: |label| format!("{label} must be an amount in dollars and cents"),
    answer_not_date: |label| format!("{label} must be a date: month, day and year"),
    robot_not_done: "Wait until the robot check is done, then submit again",
    robot_expired: "The robot check ran out of time. Wait until the new one is done, then submit again",
    robot_needs_script: "The robot check was not done. It runs by itself where JavaScript is on; you can also submit again in an hour, or call us",
    terms_not_accepted: "Check the box to accept the terms and conditions",
    sign_in_wrong: "The email or password you entered is wrong",
    sign_in_shut: "There were too many tries with this email address. Use “Can’t access your account?” or call us",
    password_missing: "Enter your password",
    current_password_missing: "Enter the temporary password from our email",
    current_password_wrong: "The temporary password is not the one in our email",
    current_password_shut: "There were too many tries with this email address. Use the button in our email or call us",
    password_now_missing: "Enter the password you use now",
    password_now_wrong: "The password you use now is not what you entered",
    password_now_shut: "There were too many tries. Sign out and use “Can’t access your account?”, or call us",
    new_password_missing: "Enter a new password",
    new_password_too_short: |least| format!("New password must be {least} characters or more"),
    new_password_too_long: |most| format!("New password must be {most} characters or fewer"),
    new_password_too_easy: "Choose a new password that is harder to guess",
    new_password_from_name: |name| {
        format!(
            "Choose a new password with more than the words of our name, {name}: others would try them first"
        )
    },
    new_password_from_address: "Choose a new password with more than our town and address: others would try them first",
    new_password_from_phone: "Choose a new password with more than our phone number: others would try it first",
    new_password_from_domain: "Choose a new password with more than our web or email address: others would try it first",
    new_password_from_email: "Choose a new password with more than the words of your email address: others would try them first",
    new_password_from_trade: "Choose a new password with more than words about electricity and your account: others would try them first",
    new_password_is_current: "New password must be different from the one that it replaces",
    new_password_is_email: "New password must not be your email address",
    confirm_password_missing: "Enter the new password again",
    confirm_password_different: "Both new passwords must be the same",
    language_not_chosen: "Select a language",
    account_not_chosen: "Select all accounts or one of them",
    paperless_not_chosen: "Select yes if you want to turn off paper bills, or no to keep them",
    bills_not_chosen: "Choose by email or on paper",
    phrase_missing: "Enter a security phrase",
    phrase_too_short: |least| format!("Security phrase must be {least} characters or more"),
    phrase_too_long: |most| format!("Security phrase must be {most} characters or fewer"),
    phrase_is_password: "Security phrase must not be your password",
    phrase_is_email: "Security phrase must not be your email address",
    phrase_is_account_number: "Security phrase must not be your account number",
};
