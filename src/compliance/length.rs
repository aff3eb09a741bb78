//! The length of a text in the platform's own unit.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::packs::Packs;
use crate::packs::adapter::LengthUnit;
use crate::text::{Text, TokenKind};

/// How long a text is, and how long it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// How long it is, in `unit`.
    pub used: u32,
    /// How long it may be; `None` where no limit is known.
    pub limit: Option<u32>,
    /// What is counted.
    pub unit: LengthUnit,
}

impl Length {
    /// Whether the text is too long for the platform.
    #[must_use]
    pub fn exceeded(self) -> bool {
        self.limit.is_some_and(|limit| self.used > limit)
    }

    /// The unit for people.
    #[must_use]
    pub fn unit_name(self) -> &'static str {
        match self.unit {
            LengthUnit::Utf16 | LengthUnit::Characters => "characters",
            LengthUnit::Bytes => "bytes",
            LengthUnit::Weighted => "weighted characters",
        }
    }
}

/// Measures a text for a platform.
#[must_use]
pub fn length(packs: &Packs, platform: Option<&str>, text: &str) -> Length {
    let limit = platform
        .and_then(|id| packs.adapters.iter().find(|a| a.id == id))
        .and_then(|adapter| adapter.limit.as_ref());
    let unit = limit.map_or(LengthUnit::Characters, |l| l.unit);
    Length {
        used: measure(text, unit),
        limit: limit.map(|l| l.most),
        unit,
    }
}

fn measure(text: &str, unit: LengthUnit) -> u32 {
    match unit {
        LengthUnit::Utf16 => text.encode_utf16().count() as u32,
        LengthUnit::Characters => text.chars().count() as u32,
        LengthUnit::Bytes => text.len() as u32,
        LengthUnit::Weighted => weighted(text),
    }
}

/// X's count, configuration 3 of its published rules: links weigh 23, emoji sequences two,
/// characters of the ranges below one, all others two, after composition (NFC).
///
/// Source: developer.x.com, "Counting characters", `twitter-text` configuration v3.
fn weighted(text: &str) -> u32 {
    let composed: String = text.nfc().collect();
    let tokens = Text::new(&composed);
    let mut total = 0;
    let mut counted_to = 0;
    for token in tokens.tokens.iter().filter(|t| t.kind == TokenKind::Url) {
        total += plain_weight(&composed[counted_to..token.span.start as usize]) + 23;
        counted_to = token.span.end as usize;
    }
    total + plain_weight(&composed[counted_to..])
}

fn plain_weight(text: &str) -> u32 {
    text.graphemes(true)
        .map(|grapheme| {
            let first = grapheme.chars().next().map_or(0, u32::from);
            let emoji = matches!(first, 0x1_f000..=0x1_faff | 0x2600..=0x27bf)
                || grapheme.contains(['\u{fe0f}', '\u{20e3}']);
            if emoji {
                2
            } else {
                grapheme.chars().map(weight).sum()
            }
        })
        .sum()
}

fn weight(character: char) -> u32 {
    match u32::from(character) {
        0..=4351 | 8192..=8205 | 8208..=8223 | 8242..=8247 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x_counts_links_scripts_and_emoji_by_its_own_weights() {
        assert_eq!(weighted("hello"), 5);
        assert_eq!(
            weighted("see https://example.org/a/very/long/path?with=query ok"),
            4 + 23 + 3
        );
        assert_eq!(weighted("您好"), 4);
        assert_eq!(weighted("สวัสดี"), 6);
        assert_eq!(weighted("👩‍👩‍👧‍👦"), 2);
        assert_eq!(weighted("e\u{301}"), 1);
    }

    #[test]
    fn other_units_count_what_they_say() {
        assert_eq!(measure("ह", LengthUnit::Bytes), 3);
        assert_eq!(measure("😀", LengthUnit::Utf16), 2);
        assert_eq!(measure("😀", LengthUnit::Characters), 1);
    }
}
