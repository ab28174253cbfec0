use crate::{
    import::{
        document::{ChangeKind, Changes, TrackedChange},
        xml::Element,
    },
    project::ParagraphKind,
};

/// How the current run of a paragraph looks.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub is_hidden: bool,
    pub is_superscript: bool,
    pub font: String,
}

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
    pub run: Run,
    /// Whether its end was deleted, so that the next paragraph continues it.
    pub is_joined: bool,
    pub changes: Changes,
    /// Start of the text being inserted, with the author and date of the insertion.
    pub insertion: Option<(usize, TrackedChange)>,
}

impl Open {
    pub fn end_insertion(&mut self) {
        if let Some((start, mut insertion)) = self.insertion.take() {
            let text = self.text.get(start..).unwrap_or_default();
            text.clone_into(&mut insertion.text);
            self.changes.add(start, self.text.len(), insertion);
        }
    }

    pub fn delete(&mut self, deletion: TrackedChange) {
        let at = self.text.len();
        self.changes.add(at, at, deletion);
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
