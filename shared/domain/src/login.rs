//! A login after registration: signing in, getting back in, changing, freezing, closing.

pub(crate) mod accept_terms;
pub(crate) mod add_account;
pub(crate) mod ask_bills;
pub(crate) mod change_email;
pub(crate) mod change_language;
pub(crate) mod change_password;
pub(crate) mod choose_bills;
pub(crate) mod choose_phrase;
pub(crate) mod close;
pub(crate) mod contacts;
pub(crate) mod download;
pub(crate) mod end_sessions;
pub(crate) mod freeze;
pub(crate) mod hold;
pub(crate) mod ladder;
pub(crate) mod member_change;
pub(crate) mod move_email;
pub(crate) mod pass_on;
pub(crate) mod recover;
pub(crate) mod release;
pub(crate) mod return_to_paper;
pub(crate) mod sign_in;
pub mod staff;
pub mod states;
pub(crate) mod use_link;
