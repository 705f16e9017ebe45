//! What members meet, driven through the deployed handlers; only pages and letters are looked at.

mod bad_input;
mod claims;
mod cleaning;
mod closing;
mod feedback;
mod letter_budgets;
mod letters;
mod links;
mod maintenance;
mod more_accounts;
mod new_email;
mod not_me;
mod one_answer;
mod order;
mod outages;
mod passing_on;
mod privacy;
mod profile;
mod recover;
mod recover_limits;
mod resend_limits;
mod security_steps;
mod sessions;
mod sign_in_limits;
mod signed_in_where;
mod signing_in;
mod states;
mod telling;
mod timeline;
mod whole_way;
mod wishes;
mod worker_budgets;
mod wrong_input;

use tests::walk;
