//! Bounds of numbers: "at least", "12 or more", ">".

use super::{Finder, Number};
use crate::{
    analysis::amounts::{
        Bound,
        lexicon::{Language, Meaning},
        tokens::{Kind, Token},
    },
    text::WordList,
};

impl Finder<'_, '_> {
    /// Whether a bound such as "au moins" ends before a token.
    pub(super) fn ends_bound(&self, end: usize) -> bool {
        let bound = self.lexicon.phrase_before(self.tokens, end, |meaning| {
            matches!(meaning, Meaning::Before(_)).then_some(())
        });
        bound.is_some()
    }

    /// The bound before a number, with an article, a currency or "from" between.
    pub(super) fn bound_before(&self, number: &Number) -> Option<Bound> {
        let mut at = number.start;
        let mut passed_preposition = false;
        for _ in 0..3 {
            let bound = Meaning::bound_before;
            if let Some((bound, start)) = self.lexicon.phrase_before(self.tokens, at, bound) {
                // "fiel um die Hälfte"
                let is_half = self.tokens[start].is("um") && number.numeral.value < 1.0;
                if is_half || (bound == Bound::UpTo && self.is_end_of_change(start)) {
                    return None;
                }
                // "больше на 5" compares, but "примерно на 5" and "менее чем за 5" do not.
                let is_sure = matches!(bound, Bound::About | Bound::Almost) || at > start + 1;
                if passed_preposition && !is_sure {
                    return None;
                }
                // "more than about 20": the first says more.
                return self
                    .lexicon
                    .phrase_before(self.tokens, start, Meaning::bound_before)
                    .map(|(bound, _)| bound)
                    .filter(|_| bound == Bound::About)
                    .or(Some(bound));
            }
            let before = self.before(at)?;
            let sign = match before.first() {
                _ if before.kind != Kind::Sign => None,
                '~' | '≈' | '±' => Some(Bound::About),
                '>' => Some(Bound::MoreThan),
                '<' => Some(Bound::FewerThan),
                '≥' => Some(Bound::AtLeast),
                '≤' => Some(Bound::UpTo),
                _ => None,
            };
            if sign.is_some() {
                return sign;
            }
            let is_preposition = self.is_preposition(before);
            let passes = self.lexicon.is(&before.folded, Meaning::Of)
                || matches!(before.numeral(), Some(Meaning::Article | Meaning::One))
                || self.is(at - 1, Meaning::With);
            if !passes && !is_preposition {
                return None;
            }
            passed_preposition |= is_preposition && !passes;
            at -= 1;
        }
        None
    }

    /// Whether "до" at a token is the "to" of "выросла до 12" or "приговорили до 12 лет", and not the "up to" of "до 12 ракет".
    fn is_end_of_change(&self, at: usize) -> bool {
        let is_sentence_end = |token: &&Token| {
            token.kind == Kind::Sign && matches!(token.first(), '.' | '!' | '?' | ';')
        };
        let is_change = |token: &Token| CHANGES.begins(&token.folded);
        self.tokens[at].is("до")
            && self.tokens[..at]
                .iter()
                .rev()
                .take(CHANGE_WORDS)
                .take_while(|token| !is_sentence_end(token))
                .any(is_change)
    }

    /// The bound after a number or after what it counts: "12 or more", "12+".
    pub(super) fn bound_after(&self, end: usize, after_unit: usize) -> Option<(Bound, usize)> {
        if self
            .token(end)
            .is_some_and(|token| token.first() == '+' && !token.spaced)
        {
            return Some((Bound::AtLeast, end + 1));
        }
        let bound = Meaning::bound_after;
        // "150-odd"
        let hyphen = usize::from(
            self.token(end)
                .is_some_and(|token| token.is_dash() && !token.spaced),
        );
        [end + hyphen, after_unit]
            .into_iter()
            .find_map(|at| self.lexicon.phrase_at(self.tokens, at, bound))
    }

    /// Whether "на" or the like may be between a bound and its number.
    fn is_preposition(&self, token: &Token) -> bool {
        const SLAVIC: [&str; 9] = ["на", "в", "во", "за", "у", "с", "со", "по", "через"];
        match self.lexicon.language {
            Language::Russian | Language::Ukrainian => SLAVIC.contains(&token.folded.as_str()),
            Language::English
            | Language::German
            | Language::French
            | Language::Spanish
            | Language::Arabic => false,
        }
    }
}

/// Words between a verb of change and its end, at most.
const CHANGE_WORDS: usize = 12;

/// How verbs of change begin in Russian and Ukrainian, without accents.
const CHANGES: WordList = WordList(
    "вырос, выраст, возрос, возраст, увелич, повыс, подня, поднял, сниз, упал, опуст, сократ, уменьш, дошл, довел, \
    зрос, зроста, збільш, підвищ, підня, зниз, впал, скорот, зменш, засуд, присуд, прогр, разогр, нагр, посил, \
    усил",
);
