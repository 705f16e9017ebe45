//! The member's home page, and every page nobody else answers.
