//! A file of any bytes under each name that tells its form: a report or an error, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_report::{ReadOptions, Source, open};

fuzz_target!(|bytes: &[u8]| {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    for name in ["a.txt", "a.html", "a.jsonl", "a.xml", "a.warc.gz"] {
        let path = folder.path().join(name);
        if std::fs::write(&path, bytes).is_err() {
            return;
        }
        for report in open(Source::from_argument(&path), &ReadOptions::default()) {
            match report {
                Ok(report) => assert!(report.body.end() <= report.text.len()),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    }
});
