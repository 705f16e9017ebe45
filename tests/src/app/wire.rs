//! A portal behind a server: HTTP/1.1, with a connection per request.

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use data_encoding::BASE64;
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpSocket;

use super::{Event, Page, Portal};

/// A server on this machine.
///
/// Requests come from the browser's own address, which must be one of 127.0.0.0/8. They name the host of the
/// origin, as a browser's do.
#[derive(Clone, Debug)]
pub struct Wire {
    to: SocketAddr,
    host: String,
}

impl Wire {
    /// The server at an origin like `http://localhost:9000`, or by its number.
    #[must_use]
    #[track_caller]
    pub fn to(origin: &str) -> Self {
        let host = origin.strip_prefix("http://").expect("plain HTTP");
        let here = ["localhost:", "127.0.0.1:"];
        let port = here.into_iter().find_map(|name| host.strip_prefix(name)?.parse().ok());
        let port: u16 = port.expect("localhost and a port");
        Self { to: SocketAddr::from((Ipv4Addr::LOCALHOST, port)), host: host.to_owned() }
    }

    async fn exchange(&self, from: Ipv4Addr, request: &[u8]) -> Vec<u8> {
        let socket = TcpSocket::new_v4().expect("there is a socket");
        socket.bind(SocketAddr::from((from, 0))).expect("the address is of this machine");
        let mut connection = socket.connect(self.to).await.expect("the server listens");
        connection.write_all(request).await.expect("the server reads");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).await.expect("the server answers");
        answer
    }
}

impl Portal for Wire {
    async fn answer(&self, event: &Event) -> Page {
        let source = event.0["requestContext"]["http"]["sourceIp"].as_str().map(str::parse);
        let Some(Ok(IpAddr::V4(from))) = source else { panic!("an IPv4 address") };
        let answer = self.exchange(from, &request(&self.host, event)).await;
        Page::read(event.path(), &response(&answer))
    }

    /// Does nothing, since a server has its own log. Tests in process check the log.
    fn remember(&self, _secret: &str) {}
}

/// The request from which a gateway would make the event.
fn request(host: &str, event: &Event) -> Vec<u8> {
    let text = |place: &str| event.0.pointer(place).and_then(Value::as_str).unwrap_or_default();
    let body = match text("/body") {
        body if event.0["isBase64Encoded"] == true => {
            BASE64.decode(body.as_bytes()).expect("base64")
        }
        body => body.as_bytes().to_vec(),
    };
    let (path, query) = (text("/rawPath"), text("/rawQueryString"));
    let mark = if query.is_empty() { "" } else { "?" };
    let mut head = format!("{} {path}{mark}{query} HTTP/1.1\r\n", event.method());
    let cookies: Vec<&str> =
        event.0["cookies"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let own = [
        ("host", host.to_owned()),
        ("connection", "close".to_owned()),
        ("content-length", body.len().to_string()),
        ("cookie", cookies.join("; ")),
    ];
    let given = event.0["headers"].as_object().into_iter().flatten();
    let given = given.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?.to_owned())));
    let given = given.filter(|(name, _)| *name != "host").map(|(name, value)| match name {
        "origin" => (name, format!("http://{host}")),
        _ => (name, value),
    });
    for (name, value) in own.into_iter().chain(given).filter(|(_, value)| !value.is_empty()) {
        write!(head, "{name}: {value}\r\n").expect("a text takes all");
    }
    [head.as_bytes(), b"\r\n", &body].concat()
}

/// The answer, as a function gives it to the gateway.
fn response(answer: &[u8]) -> Value {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an end of the head");
    let head = std::str::from_utf8(&answer[..end]).expect("a head is text");
    let mut lines = head.lines();
    let status: u16 = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok())
        .expect("a line with the status");
    let (mut headers, mut cookies) = (Map::new(), Vec::new());
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        match name.to_ascii_lowercase() {
            name if name == "set-cookie" => cookies.push(value),
            name => drop(headers.insert(name, value.into())),
        }
    }
    json!({
        "statusCode": status,
        "headers": headers,
        "cookies": cookies,
        "body": BASE64.encode(&answer[end + 4..]),
        "isBase64Encoded": true,
    })
}
