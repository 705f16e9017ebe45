mod account;
mod mailbox;
mod member;
