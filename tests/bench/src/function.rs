//! One function's process under an emulation of Lambda's runtime API.

use std::collections::BTreeMap;
use std::io::{self, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use nix::unistd::Pid;
use serde_json::Value;

use crate::http::{self, Asked};

/// A function that has started and waits for an event.
pub struct Function {
    child: Child,
    listener: TcpListener,
    connection: Option<BufReader<TcpStream>>,
    /// From the start until it asked for an event.
    pub init: Duration,
}

impl Function {
    /// Starts a binary, and waits until it asks for its first event.
    pub fn start(binary: &Path, environment: &BTreeMap<String, String>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let began = Instant::now();
        let child = Command::new(binary)
            .env_clear()
            .envs(environment)
            .env("AWS_LAMBDA_RUNTIME_API", listener.local_addr()?.to_string())
            .stdout(Stdio::null())
            .spawn()?;
        let mut function = Self { child, listener, connection: None, init: Duration::ZERO };
        function.expect("GET ", "/invocation/next")?;
        function.init = began.elapsed();
        Ok(function)
    }

    /// Hands out an event, and returns the answer and how long it took.
    ///
    /// It returns when the function has asked for the next event, so that its processor time is complete.
    pub fn invoke(&mut self, event: &str) -> io::Result<(Value, Duration)> {
        let connection = self.connection.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        let headers = "content-type: application/json\r\n\
            lambda-runtime-aws-request-id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r\n\
            lambda-runtime-deadline-ms: 4102444800000\r\n\
            lambda-runtime-invoked-function-arn: arn:aws:lambda:us-east-1:123456789012:function:bench\r\n\
            lambda-runtime-trace-id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0\r\n";
        let began = Instant::now();
        http::write(connection.get_mut(), "200 OK", headers, event)?;
        let answer = self.expect("POST ", "/response")?;
        let took = began.elapsed();
        let connection = self.connection.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        http::write(connection.get_mut(), "202 Accepted", "", "")?;
        self.expect("GET ", "/invocation/next")?;
        Ok((serde_json::from_slice(&answer.body).unwrap_or_default(), took))
    }

    /// The next request of the function, on the connection that it has or on a new one.
    fn expect(&mut self, method: &str, path: &str) -> io::Result<Asked> {
        loop {
            if let Some(connection) = &mut self.connection
                && let Some(asked) = http::read(connection)?
            {
                if asked.line.starts_with(method) && asked.line.contains(path) {
                    return Ok(asked);
                }
                let said = String::from_utf8_lossy(&asked.body);
                return Err(io::Error::other(format!("{} {said}", asked.line)));
            }
            self.connection = Some(BufReader::new(self.accept()?));
        }
    }

    fn accept(&mut self) -> io::Result<TcpStream> {
        self.listener.set_nonblocking(true)?;
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => {
                    stream.set_nonblocking(false)?;
                    stream.set_nodelay(true)?;
                    return Ok(stream);
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(io::Error::other(format!("the function ended: {status}")));
            }
            thread::sleep(Duration::from_micros(50));
        }
    }

    /// The processor time of all its threads so far.
    pub fn cpu(&self) -> io::Result<Duration> {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).map_err(io::Error::other)?);
        let clock = nix::time::clock_getcpuclockid(pid)?;
        Ok(nix::time::clock_gettime(clock)?.into())
    }

    /// The most memory it has held, in KB.
    pub fn peak(&self) -> io::Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        kilobytes.ok_or_else(|| io::Error::other("no VmHWM"))
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
