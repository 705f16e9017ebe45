//! Tests that template, portal and `cargo lambda watch` have the same routes.

use std::collections::BTreeSet;

use local::template::Template;
use toml::Value;
use web::routes::ROUTES;

/// A function, a method, a path.
type Route = (String, String, String);

fn deployed() -> BTreeSet<Route> {
    let template = Template::deployed().expect("the template can be read");
    let of_all = template.functions.into_iter().flat_map(|function| {
        let name = function.name;
        function.routes.into_iter().map(move |route| (name.clone(), route.method, route.path))
    });
    of_all.map(|(name, method, path)| (name, method.to_uppercase(), path)).collect()
}

#[test]
fn the_template_and_the_portal_name_the_same_routes() {
    let ours = ROUTES.iter().flat_map(|(path, methods, function)| {
        let route =
            |method: &&str| ((*function).to_owned(), (*method).to_owned(), (*path).to_owned());
        methods.iter().map(route).collect::<Vec<_>>()
    });
    let ours: BTreeSet<Route> = ours.collect();

    let (rest, named): (BTreeSet<Route>, BTreeSet<Route>) =
        deployed().into_iter().partition(|(_, _, path)| path == "$default");

    assert_eq!(named, ours);
    let answers: Vec<String> = rest.into_iter().map(|(function, _, _)| function).collect();
    assert_eq!(answers, ["home"], "home answers whatever has no route");
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

    let expected: BTreeSet<Route> = deployed().into_iter().map(as_watched).collect();

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
