//! Leads an event to its function, by the portal's own table of routes.

use serde_json::Value;
use web::gateway::invoke;
use web::routes::ROUTES;

use super::{Event, TestApp};

/// Calls the function of a route. `$default` is home.
fn named(event: &Event) -> &'static str {
    let (method, path) = (event.method(), event.path());
    let found =
        ROUTES.iter().find(|(route, methods, _)| *route == path && methods.contains(&method));
    found.map_or("home", |(_, _, function)| function)
}

impl TestApp {
    pub(super) async fn function(&self, event: &Event) -> Value {
        let portal = self.plain.desk.portal;
        let (storing, plain, given) = (&self.storing, &self.plain, event.0.clone());
        let answer = match named(event) {
            "register" => invoke(portal, |it| register::handle(plain, it), given).await,
            "sign-in" => invoke(portal, |it| sign_in::handle(storing, it), given).await,
            "confirm-identity" => {
                invoke(portal, |it| confirm_identity::handle(storing, it), given).await
            }
            "check-email" => invoke(portal, |it| check_email::handle(storing, it), given).await,
            "set-password" => invoke(portal, |it| set_password::handle(storing, it), given).await,
            "paperless" => invoke(portal, |it| paperless::handle(storing, it), given).await,
            "security-phrase" => {
                invoke(portal, |it| security_phrase::handle(storing, it), given).await
            }
            "profile" => invoke(portal, |it| profile::handle(storing, it), given).await,
            "recover" => invoke(portal, |it| recover::handle(storing, it), given).await,
            "security" => invoke(portal, |it| security::handle(storing, it), given).await,
            "not-me" => invoke(portal, |it| not_me::handle(storing, it), given).await,
            "bills" => invoke(portal, |it| bills::handle(storing, it), given).await,
            "usage" => invoke(portal, |it| usage::handle(storing, it), given).await,
            "outages" => invoke(portal, |it| outages::handle(storing, it), given).await,
            "people" => invoke(portal, |it| people::handle(storing, it), given).await,
            "pay" => invoke(portal, |it| pay::handle(storing, it), given).await,
            "home" => invoke(portal, |it| home::handle(storing, it), given).await,
            other => panic!("no step is called {other}"),
        };
        self.overheard.answered();
        answer.expect("an event of an HTTP API")
    }
}
