//! Ports that fail on purpose at chosen calls.

mod faults;

use domain::history::DocumentKey;
use domain::ports::{Documents, EventBus, MailError, PostOffice, StoreError};
use domain::{Mail, Outgoing};
use jiff::Timestamp;

pub use faults::{Fault, Faults};

/// A store, bus or post office whose calls may fail.
#[derive(Clone)]
pub struct Failing<P> {
    /// The one that does the work.
    pub inner: P,
    /// The plan of which calls fail.
    pub faults: Faults,
}

impl PostOffice for Failing<crate::memory::MemoryPostOffice> {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        self.faults.call("PostOffice::send", self.inner.send(mail)).await
    }
}

/// Passes each call of a port on, unless it is to fail.
macro_rules! failing {
    ($($port:ident { $($name:ident($($argument:ident: $type:ty),*) -> $answer:ty;)* })*) => {$(
        impl<S: $port> $port for $crate::failing::Failing<S> {
            $(
                async fn $name(&self, $($argument: $type),*) -> Result<$answer, StoreError> {
                    let name = concat!(stringify!($port), "::", stringify!($name));
                    self.faults.call(name, self.inner.$name($($argument),*)).await
                }
            )*
        }
    )*};
}

failing! {
    Documents {
        link(key: &DocumentKey, name: &str, now: Timestamp) -> String;
    }
    EventBus {
        publish(outgoing: &[Outgoing]) -> ();
    }
}
