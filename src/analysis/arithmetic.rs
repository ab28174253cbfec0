//! Sums that an analyst notes in running text, such as "8 + 5 = 13".

use crate::text::folded;

/// Maximum number of decimals.
const MAX_DECIMALS: usize = 9;

/// Maximum number of digits.
const MAX_DIGITS: usize = 24;

/// A sum with a wrong result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongSum {
    /// The numbers with their operators: "8 + 5".
    pub terms: String,
    /// The result as written.
    pub written: String,
    pub right: String,
}

/// The wrong sums in a text: whole or decimal numbers that are added or subtracted, "=", and the result. Each number
/// may be followed by words for the thing counted. Longer formulas are not checked.
pub fn wrong_sums(text: &str) -> Vec<WrongSum> {
    // Folding unifies the digits, dashes and spaces of all scripts.
    let lines = text.lines().filter(|line| line.contains(['=', '\u{ff1d}']));
    let folded: Vec<String> = lines.map(folded).collect();
    folded.iter().flat_map(|line| wrong_in_line(line)).collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SumPart<'a> {
    Number(&'a str),
    Plus,
    /// With spaces around it, since "8-12" is a range.
    Minus,
    Equals,
    /// A word, or punctuation at the start or end of a sentence.
    Words,
    /// An operator of a longer formula.
    Other,
}

fn wrong_in_line(line: &str) -> Vec<WrongSum> {
    let parts = parts(line);
    let equals = (0..parts.len()).filter(|at| parts[*at] == SumPart::Equals);
    equals.filter_map(|at| wrong_at(&parts, at)).collect()
}

/// The sum around this equals sign, if it is wrong.
fn wrong_at(parts: &[SumPart<'_>], equals: usize) -> Option<WrongSum> {
    let (before, after) = (&parts[..equals], &parts[equals + 1..]);
    let Some(SumPart::Number(written)) = after.first().copied() else {
        return None;
    };
    let ends = |part: Option<&SumPart<'_>>| part.is_none_or(|it| *it == SumPart::Words);
    if !ends(after.get(1)) {
        return None;
    }
    let mut terms = Vec::new();
    let mut remaining = before;
    loop {
        let (number, rest) = last_number(remaining)?;
        remaining = rest;
        let is_minus = match remaining.last() {
            Some(SumPart::Plus) => false,
            Some(SumPart::Minus) => true,
            other if ends(other) => break terms.push((false, number)),
            Some(_) | None => return None,
        };
        terms.push((is_minus, number));
        remaining = &remaining[..remaining.len() - 1];
    }
    terms.reverse();
    if terms.len() < 2 {
        return None;
    }
    let sums = Notation::ALL.map(|it| Some((it.sum(&terms)?, it.value(written)?, it)));
    let sums: Vec<(i128, i128, Notation)> = sums.into_iter().flatten().collect();
    let (sum, _, notation) = *sums.first()?;
    let is_right = sums.iter().any(|(sum, result, _)| sum == result);
    (!is_right).then(|| WrongSum {
        terms: shown(&terms),
        written: written.to_owned(),
        right: notation.written(sum),
    })
}

/// The last number, which is before its words, and the parts before it.
fn last_number<'p, 'a>(parts: &'p [SumPart<'a>]) -> Option<(&'a str, &'p [SumPart<'a>])> {
    let is_word = |part: &SumPart<'_>| *part == SumPart::Words;
    let at = parts.iter().rposition(|part| !is_word(part))?;
    match parts[at] {
        SumPart::Number(number) => Some((number, &parts[..at])),
        SumPart::Plus | SumPart::Minus | SumPart::Equals | SumPart::Words | SumPart::Other => None,
    }
}

fn shown(terms: &[(bool, &str)]) -> String {
    let mut shown = String::new();
    for (nth, (is_minus, number)) in terms.iter().enumerate() {
        let operator = if *is_minus { " \u{2212} " } else { " + " };
        shown.extend((nth > 0).then_some(operator));
        shown.push_str(number);
    }
    shown
}

fn parts(line: &str) -> Vec<SumPart<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(sign) = line[at..].chars().next() {
        let rest = &line[at..];
        let is_after_blank = line[..at].ends_with(' ');
        let (part, len) = match sign {
            ' ' => (None, 1),
            '0'..='9' => {
                let len = number_len(rest);
                (Some(SumPart::Number(&rest[..len])), len)
            }
            // An entry of a list.
            '-' | '*' | '\u{2022}' if at == 0 => (Some(SumPart::Words), sign.len_utf8()),
            '+' => (Some(SumPart::Plus), 1),
            '-' if is_after_blank && rest.starts_with("- ") => (Some(SumPart::Minus), 1),
            '=' => (Some(SumPart::Equals), 1),
            '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | '%' => (Some(SumPart::Words), 1),
            _ if sign.is_alphabetic() => {
                let is_within = |it: char| it.is_alphanumeric() || "-'".contains(it);
                let word = rest.find(|it| !is_within(it)).unwrap_or(rest.len());
                let part = if &rest[..word] == "x" {
                    SumPart::Other
                } else {
                    SumPart::Words
                };
                (Some(part), word)
            }
            other => (Some(SumPart::Other), other.len_utf8()),
        };
        parts.extend(part);
        at += len;
    }
    parts
}

/// Length of the number at the start of a text: digits with points, commas, apostrophes or spaces between them. A space
/// must be followed by three digits.
fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut len = 1;
    loop {
        let is_group = (1..=3).all(|after| is_digit(len + after)) && !is_digit(len + 4);
        match bytes.get(len) {
            Some(b'0'..=b'9') => len += 1,
            Some(b'.' | b',' | b'\'') if is_digit(len + 1) => len += 2,
            Some(b' ') if is_group => len += 4,
            Some(_) | None => return len,
        }
    }
}

/// Notation of a number.
#[derive(Clone, Copy, Debug)]
enum Notation {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

impl Notation {
    const ALL: [Self; 2] = [Self::Point, Self::Comma];

    fn decimal_sign(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    /// The number in billionths; `None` if it is not in this notation.
    fn value(self, number: &str) -> Option<i128> {
        let sign = self.decimal_sign();
        let (whole, decimals) = number.split_once(sign).unwrap_or((number, ""));
        let mut groups = whole.split(|it: char| !it.is_ascii_digit());
        let first = groups.next()?;
        let rest: Vec<&str> = groups.collect();
        let is_grouped = rest.is_empty() || first.len() <= 3 && rest.iter().all(|it| it.len() == 3);
        let digits = [&[first], &rest[..]].concat().concat();
        let is_read = is_grouped
            && decimals.len() <= MAX_DECIMALS
            && digits.len() <= MAX_DIGITS
            && decimals.bytes().all(|it| it.is_ascii_digit());
        let padded = format!("{digits}{decimals:0<MAX_DECIMALS$}");
        padded.parse().ok().filter(|_| is_read)
    }

    fn sum(self, terms: &[(bool, &str)]) -> Option<i128> {
        let mut sum: i128 = 0;
        for (is_minus, number) in terms {
            let value = self.value(number)?;
            sum = sum.checked_add(if *is_minus { -value } else { value })?;
        }
        Some(sum)
    }

    fn written(self, value: i128) -> String {
        let one = 10_i128.pow(MAX_DECIMALS as u32);
        let minus = if value < 0 { "\u{2212}" } else { "" };
        let (whole, decimals) = (value.abs() / one, value.abs() % one);
        let decimals = format!("{decimals:0>MAX_DECIMALS$}");
        match decimals.trim_end_matches('0') {
            "" => format!("{minus}{whole}"),
            decimals => format!("{minus}{whole}{}{decimals}", self.decimal_sign()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks for "8 + 5 is 13, not 14" for each wrong sum.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let wrong = wrong_sums(text).into_iter();
        let told: Vec<String> = wrong
            .map(|it| format!("{} is {}, not {}", it.terms, it.right, it.written))
            .collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn only_wrong_sums_are_reported() {
        check("8 + 5 = 13", &[]);
        check("8+5=13.", &[]);
        check("- 8 + 5 = 14", &["8 + 5 is 13, not 14"]);
        check("8 + 5 = 14", &["8 + 5 is 13, not 14"]);
        check(
            "Courier: 8 injured + 5 missing = 14 people, so not 13",
            &["8 + 5 is 13, not 14"],
        );
        check(
            "20 \u{2013} 8 = 12 and 12 - 3 = 8",
            &["12 \u{2212} 3 is 9, not 8"],
        );
        check(
            "1 + 1 = 3\n2 + 2 = 4\n3 + 3 = 7",
            &["1 + 1 is 2, not 3", "3 + 3 is 6, not 7"],
        );
        check("40% + 50 % = 100%", &["40 + 50 is 90, not 100"]);
        check("٨ + ٥ = ١٤", &["8 + 5 is 13, not 14"]);
    }

    #[test]
    fn decimals_and_thousands_are_read_in_both_notations() {
        check("1,200 + 300 = 1,500", &[]);
        check("1.200 + 300 = 1.500", &[]);
        check("1 200 + 300 = 1500", &[]);
        check("0.1 + 0.2 = 0.3; 0,1 + 0,2 = 0,3", &[]);
        check("1.5 + 2 = 4", &["1.5 + 2 is 3.5, not 4"]);
        check("1,5 + 2,25 = 4", &["1,5 + 2,25 is 3,75, not 4"]);
        check("3 - 5 = 2", &["3 \u{2212} 5 is \u{2212}2, not 2"]);
    }

    #[test]
    fn anything_but_a_plain_sum_is_ignored() {
        for text in [
            "8 = 9",
            "3 x 4 + 1 = 13",
            "3 * 4 + 1 = 13",
            "(2 + 2) * 3 = 12",
            "8-12 + 5 = 17",
            "8 + 5 = 13 + 1",
            "8 + 5 = about 14",
            "8 + five = 14",
            "a = 8 + 5",
            "1/2 + 1/2 = 1",
            "+ 5 = 7",
            "1.2.3 + 1 = 9",
        ] {
            check(text, &[]);
        }
        check(&format!("{0} + {0} = 1", "9".repeat(40)), &[]);
    }
}
