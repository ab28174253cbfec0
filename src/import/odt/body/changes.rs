//! Tracked changes of an `OpenDocument` text. They are listed before the text, which has markers at their positions.

use super::Body;
use crate::import::{
    ReadError,
    document::{ChangeKind, TrackedChange},
    xml::{self, Step},
};

use std::collections::HashMap;

/// The changes by their ids.
pub(super) fn read(bytes: &[u8]) -> Result<HashMap<String, TrackedChange>, ReadError> {
    let mut changes = HashMap::new();
    let mut id = String::new();
    let mut open: Option<TrackedChange> = None;
    xml::read(bytes, |path, step| match step {
        Step::Start(element) => match element.name {
            "changed-region" => id = element.attribute("id").unwrap_or_default(),
            "insertion" => open = Some(change(ChangeKind::Inserted)),
            "deletion" => open = Some(change(ChangeKind::Deleted)),
            _ => {}
        },
        Step::Text(text) => {
            let Some(change) = &mut open else { return };
            match path.last() {
                "creator" => change.author.push_str(text),
                "date" => change.date.push_str(text),
                _ => change.text.push_str(text),
            }
        }
        Step::End("insertion" | "deletion") => {
            changes.extend(open.take().map(|change| (std::mem::take(&mut id), change)));
        }
        Step::End("p" | "h") => {
            if let Some(change) = &mut open {
                change.text.push(' ');
            }
        }
        Step::End(_) => {}
    })?;
    Ok(changes)
}

fn change(kind: ChangeKind) -> TrackedChange {
    TrackedChange {
        kind,
        author: String::new(),
        date: String::new(),
        text: String::new(),
    }
}

impl Body<'_> {
    /// Begins an insertion, or notes a deletion.
    pub(super) fn change(&mut self, change: Option<TrackedChange>) {
        self.end_insertion();
        let open = self.open.last_mut();
        match change {
            Some(change) if change.kind == ChangeKind::Inserted => {
                self.insertion = Some(change);
                if let Some(open) = open {
                    open.inserted_from = open.line.text.len();
                }
            }
            Some(change) => match open {
                Some(open) => {
                    let at = open.line.text.len();
                    open.changes.add(at, at, change);
                }
                None => self.waiting.push(change),
            },
            None => {}
        }
    }

    /// Notes what was inserted into the open paragraph.
    pub(super) fn end_insertion(&mut self) {
        if let (Some(insertion), Some(open)) = (&self.insertion, self.open.last_mut()) {
            let text = &open.line.text;
            let inserted = TrackedChange {
                text: text
                    .get(open.inserted_from..)
                    .unwrap_or_default()
                    .to_owned(),
                ..insertion.clone()
            };
            open.changes.add(open.inserted_from, text.len(), inserted);
            open.inserted_from = text.len();
        }
    }
}
