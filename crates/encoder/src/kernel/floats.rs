//! The float steps between the byte products, in plain Rust that the compiler vectorises. Sums run
//! over 16 lanes in a fixed order, so that every instruction set gives the same bits.

use super::{Isa, Quantised, compiled_for};

const LANES: usize = 16;

/// Turns rows of `width` floats into bytes, one scale a row (the greatest magnitude is 127).
pub(crate) fn quantise_rows(isa: Isa, values: &[f32], width: usize, out: &mut Quantised) {
    out.width = width;
    out.bytes.resize(values.len(), 0);
    out.scales.clear();
    compiled_for!(isa, || {
        for (row, bytes) in values
            .chunks_exact(width)
            .zip(out.bytes.chunks_exact_mut(width))
        {
            out.scales.push(quantise(row, bytes));
        }
    });
}

/// The greatest of the values that `of` gives of a row; 0 of none.
#[inline(always)]
pub(super) fn greatest_of(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let Some(&first) = row.first() else {
        return 0.0;
    };
    let mut greatest = [of(first); LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for lane in 0..LANES {
            let value = of(chunk[lane]);
            greatest[lane] = if value > greatest[lane] {
                value
            } else {
                greatest[lane]
            };
        }
    }
    let all = greatest
        .into_iter()
        .chain(rest.iter().map(|&value| of(value)));
    all.fold(greatest[0], |a, b| if b > a { b } else { a })
}

/// Turns a row into bytes, shifted by 128; gives its scale.
#[inline(always)]
pub(super) fn quantise(row: &[f32], bytes: &mut [u8]) -> f32 {
    let greatest = greatest_of(row, f32::abs);
    let scale = greatest / 127.0;
    let inverse = if greatest > 0.0 {
        127.0 / greatest
    } else {
        0.0
    };
    for (byte, value) in bytes.iter_mut().zip(row) {
        // Adding 1.5 * 2^23 rounds to the nearest integer, which then stands in the low bits.
        let rounded = (value * inverse + 12_582_912.0 + 128.0).to_bits();
        *byte = rounded as u8;
    }
    scale
}

#[inline(always)]
fn lanes_sum(lanes: [f32; LANES]) -> f32 {
    let mut lanes = lanes;
    let mut width = LANES / 2;
    while width > 0 {
        for at in 0..width {
            lanes[at] += lanes[at + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// Layer normalisation of `values + added` row by row, in place (Ba et al. 2016; epsilon 1e-12). The
/// width is that of `gain`, a multiple of 16.
pub(crate) fn normalise(
    isa: Isa,
    values: &mut [f32],
    added: Option<&[f32]>,
    gain: &[f32],
    bias: &[f32],
) {
    let width = gain.len();
    compiled_for!(isa, || {
        for (number, row) in values.chunks_exact_mut(width).enumerate() {
            if let Some(added) = added {
                for (value, more) in row
                    .iter_mut()
                    .zip(&added[number * width..(number + 1) * width])
                {
                    *value += more;
                }
            }
            normalise_row(row, gain, bias);
        }
    });
}

#[inline(always)]
fn normalise_row(row: &mut [f32], gain: &[f32], bias: &[f32]) {
    let mut sums = [0f32; LANES];
    for chunk in row.chunks_exact(LANES) {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            *sum += value;
        }
    }
    let mean = lanes_sum(sums) / row.len() as f32;
    let mut squares = [0f32; LANES];
    for chunk in row.chunks_exact(LANES) {
        for (square, value) in squares.iter_mut().zip(chunk) {
            *square = (value - mean).mul_add(value - mean, *square);
        }
    }
    let inverse = 1.0 / (lanes_sum(squares) / row.len() as f32 + 1e-12).sqrt();
    for ((value, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
        *value = ((*value - mean) * inverse).mul_add(*gain, *bias);
    }
}

/// e^x for x <= 0, by 2^n times a polynomial (relative error under 3e-7; e^-87 for all below).
#[inline(always)]
pub(super) fn exp_negative(x: f32) -> f32 {
    let x = x.max(-87.0);
    let shifted = x.mul_add(std::f32::consts::LOG2_E, 12_582_912.0);
    let whole = shifted - 12_582_912.0;
    let rest = whole.mul_add(-0.693_359_4, x);
    let rest = whole.mul_add(2.121_944_4e-4, rest);
    let mut power = 1.987_569_1e-4f32;
    for factor in [
        1.398_199_9e-3,
        8.333_452e-3,
        4.166_579_6e-2,
        1.666_666_5e-1,
        5e-1,
    ] {
        power = power.mul_add(rest, factor);
    }
    let power = power.mul_add(rest * rest, rest) + 1.0;
    let scale = f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23));
    power * scale
}

/// The Gaussian error linear unit (Hendrycks and Gimpel 2016), in place; erf after Abramowitz and
/// Stegun 7.1.26 (error under 1.5e-7).
pub(crate) fn gelu(isa: Isa, values: &mut [f32]) {
    compiled_for!(isa, || {
        for value in values.iter_mut() {
            let x = *value;
            let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
            let t = 1.0 / z.mul_add(0.327_591_1, 1.0);
            let mut series = 1.061_405_4f32;
            for factor in [-1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6] {
                series = series.mul_add(t, factor);
            }
            // Half of 1 - erf(|z|).
            let tail = 0.5 * series * t * exp_negative(-z * z);
            *value = if x >= 0.0 {
                (-x).mul_add(tail, x)
            } else {
                x * tail
            };
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave(count: usize) -> Vec<f32> {
        (0..count)
            .map(|at| ((at * 37 % 101) as f32 - 50.0) / 17.0)
            .collect()
    }

    #[test]
    fn every_set_gives_the_same_bits() {
        let width = 64;
        let gain = wave(width);
        for isa in Isa::all() {
            let (mut given, mut wanted) = (wave(width * 7), wave(width * 7));
            normalise(isa, &mut given, None, &gain, &gain);
            normalise(Isa::Portable, &mut wanted, None, &gain, &gain);
            assert_eq!(given, wanted, "{isa:?}");
            gelu(isa, &mut given);
            gelu(Isa::Portable, &mut wanted);
            assert_eq!(given, wanted, "{isa:?}");
        }
    }

    #[test]
    fn agrees_with_the_formulas() {
        for x in [0.0f32, -0.3, -5.0, -30.0] {
            assert!((exp_negative(x) - x.exp()).abs() <= 3e-7 * x.exp());
        }
        let mut values = [0.5f32, -1.0, 3.0, -6.0];
        gelu(Isa::Portable, &mut values);
        for (given, wanted) in values
            .iter()
            .zip([0.345_731_2, -0.158_655_26, 2.995_950_3, -5.9e-9])
        {
            assert!((given - wanted).abs() < 1e-6, "{given} {wanted}");
        }
        let mut row: Vec<f32> = (0..16).map(|x| x as f32).collect();
        normalise(Isa::Portable, &mut row, None, &[1.0; 16], &[0.0; 16]);
        assert!((row[15] - 1.626_978).abs() < 1e-5, "{}", row[15]);
    }
}
