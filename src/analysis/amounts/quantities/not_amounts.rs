//! Figures and number words that count nothing: names, times, phone numbers, ordinals, pronouns.

use super::{ATTACHED, CODES, Finder, Number, is_counted};
use crate::{
    analysis::amounts::{
        lexicon::{Language, Meaning},
        tokens::{Kind, Token},
    },
    text::WordList,
};

impl Finder<'_, '_> {
    /// Where to go on after something that is no amount.
    pub(super) fn name_end(&self, number: &Number) -> usize {
        let mut end = number.end;
        let is_one_digit_run = |at: usize| {
            self.token(at)
                .is_some_and(|token| matches!(token.kind, Kind::Figures(_)) && !token.spaced)
        };
        while self
            .token(end)
            .is_some_and(|token| !token.spaced && !token.is_word())
            && is_one_digit_run(end + 1)
        {
            end += 2;
        }
        let is_part_of_phone = |token: &Token| {
            token.is_figures() || token.is_dash() || matches!(token.first(), '(' | ')' | '/')
        };
        while self.is_phone(number) && self.token(end).is_some_and(is_part_of_phone) {
            end += 1;
        }
        end
    }

    /// Whether a phone number begins with a number: after "+" or "call", or with 0.
    fn is_phone(&self, number: &Number) -> bool {
        let first = &self.tokens[number.start];
        let Kind::Figures(figures) = first.kind else {
            return false;
        };
        let follows_plus = self
            .before(number.start)
            .is_some_and(|before| before.first() == '+' && before.spaced);
        let begins_with_zero = figures.value.is_some_and(|value| value.fract() == 0.0)
            && first.written.starts_with('0')
            && first.written.len() > 1
            && first
                .written
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b' ');
        let has_more = self.token(number.end).is_some_and(|next| {
            next.is_figures() || next.is_dash() || matches!(next.first(), '(' | '/')
        });
        let is_long = figures.bare_digits != Some(1) || has_more;
        let follows_word = self
            .lexicon
            .ends_before(self.tokens, number.start, Meaning::Phone)
            .is_some();
        let is_counted = is_counted(self.tokens, number.end, self.lexicon);
        follows_plus || begins_with_zero || (follows_word && is_long && !is_counted)
    }

    /// Whether the number is a part of something that counts nothing: a name, a time, a phone number, an ordinal, "one" as a
    /// pronoun.
    pub(super) fn is_name(&self, number: &Number) -> bool {
        let start = number.start;
        let first = &self.tokens[start];
        if matches!(first.kind, Kind::Figures(_)) {
            return self.is_figure_name(number);
        }
        let ends_as_ordinal = {
            let hyphen = usize::from(
                self.token(number.end)
                    .is_some_and(|token| token.is_dash() && !token.spaced),
            );
            let next = number.end + hyphen;
            self.is(next, Meaning::Ordinal)
                && (first.is_word() && (hyphen == 1 || number.numeral.value >= 20.0))
        };
        // "vingt et unième", "الحادي والعشرون"
        let is_and = |at: usize| {
            self.token(at)
                .is_some_and(|token| token.numeral() == Some(Meaning::And))
        };
        let is_in_ordinal = (is_and(number.end)
            && self
                .token(number.end + 1)
                .is_some_and(|token| token.is("unieme")))
            || (self.lexicon.language == Language::Arabic
                && start.checked_sub(1).is_some_and(|before| {
                    let ordinal = before.checked_sub(usize::from(is_and(before)));
                    ordinal.is_some_and(|ordinal| self.is(ordinal, Meaning::Ordinal))
                }));
        // "the first half"
        let is_ordinal_part = matches!(first.numeral(), Some(Meaning::Part(_)))
            && start
                .checked_sub(1)
                .is_some_and(|before| self.is(before, Meaning::Ordinal));
        ends_as_ordinal
            || is_in_ordinal
            || is_ordinal_part
            || (self.has_label(number))
            || (number.numeral.is_one && number.end == start + 1 && self.is_pronoun(number))
            || (first.is_dash() && number.numeral.value > -1e-9)
    }

    fn is_figure_name(&self, number: &Number) -> bool {
        let Number { start, end, .. } = *number;
        let first = &self.tokens[start];
        let before = self.before(start);
        // "MH17", "T-72", "Covid-19", "12:30", "@20", "#5"
        if let Some(before) = before.filter(|_| !first.spaced) {
            let is_prefix = before.is_word()
                && (before.numeral() == Some(Meaning::And)
                    || self.lexicon.is(&before.folded, Meaning::Prefix));
            if before.is_word() && !is_prefix {
                return true;
            }
            let is_sign = matches!(
                before.first(),
                ':' | '/' | '@' | '#' | '№' | '_' | '&' | '=' | '+'
            ) && before.kind == Kind::Sign
                && !(before.first() == '+' && before.spaced)
                && !(before.first() == '=' && before.spaced);
            let is_after_name = (before.is_dash() || before.first() == '.')
                && !before.spaced
                && start >= 2
                && (self.tokens[start - 2].is_word() && self.tokens[start - 2].numeral().is_none());
            let is_ordinary = before.first() == '/'
                && start >= 2
                && !self.tokens[start - 2].is_word()
                && self.reader.written_fraction(start).is_none()
                && is_counted(self.tokens, end, self.lexicon);
            if (is_sign && !is_ordinary) || is_after_name {
                return true;
            }
        }
        if before.is_some_and(|before| before.first() == '№' || before.first() == '#')
            || self.has_label(number)
            || self.is_phone(number)
        {
            return true;
        }
        self.is_attached_name(number) || self.is_year(number) || self.is_after_capital(number)
    }

    /// Letters and signs attached to the figures: "5G", "21st", "1990s", "12:30", "737-800", "3. Stock".
    fn is_attached_name(&self, number: &Number) -> bool {
        let Number { start, end, .. } = *number;
        let Some(next) = self.token(end) else {
            return false;
        };
        let (after, beyond) = (self.token(end + 1), self.token(end + 2));
        let is_tight = |token: Option<&Token>| token.is_some_and(|token| !token.spaced);
        let follows_figures = end == start + 1;
        if !next.spaced && follows_figures {
            if next.is_word() {
                let is_capital = next.written.len() == 1
                    && next.is_capitalised()
                    && !matches!(next.first(), 'C' | 'F');
                let is_unit = (ATTACHED.contains(&next.folded) && !is_capital)
                    || self.is(end, Meaning::Percent)
                    || CODES.contains(next.written);
                let is_ordinal = self.is(end, Meaning::OrdinalEnding);
                return !is_unit || (is_ordinal && !ATTACHED.contains(&next.folded));
            }
            if matches!(next.first(), ':' | '/' | '@' | '_') && is_tight(after) {
                return self.reader.written_fraction(start).is_none();
            }
            // "21.º"
            if next.first() == '.' && after.is_some_and(|after| matches!(after.first(), 'º' | 'ª'))
            {
                return true;
            }
            if next.first() == 'º'
                || next.first() == 'ª'
                || (next.first() == '°'
                    && !after.is_some_and(|after| !after.spaced && after.is_word()))
                    && self.lexicon.language != Language::English
                    && after.is_some_and(Token::is_word)
            {
                return true;
            }
            // "737-800", "555-0123", "20-го", "1990-х"
            if next.is_dash()
                && is_tight(after)
                && let Some(after) = after
            {
                if after.is_word() {
                    return self.lexicon.is(&after.folded, Meaning::OrdinalEnding);
                }
                let is_long = beyond.is_some_and(|sign| sign.is_dash() && !sign.spaced);
                let (Some(low), Some(high)) = (value(&self.tokens[start]), value(after)) else {
                    return false;
                };
                let is_phone = matches!(after.kind, Kind::Figures(figures) if figures.bare_digits.is_some_and(|digits| digits > 1) && after.written.starts_with('0'));
                return is_long || is_phone || low >= high;
            }
        }
        // "der 3. Angriff"
        self.lexicon.language == Language::German
            && next.first() == '.'
            && !next.spaced
            && after.is_some_and(|after| after.is_word() && after.spaced)
            && self
                .before(start)
                .is_some_and(|before| BEFORE_ORDINAL.contains(&before.folded))
    }

    /// A number of four digits that counts nothing.
    fn is_year(&self, number: &Number) -> bool {
        let Number { start, end, .. } = *number;
        let Kind::Figures(figures) = self.tokens[start].kind else {
            return false;
        };
        let is_year = end == start + 1
            && figures.bare_digits == Some(4)
            && (1900.0..2100.0).contains(&number.numeral.value);
        let is_counted = is_counted(self.tokens, end, self.lexicon) || number.currency.is_some();
        let is_whole_text = self.only_word == Some(start);
        let has_bound = self.bound_before(number).is_some();
        is_year && !is_counted && !is_whole_text && !has_bound
    }

    fn has_label(&self, number: &Number) -> bool {
        let before = self.before(number.start);
        // "No. 5"
        let is_stop = before
            .is_some_and(|before| matches!(before.first(), '.' | '°' | 'º') && !before.spaced);
        let end = number.start.saturating_sub(usize::from(is_stop));
        self.lexicon
            .ends_before(self.tokens, end, Meaning::Label)
            .is_some()
            && number.currency.is_none()
    }

    /// "Boeing 737", in languages where few words are capitalised.
    fn is_after_capital(&self, number: &Number) -> bool {
        let Number { start, end, .. } = *number;
        let has_few = matches!(
            self.lexicon.language,
            Language::English | Language::French | Language::Spanish
        );
        let is_name = |token: &Token| {
            token.is_capitalised()
                && token.numeral().is_none()
                && !self.lexicon.is(&token.folded, Meaning::Stop)
        };
        let is_after = self.before(start).is_some_and(is_name) && start != self.after_last + 1;
        let begins = start < 2 || matches!(self.tokens[start - 2].first(), '.' | '!' | '?' | ':');
        let is_counted = is_counted(self.tokens, end, self.lexicon);
        has_few && is_after && !begins && !is_counted && self.bound_before(number).is_none()
    }

    /// "one" that counts nothing.
    fn is_pronoun(&self, number: &Number) -> bool {
        if self.only_word == Some(number.start) {
            return false;
        }
        // "alrededor de un 20 %"
        if self.token(number.end).is_some_and(Token::is_figures) {
            return true;
        }
        if self.bound_before(number).is_some() {
            return false;
        }
        match self.lexicon.language {
            _ if self.percent(number.end).is_some()
                || self.half_after(number.end + 1).is_some() =>
            {
                false
            }
            Language::German | Language::French | Language::Spanish => !self
                .range_end(number)
                .is_some_and(|end| end.numeral.value > 1.0),
            Language::Arabic => true,
            Language::English | Language::Russian | Language::Ukrainian => {
                let is_bound = self.before(number.start).is_some_and(|before| {
                    self.lexicon.is(&before.folded, Meaning::Stop)
                        && self.lexicon.language == Language::English
                });
                let counts = self.token(number.end).is_some_and(|next| {
                    next.is_word() && next.spaced && !self.lexicon.is(&next.folded, Meaning::Stop)
                });
                let is_hyphened = self
                    .token(number.end)
                    .is_some_and(|next| next.is_dash() && !next.spaced);
                !(counts || is_hyphened || self.range_end(number).is_some())
                    || (is_bound && self.refers_back(number.start))
            }
        }
    }

    /// "this one", "no one", "the one".
    fn refers_back(&self, at: usize) -> bool {
        const BEFORE_ONE: WordList = WordList(
            "this, that, no, the, each, every, any, some, another, which, last, first, these, not",
        );
        self.before(at)
            .is_some_and(|before| BEFORE_ONE.contains(&before.folded))
    }
}

const BEFORE_ORDINAL: WordList =
    WordList("der, die, das, den, dem, des, im, am, zum, zur, vom, beim, ins, seinem");

pub(super) fn value(token: &Token) -> Option<f64> {
    match token.kind {
        Kind::Figures(figures) => figures.value,
        Kind::Word(_) | Kind::Sign => None,
    }
}
