//! The gazetteer's file, version 1: read where it lies, without parsing.
//!
//! All numbers are little-endian. A header of 8 bytes "SAYSOGAZ", version (u32), count of
//! sections (u32), checksum of what follows (u64), then (offset, length) as u64 for each section
//! from the start of the file. Sections:
//!
//! 0. records, 20 bytes each: name u32, latitude i24, longitude i24, unit u16, population u16,
//!    kind u8, radius u8, GeoNames id u32 (0: none);
//! 1. units (countries and divisions), 16 bytes each: record u32, parent u16, country 2 letters,
//!    code u32, level u8, and 3 spare;
//! 2. names and codes: a length byte and that many bytes of UTF-8, found by offset;
//! 3. keys in sorted order, front-coded in blocks of 16: shared u8, rest u8, bytes, value u32;
//! 4. where each block starts in 3, u32;
//! 5. postings: u32, for keys of several meanings a count and then the meanings.

pub(crate) const MAGIC: &[u8; 8] = b"SAYSOGAZ";
pub(crate) const VERSION: u32 = 1;
pub(crate) const SECTIONS: usize = 6;
pub(crate) const HEADER: usize = 24 + SECTIONS * 16;
pub(crate) const RECORD: usize = 20;
pub(crate) const UNIT: usize = 16;
pub(crate) const BLOCK: usize = 16;
/// No unit, no parent.
pub(crate) const NONE: u16 = u16::MAX;
/// Most records: a meaning is a record and two bits, and one bit tells a value from an offset.
pub(crate) const MOST_RECORDS: usize = 1 << 28;
/// Marks a key's value as an offset into the postings.
pub(crate) const SEVERAL: u32 = 1 << 31;

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

pub(crate) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

fn i24_at(bytes: &[u8], at: usize) -> Option<i32> {
    let part = bytes.get(at..at + 3)?;
    Some(i32::from_le_bytes([0, part[0], part[1], part[2]]) >> 8)
}

/// Degrees as 24 bits of a turn of `span` degrees either way: about 2 m at the equator.
pub(crate) fn degrees_to_i24(degrees: f64, span: f64) -> [u8; 3] {
    let value = (degrees / span * f64::from((1 << 23) - 1)).round() as i32;
    let bytes = value.to_le_bytes();
    [bytes[0], bytes[1], bytes[2]]
}

pub(crate) fn degrees_at(bytes: &[u8], at: usize, span: f64) -> Option<f64> {
    let degrees = f64::from(i24_at(bytes, at)?) / f64::from((1 << 23) - 1) * span;
    Some((degrees * 1e5).round() / 1e5)
}

/// A count in 16 bits: exact to 2,047, then to three figures.
pub(crate) fn count_to_u16(count: u64) -> u16 {
    let shift = (64 - count.leading_zeros()).saturating_sub(11).min(31);
    let mantissa = (count >> shift).min(2047);
    (shift << 11) as u16 | mantissa as u16
}

pub(crate) fn count_of_u16(packed: u16) -> u64 {
    u64::from(packed & 2047) << (packed >> 11)
}

/// A radius in 8 bits, to a tenth of itself; 0 is none.
pub(crate) fn radius_to_u8(km: f64) -> u8 {
    if km <= 0.0 {
        0
    } else {
        ((1.0 + km).log2() * 16.0).round().clamp(1.0, 255.0) as u8
    }
}

pub(crate) fn radius_of_u8(packed: u8) -> Option<f64> {
    (packed > 0).then(|| (f64::from(packed) / 16.0).exp2() - 1.0)
}

/// A checksum that sees any changed, moved or missing byte; not against forgery.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut lanes = [1u64, 2, 3, 4];
    let mut chunks = bytes.chunks_exact(32);
    for chunk in &mut chunks {
        for (lane, word) in lanes.iter_mut().zip(chunk.as_chunks::<8>().0) {
            *lane = (*lane ^ u64::from_le_bytes(*word))
                .wrapping_mul(PRIME)
                .rotate_left(23);
        }
    }
    let mut sum = bytes.len() as u64;
    for lane in lanes {
        sum = (sum ^ lane).wrapping_mul(PRIME).rotate_left(29);
    }
    for &byte in chunks.remainder() {
        sum = (sum ^ u64::from(byte)).wrapping_mul(PRIME).rotate_left(11);
    }
    sum ^ (sum >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_keep_three_figures(count in 0u64..20_000_000_000) {
            let read = count_of_u16(count_to_u16(count));
            prop_assert!(read <= count && count - read <= count / 1000);
        }

        #[test]
        fn degrees_keep_five_metres(degrees in -180.0f64..=180.0) {
            let read = degrees_at(&degrees_to_i24(degrees, 180.0), 0, 180.0).unwrap();
            prop_assert!((read - degrees).abs() < 2e-5);
        }

        #[test]
        fn radii_keep_a_tenth(km in 0.5f64..9000.0) {
            let read = radius_of_u8(radius_to_u8(km)).unwrap();
            prop_assert!((read - km).abs() <= 0.1 * km + 0.1);
        }
    }

    #[test]
    fn a_changed_byte_changes_the_checksum() {
        let bytes: Vec<u8> = (0..100).collect();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x40;
            assert_ne!(checksum(&bytes), checksum(&changed));
        }
        assert_ne!(checksum(&bytes), checksum(&bytes[..99]));
    }
}
