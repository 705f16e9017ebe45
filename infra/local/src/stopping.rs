//! Tells the parts of the stack when to stop.

use tokio::sync::watch;

/// The side that tells every part to stop, when asked or when dropped.
pub(crate) struct Stop(watch::Sender<bool>);

/// The side of a part.
#[derive(Clone)]
pub(crate) struct Stopping(watch::Receiver<bool>);

pub(crate) fn channel() -> (Stop, Stopping) {
    let (sender, receiver) = watch::channel(false);
    (Stop(sender), Stopping(receiver))
}

impl Stop {
    pub(crate) fn now(&self) {
        self.0.send_replace(true);
    }
}

impl Stopping {
    /// Waits until it is time to stop.
    pub(crate) async fn wait(mut self) {
        // A dropped sender means the same.
        drop(self.0.wait_for(|stop| *stop).await);
    }

    /// Waits for a while, and returns whether it is time to stop.
    pub(crate) async fn within(&self, pause: std::time::Duration) -> bool {
        tokio::time::timeout(pause, self.clone().wait()).await.is_ok()
    }
}
