//! Multi-head self-attention over one window (Vaswani et al. 2017), as two byte products.
//!
//! A head's keys are laid out like the weights of a layer with one output a row, its values like those of a
//! layer with one output a dimension, so that both products are those of [`super::packed`]: queries
//! by keys, then e^(score - greatest), as bytes of 0 to 255, by values.

use super::floats::{exp_negative, greatest_of, quantise};
use super::packed::{BLOCK, GROUP, ROWS, block_sums};
use super::{Isa, compiled_for};

/// Width of an attention head.
pub(crate) const HEAD: usize = BLOCK;

/// Room for one head.
#[derive(Default)]
pub(crate) struct AttentionRoom {
    /// `[row][dimension]`, shifted by 128, and a scale for each row.
    queries: Vec<u8>,
    query_scales: Vec<f32>,
    /// `[block][dimension / 4][32 rows][4]`; for each row its scale and 128 times its sum.
    keys: Vec<i8>,
    key_scales: Vec<f32>,
    key_shifts: Vec<i32>,
    /// `[row / 4][dimension][4]`; for each dimension its scale.
    values: Vec<i8>,
    value_scales: [f32; HEAD],
    /// `[query][row]` for the queries at hand.
    scores: Vec<f32>,
    shares: Vec<u8>,
}

/// Mixes the values of a window's rows: `qkv` has, for each row, the queries, keys and values of all
/// heads; `out` gets the mixtures, a third as wide. `width` is a multiple of 32.
pub(crate) fn attend(
    isa: Isa,
    qkv: &[f32],
    width: usize,
    room: &mut AttentionRoom,
    out: &mut Vec<f32>,
) {
    let rows = qkv.len() / (3 * width);
    let padded = rows.next_multiple_of(BLOCK);
    out.resize(rows * width, 0.0);
    room.queries.resize(rows * HEAD, 0);
    room.query_scales.resize(rows, 0.0);
    // The padding must be zero, and what a longer window left is not.
    room.keys.clear();
    room.keys.resize(padded * HEAD, 0);
    room.key_scales.clear();
    room.key_scales.resize(padded, 0.0);
    room.key_shifts.clear();
    room.key_shifts.resize(padded, 0);
    room.values.clear();
    room.values.resize(padded * HEAD, 0);
    room.scores.resize(ROWS * padded, 0.0);
    room.shares.resize(ROWS * padded, 0);
    compiled_for!(isa, || {
        for head in (0..width).step_by(HEAD) {
            gather(qkv, width, head, room);
            mix(isa, rows, width, head, room, out);
        }
    });
}

/// Lays one head's queries, keys and values out as bytes.
#[inline(always)]
fn gather(qkv: &[f32], width: usize, head: usize, room: &mut AttentionRoom) {
    let mut greatest = [0f32; HEAD];
    for row in qkv.chunks_exact(3 * width) {
        for (most, value) in greatest.iter_mut().zip(&row[2 * width + head..][..HEAD]) {
            *most = most.max(value.abs());
        }
    }
    let mut inverse = [0f32; HEAD];
    for dimension in 0..HEAD {
        room.value_scales[dimension] = greatest[dimension] / 127.0;
        inverse[dimension] = if greatest[dimension] > 0.0 {
            127.0 / greatest[dimension]
        } else {
            0.0
        };
    }
    let softness = 1.0 / (HEAD as f32).sqrt();
    let mut key = [0u8; HEAD];
    for (number, row) in qkv.chunks_exact(3 * width).enumerate() {
        let query = &mut room.queries[number * HEAD..(number + 1) * HEAD];
        room.query_scales[number] = quantise(&row[head..][..HEAD], query) * softness;

        room.key_scales[number] = quantise(&row[width + head..][..HEAD], &mut key);
        let block = &mut room.keys[number / BLOCK * BLOCK * HEAD..][..BLOCK * HEAD];
        let mut sum = 0i32;
        for (group, four) in key.chunks_exact(GROUP).enumerate() {
            let place = &mut block[(group * BLOCK + number % BLOCK) * GROUP..][..GROUP];
            for (place, byte) in place.iter_mut().zip(four) {
                *place = (byte ^ 0x80) as i8;
                sum += i32::from(*place);
            }
        }
        room.key_shifts[number] = 128 * sum;

        let group = &mut room.values[number / GROUP * GROUP * HEAD..][..GROUP * HEAD];
        for (dimension, value) in row[2 * width + head..][..HEAD].iter().enumerate() {
            group[dimension * GROUP + number % GROUP] =
                (value * inverse[dimension] + 12_582_912.0).to_bits() as i8;
        }
    }
}

#[inline(always)]
fn mix(
    isa: Isa,
    rows: usize,
    width: usize,
    head: usize,
    room: &mut AttentionRoom,
    out: &mut [f32],
) {
    let padded = room.key_scales.len();
    let mut sums = [[0i32; BLOCK]; ROWS];
    for first in (0..rows).step_by(ROWS) {
        let count = ROWS.min(rows - first);
        let queries = &room.queries[first * HEAD..(first + count) * HEAD];
        for (block, keys) in room.keys.chunks_exact(BLOCK * HEAD).enumerate() {
            block_sums(isa, queries, keys, &mut sums[..count]);
            let (scales, shifts) = (
                &room.key_scales[block * BLOCK..][..BLOCK],
                &room.key_shifts[block * BLOCK..][..BLOCK],
            );
            for (number, sums) in sums[..count].iter().enumerate() {
                let scale = room.query_scales[first + number];
                let scores = &mut room.scores[number * padded + block * BLOCK..][..BLOCK];
                for lane in 0..BLOCK {
                    scores[lane] = (sums[lane] - shifts[lane]) as f32 * (scale * scales[lane]);
                }
            }
        }
        let mut weights = [0f32; ROWS];
        for (number, weight) in weights[..count].iter_mut().enumerate() {
            let scores = &room.scores[number * padded..(number + 1) * padded];
            *weight = 1.0
                / share(
                    scores,
                    rows,
                    &mut room.shares[number * padded..(number + 1) * padded],
                ) as f32;
        }
        block_sums(
            isa,
            &room.shares[..count * padded],
            &room.values,
            &mut sums[..count],
        );
        for (number, sums) in sums[..count].iter().enumerate() {
            let out = &mut out[(first + number) * width + head..][..HEAD];
            for lane in 0..HEAD {
                out[lane] = sums[lane] as f32 * (room.value_scales[lane] * weights[number]);
            }
        }
    }
}

/// e^(score - greatest) of the first `rows` scores as bytes, the greatest 255, the padding 0; gives their
/// sum.
#[inline(always)]
fn share(scores: &[f32], rows: usize, shares: &mut [u8]) -> u32 {
    let greatest = greatest_of(&scores[..rows], |score| score);
    for (share, score) in shares.iter_mut().zip(scores) {
        let power = exp_negative(score - greatest);
        *share = (power * 255.0 + 12_582_912.0).to_bits() as u8;
    }
    shares[rows..].fill(0);
    shares.iter().map(|&share| u32::from(share)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_gives_the_same_bits() {
        let width = 64;
        for rows in [1, 5, 64, 83] {
            let qkv: Vec<f32> = (0..3 * width * rows)
                .map(|at| ((at * 37 % 101) as f32 - 50.0) / 17.0)
                .collect();
            let mut wanted = Vec::new();
            attend(
                Isa::Portable,
                &qkv,
                width,
                &mut AttentionRoom::default(),
                &mut wanted,
            );
            for isa in Isa::all() {
                let mut given = Vec::new();
                attend(isa, &qkv, width, &mut AttentionRoom::default(), &mut given);
                assert_eq!(given, wanted, "{isa:?}, {rows} rows");
            }
        }
    }

    #[test]
    fn weighs_by_likeness() {
        // Two rows with orthogonal keys; the first asks strongly for the second's.
        let width = 32;
        let mut qkv = vec![0f32; 2 * 3 * width];
        qkv[0] = 100.0;
        qkv[3 * width + width] = 5.0;
        qkv[3 * width + 2 * width] = 7.0;
        let mut out = Vec::new();
        attend(
            Isa::detect(),
            &qkv,
            width,
            &mut AttentionRoom::default(),
            &mut out,
        );
        assert!((out[0] - 7.0).abs() < 1e-3, "{}", out[0]);
        assert!((out[width] - 3.5).abs() < 1e-3, "{}", out[width]);
    }
}
