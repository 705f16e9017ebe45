//! Step 3: security question, robot check, terms.
