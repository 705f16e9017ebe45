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
        let (storing, plain, given) = (&self.storing, &self.plain, event.0.clone());
        let answer = match named(event) {
            "register" => invoke(|it| register::handle(plain, it), given).await,
            "sign-in" => invoke(|it| sign_in::handle(storing, it), given).await,
            "confirm-identity" => invoke(|it| confirm_identity::handle(storing, it), given).await,
            "check-email" => invoke(|it| check_email::handle(storing, it), given).await,
            "set-password" => invoke(|it| set_password::handle(storing, it), given).await,
            "paperless" => invoke(|it| paperless::handle(storing, it), given).await,
            "security-phrase" => invoke(|it| security_phrase::handle(storing, it), given).await,
            "profile" => invoke(|it| profile::handle(storing, it), given).await,
            "recover" => invoke(|it| recover::handle(storing, it), given).await,
            "not-me" => invoke(|it| not_me::handle(storing, it), given).await,
            "home" => invoke(|it| home::handle(storing, it), given).await,
            other => panic!("no step is called {other}"),
        };
        self.overheard.answered();
        answer.expect("an event of an HTTP API")
    }
}
