//! Scales, decimals, halves and other fractions.

use super::{Sum, is_eq};
use crate::analysis::amounts::{
    lexicon::{Language, Meaning},
    paragraph::Paragraph,
};

impl Paragraph<'_> {
    /// Multiplies by a scale or a dozen.
    pub(super) fn scale(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        if sum.is_part && !sum.parts.is_empty() {
            // "half a million", "a quarter of a million"
            let mut at = at;
            at += usize::from(self.is(at, Meaning::Of));
            at += usize::from(self.at(at).is_hyphen());
            at += usize::from(self.at(at).is_one());
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
        if let Meaning::Scale(by) | Meaning::Scales(by) = meaning {
            let is_plural = matches!(meaning, Meaning::Scales(_));
            return (is_plural || !self.is_letter_alone(at))
                .then(|| self.multiply_by_scale(sum, at, by, is_plural))?;
        }
        if let Meaning::Group(by) | Meaning::Groups(by) = meaning {
            let is_plural = matches!(meaning, Meaning::Groups(_));
            if !is_plural && self.is_other_noun(sum, at) {
                return None;
            }
            let is_alone = sum.multiply(by, |_| true);
            sum.is_vague |= is_alone && is_plural;
            return Some(at + 1);
        }
        None
    }

    fn multiply_by_scale(
        &self,
        sum: &mut Sum,
        at: usize,
        by: f64,
        is_plural: bool,
    ) -> Option<usize> {
        let follows_figures = self.before(at).value().is_some();
        let below: f64 = sum
            .parts
            .iter()
            .rev()
            .take_while(|part| part.value < by)
            .map(|part| part.value)
            .sum();
        // "hundred hundred", "million thousand million"
        let fits = sum.parts.is_empty()
            || follows_figures
            || by < sum.grain()
            || (below > 0.0 && below < by);
        if !fits {
            return None;
        }
        let all = follows_figures && sum.parts.len() == 1;
        // "ألفا" is two thousand alone, and the thousand of "عشرون ألفا".
        let token = self.at(at);
        let is_dual = self.language() == Language::Arabic
            && sum.parts.is_empty()
            && token.folded.ends_with('ا')
            && !token.written.contains('\u{64b}');
        let by = if is_dual { 2.0 * by } else { by };
        let is_alone = sum.multiply(by, |part| part.value < by || all);
        // "Hunderttausende"
        let is_in_compound = self.before(at).inside;
        sum.is_vague |= (is_alone || is_in_compound) && is_plural && sum.parts.len() == 1;
        Some(at + 1)
    }

    /// Whether a letter such as "m" is not a scale: it is one only next to digits, and can also mean metres.
    fn is_letter_alone(&self, at: usize) -> bool {
        let token = self.at(at);
        let is_attached = !token.spaced && self.before(at).value().is_some();
        let is_letter = token.folded.chars().count() == 1;
        let is_alone = is_letter && !is_attached && !token.is("k");
        (is_alone || matches!(token.written, "m" | "м")) && !self.is_million(at)
    }

    /// "the final score", "the couple", "a score of 409.3"
    fn is_other_noun(&self, sum: &Sum, at: usize) -> bool {
        let is_result = self.is(at + 1, Meaning::Of) && self.at(at + 2).value().is_some();
        let is_bare = sum.parts.is_empty()
            && self.language() == Language::English
            && !self.at(at).is("dozen");
        is_result || is_bare
    }

    /// Whether "m" means a million and not metres: in an amount of money, and before people or things.
    fn is_million(&self, at: usize) -> bool {
        let has_currency = (at > 1 && self.currency(at - 2) == Some(at - 1))
            || self.currency(at + 1).is_some()
            // "$1.5-2m"
            || (at > 3 && self.at(at - 2).is_dash() && self.currency(at - 4) == Some(at - 3));
        let next = self.at(at + 1);
        let counts = self.language() == Language::English
            && next.is_word()
            && !self.has(next, Meaning::Stop)
            && (next.folded.ends_with('s') || next.is("people"));
        has_currency || counts
    }

    /// "point five", "virgule zéro cinq", "целых пять десятых".
    pub(super) fn decimals(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        if self.meaning(at) != Some(Meaning::Point) || sum.is_part {
            return None;
        }
        let mut at = at + 1;
        at += usize::from(matches!(self.meaning(at), Some(Meaning::And)));
        let mut digits = String::new();
        while let Some((group, next)) = self.digit_group(at) {
            digits.push_str(&group.to_string());
            at = next;
        }
        let written: f64 = digits.parse().ok()?;
        let decimals =
            if let Some(Meaning::Part(part) | Meaning::Share(part) | Meaning::Shares(part)) =
                self.meaning(at)
                && !is_eq(part, 0.5)
            {
                at += 1;
                written * part
            } else {
                format!("0.{digits}").parse().ok()?
            };
        sum.push(decimals, 0.0);
        Some(at)
    }

    /// The next digits of a decimal in words, read as one number: "zero", "seventy-one", "deux cent trente-six". A
    /// scale after them applies to the whole number: "one point two million".
    fn digit_group(&self, start: usize) -> Option<(f64, usize)> {
        if let Some(value) = self.at(start).value() {
            return Some((value, start + 1));
        }
        if !matches!(self.meaning(start), Some(Meaning::Number(_) | Meaning::One)) {
            return None;
        }
        let mut sum = Sum::default();
        let mut at = start;
        while !self.ends_digits(self.after_hyphen(at))
            && let Some(next) = self.next_part(&mut sum, at)
        {
            at = next;
        }
        Some((sum.value(), at))
    }

    fn ends_digits(&self, at: usize) -> bool {
        match self.meaning(at) {
            Some(Meaning::Scale(by)) => by >= 1000.0,
            Some(
                Meaning::Scales(_)
                | Meaning::Group(_)
                | Meaning::Groups(_)
                | Meaning::Part(_)
                | Meaning::Share(_)
                | Meaning::Shares(_)
                | Meaning::Plus(_),
            ) => true,
            _ => self.at(at).value().is_some(),
        }
    }

    /// "and a half", "y medio", "einhalb", "с половиной", "and two thirds".
    fn added_part(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        if sum.is_part || sum.parts.is_empty() {
            return None;
        }
        let of_last = if sum.grain() >= 1000.0 || is_eq(sum.grain(), 12.0) {
            sum.grain()
        } else {
            1.0
        };
        if let Some(Meaning::Plus(part)) = self.meaning(at) {
            sum.push(part * of_last, 0.0);
            return Some(at + 1);
        }
        // "2 1/4"
        if let (Some(part), true) = (self.written_fraction(at), self.before(at).value().is_some()) {
            sum.push(part, 0.0);
            return Some(at + 3);
        }
        // "1 ½"
        let is_vulgar = !self.at(at).written.is_ascii();
        if let Some(part) = self.at(at).value().filter(|part| is_vulgar && *part < 1.0)
            && self.before(at).value().is_some()
        {
            sum.push(part, 0.0);
            return Some(at + 1);
        }
        // "three-and-a-half"
        let at = self.after_hyphen(at);
        let joins = matches!(self.meaning(at), Some(Meaning::And | Meaning::With));
        if !joins {
            return None;
        }
        let article = self.after_hyphen(at + 1);
        let has_article = self.at(article).is_one();
        let with_article = if has_article {
            self.after_hyphen(article + 1)
        } else {
            at + 1
        };
        let (part, end) = match self.meaning(with_article) {
            Some(Meaning::Part(part) | Meaning::Plus(part)) => (part, with_article + 1),
            // "un million et quart"
            Some(Meaning::Share(part)) if with_article > at + 1 || self.has_quarters() => {
                (part, with_article + 1)
            }
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

    fn has_quarters(&self) -> bool {
        matches!(self.language(), Language::French | Language::Spanish)
    }

    /// The token after a hyphen within a word, or this one if there is no hyphen.
    fn after_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.at(at).is_hyphen() && !self.at(at + 1).spaced)
    }

    pub(super) fn scales(&self, sum: &mut Sum, mut at: usize) -> usize {
        while let Some(next) = self.scale(sum, at) {
            at = next;
        }
        at
    }

    /// "two and a half million", and its usual form in Arabic, "a million and half the million": there, the scale after
    /// the fraction repeats what it is a fraction of.
    pub(super) fn added_part_and_scale(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        let before = sum.grain();
        let next = self.added_part(sum, at)?;
        if before < 1000.0 {
            return Some(self.scales(sum, next));
        }
        let (Some(Meaning::Scale(by) | Meaning::Scales(by)), Some(part)) =
            (self.meaning(next), sum.parts.last_mut())
        else {
            return Some(next);
        };
        if by > before {
            return Some(next);
        }
        part.value = part.value / before * by;
        sum.scale = Some(before);
        Some(next + 1)
    }

    /// The value of "3/4".
    pub(in super::super) fn written_fraction(&self, at: usize) -> Option<f64> {
        let (slash, denominator) = (self.at(at + 1), self.at(at + 2));
        let (over, under) = (self.at(at).value()?, denominator.value()?);
        let is_attached = slash.is_symbol("/\u{2044}") && !slash.spaced && !denominator.spaced;
        let is_common = (2.0..=10.0).contains(&under)
            || [12.0, 15.0, 16.0, 20.0, 100.0, 1000.0].contains(&under);
        (is_attached && is_common && over > 0.0 && over < under && over.fract() == 0.0)
            .then_some(over / under)
    }
}
