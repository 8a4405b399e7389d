//! A gazetteer and a GeoNames dump of any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_places::Gazetteer;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(gazetteer) = Gazetteer::from_bytes(bytes.to_vec()) {
        let _ = gazetteer.named("Enn");
    }
});
