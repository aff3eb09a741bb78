//! Hashes that are the same on every machine: FNV-1a for short keys that nobody outside chooses, SHA-256
//! where a text must be known for itself.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// What a hash of 32 bits starts from where it needs no seed of its own.
pub const START: u32 = 0x811c_9dc5;

/// The hash after one more byte or letter, so that those of all beginnings fall out of one pass.
#[must_use]
pub fn step(state: u32, part: impl Into<u32>) -> u32 {
    (state ^ part.into()).wrapping_mul(0x0100_0193)
}

/// The hash of bytes or letters from a start on.
#[must_use]
pub fn hash(start: u32, parts: impl IntoIterator<Item = impl Into<u32>>) -> u32 {
    parts.into_iter().fold(start, step)
}

/// What a hash of 64 bits starts from.
pub const START_64: u64 = 0xcbf2_9ce4_8422_2325;

/// [`hash`] in 64 bits, for tables that use the upper ones.
#[must_use]
pub fn hash_64(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |state, byte| {
        (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// SHA-256 of a text, in hex.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
