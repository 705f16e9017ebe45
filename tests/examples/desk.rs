//! The desk of the local stack with another provider, for `tests/ci/staff-sign-in`. It says where it is, and stops at the end of its
//! input.

use std::fs;

use local::functions;
use local::stack::{Options, Stack};
use serde_json::Value;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [issuer, client, secret, port] = &arguments[..] else {
        panic!("desk ISSUER CLIENT SECRET PORT");
    };
    let port = port.parse().expect("a port");
    let options = Options { desk_port: Some(port), ..Options::default() };
    let stack = Stack::start(options, async |mut environments| {
        let desk = environments.get_mut("desk").expect("the template has a desk");
        let file = &desk["STAFF_SECRET_FILE"];
        let kept = fs::read_to_string(file).expect("the desk's secret");
        let mut kept: Value = serde_json::from_str(&kept).expect("it is JSON");
        kept["client_secret"] = secret.as_str().into();
        fs::write(file, kept.to_string()).expect("it can be written");
        desk.insert("STAFF_ISSUER".to_owned(), issuer.clone());
        desk.insert("STAFF_CLIENT_ID".to_owned(), client.clone());
        functions::portal(environments).await
    });
    let stack = stack.await.expect("the stack starts");
    println!("{}", stack.desk_at());
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink()).expect("an input");
    stack.stop().await;
}
