//! The network address that a request comes from.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use domain::{FRONT_SECRET_HEADER, Front};
use lambda_http::request::RequestContext;
use lambda_http::{Request, RequestExt};

/// Whose request a service in front passes on, if it is that service, and says so once.
fn passed_on(request: &Request, front: &Front) -> Option<IpAddr> {
    let shown = request.headers().get(FRONT_SECRET_HEADER)?.to_str().ok()?;
    if !front.sent(shown) {
        return None;
    }
    let mut told = request.headers().get_all(front.header()).iter();
    let (first, second) = (told.next()?, told.next());
    if second.is_some() { None } else { viewer(first.to_str().ok()?) }
}

/// An address with its port or without; `CloudFront` writes IPv6 without brackets before the port.
fn viewer(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    if let Ok(socket) = text.parse::<SocketAddr>() {
        return Some(socket.ip());
    }
    let with_port = text.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok());
    with_port.and_then(|(address, _)| address.parse().ok()).or_else(|| text.parse().ok())
}

/// The sender's address from the gateway's own context, never from a header that the sender writes.
///
/// Behind another service the gateway sees that one alone. So its header counts, once it has shown its secret.
pub(super) fn address(request: &Request, front: Option<&Front>) -> IpAddr {
    if let Some(address) = front.and_then(|front| passed_on(request, front)) {
        return address;
    }
    let source = match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => context.http.source_ip.as_deref(),
        _ => None,
    };
    source.and_then(|text| text.parse().ok()).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}
