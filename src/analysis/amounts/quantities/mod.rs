//! Amounts: numbers with their bounds, ranges and what they count.

mod bounds;
mod counted;
mod not_amounts;

use super::{
    Amount, AmountOrDate, Bound, FoundAmount,
    dates::Taken,
    lexicon::{Language, Lexicon, Meaning},
    numerals::{Numeral, Reader},
    tokens::{Kind, Token, only_word},
};
use crate::text::WordList;

/// Words of what is counted, at most.
const UNIT_WORDS: usize = 3;
pub(super) const CURRENCIES: &str = "$€£¥₽₴₹₺₪₩";
/// Codes before a number: "EUR 5".
const CODES: WordList = WordList("USD, EUR, GBP, CHF, RUB, UAH, JPY, CNY, AED, SAR, EGP, US");
/// Letters before a dollar sign: "US$ 5".
const DOLLARS: WordList = WordList("US, A, AU, C, CA, HK, NZ, NT, S, R, Z, MX");
/// Units that are attached to figures.
const ATTACHED: WordList = WordList(
    "km, m, cm, mm, kg, g, mg, t, l, ml, ha, h, min, mph, kmh, kw, mw, gw, kwh, mwh, gb, mb, tb, hz, mhz, ghz, c, \
    f, ft, lb, lbs, oz, км",
);

struct Finder<'a, 't> {
    tokens: &'a [Token<'t>],
    lexicon: &'a Lexicon,
    reader: Reader<'a, 't>,
    /// The first token after the last amount.
    after_last: usize,
    /// The only token that is no sign.
    only_word: Option<usize>,
}

/// A number with its sign, and the tokens from its first to its last.
#[derive(Clone, Copy)]
struct Number {
    numeral: Numeral,
    start: usize,
    end: usize,
    /// The currency before it, from its first token to the one after its last.
    currency: Option<(usize, usize)>,
}

/// All amounts of the text outside its dates.
pub(super) fn amounts(tokens: &[Token], lexicon: &Lexicon, dates: &[Taken]) -> Vec<FoundAmount> {
    let reader = Reader { tokens, lexicon };
    let mut finder = Finder {
        tokens,
        lexicon,
        reader,
        after_last: 0,
        only_word: only_word(tokens),
    };
    let mut found = Vec::new();
    let mut at = 0;
    let mut dates = dates.iter().map(|date| &date.span).peekable();
    while at < tokens.len() {
        let byte = tokens[at].range.start;
        if let Some(date) = dates.next_if(|date| date.start <= byte) {
            while tokens
                .get(at)
                .is_some_and(|token| token.range.start < date.end)
            {
                at += 1;
            }
            finder.after_last = at;
            continue;
        }
        let limit = dates.peek().map_or(usize::MAX, |date| date.start);
        at = match finder.amount(at, limit) {
            Step::FoundAmount(amount, next) => {
                found.push(amount);
                finder.after_last = next;
                next
            }
            Step::Skip(next) => next.max(at + 1),
        };
    }
    found
}

enum Step {
    FoundAmount(FoundAmount, usize),
    Skip(usize),
}

impl Finder<'_, '_> {
    fn token(&self, at: usize) -> Option<&Token<'_>> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, meaning: Meaning) -> bool {
        self.token(at)
            .is_some_and(|token| self.lexicon.is(&token.folded, meaning))
    }

    fn before(&self, at: usize) -> Option<&Token<'_>> {
        self.tokens.get(at.checked_sub(1)?)
    }

    fn amount(&self, at: usize, limit: usize) -> Step {
        if let Some(found) = self.noun_and_half(at) {
            return found;
        }
        let Some(number) = self.number(at) else {
            return Step::Skip(at + 1);
        };
        let reaches_date = self.tokens[number.end - 1].range.end > limit;
        if reaches_date || self.is_name(&number) {
            return Step::Skip(self.name_end(&number));
        }
        let first = number;
        let (mut last, mut to, mut is_range) = (number, None, false);
        let mut value = number.numeral.value;
        if let Some(end) = self
            .range_end(&number)
            .filter(|end| self.tokens[end.end - 1].range.end <= limit)
        {
            let scale = end.numeral.scale.filter(|scale| *scale >= 1000.0);
            if let (Some(scale), None) = (scale, number.numeral.scale)
                && value < 1000.0
                && value <= end.numeral.value / scale
            {
                value *= scale;
            }
            if value < end.numeral.value {
                to = Some(end.numeral.value);
                last = end;
                is_range = true;
            } else {
                value = number.numeral.value;
            }
        }
        let (unit, mut next) = self.unit(&first, &last);
        // "una tonelada y media"
        if !is_range
            && next == last.end + 1
            && let Some((half, end)) = self.half_after(next)
        {
            value += half;
            next = end;
        }
        let bound = if is_range {
            Some(Bound::Range)
        } else {
            self.bound_before(&first).or_else(|| {
                let (bound, end) = self.bound_after(last.end, next)?;
                next = next.max(end);
                Some(bound)
            })
        };
        let bound = bound.or(first.numeral.is_vague.then_some(Bound::AtLeast));
        let span = self.tokens[first.start].range.start..self.tokens[last.end - 1].range.end;
        let amount = Amount {
            value,
            to,
            bound,
            unit,
        };
        Step::FoundAmount(
            FoundAmount {
                span,
                what: AmountOrDate::Amount(amount),
            },
            next.max(last.end),
        )
    }

    /// The number at a token, with a minus before it.
    fn number(&self, at: usize) -> Option<Number> {
        let token = self.token(at)?;
        let is_minus = (token.numeral() == Some(Meaning::Minus) && !self.ends_bound(at + 1))
            || (token.is_dash()
                && (token.spaced
                    || self
                        .before(at)
                        .is_none_or(|before| before.kind == Kind::Sign))
                && token.first() != '\u{2014}'
                && token.first() != '\u{2013}'
                && self.token(at + 1).is_some_and(|next| {
                    matches!(next.kind, Kind::Figures(_)) && (!next.spaced || at == 0)
                }))
            || (token.first() == '\u{2013}'
                && token.spaced
                && self
                    .token(at + 1)
                    .is_some_and(|next| matches!(next.kind, Kind::Figures(_)) && !next.spaced));
        let mut start = at + usize::from(is_minus);
        let mut currency = None;
        // "$-5", "US$ 5"
        while let Some(end) = self.currency(start) {
            let is_sign = self.tokens[end - 1].kind == Kind::Sign;
            if !is_sign && !self.is_number_or_currency(end) {
                break;
            }
            currency.get_or_insert((start, end));
            start = end;
        }
        let begins_figures = self
            .token(start)
            .is_some_and(|token| matches!(token.kind, Kind::Figures(_)));
        let numeral = match self.reader.written_fraction(start) {
            Some(value) => Numeral {
                value,
                end: start + 3,
                scale: None,
                is_vague: false,
                is_one: false,
            },
            None => self.reader.numeral(start)?,
        };
        if currency.is_some() && !begins_figures && !self.token(start)?.is_word() {
            return None;
        }
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
    fn currency(&self, at: usize) -> Option<usize> {
        let is_sign = |at: usize| {
            self.token(at)
                .is_some_and(|token| token.kind == Kind::Sign && CURRENCIES.contains(token.first()))
        };
        let token = self.token(at)?;
        if is_sign(at) {
            return Some(at + 1);
        }
        let is_dollar = self
            .token(at + 1)
            .is_some_and(|next| next.first() == '$' && !next.spaced);
        if is_dollar && DOLLARS.contains(token.written) {
            return Some(at + 2);
        }
        CODES.contains(token.written).then_some(at + 1)
    }

    fn is_number_or_currency(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_figures) || self.currency(at).is_some()
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
        if self.tokens[after].is_dash() {
            return None;
        }
        // "fell 4.5% to 2 million"
        let is_other_kind = percent.is_some() && self.percent(end.end).is_none();
        let figures = self.token(end.end).is_some_and(|next| {
            !next.spaced
                && next.is_word()
                && !ATTACHED.contains(&next.folded)
                && self.tokens[end.end - 1].is_figures()
        });
        let is_smaller = end.numeral.value <= number.numeral.value && end.numeral.scale.is_none();
        if is_other_kind || figures || is_smaller {
            return None;
        }
        let is_near = end.numeral.value <= number.numeral.value * 2.0;
        end.currency = number.currency.or(end.currency);
        (!is_or || is_near || end.numeral.scale.is_some()).then_some(end)
    }

    /// Whether "between" is before a token, with an article between.
    fn follows_between(&self, at: usize) -> bool {
        let article = at
            .checked_sub(1)
            .is_some_and(|before| self.is(before, Meaning::Of));
        [at, at - usize::from(article)].into_iter().any(|at| {
            self.lexicon
                .ends_before(self.tokens, at, Meaning::Between)
                .is_some()
        })
    }

    /// The token after a dash, "to", "or" and, after "between", "and".
    fn after_range_word(&self, at: usize, is_between: bool) -> Option<usize> {
        let token = self.token(at)?;
        let is_dash = token.is_dash() || matches!(token.first(), '~' | '…');
        let next_is_tight = self
            .token(at + 1)
            .is_some_and(|next| next.spaced == token.spaced);
        let is_and = is_between && token.numeral() == Some(Meaning::And);
        if (is_dash && next_is_tight) || is_and || self.is(at, Meaning::Or) {
            return Some(at + 1);
        }
        // "zwanzig- bis dreißigtausend"
        let hyphen = usize::from(token.is_dash() && !token.spaced);
        self.lexicon
            .starts_at(self.tokens, at + hyphen, Meaning::To)
    }
}

/// Whether a number may count what is at a token.
pub(super) fn is_counted(tokens: &[Token], at: usize, lexicon: &Lexicon) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    let is_noun_word = |token: &&Token| {
        token.is_word()
            && token.spaced
            && !lexicon.is(&token.folded, Meaning::Stop)
            && !counted::is_verb(token, lexicon.language)
    };
    let is_noun = match lexicon.language {
        // Adjectives may stand before the noun.
        Language::German => tokens[at..]
            .iter()
            .take(UNIT_WORDS)
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
