use super::{
    problem::{Record, article_of, shortened},
    serializer::write_inline,
};

use std::fmt;

use serde::Serialize;

/// Two records of a file with one id, as a merge of two edited copies leaves them. For each, the part in which they differ;
/// empty if they are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwoVersions {
    pub record: Record,
    pub earlier: String,
    pub later: String,
}

impl TwoVersions {
    /// Compares two records.
    pub(crate) fn new<T: Serialize>(record: Record, earlier: &T, later: &T) -> Self {
        let [earlier, later] = [earlier, later].map(|record| {
            let mut written = String::new();
            write_inline(&mut written, record);
            written
        });
        let bytes = earlier.bytes().zip(later.bytes());
        let same = bytes.take_while(|(one, other)| one == other).count();
        // From the field with the first difference on.
        let from = earlier[..earlier.floor_char_boundary(same)].rfind(", ");
        let from = from.map_or(0, |at| at + ", ".len());
        let part = |whole: &str| {
            let part = whole.get(from..).unwrap_or_default();
            shortened(part.trim_end_matches(')'))
        };
        let (earlier, later) = if earlier == later {
            (String::new(), String::new())
        } else {
            (part(&earlier), part(&later))
        };
        Self {
            record,
            earlier,
            later,
        }
    }

    /// Whether the later record only repeats the earlier one.
    pub fn are_alike(&self) -> bool {
        self.earlier.is_empty() && self.later.is_empty()
    }
}

impl fmt::Display for TwoVersions {
    /// Continues "claim ".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            record,
            earlier,
            later,
        } = self;
        if self.are_alike() {
            return f.write_str("is in this file twice");
        }
        let article = article_of(*record);
        write!(
            f,
            "has the id of {article} {record} before it. That one says {earlier}; this one says {later}"
        )
    }
}
