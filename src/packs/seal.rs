//! The seal of stored packs: a checksum that tells at once whether all bytes are those written.
//!
//! Parts of the packs are taken apart only when they are needed, and nothing may fail then.

/// Sums side by side, which do not wait for each other and which Wasm adds up four at a time.
const SUMS: usize = 8;
const STRIDE: usize = SUMS * size_of::<u32>();
/// An odd number with bits all over: the golden ratio.
const FACTOR: u32 = 0x9e37_79b9;

/// Puts the seal behind the bytes.
#[must_use]
pub fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let seal = seal(&bytes);
    bytes.extend(seal.iter().flat_map(|sum| sum.to_le_bytes()));
    bytes
}

/// The bytes in front of the seal; `None` where it does not fit them.
#[must_use]
pub fn opened(bytes: &[u8]) -> Option<&[u8]> {
    let (bytes, last) = bytes.split_last_chunk::<STRIDE>()?;
    let (words, _) = last.as_chunks::<4>();
    let fits = |(sum, word): (&u32, &[u8; 4])| *sum == u32::from_le_bytes(*word);
    seal(bytes).iter().zip(words).all(fits).then_some(bytes)
}

/// Every step can be undone, so that one changed word always changes its sum.
fn seal(bytes: &[u8]) -> [u32; SUMS] {
    let mut sums = [bytes.len() as u32; SUMS];
    let (strides, rest) = bytes.as_chunks::<STRIDE>();
    let mut last = [0; STRIDE];
    last[..rest.len()].copy_from_slice(rest);
    for stride in strides {
        add(&mut sums, stride);
    }
    add(&mut sums, &last);
    sums
}

fn add(sums: &mut [u32; SUMS], stride: &[u8; STRIDE]) {
    let (words, _) = stride.as_chunks::<4>();
    for (sum, word) in sums.iter_mut().zip(words) {
        let mixed = (*sum ^ u32::from_le_bytes(*word)).wrapping_mul(FACTOR);
        *sum = mixed ^ (mixed >> 15);
    }
}
