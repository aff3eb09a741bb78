//! The seal of stored packs: a checksum that tells at once whether all bytes are those written.
//!
//! Parts of the packs are taken apart only when they are needed, and nothing may fail then.

/// Bytes of a seal.
const LENGTH: usize = size_of::<u64>();
/// Bytes taken at a time.
const STRIDE: usize = 4 * LENGTH;
/// An odd number with bits all over: the golden ratio.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Puts the seal behind the bytes.
#[must_use]
pub fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let seal = seal(&bytes);
    bytes.extend(seal.to_le_bytes());
    bytes
}

/// The bytes in front of the seal; `None` where it does not fit them.
#[must_use]
pub fn opened(bytes: &[u8]) -> Option<&[u8]> {
    let (bytes, last) = bytes.split_last_chunk::<LENGTH>()?;
    (seal(bytes) == u64::from_le_bytes(*last)).then_some(bytes)
}

/// Every step can be undone, so that one changed word always changes the sum. Four sums side by
/// side do not wait for each other.
fn seal(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| (sum ^ word).wrapping_mul(FACTOR).rotate_left(29);
    let mut sums = [1u64, 2, 3, 4];
    let (strides, rest) = bytes.as_chunks::<STRIDE>();
    for stride in strides {
        let (words, _) = stride.as_chunks::<LENGTH>();
        for (sum, word) in sums.iter_mut().zip(words) {
            *sum = step(*sum, u64::from_le_bytes(*word));
        }
    }
    let rest = rest.iter().map(|byte| u64::from(*byte));
    let all = sums.into_iter().chain(rest);
    all.fold(bytes.len() as u64, step)
}
