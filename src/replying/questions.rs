//! Questions with approved answers: a comment that asks one is answered with its answer.
//!
//! What speaks for an entry: its wordings have the same words, or words that begin alike or mean
//! the like (by their vectors), rare ones counting more; they share word pairs and pieces of words
//! (cosine of weighted counts, Salton and Buckley 1988); these are likelier in its wordings than in all
//! (naive Bayes, with a prior that holds for lists of few wordings); they point in the same direction;
//! its keywords match. A logistic model weighs the signs, and a second one says from the best entry and
//! the distance to the next how likely the answer is right. Both were fitted on some 9,000 wordings by
//! authors who had not written those they were compared with, in ten languages, and on the same with
//! their entry taken away, with and without keywords, so that they hold for any organisation's list. Below the threshold no answer is offered rather than a wrong one.
//!
//! An entry without an answer holds what people ask but the list is not to answer, such as medical
//! advice: it competes with the others, and nothing is offered where it wins.

mod list;
mod terms;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::packs::{Lines, Packs};
use crate::reading::vectors::WordVectors;
use crate::text::Text;
use list::List;
use terms::Terms;

/// All questions, ready to be compared.
///
/// The list of a language is taken apart when the first comment in that language asks something.
#[derive(Debug, Clone, Default)]
pub struct QuestionIndex {
    lists: Vec<OnceLock<Option<List>>>,
}

/// An entry as the packs hold it.
#[derive(Debug, Clone, Copy)]
struct Source<'a> {
    question: usize,
    id: &'a str,
    wordings: &'a Lines,
    has_keywords: bool,
    has_answer: bool,
}

/// A question that a comment asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// Index of the question in the packs.
    pub question: usize,
    /// How likely its answer is right, 0 to 1.
    pub score: f32,
}

/// What speaks for a question, for fitting the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Index of the question in the packs.
    pub question: usize,
    /// Share of the text's words, by weight, that its wordings have, direction, shared pieces,
    /// keywords of one word, keywords of several, share with the words of keywords, likelihood of its
    /// pieces.
    pub signs: [f32; SIGNS],
    /// Whether it has keywords.
    pub has_keywords: bool,
}

/// Number of signs.
pub const SIGNS: usize = 7;

/// From this score on a question counts as asked: one in thirty of the questions whose own entry
/// had been taken away still found another's answer.
pub const ASKED_FROM: f32 = 0.6;

/// The same where nothing else tells that the comment asks: “can't find where to park”.
pub const IMPLIED_FROM: f32 = 0.75;

/// Weights of the signs for entries with keywords, the last one for having them.
const WITH_KEYWORDS: [f32; SIGNS + 1] = [0.0, 3.3, 9.3, 2.11, 1.63, 4.82, 0.21, -0.01];
/// Weights of the signs for entries without; the three of keywords are nil.
const WITHOUT_KEYWORDS: [f32; SIGNS] = [4.9, 3.47, 15.97, 0.0, 0.0, 0.0, 0.21];
/// Weights of what tells a right answer: one, the best entry's sum, its distance to the next, its
/// share among all, and its signs of coverage without and with keywords.
const RIGHT: [f32; 6] = [-2.918, 0.259, 0.055, 1.998, -1.506, 0.991];

/// Longest text that is compared as a whole as well as sentence by sentence.
const SHORT: usize = 40;
/// Most sentences of a text that are compared.
const MOST_SENTENCES: usize = 3;

impl QuestionIndex {
    /// Makes the index of the packs' questions; the same packs are to be given with every text.
    #[must_use]
    pub fn new(packs: &Packs) -> Self {
        Self {
            lists: vec![OnceLock::new(); packs.languages.len()],
        }
    }

    /// The question that a text asks best in a language, whatever its score; `None` when there is
    /// nothing to compare, or when it asks what the list is not to answer.
    #[must_use]
    pub fn best(
        &self,
        packs: &Packs,
        vectors: &WordVectors,
        text: &Text,
        language: u8,
    ) -> Option<Asked> {
        let list = self.list(packs, vectors, language)?;
        let terms = Terms::new(vectors, text);
        if let Some(question) = list.worded(&terms) {
            return Some(Asked {
                question,
                score: 1.0,
            });
        }
        let hits = hits(packs, text, language, list);
        parts_of(text)
            .into_iter()
            .filter_map(|part| {
                let candidates = list.candidates(&terms.within(&part), &within(&hits, &part));
                judge(list, &candidates)
            })
            .max_by(|a, b| {
                a.score
                    .total_cmp(&b.score)
                    .then(b.question.cmp(&a.question))
            })
    }

    /// What speaks for every question of a language in a text taken as a whole.
    #[must_use]
    pub fn candidates(
        &self,
        packs: &Packs,
        vectors: &WordVectors,
        text: &Text,
        language: u8,
    ) -> Vec<Candidate> {
        let Some(list) = self.list(packs, vectors, language) else {
            return Vec::new();
        };
        let terms = Terms::new(vectors, text);
        list.candidates(&terms, &hits(packs, text, language, list))
    }

    fn list(&self, packs: &Packs, vectors: &WordVectors, language: u8) -> Option<&List> {
        let list = self.lists.get(usize::from(language))?;
        let made = || {
            let sources = sources(packs, language);
            (!sources.is_empty()).then(|| List::new(&sources, vectors))
        };
        list.get_or_init(made).as_ref()
    }
}

/// The entries of a language.
fn sources(packs: &Packs, language: u8) -> Vec<Source<'_>> {
    let keywords = packs.question_words.entries().iter();
    let labels: HashSet<&str> = keywords
        .filter(|entry| entry.language == language)
        .map(|entry| packs.question_words.label_of(entry))
        .collect();
    let questions = packs.questions.iter().enumerate();
    questions
        .filter(|(_, question)| question.language == language)
        .map(|(number, question)| Source {
            question: number,
            id: &question.id,
            wordings: &question.wordings,
            has_keywords: labels.contains(question.id.as_str()),
            has_answer: !question.answer.is_empty(),
        })
        .collect()
}

/// Keywords in a text: entry and tokens.
fn hits(packs: &Packs, text: &Text, language: u8, list: &List) -> Vec<(usize, Range<u32>)> {
    let keywords = &packs.question_words;
    keywords
        .matches(text, 1 << language)
        .iter()
        .filter_map(|found| {
            let entry = list.entry_of(keywords.label(found))?;
            Some((entry, found.first..found.end))
        })
        .collect()
}

/// What of a text is compared: all of it unless it is long, and its sentences that ask.
fn parts_of(text: &Text) -> Vec<Range<u32>> {
    let all = 0..text.tokens.len() as u32;
    let mut sentences: Vec<Range<usize>> = text.sentences().collect();
    if sentences.len() < 2 {
        return vec![all];
    }
    let asks = |range: &Range<usize>| text.tokens[range.clone()].iter().any(|t| t.question_after);
    if sentences.iter().any(asks) {
        sentences.retain(asks);
    }
    let mut parts: Vec<Range<u32>> = sentences
        .into_iter()
        .filter(|range| range.len() > 1)
        .map(|range| range.start as u32..range.end as u32)
        .take(MOST_SENTENCES)
        .collect();
    if text.tokens.len() <= SHORT {
        parts.push(all);
    }
    parts
}

fn within(hits: &[(usize, Range<u32>)], part: &Range<u32>) -> Vec<(usize, Range<u32>)> {
    hits.iter()
        .filter(|(_, tokens)| part.start <= tokens.start && tokens.end <= part.end)
        .cloned()
        .collect()
}

/// What the signs of an entry come to.
fn sum(candidate: &Candidate) -> f32 {
    let weights: &[f32] = if candidate.has_keywords {
        &WITH_KEYWORDS
    } else {
        &WITHOUT_KEYWORDS
    };
    let one = [1.0];
    candidate
        .signs
        .iter()
        .chain(&one)
        .zip(weights)
        .map(|(sign, weight)| sign * weight)
        .sum()
}

/// The best of all candidates, and how likely it is right.
fn judge(list: &List, candidates: &[Candidate]) -> Option<Asked> {
    let sums: Vec<f32> = candidates.iter().map(sum).collect();
    let best = (0..sums.len()).max_by(|a, b| sums[*a].total_cmp(&sums[*b]).then(b.cmp(a)))?;
    if !list.has_answer(best) {
        return None;
    }
    let next = (0..sums.len())
        .filter(|n| *n != best)
        .map(|n| sums[n])
        .fold(0.0f32, f32::max);
    let share = 1.0 / sums.iter().map(|s| (s - sums[best]).exp()).sum::<f32>();
    let signs = &candidates[best].signs;
    let facts = [
        1.0,
        sums[best],
        sums[best] - next,
        share,
        signs[0],
        signs[5],
    ];
    let evidence: f32 = facts.iter().zip(RIGHT).map(|(f, w)| f * w).sum();
    Some(Asked {
        question: candidates[best].question,
        score: 1.0 / (1.0 + (-evidence).exp()),
    })
}
