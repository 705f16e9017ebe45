//! Limits by network address, where every request comes from `CloudFront`.

use domain::FRONT_SECRET_HEADER;
use tests::app::{Browser, TestApp};

use super::{EMAIL, GUESS, try_pair};

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const HEADER: &str = "cloudfront-viewer-address";

/// What the gateway sees of every request that comes through.
const EDGE: &str = "192.0.2.200";

async fn behind_cloudfront() -> TestApp {
    let mut app = TestApp::start().await;
    app.set_front("CloudFront-Viewer-Address", SECRET);
    app
}

/// A browser behind it, with the address and port that it passes on.
fn through<'a>(app: &'a TestApp, viewer: &str) -> Browser<'a> {
    app.browser().at(EDGE).sending(FRONT_SECRET_HEADER, SECRET).sending(HEADER, viewer)
}

#[tokio::test]
async fn behind_cloudfront_everybody_has_tries_of_their_own() {
    let app = behind_cloudfront().await;
    let (five, more) = ([422; 5], "198.51.100.7:50001");

    for (here, same_place, elsewhere) in [
        ("198.51.100.7:46532", more, "198.51.100.8:46532"),
        ("2001:db8:1:2:3:4:5:6:46532", "2001:db8:1:2:9:9:9:9:443", "2001:db8:1:3:3:4:5:6:46532"),
    ] {
        let email = format!("{}@mail.example", here.len());
        let mut statuses = Vec::new();
        for _ in five {
            statuses.push(try_pair(&mut through(&app, here), &email, GUESS).await.status);
        }

        assert_eq!(statuses, five);
        assert_eq!(try_pair(&mut through(&app, same_place), &email, GUESS).await.status, 429);
        assert_eq!(try_pair(&mut through(&app, elsewhere), &email, GUESS).await.status, 422);
    }
}

#[tokio::test]
async fn a_stranger_who_writes_the_header_gains_no_try_and_uses_up_nobodys() {
    let app = behind_cloudfront().await;
    let secrets = [None, Some(""), Some(&SECRET[1..]), Some("0123456789abcdef0123456789abcdeX")];

    for (number, secret) in secrets.into_iter().enumerate() {
        let email = format!("somebody{number}@mail.example");
        let mut statuses = Vec::new();
        for claimed in 0..6 {
            let claimed = format!("198.51.100.{claimed}:443");
            let stranger = app.browser().at("203.0.113.99").sending(HEADER, &claimed);
            let mut stranger = match secret {
                Some(secret) => stranger.sending(FRONT_SECRET_HEADER, secret),
                None => stranger,
            };
            statuses.push(try_pair(&mut stranger, &email, GUESS).await.status);
        }

        assert_eq!(statuses, [422, 422, 422, 422, 422, 429], "{secret:?}");
        let mut named = through(&app, "198.51.100.0:443");
        assert_eq!(try_pair(&mut named, &email, GUESS).await.status, 422, "{secret:?}");
    }
}

#[tokio::test]
async fn without_a_service_in_front_nobody_is_believed() {
    let app = TestApp::start().await;
    let mut statuses = Vec::new();
    for claimed in 0..6 {
        let mut stranger = through(&app, &format!("198.51.100.{claimed}:443"));
        statuses.push(try_pair(&mut stranger, EMAIL, GUESS).await.status);
    }

    assert_eq!(statuses, [422, 422, 422, 422, 422, 429]);
}
