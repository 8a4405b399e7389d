//! A client that sends what it is told to, forged headers too.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::time::Duration;

use sayso::report::{Basis, Published};
use sayso::{Reader, Report};
use sayso_ledger::{Entry, Ledger, Tables};
use sayso_serve::{Options, Server, Token};
use serde_json::Value;
use tempfile::TempDir;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());
static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::new().unwrap());

fn ledger_of(reports: &[Report]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::create(&folder.path().join("test.sayso")).unwrap();
    ledger
        .add(
            reports
                .iter()
                .map(|report| Entry::new(&READER.read(report), &TABLES)),
        )
        .unwrap();
    folder
}

/// A report, and another that has its words.
pub(crate) fn ledger() -> TempDir {
    let text = "“Nine people were hurt at the lock in Paris,” harbour master Ines Halvorsen said on Monday. The lock is shut until the divers have looked at every one of its gates, and boats are sent around by the old canal.";
    let report = |outlet: &str, text: &str| Report {
        outlet: Some(outlet.into()),
        title: Some(format!("{outlet}: lock shut")),
        published: Some(Published {
            date: "2026-04-11".parse().unwrap(),
            basis: Basis::Given,
        }),
        ..Report::from_text(format!("{outlet}.txt"), text)
    };
    let reprint = format!("{text}\n\n(Reuters)");
    ledger_of(&[
        report("Halder Post", text),
        report("Evening Mail", &reprint),
    ])
}

/// A report that would like to be run, and its text.
pub(crate) fn hostile_ledger() -> (TempDir, String) {
    let long = "x".repeat(2 << 20);
    let text = format!(
        "<script>alert(1)</script> “<img src=x onerror=alert(1)>,” said Ines Halvorsen. \u{202e}gnorw\u{202c} \u{1}'; DROP TABLE report; -- ../../etc/passwd {long}"
    );
    let report = Report {
        title: Some("<b>\u{202e}title</b>".into()),
        ..Report::from_text("../../<x>.txt", text.clone())
    };
    (ledger_of(&[report]), text)
}

/// A server of a ledger, for the time of a test.
pub(crate) struct Client {
    address: String,
    _folder: TempDir,
}

/// What the server answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Client {
    pub(crate) fn new(folder: TempDir) -> Self {
        Self::with(folder, None)
    }

    pub(crate) fn with(folder: TempDir, token: Option<Token>) -> Self {
        let options = Options {
            token,
            ..Options::loopback(folder.path().join("test.sayso"), 0)
        };
        let server = Server::bind(&options).unwrap();
        let address = server.address();
        let address = address
            .trim_start_matches("http://")
            .split('/')
            .next()
            .unwrap();
        let address = address.to_owned();
        // It ends with the process.
        std::thread::spawn(move || server.run());
        Self {
            address,
            _folder: folder,
        }
    }

    pub(crate) fn host(&self) -> &str {
        &self.address
    }

    pub(crate) fn port(&self) -> &str {
        self.address.rsplit(':').next().unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    pub(crate) fn post(&self, path: &str, body: &str) -> Answer {
        self.ask("POST", path, &[("content-type", "application/json")], body)
    }

    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
        let length = body.len().to_string();
        let usual = [("host", self.address.as_str()), ("content-length", &length)];
        let usual = usual
            .iter()
            .filter(|(name, _)| !headers.iter().any(|(given, _)| given == name));
        for (name, value) in usual.chain(headers) {
            request += &format!("{name}: {value}\r\n");
        }
        request += "\r\n";
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        // A server that has heard enough may hang up.
        let _ = stream.write_all(body.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::of(&String::from_utf8(answer).unwrap())
    }
}

impl Answer {
    fn of(answer: &str) -> Self {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        Self {
            status: status.parse().unwrap(),
            headers: lines
                .filter_map(|line| line.split_once(": "))
                .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
                .collect(),
            body: body.to_owned(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}
