//! Products of byte matrices.

use super::{Isa, compiled_for};

/// Output columns in a block of a [`Packed`] matrix.
pub(super) const BLOCK: usize = 32;
/// Inputs that are multiplied and summed at once.
pub(super) const GROUP: usize = 4;
/// Rows of input that share the loads of a block, at most.
pub(super) const ROWS: usize = 8;

/// A linear layer's weights as bytes, laid out for the kernels: for each block of 32 outputs,
/// for each 4 inputs, 32 x 4 bytes. Symmetric, one scale an output.
pub(crate) struct Packed {
    inputs: usize,
    outputs: usize,
    /// `[block][input / 4][32][4]`
    weights: Vec<i8>,
    /// By output, padded to whole blocks: scale, bias, and 128 times the sum of its weights
    /// (the inputs are shifted by 128 to be unsigned).
    scales: Vec<f32>,
    biases: Vec<f32>,
    shifts: Vec<i32>,
}

/// Rows of bytes with one scale a row: value = (byte - 128) * scale.
#[derive(Default)]
pub(crate) struct Quantised {
    pub(super) width: usize,
    pub(super) bytes: Vec<u8>,
    pub(super) scales: Vec<f32>,
}

impl Quantised {
    /// The rows, one behind the other.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The scale of each row.
    pub(crate) fn scales(&self) -> &[f32] {
        &self.scales
    }
}

impl Packed {
    /// Packs `weights[output][input]` with a scale and a bias for each output. `inputs` must be a
    /// multiple of 4, and the three must agree in length; the model's loader checks both.
    pub(crate) fn new(weights: &[i8], scales: &[f32], biases: &[f32]) -> Self {
        let outputs = scales.len();
        let inputs = weights.len() / outputs.max(1);
        assert!(
            inputs.is_multiple_of(GROUP)
                && weights.len() == inputs * outputs
                && biases.len() == outputs
        );
        let blocks = outputs.div_ceil(BLOCK);
        let mut packed = vec![0i8; blocks * BLOCK * inputs];
        let mut shifts = vec![0i32; blocks * BLOCK];
        for output in 0..outputs {
            let row = &weights[output * inputs..(output + 1) * inputs];
            let (block, lane) = (output / BLOCK, output % BLOCK);
            for (group, four) in row.chunks_exact(GROUP).enumerate() {
                let at = ((block * (inputs / GROUP) + group) * BLOCK + lane) * GROUP;
                packed[at..at + GROUP].copy_from_slice(four);
            }
            shifts[output] = 128 * row.iter().map(|&w| i32::from(w)).sum::<i32>();
        }
        let pad = |values: &[f32]| {
            let mut padded = values.to_vec();
            padded.resize(blocks * BLOCK, 0.0);
            padded
        };
        Self {
            inputs,
            outputs,
            weights: packed,
            scales: pad(scales),
            biases: pad(biases),
            shifts,
        }
    }

    /// How many inputs a row has.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many outputs a row has.
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// `out[row][output] = input[row] . weights[output] + bias[output]`; `out` is resized.
    pub(crate) fn apply(&self, isa: Isa, input: &Quantised, out: &mut Vec<f32>) {
        let rows = input.scales.len();
        assert_eq!(input.width, self.inputs, "input width");
        // Every element is written below.
        out.resize(rows * self.outputs, 0.0);
        compiled_for!(isa, || {
            for block in 0..self.outputs.div_ceil(BLOCK) {
                self.apply_block(isa, input, block, out);
            }
        });
    }

    #[inline(always)]
    fn apply_block(&self, isa: Isa, input: &Quantised, block: usize, out: &mut [f32]) {
        let rows = input.scales.len();
        let mut sums = [[0i32; BLOCK]; ROWS];
        let size = BLOCK * self.inputs;
        let weights = &self.weights[block * size..(block + 1) * size];
        let columns = block * BLOCK..self.outputs.min((block + 1) * BLOCK);
        let width = columns.len();
        let whole = block * BLOCK..(block + 1) * BLOCK;
        let (scales, biases, shifts) = (
            &self.scales[whole.clone()],
            &self.biases[whole.clone()],
            &self.shifts[whole],
        );
        for first in (0..rows).step_by(ROWS) {
            let count = ROWS.min(rows - first);
            let bytes = &input.bytes[first * self.inputs..(first + count) * self.inputs];
            let sums = &mut sums[..count];
            block_sums(isa, bytes, weights, sums);
            for (row, sums) in sums.iter().enumerate() {
                let scale = input.scales[first + row];
                let mut values = [0f32; BLOCK];
                for lane in 0..BLOCK {
                    values[lane] = ((sums[lane] - shifts[lane]) as f32)
                        .mul_add(scale * scales[lane], biases[lane]);
                }
                let at = (first + row) * self.outputs + columns.start;
                match out[at..].first_chunk_mut() {
                    // A copy of known length is a few instructions, not a call.
                    Some(out) if width == BLOCK => *out = values,
                    _ => out[at..at + width].copy_from_slice(&values[..width]),
                }
            }
        }
    }
}

/// Sums of products of up to 8 rows of unsigned bytes with one block of 32 outputs' weights
/// (`[input / 4][32][4]`).
#[inline(always)]
pub(super) fn block_sums(isa: Isa, bytes: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]]) {
    match isa {
        Isa::Portable => block_portable(bytes, weights, sums),
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2 => super::x86::block_avx2(bytes, weights, sums),
        #[cfg(target_arch = "x86_64")]
        Isa::Vnni => super::x86::block_vnni(bytes, weights, sums),
    }
}

/// Sums of products of up to 8 rows with one block of weights.
fn block_portable(bytes: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]]) {
    let inputs = weights.len() / BLOCK;
    for (row, sums) in sums.iter_mut().enumerate() {
        *sums = [0; BLOCK];
        let row = &bytes[row * inputs..(row + 1) * inputs];
        for (four, group) in row
            .chunks_exact(GROUP)
            .zip(weights.chunks_exact(BLOCK * GROUP))
        {
            for (sum, weights) in sums.iter_mut().zip(group.chunks_exact(GROUP)) {
                for (&byte, &weight) in four.iter().zip(weights) {
                    *sum += i32::from(byte) * i32::from(weight);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::quantise_rows;

    /// A small generator (SplitMix64), so that the test needs no crate for it.
    fn numbers(seed: u64) -> impl Iterator<Item = u64> {
        let mut state = seed;
        std::iter::repeat_with(move || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        })
    }

    #[test]
    fn every_set_agrees_with_plain_rust() {
        for (rows, inputs, outputs) in [
            (1, 4, 1),
            (3, 384, 33),
            (17, 384, 96),
            (9, 1536, 64),
            (8, 128, 101),
        ] {
            let mut random = numbers(7);
            let weights: Vec<i8> = (0..inputs * outputs)
                .map(|_| (random.next().unwrap() % 255) as i8)
                .collect();
            let scales: Vec<f32> = (0..outputs).map(|i| 0.01 + i as f32 * 1e-4).collect();
            let biases: Vec<f32> = (0..outputs).map(|i| i as f32 * 0.1).collect();
            let values: Vec<f32> = (0..rows * inputs)
                .map(|_| (random.next().unwrap() % 2000) as f32 / 500.0 - 2.0)
                .collect();
            let packed = Packed::new(&weights, &scales, &biases);
            let mut wanted = Vec::new();
            let mut plain = Quantised::default();
            quantise_rows(Isa::Portable, &values, inputs, &mut plain);
            packed.apply(Isa::Portable, &plain, &mut wanted);
            for isa in Isa::all() {
                let mut input = Quantised::default();
                quantise_rows(isa, &values, inputs, &mut input);
                assert_eq!(input.bytes, plain.bytes, "{isa:?}");
                let mut given = Vec::new();
                packed.apply(isa, &input, &mut given);
                assert_eq!(given, wanted, "{isa:?} {rows}x{inputs}x{outputs}");
            }
        }
    }
}
