//! Step 7: the phrase that tells the member a page is ours.
