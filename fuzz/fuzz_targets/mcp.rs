//! Messages to the Model Context Protocol server: every line is answered or passed over, and the answers are JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_ledger::Ledger;
use tempfile::TempDir;

thread_local! {
    static LEDGER: (TempDir, Ledger) = {
        let folder = tempfile::tempdir().expect("a folder for an empty ledger");
        let ledger = Ledger::create(&folder.path().join("fuzz.sayso")).expect("an empty ledger");
        (folder, ledger)
    };
}

fuzz_target!(|lines: &[u8]| {
    LEDGER.with(|(_, ledger)| {
        let mut out = Vec::new();
        sayso_mcp::serve(ledger, lines, &mut out).expect("memory can be read and written");
        for line in out.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            serde_json::from_slice::<serde_json::Value>(line).expect("an answer is JSON");
        }
    });
});
