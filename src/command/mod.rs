//! The `bedside` command: the engine without a browser.

pub mod lines;
pub mod pack_files;
pub mod train;
pub mod types;

use crate::engine::Engine;
use crate::packs::{LoadError, Packs};

/// The packs this program was built with.
pub const PACKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin"));

/// The model this program was built with.
pub const MODEL: &[u8] = include_bytes!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/packs/model/bedside.model"
));

/// The packs this program was built with, without the model: what training needs, whatever the
/// model on disk looks like.
///
/// # Errors
/// Never for a whole build.
pub fn packs() -> Result<Packs, LoadError> {
    Engine::packs_alone(PACKS)
}

/// The engine with the packs this program was built with.
///
/// # Errors
/// Never for a whole build; see [`Engine::load`].
pub fn engine() -> Result<Engine, LoadError> {
    Engine::load(PACKS, MODEL)
}
