//! Pseudo-random numbers that are the same on every machine (xorshift, Marsaglia 2003).

/// A row of numbers that depends on nothing.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The row from its start.
    #[must_use]
    pub fn new() -> Self {
        Self(0x2545_f491_4f6c_dd1d)
    }

    /// One of many rows, by its number; the first is [`Chance::new`].
    #[must_use]
    pub fn numbered(row: usize) -> Self {
        Self(Self::new().0 ^ (row as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number from 0 to 1.
    pub fn draw(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Puts a list into another order.
    pub fn shuffle(&mut self, order: &mut [u32]) {
        for index in (1..order.len()).rev() {
            let other = (self.next() % (index as u64 + 1)) as usize;
            order.swap(index, other);
        }
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

impl Default for Chance {
    fn default() -> Self {
        Self::new()
    }
}
