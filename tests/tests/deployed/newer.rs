//! Functions of a deployment, in processes that started later than the stack's.

use std::sync::{Arc, Mutex};

use local::functions::{self, Environments, Functions};
use local::stack::{Options, Stack};
use tests::app::{Event, Page, Portal};

/// Starts the stack, and keeps the environments of its functions.
pub(crate) async fn started() -> (Stack, Environments) {
    let found = Arc::new(Mutex::new(Environments::new()));
    let keep = Arc::clone(&found);
    let build = move |environments: Environments| {
        keep.lock().expect("nobody panics here").clone_from(&environments);
        functions::portal(environments)
    };
    let stack = Stack::start(Options::default(), build).await.expect("the stack starts");
    let environments = found.lock().expect("nobody panics here").clone();
    (stack, environments)
}

/// Adds a key to the secret and makes it current, as the operator does.
///
/// Running processes do not notice it.
pub(crate) fn rotate(stack: &Stack) {
    let path = stack.data().join("secret.json");
    let text = std::fs::read_to_string(&path).expect("the stack has a secret");
    let mut secret: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    secret["2"] = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210".into();
    secret["current"] = "2".into();
    std::fs::write(&path, secret.to_string()).expect("it can be written");
}

/// Functions that have just read the secret.
pub(crate) struct Newer {
    origin: String,
    functions: Functions,
}

impl Newer {
    pub(crate) async fn start(stack: &Stack, environments: &Environments) -> Self {
        let functions = functions::portal(environments.clone()).await.expect("functions");
        Self { origin: stack.origin().to_owned(), functions }
    }
}

impl Portal for Newer {
    async fn answer(&self, event: &Event) -> Page {
        let mut sent = event.0.clone();
        if sent["headers"].get("origin").is_some() {
            sent["headers"]["origin"] = self.origin.as_str().into();
        }
        let (method, path) = (event.method(), event.path());
        let route = web::routes::ROUTES
            .iter()
            .find(|(route, methods, _)| *route == path && methods.contains(&method));
        let function = route.map_or("home", |(_, _, function)| function);
        let answer = self.functions[function](sent).await.expect("an answer");
        Page::read(path, &answer)
    }

    fn remember(&self, _secret: &str) {}
}
