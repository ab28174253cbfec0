//! Numbers in words, in digits and in both: "two hundred and three", "2.5 million", "siebenundzwanzigtausend", "ثلاثة
//! وعشرون".
//!
//! A number is read as a sum of terms in descending order. Each term knows the place value of its last non-zero digit
//! (its grain). A word is added if it is smaller than that place; a scale such as "thousand" multiplies all smaller
//! terms. So "two hundred thousand" and "two thousand three hundred" need no rules of their own, and "eight twelve" is
//! two numbers.

mod parts;

use super::{
    lexicon::{Language, Meaning},
    paragraph::Paragraph,
};

/// A number and where its tokens end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    pub value: f64,
    /// The next token.
    pub end: usize,
    /// The factor of the last word, which applies to both ends of "8 to 12 million".
    pub scale: Option<f64>,
    /// Written as a plural without a number: "dozens".
    pub is_vague: bool,
    /// Written as "one" or an ambiguous article ("un").
    pub is_one: bool,
}

#[derive(Clone, Copy)]
struct Part {
    value: f64,
    grain: f64,
}

/// A number read so far.
#[derive(Default)]
struct Sum {
    parts: Vec<Part>,
    scale: Option<f64>,
    is_vague: bool,
    is_one: bool,
    /// A fraction ("a quarter", "two thirds"); takes no further terms.
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
        // 4.1 times a million is 4099999.9999999995.
        let product = (factor * by * 1000.0).round() / 1000.0;
        self.push(if is_alone { by } else { product }, by);
        self.scale = Some(by);
        is_alone
    }
}

impl Paragraph<'_> {
    fn meaning(&self, at: usize) -> Option<Meaning> {
        self.at(at).numeral()
    }

    /// The number that begins at a token.
    pub(super) fn numeral(&self, start: usize) -> Option<Numeral> {
        if self.before(start).inside {
            return None;
        }
        // "millionmillion" is not a number.
        self.read_numeral(start, true)
            .filter(|numeral| !self.before(numeral.end).inside)
    }

    fn read_numeral(&self, start: usize, with_commas: bool) -> Option<Numeral> {
        let mut sum = Sum::default();
        let mut at = start;
        while self.is_leading_zero(at) {
            at += 1;
        }
        if self.at(at).is_one() && self.counts_as_one(at) {
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
                if with_commas && self.at(start).value().is_none() {
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
        if let Some(next) = self.decimals(&mut sum, at) {
            at = self.scales(&mut sum, next);
        } else if let Some(next) = self.added_part_and_scale(&mut sum, at) {
            at = next;
        }
        // "tens of thousands", "a couple of hundred"
        let next = at + usize::from(self.is(at, Meaning::Of));
        let after_group = matches!(self.meaning(at - 1), Some(Meaning::Group(_)));
        if (sum.is_vague || after_group)
            && let Some(
                Meaning::Scales(by) | Meaning::Scale(by) | Meaning::Groups(by) | Meaning::Group(by),
            ) = self.meaning(next)
        {
            sum.multiply(by, |_| true);
            at = next + 1;
        }
        if !sum.is_part
            && let Some(next) = self.added_part_and_scale(&mut sum, at)
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

    /// Whether a zero is spoken before another digit, as in phone numbers: "zero eight".
    fn is_leading_zero(&self, at: usize) -> bool {
        let next = self.meaning(at + 1);
        self.at(at).is_word()
            && self.meaning(at) == Some(Meaning::Number(0.0))
            && matches!(next, Some(Meaning::Number(_) | Meaning::Scale(100.0)))
    }

    /// Whether "a" or "one" at `at` multiplies the next word.
    fn counts_as_one(&self, at: usize) -> bool {
        let next = self.meaning(at + 1);
        // "a score of 409"
        let is_result = matches!(next, Some(Meaning::Group(_)))
            && self.is(at + 2, Meaning::Of)
            && self.at(at + 3).value().is_some();
        if is_result {
            return false;
        }
        matches!(
            next,
            Some(
                Meaning::Scale(_)
                    | Meaning::Group(_)
                    | Meaning::Part(_)
                    | Meaning::Share(_)
                    | Meaning::Point
            )
        ) || self.at(at).inside
            || (matches!(next, Some(Meaning::Scales(_))) && self.meaning(at) == Some(Meaning::One))
            || (self.language() == Language::German && matches!(next, Some(Meaning::Plus(_))))
    }

    /// Adds the word at `at`, with an "and" or a hyphen before it, to the sum. Returns the next token.
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
        let next = self.at(at + 1);
        let is_hyphen = self.at(at).is_hyphen()
            && next.is_word()
            && !next.spaced
            && (self.before(at).is_word()
                || matches!(self.meaning(at + 1), Some(Meaning::Scale(by)) if by >= 1e6));
        if is_hyphen {
            return self.next_part_after_hyphen(sum, at + 1);
        }
        if joins
            && self.language() == Language::Arabic
            && let Some(Meaning::Scale(by)) = self.meaning(at + 1)
        {
            return (by < sum.grain())
                .then(|| self.scale(sum, at + 1))
                .flatten();
        }
        // "one hundred and three quarters"
        let begins_share = matches!(self.meaning(at + 2), Some(Meaning::Shares(_)));
        (joins && !begins_share && self.add(sum, at + 1, true)).then_some(at + 2)
    }

    /// "eight thousand, three hundred and six"
    fn next_part_after_comma(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        let follows_scale = !sum.parts.is_empty() && sum.grain() >= 1000.0 && sum.scale.is_some();
        let is_comma =
            follows_scale && self.language() == Language::English && self.at(at).first() == ',';
        let begins_number = matches!(
            self.meaning(at + 1),
            Some(Meaning::Number(_) | Meaning::One)
        );
        if !is_comma || !begins_number {
            return None;
        }
        let rest = self.read_numeral(at + 1, false)?;
        let fits = rest.value < sum.grain() && (rest.value >= 100.0 || rest.scale.is_some());
        fits.then(|| sum.push(rest.value, grain(rest.value, self.language())))?;
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
        let last = at + 1 + usize::from(self.at(at + 1).is_dash());
        (is_and && self.add(sum, last, true)).then_some(last + 1)
    }

    /// Adds a number if it is smaller than the last place of the sum.
    fn add(&self, sum: &mut Sum, at: usize, after_and: bool) -> bool {
        let language = self.language();
        let (value, is_word) = match (self.at(at).value(), self.meaning(at)) {
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
            (None, Some(Meaning::Share(value)))
                if sum.parts.is_empty()
                    && (self.follows_one(at) || self.is(at + 1, Meaning::ShareNoun)) =>
            {
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
            // "3 million 200 thousand", "treinta y 3"
            let is_units = after_and && value < 10.0 && is_eq(last.grain, 10.0);
            let fits = value < last.grain
                && ((last.grain >= 1000.0 && !after_and)
                    || (is_units && language == Language::Spanish));
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
        // "diez y seis"
        if language == Language::Spanish
            && after_and
            && is_eq(last.value, 10.0)
            && (6.0..10.0).contains(&value)
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

    /// Whether the language puts "and" between this place value and the next term: "two hundred and two", "vingt et
    /// un", "treinta y dos".
    fn joins(&self, grain: f64, value: f64) -> bool {
        match self.language() {
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
        self.before(at).is_one()
    }

    /// Whether the sum so far is the numerator of the fraction at `at`: "two thirds", but not "twenty-third".
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
}

/// Exact: whole numbers and halves have no rounding errors.
pub(super) fn is_eq(value: f64, other: f64) -> bool {
    value == other
}

/// Place value of the last non-zero digit. In French, 60 and 80 are followed by 10 to 19, and 10 by 7 to 9.
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
