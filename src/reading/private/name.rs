//! Full names of people who are not at work.

use super::{Hit, Scan, is_capitalised, words};
use crate::comment::PrivateKind;
use crate::text::{Break, TokenKind};

/// Most words of one name.
const LONGEST: usize = 6;

/// Words that end a name, where they are none themselves.
const OTHER: u32 = words::INSTITUTION
    | words::PLACE
    | words::STREET_AFTER
    | words::STREET_BEFORE
    | words::STREET_BEFORE_STRICT
    | words::POST_BOX;

/// Tokens of a name: the first, the last, and how many words that are no initials or particles.
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) words: usize,
    pub(super) initials: usize,
    pub(super) particles: usize,
    pub(super) end: usize,
}

/// What stands before a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    None,
    /// A word for a relative or patient, or a form of address.
    Person,
    /// "My name is", or a field of a form.
    Named,
}

impl Scan<'_> {
    pub(super) fn name(&self, index: usize) -> Hit {
        let written = self.written(index);
        if self.token(index).in_hashtag || written.len() < 2 {
            return None;
        }
        let known = self.is(index, words::GIVEN | words::SURNAME);
        let cased = written
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_lowercase());
        let capital = is_capitalised(written);
        if !capital && !known && (cased || self.signs & super::signs::ARABIC == 0) {
            return None;
        }
        let cue = self.cue(index);
        let adjacent = index > 0
            && matches!(
                self.folded(index - 1),
                "is" | "es"
                    | "e"
                    | "llamo"
                    | "chiamo"
                    | "chamo"
                    | "heisse"
                    | "ist"
                    | "est"
                    | "appelle"
                    | "adim"
                    | "зовут"
                    | "name"
                    | "naam"
            );
        let lower_named = adjacent && cue == Cue::Named && self.is(index, words::GIVEN);
        if cased && !capital && !lower_named {
            return self.lower_name(index);
        }
        if !capital && (cased && cue != Cue::Named || !cased && !self.is_uncased_name(index, cue)) {
            return None;
        }
        let titles = words::HONORIFIC | words::KIN | words::PROFESSIONAL | words::THANKS;
        if self.is(index, titles) && !self.is(index, words::GIVEN | words::SURNAME) {
            return None;
        }
        if cue != Cue::Named && self.is(index, words::COMMON | words::INSTITUTION | words::PLACE) {
            return None;
        }
        let run = self.run(index, cased && !capital, cue)?;
        let accepted = if cased {
            self.is_person(&run, cue)
        } else {
            run.words >= 2
        };
        if !accepted || cue != Cue::Named && self.is_at_work(&run, cue) {
            return None;
        }
        let mut span = self.token(run.first).span.cover(self.token(run.last).span);
        for possessive in ["'s", "’s"] {
            if self.text.slice(span).ends_with(possessive) {
                span.end -= possessive.len() as u32;
            }
        }
        Some((PrivateKind::Name, span))
    }

    /// Arabic and Devanagari have no capitals: a cue, or a family name after a given one.
    fn is_uncased_name(&self, index: usize, cue: Cue) -> bool {
        let next = index + 1;
        let clear = self.is(next, words::SURNAME) && self.gap(next) == " ";
        // "My name is" with a name nobody listed, and a family name with the article.
        let told = cue == Cue::Named
            && self.lists[index] == 0
            && self.lists.get(next) == Some(&0)
            && self.written(index).chars().count() >= 3
            && self.written(next).starts_with("ال");
        told || self.is(index, words::GIVEN)
            && (cue != Cue::None || clear && !self.is(index, words::EITHER))
    }

    fn cue(&self, index: usize) -> Cue {
        for (between, at) in self.before(index, 3).enumerate() {
            let folded = self.folded(at);
            if self.is(at, words::NAMED) && !self.written(at).ends_with("lamó") {
                let verb = matches!(folded, "called" | "user" | "llama" | "appelle" | "меня");
                let named = between > 0 || self.gap(index).contains([':', '：']) || !verb;
                // "The name on", "no name": only what follows directly or after "is" is a name.
                return if named { Cue::Named } else { Cue::Person };
            }
            let shouted = self.token(index).shouted;
            if between == 0
                && (self.is(at, words::HONORIFIC) || self.introduces_self(at) && !shouted)
            {
                return Cue::Person;
            }
            if between == 0 && self.is(at, words::KIN) {
                // "Patient Transport" is no person, "patient Anna" is.
                let known = (index..index + 2).any(|i| self.is(i, words::GIVEN | words::SURNAME));
                let title = is_capitalised(self.written(at)) && !known;
                return if title { Cue::None } else { Cue::Person };
            }
            let filler = matches!(
                folded,
                "is" | "ist"
                    | "es"
                    | "est"
                    | "e"
                    | "full"
                    | "है"
                    | "هو"
                    | "completo"
                    | "complet"
                    | "mr"
                    | "mrs"
                    | "ms"
                    | "sr"
                    | "sra"
                    | "herr"
                    | "frau"
            );
            if !filler {
                return Cue::None;
            }
        }
        Cue::None
    }

    /// "I'm", "soy", "je suis", "sono", "sou": what follows with capitals is who is writing.
    /// German nouns have capitals, so "ich bin" says less.
    fn introduces_self(&self, at: usize) -> bool {
        match self.folded(at) {
            "i'm" | "soy" | "sono" | "sou" => true,
            "am" => at > 0 && self.folded(at - 1) == "i",
            "suis" => at > 0 && self.folded(at - 1) == "je",
            _ => false,
        }
    }

    /// The words from here that could be one name.
    fn run(&self, index: usize, lower: bool, cue: Cue) -> Option<Run> {
        let mut run = Run {
            first: index,
            last: index,
            words: 1,
            initials: 0,
            particles: 0,
            end: index + 1,
        };
        let cased = is_capitalised(self.written(index)) || lower;
        for at in (index + 1..self.text.tokens.len()).take(LONGEST) {
            let written = self.written(at);
            let gap = self.gap(at);
            let initial_before = self.written(at - 1).chars().count() == 1;
            let tied = matches!(gap, " " | "-" | "'" | "’" | "") || gap == ". " && initial_before;
            if !tied || !self.is_kind(at, TokenKind::Word) {
                break;
            }
            if written.ends_with(['\'', '’']) || self.folded(at) == "s" && gap != " " {
                break;
            }
            let one = written.chars().count() == 1;
            let capital = is_capitalised(written);
            if one && capital {
                run.initials += 1;
            } else if self.is(at, words::PARTICLE) && (!capital || written.len() <= 3) {
                run.particles += 1;
            } else if cue != Cue::Named
                && self.is(at, OTHER)
                && (run.words > 1 || !self.is(at, words::SURNAME))
                || self.is(at, words::COMMON | words::TITLE_AFTER) && cased
            {
                break;
            } else if capital
                || lower && self.is_lower_part(at, &run)
                || !cased && self.is(at, words::GIVEN | words::SURNAME)
                || !cased && cue == Cue::Named && run.words == 1 && self.is_uncased_part(at)
            {
                run.words += 1;
                run.last = at;
            } else {
                break;
            }
            run.end = at + 1;
        }
        (run.words <= 4).then_some(run)
    }

    fn is_lower_part(&self, index: usize, run: &Run) -> bool {
        let clear = self.is(index, words::GIVEN | words::SURNAME)
            || words::ends_like_family(self.folded(index));
        clear && run.words <= 2 && self.written(index).len() >= 3
    }

    fn is_uncased_part(&self, index: usize) -> bool {
        self.lists[index] & !(words::SURNAME | words::GIVEN | words::EITHER) == 0
            && self.written(index).chars().count() >= 3
            && !self.folded(index).starts_with('و')
    }

    /// Whether a run of capitals is a person's full name.
    fn is_person(&self, run: &Run, cue: Cue) -> bool {
        let labelled = self.gap(run.first).contains([':', '：']);
        if cue == Cue::Named && run.words == 1 {
            // The two fields of a form: given name, family names.
            return labelled
                && self.has(super::signs::FORM)
                && is_capitalised(self.written(run.first));
        }
        if run.words < 2 {
            return false;
        }
        if cue != Cue::None {
            return true;
        }
        if run.first > 0 && self.is_inside_other_name(run.first) || self.is_start_of_other_name(run)
        {
            return false;
        }
        let folded = self.folded(run.last);
        let family_end = words::ends_like_family(folded);
        let family = self.is(run.last, words::SURNAME) || family_end;
        let given = self.is(run.first, words::GIVEN);
        let vague = self.is(run.first, words::EITHER);
        let start = self.token(run.first).before == Break::Sentence;
        if self.token(run.first).shouted && self.token(run.last).shouted && run.words < 4 {
            return given && family && !vague;
        }
        let alike = self.token(run.first).shouted == self.token(run.last).shouted;
        let hyphened = run.words == 2 && self.gap(run.last) == "-";
        if !alike || hyphened || !self.is_of_letters(run) {
            return false;
        }
        if run.particles > 0 && !(given && (family || self.is_of_noble_form(run))) {
            return false;
        }
        let reversed = self.is(run.first, words::SURNAME) && self.is(run.last, words::GIVEN);
        let either_last = self.is(run.last, words::EITHER);
        if given && family {
            return !(vague && either_last);
        }
        if given {
            return !vague && !either_last || run.initials > 0;
        }
        let surname_clear = family && !either_last && !self.is(run.first, words::EITHER);
        reversed && !vague && !either_last
            || run.initials > 0
                && run.words == 2
                && run.particles == 0
                && (given || family || self.gap(run.last) == " " || run.initials > 1)
            || self.is_person_by_verb(run)
            || !start && run.words == 2 && run.particles == 0 && self.follows_speech(run.first)
            || surname_clear && (!start || family_end || self.is_before_lower(run))
            || (family || given) && self.is_own_line(run)
            || self.is_head_of_address(run)
    }

    /// Whether what follows is said of people only.
    fn is_person_by_verb(&self, run: &Run) -> bool {
        run.words == 2
            && run.particles == 0
            && matches!(
                self.folded(run.end),
                "lives" | "lived" | "died" | "suffers" | "suffered" | "shouted" | "spent"
            )
    }

    /// Whether the word before is said of people and their deeds.
    fn follows_speech(&self, index: usize) -> bool {
        index > 0
            && matches!(self.folded(index - 1), "says" | "said" | "met" | "saw")
            && !is_capitalised(self.written(index - 1))
    }

    /// A name in a text without any capitals, both parts of it known and no other words.
    fn lower_name(&self, index: usize) -> Hit {
        if self.has(super::signs::CAPITALS) || !self.is(index, words::GIVEN) {
            return None;
        }
        let initial = self.written(index + 1).len() == 1;
        let last = index + 1 + usize::from(initial);
        let tied = (index + 1..=last).all(|at| matches!(self.gap(at), " " | ". "));
        let clear = |at: usize| {
            !self.is(at, words::EITHER | words::COMMON | OTHER)
                && self.written(at).chars().count() >= 4
        };
        let family = self.is(last, words::SURNAME) || words::ends_like_family(self.folded(last));
        let run = Run {
            first: index,
            last,
            words: 2,
            initials: usize::from(initial),
            particles: 0,
            end: last + 1,
        };
        (tied && family && clear(index) && clear(last) && !self.is_at_work(&run, Cue::None)).then(
            || {
                (
                    PrivateKind::Name,
                    self.token(index).span.cover(self.token(last).span),
                )
            },
        )
    }
}
