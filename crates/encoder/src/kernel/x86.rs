//! Byte products by AVX2 and by AVX-512 VNNI.

use std::arch::x86_64::*;

use super::packed::{BLOCK, GROUP};

/// Dispatches to a block function with the number of rows known, so that the sums of all rows stay in
/// registers.
macro_rules! by_rows {
    ($function:ident, $bytes:expr, $weights:expr, $sums:expr) => {
        match $sums.len() {
            1 => $function::<1>($bytes, $weights, $sums),
            2 => $function::<2>($bytes, $weights, $sums),
            3 => $function::<3>($bytes, $weights, $sums),
            4 => $function::<4>($bytes, $weights, $sums),
            5 => $function::<5>($bytes, $weights, $sums),
            6 => $function::<6>($bytes, $weights, $sums),
            7 => $function::<7>($bytes, $weights, $sums),
            _ => $function::<8>($bytes, $weights, $sums),
        }
    };
}

/// The sums of up to 8 rows; called only where the processor has AVX-512 VNNI.
pub(super) fn block_vnni(bytes: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]]) {
    // SAFETY: `Isa::Vnni` exists only where these features were detected.
    unsafe { by_rows!(vnni, bytes, weights, sums) }
}

/// The sums of up to 8 rows; called only where the processor has AVX2.
pub(super) fn block_avx2(bytes: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]]) {
    for (bytes, sums) in bytes
        .chunks(2 * (weights.len() / BLOCK))
        .zip(sums.chunks_mut(2))
    {
        // SAFETY: `Isa::Avx2` exists only where these features were detected.
        unsafe {
            match sums.len() {
                1 => avx2::<1>(bytes, weights, sums),
                _ => avx2::<2>(bytes, weights, sums),
            }
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
fn vnni<const ROWS: usize>(bytes: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]]) {
    let inputs = weights.len() / BLOCK;
    assert!(bytes.len() >= ROWS * inputs && sums.len() >= ROWS && inputs.is_multiple_of(GROUP));
    let mut low = [_mm512_setzero_si512(); ROWS];
    let mut high = [_mm512_setzero_si512(); ROWS];
    for group in 0..inputs / GROUP {
        // SAFETY: a group holds 128 bytes of the `inputs / 4 * 128` of `weights`, a row 4 bytes of
        // its `inputs`; the assertion above checked the rows. Unaligned loads.
        unsafe {
            let at = weights.as_ptr().add(group * BLOCK * GROUP);
            let left = _mm512_loadu_si512(at.cast());
            let right = _mm512_loadu_si512(at.add(64).cast());
            for row in 0..ROWS {
                let four = bytes
                    .as_ptr()
                    .add(row * inputs + group * GROUP)
                    .cast::<i32>()
                    .read_unaligned();
                let input = _mm512_set1_epi32(four);
                low[row] = _mm512_dpbusd_epi32(low[row], input, left);
                high[row] = _mm512_dpbusd_epi32(high[row], input, right);
            }
        }
    }
    for row in 0..ROWS {
        let sums = sums[row].as_mut_ptr();
        // SAFETY: `sums[row]` holds 32 values, two vectors. Unaligned stores.
        unsafe {
            _mm512_storeu_si512(sums.cast(), low[row]);
            _mm512_storeu_si512(sums.add(16).cast(), high[row]);
        }
    }
}

#[target_feature(enable = "avx2")]
fn avx2<const ROWS: usize>(bytes: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]]) {
    let inputs = weights.len() / BLOCK;
    assert!(bytes.len() >= ROWS * inputs && sums.len() >= ROWS && inputs.is_multiple_of(GROUP));
    for row in sums.iter_mut().take(ROWS) {
        *row = [0; BLOCK];
    }
    // Four outputs (16 weights, widened to 16 bits so that no product saturates) at a time.
    for quarter in 0..BLOCK / 4 {
        let mut totals = [_mm256_setzero_si256(); ROWS];
        for group in 0..inputs / GROUP {
            // SAFETY: as in `vnni`: 16 bytes of the group's 128, 4 bytes of the row.
            unsafe {
                let at = weights.as_ptr().add(group * BLOCK * GROUP + quarter * 16);
                let wide = _mm256_cvtepi8_epi16(_mm_loadu_si128(at.cast()));
                for (row, total) in totals.iter_mut().enumerate() {
                    let four = bytes
                        .as_ptr()
                        .add(row * inputs + group * GROUP)
                        .cast::<i32>()
                        .read_unaligned();
                    let input = _mm256_cvtepu8_epi16(_mm_set1_epi32(four));
                    *total = _mm256_add_epi32(*total, _mm256_madd_epi16(input, wide));
                }
            }
        }
        for (row, total) in totals.iter().enumerate() {
            let mut pairs = [0i32; 8];
            // SAFETY: 8 values, one vector. Unaligned store.
            unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), *total) };
            for output in 0..4 {
                sums[row][quarter * 4 + output] = pairs[2 * output] + pairs[2 * output + 1];
            }
        }
    }
}
