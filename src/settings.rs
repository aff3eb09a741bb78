//! The settings: what is kept between runs besides the log, and what requests make of them.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::desk::{Desk, DeskError};
use crate::dispatch::failed;
use crate::engine::Engine;
use crate::incident::Incident;
use crate::messages::{LogEvent, Request, Response};
use crate::packs::{PackError, PackFile, Packs, RULES};
use crate::reading::model::Model;
use crate::replying::learning::Learning;
use crate::review::Review;

/// What is kept between runs, besides the log.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// The desk.
    pub desk: Desk,
    /// Hosts the moderator switched Bedside off for.
    pub sites_off: Vec<String>,
    /// Packs the organisation imported: name and text, in the order they are adopted.
    pub imported: Vec<(String, String)>,
    /// What became of suggestions.
    pub learning: Learning,
}

/// Settings that cannot be read, with the reason. They must not be written either: that would put
/// those of a fresh installation in their place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Bedside's settings cannot be read: {0}")]
pub struct Unreadable(pub String);

impl Unreadable {
    /// The answer to whatever needs the settings.
    #[must_use]
    pub fn refused(&self) -> Response {
        failed(
            &self.to_string(),
            "Nothing was changed. Restart the browser and try again.",
        )
    }
}

impl Settings {
    /// The settings as stored, by this version or another: a field that is unknown here or of another
    /// kind is left out, and the rest is kept. Those of a fresh installation where nothing is stored.
    ///
    /// # Errors
    /// [`Unreadable`] where what is stored is something else.
    pub fn from_stored(mut stored: Value) -> Result<Self, Unreadable> {
        match stored {
            Value::Null => Ok(Self::default()),
            Value::Object(_) => Ok(Self {
                desk: Desk {
                    incident: by_field::<Incident>(&stored["desk"]["incident"]),
                    reviews: one_by_one(stored["desk"]["reviews"].take()),
                    ..by_field::<Desk>(&stored["desk"])
                },
                learning: by_field(&stored["learning"]),
                sites_off: one_by_one(stored["sitesOff"].take()),
                imported: one_by_one(stored["imported"].take()),
            }),
            _ => Err(Unreadable("something else is stored in their place".into())),
        }
    }

    /// Carries out what changes settings alone and needs no engine; `None` for any other request.
    pub fn change(&mut self, request: &Request) -> Option<Result<Response, Response>> {
        match request {
            Request::SetDesk { desk } => {
                if let Err(error) = desk.validate() {
                    return Some(Err(failed(&error.message, &error.remedy)));
                }
                self.desk.clone_from(desk);
                let desk = self.desk.clone();
                return Some(Ok(Response::DeskIs { desk }));
            }
            Request::SetSite { host, on } => {
                self.sites_off.retain(|known| known != host);
                if !on {
                    self.sites_off.push(host.clone());
                }
            }
            Request::Record { event, .. } => self.learn(event),
            Request::Posted {
                template,
                inserted,
                posted,
                ..
            } => self.learning.posted(template, inserted, posted),
            Request::ForgetLearning {} => self.learning = Learning::default(),
            _ => return None,
        }
        Some(Ok(Response::Done))
    }

    fn learn(&mut self, event: &LogEvent) {
        match event {
            LogEvent::HintDismissed => self.desk.hint_dismissed = true,
            LogEvent::Suggested { templates, .. } => {
                self.learning.shown(templates.iter().map(String::as_str));
            }
            LogEvent::Inserted { template, .. } => self.learning.taken(template),
            LogEvent::Overridden { .. }
            | LogEvent::Ignored { .. }
            | LogEvent::PackReviewed { .. }
            | LogEvent::ReviewTakenBack { .. } => {}
        }
    }

    /// Takes in a pack, in the place of an earlier one of that name; gives the engine that the next
    /// start will load. `shipped` are the packs without any import, `now` is the engine at work.
    ///
    /// # Errors
    /// The answer in words, where the pack has mistakes or one in force would not hold beside it;
    /// nothing is changed then.
    pub fn import(
        &mut self,
        shipped: Packs,
        now: &Engine,
        name: &str,
        text: &str,
    ) -> Result<Engine, Response> {
        let mut imported = self.imported.clone();
        match imported.iter_mut().find(|(known, _)| known == name) {
            Some((_, earlier)) => text.clone_into(earlier),
            None => imported.push((name.to_owned(), text.to_owned())),
        }
        self.adopt(shipped, now, imported, name)
    }

    /// Removes an imported pack; gives the engine that the next start will load.
    ///
    /// # Errors
    /// The answer in words, where another pack in force needs this one; nothing is changed then.
    pub fn remove(&mut self, shipped: Packs, now: &Engine, name: &str) -> Result<Engine, Response> {
        let mut imported = self.imported.clone();
        imported.retain(|(known, _)| known != name);
        self.adopt(shipped, now, imported, name)
    }

    /// Keeps that counsel has reviewed a rule pack, in the place of an earlier review of it.
    ///
    /// # Errors
    /// The answer in words, where the review is not whole or the pack in force is not the one reviewed.
    pub fn review(&mut self, now: &Engine, review: &Review) -> Result<(), Response> {
        let invalid = |error: DeskError| failed(&error.message, &error.remedy);
        review.validate().map_err(invalid)?;
        let mut files = now.packs.files.iter();
        let known = files.rfind(|file| file.sort == RULES && file.path == review.pack);
        if known.is_none_or(|file| file.fingerprint != review.fingerprint) {
            return Err(failed(
                &format!("{} is not the pack that was reviewed.", review.pack),
                "It has changed since this page was opened. Reload the page and read it again.",
            ));
        }
        let reviews = &mut self.desk.reviews;
        reviews.retain(|known| known.pack != review.pack);
        reviews.push(Review {
            reviewer: review.reviewer.trim().to_owned(),
            ..review.clone()
        });
        Ok(())
    }

    /// Takes back that counsel has reviewed a rule pack.
    pub fn take_back_review(&mut self, pack: &str) {
        self.desk.reviews.retain(|review| review.pack != pack);
    }

    fn adopt(
        &mut self,
        shipped: Packs,
        now: &Engine,
        imported: Vec<(String, String)>,
        changed: &str,
    ) -> Result<Engine, Response> {
        let (engine, left_out) = with_imports(shipped, now.model.clone(), &imported);
        for (name, errors) in left_out {
            if name == changed {
                return Err(failed(
                    &in_words(&errors),
                    "Mend the file and import it again. Nothing was changed.",
                ));
            }
            // One that an update of Bedside left out already is none that this change takes away.
            if has_imported(now, &name) {
                return Err(failed(
                    &format!("{name} would hold no more: {}", in_words(&errors)),
                    &format!("Mend or remove {name} first. Nothing was changed."),
                ));
            }
        }
        self.imported = imported;
        Ok(engine)
    }
}

/// Whether an imported pack of that name is in force.
#[must_use]
pub fn has_imported(engine: &Engine, name: &str) -> bool {
    let files = &engine.packs.files;
    files.iter().any(|file| file.imported && file.path == name)
}

/// The engine with imported packs, adopted in order. A pack that fits no more, as after an update, must
/// not keep Bedside from starting: it is left out, and named with its mistakes.
#[must_use]
pub fn with_imports(
    shipped: Packs,
    model: Model,
    imported: &[(String, String)],
) -> (Engine, Vec<(String, Vec<PackError>)>) {
    let mut engine = Engine::new(shipped, model);
    let mut left_out = Vec::new();
    for (name, text) in imported {
        let file = PackFile {
            path: name.clone(),
            text: text.clone(),
        };
        if let Err(errors) = engine.import(&file) {
            left_out.push((name.clone(), errors));
        }
    }
    (engine, left_out)
}

/// The first mistakes of a pack in one line.
#[must_use]
pub fn in_words(errors: &[PackError]) -> String {
    let shown: Vec<String> = errors
        .iter()
        .take(3)
        .map(|e| format!("{}, line {}: {}", e.file, e.line, e.message))
        .collect();
    let more = errors.len().saturating_sub(shown.len());
    let rest = if more > 0 {
        format!(" (and {more} more)")
    } else {
        String::new()
    };
    format!("{}{rest}", shown.join("; "))
}

/// A value with every stored field that it knows and can take; the others are as by default.
fn by_field<T: Default + Serialize + DeserializeOwned>(stored: &Value) -> T {
    let mut kept = serde_json::to_value(T::default()).unwrap_or_default();
    for (name, value) in stored.as_object().into_iter().flatten() {
        let Some(field) = kept.get_mut(name) else {
            continue;
        };
        let before = std::mem::replace(field, value.clone());
        if T::deserialize(&kept).is_err() {
            kept[name] = before;
        }
    }
    T::deserialize(kept).unwrap_or_default()
}

/// The items of a stored list that can be read.
fn one_by_one<T: DeserializeOwned>(stored: Value) -> Vec<T> {
    let Value::Array(items) = stored else {
        return Vec::new();
    };
    let items = items.into_iter();
    items
        .filter_map(|item| serde_json::from_value(item).ok())
        .collect()
}
