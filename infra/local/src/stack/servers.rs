//! The services that functions talk to, and their ports.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::StartError;
use crate::bus::{self, Bus};
use crate::clock::Clock;
use crate::data::DataFolder;
use crate::gate::{Gate, Record};
use crate::letters::Inbox;
use crate::mail::{self, MailSwitch};
use crate::services::Services;
use crate::stopping::Stopping;
use crate::template::Template;
use crate::{bucket, database};

/// The services that functions talk to.
pub(super) struct Servers {
    pub(super) services: Services,
    pub(super) mail: MailSwitch,
    /// The gate's record of what functions asked of the services.
    pub(super) record: Record,
    pub(super) tasks: JoinSet<()>,
}

impl Servers {
    pub(super) async fn start(
        template: &Template,
        data: &DataFolder,
        keeps: bool,
        inbox: &Inbox,
        bus: &Bus,
        clock: Clock,
        stopping: &Stopping,
    ) -> Result<Self, StartError> {
        let path = keeps.then(|| data.database());
        let database = database::open(path.as_deref()).map_err(StartError::Database)?;
        let mail = MailSwitch::default();
        let (for_dynamodb, for_mail) = (listen(0).await?, listen(0).await?);
        let (for_bus, for_bucket, for_gate) =
            (listen(0).await?, listen(0).await?, listen(0).await?);
        let address = |listener| SocketAddr::from((Ipv4Addr::LOCALHOST, port(listener)));
        let services = Services {
            dynamodb: address(&for_dynamodb),
            mail: address(&for_mail),
            bus: address(&for_bus),
            bucket: address(&for_bucket),
            gate: address(&for_gate),
        };
        let behind = [
            ("dynamodb", services.dynamodb),
            ("ses", services.mail),
            ("events", services.bus),
            ("s3", services.bucket),
        ]
        .into();
        let record = Record::default();
        let gate = Gate::new(template, behind, record.clone());
        let mut tasks = JoinSet::new();
        tasks.spawn(database::serve(for_dynamodb, database, stopping.clone()));
        let endpoint = mail::Endpoint {
            inbox: inbox.clone(),
            switch: mail.clone(),
            bus: bus.clone(),
            suppression: mail::Suppression::stopping(&template.suppressed_reasons),
            clock,
        };
        tasks.spawn(mail::serve(for_mail, endpoint, stopping.clone()));
        tasks.spawn(bus::serve(for_bus, bus.clone(), stopping.clone()));
        tasks.spawn(bucket::serve(for_bucket, data.buckets(), clock, stopping.clone()));
        tasks.spawn(gate.serve(for_gate, stopping.clone()));
        Ok(Self { services, mail, record, tasks })
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
