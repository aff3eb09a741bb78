//! Which language a text is in.

use super::features::{Feature, Group, each_language_feature};
use super::model::{LinearModel, Sums};

/// What the language of a text was found to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Detected {
    /// BCP 47 tag; `und` where there is no letter to tell it from, or none of a known script.
    pub code: String,
    /// The runner-up and its probability, where the text may be in either; beside a language that has no
    /// pack always the likeliest that has one and is written in the script of the text.
    pub second: Option<(String, f32)>,
    /// Probability, 0 to 1.
    pub confidence: f32,
}

/// Bytes of a long text that are looked at; more tells nothing new.
const LOOKED_AT: usize = 1_200;
/// Probability from which a second language counts as present.
const SECOND_FROM: f32 = 0.12;

/// What the names of heads begin with that stand for languages without a pack.
pub const FOREIGN_HEAD: &str = "foreign:";

/// Probability from which a language without a pack is believed. Short comments look like those of a
/// neighbour, and to be read and answered in the neighbour's language costs less than in none.
const FOREIGN_FROM: f32 = 0.8;

/// Taken from the score of a language whose script the text does not hold.
const UNLIKELY: f32 = 20.0;

/// Scripts that languages are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Thai,
    Han,
    Kana,
    Other,
}

impl Script {
    /// That of a character; `None` for one that is in none.
    fn of(character: char) -> Option<Self> {
        Some(match character {
            'a'..='z' | 'A'..='Z' => Self::Latin,
            '\0'..='\u{7f}' => return None,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}' => Self::Arabic,
            '\u{900}'..='\u{97f}' => Self::Devanagari,
            '\u{e00}'..='\u{e7f}' => Self::Thai,
            '\u{3005}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Self::Han,
            '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9d}' => {
                Self::Kana
            }
            _ if !character.is_alphabetic() => return None,
            // With letters in circles, in full width and of mathematics, which people adorn names with.
            '\0'..='\u{2ff}'
            | '\u{1d00}'..='\u{1eff}'
            | '\u{2071}'..='\u{24ff}'
            | '\u{2c60}'..='\u{2c7f}'
            | '\u{a720}'..='\u{a7ff}'
            | '\u{ab30}'..='\u{ab6f}'
            | '\u{fb00}'..='\u{fb06}'
            | '\u{ff21}'..='\u{ff5a}'
            | '\u{1d400}'..='\u{1d7ff}'
            | '\u{1f100}'..='\u{1f1ff}' => Self::Latin,
            _ => Self::Other,
        })
    }
}

/// How much of a text is in each script, in letters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scripts([usize; Script::Other as usize + 1]);

impl Scripts {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self::default();
        for character in text.chars() {
            if let Some(script) = Script::of(character) {
                // A character that is a syllable or a word says as much as several letters.
                found.0[script as usize] += match character {
                    _ if script == Script::Han => 3,
                    '\u{ac00}'..='\u{d7a3}' => 2,
                    _ if script == Script::Kana => 2,
                    _ => 1,
                };
            }
        }
        found
    }

    fn with(self, part: Self) -> Self {
        Self(std::array::from_fn(|script| {
            self.0[script] + part.0[script]
        }))
    }

    fn without(self, part: Self) -> Self {
        Self(std::array::from_fn(|script| {
            self.0[script] - part.0[script]
        }))
    }

    /// Whether enough of the text is in a script of the language.
    pub(super) fn may_be(&self, code: &str) -> bool {
        let of = |script: Script| self.0[script as usize];
        let own = match code {
            "ru" | "uk" | "bg" | "sr" | "kk" => of(Script::Cyrillic),
            "ar" | "fa" | "ur" => of(Script::Arabic),
            "hi" => of(Script::Devanagari) + of(Script::Latin),
            "mr" | "ne" => of(Script::Devanagari),
            "th" => of(Script::Thai),
            // Japanese has kana between its Chinese characters, Chinese hardly any.
            "zh" if of(Script::Kana) * 4 > of(Script::Han) => 0,
            "zh" => of(Script::Han),
            _ => of(Script::Latin),
        };
        own * 4 >= self.0.iter().sum()
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
        let mut hashes = Vec::with_capacity(text.len() * 4);
        each_language_feature(text, |hash| hashes.push(hash));
        Self {
            sums: model.sums(&hashes, Group::Piece),
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
        let written = |head: &String| self.scripts.may_be(code_of(head));
        if self.sums.is_empty() || !model.heads.iter().any(written) {
            return Detected {
                code: "und".into(),
                second: None,
                confidence: 0.0,
            };
        }
        let mut scores = model.scores(&self.sums);
        for (score, head) in scores.iter_mut().zip(&model.heads) {
            if !written(head) {
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

/// The language that a head stands for.
#[must_use]
pub fn code_of(head: &str) -> &str {
    head.strip_prefix(FOREIGN_HEAD).unwrap_or(head)
}

fn likeliest(model: &LinearModel, scores: &[f32]) -> Detected {
    let greatest = scores.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = scores.iter().map(|s| (s - greatest).exp()).sum();
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let probability = |head: usize| (scores[head] - greatest).exp() / total;
    let is_foreign = |head: usize| model.heads[head].starts_with(FOREIGN_HEAD);
    // Languages of another script have no chance worth naming.
    let home = order
        .iter()
        .copied()
        .find(|head| !is_foreign(*head) && scores[*head] > greatest - UNLIKELY / 2.0);
    let named = |head: usize| (code_of(&model.heads[head]).to_owned(), probability(head));
    let (first, second) = match home {
        Some(home) if is_foreign(order[0]) && probability(order[0]) >= FOREIGN_FROM => {
            (order[0], Some(named(home)))
        }
        Some(home) if is_foreign(order[0]) => (home, None),
        _ => {
            let second = order.get(1).map(|head| named(*head));
            (order[0], second.filter(|(_, p)| *p >= SECOND_FROM))
        }
    };
    let (code, confidence) = named(first);
    Detected {
        code,
        second,
        confidence,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_leave_only_languages_that_are_written_in_them() {
        let codes = ["en", "ru", "ar", "hi", "th", "zh"];
        for (text, expected) in [
            ("The nurse was kind", &["en", "hi"][..]),
            ("Спасибо врачу", &["ru"]),
            ("شكرا للطبيب", &["ar"]),
            ("डॉक्टर अच्छे थे", &["hi"]),
            ("ขอบคุณคุณหมอ", &["th"]),
            ("医生很好", &["zh"]),
            ("優の牙科很好，谢谢医生", &["zh"]),
            ("Ｆｕｌｌ ｗｉｄｔｈ 𝓱𝓮𝓵𝓵𝓸", &["en", "hi"]),
            // Hebrew, Japanese, Korean, Greek, Armenian.
            ("תודה לרופא", &[]),
            ("とても良い病院でした。先生に感謝します", &[]),
            ("친절한 의사 선생님 감사합니다", &[]),
            ("MRI 검사 잘 받았어요", &[]),
            ("Ευχαριστώ πολύ τον γιατρό", &[]),
            ("Շնորհակալություն", &[]),
        ] {
            let scripts = Scripts::of(text);
            let found: Vec<_> = codes.into_iter().filter(|c| scripts.may_be(c)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
