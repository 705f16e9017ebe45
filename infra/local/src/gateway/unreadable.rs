//! Requests that the HTTP library cannot read, such as one with a control byte in a header.
//!
//! The library answers them itself, with an empty 400, 414 or 431. AWS hands most of them to a function. So the page that
//! a function has for such a request takes the place of the empty answer.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::body::to_bytes;
use axum::http::header::{CONNECTION, CONTENT_LENGTH};
use axum::response::Response;
use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

use super::Gateway;

/// Listens, and answers with a page what the library refuses.
pub(super) struct Readable {
    listener: TcpListener,
    gateway: Arc<Gateway>,
}

impl Readable {
    pub(super) fn new(listener: TcpListener, gateway: Arc<Gateway>) -> Self {
        Self { listener, gateway }
    }
}

impl Listener for Readable {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, peer) = Listener::accept(&mut self.listener).await;
        // Small answers go out at once. If this cannot be set, they are a little late.
        drop(stream.set_nodelay(true));
        (Connection { stream, peer, gateway: Arc::clone(&self.gateway), page: Page::None }, peer)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// One connection.
pub(super) struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    gateway: Arc<Gateway>,
    page: Page,
}

/// The page that ends a connection.
enum Page {
    /// All could be read so far.
    None,
    /// A function makes it.
    Asked(Pin<Box<dyn Future<Output = Vec<u8>> + Send>>),
    /// What is still to be sent of it.
    Left(Vec<u8>),
}

impl Connection {
    fn send_page(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Page::Asked(asked) = &mut self.page {
            self.page = Page::Left(ready!(asked.as_mut().poll(cx)));
        }
        let Page::Left(left) = &mut self.page else { return Poll::Ready(Ok(())) };
        while !left.is_empty() {
            let sent = ready!(Pin::new(&mut self.stream).poll_write(cx, left))?;
            if sent == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            left.drain(..sent);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        if is_of_the_library(buf) {
            let (gateway, peer, bare) = (Arc::clone(&self.gateway), self.peer, buf.to_vec());
            self.page = Page::Asked(Box::pin(async move {
                match gateway.page_for_the_unreadable(peer).await {
                    Some(page) => written(page).await.unwrap_or(bare),
                    None => bare,
                }
            }));
            return Poll::Ready(Ok(buf.len()));
        }
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.send_page(cx))?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.send_page(cx))?;
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Whether these bytes are an answer that no function gave: a refusal with no body, of those that the library makes.
fn is_of_the_library(answer: &[u8]) -> bool {
    let starts = ["400", "414", "431"]
        .iter()
        .any(|status| answer.starts_with(format!("HTTP/1.1 {status} ").as_bytes()));
    let empty = b"\r\ncontent-length: 0\r\n";
    starts && answer.windows(empty.len()).any(|part| part == empty)
}

/// An answer as it goes over the wire; the connection ends with it.
async fn written(page: Response) -> Option<Vec<u8>> {
    let (head, body) = page.into_parts();
    let body = to_bytes(body, usize::MAX).await.ok()?;
    let mut wire = format!("HTTP/1.1 {}\r\n", head.status).into_bytes();
    for (name, value) in &head.headers {
        wire.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    let end = format!("{CONTENT_LENGTH}: {}\r\n{CONNECTION}: close\r\n\r\n", body.len());
    wire.extend(end.into_bytes());
    wire.extend(body);
    Some(wire)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_refusal_is_of_the_library() {
        let answer = |status: &str, length: usize| {
            let head = format!(
                "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n"
            );
            is_of_the_library(head.as_bytes())
        };

        assert!(answer("400 Bad Request", 0));
        assert!(answer("431 Request Header Fields Too Large", 0));
        assert!(!answer("400 Bad Request", 2040));
        assert!(!answer("303 See Other", 0));
    }
}
