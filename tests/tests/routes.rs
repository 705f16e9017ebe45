//! Tests that template, portal and `cargo lambda watch` have the same routes.

use std::collections::BTreeSet;

use local::template::{Api, Template};
use toml::Value;
use web::routes::ROUTES;
use web::staff::STAFF_ROUTES;

/// A function, a method, a path.
type Route = (String, String, String);

/// The routes of an API.
fn deployed(api: &str) -> BTreeSet<Route> {
    let template = Template::deployed().expect("the template can be read");
    let of_all = template.functions.into_iter().flat_map(|function| {
        let name = function.name;
        let of_api = function.routes.into_iter().filter(|route| route.api.id == api);
        of_api.map(move |route| (name.clone(), route.method, route.path)).collect::<Vec<_>>()
    });
    of_all.map(|(name, method, path)| (name, method.to_uppercase(), path)).collect()
}

/// Compares the routes of an API with a list of ours, and returns who answers whatever has no route.
#[track_caller]
fn compared(api: &str, list: &[(&str, &[&str], &str)]) -> Vec<String> {
    let ours = list.iter().flat_map(|(path, methods, function)| {
        let route =
            |method: &&str| ((*function).to_owned(), (*method).to_owned(), (*path).to_owned());
        methods.iter().map(route).collect::<Vec<_>>()
    });
    let ours: BTreeSet<Route> = ours.collect();
    let (rest, named): (BTreeSet<Route>, BTreeSet<Route>) =
        deployed(api).into_iter().partition(|(_, _, path)| path == "$default");
    assert_eq!(named, ours);
    rest.into_iter().map(|(function, _, _)| function).collect()
}

#[test]
fn the_template_and_the_portal_name_the_same_routes() {
    assert_eq!(compared(Api::PORTAL, &ROUTES), ["home"], "home answers whatever has no route");
}

#[test]
fn the_template_and_the_desk_name_the_same_routes() {
    assert_eq!(compared(Api::DESK, &STAFF_ROUTES), ["desk"], "the desk answers for its host");
}

#[test]
fn there_are_two_apis_and_every_route_is_of_one() {
    let template = Template::deployed().expect("the template can be read");
    let routes = template.functions.iter().flat_map(|function| &function.routes);
    let apis: BTreeSet<&str> = routes.map(|route| route.api.id.as_str()).collect();

    assert_eq!(apis, BTreeSet::from([Api::PORTAL, Api::DESK]));
}

/// The routes of `[workspace.metadata.lambda.watch.router]`.
///
/// The path for everything else has no method.
fn watched() -> BTreeSet<Route> {
    let file: Value = toml::from_str(include_str!("../../Cargo.toml")).expect("it is TOML");
    let router = &file["workspace"]["metadata"]["lambda"]["watch"]["router"];
    let router = router.as_table().expect("paths and where they lead");
    let route = |path: &str, function: &Value, method: &str| {
        let function = function.as_str().expect("a function's name");
        (function.to_owned(), method.to_owned(), path.to_owned())
    };
    let of_path = |(path, to): (&String, &Value)| match to.as_array() {
        Some(list) => list
            .iter()
            .map(|to| route(path, &to["function"], to["method"].as_str().expect("a method")))
            .collect(),
        None => vec![route(path, to, "ANY")],
    };
    router.iter().flat_map(of_path).collect()
}

#[test]
fn cargo_lambda_watch_leads_to_the_same_functions_as_the_template() {
    let as_watched = |(function, method, path): Route| match path.as_str() {
        "$default" => (function, method, "/{*path}".to_owned()),
        _ => (function, method, path),
    };

    // The watch has one port, and whatever has no route there is home's.
    let of_desk = deployed(Api::DESK).into_iter().filter(|(_, _, path)| path != "$default");
    let all = deployed(Api::PORTAL).into_iter().chain(of_desk);
    let expected: BTreeSet<Route> = all.map(as_watched).collect();

    assert_eq!(watched(), expected);
}

#[test]
fn no_path_is_in_the_table_twice() {
    let paths: BTreeSet<&str> = ROUTES.iter().map(|(path, _, _)| *path).collect();

    assert_eq!(paths.len(), ROUTES.len());
}

#[test]
fn every_page_that_a_step_leads_to_has_a_route() {
    let methods = |path: &str| web::routes::methods(path).unwrap_or_default().to_vec();

    for path in
        ["/register/check-email", "/register/paperless", "/register/security-phrase", "/home"]
    {
        assert!(methods(path).contains(&"GET"), "{path}");
    }
    assert_eq!(methods("/register/resend"), ["POST"]);
    assert_eq!(methods("/nowhere"), Vec::<&str>::new());
}
