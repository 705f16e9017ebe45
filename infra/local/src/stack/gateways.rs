//! The portal and the desk, each at a port of its own, as each has a host of its own in AWS.

use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::servers::{listen, port};
use super::{Options, StartError};
use crate::clock::Clock;
use crate::functions::Functions;
use crate::gateway::Gateway;
use crate::staff_sign_in::StaffSignIn;
use crate::stopping::Stopping;
use crate::template::{Api, Environment, FunctionSpec};
use crate::vendor::Vendor;

/// Where everything is found.
#[derive(Clone)]
pub(super) struct Origins {
    /// The portal.
    pub(super) portal: String,
    /// The stack's own pages: inbox, vendor, the sign-in of staff. The portal's, unless something else serves that.
    pub(super) own: String,
    /// The desk.
    pub(super) desk: String,
}

impl Origins {
    /// The vendor's: this machine under its other name, so that browsers take it for somebody else's, as a vendor is.
    pub(super) fn vendor(&self) -> String {
        self.own.replacen("//localhost", "//127.0.0.1", 1)
    }
}

/// The ports that are listened at.
pub(super) struct Ports {
    portal: TcpListener,
    /// None if something else serves the portal: that serves the desk too.
    desk: Option<TcpListener>,
    pub(super) origins: Origins,
}

impl Ports {
    pub(super) async fn open(options: &Options) -> Result<Self, StartError> {
        let portal = listen(options.port).await?;
        let at = |listener: &TcpListener| format!("http://localhost:{}", port(listener));
        let own = at(&portal);
        if let Some(elsewhere) = &options.portal {
            let (elsewhere, desk) = (elsewhere.clone(), elsewhere.clone());
            let origins = Origins { portal: elsewhere, own, desk };
            return Ok(Self { portal, desk: None, origins });
        }
        let desk = desk(options, &portal).await?;
        let origins = Origins { portal: own.clone(), own, desk: at(&desk) };
        Ok(Self { portal, desk: Some(desk), origins })
    }
}

async fn desk(options: &Options, portal: &TcpListener) -> Result<TcpListener, StartError> {
    if let Some(named) = options.desk_port {
        return listen(named).await;
    }
    let next = if options.port == 0 { 0 } else { port(portal).saturating_add(1) };
    match listen(next).await {
        Err(StartError::PortTaken(_)) => listen(0).await,
        listener => listener,
    }
}

/// What both gateways lead to.
pub(super) struct Gateways<'a> {
    pub(super) routed: &'a [FunctionSpec],
    pub(super) functions: &'a Arc<Functions>,
    /// The environment of the import that tells of payments.
    pub(super) billing: Option<Environment>,
    pub(super) clock: Clock,
    pub(super) stopping: &'a Stopping,
}

impl Gateways<'_> {
    /// Serves them. `own` are pages of the stack's own; the vendor's and those where staff sign in come to them.
    pub(super) fn serve(self, tasks: &mut JoinSet<()>, ports: Ports, own: Router) {
        let Ports { portal, desk, origins } = ports;
        let functions = || Arc::clone(self.functions);
        let vendor = Vendor::new(&origins.portal, functions(), self.billing, self.clock);
        let redirect = format!("{}/desk/callback", origins.desk);
        let staff_sign_in = StaffSignIn::new(&origins.own, &redirect, self.clock.ahead());
        let own = own.merge(vendor.pages()).merge(staff_sign_in.pages());
        let gateway =
            |origin: &str, api| Gateway::new(origin, api, self.routed, functions(), self.clock);
        let of_portal = gateway(&origins.portal, Api::PORTAL);
        tasks.spawn(of_portal.serve(portal, own, self.stopping.clone()));
        if let Some(desk) = desk {
            let of_desk = gateway(&origins.desk, Api::DESK);
            tasks.spawn(of_desk.serve(desk, Router::new(), self.stopping.clone()));
        }
    }
}
