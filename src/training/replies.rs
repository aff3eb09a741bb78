//! The network over sentences of drafts: what it is trained on, and how well it does on what it has
//! not seen.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use super::calibration::{Scored, best_thresholds, calibrate};
use super::checking::Verdict;
use super::evaluation::Count;
use super::example::Example;
use super::lessons::Lessons;
use super::network::{Settings, fit};
use super::parallel;
use crate::compliance::telling::{HEADS, Teller, sentence_features};
use crate::packs::Packs;
use crate::packs::compile::Example as PackExample;
use crate::reading::features::Feature;
use crate::reading::language_mask;
use crate::reading::model::{LinearModel, Model};
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

/// Parts for finding thresholds: each is judged by what was trained on the others.
const PARTS: usize = 5;
/// What is found must at least be likelier than not to tell something.
const LIKELIER_THAN_NOT: f32 = 0.5;
/// How much likelier than any sentence of the packs one must be that is found.
const MARGIN: f32 = 0.04;

/// A sentence as the network sees it.
struct Case {
    example: Example,
    features: Vec<Feature>,
    label: Verdict,
    /// What the concepts alone say.
    seen: Verdict,
}

/// Trains the network, with thresholds found on sentences it was not trained on.
#[must_use]
pub fn train(
    packs: &Packs,
    languages: &LinearModel,
    vectors: &WordVectors,
    sentences: &[LabelledSentence],
    examples: &[PackExample],
) -> Teller {
    let cases: Vec<Case> = sentences
        .iter()
        .map(|sentence| case(packs, vectors, sentence))
        .collect();
    // One wording of the packs that the network fails in would raise the threshold of its language.
    let lessons = Lessons::new(packs, languages, vectors, examples);
    let first = fitted(cases.iter(), &lessons);
    let lessons = lessons.pressed(&first, vectors);
    let unseen = cross_judged(sentences, &cases, &lessons, vectors);
    let mut network = fitted(cases.iter(), &lessons);
    for head in 0..HEADS.len() {
        let silent = cases.iter().zip(&unseen);
        let silent = silent.filter(|(case, _)| case.seen == Verdict::Pass);
        let scored: Vec<Scored> = silent
            .map(|(case, scores)| Scored {
                score: scores[head],
                yes: applies(head, case.label),
                seen: false,
                weight: 1.0,
            })
            .collect();
        network.calibration[head] = calibrate(&scored);
    }
    let own = parallel::each(&lessons.own, |own| judge(&network, &own.features, vectors));
    let mut thresholds = BTreeMap::new();
    for language in &packs.languages {
        let mut least = [LIKELIER_THAN_NOT; HEADS.len()];
        for (head, least) in least.iter_mut().enumerate() {
            let replies = whole_replies(sentences, &cases, &language.code, head, |number| {
                network.probability(head, unseen[number][head])
            });
            *least = least.max(best_thresholds(&replies, None).alone);
            for (own, scores) in lessons.own.iter().zip(&own) {
                if own.language == language.code && head < own.heads {
                    *least = least.max(network.probability(head, scores[head]) + MARGIN);
                }
            }
        }
        thresholds.insert(language.code.clone(), least);
    }
    Teller {
        network,
        thresholds,
    }
}

/// Whole replies in a language as their most telling sentences make them, `probability` being that of a
/// sentence, by number.
fn whole_replies(
    sentences: &[LabelledSentence],
    cases: &[Case],
    language: &str,
    head: usize,
    probability: impl Fn(usize) -> f32,
) -> Vec<Scored> {
    let mut replies: BTreeMap<(&str, usize), Scored> = BTreeMap::new();
    for (number, (sentence, case)) in sentences.iter().zip(cases).enumerate() {
        if sentence.language != language {
            continue;
        }
        let reply = replies
            .entry((&sentence.author, sentence.reply))
            .or_insert(Scored {
                score: 0.0,
                yes: false,
                seen: false,
                weight: 1.0,
            });
        let score = if applies(head, case.seen) {
            1.0
        } else {
            probability(number)
        };
        reply.score = reply.score.max(score);
        reply.yes |= applies(head, case.label);
    }
    replies.into_values().collect()
}

/// A sentence that tells of a patient tells of contact all the more.
fn applies(head: usize, label: Verdict) -> bool {
    label == Verdict::Block || head == 1 && label == Verdict::Warn
}

/// Number of the part that each sentence belongs to, with all by its author.
fn parts_of(sentences: &[LabelledSentence]) -> Vec<usize> {
    let authors = sentences.iter().map(|s| s.author.as_str());
    let authors: BTreeSet<&str> = authors.collect();
    let number = |sentence: &LabelledSentence| {
        let before = authors.range(..sentence.author.as_str());
        before.count() % PARTS
    };
    sentences.iter().map(number).collect()
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
    }
}

/// A network trained on some labelled sentences and on the packs' own.
fn fitted<'c>(cases: impl Iterator<Item = &'c Case>, lessons: &Lessons) -> Network {
    let labelled = cases.map(|case| &case.example);
    let examples: Vec<&Example> = labelled.chain(&lessons.examples).collect();
    fit(&HEADS.map(str::to_owned), 0..0, &examples, NETWORK)
}

/// The scores of each sentence by a network that was trained on other authors.
fn cross_judged(
    sentences: &[LabelledSentence],
    cases: &[Case],
    lessons: &Lessons,
    vectors: &WordVectors,
) -> Vec<Vec<f32>> {
    let numbers: Vec<usize> = (0..PARTS).collect();
    let parts: Vec<(usize, &Case)> = parts_of(sentences).into_iter().zip(cases).collect();
    let networks = parallel::each(&numbers, |number| {
        let others = parts.iter().filter(|(part, _)| part != number);
        fitted(others.map(|(_, case)| *case), lessons)
    });
    parallel::each(&parts, |(part, case)| {
        judge(&networks[*part], &case.features, vectors)
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
pub fn report(
    packs: &Packs,
    model: &Model,
    sentences: &[LabelledSentence],
    examples: &[PackExample],
) -> String {
    let vectors = &model.vectors;
    let shipped = &model.drafts;
    let lessons = Lessons::new(packs, &model.languages, vectors, examples);
    let lessons = lessons.pressed(&shipped.network, vectors);
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
            let least = shipped.thresholds.get(&sentence.language);
            for head in 0..HEADS.len() {
                let right = applies(head, case.label);
                let seen = applies(head, case.seen);
                let probability = shipped.network.probability(head, scores[head]);
                let sure = least.is_some_and(|least| probability >= least[head]);
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
