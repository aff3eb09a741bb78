//! Suggested wordings taken apart lately.
//!
//! The wordings of the packs are filled with the same values for comment after comment: what such a
//! text is made of is worked out once. What the comment has to do with it is not kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::telling::Telling;
use crate::lexicon::{LanguageMask, Match};
use crate::text::Text;

/// Most drafts that are kept; all are forgotten then, which costs one slower answer.
const MOST: usize = 512;
/// Longest draft that is kept, in bytes: longer ones do not come again.
const LONGEST: usize = 4_000;

/// What is found in a draft.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Number of the likeliest language.
    pub language: Option<u8>,
    /// Concepts.
    pub matches: Vec<Match>,
    /// Sentences that tell something.
    pub tellings: Vec<Telling>,
}

/// Drafts with their tokens and what is found in them.
#[derive(Debug, Default)]
pub struct DraftMemory {
    kept: Mutex<HashMap<String, Arc<Kept>>>,
}

#[derive(Debug)]
struct Kept {
    desk: LanguageMask,
    /// Without its source, which is the key.
    text: Text<'static>,
    found: Found,
}

impl DraftMemory {
    /// Takes a draft apart, or remembers how that went. `desk` is the set of languages that the
    /// desk adds for short drafts: with another one the matches may be others.
    pub(super) fn take_apart<'a>(
        &self,
        draft: &'a str,
        desk: LanguageMask,
        find: impl FnOnce(&Text) -> Found,
    ) -> (Text<'a>, Found) {
        let known = self.lock().get(draft).filter(|k| k.desk == desk).cloned();
        if let Some(known) = known {
            return (known.text.held_by(draft), known.found.clone());
        }
        let text = Text::new(draft);
        let found = find(&text);
        if draft.len() <= LONGEST {
            let kept = Kept {
                desk,
                text: text.held_by(""),
                found: found.clone(),
            };
            let mut all = self.lock();
            if all.len() >= MOST {
                all.clear();
            }
            all.insert(draft.to_owned(), Arc::new(kept));
        }
        (text, found)
    }

    /// A panic elsewhere leaves whole entries behind, so that the map can be used on.
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Kept>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
