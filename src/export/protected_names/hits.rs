//! The search of an export for protected names.

use super::{
    super::{Content, Export, ExportSettings, Extent, draft::Draft, table::Table},
    ExportPart, MAX_LISTED_HITS, ProtectedHit, RowId, TableCell,
    whole_names::with_whole_names,
};
use crate::{
    analysis::{Certainty, FoundName, OtherWords, ProtectedNames},
    project::{Project, TextHash},
};

use std::collections::BTreeSet;

/// Number of bytes of context shown on each side of a name.
const CONTEXT_BYTES: usize = 60;

/// Maximum length in bytes of a name that is recognised across the edge of the context. An address takes up to six
/// bytes for a letter.
const MAX_NAME_BYTES: usize = 1_200;

/// The protected names in a public export, in order, at most [`MAX_LISTED_HITS`]; includes those within longer words.
pub fn protected_hits(
    project: &Project,
    export: Export,
    settings: &ExportSettings,
    other_words: &OtherWords,
) -> Vec<ProtectedHit> {
    let names = ProtectedNames::new(project);
    if names.is_empty() {
        return Vec::new();
    }
    let project = &*with_whole_names(project);
    match export.format().content {
        Content::Table(table) => hits_in_table(
            &names,
            project,
            table,
            &settings.extent,
            other_words,
            |_| true,
        ),
        Content::Picture(_) => Vec::new(),
        Content::Workbook | Content::Report { .. } | Content::Records(..) => {
            let mut draft = Draft::new(export.format(), project, settings);
            hits_in_draft(&names, project, &mut draft, other_words, |_| true)
        }
    }
}

pub(super) fn hits_in_table(
    names: &ProtectedNames,
    project: &Project,
    table: &Table,
    extent: &Extent,
    other_words: &OtherWords,
    is_wanted: impl Fn(&ProtectedHit) -> bool,
) -> Vec<ProtectedHit> {
    let mut hits = Vec::new();
    table.each_row(project, extent, |row, cells| {
        for (column, text) in cells.iter().enumerate() {
            if hits.len() < MAX_LISTED_HITS && names.are_in(text) {
                let cell = TableCell {
                    row: row.id,
                    column,
                };
                let place = format!("{row}, {}", table.columns[column]);
                let in_cell = hits_in(names, other_words, cell, &place, text);
                hits.extend(in_cell.into_iter().filter(&is_wanted));
            }
        }
    });
    hits.truncate(MAX_LISTED_HITS);
    hits
}

pub(super) fn hits_in_draft(
    names: &ProtectedNames,
    project: &Project,
    draft: &mut Draft,
    other_words: &OtherWords,
    is_wanted: impl Fn(&ProtectedHit) -> bool,
) -> Vec<ProtectedHit> {
    let holds = draft.holds();
    let mut hits: Vec<ProtectedHit> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut look = |part: ExportPart, pieces: &mut [&mut String]| {
        let text = joined(pieces);
        if hits.len() >= MAX_LISTED_HITS || !names.are_in(&text) {
            return;
        }
        let cell = text_cell(part, &text);
        if seen.insert(cell) {
            let place = format!("{holds}{}", place_of(project, part));
            let in_text = hits_in(names, other_words, cell, &place, &text);
            hits.extend(in_text.into_iter().filter(&is_wanted));
        }
    };
    draft.each_text(&mut look, &|_| false);
    hits.truncate(MAX_LISTED_HITS);
    hits
}

pub(super) fn joined(pieces: &[&mut String]) -> String {
    pieces.iter().map(|piece| piece.as_str()).collect()
}

pub(super) fn text_cell(part: ExportPart, text: &str) -> TableCell {
    TableCell {
        row: RowId::Text(part, TextHash::of(text)),
        column: 0,
    }
}

/// Readable name of a part of an export, to follow the word for the export.
fn place_of(project: &Project, part: ExportPart) -> String {
    let number = |place: Option<usize>| place.map_or(0, |place| place + 1);
    match part {
        ExportPart::Project => String::new(),
        ExportPart::Claim(id) => format!(", claim {}", project.claim_number(id)),
        ExportPart::Source(id) => format!(", source {}", number(project.article_place(id))),
        ExportPart::Speaker(id) => format!(", speaker {}", number(project.speaker_place(id))),
    }
}

fn hits_in(
    names: &ProtectedNames,
    other_words: &OtherWords,
    cell: TableCell,
    place: &str,
    text: &str,
) -> Vec<ProtectedHit> {
    let shown = names.concealed_but(text, other_words, Certainty::Possibly);
    let can_replace = is_clear(names, other_words, &shown, Certainty::Possibly);
    let found = names.find(text, other_words);
    let hits = found.iter().map(|found| {
        let (before, after) = context(names, text, found);
        ProtectedHit {
            cell,
            place: place.to_owned(),
            stand_in: found.stand_in.to_owned(),
            certainty: found.certainty,
            word: found.within.map(|word| text[word.range()].to_owned()),
            before,
            after,
            can_replace,
        }
    });
    hits.collect()
}

/// Whether no name of at least that certainty is left, other than in unrelated words.
pub(super) fn is_clear(
    names: &ProtectedNames,
    other_words: &OtherWords,
    text: &str,
    least: Certainty,
) -> bool {
    let found = names.find_certain(text, other_words, least);
    found.iter().all(|found| found.is_another_word)
}

/// The text before and after a name, or after the longer word that contains it, on one line.
fn context(names: &ProtectedNames, text: &str, found: &FoundName<'_>) -> (String, String) {
    let shown = found.within.unwrap_or(found.span);
    // A name across the edge of the context would not be found, so names are concealed in more text than is shown.
    let reach = CONTEXT_BYTES + MAX_NAME_BYTES;
    let start = text.floor_char_boundary(shown.start().saturating_sub(reach));
    let end = text.ceil_char_boundary((shown.end() + reach).min(text.len()));
    let before = on_one_line(&names.concealed(&text[start..shown.start()]));
    let after = on_one_line(&names.concealed(&text[shown.end()..end]));
    let cut = before.ceil_char_boundary(before.len().saturating_sub(CONTEXT_BYTES));
    let before = before[cut..].to_owned();
    let cut = after.floor_char_boundary(CONTEXT_BYTES.min(after.len()));
    (before, after[..cut].to_owned())
}

/// Replaces each run of white space with one space.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            space if space.is_whitespace() && line.ends_with(' ') => {}
            space if space.is_whitespace() => line.push(' '),
            other => line.push(other),
        }
    }
    line
}
