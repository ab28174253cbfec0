//! Amounts: numbers with their bounds, ranges and units.

mod bounds;
mod counted;
mod not_amounts;
mod shares;

use super::{
    Amount, AmountOrDate, Bound, FoundAmount,
    dates::FoundDate,
    lexicon::{Language, Meaning},
    numerals::Numeral,
    paragraph::Paragraph,
    tokens::{Kind, Token},
};
use crate::text::WordList;

/// Maximum number of words in a unit.
pub(super) const MAX_UNIT_WORDS: usize = 3;
const CURRENCIES: &str = "$€£¥₽₴₹₺₪₩";
/// Codes before a number: "EUR 5".
const CODES: WordList = WordList(
    "USD, EUR, GBP, CHF, RUB, UAH, JPY, CNY, AED, SAR, EGP, US, INR, Rs, CAD, AUD, PLN, TRY, SEK, NOK, DKK, CZK",
);
/// Letters before a dollar symbol: "US$ 5".
const DOLLARS: WordList = WordList("US, A, AU, C, CA, HK, NZ, NT, S, R, Z, MX");
/// Units that are attached to digits.
const ATTACHED: WordList = WordList(
    "km, m, cm, mm, kg, g, mg, t, l, ml, ha, h, min, mph, kmh, kw, mw, gw, kwh, mwh, gb, mb, tb, hz, mhz, ghz, c, \
    f, ft, lb, lbs, oz, км, м, см, мм, кг, г, т, л, га",
);

/// A number with its minus, and the range of its tokens.
#[derive(Clone, Copy)]
struct Number {
    numeral: Numeral,
    start: usize,
    end: usize,
    /// The currency before it, as a range of tokens.
    currency: Option<(usize, usize)>,
}

enum Step {
    FoundAmount(FoundAmount, usize),
    Skip(usize),
}

impl Paragraph<'_> {
    /// All amounts of the text outside its dates.
    pub(super) fn amounts(&self, dates: &[FoundDate]) -> Vec<FoundAmount> {
        let mut found = Vec::new();
        let mut at = 0;
        // The first token after the last amount or date.
        let mut after_last = 0;
        let mut dates = dates.iter().map(|date| &date.span).peekable();
        while at < self.tokens.len() {
            let byte = self.at(at).range.start;
            if let Some(date) = dates.next_if(|date| date.start <= byte) {
                let rest = self.tokens[at..].iter();
                at += rest.take_while(|it| it.range.start < date.end).count();
                after_last = at;
                continue;
            }
            let limit = dates.peek().map_or(usize::MAX, |date| date.start);
            at = match self.amount(at, limit, after_last) {
                Step::FoundAmount(amount, next) => {
                    found.push(amount);
                    after_last = next;
                    next
                }
                Step::Skip(next) => next.max(at + 1),
            };
        }
        found
    }

    /// The amount at a token. The preceding text ends at byte `limit`.
    fn amount(&self, at: usize, limit: usize, after_last: usize) -> Step {
        let in_noun = self
            .noun_and_half(at, after_last)
            .or_else(|| self.dual_noun(at))
            .or_else(|| self.one_and_half(at));
        if let Some(Step::FoundAmount(found, end)) = in_noun
            && found.span.end <= limit
        {
            return Step::FoundAmount(found, end);
        }
        let ends_in_time = |number: &Number| self.before(number.end).range.end <= limit;
        let share = self.share(at).filter(ends_in_time);
        let Some(number) = share.or_else(|| self.number(at)) else {
            return Step::Skip(at + 1);
        };
        if share.is_none() && (!ends_in_time(&number) || self.is_name(&number, after_last)) {
            return Step::Skip(self.name_end(&number));
        }
        let first = number;
        let (mut last, mut to) = (number, None);
        let mut value = number.numeral.value;
        if let Some(end) = self.range_end(&number).filter(ends_in_time) {
            let scaled = match (end.numeral.scale, number.numeral.scale) {
                (Some(scale), None) if value <= end.numeral.value / scale => value * scale,
                _ => value,
            };
            if scaled < end.numeral.value {
                value = scaled;
                to = Some(end.numeral.value);
                last = end;
            }
        }
        let (mut unit, mut next) = self.unit(&first, &last);
        if share.is_some() && unit.is_empty() {
            unit = self
                .noun_of_share(at)
                .map_or_else(String::new, |noun| self.at(noun).written.to_owned());
        }
        // "una tonelada y media"
        if to.is_none()
            && next == last.end + 1
            && let Some((half, end)) = self.half_after(next, &[Meaning::And])
        {
            value += half;
            next = end;
        }
        let bound = if to.is_some() {
            Some(Bound::Range)
        } else {
            self.bound_before(&first).or_else(|| {
                let (bound, end) = self.bound_after(last.end, next)?;
                next = next.max(end);
                Some(bound)
            })
        };
        let bound = bound.or(first.numeral.is_vague.then_some(Bound::AtLeast));
        if to.is_none()
            && let Some(end) = self.end_of(Meaning::BelowZero, next)
        {
            value = -value;
            next = end;
        }
        let (bound, unit) = match self.noun_before(&first).filter(|_| unit.is_empty()) {
            Some(noun) if bound.is_none() => (Some(Bound::About), noun),
            Some(_) | None => (bound, unit),
        };
        let amount = Amount {
            value,
            to,
            bound,
            unit,
        };
        let found = FoundAmount {
            span: self.bytes_of(first.start..last.end),
            what: AmountOrDate::Amount(amount),
        };
        Step::FoundAmount(found, next.max(last.end))
    }

    /// The number at a token, with a minus before it.
    fn number(&self, at: usize) -> Option<Number> {
        let (before, token, next) = (self.before(at), self.at(at), self.at(at + 1));
        let is_en_dash = token.first() == '\u{2013}';
        let is_minus = (token.numeral() == Some(Meaning::Minus) && !self.follows_bound(at + 1))
            || (token.is_dash()
                && (token.spaced || before.is_nothing() || before.kind == Kind::Symbol)
                && !is_en_dash
                && token.first() != '\u{2014}'
                && next.is_figures()
                && (!next.spaced || at == 0))
            || (is_en_dash && token.spaced && next.is_figures() && !next.spaced);
        let mut start = at + usize::from(is_minus);
        let mut currency = None;
        // "$-5", "US$ 5"
        while let Some(end) = self.currency(start) {
            let is_symbol = self.before(end).kind == Kind::Symbol;
            if !is_symbol && !self.is_number_or_currency(end) {
                break;
            }
            currency.get_or_insert((start, end));
            start = end;
        }
        let numeral = match self.written_fraction(start) {
            Some(value) => Numeral {
                value,
                end: start + 3,
                scale: None,
                is_vague: false,
                is_one: false,
            },
            None => self.numeral(start)?,
        };
        let value = if is_minus {
            -numeral.value
        } else {
            numeral.value
        };
        let numeral = Numeral { value, ..numeral };
        Some(Number {
            numeral,
            start: at,
            end: numeral.end,
            currency,
        })
    }

    /// The end of a currency that begins at a token: "€", "EUR", "US$".
    pub(super) fn currency(&self, at: usize) -> Option<usize> {
        let (token, next) = (self.at(at), self.at(at + 1));
        if token.is_symbol(CURRENCIES) {
            return Some(at + 1);
        }
        if next.first() == '$' && !next.spaced && DOLLARS.contains(token.written) {
            return Some(at + 2);
        }
        CODES.contains(token.written).then_some(at + 1)
    }

    pub(super) fn is_number_or_currency(&self, at: usize) -> bool {
        self.at(at).is_figures() || self.currency(at).is_some()
    }

    /// The other end of a range: "8–12", "8 to 12", "between 8 and 12", "two or three".
    fn range_end(&self, number: &Number) -> Option<Number> {
        let mut at = number.end;
        // "8% to 12%"
        let percent = self.percent(at);
        at = percent.unwrap_or(at);
        let is_between = self.follows_between(number.start);
        // "between 8 soldiers and 12"
        let after = self.after_range_word(at, is_between).or_else(|| {
            is_between
                .then(|| self.after_range_word(at + 1, true))
                .flatten()
        })?;
        let is_or = self.is(after - 1, Meaning::Or);
        let mut after = after;
        // "entre el 15 y el 20"
        after += usize::from(is_between && self.is(after, Meaning::Of));
        let mut end = self.number(after)?;
        if self.at(after).is_dash() {
            return None;
        }
        // "fell 4.5% to 2 million"
        let is_other_kind = percent.is_some() && self.percent(end.end).is_none();
        let next = self.at(end.end);
        let is_name = self.before(end.end).is_figures()
            && next.is_word()
            && !next.spaced
            && !ATTACHED.contains(&next.folded);
        // "rose by a fifth to 12"
        let is_share = number.numeral.value < 1.0
            && !self.at(number.start).is_figures()
            && end.numeral.value >= 1.0;
        let is_smaller = end.numeral.value <= number.numeral.value && end.numeral.scale.is_none();
        if is_other_kind || is_name || is_share || is_smaller {
            return None;
        }
        let is_near = end.numeral.value <= number.numeral.value * 2.0;
        end.currency = number.currency.or(end.currency);
        (!is_or || is_near || end.numeral.scale.is_some()).then_some(end)
    }

    /// Whether "between" comes before a token, possibly with an article between.
    pub(in super::super) fn follows_between(&self, at: usize) -> bool {
        let article = usize::from(self.has(self.before(at), Meaning::Of));
        self.follows(Meaning::Between, at) || self.follows(Meaning::Between, at - article)
    }

    /// The token after a dash, "to", "or" and, after "between", "and".
    fn after_range_word(&self, at: usize, is_between: bool) -> Option<usize> {
        let token = self.at(at);
        let is_dash = token.is_dash() || matches!(token.first(), '~' | '…');
        let is_and = is_between && token.numeral() == Some(Meaning::And);
        let next = self.at(at + 1);
        if (is_dash && !next.is_nothing() && next.spaced == token.spaced)
            || is_and
            || self.has(token, Meaning::Or)
        {
            return Some(at + 1);
        }
        // "zwanzig- bis dreißigtausend"
        self.end_of(Meaning::To, at + usize::from(token.is_hyphen()))
    }

    /// Whether a number may count the thing at a token.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        let token = self.at(at);
        let is_noun_word = |token: &&Token| {
            token.is_word()
                && token.spaced
                && !self.has(token, Meaning::Stop)
                && !counted::is_verb(token, self.language())
        };
        let is_noun = match self.language() {
            // Adjectives may precede the noun.
            Language::German => self.tokens[at.min(self.tokens.len())..]
                .iter()
                .take(MAX_UNIT_WORDS)
                .take_while(is_noun_word)
                .any(Token::is_capitalised),
            Language::English
            | Language::French
            | Language::Spanish
            | Language::Russian
            | Language::Ukrainian
            | Language::Arabic => is_noun_word(&token) && !token.is_capitalised(),
        };
        is_noun || matches!(token.first(), '%' | '٪') || CURRENCIES.contains(token.first())
    }
}
