//! CoNLL-U of any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let _ = sayso_analysis::conllu::read(source);
});
