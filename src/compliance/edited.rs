//! A draft after an edit, read with what is known of it from before.

use super::telling::{Telling, tellings};
use super::{Checked, Fix, Said, Speech, found_in};
use crate::comment::Draft;
use crate::lexicon::{LanguageMask, Match};
use crate::reading::model::Model;
use crate::text::{Span, Text};

impl Checked<'_> {
    /// The draft after an edit, `draft` being what it then says; what is known of the sentences that stay
    /// is used on.
    pub(super) fn edited<'b>(&'b self, model: &Model, edit: &Fix, draft: &'b Draft) -> Checked<'b> {
        let (packs, Some(before)) = (self.packs, &self.speech) else {
            return Checked::new(self.packs, model, draft, self.light, self.desk);
        };
        let text = Text::new(&draft.text);
        let stays = |start: u32, words: &str| {
            let start = edit.place_before(start)?;
            let at = before.sentences.binary_search_by_key(&start, |s| s.start);
            at.ok()
                .filter(|at| before.words(self.text.source, *at) == words)
        };
        let known = |start: u32, words: &str| Some(&before.sentences[stays(start, words)?]);
        let speech = Speech::of(packs, model, &text, before.likely, known);
        let (matches, tellings) =
            if speech.languages == before.languages && packs.concepts.keeps_to_sentences() {
                let numbers = |(at, said): (usize, &Said)| {
                    stays(said.start, speech.words(&draft.text, at)).map(|number| number as u32)
                };
                let numbers: Vec<Option<u32>> =
                    speech.sentences.iter().enumerate().map(numbers).collect();
                self.found_after(model, &text, speech.languages, &numbers)
            } else {
                found_in(packs, model, &text, speech.languages)
            };
        Checked {
            packs,
            draft,
            tellings,
            matches,
            text,
            light: self.light,
            desk: self.desk,
            language: speech.likeliest,
            speech: Some(speech),
        }
    }

    /// What is found in a text in the same languages, of whose sentences some are this draft's: `numbers` says
    /// which. They stand around those that are not.
    fn found_after(
        &self,
        model: &Model,
        text: &Text,
        languages: LanguageMask,
        numbers: &[Option<u32>],
    ) -> (Vec<Match>, Vec<Telling>) {
        let (new, old) = (numbers.len() as u32, self.text.sentence_count());
        let leads = |(at, number): &(u32, &Option<u32>)| **number == Some(*at);
        let lead = (0..).zip(numbers).take_while(leads).count() as u32;
        let most = new.min(old) - lead;
        let trails = |(at, number): &(u32, &Option<u32>)| **number == old.checked_sub(at + 1);
        let trail = (0..).zip(numbers.iter().rev()).take_while(trails);
        let trail = (trail.count() as u32).min(most);
        let token = |sentence: u32| text.tokens.partition_point(|t| t.sentence < sentence);
        let fresh = token(lead)..token(new - trail);
        let shift = Shift::between(&self.text, text);
        let kept = |from: u32, to: u32| {
            let matches = self.matches.iter().copied();
            matches.filter(move |m| (from..to).contains(&m.sentence))
        };
        let mut matches: Vec<Match> = kept(0, lead).collect();
        matches.extend(self.packs.concepts.matches_in(text, languages, fresh));
        matches.extend(kept(old - trail, u32::MAX).map(|m| shift.of_match(m)));
        let told = |sentence: u32| {
            let number = numbers.get(sentence as usize).copied().flatten()?;
            let telling = self.tellings.iter().find(|t| t.sentence == number);
            Some(telling.map(|t| t.told))
        };
        let tellings = tellings(self.packs, model, text, languages, &matches, told);
        (matches, tellings)
    }

    /// The draft with a sentence cut out, `draft` being what is left; what is known of the others is
    /// used on. `None` where that would not be what comes of reading it afresh.
    pub(super) fn without_sentence<'b>(
        &'b self,
        model: &Model,
        cut: Span,
        draft: &'b Draft,
    ) -> Option<Checked<'b>> {
        let speech = self.speech.as_ref()?;
        if !self.packs.concepts.keeps_to_sentences() {
            return None;
        }
        let (text, gone) = self.text.without_sentence(cut, &draft.text)?;
        let left = text.tokens.len();
        let (languages, language) = speech.without(self.packs, model, cut.start, left)?;
        if languages != speech.languages {
            return None;
        }
        let kept = self
            .matches
            .iter()
            .filter(|m| !gone.contains(&(m.first as usize)));
        let shift = Shift::between(&self.text, &text);
        let matches = kept.map(|m| {
            if m.first as usize >= gone.end {
                shift.of_match(*m)
            } else {
                *m
            }
        });
        let sentence = self.text.tokens[gone.start].sentence;
        let kept = self.tellings.iter().filter(|t| t.sentence != sentence);
        let tellings = kept.map(|t| {
            if t.sentence > sentence {
                shift.of_telling(*t)
            } else {
                *t
            }
        });
        Some(Checked {
            packs: self.packs,
            draft,
            matches: matches.collect(),
            tellings: tellings.collect(),
            text,
            light: self.light,
            desk: self.desk,
            language,
            speech: None,
        })
    }
}

impl Fix {
    /// Where a byte of the text after the edit stood before it; `None` for one that the edit put in.
    fn place_before(&self, at: u32) -> Option<u32> {
        let put_in = self.text.len() as u32;
        if at <= self.span.start {
            Some(at)
        } else {
            let behind = at.checked_sub(self.span.start + put_in)?;
            Some(self.span.end + behind)
        }
    }
}

/// How far what stands behind an edit has moved; differences wrap where it moved to the front.
struct Shift {
    bytes: u32,
    tokens: u32,
    sentences: u32,
}

impl Shift {
    fn between(before: &Text, after: &Text) -> Self {
        let moved = |before: usize, after: usize| (after as u32).wrapping_sub(before as u32);
        Self {
            bytes: moved(before.source.len(), after.source.len()),
            tokens: moved(before.tokens.len(), after.tokens.len()),
            sentences: after.sentence_count().wrapping_sub(before.sentence_count()),
        }
    }

    fn of_span(&self, span: Span) -> Span {
        Span {
            start: span.start.wrapping_add(self.bytes),
            end: span.end.wrapping_add(self.bytes),
        }
    }

    fn of_match(&self, found: Match) -> Match {
        Match {
            entry: found.entry,
            span: self.of_span(found.span),
            first: found.first.wrapping_add(self.tokens),
            end: found.end.wrapping_add(self.tokens),
            sentence: found.sentence.wrapping_add(self.sentences),
        }
    }

    fn of_telling(&self, telling: Telling) -> Telling {
        Telling {
            sentence: telling.sentence.wrapping_add(self.sentences),
            span: self.of_span(telling.span),
            told: telling.told,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::engine;
    use crate::compliance::fix;
    use crate::desk::Desk;
    use crate::training::checking::read_replies;

    fn looks(checked: &Checked) -> String {
        let text = &checked.text;
        let tokens = text.tokens.iter().map(|t| {
            let forms: Vec<&str> = text.forms(t).collect();
            format!(
                "{:?} {:?} {} {} {:?} {forms:?}",
                t.kind, t.span, t.sentence, t.question_after, t.before
            )
        });
        format!(
            "{:#?}{:?}{:?}",
            tokens.collect::<Vec<_>>(),
            checked.matches,
            checked.tellings
        )
    }

    /// Drafts of several languages and registers.
    fn some_drafts() -> Vec<Draft> {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/checking/replies-dev.txt"
        );
        let replies = read_replies(file.as_ref()).expect("the replies can be read");
        let drafts = replies.windows(2).map(|pair| Draft {
            text: format!("{}\n{} 🙏 {}", pair[0].text, pair[1].text, pair[0].text),
            ..Draft::default()
        });
        drafts.collect()
    }

    #[test]
    fn an_edited_draft_is_what_reading_it_afresh_gives() {
        let engine = engine().expect("the built-in packs load");
        let desk = Desk::default();
        for draft in some_drafts() {
            let checked = Checked::new(&engine.packs, &engine.model, &draft, None, &desk);
            let others = ["care", "We are sorry. Your surgery", "谢谢", ""];
            let places = checked.text.tokens.iter().step_by(11);
            for (place, text) in places.zip(others.iter().cycle()) {
                let edit = Fix {
                    span: place.span,
                    text: (*text).into(),
                };
                let mended = Draft {
                    text: fix::apply(&draft.text, &edit),
                    ..Draft::default()
                };
                let edited = checked.edited(&engine.model, &edit, &mended);
                let fresh = Checked::new(&engine.packs, &engine.model, &mended, None, &desk);
                assert_eq!(
                    looks(&edited),
                    looks(&fresh),
                    "{edit:?} of {:?}",
                    draft.text
                );
                assert_eq!(edited.language, fresh.language);
            }
        }
    }

    #[test]
    fn a_draft_without_a_sentence_is_what_reading_the_rest_gives() {
        let engine = engine().expect("the built-in packs load");
        let desk = Desk::default();
        let (mut cuts, mut spared) = (0, 0);
        for draft in some_drafts() {
            let checked = Checked::new(&engine.packs, &engine.model, &draft, None, &desk);
            for token in checked.text.tokens.iter().step_by(7) {
                let Some(edit) = fix::propose(&checked, token.span, None) else {
                    continue;
                };
                let mended = Draft {
                    text: fix::apply(&draft.text, &edit),
                    ..Draft::default()
                };
                cuts += 1;
                if let Some(short) = checked.without_sentence(&engine.model, edit.span, &mended) {
                    spared += 1;
                    let fresh = Checked::new(&engine.packs, &engine.model, &mended, None, &desk);
                    assert_eq!(
                        looks(&short),
                        looks(&fresh),
                        "{:?} of {:?}",
                        edit,
                        draft.text
                    );
                }
            }
        }
        assert!(spared * 10 > cuts * 6, "{spared} of {cuts} cuts are spared");
    }
}
