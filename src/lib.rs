//! The core of Bedside: reads comments, suggests replies, checks drafts.
//!
//! Plain data in, plain data out: no input or output, no clock, no randomness, no global state. The
//! same input gives the same bytes natively and in Wasm.

pub mod comment;
pub mod compliance;
pub mod desk;
pub mod dispatch;
pub mod engine;
pub mod incident;
pub mod lexicon;
pub mod log;
pub mod messages;
pub mod pack_examples;
pub mod packs;
pub mod reading;
pub mod replying;
pub mod review;
pub mod settings;
pub mod text;
pub mod views;

#[cfg(not(target_arch = "wasm32"))]
pub mod command;
#[cfg(not(target_arch = "wasm32"))]
pub mod training;

#[cfg(target_arch = "wasm32")]
pub mod worker;
