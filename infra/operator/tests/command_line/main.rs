//! Tests the binary against the local portal, on free ports.

mod balances;
mod bill_codes;
mod bills;
mod causes;
mod codes;
mod connecting;
mod deployed;
mod elsewhere;
mod guests;
mod importing;
mod looking_after;
mod new_email;
mod outages;
mod paperless;
mod people;
mod policies;
mod portal;
mod second_step;
mod settings;
mod suppressed;
mod waiting;
mod wrong_passwords;
