//! An open-addressed table from feature hashes to rows, stored as it is looked up.

use std::{array, fmt};

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// From hash to row number. Stored as the hashes in order of row; the table is made on loading.
#[derive(Debug, Clone, Default)]
pub struct HashTable {
    hashes: Vec<u32>,
    /// Hashes, each beside its row, so that both come with one line of memory; hash 0 is empty.
    slots: Vec<(u32, u32)>,
}

impl HashTable {
    /// A table in which the n-th hash has row n; hashes are distinct, in ascending order and not 0.
    #[must_use]
    pub fn new(hashes: Vec<u32>) -> Self {
        let size = (hashes.len() * 2).next_power_of_two().max(16);
        let mut table = Self {
            slots: vec![(0, 0); size],
            hashes,
        };
        for (row, hash) in table.hashes.iter().enumerate() {
            let mut slot = *hash as usize & (size - 1);
            while table.slots[slot].0 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            table.slots[slot] = (*hash, row as u32);
        }
        table
    }

    /// The row of a hash.
    #[must_use]
    pub fn row(&self, hash: u32) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash as usize & mask;
        loop {
            match self.slots[slot] {
                (0, _) => return None,
                (found, row) if found == hash => return Some(row),
                _ => slot = (slot + 1) & mask,
            }
        }
    }
}

/// Differences of ascending numbers are small, and small numbers take few bytes.
impl Serialize for HashTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut before = 0u32;
        let steps: Vec<u32> = self
            .hashes
            .iter()
            .map(|hash| hash.wrapping_sub(std::mem::replace(&mut before, *hash)))
            .collect();
        steps.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for HashTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut hash = 0u32;
        let steps: Vec<u32> = Vec::deserialize(deserializer)?;
        let hashes = steps.into_iter().map(|step| {
            hash = hash.wrapping_add(step);
            hash
        });
        Ok(Self::new(hashes.collect()))
    }
}

/// What one unit of a signed byte is worth, for numbers that are to be stored as bytes.
///
/// The few largest are clipped, so that the many small ones keep their digits.
#[must_use]
pub fn byte_unit(numbers: impl Iterator<Item = f32>) -> f32 {
    let mut sizes: Vec<f32> = numbers.map(f32::abs).collect();
    sizes.sort_by(f32::total_cmp);
    let at = sizes.len().saturating_sub(1 + sizes.len() / 2000);
    sizes.get(at).copied().unwrap_or(0.0).max(1e-6) / 127.0
}

/// A number as a signed byte of this unit.
#[must_use]
pub fn to_byte(number: f32, unit: f32) -> i8 {
    (number / unit).round().clamp(-127.0, 127.0) as i8
}

/// Adds a row of signed bytes, place by place; sums stay within what their numbers hold.
pub(super) fn add_bytes(sums: &mut [i16], row: &[i8]) {
    let (sums, rest_sums) = sums.as_chunks_mut::<16>();
    let (bytes, rest) = row.as_chunks::<16>();
    for (sums, bytes) in sums.iter_mut().zip(bytes) {
        // All sums at once: one by one the compiler must fear that they lie among the bytes.
        *sums = array::from_fn(|lane| sums[lane].saturating_add(i16::from(bytes[lane])));
    }
    for (sum, byte) in rest_sums.iter_mut().zip(rest) {
        *sum = sum.saturating_add(i16::from(*byte));
    }
}

/// Takes in one run of bytes rather than a sequence of numbers.
struct Run {
    what: &'static str,
    /// None where the bytes are not as they should be.
    read: fn(&[u8]) -> Option<Vec<i8>>,
}

impl Visitor<'_> for Run {
    type Value = Vec<i8>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.what)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<i8>, E> {
        (self.read)(bytes).ok_or_else(|| E::invalid_length(bytes.len(), &self))
    }
}

/// Stores signed bytes as one run rather than a sequence of numbers.
pub mod bytes {
    use serde::{Deserializer, Serializer};

    use super::Run;

    /// Stores the bytes.
    ///
    /// # Errors
    /// As the serializer does.
    pub fn serialize<S: Serializer>(values: &[i8], serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = values.iter().map(|v| v.cast_unsigned()).collect();
        serializer.serialize_bytes(&bytes)
    }

    /// Loads the bytes.
    ///
    /// # Errors
    /// As the deserializer does.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i8>, D::Error> {
        deserializer.deserialize_bytes(Run {
            what: "bytes",
            read: |bytes| Some(bytes.iter().map(|b| b.cast_signed()).collect()),
        })
    }
}

/// Signed bytes that share a factor, when they are stored in half a byte each.
const RUN: usize = 16;
/// The largest number in half a byte.
const MOST: i32 = 7;

/// Makes signed bytes storable in half a byte each: of every sixteen, each becomes a seventh of their
/// common factor times a whole number from -7 to 7.
pub fn round_to_half_bytes(values: &mut [i8]) {
    for run in values.chunks_mut(RUN) {
        let largest = largest(run);
        // Clipping the largest a little leaves the others finer steps.
        let factors = (largest.div_ceil(2).max(1)..=largest.max(1)).rev();
        let best = factors.min_by_key(|factor| {
            let errors = run.iter().map(|v| {
                let error = i32::from(*v) - i32::from(whole(half(*v, *factor), *factor));
                error * error
            });
            errors.sum::<i32>()
        });
        let factor = best.unwrap_or(1);
        for value in run {
            *value = whole(half(*value, factor), factor);
        }
    }
}

fn largest(run: &[i8]) -> u8 {
    run.iter().map(|v| v.unsigned_abs()).max().unwrap_or(0)
}

/// The nearest whole number of sevenths of the factor.
fn half(value: i8, factor: u8) -> i32 {
    let sevenths = i32::from(value) * MOST;
    let rounding = i32::from(factor) / 2 * sevenths.signum();
    ((sevenths + rounding) / i32::from(factor)).clamp(-MOST, MOST)
}

/// So many sevenths of the factor, rounded; a multiplication, because loading does millions of these.
fn whole(half: i32, factor: u8) -> i8 {
    const SEVENTH: i32 = (1 << 16) / MOST;
    ((half * i32::from(factor) * SEVENTH + (1 << 15)) >> 16) as i8
}

/// Stores signed bytes that [`round_to_half_bytes`] made storable: their number, the factor of every
/// sixteen, and eight bytes for these, the first eight in the upper halves, the others in the lower.
pub mod half_bytes {
    use serde::{Deserializer, Serializer};

    use super::{RUN, Run, half, largest, whole};

    /// What is added to a half, so that none is negative.
    const ZERO: i32 = 8;

    /// Stores the bytes.
    ///
    /// # Errors
    /// As the serializer does.
    pub fn serialize<S: Serializer>(values: &[i8], serializer: S) -> Result<S::Ok, S::Error> {
        let mut stored = (values.len() as u32).to_le_bytes().to_vec();
        let factors = values.chunks(RUN).map(|run| largest(run).max(1));
        stored.extend(factors.clone());
        for (run, factor) in values.chunks(RUN).zip(factors) {
            let mut halves = [ZERO as u8; RUN];
            for (place, value) in halves.iter_mut().zip(run) {
                *place = (half(*value, factor) + ZERO).cast_unsigned() as u8;
            }
            let (upper, lower) = halves.split_at(RUN / 2);
            stored.extend(
                upper
                    .iter()
                    .zip(lower)
                    .map(|(upper, lower)| upper << 4 | lower),
            );
        }
        serializer.serialize_bytes(&stored)
    }

    /// Loads the bytes.
    ///
    /// # Errors
    /// As the deserializer does, and when there are fewer or more than the number says.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i8>, D::Error> {
        deserializer.deserialize_bytes(Run {
            what: "a number, factors and half bytes",
            read: unpacked,
        })
    }

    fn unpacked(stored: &[u8]) -> Option<Vec<i8>> {
        let (count, rest) = stored.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (factors, pairs) = rest.split_at_checked(count.div_ceil(RUN))?;
        let (pairs, []) = pairs.as_chunks::<{ RUN / 2 }>() else {
            return None;
        };
        if pairs.len() != factors.len() {
            return None;
        }
        let mut values = vec![0i8; pairs.len() * RUN];
        let (runs, _) = values.as_chunks_mut::<RUN>();
        for ((run, pairs), factor) in runs.iter_mut().zip(pairs).zip(factors) {
            for (place, pair) in pairs.iter().enumerate() {
                run[place] = whole(i32::from(pair >> 4) - ZERO, *factor);
                run[RUN / 2 + place] = whole(i32::from(pair & 0xf) - ZERO, *factor);
            }
        }
        values.truncate(count);
        Some(values)
    }

    #[cfg(test)]
    mod tests {
        use super::super::round_to_half_bytes;
        use super::*;
        use proptest::prelude::*;

        #[derive(serde::Serialize, serde::Deserialize)]
        struct Stored(#[serde(with = "super")] Vec<i8>);

        proptest! {
            #[test]
            fn rounded_bytes_come_back_as_they_were(mut values: Vec<i8>) {
                round_to_half_bytes(&mut values);
                let stored = postcard::to_allocvec(&Stored(values.clone())).unwrap();
                let loaded: Stored = postcard::from_bytes(&stored).unwrap();
                prop_assert_eq!(loaded.0, values);
            }

            #[test]
            fn spoilt_bytes_are_refused_or_read(bytes: Vec<u8>) {
                let _ = unpacked(&bytes);
            }
        }
    }
}
