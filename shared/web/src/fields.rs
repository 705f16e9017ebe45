//! What forms of more than one page ask for: how it is read, and what is said when it breaks a rule.

pub mod new_password;
pub mod questions;
pub mod says;
pub mod slip;
pub mod terms;
