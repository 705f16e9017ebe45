//! A desk without pages, for `tests/ci/staff-sign-in`: it is told on each line of its input what a browser does, and answers on a line
//! of its output.
//!
//! `sign-in` and `renew` answer with the address that the browser is sent to, `back QUERY` with who came back.

use std::io::{BufRead as _, Write as _};

use jiff::Timestamp;
use oidc::{Attempt, Client, Given, Https, Provider, Purpose, Reach};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [issuer, client_id, client_secret, redirect] = &arguments[..] else {
        panic!("staff_sign_in ISSUER CLIENT SECRET REDIRECT");
    };
    let client = Client::parse(Given {
        issuer,
        client_id,
        client_secret: client_secret.as_str().into(),
        redirect,
        roles_claim: "roles",
        look: "desk-look",
        act: "desk-act",
        second_factor: "",
        reach: Reach::Local,
    });
    let provider = Provider::new(client.expect("a client"), Https::new(Reach::Local));
    let mut seed = [0; 32];
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (order, query) = line.split_once(' ').unwrap_or((&line, ""));
        let answer = match order {
            "back" => match provider.person(query, &Attempt::of(&seed), now()).await {
                Ok(person) => format!("{person:?}"),
                Err(refused) => format!("refused: {refused}"),
            },
            "sign-in" | "renew" => {
                seed[0] += 1;
                let purpose = if order == "renew" { Purpose::Renew } else { Purpose::SignIn };
                let address = provider.address(&Attempt::of(&seed), purpose, now()).await;
                address.unwrap_or_else(|refused| format!("refused: {refused}"))
            }
            other => panic!("there is no {other}"),
        };
        println!("{answer}");
        std::io::stdout().flush().expect("an output");
    }
}

#[expect(clippy::disallowed_methods, reason = "the provider goes by the machine's clock, too")]
fn now() -> Timestamp {
    Timestamp::now()
}
