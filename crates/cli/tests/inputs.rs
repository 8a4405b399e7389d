//! What `sayso add` takes: feeds, archives, packed files; and what it says of files that are none of them.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;

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
    Command::new(env!("CARGO_BIN_EXE_sayso"))
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

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A folder with files in it.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// A record of an archive that holds an answer of a server.
fn response(address: &str, body: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
    .into_bytes()
}

#[test]
fn feeds_archives_and_packed_files_are_added() {
    let archive = [
        gzip(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nx\n\r\n\r\n"),
        gzip(&response("https://post.example/weeks", PAGE)),
        gzip(&response(
            "https://post.example/",
            "<html><body></body></html>",
        )),
    ]
    .concat();
    let folder = folder(&[
        ("crawl.warc.gz", &archive),
        ("feed.xml", FEED.as_bytes()),
        ("note.txt.gz", &gzip(b"The pass is shut, Ada Lund said.")),
        ("page.html.gz", &gzip(PAGE.as_bytes())),
        (
            "wire.jsonl.gz",
            &gzip(b"{\"text\": \"No one was hurt, the port said.\"}\n"),
        ),
    ]);
    let output = sayso(folder.path(), &["add", "."]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(
        stderr(&output).contains(
            "6 added, 0 revised, 0 known before, 0 failed; 1 record of an archive is no article; 6 reports"
        ),
        "{}",
        stderr(&output)
    );
    let page = stdout(&sayso(
        folder.path(),
        &["report", "https://post.example/weeks"],
    ));
    assert!(
        page.contains("2026-03-12") && page.contains("crawl.warc.gz#2"),
        "{page}"
    );
    let again = sayso(folder.path(), &["add", "."]);
    assert!(
        stderr(&again).contains("0 added, 0 revised, 6 known before"),
        "{}",
        stderr(&again)
    );
}

#[test]
fn entries_of_a_feed_are_read_with_what_the_feed_tells() {
    let folder = folder(&[("news", FEED.as_bytes())]);
    let output = sayso(folder.path(), &["read", "--format", "jsonl", "news"]);
    let rows = stdout(&output);
    assert_eq!(rows.lines().count(), 2, "{}", stderr(&output));
    for part in [
        "\"path\":\"news#1\"",
        "\"url\":\"https://post.example/bridge\"",
        "\"outlet\":\"Harbour Post\"",
        "\"published\":\"2026-03-11\"",
        "\"published_basis\":\"feed\"",
        "only a teaser of 10 words",
    ] {
        assert!(rows.contains(part), "{part} in {rows}");
    }
    let output = sayso(
        folder.path(),
        &["read", "--format", "jsonl", "--outlet", "Post", "news"],
    );
    assert!(stdout(&output).contains("\"outlet\":\"Post\""));
}

#[test]
fn what_is_no_report_is_named_with_what_to_do() {
    let cut = response("https://post.example/weeks", PAGE);
    let whole = gzip(&FEED.repeat(3).into_bytes());
    let utf_16: Vec<u8> = "The lock is shut, Ada Lund said."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let files: &[(&str, &[u8], &str)] = &[
        (
            "paper.txt",
            b"%PDF-1.7 ..",
            "paper.txt: is a PDF, not text; make text of it first, for example with pdftotext",
        ),
        (
            "brief.html",
            b"PK\x03\x04..[Content_Types].xml..",
            "brief.html: is an office document, not text; save it as",
        ),
        (
            "old.txt",
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "old.txt: is an old office document",
        ),
        (
            "photo.txt",
            b"\xff\xd8\xff\xe0",
            "photo.txt: is a JPEG image",
        ),
        (
            "all.jsonl",
            b"PK\x03\x04\x14\0",
            "all.jsonl: is a zip archive",
        ),
        (
            "noise.txt",
            b"\x07\0\x01\x9f\0\0\xfe\x03",
            "noise.txt: is binary data, not text; name a file of",
        ),
        (
            "map.xml",
            b"<?xml version='1.0'?><urlset/>",
            "map.xml: is no feed but XML of another kind (<urlset>)",
        ),
        ("words.rss", b"The ferry sank.", "words.rss: is no feed"),
        (
            "none.warc",
            b"The ferry sank.",
            "none.warc: is no WARC archive",
        ),
        ("empty.warc.gz", &gzip(b""), "empty.warc.gz: is empty"),
        (
            "cut.warc",
            &cut[..400],
            "cut.warc: a record is cut short at byte 0; ",
        ),
        (
            "cut.xml.gz",
            &whole[..whole.len() - 9],
            "cut.xml.gz: its gzip data is cut short at byte ",
        ),
        (
            "bomb.txt.gz",
            &gzip(&vec![b'a'; 70 << 20]),
            "bomb.txt.gz: unpacks to more than 200 times its size",
        ),
        (
            "twice.txt.gz",
            &gzip(&gzip(b"It sank.")),
            "twice.txt.gz: is a gzip file in a gzip file",
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, _) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    std::fs::write(folder.path().join("feed.rss"), PAGE).unwrap();
    std::fs::write(folder.path().join("wide.txt"), utf_16).unwrap();
    let output = sayso(folder.path(), &["add", "."]);
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    for (_, _, message) in files {
        assert!(told.contains(message), "{message} in\n{told}");
    }
    assert!(
        told.contains(&format!(
            "2 added, 0 revised, 0 known before, {} failed",
            files.len()
        )),
        "{told}"
    );
    let page = sayso(
        folder.path(),
        &["read", "--format", "jsonl", "feed.rss", "wide.txt"],
    );
    assert!(
        stdout(&page).contains("is a web page and no feed") && stdout(&page).contains("UTF-16LE"),
        "{}",
        stdout(&page)
    );
}
