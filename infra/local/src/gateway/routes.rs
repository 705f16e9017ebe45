//! Finds the function of a request, as an HTTP API does.

use std::collections::BTreeMap;

use crate::template::RouteKey;

/// The routes, most specific first.
#[derive(Default)]
pub(crate) struct Routes(Vec<Route>);

struct Route {
    key: RouteKey,
    segments: Vec<Segment>,
    function: String,
}

/// A segment of a path. Segments are ordered by how specific they are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Text(String),
    Parameter(String),
    Rest(String),
}

/// The route that a request takes.
pub(crate) struct Found<'a> {
    /// The function's name.
    pub(crate) function: &'a str,
    /// The route's name in the event: `GET /register`, or `$default`.
    pub(crate) key: String,
    /// The values of the path's parameters, as sent.
    pub(crate) parameters: BTreeMap<String, String>,
}

impl Routes {
    /// Adds the routes that lead to a function.
    pub(crate) fn add<'a>(&mut self, function: &str, keys: impl IntoIterator<Item = &'a RouteKey>) {
        for key in keys {
            let segments = key.path.split('/').skip(1).map(segment).collect();
            self.0.push(Route { key: key.clone(), segments, function: function.to_owned() });
        }
        self.0.sort_by_key(Route::rank);
    }

    /// Finds the function for a method and a path.
    pub(crate) fn find(&self, method: &str, path: &str) -> Option<Found<'_>> {
        self.0.iter().find_map(|route| {
            let parameters = route.matches(method, path)?;
            Some(Found { function: &route.function, key: route.name(), parameters })
        })
    }
}

impl Route {
    fn is_default(&self) -> bool {
        self.key.path == "$default"
    }

    /// The order of routes: exact paths, then parameters, then `{name+}`.
    ///
    /// A method comes before `ANY`.
    fn rank(&self) -> (bool, Vec<Segment>, bool) {
        (self.is_default(), self.segments.clone(), self.key.method == "ANY")
    }

    fn name(&self) -> String {
        if self.is_default() {
            return self.key.path.clone();
        }
        format!("{} {}", self.key.method, self.key.path)
    }

    fn matches(&self, method: &str, path: &str) -> Option<BTreeMap<String, String>> {
        if self.key.method != "ANY" && self.key.method != method {
            return None;
        }
        if self.is_default() {
            return Some(BTreeMap::new());
        }
        let mut sent = path.strip_prefix('/')?.split('/');
        let mut parameters = BTreeMap::new();
        for segment in &self.segments {
            match segment {
                Segment::Text(text) => (sent.next()? == text).then_some(())?,
                Segment::Parameter(name) => {
                    let value = sent.next().filter(|value| !value.is_empty())?;
                    parameters.insert(name.clone(), value.to_owned());
                }
                Segment::Rest(name) => {
                    let rest = sent.by_ref().collect::<Vec<&str>>().join("/");
                    parameters.insert(name.clone(), Some(rest).filter(|rest| !rest.is_empty())?);
                }
            }
        }
        sent.next().is_none().then_some(parameters)
    }
}

fn segment(text: &str) -> Segment {
    let inner = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    match inner.map(|name| (name, name.strip_suffix('+'))) {
        Some((_, Some(name))) => Segment::Rest(name.to_owned()),
        Some((name, None)) => Segment::Parameter(name.to_owned()),
        None => Segment::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use crate::template::Api;

    use super::*;

    fn routes(keys: &[(&str, &str, &str)]) -> Routes {
        let mut routes = Routes::default();
        for (method, path, function) in keys {
            let api = Api::default();
            let key = RouteKey { method: (*method).to_owned(), path: (*path).to_owned(), api };
            routes.add(function, &[key]);
        }
        routes
    }

    fn portal() -> Routes {
        routes(&[
            ("ANY", "$default", "home"),
            ("GET", "/", "sign-in"),
            ("GET", "/register/{step}", "step"),
            ("GET", "/register/{rest+}", "rest"),
            ("ANY", "/register/identity", "any"),
            ("GET", "/register/identity", "identity"),
        ])
    }

    fn key(routes: &Routes, method: &str, path: &str) -> String {
        routes.find(method, path).expect("$default takes everything").key
    }

    #[test]
    fn the_most_specific_route_wins() {
        let routes = portal();

        let found = [
            "/",
            "/register/identity",
            "/register/other",
            "/register/a/b",
            "/register",
            "/register/identity/",
            "/Register/identity",
        ]
        .map(|path| key(&routes, "GET", path));

        assert_eq!(
            found,
            [
                "GET /",
                "GET /register/identity",
                "GET /register/{step}",
                "GET /register/{rest+}",
                "$default",
                "GET /register/{rest+}",
                "$default",
            ]
        );
    }

    #[test]
    fn head_and_methods_without_a_route_go_to_default() {
        let routes = portal();

        assert_eq!(key(&routes, "HEAD", "/"), "$default");
        assert_eq!(key(&routes, "DELETE", "/"), "$default");
        assert_eq!(key(&routes, "DELETE", "/register/identity"), "ANY /register/identity");
    }

    #[test]
    fn parameters_keep_what_was_sent() {
        let routes = portal();

        let found = routes.find("GET", "/register/a%20b").expect("it has a route");

        assert_eq!(found.function, "step");
        assert_eq!(found.parameters, [("step".to_owned(), "a%20b".to_owned())].into());
    }
}
