//! Which language a text is in.

use super::features::{Feature, Group, each_language_feature};
use super::model::{LinearModel, Sums};

/// What the language of a text was found to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Detected {
    /// BCP 47 tag; `und` where there is no letter to tell it from.
    pub code: String,
    /// The runner-up and its probability, where the text may be in either.
    pub second: Option<(String, f32)>,
    /// Probability, 0 to 1.
    pub confidence: f32,
}

/// Bytes of a long text that are looked at; more tells nothing new.
const LOOKED_AT: usize = 1_200;
/// Probability from which a second language counts as present.
const SECOND_FROM: f32 = 0.12;

/// Taken from the score of a language whose script the text does not hold.
const UNLIKELY: f32 = 20.0;

/// Letters of a text by script.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scripts {
    latin: usize,
    cyrillic: usize,
    arabic: usize,
    hebrew: usize,
    devanagari: usize,
    thai: usize,
    han: usize,
}

impl Scripts {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self::default();
        for character in text.chars() {
            match character {
                '\u{400}'..='\u{52f}' => found.cyrillic += 1,
                '\u{590}'..='\u{5ff}' => found.hebrew += 1,
                '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => found.arabic += 1,
                '\u{900}'..='\u{97f}' => found.devanagari += 1,
                '\u{e00}'..='\u{e7f}' => found.thai += 1,
                '\u{3400}'..='\u{9fff}' => found.han += 1,
                letter if letter.is_alphabetic() => found.latin += 1,
                _ => {}
            }
        }
        found
    }

    fn with(self, part: Self) -> Self {
        Self {
            latin: self.latin + part.latin,
            cyrillic: self.cyrillic + part.cyrillic,
            arabic: self.arabic + part.arabic,
            hebrew: self.hebrew + part.hebrew,
            devanagari: self.devanagari + part.devanagari,
            thai: self.thai + part.thai,
            han: self.han + part.han,
        }
    }

    fn without(self, part: Self) -> Self {
        Self {
            latin: self.latin - part.latin,
            cyrillic: self.cyrillic - part.cyrillic,
            arabic: self.arabic - part.arabic,
            hebrew: self.hebrew - part.hebrew,
            devanagari: self.devanagari - part.devanagari,
            thai: self.thai - part.thai,
            han: self.han - part.han,
        }
    }

    /// Whether enough of the text is in a script of the language. One character of Chinese says as
    /// much as several letters.
    pub(super) fn may_be(&self, code: &str) -> bool {
        let all = self.latin
            + self.cyrillic
            + self.arabic
            + self.hebrew
            + self.devanagari
            + self.thai
            + 3 * self.han;
        let own = match code {
            "ru" | "uk" | "bg" | "tt" | "kk" => self.cyrillic,
            "ar" | "fa" | "ur" | "arq" | "ary" => self.arabic,
            "he" => self.hebrew,
            "hi" | "mr" => self.devanagari + self.latin,
            "th" => self.thai,
            "zh" | "ja" => 3 * self.han,
            _ => self.latin,
        };
        own * 4 >= all
    }
}

/// What a text says of its language: the sum over its words, from which those of a part can be
/// taken off.
#[derive(Debug, Clone)]
pub struct Evidence {
    sums: Sums,
    scripts: Scripts,
}

impl Evidence {
    /// What a text says, all of it: [`detect`] looks at the beginning of a long one only.
    #[must_use]
    pub fn of(model: &LinearModel, text: &str) -> Self {
        let mut sums = model.no_sums();
        each_language_feature(text, |hash| model.add(hash, Group::Piece, &mut sums));
        Self {
            sums,
            scripts: Scripts::of(text),
        }
    }

    /// Adds what another part of the text says; both meet between words.
    pub fn merge(&mut self, part: &Self) {
        self.sums.merge(&part.sums);
        self.scripts = self.scripts.with(part.scripts);
    }

    /// What the text says without a part of it that begins and ends between words.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        Self {
            sums: self.sums.without(&part.sums),
            scripts: self.scripts.without(part.scripts),
        }
    }

    /// The language that this speaks for.
    #[must_use]
    pub fn detected(&self, model: &LinearModel) -> Detected {
        if self.sums.is_empty() || model.heads.is_empty() {
            return Detected {
                code: "und".into(),
                second: None,
                confidence: 0.0,
            };
        }
        let mut scores = model.scores(&self.sums);
        for (score, code) in scores.iter_mut().zip(&model.heads) {
            if !self.scripts.may_be(code) {
                *score -= UNLIKELY;
            }
        }
        likeliest(model, &scores)
    }
}

/// The beginning of a text that is looked at.
#[must_use]
pub fn looked_at(text: &str) -> &str {
    &text[..text.floor_char_boundary(LOOKED_AT)]
}

/// Detects the language of a text.
#[must_use]
pub fn detect(model: &LinearModel, text: &str) -> Detected {
    Evidence::of(model, looked_at(text)).detected(model)
}

fn likeliest(model: &LinearModel, scores: &[f32]) -> Detected {
    let greatest = scores.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = scores.iter().map(|s| (s - greatest).exp()).sum();
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let probability = |head: usize| (scores[head] - greatest).exp() / total;
    let second = order
        .get(1)
        .map(|head| (model.heads[*head].clone(), probability(*head)))
        .filter(|(_, p)| *p >= SECOND_FROM);
    Detected {
        code: model.heads[order[0]].clone(),
        second,
        confidence: probability(order[0]),
    }
}

/// Features of a text for telling its language.
#[must_use]
pub fn language_features(text: &str) -> Vec<Feature> {
    let mut features = Vec::new();
    each_language_feature(text, |hash| {
        features.push(Feature {
            hash,
            group: Group::Piece,
            token: 0,
            words: 0,
        });
    });
    features
}
