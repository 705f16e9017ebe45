//! What letters share, in English.

use crate::words::tables::letters::SharedWords;

pub(super) const WORDS: SharedWords = SharedWords {
    invited_by: |email| format!("The invitation comes from {email}."),
    owned_by: |email| format!("The account belongs to {email}."),
    person: |email| format!("The other person’s email address is {email}."),
    pays: "What is open: what is due, the bills, and paying.",
    views: "What is open: what is due, the bills, the electricity use, and paying.",
    temporary_password: "Your temporary password",
    temporary_password_hint: "The page fills it in for you. Type it only where it asks for your current password.",
    until: |time| {
        format!("The link and the temporary password work until {}.", time.trim_end_matches('.'))
    },
    link_until: |time| format!("The link works until {}.", time.trim_end_matches('.')),
    link_between: |from, until| {
        format!(
            "The link works from {} until {}.",
            from.trim_end_matches('.'),
            until.trim_end_matches('.')
        )
    },
    happens: |time| format!("This happens on {} at the earliest.", time.trim_end_matches('.')),
    browser_and_time: |browser, time| format!("{browser}, {}.", time.trim_end_matches('.')),
    on_paper: "Bills of an account that shows nothing yet come on paper from now on. Once it is open, we ask you again how they are to come.",
    held: |time| {
        format!(
            "Bills, electricity use and what is due are shown from {}.",
            time.trim_end_matches('.')
        )
    },
    happened: |time| format!("This was on {}.", time.trim_end_matches('.')),
    agreed: |version, time| format!("You agreed to version {version} of this on {time}."),
    agreed_text: |text| format!("“{text}”"),
    agreed_for: |endings| format!("It was for the accounts ending in {endings}."),
    ending: |digits| format!("It is the billing account ending in {digits}."),
    shows: |digits| format!("The online account shows the billing account ending in {digits}."),
    raw_link: "If the button does not work, copy this address into your browser:",
    office: "Questions? Call us or answer this email.",
    automatic: "This email was sent because of something done in our member portal. We never ask for your password by email or by phone.",
};
