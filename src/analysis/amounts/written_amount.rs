//! Amounts as Crosscheck writes them.

use super::{Amount, Bound};

use std::fmt;

/// "at least 1,200", "8 to 12": without the thing counted.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = figure(self.value);
        match (self.bound, self.to) {
            (None | Some(Bound::Range), Some(to)) => write!(f, "{value} to {}", figure(to)),
            (None | Some(Bound::Range), None) => f.write_str(&value),
            (Some(bound), None) => write!(f, "{} {value}", bound.label()),
            (Some(bound), Some(to)) => write!(f, "{} {value} to {}", bound.label(), figure(to)),
        }
    }
}

/// A number with commas between the thousands: "12,500.25".
fn figure(value: f64) -> String {
    let written = value.to_string();
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("\u{2212}", digits));
    let mut grouped = sign.to_owned();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !part.is_empty() {
        grouped.push('.');
        grouped.push_str(part);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_with_commas() {
        assert_eq!(figure(1_234_567.5), "1,234,567.5");
        assert_eq!(figure(-1200.0), "\u{2212}1,200");
        assert_eq!(figure(340.0), "340");
    }
}
