//! Reading never fails: whatever the text, spans point into it and on character boundaries.

use std::sync::OnceLock;

use bedside::command;
use bedside::comment::{Comment, Reading};
use bedside::engine::Engine;
use bedside::text::Span;
use proptest::prelude::*;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| command::engine().expect("the built-in packs load"))
}

fn holds(text: &str) -> Result<Reading, TestCaseError> {
    let reading = engine().read(&Comment::of_text(text));
    let inside = |span: Span| {
        span.start <= span.end
            && (span.end as usize) <= text.len()
            && text.is_char_boundary(span.start as usize)
            && text.is_char_boundary(span.end as usize)
    };
    for tag in &reading.tags {
        prop_assert!((0.0..=1.0).contains(&tag.confidence), "{}", tag.confidence);
        prop_assert!(tag.evidence.iter().all(|s| inside(*s)));
        prop_assert!(tag.evidence.windows(2).all(|w| w[0].end < w[1].start));
    }
    prop_assert!(reading.private.iter().all(|p| inside(p.span)));
    let private = reading.private.windows(2);
    prop_assert!(
        private
            .into_iter()
            .all(|w| w[0].span.end <= w[1].span.start)
    );
    prop_assert!((-1.0..=1.0).contains(&reading.sentiment.score));
    Ok(reading)
}

/// Pieces that real comments are made of, and what people hide words with.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("chest pain ".to_owned()),
        Just("teşekkürler ".to_owned()),
        Just("胸口痛".to_owned()),
        Just("หายใจไม่ออก".to_owned()),
        Just("आत्महत्या ".to_owned()),
        Just("أريد أن أموت ".to_owned()),
        Just("+90 555 010 01 02".to_owned()),
        Just("12.03.1985".to_owned()),
        Just("I live at 12 Example Road, ".to_owned()),
        Just("flat 5, ".to_owned()),
        Just("Örnek Sokak 7 ".to_owned()),
        Just("a$$ k1ll f**k ".to_owned()),
        Just("👩‍👩‍👧‍👦😡".to_owned()),
        Just("#FluClinic @user http://x.org/".to_owned()),
        Just("\u{202e}\u{200b}\u{0}\r\n".to_owned()),
        any::<char>().prop_map(String::from),
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_yields_a_reading(pieces in prop::collection::vec(piece(), 0..30)) {
        holds(&pieces.concat())?;
    }

    #[test]
    fn reading_twice_gives_the_same(pieces in prop::collection::vec(piece(), 0..12)) {
        let text = pieces.concat();
        prop_assert_eq!(holds(&text)?, holds(&text)?);
    }
}

#[test]
fn a_text_of_a_megabyte_is_read() {
    let text = "My father waited nine hours, nobody told us anything! ".repeat(20_000);
    holds(&text).expect("a long text is a text");
}

#[test]
fn an_address_ends_where_the_next_begins() {
    let text = "I live at 12 Example Road, flat 5, Örnek Sokak 7";
    let reading = holds(text).expect("its addresses stand apart");
    assert_eq!(reading.private.len(), 2);
}

/// Reading any of these takes time by the square of its length as soon as something looks at all of the
/// text from every place of it; `benches/long.rs` compares.
#[test]
fn long_texts_of_any_pieces_are_read() {
    let lines = include_str!("reading/long.txt").lines();
    for piece in lines.filter(|line| !line.starts_with('#') || line.len() < 4) {
        let piece = piece.replace('·', " ");
        let text = format!("“{}” @a_1", piece.repeat(200_000 / piece.len()));
        holds(&text).expect("a long text is a text");
    }
}

#[test]
fn a_script_of_no_known_language_is_told_as_unknown() {
    for text in [
        "תודה רבה לרופא המצוין, הכל היה מושלם",
        "とても良い病院でした。先生に感謝します",
        "친절한 의사 선생님 정말 감사합니다",
        "Ευχαριστώ πολύ τον γιατρό, όλα ήταν τέλεια",
    ] {
        let reading = holds(text).expect("it is a text");
        assert_eq!(reading.language, "und", "{text}");
        // What no word speaks for is a guess about a text that the model cannot read.
        let guessed = reading.tags.iter().find(|tag| tag.evidence.is_empty());
        assert_eq!(guessed, None, "{text}");
    }
}
