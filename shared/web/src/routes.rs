//! Every route of the portal, so that a page can say "not here" and "not like this".

use std::collections::BTreeMap;

use domain::history::AccountCode;
use domain::{NextStep, Purpose};

/// A path with the methods it takes, and the function that answers.
pub const ROUTES: [(&str, &[&str], &str); 56] = [
    ("/", &["GET"], "sign-in"),
    ("/sign-in", &["GET", "POST"], "sign-in"),
    ("/sign-in/terms", &["GET", "POST"], "sign-in"),
    ("/sign-in/second", &["GET", "POST"], "sign-in"),
    ("/sign-in/passkey", &["GET", "POST"], "sign-in"),
    ("/sign-in/second/lost", &["GET", "POST"], "security"),
    ("/second/verify", &["GET"], "security"),
    ("/second/reset", &["GET", "POST"], "security"),
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
    ("/bills", &["GET"], "bills"),
    ("/bills/document", &["GET"], "bills"),
    ("/usage", &["GET"], "usage"),
    ("/usage/download", &["GET"], "usage"),
    ("/pay", &["GET", "POST"], "pay"),
    ("/.well-known/jwks.json", &["GET"], "pay"),
    ("/outages", &["GET", "POST"], "outages"),
    ("/outages/restored", &["POST"], "outages"),
    ("/recover", &["GET", "POST"], "recover"),
    ("/recover/verify", &["GET"], "recover"),
    ("/recover/password", &["GET", "POST"], "recover"),
    ("/not-me/verify", &["GET"], "not-me"),
    ("/not-me", &["GET", "POST"], "not-me"),
    ("/profile", &["GET"], "profile"),
    ("/profile/language", &["GET", "POST"], "profile"),
    ("/profile/paperless", &["GET", "POST"], "profile"),
    ("/profile/paperless/verify", &["GET"], "profile"),
    ("/profile/paperless/confirm", &["GET", "POST"], "profile"),
    ("/profile/password", &["GET", "POST"], "profile"),
    ("/profile/security-phrase", &["GET", "POST"], "profile"),
    ("/profile/email", &["GET", "POST"], "profile"),
    ("/profile/email/verify", &["GET"], "profile"),
    ("/profile/email/confirm", &["GET", "POST"], "profile"),
    ("/profile/accounts", &["GET", "POST"], "profile"),
    ("/profile/sessions", &["GET", "POST"], "profile"),
    ("/profile/people", &["GET", "POST"], "people"),
    ("/profile/people/end", &["POST"], "people"),
    ("/people/verify", &["GET"], "people"),
    ("/people/accept", &["GET", "POST"], "people"),
    ("/profile/security", &["GET"], "security"),
    ("/profile/security/app", &["GET", "POST"], "security"),
    ("/profile/security/passkey", &["GET", "POST"], "security"),
    ("/profile/security/codes", &["GET", "POST"], "security"),
    ("/profile/security/remove", &["GET", "POST"], "security"),
    ("/profile/close", &["GET", "POST"], "profile"),
    ("/profile/closed", &["GET"], "profile"),
];

/// The methods that a path takes; none for a path that is not ours.
#[must_use]
pub fn methods(path: &str) -> Option<&'static [&'static str]> {
    ROUTES.iter().find(|(route, _, _)| *route == path).map(|(_, methods, _)| *methods)
}

/// Whether a page's script asks for it by itself, as long as the page is open: that shows nobody who is there.
pub(crate) fn is_asked_by_script(method: &str, path: &str) -> bool {
    method != "POST" && ["/captcha", "/sign-in/passkey"].contains(&path)
}

/// The page that an address means which is not quite its own: in capitals, with a slash, a dot, a bracket or a blank
/// around it, in escapes or not, and with a dash too few.
#[must_use]
pub fn meant(path: &str) -> Option<&'static str> {
    let (typed, _) = form_urlencoded::parse(path.as_bytes()).next()?;
    let typed = plain(&typed);
    let shown = |(route, methods, _): &&(&str, &[&str], _)| {
        plain(route) == typed && methods.contains(&"GET")
    };
    ROUTES.iter().find(shown).map(|(route, _, _)| *route).filter(|_| !typed.is_empty())
}

/// An address in small letters, without what stands around its parts and without dashes.
fn plain(path: &str) -> String {
    let around = |c: char| !c.is_ascii_alphanumeric();
    let parts = path.split('/').map(|part| part.trim_matches(around));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("/").replace(['-', '_'], "").to_ascii_lowercase()
}

/// The states in which a page can be shown, as their addresses say; none names a person or holds a token.
const STATES: [(&str, &str, &str); 4] = [
    ("sent", "yes", "sent=yes"),
    ("asked", "yes", "asked=yes"),
    ("was", "me", "was=me"),
    ("as", "anybody", "as=anybody"),
];

/// The pages about one account of a member, which their address names by its code.
const OF_ACCOUNT: [&str; 8] = [
    "/bills",
    "/bills/document",
    "/outages",
    "/pay",
    "/profile/people",
    "/profile/people/end",
    "/usage",
    "/usage/download",
];

/// The account that a query names, on a page that is about one.
pub(crate) fn account(path: &str, query: &BTreeMap<String, String>) -> Option<AccountCode> {
    of_account(path, query.get("account")?)
}

/// The account that a text names, on a page that is about one.
fn of_account(path: &str, text: &str) -> Option<AccountCode> {
    AccountCode::parse(text).filter(|_| is_of_account(path))
}

/// Whether a page is about one account.
pub(crate) fn is_of_account(path: &str) -> bool {
    OF_ACCOUNT.contains(&path)
}

/// The factor that a query names, on the page that takes one off.
fn factor<'a>(path: &str, query: &'a BTreeMap<String, String>) -> Option<&'a str> {
    let is_id = |text: &&String| {
        (1..=26).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let named = query.get("factor").filter(is_id)?;
    (path == "/profile/security/remove").then_some(named.as_str())
}

/// The state of a page that is about an account.
pub(crate) fn state_of(account: &AccountCode) -> String {
    format!("account={}", account.as_str())
}

/// The state that a query asks for; empty if it asks for none.
pub(crate) fn state(path: &str, query: &BTreeMap<String, String>) -> String {
    if let Some(code) = account(path, query) {
        return state_of(&code);
    }
    if let Some(factor) = factor(path, query) {
        return format!("factor={factor}");
    }
    let asked =
        STATES.iter().find(|(name, value, _)| query.get(*name).is_some_and(|it| it == value));
    asked.map_or_else(String::new, |(_, _, text)| (*text).to_owned())
}

/// Whether a path shows a form and takes it.
pub(crate) fn has_form(path: &str) -> bool {
    methods(path).is_some_and(|methods| methods == ["GET", "POST"])
}

/// The page that shows the form which is posted to a path, where one function answers both.
pub(crate) fn page_of_form(path: &str) -> Option<&'static str> {
    match path {
        "/register/resend" => Some("/register/check-email"),
        "/sign-in/passkey" => Some("/sign-in"),
        "/outages/restored" => Some("/outages"),
        "/profile/people/end" => Some("/profile/people"),
        _ => ROUTES.iter().map(|(route, _, _)| *route).find(|it| *it == path && has_form(it)),
    }
}

/// Whether what is posted to a path is kept, beyond a letter or a session. What only ends something keeps nothing.
pub(crate) fn saves(path: &str) -> bool {
    let keeps_nothing = [
        "/",
        "/sign-in",
        "/sign-in/second",
        "/sign-in/passkey",
        "/sign-out",
        "/recover",
        "/register/resend",
        "/not-me",
        "/profile/sessions",
        "/profile/people/end",
        "/profile/close",
        "/pay",
    ];
    methods(path).is_some() && !keeps_nothing.contains(&path)
}

/// A page that only members see, as the routes spell it.
#[must_use]
pub fn page_of_members(path: &str) -> Option<&'static str> {
    let (route, methods, _) = ROUTES.iter().find(|(route, _, _)| *route == path)?;
    let is_public = [
        "/profile/closed",
        "/profile/email/verify",
        "/profile/email/confirm",
        "/profile/paperless/verify",
        "/profile/paperless/confirm",
    ]
    .contains(route);
    let is_theirs = route.starts_with("/profile") && !is_public
        || [
            "/home",
            "/bills",
            "/usage",
            "/pay",
            "/register/paperless",
            "/register/security-phrase",
            "/sign-in/terms",
        ]
        .contains(route);
    (is_theirs && methods.contains(&"GET")).then_some(*route)
}

/// Whether a form is another one for members than for those who are not signed in.
pub(crate) fn is_more_to_members(path: &str) -> bool {
    ["/outages", "/outages/restored"].contains(&path)
}

/// A page that whoever signs in from it comes back to: members' own, the one that is more to a member,
/// and the invitation that a member is to accept.
#[must_use]
pub(crate) fn page_to_come_back_to(path: &str) -> Option<&'static str> {
    const ACCEPT: &str = "/people/accept";
    let more = || is_more_to_members(path).then_some("/outages");
    page_of_members(path).or_else(more).or((path == ACCEPT).then_some(ACCEPT))
}

/// Whether one of home's links leads to a page of the portal.
#[must_use]
pub fn is_ours(link: &str) -> bool {
    methods(link).is_some()
}

/// Where the link of a letter leads.
#[must_use]
pub fn verify(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Verify => "/register/verify",
        Purpose::Recover => "/recover/verify",
        Purpose::NewEmail | Purpose::ProveEmail | Purpose::MoveEmail => "/profile/email/verify",
        Purpose::NotMe => "/not-me/verify",
        Purpose::NotMyFactor | Purpose::StopReset | Purpose::ResetFactors => "/second/verify",
        Purpose::Invite => "/people/verify",
        Purpose::ConfirmBills => "/profile/paperless/verify",
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
mod tests;
