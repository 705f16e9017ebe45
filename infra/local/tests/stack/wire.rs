//! HTTP/1.1 by hand, so that tests see what is on the wire.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;

/// An answer as it came over the wire.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        let named = self.headers.iter().filter(|(header, _)| header == name);
        named.map(|(_, value)| value.as_str()).collect()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("the body is JSON")
    }
}

/// Sends a request from 127.0.0.1.
pub(crate) async fn send(origin: &str, start: &str, headers: &str, body: &str) -> Answer {
    send_from(Ipv4Addr::LOCALHOST, origin, start, headers, body).await
}

/// Sends a request from an address of this machine. `start` is `GET /path`.
pub(crate) async fn send_from(
    from: Ipv4Addr,
    origin: &str,
    start: &str,
    headers: &str,
    body: &str,
) -> Answer {
    let host = origin.strip_prefix("http://").expect("the origin is plain HTTP");
    let socket = TcpSocket::new_v4().expect("there is a socket");
    socket.bind(SocketAddr::from((from, 0))).expect("127.0.0.0/8 is this machine");
    let port = host.strip_prefix("localhost:").and_then(|port| port.parse().ok());
    let to = SocketAddr::from((Ipv4Addr::LOCALHOST, port.expect("the origin is this machine's")));
    let mut connection = socket.connect(to).await.expect("the gateway listens");
    let length = if headers.contains("Content-Length") {
        String::new()
    } else {
        format!("Content-Length: {}\r\n", body.len())
    };
    let host = if headers.contains("Host") { String::new() } else { format!("Host: {host}\r\n") };
    let request =
        format!("{start} HTTP/1.1\r\n{host}Connection: close\r\n{length}{headers}\r\n{body}");
    connection.write_all(request.as_bytes()).await.expect("the gateway reads");
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await.expect("the gateway answers");
    read(&String::from_utf8(answer).expect("the answer is text"))
}

fn read(answer: &str) -> Answer {
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head ends with an empty line");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("there is a status");
    let header = |line: &str| {
        let (name, value) = line.split_once(": ").expect("a header has a value");
        (name.to_ascii_lowercase(), value.to_owned())
    };
    Answer {
        status: status.parse().expect("a status is a number"),
        headers: lines.map(header).collect(),
        body: body.to_owned(),
    }
}
