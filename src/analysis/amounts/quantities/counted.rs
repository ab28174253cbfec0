//! The words around a number: its bound, and the things that it counts.

use super::{ATTACHED, Finder, Number, Step, UNIT_WORDS};
use crate::{
    analysis::amounts::{
        Amount, AmountOrDate, FoundAmount,
        lexicon::{Language, Meaning},
        tokens::Token,
    },
    text::WordList,
};

use std::ops::Range;

impl Finder<'_, '_> {
    /// "and a half" after what is counted, and the token after it.
    pub(super) fn half_after(&self, at: usize) -> Option<(f64, usize)> {
        if self.token(at)?.numeral() != Some(Meaning::And) {
            return None;
        }
        let part = at + 1 + usize::from(self.token(at + 1)?.numeral() == Some(Meaning::Article));
        let is_half = self.token(part)?.numeral() == Some(Meaning::Part(0.5));
        is_half.then_some((0.5, part + 1))
    }

    /// "طن ونصف", "ساعتين ونصف الساعة": the one or the two is in the noun.
    pub(super) fn noun_and_half(&self, at: usize) -> Option<Step> {
        let noun = self.token(at)?;
        let is_arabic = self.lexicon.language == Language::Arabic;
        let may_count = is_arabic
            && noun.is_word()
            && noun.numeral().is_none()
            && at >= self.after_last
            && !noun.folded.starts_with("ال")
            && !self.is(at, Meaning::Stop);
        let and = self.token(at + 1).filter(|_| may_count)?;
        let part = self.token(at + 2)?.numeral()?;
        let (Some(Meaning::And), Meaning::Part(part)) = (and.numeral(), part) else {
            return None;
        };
        // "and half of the people" is another amount.
        let next = self.token(at + 3).filter(|next| next.is_word());
        let is_same = |next: &Token| next.folded.strip_prefix("ال") == Some(noun.folded.as_str());
        let counts_other = next
            .is_some_and(|next| !is_same(next) && !self.lexicon.is(&next.folded, Meaning::Stop));
        let is_two = noun.folded.ends_with("ين") || noun.folded.ends_with("ان");
        let end = at + 3 + usize::from(next.is_some_and(is_same));
        let amount = Amount {
            value: part + if is_two { 2.0 } else { 1.0 },
            to: None,
            bound: None,
            unit: noun.written.to_owned(),
        };
        let found = FoundAmount {
            span: noun.range.start..self.tokens[at + 2].range.end,
            what: AmountOrDate::Amount(amount),
        };
        (!counts_other).then_some(Step::FoundAmount(found, end))
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
        if let Some(end) = self.currency(at) {
            return (self.written(at..end), end);
        }
        if let Some((start, end)) = first.currency.or(last.currency) {
            return (self.written(start..end), at);
        }
        let bound = |meaning| matches!(meaning, Meaning::After(_)).then_some(());
        // "12 or more", "150-odd"
        let hyphen = usize::from(
            self.token(at)
                .is_some_and(|token| token.is_dash() && !token.spaced),
        );
        if let Some(((), end)) = self.lexicon.phrase_at(self.tokens, at + hyphen, bound) {
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
        // "شخص واحد"
        let is_arabic_one = self.lexicon.language == Language::Arabic
            && last.end == first.start + 1
            && ["واحد", "واحده"].contains(&self.tokens[first.start].folded.as_str());
        let before = self.before(first.start).filter(|_| is_arabic_one);
        if let Some(noun) = before.filter(|noun| {
            noun.is_word()
                && noun.numeral().is_none()
                && !self.lexicon.is(&noun.folded, Meaning::Stop)
        }) {
            return (noun.written.to_owned(), last.end);
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
                    && !self.is_after_noun(at)
                    && !is_verb(token, self.lexicon.language)
                    && (token.numeral().is_none()
                        || matches!(
                            token.numeral(),
                            Some(Meaning::Share(_) | Meaning::Minus | Meaning::Point)
                        ))
            })
        };
        let written = |at: usize| self.tokens[at].folded.as_str();
        // "T-72 tanks", "U.S. soldiers"
        let mut at = at;
        let begin = at;
        if self.is_designation(at) {
            at += 3;
        }
        while self.is_initial(at) {
            at += 2;
        }
        let mut end = at;
        let mut words = 0;
        if let Some(end) = self.measure_end(at) {
            return end;
        }
        while words < UNIT_WORDS && is_noun_word(end) {
            let next = self.joined_word_end(end);
            words += 1;
            let is_last = match self.lexicon.language {
                // The first plural is the head of the noun: "infantry vehicles".
                Language::English => {
                    let word = written(next - 1);
                    let is_verb = word.len() > 4
                        && (word.ends_with("ed") || word.ends_with("ing"))
                        && end > at;
                    if is_verb {
                        break;
                    }
                    let is_plural = |word: &str| word.ends_with('s') && !word.ends_with("ss");
                    let is_first_of_two = ["police", "staff", "aircraft"].contains(&word)
                        && is_noun_word(next)
                        && is_plural(written(next));
                    is_plural(word) || (IRREGULAR.contains(word) && !is_first_of_two)
                }
                Language::German => self.tokens[end].is_capitalised(),
                Language::Russian | Language::Ukrainian => !is_slavic_adjective(written(next - 1)),
                Language::French | Language::Spanish => {
                    !BEFORE_NOUN.contains(written(end)) || !is_noun_word(next)
                }
                Language::Arabic => true,
            };
            end = next;
            if is_last {
                return end;
            }
        }
        match self.lexicon.language {
            _ if at > begin => at,
            // No plural: the first word is the likeliest.
            Language::English if end > at => self.joined_word_end(at),
            Language::English => at,
            // Without a noun, there are only verbs and adverbs.
            Language::German => at + usize::from(end > at && ATTACHED.contains(written(at))),
            Language::French
            | Language::Spanish
            | Language::Russian
            | Language::Ukrainian
            | Language::Arabic => end,
        }
    }

    /// Whether "الماضية" or the like is at a token, which in Arabic belongs to the noun before.
    fn is_after_noun(&self, at: usize) -> bool {
        self.lexicon.language == Language::Arabic
            && [Meaning::Last, Meaning::This, Meaning::Next]
                .into_iter()
                .any(|meaning| self.is(at, meaning))
    }

    /// The end of a sign of a unit: "km", "m²", "km/h".
    fn measure_end(&self, at: usize) -> Option<usize> {
        let is_sign = |at: usize| {
            self.token(at).is_some_and(|token| {
                token.is_word() && !token.is_capitalised() && ATTACHED.contains(&token.folded)
            })
        };
        let is_tight = |at: usize, signs: &str| {
            self.token(at)
                .is_some_and(|token| !token.spaced && signs.contains(token.first()))
        };
        if !is_sign(at) {
            return None;
        }
        if is_tight(at + 1, "²³") {
            return Some(at + 2);
        }
        let is_rate = is_tight(at + 1, "/")
            && self
                .token(at + 2)
                .is_some_and(|token| !token.spaced && token.is_word());
        // "lb-ft"
        let is_product = is_tight(at + 1, "-") && is_sign(at + 2);
        Some(at + if is_rate || is_product { 3 } else { 1 })
    }

    /// The end of a word with those that hyphens join to it: "light-years".
    fn joined_word_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        let is_tight = |at: usize| self.token(at).is_some_and(|token| !token.spaced);
        let is_hyphen = |at: usize| {
            self.token(at)
                .is_some_and(|token| matches!(token.written, "-" | "\u{2010}" | "\u{2011}"))
        };
        while is_hyphen(end)
            && is_tight(end)
            && is_tight(end + 1)
            && self.token(end + 1).is_some_and(Token::is_word)
        {
            end += 2;
        }
        end
    }

    /// Whether the "U." of "U.S." is at a token.
    fn is_initial(&self, at: usize) -> bool {
        let is_letter = self
            .token(at)
            .is_some_and(|token| token.is_capitalised() && token.written.len() == 1);
        let is_stop = self
            .token(at + 1)
            .is_some_and(|stop| stop.first() == '.' && !stop.spaced);
        is_letter && is_stop
    }

    /// Whether a type such as "T-72" or "Shahed-136" is at a token.
    fn is_designation(&self, at: usize) -> bool {
        let is_tight = |at: usize| self.token(at).is_some_and(|token| !token.spaced);
        self.token(at).is_some_and(Token::is_capitalised)
            && self.token(at + 1).is_some_and(Token::is_dash)
            && self.token(at + 2).is_some_and(Token::is_figures)
            && is_tight(at + 1)
            && is_tight(at + 2)
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

/// Adjectives before their nouns, in French and Spanish, without accents.
const BEFORE_NOUN: WordList = WordList(
    "dernieres, derniers, premieres, premiers, prochaines, prochains, grandes, grands, petites, petits, jeunes, \
    nouvelles, nouveaux, autres, anciens, anciennes, vieux, belles, beaux, bons, ultimos, ultimas, primeros, \
    primeras, proximos, proximas, nuevos, nuevas, jovenes, presuntos",
);

/// Plurals without "s".
const IRREGULAR: WordList = WordList(
    "people, men, women, children, personnel, policemen, troops, police, staff, aircraft, km, sheep",
);

/// Whether a word is a verb by its ending: "произошло", "sacudió".
pub(super) fn is_verb(token: &Token, language: Language) -> bool {
    const RUSSIAN: WordList =
        WordList("лось, лась, лись, лся, ется, ются, ится, ятся, атся, шло, шла, шли");
    const UKRAINIAN: WordList = WordList("лося, лася, лися, вся, ться, шло, шла, шли, ено");
    match language {
        Language::Russian => RUSSIAN.ends(&token.folded),
        Language::Ukrainian => UKRAINIAN.ends(&token.folded),
        Language::Spanish => token.written.ends_with('ó'),
        Language::English | Language::German | Language::French | Language::Arabic => false,
    }
}

fn is_slavic_adjective(word: &str) -> bool {
    const ENDINGS: WordList =
        WordList("ові, ых, их, ого, его, ые, ие, ыи, ыми, ими, ои, ая, ую, ім, ым, ої, ньои, ні");
    word.chars().count() > 4 && ENDINGS.ends(word)
}
