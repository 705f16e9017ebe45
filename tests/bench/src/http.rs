//! As much of HTTP/1.1 as the functions speak: requests and answers on one connection, one after the other.

use std::io::{self, BufRead, Write};

/// A request.
pub struct Asked {
    /// Its first line.
    pub line: String,
    /// Its headers, by names in lower case.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Asked {
    /// A header's value, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value)
    }
}

/// Reads a request; `None` once the other end has closed.
pub fn read(from: &mut impl BufRead) -> io::Result<Option<Asked>> {
    let line = line(from)?;
    if line.is_empty() {
        return Ok(None);
    }
    let mut headers = Vec::new();
    loop {
        let header = self::line(from)?;
        let Some((name, value)) = header.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut asked = Asked { line, headers, body: Vec::new() };
    if asked.header("transfer-encoding").contains("chunked") {
        loop {
            let size = self::line(from)?;
            let size = usize::from_str_radix(size.trim(), 16).map_err(io::Error::other)?;
            let start = asked.body.len();
            asked.body.resize(start + size, 0);
            from.read_exact(&mut asked.body[start..])?;
            self::line(from)?;
            if size == 0 {
                break;
            }
        }
    } else {
        let length = asked.header("content-length").parse().unwrap_or(0);
        asked.body = vec![0; length];
        from.read_exact(&mut asked.body)?;
    }
    Ok(Some(asked))
}

fn line(from: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

/// Writes an answer in one piece.
pub fn write(to: &mut impl Write, status: &str, headers: &str, body: &str) -> io::Result<()> {
    let length = body.len();
    let answer = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n{body}");
    to.write_all(answer.as_bytes())?;
    to.flush()
}
