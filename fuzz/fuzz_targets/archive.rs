//! Any bytes as a zip file with archives in it, and as an ARC file: reports or errors, never a panic.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use sayso_report::{ReadOptions, Source, from_stream, open};

fuzz_target!(|bytes: &[u8]| {
    let options = ReadOptions::default();
    let start: &[u8] = b"filedesc://a.arc 0.0.0.0 20260302050221 text/plain 2\n1\n\n";
    from_stream("a.arc", Cursor::new([start, bytes].concat()), None, &options).for_each(drop);
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    let path = folder.path().join("a.wacz");
    if std::fs::write(&path, [b"PK\x03\x04", bytes].concat()).is_ok() {
        open(Source::File(path), &options).for_each(drop);
    }
});
