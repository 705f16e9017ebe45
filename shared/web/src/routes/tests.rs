//! Tests of routes: what an address means, and who shows a form.

use super::*;

#[test]
fn an_address_that_was_typed_or_cut_means_its_page() {
    for path in [
        "/register/",
        "/Register",
        "/REGISTER.",
        "/register)",
        "/register//",
        "//register",
        "/register%20",
        "/register%29.",
        "/register%22",
        "/register%E2%80%9D",
        "/register%0A",
        "/%20register",
        "/%72egister",
        "/register…",
        "/register=",
    ] {
        assert_eq!(meant(path), Some("/register"), "{path}");
    }
    for path in ["/signin", "/Sign_In", "/sign%2Din/", "/SIGN-IN"] {
        assert_eq!(meant(path), Some("/sign-in"), "{path}");
    }
    assert_eq!(meant("/Register/Verify)."), Some("/register/verify"));
    for path in [
        "/",
        "//",
        "/-",
        "/registers",
        "/sign-out/",
        "/register/resend/",
        "/admin",
        "/re/gister",
        "/register/x",
        "/%ff",
        "/register%00x",
    ] {
        assert_eq!(meant(path), None, "{path}");
    }
}

#[test]
fn a_form_is_shown_again_by_the_function_that_takes_it() {
    let answers = |path: &str| ROUTES.iter().find(|(it, _, _)| *it == path).map(|it| it.2);
    for (path, _, function) in ROUTES {
        let Some(page) = page_of_form(path) else { continue };
        assert_eq!(answers(page), Some(function), "{path}");
        assert!(methods(page).is_some_and(|methods| methods.contains(&"GET")), "{path}");
    }
    assert_eq!(page_of_form("/register/resend"), Some("/register/check-email"));
    assert_eq!(page_of_form("/sign-out"), None);
}

#[test]
fn the_links_of_letters_lead_to_pages_that_can_be_opened() {
    for purpose in Purpose::ALL {
        assert_eq!(methods(verify(*purpose)), Some(&["GET"][..]), "{purpose:?}");
    }
}
