//! Numbers that count nothing: names, times, phone numbers, ordinals, pronouns.

use super::{ATTACHED, CODES, Number};
use crate::{
    analysis::amounts::{
        lexicon::{Language, Meaning},
        paragraph::Paragraph,
        tokens::Token,
    },
    text::WordList,
};

impl Paragraph<'_> {
    /// Where to continue after something that is not an amount.
    pub(super) fn name_end(&self, number: &Number) -> usize {
        let mut end = number.end;
        let is_joined = |end: usize| {
            let (joint, figures) = (self.at(end), self.at(end + 1));
            !joint.spaced && !joint.is_word() && figures.is_figures() && !figures.spaced
        };
        while is_joined(end) {
            end += 2;
        }
        let is_part_of_phone = |token: &Token| {
            token.is_figures() || token.is_dash() || matches!(token.first(), '(' | ')' | '/')
        };
        while self.is_phone(number) && is_part_of_phone(self.at(end)) {
            end += 1;
        }
        end
    }

    /// Whether a phone number begins with a number: after "+" or "call", or with 0.
    fn is_phone(&self, number: &Number) -> bool {
        let (before, first) = (self.before(number.start), self.at(number.start));
        let Some(figures) = first.figures() else {
            return false;
        };
        let is_digit = |byte: u8| byte.is_ascii_digit() || byte == b' ';
        let begins_with_zero = figures.value.is_some_and(|value| value.fract() == 0.0)
            && first.written.starts_with('0')
            && first.written.len() > 1
            && first.written.bytes().all(is_digit);
        let begins_with_zero = begins_with_zero && self.only_word != Some(number.start);
        let next = self.at(number.end);
        // "(212) 555-0142"
        let is_area_code = before.first() == '('
            && next.first() == ')'
            && self.at(number.end + 1).is_figures()
            && self.at(number.end + 2).is_hyphen();
        let has_more = next.is_figures() || next.is_dash() || matches!(next.first(), '(' | '/');
        let is_long = figures.bare_digits != Some(1) || has_more;
        let follows_word = self.follows(Meaning::Phone, number.start);
        let follows_plus = before.first() == '+' && before.spaced;
        follows_plus
            || begins_with_zero
            || is_area_code
            || (follows_word && is_long && !self.is_counted(number.end))
    }

    /// Whether the number is part of something that counts nothing: a name, a time, a phone number, an ordinal, or
    /// "one" as a pronoun.
    pub(super) fn is_name(&self, number: &Number, after_last: usize) -> bool {
        let start = number.start;
        let (before, first) = (self.before(start), self.at(start));
        if first.is_figures() {
            return self.is_figure_name(number, after_last);
        }
        let hyphen = usize::from(self.at(number.end).is_hyphen());
        // In German, "zwanzig erste" are two words.
        let ends_as_ordinal = self.is_ordinal(self.at(number.end + hyphen))
            && first.is_word()
            && (hyphen == 1
                || (number.numeral.value >= 20.0 && self.language() != Language::German));
        // "vingt et unième", "الحادي والعشرون"
        let is_and = |token: &Token| token.numeral() == Some(Meaning::And);
        let follows_ordinal = self.has(before, Meaning::Ordinal);
        let follows_ordinal_and =
            is_and(before) && start > 1 && self.is(start - 2, Meaning::Ordinal);
        let is_arabic = self.language() == Language::Arabic;
        let is_in_ordinal = (is_and(self.at(number.end)) && self.at(number.end + 1).is("unieme"))
            || (is_arabic && (follows_ordinal && !is_and(before) || follows_ordinal_and));
        // "the first half"
        let is_ordinal_part =
            matches!(first.numeral(), Some(Meaning::Part(_))) && self.is_ordinal(before);
        ends_as_ordinal
            || is_in_ordinal
            || is_ordinal_part
            || self.has_label(number)
            || (number.numeral.is_one && number.end == start + 1 && self.is_pronoun(number))
            || (first.is_dash() && number.numeral.value > -1e-9)
    }

    fn is_figure_name(&self, number: &Number, after_last: usize) -> bool {
        let Number { start, end, .. } = *number;
        let before = self.before(start);
        // "S&P 500", "С-300"
        let is_letter =
            |token: &Token| token.is_capitalised() && token.written.chars().count() == 1;
        let is_after_letter = is_letter(before) && self.before(start - 1).is_symbol("&");
        // "MH17", "T-72", "Covid-19", "12:30", "@20", "#5"
        if !before.is_nothing() && !self.at(start).spaced {
            let is_prefix =
                before.numeral() == Some(Meaning::And) || self.has(before, Meaning::Prefix);
            if before.is_word() && !is_prefix {
                return true;
            }
            let earlier = self.before(start - 1);
            let is_joint =
                before.is_symbol(":/@#№_&") || (before.is_symbol("=+") && !before.spaced);
            let is_after_name = (before.is_dash() || before.first() == '.')
                && !before.spaced
                && earlier.is_word()
                && (earlier.numeral().is_none() || is_letter(earlier));
            let is_ordinary = before.first() == '/'
                && !earlier.is_nothing()
                && !earlier.is_word()
                && self.written_fraction(start).is_none()
                && self.is_counted(end);
            if (is_joint && !is_ordinary) || is_after_name {
                return true;
            }
        }
        matches!(before.first(), '№' | '#' | '§')
            || is_after_letter
            || self.is(end, Meaning::LabelAfter)
            || self.is_in_address(start)
            || self.has_label(number)
            || self.is_phone(number)
            || self.is_attached_name(number)
            || self.is_year(number)
            || self.is_after_capital(number, after_last)
    }

    fn is_ordinal(&self, token: &Token) -> bool {
        let is_nth = |meaning: &Meaning| matches!(meaning, Meaning::Ordinal | Meaning::Nth(_));
        let mut phrases = self.lexicon.phrases_from(&token.folded).iter();
        phrases.any(|(words, meaning)| words.len() == 1 && is_nth(meaning))
    }

    /// Whether digits are the number of a house, or the postcode after it: "12 Downing Street", "12 rue de la Paix",
    /// "Hauptstraße 12, 10115 Berlin", "ул. Ленина, 12".
    fn is_in_address(&self, at: usize) -> bool {
        let Some(digits) = self
            .at(at)
            .figures()
            .and_then(|figures| figures.bare_digits)
        else {
            return false;
        };
        let is_comma = self.before(at).is_symbol(",");
        if digits > 4 {
            let is_french = self.language() == Language::French;
            return digits <= 6
                && is_comma
                && ((at >= 2 && self.is_in_address(at - 2))
                    || (is_french && self.at(at + 1).is_capitalised()));
        }
        let next = self.at(at + 1);
        // "221B"
        let is_letter = next.is_word() && !next.spaced && next.written.len() == 1;
        let after = at + 1 + usize::from(is_letter);
        match self.language() {
            Language::English => {
                let name = (after..after + 4).take_while(|at| self.at(*at).is_capitalised());
                name.skip(1).any(|at| self.is(at, Meaning::Street))
            }
            Language::French => {
                let comma = usize::from(self.at(after).is_symbol(","));
                self.is(after + comma, Meaning::Street)
            }
            Language::German => {
                let stop = usize::from(self.before(at).is_symbol("."));
                let street = self.before(at - stop);
                street.is_capitalised()
                    && GERMAN_STREETS.ends(&street.folded)
                    && !GERMAN_STREETS.contains(&street.folded)
                    && !self.is_counted(after)
            }
            Language::Russian | Language::Ukrainian | Language::Spanish => {
                let end = at - usize::from(is_comma);
                let name = self.before(end);
                let mut words = (end.saturating_sub(4)..end).rev();
                name.is_capitalised() && words.any(|at| self.is(at, Meaning::Street))
            }
            Language::Arabic => false,
        }
    }

    /// Letters and symbols attached to the digits: "5G", "21st", "1990s", "12:30", "737-800", "3. Stock".
    fn is_attached_name(&self, number: &Number) -> bool {
        let Number { start, end, .. } = *number;
        let (next, after, beyond) = (self.at(end), self.at(end + 1), self.at(end + 2));
        if !next.spaced && end == start + 1 {
            if next.is_word() {
                let is_capital = next.written.chars().count() == 1
                    && next.is_capitalised()
                    && !matches!(next.first(), 'C' | 'F');
                let is_attached = ATTACHED.contains(&next.folded);
                let is_unit = (is_attached && !is_capital)
                    || self.has(next, Meaning::Percent)
                    || CODES.contains(next.written);
                let is_ordinal = self.has(next, Meaning::OrdinalEnding);
                return !is_unit || (is_ordinal && !is_attached);
            }
            if next.is_symbol(":/@_") && !after.spaced {
                return self.written_fraction(start).is_none();
            }
            // "21.º"
            let is_numbering = matches!(next.first(), 'º' | 'ª')
                || (next.first() == '.' && matches!(after.first(), 'º' | 'ª'))
                || (next.first() == '.'
                    && !after.spaced
                    && self.has(after, Meaning::OrdinalEnding));
            let is_degree = !after.spaced && after.is_word();
            if is_numbering
                || (next.first() == '°'
                    && !is_degree
                    && self.language() != Language::English
                    && after.is_word())
            {
                return true;
            }
            // "737-800", "555-0123", "20-го", "1990-х"
            if next.is_dash() && !after.spaced {
                if after.is_word() {
                    return self.has(after, Meaning::OrdinalEnding);
                }
                let (Some(low), Some(high)) = (self.at(start).value(), after.value()) else {
                    return false;
                };
                let digits = after.figures().and_then(|figures| figures.bare_digits);
                let is_phone =
                    digits.is_some_and(|digits| digits > 1) && after.written.starts_with('0');
                return beyond.is_hyphen() || is_phone || low >= high;
            }
        }
        // "der 3. Angriff"
        self.language() == Language::German
            && next.first() == '.'
            && !next.spaced
            && after.is_word()
            && after.spaced
            && BEFORE_ORDINAL.contains(&self.before(start).folded)
    }

    /// A number of four digits that counts nothing.
    fn is_year(&self, number: &Number) -> bool {
        let Number { start, end, .. } = *number;
        let digits = self.at(start).figures().and_then(|it| it.bare_digits);
        let is_year = end == start + 1
            && digits == Some(4)
            && (1900.0..2100.0).contains(&number.numeral.value);
        is_year
            && !self.is_counted(end)
            && number.currency.is_none()
            && self.only_word != Some(start)
            && self.bound_before(number).is_none()
    }

    pub(super) fn has_label(&self, number: &Number) -> bool {
        let before = self.before(number.start);
        // "No. 5"
        let is_stop = matches!(before.first(), '.' | '°' | 'º') && !before.spaced;
        let end = number.start - usize::from(is_stop);
        number.currency.is_none() && self.follows(Meaning::Label, end)
    }

    /// "Boeing 737", in languages where few words are capitalised.
    fn is_after_capital(&self, number: &Number, after_last: usize) -> bool {
        let Number { start, end, .. } = *number;
        let has_few = matches!(
            self.language(),
            Language::English | Language::French | Language::Spanish
        );
        let before = self.before(start);
        let is_name = before.is_capitalised()
            && before.numeral().is_none()
            && !self.has(before, Meaning::Stop);
        let begins = start < 2 || matches!(self.at(start - 2).first(), '.' | '!' | '?' | ':');
        has_few
            && is_name
            && self.weekday_named_at(start - 1).is_none()
            && start != after_last + 1
            && !begins
            && !self.is_counted(end)
            && self.bound_before(number).is_none()
    }

    /// "one" that counts nothing.
    fn is_pronoun(&self, number: &Number) -> bool {
        if self.only_word == Some(number.start) {
            return false;
        }
        let next = self.at(number.end);
        // "alrededor de un 20 %", "hasta un máximo de 20"
        let begins_bound = self
            .phrase_at(number.start, Meaning::bound_before)
            .is_some();
        if next.is_figures() || begins_bound {
            return true;
        }
        // "one, two, three"
        let second = number.end + usize::from(next.is_symbol(",،"));
        let counts_on = self.language() != Language::German
            && self.at(second).numeral() == Some(Meaning::Number(2.0))
            && !self.at(second + 1).is_hyphen()
            && !self.is_counted(second + 1);
        let is_amount = counts_on
            || self.bound_before(number).is_some()
            || self.percent(number.end).is_some()
            || self.half_after(number.end + 1, &[Meaning::And]).is_some();
        if is_amount {
            return false;
        }
        match self.language() {
            Language::German | Language::French | Language::Spanish => !self
                .range_end(number)
                .is_some_and(|end| end.numeral.value > 1.0),
            Language::Arabic => true,
            Language::English | Language::Russian | Language::Ukrainian => {
                let counts = next.is_word() && next.spaced && !self.has(next, Meaning::Stop);
                let is_explicit = counts || next.is_hyphen() || self.range_end(number).is_some();
                !is_explicit || self.refers_back(number.start)
            }
        }
    }

    /// "this one", "no one", "the one".
    fn refers_back(&self, at: usize) -> bool {
        const BEFORE_ONE: WordList =
            WordList("this, that, no, the, each, every, another, which, these, not");
        BEFORE_ONE.contains(&self.before(at).folded)
    }
}

/// Endings of the names of streets, without accents.
const GERMAN_STREETS: WordList =
    WordList("strasse, str, weg, platz, allee, gasse, ufer, damm, ring, chaussee");

const BEFORE_ORDINAL: WordList =
    WordList("der, die, das, den, dem, des, im, am, zum, zur, vom, beim, ins, seinem");
