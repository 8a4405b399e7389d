//! Any bytes as RSS, Atom and JSON Feed: reports that have text, or errors, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_report::{ReadOptions, from_stream};

fuzz_target!(|bytes: &[u8]| {
    let json = br#"{"version": "https://jsonfeed.org/version/1.1", "#;
    let forms: [(&str, &[u8]); 4] = [
        ("a.xml", b""),
        ("a.xml", b"<rss><channel><item>"),
        ("a.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>"),
        ("a.json", json),
    ];
    for (name, beginning) in forms {
        let feed = std::io::Cursor::new([beginning, bytes].concat());
        for report in from_stream(name, feed, None, &ReadOptions::default()) {
            match report {
                Ok(report) => assert!(!report.text.is_empty()),
                Err(error) => assert!(error.to_string().starts_with(name)),
            }
        }
    }
});
