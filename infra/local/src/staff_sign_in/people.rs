//! Who can sign in to the desk of this machine.

use super::{ACT, LOOK};

/// Somebody who answers the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// The same on every machine, so that timelines name the same people.
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) may: &'static str,
    pub(super) role: &'static str,
}

/// A role that is nothing to the desk.
const OTHER: &str = "billing-clerk";

pub(super) const PEOPLE: [Person; 3] = [
    Person { id: "robin-who-looks", name: "Robin Reyes", may: "may look", role: LOOK },
    Person { id: "sam-who-acts", name: "Sam Okafor", may: "may look and act", role: ACT },
    Person {
        id: "kit-without-a-role",
        name: "Kit Moreau",
        may: "has no role at the desk",
        role: OTHER,
    },
];
