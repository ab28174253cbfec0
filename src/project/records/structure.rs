use serde::{Deserialize, Serialize};

/// Structure of an article beside its text, as read from its file: set at import, never edited, not part of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// The paragraphs that are not running text, by ascending index.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<(usize, ParagraphKind)>,
    /// Locators as people cite them ("p. 3", "00:12:31"), by ascending index of their first paragraph. Each applies
    /// until the next one; an empty one ends it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locators: Vec<(usize, String)>,
}

/// Role of a paragraph in its article; running text has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParagraphKind {
    Heading,
    ListItem,
    Quotation,
    Caption,
}

impl ParagraphKind {
    pub const ALL: [Self; 4] = [
        Self::Heading,
        Self::ListItem,
        Self::Quotation,
        Self::Caption,
    ];
}

impl Structure {
    pub(crate) fn is_empty(&self) -> bool {
        self.kinds.is_empty() && self.locators.is_empty()
    }

    pub fn kind(&self, paragraph: usize) -> Option<ParagraphKind> {
        let at = self.kinds.binary_search_by_key(&paragraph, |(at, _)| *at);
        at.ok().map(|at| self.kinds[at].1)
    }

    /// The locator of a paragraph; empty if it has none.
    pub fn locator(&self, paragraph: usize) -> &str {
        let locator = self.locator_from(paragraph);
        locator.map_or("", |(_, locator)| locator)
    }

    /// The locator of a paragraph, and the index of the first paragraph that it applies to.
    pub fn locator_from(&self, paragraph: usize) -> Option<(usize, &str)> {
        let after = self.locators.partition_point(|(at, _)| *at <= paragraph);
        let (at, place) = &self.locators[after.checked_sub(1)?];
        Some((*at, place))
    }

    /// The first index that is not in a text of `count` paragraphs, or not above the index before it.
    pub(crate) fn wrong_paragraph(&self, count: usize) -> Option<usize> {
        first_wrong(self.kinds.iter().map(|(at, _)| *at), count)
            .or_else(|| first_wrong(self.locators.iter().map(|(at, _)| *at), count))
    }

    /// Drops everything that [`wrong_paragraph`](Self::wrong_paragraph) finds.
    pub(crate) fn drop_wrong(&mut self, count: usize) {
        let mut next = 0;
        self.kinds.retain(|(at, _)| is_next(*at, count, &mut next));
        next = 0;
        self.locators
            .retain(|(at, _)| is_next(*at, count, &mut next));
    }
}

fn first_wrong(mut paragraphs: impl Iterator<Item = usize>, count: usize) -> Option<usize> {
    let mut next = 0;
    paragraphs.find(|at| !is_next(*at, count, &mut next))
}

/// Whether `at` is at least `next` and below `count`; `next` is then set past it.
fn is_next(at: usize, count: usize, next: &mut usize) -> bool {
    let is_next = (*next..count).contains(&at);
    if is_next {
        *next = at + 1;
    }
    is_next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locator_holds_until_the_next_one() {
        let locators = [(1, "p. 1"), (3, "p. 2"), (4, "")];
        let structure = Structure {
            locators: locators.map(|(at, place)| (at, place.to_owned())).to_vec(),
            ..Structure::default()
        };
        let locators: Vec<&str> = (0..6).map(|at| structure.locator(at)).collect();
        assert_eq!(locators, ["", "p. 1", "p. 1", "p. 2", "", ""]);
    }

    #[test]
    fn only_rising_indexes_within_the_text_are_kept() {
        let of = |at: &[usize]| Structure {
            kinds: at.iter().map(|at| (*at, ParagraphKind::Heading)).collect(),
            ..Structure::default()
        };
        assert_eq!(of(&[0, 2]).wrong_paragraph(3), None);
        assert_eq!(of(&[0, 3]).wrong_paragraph(3), Some(3));
        let mut twice = of(&[1, 1, 0, 2, 7]);
        assert_eq!(twice.wrong_paragraph(3), Some(1));
        twice.drop_wrong(3);
        assert_eq!(twice, of(&[1, 2]));
        assert_eq!(twice.kind(2), Some(ParagraphKind::Heading));
        assert_eq!(twice.kind(0), None);
    }
}
