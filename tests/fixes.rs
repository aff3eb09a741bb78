//! What is left of a draft when a fix is applied reads like something a person wrote.

use std::sync::OnceLock;

use bedside::comment::{Comment, Draft};
use bedside::compliance::fix::apply;
use bedside::desk::Desk;
use bedside::engine::Engine;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| bedside::command::engine().expect("the built-in packs load"))
}

const ANGRY: &str = "Terrible. I waited four hours in pain and nobody cared. I am so angry.";

/// The draft after the fixes of a rule's findings, from the last to the first.
fn mended(comment: &str, draft: &str, rule: &str) -> String {
    let desk = Desk {
        seat: "DE".into(),
        ..Desk::default()
    };
    let comment = Comment::of_text(comment);
    let checked = Draft {
        text: draft.into(),
        ..Draft::default()
    };
    let found = engine().check(&checked, Some(&comment), &desk);
    let fixes = found.iter().filter(|finding| finding.rule == rule);
    let mut fixes: Vec<_> = fixes.filter_map(|finding| finding.fix.clone()).collect();
    assert!(!fixes.is_empty(), "{rule} has no fix for: {draft}");
    fixes.sort_by_key(|fix| std::cmp::Reverse(fix.span));
    fixes
        .iter()
        .fold(draft.to_owned(), |text, fix| apply(&text, fix))
}

#[test]
fn a_mark_goes_and_its_sentence_stays() {
    let cases = [
        (
            "Thank you for your feedback! 😊 Please write to care@example.org!",
            "Thank you for your feedback. Please write to care@example.org.",
        ),
        (
            "Thank you 🙏 Our team: care@example.org",
            "Thank you. Our team: care@example.org",
        ),
        (
            "¡Gracias por escribirnos! Nuestro equipo: care@example.org.",
            "Gracias por escribirnos. Nuestro equipo: care@example.org.",
        ),
        ("We have read this!!", "We have read this."),
    ];
    for (draft, left) in cases {
        assert_eq!(mended(ANGRY, draft, "GEN-9"), left);
    }
}

#[test]
fn a_sentence_goes_with_its_marks_and_all_that_belongs_to_it() {
    let cases = [
        (
            "Thank you for writing. We examined you on Monday; there is no obligation. Call us any time.",
            "Thank you for writing. Call us any time.",
        ),
        (
            "Danke für die Nachricht. Am 12. März waren Sie bei uns in Behandlung. Unser Team hört zu.",
            "Danke für die Nachricht. Unser Team hört zu.",
        ),
        (
            "Gracias por su opinión. ¡Nos alegra que su operación saliera bien! Nuestro equipo lee todo.",
            "Gracias por su opinión. Nuestro equipo lee todo.",
        ),
    ];
    for (draft, left) in cases {
        assert_eq!(mended("Three hours of waiting.", draft, "EU-1"), left);
    }
}
