//! Importing a pack that an organisation made.

use super::compile::{Compiled, compile_over};
use super::place::Place;
use super::{Awareness, PackError, PackFile, Packs, RULES, Rule};

/// Largest file that is taken, in bytes.
pub const LARGEST: usize = 2 * 1024 * 1024;

/// Compiles a file over the packs in force. What it holds is told from its tables.
///
/// # Errors
/// Every mistake found; nothing is changed.
pub fn compile_import(base: &Packs, file: &PackFile) -> Result<Compiled, Vec<PackError>> {
    let refuse = |line: usize, message: &str| {
        vec![PackError {
            file: file.path.clone(),
            line,
            message: message.to_owned(),
        }]
    };
    if file.text.len() > LARGEST {
        return Err(refuse(1, "the file is larger than 2 MiB; split it"));
    }
    let table: toml::Table =
        toml::from_str(&file.text).map_err(|error| vec![Place { file }.malformed(&error)])?;
    let Some(sort) = sort_of(&table) else {
        return Err(refuse(
            1,
            "this is no pack: it has none of [[template]], [[entry]], [[rule]], [[message]], [[country]] or an adapter's [comment]",
        ));
    };
    compile_over(base, file, sort)
}

fn sort_of(table: &toml::Table) -> Option<&'static str> {
    let first_entry = || table.get("entry")?.as_array()?.first()?.as_table();
    if table.contains_key("template") {
        Some("templates")
    } else if table.contains_key("rule") {
        Some(RULES)
    } else if table.contains_key("message") {
        Some("awareness")
    } else if table.contains_key("country") {
        Some("numbers")
    } else if table.contains_key("hosts") && table.contains_key("comment") {
        Some("adapters")
    } else if first_entry()?.contains_key("question") {
        Some("faq")
    } else if first_entry()?.contains_key("concept") {
        Some("concepts")
    } else if first_entry()?.contains_key("tag") {
        Some("lexicons")
    } else {
        None
    }
}

impl Packs {
    /// Adds what an imported file holds; what has the same id is replaced.
    pub fn adopt(&mut self, import: Self) {
        replace(&mut self.templates, import.templates.into_value(), |t| {
            (t.id.clone(), t.language)
        });
        // A rule may stand in several parts of one id, which are replaced together.
        let replaced = |rule: &Rule| import.rules.iter().any(|new| new.id == rule.id);
        self.rules.retain(|rule| !replaced(rule));
        self.rules.extend(import.rules);
        replace(&mut self.countries, import.countries, |c| c.code.clone());
        replace(&mut self.questions, import.questions.into_value(), |q| {
            (q.id.clone(), q.language)
        });
        for Awareness { language, message } in import.awareness.iter() {
            self.awareness_words.remove(*language, &message.id);
        }
        replace(&mut self.awareness, import.awareness.into_value(), |a| {
            (a.message.id.clone(), a.language)
        });
        replace(&mut self.adapters, import.adapters, |a| a.id.clone());
        self.lexicon.append(&import.lexicon);
        self.concepts.append(&import.concepts);
        self.awareness_words.append(&import.awareness_words);
        self.question_words.append(&import.question_words);
        self.files
            .extend(import.files.into_iter().map(|file| super::PackInfo {
                imported: true,
                ..file
            }));
    }
}

fn replace<T, K: PartialEq>(kept: &mut Vec<T>, new: Vec<T>, key: impl Fn(&T) -> K) {
    for item in new {
        match kept.iter_mut().find(|k| key(k) == key(&item)) {
            Some(slot) => *slot = item,
            None => kept.push(item),
        }
    }
}
