//! Any bytes as an archive, as the answer of a server in one, and as a packed file: reports or errors, never a panic.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use sayso_report::{ReadOptions, from_stream};

fuzz_target!(|bytes: &[u8]| {
    let answer = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        bytes.len()
    );
    let beginnings: [&[u8]; 3] = [b"WARC/1.0\r\n", answer.as_bytes(), b"\x1f\x8b\x08\0\0\0\0\0\0\x03"];
    for beginning in beginnings {
        let options = ReadOptions::default();
        let archive = Cursor::new([beginning, bytes].concat());
        let found = from_stream("a.warc", archive, None, &options).count();
        // Each record takes some bytes; an archive without any is one error.
        assert!(found + options.passed_over.count() <= 4 + bytes.len() / 8);
    }
});
