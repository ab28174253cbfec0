//! Bounds of numbers: "at least", "12 or more", ">".

use super::Number;
use crate::{
    analysis::amounts::{
        Bound,
        lexicon::{Language, Meaning},
        paragraph::Paragraph,
        tokens::Token,
    },
    text::WordList,
};

impl Paragraph<'_> {
    /// Whether a bound such as "au moins" ends before a token.
    pub(in super::super) fn follows_bound(&self, end: usize) -> bool {
        self.phrase_before(end, Meaning::bound_before).is_some()
    }

    /// The bound before a number, with an article, a currency or "from" between.
    pub(super) fn bound_before(&self, number: &Number) -> Option<Bound> {
        let mut at = number.start;
        let mut passed_preposition = false;
        for _ in 0..3 {
            if let Some((bound, start)) = self.phrase_before(at, Meaning::bound_before) {
                // "fiel um die Hälfte"
                let is_half = self.at(start).is("um") && number.numeral.value < 1.0;
                if is_half || (bound == Bound::UpTo && self.is_end_of_change(start)) {
                    return None;
                }
                // "больше на 5" compares, but "примерно на 5" and "менее чем за 5" do not.
                let is_sure = matches!(bound, Bound::About | Bound::Almost) || at > start + 1;
                if passed_preposition && !is_sure {
                    return None;
                }
                // "more than about 20": the first says more.
                return match self.phrase_before(start, Meaning::bound_before) {
                    Some((earlier, _)) if bound == Bound::About => Some(earlier),
                    Some(_) | None => Some(bound),
                };
            }
            let before = self.before(at);
            let symbol = match before.first() {
                '~' | '≈' | '±' => Some(Bound::About),
                '>' => Some(Bound::MoreThan),
                '<' => Some(Bound::FewerThan),
                '≥' => Some(Bound::AtLeast),
                '≤' => Some(Bound::UpTo),
                _ => None,
            };
            if symbol.is_some() {
                return symbol;
            }
            let is_preposition = self.is_preposition(before);
            let passes =
                before.is_one() || self.has(before, Meaning::Of) || self.has(before, Meaning::With);
            if !passes && !is_preposition {
                return None;
            }
            passed_preposition |= is_preposition && !passes;
            at -= 1;
        }
        None
    }

    /// Whether "до" means "to", as in "выросла до 12" and "приговорили до 12 лет", and not "up to", as in "до 12
    /// ракет".
    fn is_end_of_change(&self, at: usize) -> bool {
        let before = self.tokens[..at].iter().rev().take(MAX_CHANGE_WORDS);
        let mut in_sentence = before.take_while(|token| !token.is_symbol(".!?;"));
        self.at(at).is("до") && in_sentence.any(|token| CHANGES.begins(&token.folded))
    }

    /// The bound after a number or after its unit: "12 or more", "12+".
    pub(super) fn bound_after(&self, end: usize, after_unit: usize) -> Option<(Bound, usize)> {
        if self.at(end).first() == '+' && !self.at(end).spaced {
            return Some((Bound::AtLeast, end + 1));
        }
        // "150-odd"
        let hyphen = usize::from(self.at(end).is_hyphen());
        [end + hyphen, after_unit]
            .into_iter()
            .find_map(|at| self.phrase_at(at, Meaning::bound_after))
            // "5 plus 3"
            .filter(|(_, end)| !self.is_number_or_currency(*end))
    }

    /// The noun before a number that it makes approximate in Russian and Ukrainian: "человек двадцать".
    pub(super) fn noun_before(&self, number: &Number) -> Option<String> {
        let noun = self.before(number.start);
        let earlier = self.before(number.start.saturating_sub(1));
        let is_slavic = matches!(self.language(), Language::Russian | Language::Ukrainian);
        let is_counted_by_other = earlier.is_figures() || earlier.numeral().is_some();
        (is_slavic && COUNTED.contains(&noun.folded) && !is_counted_by_other)
            .then(|| noun.written.to_owned())
    }

    /// Whether the token, such as "на", may be between a bound and its number.
    fn is_preposition(&self, token: &Token) -> bool {
        const SLAVIC: [&str; 9] = ["на", "в", "во", "за", "у", "с", "со", "по", "через"];
        match self.language() {
            Language::Russian | Language::Ukrainian => SLAVIC.contains(&token.folded.as_str()),
            Language::English
            | Language::German
            | Language::French
            | Language::Spanish
            | Language::Arabic => false,
        }
    }
}

/// Maximum number of words between a verb of change and its end.
const MAX_CHANGE_WORDS: usize = 12;

/// Nouns in the case that follows a number, which may also precede it.
const COUNTED: WordList = WordList(
    "человек, лет, минут, часов, днеи, месяцев, недель, раз, километров, метров, рублеи, тонн, осіб, людеи, років, \
    хвилин, годин, днів, місяців, тижнів, кілометрів, метрів, гривень",
);

/// Stems of verbs of change in Russian and Ukrainian, without accents.
const CHANGES: WordList = WordList(
    "вырос, выраст, возрос, возраст, увелич, повыс, подня, поднял, сниз, упал, опуст, сократ, уменьш, дошл, довел, \
    зрос, зроста, збільш, підвищ, підня, зниз, впал, скорот, зменш, засуд, присуд, прогр, разогр, нагр, посил, \
    усил",
);
