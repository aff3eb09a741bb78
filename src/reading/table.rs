//! An open-addressed table from feature hashes to rows, stored as it is looked up.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// From hash to row number. Stored as the hashes in order of row; the table is made on loading.
#[derive(Debug, Clone, Default)]
pub struct HashTable {
    hashes: Vec<u32>,
    /// Hashes; 0 is empty.
    slots: Vec<u32>,
    rows: Vec<u32>,
}

impl HashTable {
    /// A table in which the n-th hash has row n; hashes are distinct, in ascending order and not 0.
    #[must_use]
    pub fn new(hashes: Vec<u32>) -> Self {
        let size = (hashes.len() * 2).next_power_of_two().max(16);
        let mut table = Self {
            slots: vec![0; size],
            rows: vec![0; size],
            hashes,
        };
        for (row, hash) in table.hashes.iter().enumerate() {
            let mut slot = *hash as usize & (size - 1);
            while table.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            table.slots[slot] = *hash;
            table.rows[slot] = row as u32;
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
                0 => return None,
                found if found == hash => return Some(self.rows[slot]),
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
        for lane in 0..16 {
            sums[lane] = sums[lane].saturating_add(i16::from(bytes[lane]));
        }
    }
    for (sum, byte) in rest_sums.iter_mut().zip(rest) {
        *sum = sum.saturating_add(i16::from(*byte));
    }
}

/// Stores signed bytes as one run rather than a sequence of numbers.
pub mod bytes {
    use serde::de::{Error, Visitor};
    use serde::{Deserializer, Serializer};

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
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Vec<i8>;

            fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
                out.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<i8>, E> {
                Ok(bytes.iter().map(|b| b.cast_signed()).collect())
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}
