//! Asks DNS for texts by its protocol, with one question. Source: RFC 1035.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket};

/// How long one try may take. There are several, since datagrams get lost.
const PATIENCE: Duration = Duration::from_secs(3);
const TRIES: u32 = 2;

/// The file that names the system's resolver, on Linux and macOS.
const SETTINGS: &str = "/etc/resolv.conf";

const TEXT: u16 = 16;
const INTERNET: u16 = 1;
/// The header's flags: recursion desired, truncated, and the code of the answer.
const RECURSION: u16 = 0x0100;
const TRUNCATED: u16 = 0x0200;
const CODE: u16 = 0x000f;
/// The code for a name that does not exist.
const NO_SUCH_NAME: u16 = 3;

/// The resolver of this machine. `None` if it cannot be found.
pub(crate) fn resolver() -> Option<SocketAddr> {
    resolver_in(&std::fs::read_to_string(SETTINGS).ok()?)
}

fn resolver_in(settings: &str) -> Option<SocketAddr> {
    let servers = settings.lines().filter_map(|line| line.trim().strip_prefix("nameserver"));
    let addresses = servers.filter_map(|rest| rest.trim().parse::<IpAddr>().ok());
    addresses.map(|address| SocketAddr::new(address, 53)).next()
}

/// The texts of a name, empty if it does not exist. `None` if nobody answers.
pub(crate) async fn texts(resolver: SocketAddr, name: &str) -> Option<Vec<String>> {
    let question = question(u16::from_be_bytes(aws::bytes::<2>()), name)?;
    for _ in 0..TRIES {
        let Ok(Some(answer)) =
            tokio::time::timeout(PATIENCE, by_datagram(resolver, &question)).await
        else {
            continue;
        };
        if flags(&answer)? & TRUNCATED == 0 {
            return read(&question, &answer);
        }
        let whole = tokio::time::timeout(PATIENCE, by_stream(resolver, &question)).await;
        return read(&question, &whole.ok().flatten()?);
    }
    None
}

fn question(id: u16, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for number in [id, RECURSION, 1, 0, 0, 0] {
        bytes.extend(number.to_be_bytes());
    }
    for label in name.trim_end_matches('.').split('.') {
        let length = u8::try_from(label.len()).ok().filter(|it| (1..64).contains(it))?;
        bytes.push(length);
        bytes.extend(label.as_bytes());
    }
    bytes.push(0);
    bytes.extend(TEXT.to_be_bytes());
    bytes.extend(INTERNET.to_be_bytes());
    Some(bytes)
}

async fn by_datagram(resolver: SocketAddr, question: &[u8]) -> Option<Vec<u8>> {
    let here = if resolver.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" };
    let socket = UdpSocket::bind(here).await.ok()?;
    socket.connect(resolver).await.ok()?;
    socket.send(question).await.ok()?;
    let mut answer = vec![0; 4096];
    loop {
        let length = socket.recv(&mut answer).await.ok()?;
        // An answer to another question is not for us.
        if answer[..length].starts_with(&question[..2]) {
            answer.truncate(length);
            return Some(answer);
        }
    }
}

async fn by_stream(resolver: SocketAddr, question: &[u8]) -> Option<Vec<u8>> {
    let mut stream = TcpStream::connect(resolver).await.ok()?;
    stream.write_u16(u16::try_from(question.len()).ok()?).await.ok()?;
    stream.write_all(question).await.ok()?;
    let mut answer = vec![0; usize::from(stream.read_u16().await.ok()?)];
    stream.read_exact(&mut answer).await.ok()?;
    Some(answer)
}

fn flags(answer: &[u8]) -> Option<u16> {
    number(answer, 2)
}

fn number(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at + 2)?;
    Some(u16::from_be_bytes([pair[0], pair[1]]))
}

/// The texts of an answer. `None` if it is no answer, or if the resolver failed.
fn read(question: &[u8], answer: &[u8]) -> Option<Vec<String>> {
    match flags(answer)? & CODE {
        0 => {}
        NO_SUCH_NAME => return Some(Vec::new()),
        _ => return None,
    }
    // The question comes back unchanged, before the answers.
    let mut at = question.len();
    let mut texts = Vec::new();
    for _ in 0..number(answer, 6)? {
        at = after_name(answer, at)?;
        let (kind, length) = (number(answer, at)?, usize::from(number(answer, at + 8)?));
        let data = answer.get(at + 10..at + 10 + length)?;
        if kind == TEXT {
            texts.push(joined(data)?);
        }
        at += 10 + length;
    }
    Some(texts)
}

/// The end of a name: a zero, or a pointer to the rest of it.
fn after_name(answer: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match *answer.get(at)? {
            0 => return Some(at + 1),
            length if length >= 0xc0 => return Some(at + 2),
            length => at += 1 + usize::from(length),
        }
    }
}

/// A text in pieces of at most 255 bytes, each with its length before it.
fn joined(mut data: &[u8]) -> Option<String> {
    let mut text = Vec::new();
    while let Some((length, rest)) = data.split_first() {
        let (piece, rest) = rest.split_at_checked(usize::from(*length))?;
        text.extend(piece);
        data = rest;
    }
    String::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An answer to a question: its flags, and these records of texts.
    fn answer(question: &[u8], flags: u16, texts: &[&[&str]]) -> Vec<u8> {
        let mut bytes = question[..2].to_vec();
        let many = u16::try_from(texts.len()).expect("few");
        for number in [0x8180 | flags, 1, many, 0, 0] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend(&question[12..]);
        for pieces in texts {
            // A pointer to the question's name, the type, the class, and the time to live.
            bytes.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 1, 44]);
            let length: usize = pieces.iter().map(|piece| piece.len() + 1).sum();
            bytes.extend(u16::try_from(length).expect("short").to_be_bytes());
            for piece in *pieces {
                bytes.push(u8::try_from(piece.len()).expect("short"));
                bytes.extend(piece.as_bytes());
            }
        }
        bytes
    }

    /// A resolver on loopback that answers each datagram with `answers`.
    async fn resolving(answers: impl Fn(&[u8]) -> Vec<u8> + Send + 'static) -> SocketAddr {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a port");
        let address = socket.local_addr().expect("an address");
        tokio::spawn(async move {
            let mut asked = [0; 512];
            while let Ok((length, from)) = socket.recv_from(&mut asked).await {
                socket.send_to(&answers(&asked[..length]), from).await.expect("it is sent");
            }
        });
        address
    }

    #[tokio::test]
    async fn texts_are_read_whole_however_many_pieces_they_are_in() {
        let records: &[&[&str]] = &[&["v=DMARC1; ", "p=none"], &["another"]];
        let resolver = resolving(move |asked| answer(asked, 0, records)).await;

        let texts = texts(resolver, "_dmarc.example.coop").await;

        assert_eq!(texts, Some(vec!["v=DMARC1; p=none".to_owned(), "another".to_owned()]));
    }

    #[tokio::test]
    async fn a_name_that_nobody_has_holds_nothing_and_a_resolver_that_fails_says_nothing() {
        let nobody = resolving(|asked| answer(asked, NO_SUCH_NAME, &[])).await;
        let broken = resolving(|asked| answer(asked, 2, &[])).await;

        assert_eq!(texts(nobody, "_dmarc.example.coop").await, Some(Vec::new()));
        assert_eq!(texts(broken, "_dmarc.example.coop").await, None);
        assert_eq!(texts(broken, "no..name").await, None);
    }

    #[tokio::test]
    async fn an_answer_that_is_cut_is_asked_for_once_more_by_stream() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let socket = UdpSocket::bind(address).await.expect("the same port");
        tokio::spawn(async move {
            let mut asked = [0; 512];
            let (length, from) = socket.recv_from(&mut asked).await.expect("a question");
            let cut = answer(&asked[..length], TRUNCATED, &[]);
            socket.send_to(&cut, from).await.expect("it is sent");
            let (mut stream, _) = listener.accept().await.expect("a stream");
            let mut asked = vec![0; usize::from(stream.read_u16().await.expect("a length"))];
            stream.read_exact(&mut asked).await.expect("a question");
            let whole = answer(&asked, 0, &[&["whole"]]);
            stream.write_u16(u16::try_from(whole.len()).expect("short")).await.expect("it is sent");
            stream.write_all(&whole).await.expect("it is sent");
        });

        assert_eq!(texts(address, "example.coop").await, Some(vec!["whole".to_owned()]));
    }

    #[test]
    fn answers_that_are_cut_or_made_up_are_none() {
        let question = question(7, "example.coop").expect("a name");
        let whole = answer(&question, 0, &[&["text"]]);

        for end in 0..whole.len() {
            assert_eq!(read(&question, &whole[..end]), None, "{end}");
        }
        assert_eq!(read(&question, &whole), Some(vec!["text".to_owned()]));
    }

    #[test]
    fn the_resolver_is_the_first_that_the_system_names() {
        let settings =
            "# made by hand\nsearch example.coop\nnameserver 192.0.2.1\nnameserver ::1\n";

        assert_eq!(resolver_in(settings), "192.0.2.1:53".parse().ok());
        assert_eq!(resolver_in("nameserver ::1"), "[::1]:53".parse().ok());
        assert_eq!(resolver_in("options edns0"), None);
    }
}
