//! Whether two amounts may be the same number.

use super::{Amount, Bound};

impl Amount {
    /// The numbers consistent with it. "About" allows a tenth more or less.
    pub fn range(&self) -> std::ops::RangeInclusive<f64> {
        const ABOUT: f64 = 0.1;
        let value = self.value;
        match self.bound {
            None => value..=value,
            Some(Bound::Range) => value..=self.to.unwrap_or(value),
            Some(Bound::About) => {
                let to = self.to.unwrap_or(value);
                value - value.abs() * ABOUT..=to + to.abs() * ABOUT
            }
            Some(Bound::AtLeast | Bound::MoreThan) => value..=f64::INFINITY,
            Some(Bound::UpTo | Bound::FewerThan) => f64::NEG_INFINITY..=value,
            Some(Bound::Almost) => value - value.abs() * ABOUT..=value,
        }
    }

    /// Whether any number fits both. "At least 8" and "at least 12" disagree, though more numbers fit both.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        let (own, others) = (self.range(), other.range());
        let are_minima = own.end().is_infinite() && others.end().is_infinite();
        let are_maxima = own.start().is_infinite() && others.start().is_infinite();
        if are_minima || are_maxima {
            return self.value.total_cmp(&other.value).is_eq();
        }
        own.start() <= others.end() && others.start() <= own.end()
    }

    pub(super) fn range_in_bits(&self) -> (u64, u64) {
        let range = self.range();
        (range.start().to_bits(), range.end().to_bits())
    }
}
