//! Rendering: a template with its slots filled, open slots visible.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, Value};
use minijinja::{AutoEscape, Environment};

use crate::text::Span;

/// A rendered template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The text.
    pub text: String,
    /// Where slots are left open, in order.
    pub open_slots: Vec<Span>,
}

/// Marks an open slot while the text is tidied; private-use characters are stripped from values.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// Renders a template. `names` says how an open slot is shown to the moderator.
///
/// `None` when the template engine refuses the template, which the build of packs excludes.
#[must_use]
pub fn render(
    template: &str,
    slots: &[String],
    values: &BTreeMap<String, String>,
    names: &BTreeMap<String, String>,
) -> Option<Rendered> {
    let mut environment = Environment::empty();
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    let context: BTreeMap<&str, Value> = slots
        .iter()
        .map(|slot| {
            let value = match values.get(slot) {
                Some(value) => Value::from(value.as_str()),
                None if slot == "sign_off" => Value::from(""),
                None => {
                    let name = names
                        .get(slot)
                        .cloned()
                        .unwrap_or_else(|| slot.replace('_', " "));
                    Value::from_object(OpenSlot(name))
                }
            };
            (slot.as_str(), value)
        })
        .collect();
    let marked = environment.render_str(template, context).ok()?;
    Some(locate(&tidy(&marked)))
}

/// A slot without a value: false in a condition, visible in the text.
#[derive(Debug)]
struct OpenSlot(String);

impl Object for OpenSlot {
    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{OPEN}{}{CLOSE}", self.0)
    }
}

/// Takes away what a slot left empty leaves behind: double blanks, blanks at line ends.
fn tidy(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            line.split([' ', '\t'])
                .filter(|w| !w.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    without_double_stops(lines.join("\n").trim())
}

/// A slot value may end its sentence as the template does, or in the way of another script: the template's
/// stop counts, after a question or an exclamation mark none does. Three dots are meant.
fn without_double_stops(text: &str) -> String {
    let is_stop = |c: char| matches!(c, '.' | '。' | '।');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_stop) {
        out.push_str(&rest[..at]);
        let run_end = rest[at..]
            .find(|c| !is_stop(c))
            .map_or(rest.len(), |end| at + end);
        let run = &rest[at..run_end];
        let kept = if run.starts_with("...") {
            "..."
        } else if out.ends_with(['!', '?', '！', '？', '؟']) {
            ""
        } else {
            &run[run.char_indices().next_back().map_or(0, |(last, _)| last)..]
        };
        out.push_str(kept);
        rest = &rest[run_end..];
    }
    out.push_str(rest);
    out
}

fn locate(marked: &str) -> Rendered {
    let mut text = String::with_capacity(marked.len());
    let mut open_slots = Vec::new();
    let mut start = 0;
    for character in marked.chars() {
        match character {
            OPEN => {
                start = text.len();
                text.push('[');
            }
            CLOSE => {
                text.push(']');
                open_slots.push(Span::new(start, text.len()));
            }
            _ => text.push(character),
        }
    }
    Rendered { text, open_slots }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, values: &[(&str, &str)], expected: &str, open: &[&str]) {
        let slots = ["channel", "response_time", "sign_off"].map(String::from);
        let values = values
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect();
        let names = BTreeMap::from([("channel".to_owned(), "contact channel".to_owned())]);
        let rendered = render(template, &slots, &values, &names).expect("the template is sound");
        assert_eq!(rendered.text, expected);
        let found: Vec<&str> = rendered
            .open_slots
            .iter()
            .map(|s| &rendered.text[s.range()])
            .collect();
        assert_eq!(found, open);
    }

    #[test]
    fn slots_are_filled_left_out_or_visible() {
        let template = "Write to {{ channel }}.{% if response_time %} Answer: {{ response_time }}.{% endif %} {{ sign_off }}";
        check(
            template,
            &[],
            "Write to [contact channel].",
            &["[contact channel]"],
        );
        check(
            template,
            &[
                ("channel", "<b>&x"),
                ("response_time", "today"),
                ("sign_off", "Ana"),
            ],
            "Write to <b>&x. Answer: today. Ana",
            &[],
        );
        check(
            template,
            &[("channel", "us… or not."), ("response_time", "soon...")],
            "Write to us… or not. Answer: soon...",
            &[],
        );
    }

    #[test]
    fn a_sentence_ends_once() {
        let check = |text: &str, expected: &str| assert_eq!(without_double_stops(text), expected);
        check("It stays open.. Really.", "It stays open. Really.");
        check("बिजली नहीं है.। और", "बिजली नहीं है। और");
        check("没有电.。", "没有电。");
        check("Is it open?. Yes!.", "Is it open? Yes!");
        check("Wait... what....", "Wait... what...");
        check("at 3.30 in the U.S.", "at 3.30 in the U.S.");
    }
}
