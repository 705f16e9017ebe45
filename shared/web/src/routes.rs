//! Every route of the portal, so that a page can say "not here" and "not like this".

use domain::{NextStep, Purpose};

/// A path with the methods it takes, and the function that answers.
pub const ROUTES: [(&str, &[&str], &str); 32] = [
    ("/", &["GET"], "sign-in"),
    ("/sign-in", &["GET", "POST"], "sign-in"),
    ("/sign-in/terms", &["GET", "POST"], "sign-in"),
    ("/sign-out", &["POST"], "sign-in"),
    ("/register", &["GET", "POST"], "register"),
    ("/register/identity", &["GET", "POST"], "confirm-identity"),
    ("/captcha", &["GET"], "confirm-identity"),
    ("/terms", &["GET"], "confirm-identity"),
    ("/register/check-email", &["GET"], "check-email"),
    ("/register/resend", &["POST"], "check-email"),
    ("/register/verify", &["GET"], "set-password"),
    ("/register/password", &["GET", "POST"], "set-password"),
    ("/register/paperless", &["GET", "POST"], "paperless"),
    ("/register/security-phrase", &["GET", "POST"], "security-phrase"),
    ("/home", &["GET"], "home"),
    ("/recover", &["GET", "POST"], "recover"),
    ("/recover/verify", &["GET"], "recover"),
    ("/recover/password", &["GET", "POST"], "recover"),
    ("/not-me/verify", &["GET"], "not-me"),
    ("/not-me", &["GET", "POST"], "not-me"),
    ("/profile", &["GET"], "profile"),
    ("/profile/language", &["GET", "POST"], "profile"),
    ("/profile/paperless", &["GET", "POST"], "profile"),
    ("/profile/password", &["GET", "POST"], "profile"),
    ("/profile/security-phrase", &["GET", "POST"], "profile"),
    ("/profile/email", &["GET", "POST"], "profile"),
    ("/profile/email/verify", &["GET"], "profile"),
    ("/profile/email/confirm", &["GET", "POST"], "profile"),
    ("/profile/accounts", &["GET", "POST"], "profile"),
    ("/profile/sessions", &["GET", "POST"], "profile"),
    ("/profile/close", &["GET", "POST"], "profile"),
    ("/profile/closed", &["GET"], "profile"),
];

/// The methods that a path takes; none for a path that is not ours.
#[must_use]
pub fn methods(path: &str) -> Option<&'static [&'static str]> {
    ROUTES.iter().find(|(route, _, _)| *route == path).map(|(_, methods, _)| *methods)
}

/// Where the link of a letter leads.
#[must_use]
pub fn verify(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Verify => "/register/verify",
        Purpose::Recover => "/recover/verify",
        Purpose::NewEmail => "/profile/email/verify",
        Purpose::NotMe => "/not-me/verify",
    }
}

/// Where a member goes next.
#[must_use]
pub fn next(step: NextStep) -> &'static str {
    match step {
        NextStep::Paperless => "/register/paperless",
        NextStep::SecurityPhrase => "/register/security-phrase",
        NextStep::Home => "/home",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_links_of_letters_lead_to_pages_that_can_be_opened() {
        for purpose in Purpose::ALL {
            assert_eq!(methods(verify(*purpose)), Some(&["GET"][..]), "{purpose:?}");
        }
    }
}
