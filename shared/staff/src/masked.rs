//! Emails as staff see them: enough for who typed one to recognise it.

use domain::Email;

/// The first letter and the domain.
pub fn masked_email(email: &Email) -> String {
    let canonical = email.canonical();
    let (local, domain) = canonical.rsplit_once('@').unwrap_or((canonical, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{domain}")
}
