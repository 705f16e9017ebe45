//! Tests that running functions read the secret again after a key was added to it.

use local::demo;
use tests::app::{Browser, Wire};

use crate::deployed::newer::{Newer, rotate, started};
use crate::deployed::people::{PASSWORD, ask, letter, link, sign_in};

const EMAIL: &str = "dana.whitlock@mail.example";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_newer_processes_make_with_a_new_key_is_understood_by_older_ones() {
    let (stack, environments) = started().await;
    demo::import(&environments["import-accounts"]).await.expect("the demo accounts go in");
    rotate(&stack);
    let newer = Newer::start(&stack, &environments).await;
    let older = Wire::to(stack.origin());

    let mut there = Browser::new(&newer).at("127.0.0.1");
    ask(&mut there, EMAIL, None).await;
    // An older process writes the letter, and another one opens its link.
    let letter = letter(&stack, EMAIL, 1).await;
    let mut here = Browser::new(&older).at("127.0.0.1");
    here.put_cookie("pending", &there.cookie("pending").expect("it has asked"));
    here.open(&link(&stack, &letter)).await;
    here.go_on(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
    assert_eq!(here.page().path, "/register/paperless");

    // The newer process uses the new key for the password's pepper, the session and the form token.
    sign_in(&mut there, EMAIL, PASSWORD).await;
    assert_eq!(there.page().status, 303);
    let mut back = Browser::new(&older).at("127.0.0.1");
    back.put_cookie("session", &there.cookie("session").expect("signed in"));
    assert_eq!(back.open("/home").await.path, "/home");
    let mut afresh = Browser::new(&older).at("127.0.0.1");
    sign_in(&mut afresh, EMAIL, PASSWORD).await;
    assert_eq!(afresh.page().status, 303);
    assert!(afresh.cookie("session").is_some());
    stack.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_of_keys_has_one_that_came_in_after_its_function_had_started() {
    let (stack, _) = started().await;
    let portal = Wire::to(stack.origin());
    rotate(&stack);

    let listed =
        Browser::new(&portal).at("127.0.0.1").open("/.well-known/jwks.json").await.body.clone();

    let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    let names: Vec<&str> = listed["keys"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|key| key["kid"].as_str())
        .collect();
    assert_eq!(names, ["1", "2"]);
    stack.stop().await;
}
