//! Which language a text is in.

use whatlang::{Detector, Lang};

/// The languages told apart; all that the packs have, and the neighbours most often mistaken for
/// them.
const CANDIDATES: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Spa, "es"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Tur, "tr"),
    (Lang::Ara, "ar"),
    (Lang::Rus, "ru"),
    (Lang::Hin, "hi"),
    (Lang::Tha, "th"),
    (Lang::Cmn, "zh"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Ukr, "uk"),
    (Lang::Ron, "ro"),
    (Lang::Swe, "sv"),
    (Lang::Ind, "id"),
    (Lang::Heb, "he"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Ell, "el"),
    (Lang::Pes, "fa"),
    (Lang::Urd, "ur"),
    (Lang::Vie, "vi"),
];

/// What the language of a text was found to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detected {
    /// BCP 47 tag, `und` where there is no letter to tell it from.
    pub code: &'static str,
    /// Probability, 0 to 1.
    pub confidence: f32,
}

/// Bytes of a long text that are looked at; more tells nothing new.
const LOOKED_AT: usize = 2_000;

/// Detects the language of a text.
#[must_use]
pub fn detect(text: &str) -> Detected {
    let head = &text[..text.floor_char_boundary(LOOKED_AT)];
    let detector = Detector::with_allowlist(CANDIDATES.iter().map(|(lang, _)| *lang).collect());
    let Some(info) = detector.detect(head) else {
        return Detected { code: "und", confidence: 0.0 };
    };
    let code = CANDIDATES
        .iter()
        .find(|(lang, _)| *lang == info.lang())
        .map_or("und", |(_, code)| *code);
    Detected { code, confidence: info.confidence() as f32 }
}
