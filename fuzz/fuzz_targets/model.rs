//! A model file of any bytes is refused or loaded, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = sayso_encoder::Encoder::load(bytes);
});
