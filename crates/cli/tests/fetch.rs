//! Addresses that users name are fetched, from a server that runs here.

#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

const FEED: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
<item><title>Bridge shut</title><link>https://post.example/bridge</link><pubDate>Wed, 11 Mar 2026 23:40:00 +0100</pubDate>
<description>&lt;p&gt;“The bridge is shut,” Mayor Ines Halvorsen said on Wednesday.&lt;/p&gt;</description></item>
<item><title>Ferry late</title><link>https://post.example/ferry</link>
<description>The ferry to Enn was late, police said.</description></item></channel></rss>"#;

const PAGE: &str = r#"<!doctype html><html><head><meta property="article:published_time" content="2026-03-12"><title>Bridge shut for weeks</title></head>
<body><article><h1>Bridge shut for weeks</h1><p>The swing bridge at Port Callow will stay closed for at least six weeks, the city council said
on Friday after a barge had struck two of its piers.</p><p>“We are talking about weeks, not months,” said the council’s engineer, Rolf Anders,
who put the damage at eleven million euros and asked drivers to use the ferry.</p></article></body></html>"#;

fn sayso(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    for proxy in ["http_proxy", "https_proxy", "all_proxy"] {
        command.env_remove(proxy).env_remove(proxy.to_uppercase());
    }
    command
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Answers one request after another with what belongs to its path; gives the address.
fn server(answers: Vec<(&'static str, &'static str, Vec<u8>)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = String::new();
            let mut lines = BufReader::new(stream.try_clone().unwrap());
            lines.read_line(&mut request).unwrap();
            let mut line = String::new();
            while lines.read_line(&mut line).unwrap() > 2 {
                line.clear();
            }
            let path = request.split(' ').nth(1).unwrap();
            let found = answers.iter().find(|(known, ..)| *known == path);
            let (head, body) = found.map_or(("404 Not Found", &b""[..]), |(_, head, body)| {
                (*head, &body[..])
            });
            let head = format!(
                "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            // A client that has had enough hangs up.
            let _ = stream.write_all(head.as_bytes());
            let _ = stream.write_all(body);
        }
    });
    address
}

#[test]
fn addresses_are_fetched() {
    let latin = "date 2026-03-14 The caf\u{e9} at the lock is shut, Ren\u{e9}e Lund said.";
    let latin: Vec<u8> = latin
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let address = server(vec![
        (
            "/feed.xml",
            "200 OK\r\nContent-Type: application/rss+xml",
            FEED.into(),
        ),
        (
            "/moved",
            "301 Moved Permanently\r\nLocation: /weeks",
            Vec::new(),
        ),
        (
            "/weeks",
            "200 OK\r\nContent-Type: text/html; charset=utf-8",
            PAGE.into(),
        ),
        (
            "/note",
            "200 OK\r\nContent-Type: text/plain; charset=iso-8859-1",
            latin,
        ),
        (
            "/paper",
            "200 OK\r\nContent-Type: application/pdf",
            b"%PDF-1.7".into(),
        ),
        (
            "/large",
            "200 OK\r\nContent-Type: text/plain",
            vec![b'a'; 65 << 20],
        ),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let page = |path: &str| format!("{address}{path}");
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let closed = format!("http://{closed}/feed");
    let arguments = [
        "add",
        &page("/feed.xml"),
        &page("/moved"),
        &page("/note"),
        &page("/paper"),
        &page("/large"),
        &page("/none"),
        &closed,
        "here.txt",
    ];
    std::fs::write(folder.path().join("here.txt"), "It sank, police said.").unwrap();
    let output = sayso(folder.path(), &arguments);
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    for message in [
        format!("{}: is a PDF", page("/paper")),
        format!(
            "{}: is larger than 64 MB; fetch it with another program",
            page("/large")
        ),
        format!(
            "{}: the server answers 404; check the address",
            page("/none")
        ),
        format!("{closed}: "),
        "check the address and the connection".to_owned(),
        "5 added, 0 revised, 0 known before, 4 failed; 5 reports".to_owned(),
    ] {
        assert!(told.contains(&message), "{message} in\n{told}");
    }
    let moved = stdout(&sayso(folder.path(), &["report", &page("/weeks")]));
    assert!(moved.contains("weeks, not months"), "{moved}");
    let note = stdout(&sayso(folder.path(), &["report", &page("/note")]));
    assert!(note.contains("The café at the lock"), "{note}");
}
