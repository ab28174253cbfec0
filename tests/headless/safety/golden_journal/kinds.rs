//! The kinds of edits.

use std::collections::BTreeSet;

use crosscheck::project::{
    ArticleEdit, ClaimEdit, ClaimField, Edit, EvidenceEdit, HighlightEdit, ProjectEdit,
    RelationEdit, SpeakerEdit, TypingIn,
};

/// Number of kinds that [`kind`] knows: one for each of its arms.
const KINDS: u8 = 47;
/// The same for [`field`].
const FIELDS: u8 = 17;

/// The kinds without an edit.
pub fn missing(edits: &[&Edit]) -> Vec<u8> {
    let kinds: BTreeSet<u8> = edits.iter().map(|edit| kind(edit)).collect();
    (0..KINDS).filter(|kind| !kinds.contains(kind)).collect()
}

/// The fields without typing.
pub fn missing_fields(typing: &[TypingIn]) -> Vec<u8> {
    let fields: BTreeSet<u8> = typing.iter().map(|typing| field(*typing)).collect();
    (0..FIELDS)
        .filter(|field| !fields.contains(field))
        .collect()
}

fn kind(edit: &Edit) -> u8 {
    match edit {
        Edit::Project(ProjectEdit::SetTitle(_)) => 0,
        Edit::Project(ProjectEdit::SetScale(_)) => 1,
        Edit::Project(ProjectEdit::SetRules(_)) => 2,
        Edit::Article(ArticleEdit::Add { .. }) => 3,
        Edit::Article(ArticleEdit::Remove(_)) => 4,
        Edit::Article(ArticleEdit::Move { .. }) => 5,
        Edit::Article(ArticleEdit::SetDetails { .. }) => 6,
        Edit::Article(ArticleEdit::SetClutter { .. }) => 7,
        Edit::Article(ArticleEdit::SetProvenance { .. }) => 8,
        Edit::Article(ArticleEdit::SetExcluded { .. }) => 9,
        Edit::Highlight(HighlightEdit::Add(_)) => 10,
        Edit::Highlight(HighlightEdit::Remove(_)) => 11,
        Edit::Highlight(HighlightEdit::SetSpan { .. }) => 12,
        Edit::Highlight(HighlightEdit::SetNote { .. }) => 13,
        Edit::Claim(ClaimEdit::Add { .. }) => 14,
        Edit::Claim(ClaimEdit::Remove(_)) => 15,
        Edit::Claim(ClaimEdit::Move { .. }) => 16,
        Edit::Claim(ClaimEdit::SetSilent { .. }) => 17,
        Edit::Evidence(EvidenceEdit::Add { .. }) => 18,
        Edit::Evidence(EvidenceEdit::Remove(_)) => 19,
        Edit::Evidence(EvidenceEdit::SetStance { .. }) => 20,
        Edit::Evidence(EvidenceEdit::SetNote { .. }) => 21,
        Edit::Evidence(EvidenceEdit::SetAttribution { .. }) => 22,
        Edit::Evidence(EvidenceEdit::SetEvidenceSet { .. }) => 23,
        Edit::Evidence(EvidenceEdit::SetValue { .. }) => 45,
        Edit::Speaker(SpeakerEdit::Add { .. }) => 24,
        Edit::Speaker(SpeakerEdit::Remove(_)) => 25,
        Edit::Speaker(SpeakerEdit::Set(_)) => 26,
        Edit::Relation(RelationEdit::Add(_)) => 27,
        Edit::Relation(RelationEdit::Remove(_)) => 28,
        Edit::Project(ProjectEdit::SetReportHeading(_)) => 29,
        Edit::Project(ProjectEdit::SetSearchLists(_)) => 46,
        Edit::Project(ProjectEdit::SetNames(_)) => 47,
        Edit::Claim(ClaimEdit::Set { field, .. }) => 30 + kind_of_field(field),
    }
}

fn kind_of_field(field: &ClaimField) -> u8 {
    match field {
        ClaimField::Statement(_) => 0,
        ClaimField::Verdict(_) => 1,
        ClaimField::Status(_) => 2,
        ClaimField::Justification(_) => 3,
        ClaimField::Notes(_) => 4,
        ClaimField::Color(_) => 5,
        ClaimField::Kind(_) => 6,
        ClaimField::Made(_) => 7,
        ClaimField::Speaker(_) => 8,
        ClaimField::FirstAppearance(_) => 9,
        ClaimField::Tags(_) => 10,
        ClaimField::Credibility(_) => 11,
        ClaimField::Searches(_) => 12,
        ClaimField::Reply(_) => 13,
        ClaimField::Waivers(_) => 14,
        ClaimField::Dismissed(_) => 15,
    }
}

fn field(typing: TypingIn) -> u8 {
    match typing {
        TypingIn::Title => 0,
        TypingIn::Details(_) => 1,
        TypingIn::HighlightNote(_) => 2,
        TypingIn::Statement(_) => 3,
        TypingIn::Justification(_) => 4,
        TypingIn::Notes(_) => 5,
        TypingIn::EvidenceNote(_) => 6,
        TypingIn::Wording(_) => 7,
        TypingIn::Speaker(_) => 8,
        TypingIn::Made(_) => 9,
        TypingIn::FirstAppearance(_) => 10,
        TypingIn::Reply(_) => 11,
        TypingIn::Searches(_) => 12,
        TypingIn::Waivers(_) => 13,
        TypingIn::ReportTitle => 14,
        TypingIn::ReportLead => 15,
        TypingIn::Value(_) => 16,
    }
}
