//! Staff: the billing extract, from a CSV to the accounts table.
