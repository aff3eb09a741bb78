//! Quotation marks: where a text gives somebody else's words.

use super::Span;

/// Opening marks with the marks that close them.
const PAIRS: &[(char, &[char])] = &[
    ('“', &['”', '“']),
    ('„', &['“', '”', '„']),
    ('«', &['»']),
    ('»', &['«']),
    ('‹', &['›']),
    ('「', &['」']),
    ('『', &['』']),
    ('"', &['"']),
    ('‘', &['’']),
    ('\'', &['\'', '’']),
];

/// Marks that are apostrophes too.
const APOSTROPHES: &[char] = &['\'', '‘', '’'];

/// What stands between quotation marks, in bytes, in order. A quotation that is not closed is none.
#[must_use]
pub fn quotations(source: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char, &[char])> = None;
    let mut before = ' ';
    for (at, character) in source.char_indices() {
        let after = || source[at + character.len_utf8()..].chars().next();
        let apostrophe = APOSTROPHES.contains(&character);
        match open {
            Some((start, mark, closing)) if closing.contains(&character) => {
                if !apostrophe || !after().is_some_and(char::is_alphanumeric) {
                    found.push(Span::new(start + mark.len_utf8(), at));
                    open = None;
                }
            }
            // A line break ends what an apostrophe only seemed to open.
            Some((_, mark, _)) if character == '\n' && APOSTROPHES.contains(&mark) => open = None,
            Some(_) => {}
            None => {
                if let Some((mark, closing)) = PAIRS.iter().find(|(mark, _)| *mark == character)
                    && !(apostrophe && before.is_alphanumeric())
                {
                    open = Some((at, *mark, closing));
                }
            }
        }
        before = character;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_what_their_marks_enclose() {
        for (source, expected) in [
            (r#"He said "go home" to her"#, vec!["go home"]),
            (
                "Er sagte „geh heim“ und «nie wieder»",
                vec!["geh heim", "nie wieder"],
            ),
            ("“one” and ‘two’", vec!["one", "two"]),
            ("it's the nurses' fault, don't", vec![]),
            ("calling somebody 'psycho' isn't fair", vec!["psycho"]),
            ("有人喊“滚”和「走」", vec!["滚", "走"]),
            (r#"5" wide and open"#, vec![]),
        ] {
            let found: Vec<&str> = quotations(source)
                .iter()
                .map(|span| &source[span.range()])
                .collect();
            assert_eq!(found, expected, "{source}");
        }
    }
}
