//! The engine: the core's door.

use crate::comment::{Comment, Draft, Reading};
use crate::compliance::empathy::{Empathy, empathy};
use crate::compliance::light::{Light, light};
use crate::compliance::{self, Checked, Finding};
use crate::desk::Desk;
use crate::packs::Packs;
use crate::reading::{self, model::Model};
use crate::replying::{self, Suggestion};

/// Everything loaded, ready to read, suggest and check.
#[derive(Debug)]
pub struct Engine {
    /// The packs in force.
    pub packs: Packs,
    /// The trained model.
    pub model: Model,
}

impl Engine {
    /// Loads the packs and the model, once.
    ///
    /// # Errors
    /// When the bytes were written by another version of Bedside.
    pub fn load(packs: &[u8], model: &[u8]) -> Result<Self, LoadError> {
        Ok(Self {
            packs: Packs::from_bytes(packs).map_err(LoadError)?,
            model: Model::from_bytes(model).map_err(LoadError)?,
        })
    }

    /// The packs alone, as [`Engine::load`] takes them.
    ///
    /// # Errors
    /// As [`Engine::load`].
    pub fn packs_alone(packs: &[u8]) -> Result<Packs, LoadError> {
        Packs::from_bytes(packs).map_err(LoadError)
    }

    /// Reads a comment; never fails.
    #[must_use]
    pub fn read(&self, comment: &Comment) -> Reading {
        reading::read(&self.packs, &self.model, comment)
    }

    /// Suggests replies, best first, at most five; every one passes [`Engine::check`] with neither
    /// a `block` nor a `warn` finding.
    #[must_use]
    pub fn suggest(
        &self,
        comment: &Comment,
        reading: &Reading,
        desk: &Desk,
        thread_replies: &[String],
    ) -> Vec<Suggestion> {
        replying::suggest(&self.packs, &self.model, comment, reading, desk, thread_replies)
    }

    /// Checks a draft in the light of the comment it answers.
    #[must_use]
    pub fn check(&self, draft: &Draft, comment: Option<&Comment>, desk: &Desk) -> Vec<Finding> {
        compliance::check(&self.packs, &self.model, draft, self.light(comment), desk)
    }

    /// Scores the empathy of a draft; `None` for an empty one.
    #[must_use]
    pub fn empathy(&self, draft: &Draft, comment: Option<&Comment>, desk: &Desk) -> Option<Empathy> {
        let light = self.light(comment);
        let checked = Checked::new(&self.packs, &self.model, draft, light, desk);
        (!checked.text.tokens.is_empty()).then(|| empathy(&checked, &checked.findings()))
    }

    fn light(&self, comment: Option<&Comment>) -> Option<Light> {
        comment.map(|comment| light(&self.packs, comment, &self.read(comment)))
    }
}

/// Packs that cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[error("the packs belong to another version of Bedside; build or install both together ({0})")]
pub struct LoadError(postcard::Error);
