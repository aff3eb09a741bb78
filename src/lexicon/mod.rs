//! Lexicons: patterns over words, for what can be told from few words in any language.
//!
//! A pattern is written as people would note it down (`chest pain*`, `can't .. breathe`), parsed by
//! [`syntax`], compiled into one table for all languages by [`compile`] and found in a text by
//! [`matcher`]. Lexicon entries about comments and concepts about drafts share all three.
//!
//! Compiled, a lexicon is a few long runs of numbers and one text: it is stored by columns
//! (`stored`), and what is looked up is made from them on loading (`index`).

pub mod compile;
mod compiled;
mod index;
pub mod matcher;
mod node;
mod stored;
pub mod syntax;
mod words;

pub use compile::LexiconBuilder;
pub use compiled::{Entry, Lexicon, NO_FIX, REMOVE_MATCH, REMOVE_SENTENCE, REWORDING};
pub use matcher::{Match, Spoken};

/// A set of languages as bits; bit `n` is the `n`-th language of the packs.
pub type LanguageMask = u32;

/// Every language.
pub const ALL_LANGUAGES: LanguageMask = u32::MAX;
