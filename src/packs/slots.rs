//! The grammar of templates: `MiniJinja` with slots and conditions on them, nothing else.

use std::collections::BTreeMap;

use minijinja::{Environment, UndefinedBehavior};

/// Names of the slots a template may use.
pub const SLOTS: &[&str] = &[
    "organisation",
    "author",
    "channel",
    "response_time",
    "channel_hours",
    "booking_link",
    "quote_link",
    "travel_link",
    "insurance_link",
    "billing_channel",
    "refund_link",
    "status_link",
    "complaints_link",
    "records_link",
    "careers_link",
    "credentials_link",
    "privacy_link",
    "press_contact",
    "legal_address",
    "safety_line",
    "emergency_number",
    "crisis_line",
    "report_link",
    "official_channels",
    "payment_policy",
    "support_group_link",
    "fact",
    "myth",
    "reason",
    "source",
    "known",
    "unknown",
    "action",
    "next_update",
    "sign_off",
];

/// Words of conditions.
const WORDS: &[&str] = &["if", "else", "elif", "endif", "not", "and", "or"];

/// The slots a template names, in order of first use.
///
/// # Errors
/// A sentence that says which slot is unknown, which bracket is missing, or why the template cannot be
/// rendered.
pub fn slots_of(text: &str) -> Result<Vec<String>, String> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            let Some(end) = text[start..].find(close).map(|at| start + at) else {
                return Err(format!("“{open}” has no “{close}”"));
            };
            let is_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let words = text[start + 2..end].split(|c| !is_of_word(c));
            for word in words.filter(|w| !w.is_empty() && !WORDS.contains(w)) {
                if !SLOTS.contains(&word) {
                    return Err(format!("“{word}” is no slot"));
                }
                found.push((start, word));
            }
            from = end + 2;
        }
    }
    found.sort_by_key(|(at, _)| *at);
    let mut slots: Vec<String> = Vec::new();
    for (_, word) in found {
        if !slots.iter().any(|slot| slot == word) {
            slots.push(word.to_owned());
        }
    }
    render(text, &slots)?;
    Ok(slots)
}

/// Renders a template once with every slot filled and once with none, so that nothing can fail when a
/// reply is wanted.
fn render(text: &str, slots: &[String]) -> Result<(), String> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    for value in ["filled", ""] {
        let values: BTreeMap<&str, &str> = slots.iter().map(|s| (s.as_str(), value)).collect();
        environment.render_str(text, values).map_err(|error| {
            let kind = error.kind().to_string();
            let detail = error.detail().unwrap_or(&kind);
            format!("the template cannot be rendered: {detail}")
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&[&str], &str>) {
        match (slots_of(text), expected) {
            (Ok(slots), Ok(expected)) => assert_eq!(slots, expected, "{text}"),
            (Err(message), Err(part)) => assert!(message.contains(part), "{text}: {message}"),
            (found, _) => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn slots_are_named_in_order_of_first_use() {
        check("Thank you.", Ok(&[]));
        check(
            "{{ channel }}{% if sign_off %} {{ sign_off }}{% endif %} {{ author }} {{ channel }}",
            Ok(&["channel", "sign_off", "author"]),
        );
        check(
            "{% if channel and not booking_link %}a{% elif author or fact %}b{% else %}c{% endif %}",
            Ok(&["channel", "booking_link", "author", "fact"]),
        );
    }

    #[test]
    fn what_cannot_be_rendered_is_refused() {
        check("{{ chanel }}", Err("“chanel” is no slot"));
        check("{{ channel }", Err("“{{” has no “}}”"));
        check("{% if channel", Err("“{%” has no “%}”"));
        for text in [
            "{% if channel %}open",
            "{% endif %}",
            "{% if %}{% endif %}",
            "{{ channel author }}",
            "{{ channel | author }}",
            "{{ channel.author }}",
            "{{ channel() }}",
            "{{ }}",
        ] {
            check(text, Err("cannot be rendered"));
        }
    }
}
