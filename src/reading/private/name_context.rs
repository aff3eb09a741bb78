//! What stands around a name: whether it is a person's, and whether the person is at work.

use super::name::{Cue, Run};
use super::{REACH, Scan, is_capitalised, words};
use crate::comment::PrivateKind;
use crate::text::TokenKind;

impl Scan<'_> {
    pub(super) fn is_before_lower(&self, run: &Run) -> bool {
        self.is_kind(run.end, TokenKind::Word)
            && self.written(run.end).starts_with(char::is_lowercase)
    }

    /// Whether a name has a line of a form or signature to itself.
    pub(super) fn is_own_line(&self, run: &Run) -> bool {
        self.gap(run.first).contains('\n') && self.gap(run.end).contains('\n')
    }

    /// Whether a name is the line above an address, and no organisation's below a name.
    pub(super) fn is_head_of_address(&self, run: &Run) -> bool {
        let below_name = self.found.last().is_some_and(|last| {
            last.kind == PrivateKind::Name
                && run.first > 0
                && last.span.end == self.token(run.first - 1).span.end
        });
        let next = self.is_kind(run.end, TokenKind::Number) && self.written(run.end).len() <= 5;
        let below = self.has(super::signs::DIGITS)
            && (run.end..self.text.tokens.len())
                .take(10)
                .any(|at| self.gap(at).contains('\n') && self.is_kind(at, TokenKind::Number));
        self.is_own_line(run)
            && run.words <= 3
            && run.particles == 0
            && !below_name
            && (next || run.first == 0 && below)
    }

    /// Whether all words are of three letters or more, without digits, and no Roman numerals.
    pub(super) fn is_of_letters(&self, run: &Run) -> bool {
        (run.first..=run.last).all(|at| {
            let written = self.written(at);
            let roman = written.len() > 1 && written.bytes().all(|b| b"IVXLC".contains(&b));
            written.chars().all(|c| !c.is_numeric()) && !roman
        }) && [run.first, run.last].iter().all(|at| {
            self.written(*at).chars().count() >= 3 || self.is(*at, words::GIVEN | words::SURNAME)
        })
    }

    /// `van`, `von`, `ten`: before family names and hardly anything else.
    pub(super) fn is_of_noble_form(&self, run: &Run) -> bool {
        (run.first..run.last).any(|at| {
            matches!(
                self.folded(at),
                "van" | "von" | "ten" | "ter" | "di" | "dos" | "bin" | "ibn" | "el" | "al"
            )
        })
    }

    /// Whether the word after makes this a street, a hospital or a brand.
    pub(super) fn is_start_of_other_name(&self, run: &Run) -> bool {
        matches!(self.gap(run.end), " " | "-")
            && self.is(
                run.end,
                words::INSTITUTION | words::STREET_AFTER | words::STREET_MIDDLE,
            )
            && (is_capitalised(self.written(run.end))
                || matches!(
                    self.folded(run.end),
                    "hospital" | "clinic" | "klinik" | "clinica" | "ward" | "street" | "road"
                ))
    }

    /// Whether the word before makes this a street, a hospital or a brand.
    pub(super) fn is_inside_other_name(&self, index: usize) -> bool {
        let before = index - 1;
        let tied = matches!(self.gap(index), " " | ". " | "/ " | "-" | "/" | "'" | "’");
        let other =
            words::INSTITUTION | words::STREET_BEFORE | words::STREET_BEFORE_STRICT | words::PLACE;
        let hyphen = self.gap(index) == "-";
        tied && (self.is(before, other) || hyphen)
            || index > 1
                && tied
                && self.is(before, words::PARTICLE | words::PROFESSIONAL)
                && self.is(index - 2, words::INSTITUTION | words::STREET_BEFORE)
    }

    /// Whether the person is spoken of for their work.
    pub(super) fn is_at_work(&self, run: &Run, cue: Cue) -> bool {
        let titled = self.told_by(run.first, words::PROFESSIONAL, 3);
        let thanked = cue == Cue::None && self.told_by(run.first, words::THANKS, REACH);
        let sentence = self.token(run.last).sentence;
        let described = (run.last + 1..self.text.tokens.len())
            .take(REACH)
            .take_while(|i| self.token(*i).sentence == sentence)
            .any(|i| {
                let midwife = self.folded(i) == "sage" && self.folded(i + 1) == "femme";
                midwife || self.is(i, words::PROFESSIONAL | words::TITLE_AFTER)
            });
        titled || thanked || cue == Cue::None && described
    }
}
