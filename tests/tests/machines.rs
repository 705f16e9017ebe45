//! What the functions do that no page calls; what runs each of them stands in `docs/MACHINES.md`.

mod after_extract;
mod balances;
mod bills;
mod cleaning;
mod columns;
mod feedback;
mod history_faults;
mod months;
mod outage_faults;
mod outages;
mod reads;
mod sweeps;
mod telling;
mod too_much;
mod tries;
mod worker_budgets;
