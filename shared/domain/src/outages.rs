//! Outages: what members and passers-by report, how a report stands, and what may change it.

mod report;
mod reporting;
mod said;
mod stands;
mod told;
mod unverified;

#[cfg(test)]
pub(crate) use report::samples as report_samples;
pub use report::{OutageStatus, Report};
pub use reporting::{AskedOutage, OutageIds, OutageSeen, Reported, Reporting, report};
pub use said::{
    CallBack, CallBackError, OutageKind, OutageNote, OutageNoteError, OutagePlace,
    OutagePlaceError, SeenOutage,
};
pub use stands::{OutageChange, Stands, restored, stands, stands_now};
pub use told::{OutageSaid, OutageTold, SaidBy};
pub use unverified::{
    OutageLead, OutageSender, UnverifiedOutage, UnverifiedReport, WithUnverified, unverified,
};
