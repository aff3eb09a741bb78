//! The `bedside` command: the engine without a browser.

pub mod lines;
pub mod packs;
pub mod train;
pub mod types;

use crate::engine::{Engine, LoadError};

/// The packs this program was built with.
pub const PACKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin"));

/// The model this program was built with.
pub const MODEL: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/packs/model/bedside.model"));

/// The engine with the packs this program was built with.
///
/// # Errors
/// Never for a whole build; see [`Engine::load`].
pub fn engine() -> Result<Engine, LoadError> {
    Engine::load(PACKS, MODEL)
}
