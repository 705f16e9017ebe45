//! Links that letters carry: what each is for, its token, and how it stands.

pub(crate) mod link;
pub(crate) mod purpose;
pub(crate) mod state;
pub(crate) mod temporary_password;
pub(crate) mod token;
