//! The gate that every text of a public export passes.

use super::{
    super::{
        Audience, Content, Export, ExportSettings, Extent,
        draft::Draft,
        table::{RowPlace, Table},
    },
    ExportPart, NameDecision, NameDecisions, ProtectedHit, TableCell, UndecidedNames,
    hits::{hits_in_draft, hits_in_table, is_clear, joined, text_cell},
    whole_names::with_whole_names,
};
use crate::{
    analysis::{Certainty, FoundName, ProtectedNames},
    project::{Edit, Project, Speaker, SpeakerEdit},
};

use std::borrow::Cow;

/// Replaces the content of a cell that is left out.
const LEFT_OUT: &str = "[left out]";

/// Checks whether an export may be written for the audience.
pub fn check_protected(
    export: Export,
    project: &Project,
    settings: &ExportSettings,
) -> Result<(), UndecidedNames> {
    let gate = NameGate::new(project, &settings.audience);
    let project = &*shown_to(project, &settings.audience);
    match export.format().content {
        Content::Table(table) => gate.check_table(table, project, &settings.extent),
        Content::Picture(_) => Ok(()),
        Content::Workbook | Content::Report { .. } | Content::Records(..) => {
            if gate.names.is_empty() {
                return Ok(());
            }
            gate.check_draft(&mut Draft::new(export.format(), project, settings), project)
        }
    }
}

/// The project as the audience may see it: with real names in place of stand-ins for those who may know them; for
/// others, with highlights that do not cut a name.
pub(in crate::export) fn shown_to<'p>(
    project: &'p Project,
    audience: &Audience,
) -> Cow<'p, Project> {
    match audience {
        Audience::Public(_) => with_whole_names(project),
        Audience::Internal if !project.has_protected_names() => Cow::Borrowed(project),
        Audience::Internal => {
            let mut shown = project.clone();
            let protected = project.speakers().filter(|one| one.stand_in.is_some());
            for speaker in protected {
                let stand_in = None;
                let unprotected = Speaker {
                    stand_in,
                    ..speaker.clone()
                };
                let set = Edit::Speaker(SpeakerEdit::Set(Box::new(unprotected)));
                // Fails only for unknown speakers.
                let _ = shown.apply(set);
            }
            Cow::Owned(shown)
        }
    }
}

/// Checks every cell of an export.
pub(in crate::export) struct NameGate<'a> {
    /// Empty if no speaker is protected, or the audience may know the names.
    names: ProtectedNames,
    audience: &'a Audience,
}

impl<'a> NameGate<'a> {
    pub fn new(project: &Project, audience: &'a Audience) -> Self {
        let names = match audience {
            Audience::Public(_) => ProtectedNames::new(project),
            Audience::Internal => ProtectedNames::default(),
        };
        Self { names, audience }
    }

    pub fn check_table(
        &self,
        table: &Table,
        project: &Project,
        extent: &Extent,
    ) -> Result<(), UndecidedNames> {
        let Some(decisions) = self.decisions() else {
            return Ok(());
        };
        let is_open = |hit: &ProtectedHit| !decisions.cover(hit);
        let (names, words) = (&self.names, decisions.other_words());
        none_open(hits_in_table(names, project, table, extent, words, is_open))
    }

    pub fn check_draft(&self, draft: &mut Draft, project: &Project) -> Result<(), UndecidedNames> {
        let Some(decisions) = self.decisions() else {
            return Ok(());
        };
        let is_open = |hit: &ProtectedHit| !decisions.cover(hit);
        let (names, words) = (&self.names, decisions.other_words());
        none_open(hits_in_draft(names, project, draft, words, is_open))
    }

    /// `None` if every name may be written.
    fn decisions(&self) -> Option<&'a NameDecisions> {
        match self.audience {
            Audience::Public(decisions) => (!self.names.is_empty()).then_some(decisions),
            Audience::Internal => None,
        }
    }

    /// Changes a draft to what may be written. [`check_draft`](Self::check_draft) must have found every name decided.
    pub fn pass_draft(&self, draft: &mut Draft) {
        let Some(decisions) = self.decisions() else {
            return;
        };
        let mut pass = |part: ExportPart, pieces: &mut [&mut String]| {
            let whole = joined(pieces);
            if !self.names.are_in(&whole) {
                return;
            }
            let cell = text_cell(part, &whole);
            if decisions.of(cell) != Some(NameDecision::LeaveOut) {
                let least = least_certain(decisions, cell);
                let found = (self.names).find_certain(&whole, decisions.other_words(), least);
                let replaced = |it: &&FoundName<'_>| !it.is_another_word;
                conceal(found.iter().filter(replaced), pieces);
                if self.is_decided(decisions, cell, &joined(pieces)) {
                    return;
                }
            }
            let whole = self.decided(decisions, cell, &whole).into_owned();
            for piece in &mut *pieces {
                piece.clear();
            }
            if let Some(middle) = pieces.get_mut(pieces.len() / 2) {
                **middle = whole;
            }
        };
        draft.each_text(&mut pass, &|text| self.names.are_in(text));
    }

    /// A row as it may be written. [`check`](Self::check) must have found every name decided.
    pub fn pass<'c>(&self, row: RowPlace, cells: &'c [Cow<'_, str>]) -> Cow<'c, [Cow<'c, str>]> {
        let Some(decisions) = self.decisions() else {
            return Cow::Borrowed(cells);
        };
        let passed = cells.iter().enumerate().map(|(column, text)| {
            if self.names.are_in(text) {
                let row = row.id;
                self.decided(decisions, TableCell { row, column }, text)
            } else {
                Cow::Borrowed(&**text)
            }
        });
        Cow::Owned(passed.collect())
    }

    fn decided<'c>(
        &self,
        decisions: &NameDecisions,
        cell: TableCell,
        text: &'c str,
    ) -> Cow<'c, str> {
        let other_words = decisions.other_words();
        let least = least_certain(decisions, cell);
        let shown = match decisions.of(cell) {
            Some(NameDecision::LeaveOut) => Cow::Borrowed(LEFT_OUT),
            Some(NameDecision::UseStandIns | NameDecision::KeepPossible) | None => {
                self.names.concealed_but(text, other_words, least)
            }
        };
        if self.is_decided(decisions, cell, &shown) {
            shown
        } else {
            // A speaker may be called "left" or "out".
            Cow::Borrowed("")
        }
    }

    /// Whether a text of a cell contains no name beyond those that the decision keeps.
    fn is_decided(&self, decisions: &NameDecisions, cell: TableCell, text: &str) -> bool {
        let least = least_certain(decisions, cell);
        is_clear(&self.names, decisions.other_words(), text, least)
    }
}

/// Replaces names, which are in ascending order, with stand-ins. If a name continues in the next piece, its stand-in
/// goes into the first.
fn conceal<'f>(names: impl Iterator<Item = &'f FoundName<'f>>, pieces: &mut [&mut String]) {
    let mut names = names.peekable();
    let (mut start, mut done) = (0, 0);
    for piece in pieces {
        let end = start + piece.len();
        let mut shown = String::with_capacity(piece.len());
        let mut from = done.clamp(start, end);
        while let Some(name) = names.next_if(|name| name.replaced().start() < end) {
            let replaced = name.replaced();
            // Two names in one word are replaced as one.
            if replaced.start() >= done {
                shown += &piece[from - start..replaced.start() - start];
                shown += name.stand_in;
            }
            done = done.max(replaced.end());
            from = done.min(end);
        }
        shown += &piece[from - start..];
        **piece = shown;
        start = end;
    }
}

/// The lowest certainty of the names that a decision removes.
fn least_certain(decisions: &NameDecisions, cell: TableCell) -> Certainty {
    match decisions.of(cell) {
        Some(NameDecision::KeepPossible) => Certainty::Surely,
        Some(NameDecision::UseStandIns | NameDecision::LeaveOut) | None => Certainty::Possibly,
    }
}

fn none_open(open: Vec<ProtectedHit>) -> Result<(), UndecidedNames> {
    if open.is_empty() {
        Ok(())
    } else {
        Err(UndecidedNames(open))
    }
}
