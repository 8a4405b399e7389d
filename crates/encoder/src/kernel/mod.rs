//! The arithmetic of the model, for the processor at hand.
//!
//! Everything here gives the same bits on every processor: products of bytes are summed in
//! integers, and the float code is the same Rust for all, compiled once for each instruction
//! set (`f32::mul_add` rounds once whether or not there is an instruction for it). So a report
//! read on an old laptop and on a new server gives the same rows.
//!
//! # Safety
//! All `unsafe` of the project is in this module, and is of two kinds:
//! * calling a function compiled for an instruction set: [`Isa::detect`] and [`Isa::all`] are the
//!   only makers of an [`Isa`], and give only those that the processor has;
//! * loads and stores of whole vectors: [`Packed`] pads its blocks to whole vectors, and the
//!   loops run over slices whose lengths were checked before.
//!
//! [`Isa::Portable`] has no `unsafe` in it; the tests hold every other set equal to it.
#![allow(unsafe_code)]

mod attention;
mod floats;
mod packed;
#[cfg(target_arch = "x86_64")]
mod x86;

pub(crate) use attention::{AttentionRoom, HEAD, attend};
pub(crate) use floats::{gelu, normalise, quantise_rows};
pub(crate) use packed::{Packed, Quantised};

/// An instruction set that this processor has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Isa {
    /// Plain Rust.
    Portable,
    /// AVX2 with FMA.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX-512 with VNNI.
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

impl Isa {
    /// The best of this processor.
    pub(crate) fn detect() -> Self {
        Self::all().last().copied().unwrap_or(Self::Portable)
    }

    /// All of this processor, the best last.
    pub(crate) fn all() -> Vec<Self> {
        let mut found = vec![Self::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                found.push(Self::Avx2);
            }
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni")
                && is_x86_feature_detected!("fma")
            {
                found.push(Self::Vnni);
            }
        }
        found
    }
}

/// Runs `$body` compiled for the given instruction set; `$body` must be built of
/// `#[inline(always)]` functions to profit.
macro_rules! compiled_for {
    ($isa:expr, $body:expr) => {{
        #[cfg(target_arch = "x86_64")]
        {
            #[target_feature(enable = "avx2,fma")]
            fn with_avx2<R>(body: impl FnOnce() -> R) -> R {
                body()
            }
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma")]
            fn with_vnni<R>(body: impl FnOnce() -> R) -> R {
                body()
            }
            match $isa {
                $crate::kernel::Isa::Portable => ($body)(),
                // SAFETY: an `Isa` exists only for what the processor has.
                $crate::kernel::Isa::Avx2 => unsafe { with_avx2($body) },
                // SAFETY: as above.
                $crate::kernel::Isa::Vnni => unsafe { with_vnni($body) },
            }
        }
        #[cfg(not(target_arch = "x86_64"))]
        {
            let _ = $isa;
            ($body)()
        }
    }};
}
pub(crate) use compiled_for;
