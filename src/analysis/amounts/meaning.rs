//! The meanings of words and phrases in numbers, in dates and around them.

use super::Bound;

/// The meaning of a word or phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    // Number words.
    Number(f64),
    /// "one" if it may be a pronoun, "un" if it may be an article.
    One,
    /// "a" of "a hundred"; never a number itself.
    Article,
    /// Multiplies smaller terms: "thousand".
    Scale(f64),
    /// A plural that may stand alone: "thousands".
    Scales(f64),
    /// Multiplies any number before it: "dozen".
    Group(f64),
    /// "dozens".
    Groups(f64),
    /// A fraction, alone or multiplied: "half".
    Part(f64),
    /// A fraction that needs "a" or "one", since it is an ordinal as well: "third".
    Share(f64),
    /// The same in the plural, after any number: "thirds".
    Shares(f64),
    /// A half that is added to the number before it: "einhalb".
    Plus(f64),
    And,
    /// Between a number and its half: "с".
    With,
    Point,
    /// Makes an ordinal before it a fraction: "parte" of "la tercera parte".
    ShareNoun,
    /// Between a number and a larger one that it is a share of: "in" of "one in five".
    Per,
    /// Makes an ordinal after it a share: "every" of "every fifth".
    Every,
    /// A noun that means two: "شخصان".
    Dual,
    Minus,
    // Around a number.
    Before(Bound),
    After(Bound),
    Between,
    To,
    Or,
    Percent,
    /// Between a number and what is counted.
    Of,
    /// Ends what is counted; the commonest words of the language.
    Stop,
    /// Makes the next number a name: "Article".
    Label,
    /// Makes the number before it a name: "век".
    LabelAfter,
    /// Makes a number beside it one of a house.
    Street,
    /// Makes the number before it negative.
    BelowZero,
    /// Makes the next number a phone number.
    Phone,
    Ordinal,
    /// An ordinal that may be a day of the month.
    Nth(i8),
    /// Attached to the digits of an ordinal: "th".
    OrdinalEnding,
    // Dates.
    /// First and last day, relative to the publication date.
    Day(i32, i32),
    /// Relative to another event: "the next day".
    OtherDay,
    /// Days that nobody can tell: "recent days".
    SomeDays,
    /// Before the day that a night ends on: "в ночь на".
    NightTo,
    Unit(Unit),
    /// More than one: never in "last week".
    Units(Unit),
    /// Two of them in one word: "أسبوعين".
    Pair(Unit),
    /// Half of one in one word: "полгода".
    Half(Unit),
    AgoBefore,
    AgoAfter,
    /// Relative to another event: "three days later".
    LaterAfter,
    AheadBefore,
    AheadAfter,
    BeforeLast,
    Last,
    This,
    Next,
    /// Relative to another event: "the following Monday".
    Following,
    /// A year relative to that of publication: "торік".
    InYear(i32),
    /// A quarter or a half of the year, in months.
    PartOfYear(i8),
    /// Before the number of a decade: "années".
    BeforeDecade,
    /// "nineties".
    DecadeOf(i16),
    Season,
    BeforeMonth,
    BeforeYear,
    AfterYear,
    BeforeHour,
    AfterHour,
    PartOfDay,
    /// Never split into a prefix and a number.
    Whole,
    /// Split off from a word whose rest is in the table ("و" of "وعشرون").
    Prefix,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Year,
    Decade,
}

impl Meaning {
    /// Whether it is a word of a number.
    pub fn is_numeral(self) -> bool {
        matches!(
            self,
            Self::Number(_)
                | Self::One
                | Self::Article
                | Self::Scale(_)
                | Self::Scales(_)
                | Self::Group(_)
                | Self::Groups(_)
                | Self::Part(_)
                | Self::Share(_)
                | Self::Shares(_)
                | Self::Plus(_)
                | Self::And
                | Self::With
                | Self::Point
                | Self::Minus
        )
    }

    /// Whether it is a number word, other than "one" and "and", or a hedge.
    pub fn is_number_or_hedge(self) -> bool {
        let is_common = matches!(
            self,
            Self::One | Self::Article | Self::And | Self::With | Self::Point | Self::Minus
        );
        self.is_numeral() && !is_common
            || matches!(self, Self::Before(_) | Self::After(_) | Self::Between)
    }

    /// Whether it may be a part of a compound such as "siebenundzwanzigtausend".
    pub fn is_in_compound(self) -> bool {
        matches!(
            self,
            Self::Number(_)
                | Self::One
                | Self::Article
                | Self::Scale(_)
                | Self::Scales(_)
                | Self::And
                | Self::Plus(_)
        )
    }

    pub fn bound_before(self) -> Option<Bound> {
        if let Self::Before(bound) = self {
            Some(bound)
        } else {
            None
        }
    }

    pub fn bound_after(self) -> Option<Bound> {
        if let Self::After(bound) = self {
            Some(bound)
        } else {
            None
        }
    }

    /// The unit of time, in the plural only if it may be.
    pub fn unit(self, may_be_plural: bool) -> Option<Unit> {
        if let Self::Unit(unit) = self {
            return Some(unit);
        }
        if let (Self::Units(unit), true) = (self, may_be_plural) {
            return Some(unit);
        }
        None
    }

    /// The number paired with this meaning in a list.
    pub fn among(self, pairs: &[(Self, i32)]) -> Option<i32> {
        let (_, number) = pairs.iter().find(|(meaning, _)| *meaning == self)?;
        Some(*number)
    }
}
