//! What a ledger keeps for itself and nobody asks by, packed (zlib).

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

/// Bytes of what is unpacked at most: what was tampered with does not fill the memory (a guess, a thousand times the
/// largest that was seen).
const MOST: u64 = 256 << 20;

/// Packs a text; the same text gives the same bytes.
pub(crate) fn pack(text: &str) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory can't fail.
    let written = packed.write_all(text.as_bytes());
    written.and_then(|()| packed.finish()).unwrap_or_default()
}

/// The text that was packed.
///
/// # Errors
/// Where the bytes are none of [`pack`]'s.
pub(crate) fn unpack(packed: &[u8]) -> std::io::Result<String> {
    let mut text = String::new();
    let read = ZlibDecoder::new(packed)
        .take(MOST)
        .read_to_string(&mut text)?;
    if read as u64 == MOST {
        return Err(std::io::Error::other(
            "it is larger than any that was packed",
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let text = "{\"told\":[\"“Não”\",null]}".repeat(99);
        let packed = pack(&text);
        assert!(packed.len() < text.len() / 9);
        assert_eq!(unpack(&packed).unwrap(), text);
        assert!(unpack(&packed[..packed.len() / 2]).is_err());
        assert!(unpack(b"{}").is_err());
    }
}
