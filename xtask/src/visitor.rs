//! One reader of the demo: plain HTTP over loopback, with the cookie that a sign-in gives.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Whoever reads pages.
pub(crate) struct Visitor {
    host: String,
    cookie: String,
}

/// A page as it came.
pub(crate) struct Reply {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
    /// From the request's first byte to the reply's last.
    pub(crate) took: Duration,
}

impl Visitor {
    /// A visitor of `http://HOST:PORT`, not signed in.
    pub(crate) fn of(address: &str) -> Result<Self> {
        let host = address.strip_prefix("http://").with_context(|| format!("{address} is not plain http"))?;
        Ok(Self { host: host.trim_end_matches('/').to_owned(), cookie: String::new() })
    }

    /// Presses the one-click sign-in of the first demo person whose roles are these words.
    pub(crate) fn sign_in_as(&mut self, roles: &str) -> Result<()> {
        let page = self.get("/sign-in")?.text();
        let form = page
            .split("<form ")
            .find(|form| form.contains(&format!(", {roles}<")) || form.contains(&format!(", {roles}\n")))
            .with_context(|| format!("nobody in the demo is a {roles}"))?;
        let value = |name: &str| {
            let (_, after) = form.split_once(&format!("name=\"{name}\" value=\""))?;
            after.split('"').next()
        };
        let (centre, worker) = value("centre").zip(value("worker")).context("the sign-in form has other fields")?;
        let reply = self.send("POST", "/sign-in/demo", &format!("centre={centre}&worker={worker}"))?;
        let cookies: Vec<&str> =
            (reply.head.lines()).filter_map(|line| line.strip_prefix("set-cookie: ")?.split(';').next()).collect();
        if cookies.is_empty() {
            bail!("the sign-in as {roles} gave status {} and no cookie", reply.status);
        }
        self.cookie = cookies.join("; ");
        Ok(())
    }

    /// The token of the sign-in, as programs send it.
    pub(crate) fn token(&self) -> Result<&str> {
        let mut cookies = self.cookie.split("; ");
        cookies.find_map(|cookie| cookie.strip_prefix("sign-in=")).context("not signed in")
    }

    pub(crate) fn get(&self, path: &str) -> Result<Reply> {
        self.send("GET", path, "")
    }

    fn send(&self, method: &str, path: &str, body: &str) -> Result<Reply> {
        let began = Instant::now();
        let mut stream = TcpStream::connect(&self.host)?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            self.host,
            self.cookie,
            body.len(),
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let took = began.elapsed();
        let end =
            bytes.windows(4).position(|four| four == b"\r\n\r\n").context("a reply without an end of its head")?;
        let body = bytes.split_off(end + 4);
        let head = String::from_utf8_lossy(&bytes).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("a reply without status")?;
        Ok(Reply { status, head, body, took })
    }
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
