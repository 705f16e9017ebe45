//! The ports that a case is read by.

use domain::ports::{
    Bindings, Cancellations, Claims, Counters, InForce, Links, Members, OutageLeads, Outages,
    Posted, Services, SignIns, Standings, Timeline,
};

/// The ports that the causes are read from.
pub trait Reads:
    InForce
    + Claims
    + Bindings
    + Counters
    + Members
    + Links
    + Cancellations
    + Posted
    + Services
    + SignIns
    + Standings
    + Outages
    + OutageLeads
    + Timeline
{
}

impl<S> Reads for S where
    S: InForce
        + Claims
        + Bindings
        + Counters
        + Members
        + Links
        + Cancellations
        + Posted
        + Services
        + SignIns
        + Standings
        + Outages
        + OutageLeads
        + Timeline
{
}
