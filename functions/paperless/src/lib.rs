//! Step 6: paper bills, yes or no.
