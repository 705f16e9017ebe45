//! What members meet, driven through the deployed handlers; only pages and letters are looked at.

mod bad_input;
mod claims;
mod letter_budgets;
mod letters;
mod links;
mod one_answer;
mod order;
mod outages;
mod passing_on;
mod privacy;
mod profile;
mod profile_changes;
mod resend_limits;
mod security_steps;
mod sessions;
mod sign_in_limits;
mod timeline;
mod walk;
mod whole_way;
mod wishes;
mod worker_budgets;
mod wrong_input;
