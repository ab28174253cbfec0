//! What stands around a number: its bound, and what it counts.

use super::{ATTACHED, Finder, Number, UNIT_WORDS, is_currency};
use crate::analysis::amounts::{
    Bound,
    lexicon::{Language, Meaning},
    numerals::is_eq,
    tokens::Kind,
};

use std::ops::Range;

impl Finder<'_, '_> {
    /// Whether a bound such as "au moins" ends before a token.
    pub(super) fn ends_bound(&self, end: usize) -> bool {
        let bound = self.lexicon.phrase_before(self.tokens, end, |meaning| {
            matches!(meaning, Meaning::Before(_)).then_some(())
        });
        bound.is_some()
    }

    /// "and a half" after what is counted, and the token after it.
    pub(super) fn half_after(&self, at: usize) -> Option<(f64, usize)> {
        if self.token(at)?.numeral() != Some(Meaning::And) {
            return None;
        }
        let part = at + 1 + usize::from(self.token(at + 1)?.numeral() == Some(Meaning::Article));
        match self.token(part)?.numeral() {
            Some(Meaning::Part(half)) if is_eq(half, 0.5) => Some((half, part + 1)),
            _ => None,
        }
    }

    /// The end of "%" or "per cent" at a token.
    pub(super) fn percent(&self, at: usize) -> Option<usize> {
        let is_sign = self
            .token(at)
            .is_some_and(|token| matches!(token.first(), '%' | '٪' | '‰'));
        if is_sign {
            return Some(at + 1);
        }
        self.lexicon.starts_at(self.tokens, at, Meaning::Percent)
    }

    /// The bound before a number, with an article, a currency or "from" between.
    pub(super) fn bound_before(&self, number: &Number) -> Option<Bound> {
        let mut at = number.start;
        for _ in 0..3 {
            let bound = |meaning| match meaning {
                Meaning::Before(bound) => Some(bound),
                _ => None,
            };
            if let Some((bound, start)) = self.lexicon.phrase_before(self.tokens, at, bound) {
                // "more than about 20": the first says more.
                return self
                    .lexicon
                    .phrase_before(self.tokens, start, |meaning| match meaning {
                        Meaning::Before(bound) => Some(bound),
                        _ => None,
                    })
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
            let passes = self.lexicon.is(&before.folded, Meaning::Of)
                || matches!(before.numeral(), Some(Meaning::Article))
                || self.is(at - 1, Meaning::With);
            if !passes {
                return None;
            }
            at -= 1;
        }
        None
    }

    /// The bound after a number or after what it counts: "12 or more", "12+".
    pub(super) fn bound_after(&self, end: usize, after_unit: usize) -> Option<(Bound, usize)> {
        if self
            .token(end)
            .is_some_and(|token| token.first() == '+' && !token.spaced)
        {
            return Some((Bound::AtLeast, end + 1));
        }
        let bound = |meaning| match meaning {
            Meaning::After(bound) => Some(bound),
            _ => None,
        };
        [end, after_unit]
            .into_iter()
            .find_map(|at| self.lexicon.phrase_at(self.tokens, at, bound))
    }

    /// The thing counted, and the token after it.
    pub(super) fn unit(&self, first: &Number, last: &Number) -> (String, usize) {
        let mut at = last.end;
        if let Some(end) = self.percent(at) {
            return (self.written(at..end), end);
        }
        if self.token(at).is_some_and(|token| token.first() == '°') {
            let is_letter = self
                .token(at + 1)
                .is_some_and(|token| !token.spaced && token.is_word());
            let end = at + 1 + usize::from(is_letter);
            return (self.written(at..end), end);
        }
        if self.token(at).is_some_and(is_currency) {
            return (self.written(at..at + 1), at + 1);
        }
        if let Some(currency) = first.currency.or(last.currency) {
            return (self.written(currency..currency + 1), at);
        }
        let bound = |meaning| matches!(meaning, Meaning::After(_)).then_some(());
        if let Some(((), end)) = self.lexicon.phrase_at(self.tokens, at, bound) {
            at = end;
        }
        // "12-year-old", "12-Jährige"
        if self
            .token(at)
            .is_some_and(|token| token.is_dash() && !token.spaced)
        {
            let start = at + 1;
            let mut end = start;
            while self
                .token(end)
                .is_some_and(|token| !token.spaced && (token.is_word() || token.is_dash()))
            {
                end += 1;
            }
            return (
                if end > start {
                    self.written(start..end)
                } else {
                    String::new()
                },
                end.max(last.end),
            );
        }
        while self.is(at, Meaning::Of) && self.token(at + 1).is_some() {
            at += 1;
            at += usize::from(
                self.token(at)
                    .is_some_and(|token| matches!(token.first(), '\'' | '\u{2019}')),
            );
        }
        let end = self.noun_end(at);
        if end > at {
            (self.written(at..end), end)
        } else {
            (String::new(), last.end)
        }
    }

    /// The end of the words that name what is counted.
    fn noun_end(&self, at: usize) -> usize {
        let is_noun_word = |at: usize| {
            self.token(at).is_some_and(|token| {
                token.is_word()
                    && !self.lexicon.is(&token.folded, Meaning::Stop)
                    && !self.lexicon.is(&token.folded, Meaning::AgoAfter)
                    && (token.numeral().is_none()
                        || matches!(
                            token.numeral(),
                            Some(Meaning::Share(_) | Meaning::Minus | Meaning::Point)
                        ))
            })
        };
        let written = |at: usize| self.tokens[at].folded.as_str();
        let mut end = at;
        while end < at + UNIT_WORDS && is_noun_word(end) {
            let is_last = match self.lexicon.language {
                // The first plural is the head of the noun: "infantry vehicles".
                Language::English => {
                    let word = written(end);
                    let is_verb = word.len() > 4
                        && (word.ends_with("ed") || word.ends_with("ing"))
                        && end > at;
                    if is_verb {
                        break;
                    }
                    (word.ends_with('s') && !word.ends_with("ss")) || IRREGULAR.contains(&word)
                }
                Language::German => self.tokens[end].is_capitalised(),
                Language::Russian | Language::Ukrainian => !is_slavic_adjective(written(end)),
                Language::French | Language::Spanish | Language::Arabic => true,
            };
            end += 1;
            if is_last {
                return end;
            }
        }
        match self.lexicon.language {
            // No plural: the first word is the likeliest.
            Language::English => at + usize::from(end > at),
            // Without a noun, there are only verbs and adverbs.
            Language::German => at + usize::from(end > at && ATTACHED.contains(&written(at))),
            _ => end,
        }
    }

    fn written(&self, tokens: Range<usize>) -> String {
        let mut written = String::new();
        for (nth, token) in self.tokens[tokens].iter().enumerate() {
            if nth > 0 && token.spaced {
                written.push(' ');
            }
            written.push_str(token.written);
        }
        written
    }
}

/// Plurals without "s".
const IRREGULAR: [&str; 12] = [
    "people",
    "men",
    "women",
    "children",
    "personnel",
    "policemen",
    "troops",
    "police",
    "staff",
    "aircraft",
    "km",
    "sheep",
];

fn is_slavic_adjective(word: &str) -> bool {
    const ENDINGS: [&str; 17] = [
        "ых", "их", "ого", "его", "ые", "ие", "ыи", "ыми", "ими", "ои", "ая", "ую", "ім", "ым",
        "ої", "ньои", "ні",
    ];
    word.chars().count() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}
