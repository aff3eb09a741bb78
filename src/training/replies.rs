//! The network over sentences of drafts: what it is trained on, and how well it does on what it has
//! not seen.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::calibration::{Scored, best_thresholds, calibrate};
use super::checking::Verdict;
use super::data::stable_number;
use super::evaluation::Count;
use super::example::Example;
use super::lessons::Lessons;
use super::network::{Settings, fit};
use super::parallel;
use crate::compliance::telling::{TELLS_CONTACT, TELLS_PATIENT, sentence_features};
use crate::packs::Packs;
use crate::reading::features::Feature;
use crate::reading::language_mask;
use crate::reading::model::Model;
use crate::reading::network::Network;
use crate::reading::vectors::WordVectors;
use crate::text::Text;

/// A sentence of a reply with what it tells of the writer of the comment.
#[derive(Debug, Clone)]
pub struct LabelledSentence {
    /// Its language.
    pub language: String,
    /// The file it comes from, one author each.
    pub author: String,
    /// Number of its reply in the file.
    pub reply: usize,
    /// The sentence.
    pub text: String,
    /// What a strict reader would say of it.
    pub label: Verdict,
}

/// Loads `<folder>/<language>/*.txt`: a sentence a line after `+`, `?` or `-`, a blank line between
/// replies; `> ` begins the comment that a reply answers, `# ` a remark.
///
/// # Errors
/// When a file cannot be read or a line is malformed; the message names file and line.
pub fn load(folder: &Path) -> io::Result<Vec<LabelledSentence>> {
    let mut sentences = Vec::new();
    for language in sorted(folder)? {
        let code = name_of(&language);
        for file in sorted(&language)? {
            let text = fs::read_to_string(&file)
                .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", file.display())))?;
            let author = format!("{code}/{}", name_of(&file));
            let mut reply = 0;
            for (number, line) in text.lines().enumerate() {
                let label = match line.get(..2) {
                    Some("+ ") => Verdict::Block,
                    Some("? ") => Verdict::Warn,
                    Some("- ") => Verdict::Pass,
                    Some("> " | "# ") => continue,
                    None if line.trim().is_empty() => {
                        reply += 1;
                        continue;
                    }
                    _ => {
                        let place = format!("{}:{}", file.display(), number + 1);
                        return Err(io::Error::other(format!(
                            "{place}: a line begins with +, ?, -, > or # and a blank"
                        )));
                    }
                };
                sentences.push(LabelledSentence {
                    language: code.clone(),
                    author: author.clone(),
                    reply,
                    text: line[2..].to_owned(),
                    label,
                });
            }
        }
    }
    Ok(sentences)
}

fn sorted(folder: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder)
        .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", folder.display())))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Settings, chosen by the figures of [`report`].
const NETWORK: Settings = Settings {
    least_count: 2,
    rows: 32_000,
    width: 8,
    hidden: 64,
    epochs: 8,
    polishing_epochs: 2,
    rate: 0.1,
    dense_rate: 2e-3,
    decay: 1e-5,
    caution: 0.1,
    dropout: 0.5,
    hidden_dropout: 0.2,
    silence: 0.05,
    members: 1,
};

/// Of sentences that no concept speaks of, this share at least must rightly be found.
const PRECISION: f32 = 0.9;
/// Parts for finding thresholds: each is judged by what was trained on the others.
const PARTS: usize = 5;
/// How much likelier than any sentence of the packs one must be that is found.
const MARGIN: f32 = 0.04;

/// A sentence as the network sees it.
struct Case {
    example: Example,
    features: Vec<Feature>,
    label: Verdict,
    /// What the concepts alone say.
    seen: Verdict,
    part: usize,
}

/// Trains the network, with thresholds found on sentences it was not trained on.
#[must_use]
pub fn train(packs: &Packs, vectors: &WordVectors, sentences: &[LabelledSentence]) -> Network {
    let cases: Vec<Case> = sentences
        .iter()
        .map(|sentence| case(packs, vectors, sentence))
        .collect();
    let lessons = Lessons::new(packs, vectors, HEADS.len());
    let judged = cross_judged(&cases, &lessons, vectors);
    let mut network = fitted(cases.iter(), &lessons);
    for head in 0..HEADS.len() {
        let mut scored: Vec<Scored> = cases
            .iter()
            .zip(&judged)
            .filter(|(case, _)| case.seen == Verdict::Pass)
            .map(|(case, scores)| Scored {
                score: scores[head],
                yes: applies(head, case.label),
                seen: false,
                weight: 1.0,
            })
            .collect();
        network.calibration[head] = calibrate(&scored);
        for one in &mut scored {
            one.score = network.probability(head, one.score);
        }
        let found = best_thresholds(&scored, Some(PRECISION)).alone;
        let own = lessons
            .own
            .iter()
            .map(|own| network.probability(head, judge(&network, own, vectors)[head]))
            .fold(0.0, f32::max);
        network.thresholds[head] = found.max(own + MARGIN);
    }
    network
}

/// Heads of the network.
pub const HEADS: [&str; 2] = [TELLS_PATIENT, TELLS_CONTACT];

/// A sentence that tells of a patient tells of contact all the more.
fn applies(head: usize, label: Verdict) -> bool {
    label == Verdict::Block || head == 1 && label == Verdict::Warn
}

/// Number of the part that a sentence belongs to with its whole reply.
fn part_of(sentence: &LabelledSentence) -> usize {
    let of_reply = format!("{} {}", sentence.author, sentence.reply);
    stable_number(&of_reply) as usize % PARTS
}

fn case(packs: &Packs, vectors: &WordVectors, sentence: &LabelledSentence) -> Case {
    let text = Text::new(&sentence.text);
    let matches = packs
        .concepts
        .matches(&text, language_mask(packs, &sentence.language));
    let holds = |wanted: &[&str]| {
        matches
            .iter()
            .any(|m| wanted.contains(&packs.concepts.label(m)))
    };
    let seen = if holds(&["patient-status", "patient-denial", "clinical-detail"]) {
        Verdict::Block
    } else if holds(&["patient-hint"]) {
        Verdict::Warn
    } else {
        Verdict::Pass
    };
    let features = sentence_features(packs, &text, 0..text.tokens.len(), &matches);
    let labels = (0..HEADS.len()).map(|head| {
        let target = f32::from(u8::from(applies(head, sentence.label)));
        (head as u16, target, 1.0)
    });
    Case {
        example: Example::new(&features, vectors.direction(&features), labels.collect()),
        features,
        label: sentence.label,
        seen,
        part: part_of(sentence),
    }
}

/// A network trained on some labelled sentences and on the packs' own.
fn fitted<'c>(cases: impl Iterator<Item = &'c Case>, lessons: &Lessons) -> Network {
    let labelled = cases.map(|case| &case.example);
    let examples: Vec<Example> = labelled.chain(&lessons.examples).cloned().collect();
    fit(&HEADS.map(str::to_owned), 0..0, &examples, NETWORK)
}

/// The scores of each sentence by a network that was trained on the other parts.
fn cross_judged(cases: &[Case], lessons: &Lessons, vectors: &WordVectors) -> Vec<Vec<f32>> {
    let parts: Vec<usize> = (0..PARTS).collect();
    let networks = parallel::each(&parts, |part| {
        fitted(cases.iter().filter(|case| case.part != *part), lessons)
    });
    parallel::each(cases, |case| {
        judge(&networks[case.part], &case.features, vectors)
    })
}

fn judge(network: &Network, features: &[Feature], vectors: &WordVectors) -> Vec<f32> {
    network
        .judge(features, &vectors.direction(features))
        .by_head
}

/// How the sentences of each author are judged by what learnt from the others, with the thresholds of the
/// network that ships, beside the concepts alone.
#[must_use]
pub fn report(packs: &Packs, model: &Model, sentences: &[LabelledSentence]) -> String {
    let vectors = &model.vectors;
    let shipped = &model.drafts;
    let lessons = Lessons::new(packs, vectors, HEADS.len());
    let cases: Vec<Case> = sentences
        .iter()
        .map(|sentence| case(packs, vectors, sentence))
        .collect();
    let authors = sentences.iter().map(|s| s.author.as_str());
    let authors: Vec<&str> = authors.collect::<BTreeSet<_>>().into_iter().collect();
    let report_on = |author: &&str| {
        let rest = sentences.iter().zip(&cases);
        let rest = rest.filter(|(s, _)| s.author != *author);
        let network = fitted(rest.map(|(_, c)| c), &lessons);
        let (mut concepts, mut both) = ([Count::default(); 2], [Count::default(); 2]);
        for (sentence, case) in sentences.iter().zip(&cases) {
            if sentence.author != *author {
                continue;
            }
            let scores = judge(&network, &case.features, vectors);
            for head in 0..HEADS.len() {
                let right = applies(head, case.label);
                let seen = applies(head, case.seen);
                let sure = shipped.probability(head, scores[head]) >= shipped.thresholds[head];
                concepts[head].add(seen, right);
                both[head].add(seen || sure, right);
            }
        }
        let line = |(head, name): (usize, &&str)| {
            format!(
                "  {author:14} {name:14} concepts {}; with the network, by other authors: {}\n",
                shares(concepts[head]),
                shares(both[head])
            )
        };
        HEADS.iter().enumerate().map(line).collect::<String>()
    };
    let title = String::from("Sentences of replies, by what did not learn from them\n");
    title + &parallel::each(&authors, report_on).concat()
}

fn shares(count: Count) -> String {
    format!("P {:.2} R {:.2}", count.precision(), count.recall())
}
