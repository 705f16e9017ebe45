//! Step 2: who the member is and which account is theirs.
