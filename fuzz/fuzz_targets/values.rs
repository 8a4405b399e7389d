//! Numbers and times of any text, without syntax.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_analysis::Analysis;

fuzz_target!(|text: &str| {
    let Ok(tables) = sayso_figures::Tables::new() else {
        return;
    };
    let mut end = 0;
    for figure in sayso_figures::find(text, &Analysis::default(), &tables, &[]) {
        assert!(figure.span.end() <= text.len() && figure.span.start() >= end);
        end = figure.span.start();
    }
    let _ = sayso_times::find(text, &Analysis::default(), &sayso_times::Context::default());
});
