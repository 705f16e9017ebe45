//! A store that keeps everything.

use domain::ports::{
    Balances, BillImport, Bills, Bindings, Cancellations, Changes, Claims, Counters, DocumentNames,
    Extracts, Glances, HistoryImport, Holds, ImportTimes, InForce, Letters, LinkStates, Links,
    Logins, LookUps, Members, MonthsImport, OutageLeads, Outages, Outbox, Passkeys, PastDue,
    Pendings, People, Posted, ReadsImport, Registrations, Releases, SecondFactors, Services,
    Sessions, SignIns, StaffSessions, Standings, Timeline, UnverifiedOutages, Usage, Waits,
    Written,
};

/// All ports that store something, on one store. A clone is the same store.
pub trait Store:
    Registrations
    + HistoryImport
    + Balances
    + BillImport
    + Bills
    + DocumentNames
    + ImportTimes
    + Pendings
    + Letters
    + Counters
    + SignIns
    + Releases
    + Claims
    + Members
    + Sessions
    + Links
    + LinkStates
    + StaffSessions
    + LookUps
    + Standings
    + People
    + Outages
    + OutageLeads
    + UnverifiedOutages
    + Outbox
    + Extracts
    + Written
    + Bindings
    + InForce
    + Services
    + Cancellations
    + Logins
    + Holds
    + SecondFactors
    + Passkeys
    + Waits
    + Timeline
    + Changes
    + Posted
    + PastDue
    + ReadsImport
    + MonthsImport
    + Glances
    + Usage
    + Clone
    + Send
    + 'static
{
}

impl<S> Store for S where
    S: Registrations
        + HistoryImport
        + Balances
        + BillImport
        + Bills
        + DocumentNames
        + ImportTimes
        + Pendings
        + Letters
        + Counters
        + SignIns
        + Releases
        + Claims
        + Members
        + Sessions
        + Links
        + LinkStates
        + StaffSessions
        + LookUps
        + Standings
        + People
        + Outages
        + OutageLeads
        + UnverifiedOutages
        + Outbox
        + Extracts
        + Written
        + Bindings
        + InForce
        + Services
        + Services
        + Cancellations
        + Logins
        + Holds
        + SecondFactors
        + Passkeys
        + Waits
        + Timeline
        + Changes
        + Posted
        + PastDue
        + ReadsImport
        + MonthsImport
        + Glances
        + Usage
        + Clone
        + Send
        + 'static
{
}
