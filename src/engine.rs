//! The engine: the core's door.

use crate::comment::{Comment, Draft, Reading};
use crate::compliance::empathy::{Empathy, empathy};
use crate::compliance::light::{Light, light};
use crate::compliance::memory::DraftMemory;
use crate::compliance::{self, Checked, Finding};
use crate::desk::Desk;
use crate::pack_examples;
use crate::packs::import::compile_import;
use crate::packs::{LoadError, PackError, PackFile, Packs};
use crate::reading::{self, model::Model};
use crate::replying::learning::Learning;
use crate::replying::questions::QuestionIndex;
use crate::replying::{self, Sources, Suggestion};
use crate::text::Text;

/// Everything loaded, ready to read, suggest and check.
#[derive(Debug)]
pub struct Engine {
    /// The packs in force.
    pub packs: Packs,
    /// The trained model.
    pub model: Model,
    questions: QuestionIndex,
    drafts: DraftMemory,
}

impl Engine {
    /// Loads the packs and the model, once.
    ///
    /// # Errors
    /// When bytes of the packs are spoiled, or either was written by another version of Bedside.
    pub fn load(packs: &[u8], model: &[u8]) -> Result<Self, LoadError> {
        Ok(Self::new(
            Self::packs_alone(packs)?,
            Self::model_alone(model)?,
        ))
    }

    /// An engine with packs and a model that are at hand.
    #[must_use]
    pub fn new(packs: Packs, model: Model) -> Self {
        let questions = QuestionIndex::new(&packs);
        Self {
            packs,
            model,
            questions,
            drafts: DraftMemory::default(),
        }
    }

    /// Takes in a pack that an organisation made.
    ///
    /// # Errors
    /// Every mistake and every failing example; the engine is unchanged then.
    pub fn import(&mut self, file: &PackFile) -> Result<(), Vec<PackError>> {
        let compiled = compile_import(&self.packs, file)?;
        let unknown = pack_examples::unknown_mechanisms(&compiled.mechanisms);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let mut packs = self.packs.clone();
        packs.adopt(compiled.packs);
        let failures = pack_examples::failures(&packs, &self.model, &compiled.examples);
        if !failures.is_empty() {
            return Err(failures);
        }
        self.questions = QuestionIndex::new(&packs);
        self.drafts = DraftMemory::default();
        self.packs = packs;
        Ok(())
    }

    /// The packs alone, as [`Engine::load`] takes them.
    ///
    /// # Errors
    /// As [`Engine::load`].
    pub fn packs_alone(packs: &[u8]) -> Result<Packs, LoadError> {
        Packs::from_bytes(packs)
    }

    /// The model alone, as [`Engine::load`] takes it.
    ///
    /// # Errors
    /// As [`Engine::load`].
    pub fn model_alone(model: &[u8]) -> Result<Model, LoadError> {
        Ok(Model::from_bytes(model)?)
    }

    /// Reads a comment; never fails.
    #[must_use]
    pub fn read(&self, comment: &Comment) -> Reading {
        reading::read(&self.packs, &self.model, comment)
    }

    /// Suggests replies, best first, at most five; every one passes [`Engine::check`] with neither
    /// a `block` nor a `warn` finding.
    #[must_use]
    pub fn suggest(&self, comment: &Comment, reading: &Reading, at: Place) -> Vec<Suggestion> {
        let sources = self.sources(at.learning);
        replying::suggest(sources, comment, reading, at.desk, at.thread_replies)
    }

    /// The holding statement of the incident in hand, for a comment; `None` without an incident.
    #[must_use]
    pub fn statement(&self, comment: &Comment, reading: &Reading, at: Place) -> Option<Suggestion> {
        let sources = self.sources(at.learning);
        replying::statement(sources, comment, reading, at.desk, at.thread_replies)
    }

    /// Searches templates and questions for the palette, best first.
    #[must_use]
    pub fn search(&self, comment: &Comment, query: &str, at: Place) -> Vec<Suggestion> {
        let reading = self.read(comment);
        replying::search(self.sources(at.learning), comment, &reading, at.desk, query)
    }

    fn sources<'a>(&'a self, learning: &'a Learning) -> Sources<'a> {
        Sources {
            packs: &self.packs,
            model: &self.model,
            questions: &self.questions,
            learning,
            drafts: &self.drafts,
        }
    }

    /// Checks a draft in the light of the comment it answers.
    #[must_use]
    pub fn check(&self, draft: &Draft, comment: Option<&Comment>, desk: &Desk) -> Vec<Finding> {
        let light = self.light(comment);
        let checked = Checked::new(&self.packs, &self.model, draft, light.as_ref(), desk);
        compliance::check(&checked, &self.model)
    }

    /// Checks a draft and scores its empathy; no score for an empty one.
    #[must_use]
    pub fn review(
        &self,
        draft: &Draft,
        comment: Option<&Comment>,
        desk: &Desk,
    ) -> (Vec<Finding>, Option<Empathy>) {
        let light = self.light(comment);
        let checked = Checked::new(&self.packs, &self.model, draft, light.as_ref(), desk);
        let findings = compliance::check(&checked, &self.model);
        let any = !checked.text.tokens.is_empty();
        let score = any.then(|| empathy(&checked, &findings));
        (findings, score)
    }

    fn light(&self, comment: Option<&Comment>) -> Option<Light> {
        comment.map(|comment| {
            let text = Text::new(&comment.text);
            light(&self.packs, comment, &text, &self.read(comment))
        })
    }
}

/// Where suggestions are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// Replies already in the thread, newest last.
    pub thread_replies: &'a [String],
    /// What this moderator took before.
    pub learning: &'a Learning,
}
