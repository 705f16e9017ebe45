//! What staff see and do on the phone, for the operator's command line and for the desk.
//!
//! What stands in somebody's way is decided in `domain::why`, and each act in `domain::staff`. Here they are read for, put into
//! words and carried out. Nothing here does I/O of its own: stores, the mail service's list and the clock are ports.

pub mod acts;
mod advice;
mod case;
mod deed;
mod found;
mod leads;
mod masked;
mod numbers;
mod obstacles;
mod office;
mod refused;
mod says;
mod target;
mod words;

pub use advice::{Advice, Worded};
pub use case::{Case, Grounds, Look, Reads, case, glance, look_up};
pub use deed::Deed;
pub use found::Found;
pub use masked::masked_email;
pub use numbers::{counted, grouped};
pub use office::Office;
pub use refused::{NotDone, Refused};
pub use says::{Said, said};
pub use target::Target;
pub use words::{happened, short, when};
