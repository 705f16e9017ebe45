//! Every route of the desk. Members' pages have a list of their own, and neither host answers the other's.

/// A path with the methods that it takes, and the function that answers.
pub const STAFF_ROUTES: [(&str, &[&str], &str); 6] = [
    ("/desk", &["GET"], "desk"),
    ("/desk/sign-in", &["GET"], "desk"),
    ("/desk/callback", &["GET"], "desk"),
    ("/desk/sign-out", &["POST"], "desk"),
    ("/desk/case", &["POST"], "desk"),
    ("/desk/act", &["POST"], "desk"),
];

/// Whether an address that has no page leads to the box: the host alone, or one that a post answered and somebody opens again.
pub(super) fn leads_to_box(path: &str) -> bool {
    matches!(path, "/" | "/desk/") || methods(path).is_some_and(|methods| !methods.contains(&"GET"))
}

/// Where a GET does more than show: it begins a sign-in, or uses one up. A HEAD, by which programs look ahead, does neither.
const NO_HEAD: [&str; 2] = ["/desk/sign-in", "/desk/callback"];

/// Whether a HEAD is answered as the GET of a path is.
pub(super) fn takes_head(path: &str) -> bool {
    !NO_HEAD.contains(&path)
}

/// The methods that a path takes; none for a path that is not the desk's.
pub(super) fn methods(path: &str) -> Option<&'static [&'static str]> {
    STAFF_ROUTES.iter().find(|(route, _, _)| *route == path).map(|(_, methods, _)| *methods)
}
