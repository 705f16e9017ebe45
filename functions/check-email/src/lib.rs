//! Step 4: the page that says to look at the mail, and another letter.
