//! The words around a number: its bound, and the things counted.

use super::{ATTACHED, MAX_UNIT_WORDS, Number, Step};
use crate::{
    analysis::amounts::{
        Amount, AmountOrDate, FoundAmount,
        counted_things::{names_state, names_thing},
        lexicon::{Language, Meaning},
        paragraph::Paragraph,
        tokens::Token,
    },
    text::WordList,
};

use std::ops::Range;

impl Paragraph<'_> {
    /// "and a half" after the unit, and the next token. `joins` are the meanings that "and" may have.
    pub(in super::super) fn half_after(
        &self,
        at: usize,
        joins: &[Meaning],
    ) -> Option<(f64, usize)> {
        let is_and = self
            .at(at)
            .numeral()
            .is_some_and(|meaning| joins.contains(&meaning));
        let article = self.at(at + 1).numeral() == Some(Meaning::Article);
        let part = at + 1 + usize::from(article);
        let is_half = self.at(part).numeral() == Some(Meaning::Part(0.5));
        (is_and && is_half).then_some((0.5, part + 1))
    }

    /// "طن ونصف", "ساعتين ونصف الساعة": the one or the two is in the noun.
    pub(super) fn noun_and_half(&self, at: usize, after_last: usize) -> Option<Step> {
        let (noun, next) = (self.at(at), self.at(at + 3));
        let may_count = self.language() == Language::Arabic
            && noun.is_word()
            && noun.numeral().is_none()
            && at >= after_last
            && !noun.folded.starts_with("ال")
            && !self.has(noun, Meaning::Stop);
        let (Some(Meaning::And), Some(Meaning::Part(part))) =
            (self.at(at + 1).numeral(), self.at(at + 2).numeral())
        else {
            return None;
        };
        // "and half of the people" is another amount.
        let is_same = next.folded.strip_prefix("ال") == Some(noun.folded.as_str());
        let counts_other = next.is_word() && !is_same && !self.has(next, Meaning::Stop);
        let is_two = noun.folded.ends_with("ين") || noun.folded.ends_with("ان");
        let end = at + 3 + usize::from(is_same);
        let amount = Amount {
            value: part + if is_two { 2.0 } else { 1.0 },
            to: None,
            bound: None,
            unit: noun.written.to_owned(),
        };
        let found = FoundAmount {
            span: self.bytes_of(at..at + 3),
            what: AmountOrDate::Amount(amount),
        };
        (may_count && !counts_other).then_some(Step::FoundAmount(found, end))
    }

    /// "an hour and a half"
    pub(super) fn one_and_half(&self, at: usize) -> Option<Step> {
        let noun = self.at(at + 1);
        let may_count = self.language() == Language::English
            && self.at(at).is_one()
            && noun.is_word()
            && noun.numeral().is_none()
            && !self.has(noun, Meaning::Stop);
        let half = self.half_after(at + 2, &[Meaning::And]);
        let (half, end) = half.filter(|_| may_count)?;
        Some(self.amount_of(at..end, 1.0 + half, noun.written.to_owned()))
    }

    /// "شخصان", "خلال يومين": the two is in the noun.
    pub(super) fn dual_noun(&self, at: usize) -> Option<Step> {
        let is_arabic = self.language() == Language::Arabic;
        let is_dual = |meaning| matches!(meaning, Meaning::Dual | Meaning::Pair(_)).then_some(());
        let ((), end) = self.phrase_at(at, is_dual).filter(|_| is_arabic)?;
        Some(self.amount_of(at..end, 2.0, self.written(at..end)))
    }

    fn amount_of(&self, tokens: Range<usize>, value: f64, unit: String) -> Step {
        let bound = self.phrase_before(tokens.start, Meaning::bound_before);
        let amount = Amount {
            value,
            to: None,
            bound: bound.map(|(bound, _)| bound),
            unit,
        };
        let end = tokens.end;
        let found = FoundAmount {
            span: self.bytes_of(tokens),
            what: AmountOrDate::Amount(amount),
        };
        Step::FoundAmount(found, end)
    }

    /// The end of "%" or "per cent" at a token.
    pub(in super::super) fn percent(&self, at: usize) -> Option<usize> {
        if self.at(at).is_symbol("%٪‰") {
            return Some(at + 1);
        }
        self.end_of(Meaning::Percent, at)
    }

    /// The thing counted, and the next token.
    pub(super) fn unit(&self, first: &Number, last: &Number) -> (String, usize) {
        let mut at = last.end;
        if let Some(end) = self.percent(at) {
            return (self.written(at..end), end);
        }
        if self.at(at).first() == '°' {
            let letter = self.at(at + 1);
            let end = at + 1 + usize::from(letter.is_word() && !letter.spaced);
            return (self.written(at..end), end);
        }
        if let Some(end) = self.currency(at) {
            return (self.written(at..end), end);
        }
        if let Some((start, end)) = first.currency.or(last.currency) {
            return (self.written(start..end), at);
        }
        // "12 or more", "150-odd"
        let hyphen = usize::from(self.at(at).is_hyphen());
        if let Some((_, end)) = self.phrase_at(at + hyphen, Meaning::bound_after) {
            at = end;
        }
        // "12-year-old", "12-Jährige"
        if self.at(at).is_hyphen() {
            let joined = (at + 1..).take_while(|at| {
                let token = self.at(*at);
                !token.spaced && (token.is_word() || token.is_dash())
            });
            let end = at + 1 + joined.count();
            return (self.written(at + 1..end), end);
        }
        // "5,000+ users"
        at += usize::from(self.at(at).first() == '+' && !self.at(at).spaced);
        // "half an hour"
        let is_part = last.numeral.value < 1.0;
        at += usize::from(is_part && self.at(at).numeral() == Some(Meaning::Article));
        while self.is(at, Meaning::Of) && !self.at(at + 1).is_nothing() {
            at += 1;
            at += usize::from(matches!(self.at(at).first(), '\'' | '\u{2019}'));
        }
        // "شخص واحد"
        let noun = self.before(first.start);
        let is_arabic_one = self.language() == Language::Arabic
            && last.end == first.start + 1
            && ["واحد", "واحده"].contains(&self.at(first.start).folded.as_str());
        if is_arabic_one
            && noun.is_word()
            && noun.numeral().is_none()
            && !self.has(noun, Meaning::Stop)
        {
            return (noun.written.to_owned(), last.end);
        }
        let end = self.noun_end(at);
        if end > at {
            (self.written(at..end), end)
        } else if let Some(state) = self.state(at) {
            (self.at(state).written.to_owned(), state + 1)
        } else {
            (String::new(), last.end)
        }
    }

    /// The participle after a number, possibly after auxiliary verbs: "were killed", "ранены".
    fn state(&self, at: usize) -> Option<usize> {
        const MAX_VERBS: usize = 4;
        let is_auxiliary = |at: &usize| AUXILIARIES.contains(&self.at(*at).folded);
        let state = at + (at..at + MAX_VERBS).take_while(is_auxiliary).count();
        let token = self.at(state);
        let is_slavic = matches!(self.language(), Language::Russian | Language::Ukrainian);
        let is_common_verb =
            self.has(token, Meaning::Stop) && !(is_slavic && SHORT_PARTICIPLES.ends(&token.folded));
        (token.is_word() && !is_common_verb && names_state(&token.folded)).then_some(state)
    }

    /// The end of the words that name the thing counted.
    fn noun_end(&self, at: usize) -> usize {
        let is_noun_word = |at: usize| {
            let token = self.at(at);
            // In Arabic, "الماضية" belongs to the noun before.
            let is_after_noun = self.language() == Language::Arabic && self.is_modifier(token);
            let is_label = self.has(token, Meaning::Label) && token.written.ends_with('.');
            token.is_word()
                && !self.has(token, Meaning::Stop)
                && !is_label
                && self.phrase_at(at, Meaning::bound_before).is_none()
                && !self.has(token, Meaning::AgoAfter)
                && !is_after_noun
                && !is_verb(token, self.language())
                && matches!(
                    token.numeral(),
                    None | Some(Meaning::Share(_) | Meaning::Minus | Meaning::Point)
                )
        };
        let written = |at: usize| self.at(at).folded.as_str();
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
        while words < MAX_UNIT_WORDS && is_noun_word(end) {
            let next = self.joined_word_end(end);
            words += 1;
            let is_last = match self.language() {
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
                Language::German => self.at(end).is_capitalised(),
                // "тринадцять цивільних дістали": the adjective is the noun.
                Language::Russian | Language::Ukrainian => {
                    !is_slavic_adjective(written(next - 1))
                        || (names_thing(written(next - 1)) && PAST_TENSE.ends(written(next)))
                }
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
        match self.language() {
            _ if at > begin => at,
            // "sent five home"
            Language::English if ADVERBS.contains(written(at)) => at,
            // Without a plural, the first word is the likeliest.
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

    /// The end of the symbol of a unit: "km", "m²", "km/h".
    fn measure_end(&self, at: usize) -> Option<usize> {
        let is_symbol = |at: usize| {
            let token = self.at(at);
            token.is_word() && !token.is_capitalised() && ATTACHED.contains(&token.folded)
        };
        let (next, beyond) = (self.at(at + 1), self.at(at + 2));
        if !is_symbol(at) {
            return None;
        }
        if next.spaced {
            return Some(at + 1);
        }
        let is_rate = next.first() == '/' && beyond.is_word() && !beyond.spaced;
        // "lb-ft"
        let is_product = next.first() == '-' && is_symbol(at + 2);
        let is_power = matches!(next.first(), '²' | '³');
        let more = if is_rate || is_product { 2 } else { 0 };
        Some(at + 1 + if is_power { 1 } else { more })
    }

    /// The end of a word including those joined to it by hyphens: "light-years".
    fn joined_word_end(&self, at: usize) -> usize {
        let joins = |at: usize| {
            let (hyphen, word) = (self.at(at), self.at(at + 1));
            matches!(hyphen.written, "-" | "\u{2010}" | "\u{2011}")
                && word.is_word()
                && !hyphen.spaced
                && !word.spaced
        };
        let mut end = at + 1;
        while joins(end) {
            end += 2;
        }
        end
    }

    /// Whether the "U." of "U.S." is at a token.
    fn is_initial(&self, at: usize) -> bool {
        let (letter, stop) = (self.at(at), self.at(at + 1));
        letter.is_capitalised() && letter.written.len() == 1 && stop.first() == '.' && !stop.spaced
    }

    /// Whether a type such as "T-72" or "Shahed-136" is at a token.
    fn is_designation(&self, at: usize) -> bool {
        let figures = self.at(at + 2);
        self.at(at).is_capitalised()
            && self.at(at + 1).is_hyphen()
            && figures.is_figures()
            && !figures.spaced
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

/// Verbs between a number and a participle, in all languages.
const AUXILIARIES: WordList = WordList(
    "was, were, is, are, be, been, being, have, has, had, may, might, could, also, reportedly, feared, still, wurde, \
    wurden, werden, sind, waren, ont, ete, sont, etaient, furent, resultaron, fueron, han, sido, estan, quedaron, были, \
    было, були, було",
);

/// Endings of short participles in Russian and Ukrainian.
const SHORT_PARTICIPLES: WordList =
    WordList("ены, аны, ен, ено, ано, ены, ені, ані, иты, ито, иті");

/// Endings of verbs in the past tense in Russian and Ukrainian.
const PAST_TENSE: WordList = WordList("ли, ло, ла, лся, лись, лися");

/// English adverbs that follow a number as a noun would.
const ADVERBS: WordList =
    WordList("home, abroad, alive, alone, together, aboard, ashore, overboard, nearby");

/// Plurals without "s".
const IRREGULAR: WordList = WordList(
    "people, men, women, children, personnel, policemen, troops, police, staff, aircraft, km, sheep",
);

/// Whether the ending of a word makes it a verb: "произошло", "sacudió".
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
