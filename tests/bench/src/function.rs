//! One function's process under an emulation of Lambda's runtime API.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::fd::AsFd;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::unistd::Pid;
use serde_json::Value;

use crate::http::{self, Asked};

/// Milliseconds until a wait looks whether the process is still there, and how long it waits in all.
const TURN: u16 = 500;
const PATIENCE: Duration = Duration::from_secs(20);

/// A function that has started and waits for an event.
pub struct Function {
    child: Child,
    listener: TcpListener,
    connections: Vec<BufReader<TcpStream>>,
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
        let mut function = Self { child, listener, connections: Vec::new(), init: Duration::ZERO };
        function.expect("GET ", "/invocation/next")?;
        function.init = began.elapsed();
        Ok(function)
    }

    /// Hands out an event, and returns the answer and how long it took.
    ///
    /// It returns when the function has asked for the next event, so that its processor time is complete.
    pub fn invoke(&mut self, event: &str) -> io::Result<(Value, Duration)> {
        let headers = "content-type: application/json\r\n\
            lambda-runtime-aws-request-id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r\n\
            lambda-runtime-deadline-ms: 4102444800000\r\n\
            lambda-runtime-invoked-function-arn: arn:aws:lambda:us-east-1:123456789012:function:bench\r\n\
            lambda-runtime-trace-id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0\r\n";
        let began = Instant::now();
        http::write(self.connection()?, "200 OK", headers, event)?;
        let answer = self.expect("POST ", "/response")?;
        let took = began.elapsed();
        http::write(self.connection()?, "202 Accepted", "", "")?;
        self.expect("GET ", "/invocation/next")?;
        Ok((serde_json::from_slice(&answer.body).unwrap_or_default(), took))
    }

    /// The next request of the function, on any of its connections. What is answered goes out on the same one.
    fn expect(&mut self, method: &str, path: &str) -> io::Result<Asked> {
        let asked = self.next()?;
        if asked.line.starts_with(method) && asked.line.contains(path) {
            return Ok(asked);
        }
        let said = String::from_utf8_lossy(&asked.body);
        Err(io::Error::other(format!("{} {said}", asked.line)))
    }

    /// Waits for a request. A function of several threads opens more than one connection.
    fn next(&mut self) -> io::Result<Asked> {
        let began = Instant::now();
        loop {
            let listening = PollFd::new(self.listener.as_fd(), PollFlags::POLLIN);
            let connected = self
                .connections
                .iter()
                .map(|it| PollFd::new(it.get_ref().as_fd(), PollFlags::POLLIN));
            let mut waiting: Vec<PollFd> = std::iter::once(listening).chain(connected).collect();
            poll(&mut waiting, PollTimeout::from(TURN))?;
            let is_ready = |it: &PollFd| it.any().unwrap_or(false);
            let is_new = is_ready(&waiting[0]);
            let ready = waiting[1..].iter().position(is_ready);
            if let Some(at) = ready {
                let mut connection = self.connections.remove(at);
                if let Some(asked) = http::read(&mut connection)? {
                    // The one that asked last comes last: it is the one to answer.
                    self.connections.push(connection);
                    return Ok(asked);
                }
            } else if is_new {
                let (stream, _) = self.listener.accept()?;
                stream.set_nodelay(true)?;
                self.connections.push(BufReader::new(stream));
            } else if let Some(status) = self.child.try_wait()? {
                return Err(io::Error::other(format!("the function ended: {status}")));
            } else if began.elapsed() > PATIENCE {
                return Err(io::Error::other("the function asks for nothing"));
            }
        }
    }

    /// The connection of the last request.
    fn connection(&mut self) -> io::Result<&mut TcpStream> {
        let last = self.connections.last_mut().ok_or(io::ErrorKind::NotConnected)?;
        Ok(last.get_mut())
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

/// The processor time of the calling thread so far.
pub fn own_cpu() -> io::Result<Duration> {
    let clock = nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID;
    Ok(nix::time::clock_gettime(clock)?.into())
}

impl Drop for Function {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
