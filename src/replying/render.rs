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

/// A slot value may end its sentence as the template does; three dots are meant.
fn without_double_stops(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let mut run = 1;
        if matches!(character, '.' | '。' | '।') {
            while characters.next_if_eq(&character).is_some() {
                run += 1;
            }
        }
        let kept = if run == 2 { 1 } else { run.min(3) };
        out.extend(std::iter::repeat_n(character, kept));
    }
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
}
