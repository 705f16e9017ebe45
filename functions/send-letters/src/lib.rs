//! Step 4's machine: takes letters from the outbox to SES.
