//! Step 5: the letter's link, the password, the claim.
