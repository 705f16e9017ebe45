//! The services that functions talk to, and the ports that things listen on.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use dynoxide::Database;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::StartError;
use crate::data::DataFolder;
use crate::database;
use crate::letters::Inbox;
use crate::mail::{self, MailSwitch};
use crate::services::Services;
use crate::stopping::Stopping;

/// The services that functions talk to.
pub(super) struct Servers {
    pub(super) database: Database,
    pub(super) services: Services,
    pub(super) mail: MailSwitch,
    pub(super) tasks: JoinSet<()>,
}

impl Servers {
    pub(super) async fn start(
        data: &DataFolder,
        keeps: bool,
        inbox: &Inbox,
        stopping: &Stopping,
    ) -> Result<Self, StartError> {
        let path = keeps.then(|| data.database());
        let database = database::open(path.as_deref()).map_err(StartError::Database)?;
        let mail = MailSwitch::default();
        let (for_dynamodb, for_mail) = (listen(0).await?, listen(0).await?);
        let services = Services {
            dynamodb: SocketAddr::from((Ipv4Addr::LOCALHOST, port(&for_dynamodb))),
            mail: SocketAddr::from((Ipv4Addr::LOCALHOST, port(&for_mail))),
        };
        let mut tasks = JoinSet::new();
        tasks.spawn(database::serve(for_dynamodb, database.clone(), stopping.clone()));
        tasks.spawn(mail::serve(for_mail, inbox.clone(), mail.clone(), stopping.clone()));
        Ok(Self { database, services, mail, tasks })
    }
}

pub(super) async fn listen(port: u16) -> Result<TcpListener, StartError> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|cause| match cause.kind() {
        io::ErrorKind::AddrInUse => StartError::PortTaken(port),
        _ => StartError::Port(port, cause),
    })
}

pub(super) fn port(listener: &TcpListener) -> u16 {
    listener.local_addr().expect("a listener that is bound has an address").port()
}
