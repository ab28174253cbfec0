use crate::{
    import::{
        comments,
        document::{ChangeKind, TrackedChange},
        xml::Element,
    },
    project::ParagraphKind,
};

/// A paragraph that has not ended.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Includes the text of the paragraph that it continues.
    pub text: String,
    pub style: String,
    /// The list and the level set on the paragraph itself.
    pub numbering: Option<String>,
    pub level: Option<usize>,
    /// By its outline level.
    pub kind: Option<ParagraphKind>,
    /// Its style hides it.
    pub is_hidden_by_style: bool,
    /// Whether the current run is hidden.
    pub is_hidden: bool,
    /// Font of the current run.
    pub font: String,
    /// Whether its end was deleted, so that the next paragraph continues it.
    pub is_joined: bool,
    pub changes: Vec<TrackedChange>,
    /// End of the last change.
    pub changed_until: usize,
    /// Start of the text being inserted, with the author and date of the insertion.
    pub insertion: Option<(usize, TrackedChange)>,
}

impl Open {
    pub fn end_insertion(&mut self) {
        if let Some((start, mut insertion)) = self.insertion.take() {
            let text = self.text.get(start..).unwrap_or_default();
            text.clone_into(&mut insertion.text);
            self.change(start, insertion);
        }
    }

    /// Adds a change of the text from `start` on. Joins changes that Word splits by formatting.
    pub fn change(&mut self, start: usize, change: TrackedChange) {
        if comments::is_blank(&change.text) {
            return;
        }
        let goes_on = |last: &TrackedChange| {
            (last.kind, &last.author, &last.date) == (change.kind, &change.author, &change.date)
        };
        match self.changes.last_mut() {
            Some(last) if self.changed_until == start && goes_on(last) => {
                last.text.push_str(&change.text);
            }
            Some(_) | None => self.changes.push(change),
        }
        self.changed_until = self.text.len();
    }
}

/// A change without its text.
pub(super) fn change(kind: ChangeKind, element: &Element<'_>) -> TrackedChange {
    let attribute = |name| element.attribute(name).unwrap_or_default();
    TrackedChange {
        kind,
        author: attribute("author"),
        date: attribute("date"),
        text: String::new(),
    }
}
