//! Step 1: the sign-in page, signing in and signing out.
