//! Private data are found where they stand, and a clinic's own contact is none.

use bedside::reading::private;
use bedside::text::Text;

const CASES: &str = include_str!("reading/private.txt");

#[test]
fn private_data_are_found_with_their_kind_and_place() {
    let mut wrong = Vec::new();
    for line in CASES
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
    {
        let (expected, comment) = line.split_once('|').expect("kind: text | comment");
        let comment = comment.trim();
        let text = Text::new(comment);
        let found: Vec<String> = private::find(&text)
            .iter()
            .map(|p| format!("{}: {}", p.kind.as_str(), text.slice(p.span)))
            .collect();
        let expected: Vec<&str> = Some(expected.trim())
            .filter(|e| !e.is_empty())
            .into_iter()
            .collect();
        if found != expected {
            wrong.push(format!(
                "{comment}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
