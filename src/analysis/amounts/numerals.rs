//! Numbers in words, in figures and in both: "two hundred and three", "2.5 million", "siebenundzwanzigtausend", "ثلاثة وعشرون".
//!
//! A number is a list of parts, the largest first, each with the place of its last digit (its grain). A word joins it if it is
//! smaller than that place, and a scale multiplies the parts that are smaller than itself; so "two hundred thousand" and "two
//! thousand three hundred" need no rules of their own, and "eight twelve" is two numbers.

use super::{
    lexicon::{Language, Lexicon, Meaning},
    tokens::{Kind, Token},
};

/// A number and the tokens that it is written with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    pub value: f64,
    /// The first token after it.
    pub end: usize,
    /// The factor of the last word, which applies to both ends of "8 to 12 million".
    pub scale: Option<f64>,
    /// Written as a plural without a number: "dozens".
    pub is_vague: bool,
    /// Written as "one", or as a word that is an article as well.
    pub is_one: bool,
}

#[derive(Clone, Copy)]
struct Part {
    value: f64,
    grain: f64,
}

pub(super) struct Reader<'a, 't> {
    pub tokens: &'a [Token<'t>],
    pub lexicon: &'a Lexicon,
}

/// A number as far as it has been read.
#[derive(Default)]
struct Sum {
    parts: Vec<Part>,
    scale: Option<f64>,
    is_vague: bool,
    is_one: bool,
    /// "a quarter", "two thirds": nothing is added to them.
    is_part: bool,
}

impl Sum {
    fn value(&self) -> f64 {
        self.parts.iter().map(|part| part.value).sum()
    }

    fn grain(&self) -> f64 {
        self.parts.last().map_or(f64::INFINITY, |part| part.grain)
    }

    fn push(&mut self, value: f64, grain: f64) {
        self.parts.push(Part { value, grain });
        self.scale = None;
    }

    fn multiply(&mut self, by: f64, is_below: impl Fn(&Part) -> bool) -> bool {
        let at = self
            .parts
            .iter()
            .rposition(|part| !is_below(part))
            .map_or(0, |at| at + 1);
        let factor: f64 = self.parts.drain(at..).map(|part| part.value).sum();
        let is_alone = factor == 0.0;
        self.push(if is_alone { by } else { factor * by }, by);
        self.scale = Some(by);
        is_alone
    }
}

impl Reader<'_, '_> {
    fn meaning(&self, at: usize) -> Option<Meaning> {
        self.tokens.get(at)?.numeral()
    }

    fn figures(&self, at: usize) -> Option<f64> {
        match self.tokens.get(at)?.kind {
            Kind::Figures(figures) => figures.value,
            Kind::Word(_) | Kind::Sign => None,
        }
    }

    /// The number that begins at a token.
    pub fn numeral(&self, start: usize) -> Option<Numeral> {
        let cuts_word = |end: usize| {
            end.checked_sub(1)
                .is_some_and(|last| self.tokens[last].inside)
        };
        if cuts_word(start) {
            return None;
        }
        // "millionmillion" is no number.
        self.read(start, true)
            .filter(|numeral| !cuts_word(numeral.end))
    }

    fn read(&self, start: usize, with_commas: bool) -> Option<Numeral> {
        let mut sum = Sum::default();
        let mut at = start;
        if matches!(self.meaning(at), Some(Meaning::Article | Meaning::One))
            && self.counts_as_one(at)
        {
            let is_multiplied = matches!(
                self.meaning(at + 1),
                Some(Meaning::Part(_) | Meaning::Share(_))
            );
            if !is_multiplied {
                sum.push(1.0, 1.0);
            }
            at += 1;
        }
        let next_part = |sum: &mut Sum, at| {
            let next = self.next_part(sum, at);
            next.or_else(|| {
                if with_commas {
                    self.next_part_after_comma(sum, at)
                } else {
                    None
                }
            })
        };
        while let Some(next) = next_part(&mut sum, at) {
            at = next;
        }
        if sum.parts.is_empty() {
            return None;
        }
        if let Some(next) = self
            .decimals(&mut sum, at)
            .or_else(|| self.added_part(&mut sum, at))
        {
            at = next;
            while let Some(next) = self.scale(&mut sum, at) {
                at = next;
            }
        }
        // "tens of thousands", "a couple of hundred"
        let next = at + usize::from(self.is_of(at));
        let after_group = matches!(self.meaning(at - 1), Some(Meaning::Group(_)));
        if (sum.is_vague || after_group)
            && let Some(Meaning::Scales(by) | Meaning::Scale(by) | Meaning::Groups(by)) =
                self.meaning(next)
        {
            sum.multiply(by, |_| true);
            at = next + 1;
        }
        if !sum.is_part
            && let Some(next) = self.added_part(&mut sum, at)
        {
            at = next;
        }
        Some(Numeral {
            value: sum.value(),
            end: at,
            scale: sum.scale,
            is_vague: sum.is_vague,
            is_one: sum.is_one && at == start + 1,
        })
    }

    fn is_of(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| self.lexicon.is(&token.folded, Meaning::Of))
    }

    /// Whether "a", "one" or "un" is before something that it counts.
    fn counts_as_one(&self, at: usize) -> bool {
        let next = self.meaning(at + 1);
        matches!(
            next,
            Some(
                Meaning::Scale(_)
                    | Meaning::Group(_)
                    | Meaning::Part(_)
                    | Meaning::Share(_)
                    | Meaning::Point
            )
        ) || self.tokens[at].inside
            || (matches!(next, Some(Meaning::Scales(_))) && self.meaning(at) == Some(Meaning::One))
            || (self.lexicon.language == Language::German && matches!(next, Some(Meaning::Plus(_))))
    }

    /// Adds the word at `at` to the sum, with an "and" or a hyphen before it. The token after it.
    fn next_part(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        if let Some(next) = self.scale(sum, at) {
            return Some(next);
        }
        if self.add(sum, at, false) {
            return Some(at + 1);
        }
        if sum.parts.is_empty() || sum.is_part {
            return None;
        }
        let joins = self.meaning(at) == Some(Meaning::And);
        let is_hyphen = self
            .tokens
            .get(at)
            .is_some_and(|token| token.is_dash() && !token.spaced)
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|token| token.is_word() && !token.spaced)
            && self.tokens[at - 1].is_word();
        if is_hyphen {
            return self.next_part_after_hyphen(sum, at + 1);
        }
        if joins
            && self.lexicon.language == Language::Arabic
            && let Some(Meaning::Scale(by)) = self.meaning(at + 1)
        {
            return (by < sum.grain())
                .then(|| self.scale(sum, at + 1))
                .flatten();
        }
        (joins && self.add(sum, at + 1, true)).then_some(at + 2)
    }

    /// "eight thousand, three hundred and six"
    fn next_part_after_comma(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        let follows_scale = !sum.parts.is_empty() && sum.grain() >= 1000.0 && sum.scale.is_some();
        let is_comma = follows_scale
            && self.lexicon.language == Language::English
            && self.tokens.get(at)?.first() == ','
            && self.figures(at - 1).is_none();
        if !is_comma || self.figures(at + 1).is_some() {
            return None;
        }
        let rest = self.read(at + 1, false)?;
        let fits = rest.value < sum.grain() && (rest.value >= 100.0 || rest.scale.is_some());
        fits.then(|| sum.push(rest.value, grain(rest.value, self.lexicon.language)))?;
        sum.scale = rest.scale;
        Some(rest.end)
    }

    /// After a hyphen, "et" and "und" are hyphened as well: "vingt-et-un".
    fn next_part_after_hyphen(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        if let Some(next) = self.scale(sum, at) {
            return Some(next);
        }
        if self.add(sum, at, false) {
            return Some(at + 1);
        }
        let is_and = self.meaning(at) == Some(Meaning::And);
        let last = at + 1 + usize::from(self.tokens.get(at + 1).is_some_and(Token::is_dash));
        (is_and && self.add(sum, last, true)).then_some(last + 1)
    }

    /// Adds a number, if it is smaller than the last place of the sum.
    fn add(&self, sum: &mut Sum, at: usize, after_and: bool) -> bool {
        let language = self.lexicon.language;
        let (value, is_word) = match (self.figures(at), self.meaning(at)) {
            (Some(value), _) => (value, false),
            (None, Some(Meaning::Number(value))) => (value, true),
            (None, Some(Meaning::One)) if !sum.parts.is_empty() => (1.0, true),
            (None, Some(Meaning::One)) => {
                sum.is_one = true;
                (1.0, true)
            }
            (None, Some(Meaning::Article))
                if !sum.parts.is_empty() && language != Language::English =>
            {
                (1.0, true)
            }
            (None, Some(Meaning::Part(value))) if sum.parts.is_empty() => {
                sum.is_part = true;
                (value, true)
            }
            (None, Some(Meaning::Share(value))) if self.follows_one(at) && sum.parts.is_empty() => {
                sum.is_part = true;
                (value, true)
            }
            (None, Some(Meaning::Part(value) | Meaning::Shares(value) | Meaning::Share(value)))
                if self.is_numerator(sum, at, after_and) =>
            {
                let numerator = sum.value();
                sum.parts.clear();
                sum.is_part = true;
                sum.push(numerator * value, 0.0);
                return true;
            }
            _ => return false,
        };
        let Some(last) = sum.parts.last_mut() else {
            sum.push(value, grain(value, language));
            return true;
        };
        if !is_word {
            // "3 million 200 thousand"
            let fits = value < last.grain && last.grain >= 1000.0 && !after_and;
            if fits {
                sum.push(value, 1.0);
            }
            return fits;
        }
        let is_unit = is_eq(last.grain, 1.0) && (1.0..10.0).contains(&last.value);
        let is_tens = (20.0..100.0).contains(&value) && value % 10.0 == 0.0;
        let units_first = matches!(language, Language::German | Language::Arabic);
        if (units_first && after_and && is_unit && is_tens)
            || (language == Language::Arabic && !after_and && is_unit && is_eq(value, 10.0))
        {
            last.value += value;
            return true;
        }
        // "quatre-vingt"
        if language == Language::French && is_eq(last.value, 4.0) && is_eq(value, 20.0) {
            *last = Part {
                value: 80.0,
                grain: 20.0,
            };
            return true;
        }
        let fits = value < last.grain && (!after_and || self.joins(last.grain, value));
        if fits {
            sum.push(value, grain(value, language));
        }
        fits
    }

    /// Whether an "and" may stand before a value after a place: "two hundred and two", "vingt et un", "treinta y dos".
    fn joins(&self, grain: f64, value: f64) -> bool {
        match self.lexicon.language {
            Language::English | Language::German => grain >= 100.0,
            Language::French => {
                (10.0..=20.0).contains(&grain) && (is_eq(value, 1.0) || is_eq(value, 11.0))
            }
            Language::Spanish => is_eq(grain, 10.0),
            Language::Russian | Language::Ukrainian => false,
            Language::Arabic => true,
        }
    }

    fn follows_one(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.meaning(at));
        matches!(before, Some(Meaning::Article | Meaning::One))
    }

    /// Whether "two" is before "thirds"; "twenty-third" is an ordinal.
    fn is_numerator(&self, sum: &Sum, at: usize, after_and: bool) -> bool {
        let is_half_of_last =
            matches!(self.meaning(at), Some(Meaning::Part(part)) if is_eq(part, 0.5));
        let is_singular = matches!(self.meaning(at), Some(Meaning::Share(_)));
        let is_whole = sum.value().fract() == 0.0;
        !after_and
            && !is_half_of_last
            && is_whole
            && (!is_singular || is_eq(sum.value(), 1.0))
            && !sum.parts.is_empty()
    }

    /// Multiplies by a scale or a dozen.
    fn scale(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        if sum.is_part && !sum.parts.is_empty() {
            // "half a million", "a quarter of a million"
            let mut at = at;
            at += usize::from(self.is_of(at));
            at += usize::from(
                self.tokens
                    .get(at)
                    .is_some_and(|token| token.is_dash() && !token.spaced),
            );
            at += usize::from(matches!(
                self.meaning(at),
                Some(Meaning::Article | Meaning::One)
            ));
            let Some(Meaning::Scale(by) | Meaning::Scales(by) | Meaning::Group(by)) =
                self.meaning(at)
            else {
                return None;
            };
            sum.multiply(by, |_| true);
            sum.is_part = false;
            return Some(at + 1);
        }
        let meaning = self.meaning(at)?;
        let is_attached_letter =
            !self.tokens[at].spaced && at > 0 && self.figures(at - 1).is_some();
        match meaning {
            // "K" and "m" are scales only beside figures.
            Meaning::Scale(_)
                if self.tokens[at].folded.len() == 1
                    && !is_attached_letter
                    && !self.tokens[at].is("k") =>
            {
                None
            }
            Meaning::Scale(_) if self.tokens[at].written == "m" && !self.is_million(at) => None,
            Meaning::Scale(by) | Meaning::Scales(by) => {
                let below: f64 = sum
                    .parts
                    .iter()
                    .rev()
                    .take_while(|part| part.value < by)
                    .map(|part| part.value)
                    .sum();
                // "hundred hundred", "million thousand million"
                let fits = sum.parts.is_empty()
                    || (below > 0.0 && (below < by || self.figures(at - 1).is_some()))
                    || self.figures(at - 1).is_some()
                    || by < sum.grain();
                if !fits {
                    return None;
                }
                let all = at > 0 && self.figures(at - 1).is_some() && sum.parts.len() == 1;
                // "ألفا" is two thousand alone, and the thousand of "عشرون ألفا".
                let token = &self.tokens[at];
                let is_dual = self.lexicon.language == Language::Arabic
                    && sum.parts.is_empty()
                    && token.folded.ends_with('ا')
                    && !token.written.contains('\u{64b}');
                let by = if is_dual { 2.0 * by } else { by };
                let is_alone = sum.multiply(by, |part| part.value < by || all);
                sum.is_vague |=
                    is_alone && matches!(meaning, Meaning::Scales(_)) && sum.parts.len() == 1;
                Some(at + 1)
            }
            Meaning::Group(by) | Meaning::Groups(by) => {
                let is_alone = sum.multiply(by, |_| true);
                sum.is_vague |= is_alone && matches!(meaning, Meaning::Groups(_));
                Some(at + 1)
            }
            _ => None,
        }
    }

    /// Whether "m" stands for a million and not for metres: in an amount of money, and before people or things.
    fn is_million(&self, at: usize) -> bool {
        let has_currency = at > 1 && "$€£¥".contains(self.tokens[at - 2].first());
        let counts = self.tokens.get(at + 1).is_some_and(|next| {
            next.is_word() && (next.folded.ends_with('s') || next.is("people"))
        });
        has_currency || counts
    }

    /// "point five", "virgule zéro cinq", "целых пять десятых".
    fn decimals(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        if self.meaning(at) != Some(Meaning::Point) || sum.is_part {
            return None;
        }
        let mut at = at + 1;
        at += usize::from(matches!(self.meaning(at), Some(Meaning::And)));
        let mut digits = String::new();
        while let Some((two, next)) = self.two_digits(at) {
            digits.push_str(&two);
            at = next;
        }
        let written: f64 = digits.parse().ok()?;
        let decimals = match self.meaning(at) {
            Some(Meaning::Part(part) | Meaning::Share(part) | Meaning::Shares(part))
                if !is_eq(part, 0.5) =>
            {
                at += 1;
                written * part
            }
            _ => format!("0.{digits}").parse().ok()?,
        };
        sum.push(decimals, 0.0);
        Some(at)
    }

    /// The next one or two digits in words: "zero", "seventy-one".
    fn two_digits(&self, at: usize) -> Option<(String, usize)> {
        if let Some(value) = self.figures(at) {
            return Some((value.to_string(), at + 1));
        }
        let number = |at| match self.meaning(at) {
            Some(Meaning::Number(value)) if value < 100.0 => Some(value),
            Some(Meaning::One) => Some(1.0),
            _ => None,
        };
        let first = number(at)?;
        let skipped = at
            + 1
            + usize::from(
                self.tokens.get(at + 1).is_some_and(Token::is_dash)
                    || self.meaning(at + 1) == Some(Meaning::And),
            );
        match number(skipped) {
            Some(unit) if first >= 20.0 && first % 10.0 == 0.0 && unit < 10.0 => {
                Some(((first + unit).to_string(), skipped + 1))
            }
            _ => Some((first.to_string(), at + 1)),
        }
    }

    /// "and a half", "y medio", "einhalb", "с половиной", "and two thirds".
    fn added_part(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        if sum.is_part || sum.parts.is_empty() {
            return None;
        }
        let of_last = if sum.grain() >= 1000.0 {
            sum.grain()
        } else {
            1.0
        };
        if let Some(Meaning::Plus(part)) = self.meaning(at) {
            sum.push(part * of_last, 0.0);
            return Some(at + 1);
        }
        // "2 1/4"
        if let (Some(part), true) = (
            self.written_fraction(at),
            self.figures(at.checked_sub(1)?).is_some(),
        ) {
            sum.push(part, 0.0);
            return Some(at + 3);
        }
        let joins = matches!(self.meaning(at), Some(Meaning::And | Meaning::With));
        if !joins {
            return None;
        }
        let with_article = at
            + 1
            + usize::from(matches!(
                self.meaning(at + 1),
                Some(Meaning::Article | Meaning::One)
            ));
        let (part, end) = match self.meaning(with_article) {
            Some(Meaning::Part(part) | Meaning::Plus(part)) => (part, with_article + 1),
            Some(Meaning::Share(part)) if with_article > at + 1 => (part, with_article + 1),
            _ => {
                let mut shares = Sum::default();
                let is_share = self.add(&mut shares, at + 1, false)
                    && self.add(&mut shares, at + 2, false)
                    && shares.is_part;
                let share = is_share
                    .then(|| shares.value())
                    .filter(|share| *share < 1.0)?;
                (share, at + 3)
            }
        };
        sum.push(part * of_last, 0.0);
        Some(end)
    }

    /// The value of "3/4".
    pub fn written_fraction(&self, at: usize) -> Option<f64> {
        let (over, under) = (self.figures(at)?, self.figures(at + 2)?);
        let is_slash = self
            .tokens
            .get(at + 1)
            .is_some_and(|token| matches!(token.first(), '/' | '\u{2044}') && !token.spaced);
        let is_attached = is_slash && !self.tokens[at + 2].spaced;
        let is_common = (2.0..=10.0).contains(&under)
            || [12.0, 15.0, 16.0, 20.0, 100.0, 1000.0].contains(&under);
        (is_attached && is_common && over > 0.0 && over < under && over.fract() == 0.0)
            .then_some(over / under)
    }
}

/// Whole numbers and halves are exact.
pub(super) fn is_eq(value: f64, other: f64) -> bool {
    value == other
}

/// The place of the last digit that is not zero. In French, 60 and 80 are followed by 10 to 19, and 10 by 7 to 9.
fn grain(value: f64, language: Language) -> f64 {
    let is_french = language == Language::French;
    match value {
        60.0 | 80.0 if is_french => 20.0,
        10.0 if is_french => 10.0,
        _ if value.fract() != 0.0 || value < 20.0 => 1.0,
        _ if value % 1e9 == 0.0 => 1e9,
        _ if value % 1e6 == 0.0 => 1e6,
        _ if value % 1000.0 == 0.0 => 1000.0,
        _ if value % 100.0 == 0.0 => 100.0,
        _ if value % 10.0 == 0.0 => 10.0,
        _ => 1.0,
    }
}
