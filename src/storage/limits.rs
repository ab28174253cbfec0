//! All size limits in one place. Larger input is rejected with a message: at load, at import, and when a person types
//! or pastes.

use crate::project::{
    Article, ArticleDetails, ArticleEdit, Attribution, Claim, ClaimEdit, ClaimField, Edit,
    Evidence, EvidenceEdit, Highlight, HighlightEdit, ProjectEdit, Provenance, Search, Speaker,
    SpeakerEdit, Verdict, VerdictScale, Waiver,
};
pub use crate::project::{
    MAX_ALIASES, MAX_CHAIN, MAX_DERIVATIONS, MAX_SEARCHES, MAX_TAGS, MAX_TEXT, MAX_VERDICTS,
};

use std::collections::BTreeSet;

/// Maximum size of a project file. Ten times the size of 2,000 articles with 100,000 highlights.
pub const MAX_PROJECT_BYTES: u64 = MAX_TEXT as u64;

pub const MAX_ARTICLE_BYTES: u64 = 64 * 1024 * 1024;

/// Maximum number of files from one selection or drop.
pub const MAX_ARTICLE_FILES: usize = 10_000;

/// One in this many lines of a project file may be unreadable, beyond the first hundred; with more, the file is not
/// accepted as a project.
pub const UNREADABLE_SHARE: usize = 10;

/// Maximum nesting of a project file: twice the actual depth.
pub const MAX_NESTING: usize = 16;

/// Maximum number of problems in a project file of that many bytes. A problem takes more memory than a short record;
/// records written by a program are longer, so each of them may have one.
#[must_use]
pub fn max_problems(bytes: usize) -> usize {
    (bytes / 100).max(1_000)
}

/// Maximum journal length that is read; the rest is reported as unread. Each save restarts the journal, long before it
/// reaches this length.
pub const MAX_JOURNAL_BYTES: u64 = 1024 * 1024 * 1024;

/// Maximum size of the project copy next to a journal. Larger than a project file, so that the journal can hold a
/// project that has outgrown its limits until the user removes something.
pub const MAX_BASE_BYTES: u64 = 4 * MAX_PROJECT_BYTES;

/// Maximum number of edits in a journal, including its undo history. The largest possible change, which empties the
/// largest project, takes less than half.
pub const MAX_JOURNAL_EDITS: usize = 10_000_000;

/// Maximum nesting of a journal record: at least twice the actual depth. RON counts a list and its items separately.
pub const MAX_JOURNAL_NESTING: usize = 64;

/// Maximum length of a title, a name, a label or a field of the article details, in characters.
pub const MAX_TITLE: usize = 2_000;

/// Maximum length of a claim statement, in characters.
pub const MAX_STATEMENT: usize = 10_000;

/// Maximum length of a note or a justification, in characters.
pub const MAX_NOTE: usize = 100_000;

/// A text or a list exceeds its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {what} {measure}", measure = .of.words(*.limit))]
pub struct TooLong {
    /// Name of the text or list, for the message.
    pub what: &'static str,
    /// The limit.
    pub limit: usize,
    /// Unit of the limit.
    pub of: Measure,
}

/// Unit of length of a text or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Characters of a text.
    Characters,
    /// Entries of a list.
    Entries,
}

impl Measure {
    fn words(self, limit: usize) -> String {
        match self {
            Self::Characters => format!(
                "is longer than {limit} characters. Shorten it, or add the text as an article"
            ),
            Self::Entries => format!("has more than {limit} entries. Take some of them away"),
        }
    }
}

/// Checks the length of every text and list that the edit adds.
///
/// # Errors
/// [`TooLong`] for the first that exceeds its limit.
pub fn check_edit(edit: &Edit) -> Result<(), TooLong> {
    match edit {
        Edit::Project(edit) => match edit {
            ProjectEdit::SetTitle(title) => check("title", title, MAX_TITLE),
            ProjectEdit::SetScale(scale) => check_scale(scale),
            ProjectEdit::SetRules(_) => Ok(()),
        },
        Edit::Article(edit) => match edit {
            ArticleEdit::Add { at: _, article } => check_article(article),
            ArticleEdit::SetDetails { id: _, details } => check_details(details),
            ArticleEdit::SetProvenance { id: _, provenance } => check_derivations(provenance),
            ArticleEdit::Remove(_)
            | ArticleEdit::Move { .. }
            | ArticleEdit::SetClutter { .. }
            | ArticleEdit::SetExcluded { .. } => Ok(()),
        },
        Edit::Highlight(edit) => match edit {
            HighlightEdit::Add(highlight) => check_highlight(highlight),
            HighlightEdit::SetNote { id: _, note } => check_note(note),
            HighlightEdit::Remove(_) | HighlightEdit::SetSpan { .. } => Ok(()),
        },
        Edit::Claim(edit) => match edit {
            ClaimEdit::Add { at: _, claim } => check_claim(claim),
            ClaimEdit::Set { id: _, field } => check_field(field),
            ClaimEdit::Remove(_) | ClaimEdit::Move { .. } | ClaimEdit::SetSilent { .. } => Ok(()),
        },
        Edit::Evidence(edit) => match edit {
            EvidenceEdit::Add { at: _, evidence } => check_evidence(evidence),
            EvidenceEdit::SetNote { id: _, note } => check_note(note),
            EvidenceEdit::SetAttribution { id: _, attribution } => check_attribution(attribution),
            EvidenceEdit::Remove(_)
            | EvidenceEdit::SetStance { .. }
            | EvidenceEdit::SetEvidenceSet { .. } => Ok(()),
        },
        Edit::Speaker(edit) => match edit {
            SpeakerEdit::Add { at: _, speaker } | SpeakerEdit::Set(speaker) => {
                check_speaker(speaker)
            }
            SpeakerEdit::Remove(_) => Ok(()),
        },
        Edit::Relation(_) => Ok(()),
    }
}

fn check_scale(scale: &VerdictScale) -> Result<(), TooLong> {
    let VerdictScale { name, verdicts } = scale;
    check("name of the scale", name, MAX_TITLE)?;
    check_count("verdict scale", verdicts.len(), MAX_VERDICTS)?;
    let mut labels = verdicts.iter();
    labels.try_for_each(|Verdict { label, rank: _ }| check("verdict", label, MAX_TITLE))
}

fn check_article(article: &Article) -> Result<(), TooLong> {
    let Article {
        id: _,
        text: _,
        details,
        clutter: _,
        provenance,
        excluded: _,
    } = article;
    check_details(details)?;
    check_derivations(provenance)
}

fn check_details(details: &ArticleDetails) -> Result<(), TooLong> {
    let ArticleDetails {
        title,
        outlet,
        byline,
        published,
        retrieved,
        url,
        language,
        agency_credits,
        reliability: _,
    } = details;
    let fields = [
        ("title", title),
        ("outlet", outlet),
        ("byline", byline),
        ("date of publication", published),
        ("date of retrieval", retrieved),
        ("URL", url),
        ("language", language),
        ("line of agency credits", agency_credits),
    ];
    let mut fields = fields.into_iter();
    fields.try_for_each(|(what, text)| check(what, text, MAX_TITLE))
}

fn check_highlight(highlight: &Highlight) -> Result<(), TooLong> {
    let Highlight {
        id: _,
        article: _,
        span: _,
        note,
    } = highlight;
    check_note(note)
}

fn check_claim(claim: &Claim) -> Result<(), TooLong> {
    let Claim {
        id: _,
        statement,
        verdict: _,
        status: _,
        justification,
        notes,
        color: _,
        kind: _,
        made,
        speaker: _,
        first_appearance,
        tags,
        credibility: _,
        searches,
        reply,
        waivers,
    } = claim;
    check("statement", statement, MAX_STATEMENT)?;
    check("justification", justification, MAX_NOTE)?;
    check("note", notes, MAX_NOTE)?;
    check("date of the claim", made, MAX_TITLE)?;
    check("first appearance", first_appearance, MAX_TITLE)?;
    check("reply", reply, MAX_NOTE)?;
    check_tags(tags)?;
    check_searches(searches)?;
    waivers.iter().try_for_each(check_waiver)
}

fn check_tags(tags: &BTreeSet<String>) -> Result<(), TooLong> {
    check_count("list of tags", tags.len(), MAX_TAGS)?;
    check_each("tag", tags, MAX_TITLE)
}

fn check_searches(searches: &[Search]) -> Result<(), TooLong> {
    check_count("list of searches", searches.len(), MAX_SEARCHES)?;
    searches.iter().try_for_each(check_search)
}

fn check_derivations(provenance: &Provenance) -> Result<(), TooLong> {
    let count = provenance.derivations().len();
    check_count(
        "list of what an article derives from",
        count,
        MAX_DERIVATIONS,
    )
}

fn check_search(search: &Search) -> Result<(), TooLong> {
    let Search {
        sought,
        place,
        date,
    } = search;
    check("search", sought, MAX_NOTE)?;
    check("place of a search", place, MAX_TITLE)?;
    check("date of a search", date, MAX_TITLE)
}

fn check_waiver(waiver: &Waiver) -> Result<(), TooLong> {
    let Waiver {
        rule: _,
        by,
        reason,
    } = waiver;
    check("name of who waives", by, MAX_TITLE)?;
    check("reason of a waiver", reason, MAX_NOTE)
}

fn check_speaker(speaker: &Speaker) -> Result<(), TooLong> {
    let Speaker {
        id: _,
        name,
        aliases,
        role,
        notes,
        stand_in,
        excluded: _,
    } = speaker;
    check("name of a speaker", name, MAX_TITLE)?;
    check_count("list of aliases", aliases.len(), MAX_ALIASES)?;
    check_each("alias", aliases, MAX_TITLE)?;
    check("role", role, MAX_TITLE)?;
    check("note", notes, MAX_NOTE)?;
    check_each("stand-in", stand_in.iter(), MAX_TITLE)
}

fn check_evidence(evidence: &Evidence) -> Result<(), TooLong> {
    let Evidence {
        id: _,
        highlight: _,
        claim: _,
        stance: _,
        note,
        attribution,
        set: _,
    } = evidence;
    check_note(note)?;
    check_attribution(attribution)
}

fn check_attribution(attribution: &Attribution) -> Result<(), TooLong> {
    let Attribution {
        speaker: _,
        relayed_by,
        wording,
        quotation: _,
        knowledge: _,
        usage: _,
        naming: _,
    } = attribution;
    check("wording", wording, MAX_TITLE)?;
    check_count("chain of who passed it on", relayed_by.len(), MAX_CHAIN)
}

fn check_each<'a>(
    what: &'static str,
    texts: impl IntoIterator<Item = &'a String>,
    limit: usize,
) -> Result<(), TooLong> {
    let mut texts = texts.into_iter();
    texts.try_for_each(|text| check(what, text, limit))
}

fn check_field(field: &ClaimField) -> Result<(), TooLong> {
    match field {
        ClaimField::Statement(text) => check("statement", text, MAX_STATEMENT),
        ClaimField::Justification(text) => check("justification", text, MAX_NOTE),
        ClaimField::Notes(text) => check("note", text, MAX_NOTE),
        ClaimField::Made(text) => check("date of the claim", text, MAX_TITLE),
        ClaimField::FirstAppearance(text) => check("first appearance", text, MAX_TITLE),
        ClaimField::Reply(text) => check("reply", text, MAX_NOTE),
        ClaimField::Tags(tags) => check_tags(tags),
        ClaimField::Searches(searches) => check_searches(searches),
        ClaimField::Waivers(waivers) => waivers.iter().try_for_each(check_waiver),
        ClaimField::Verdict(_)
        | ClaimField::Status(_)
        | ClaimField::Color(_)
        | ClaimField::Kind(_)
        | ClaimField::Speaker(_)
        | ClaimField::Credibility(_) => Ok(()),
    }
}

fn check_note(note: &str) -> Result<(), TooLong> {
    check("note", note, MAX_NOTE)
}

fn check(what: &'static str, text: &str, limit: usize) -> Result<(), TooLong> {
    if fits(text, limit) {
        Ok(())
    } else {
        let of = Measure::Characters;
        Err(TooLong { what, limit, of })
    }
}

fn check_count(what: &'static str, count: usize, limit: usize) -> Result<(), TooLong> {
    if count <= limit {
        Ok(())
    } else {
        let of = Measure::Entries;
        Err(TooLong { what, limit, of })
    }
}

/// The byte length is an upper bound on the characters, so most texts need no count.
fn fits(text: &str, limit: usize) -> bool {
    text.len() <= limit || text.chars().nth(limit).is_none()
}

/// Truncates every text and list of the claim to its limit.
pub(crate) fn shorten_claim(claim: &mut Claim) {
    let Claim {
        id: _,
        statement,
        verdict: _,
        status: _,
        justification,
        notes,
        color: _,
        kind: _,
        made,
        speaker: _,
        first_appearance,
        tags,
        credibility: _,
        searches,
        reply,
        waivers,
    } = claim;
    shorten(statement, MAX_STATEMENT);
    for field in [justification, notes, reply] {
        shorten(field, MAX_NOTE);
    }
    shorten(made, MAX_TITLE);
    shorten(first_appearance, MAX_TITLE);
    let kept = std::mem::take(tags).into_iter().take(MAX_TAGS);
    *tags = kept.map(|tag| shortened(tag, MAX_TITLE)).collect();
    searches.truncate(MAX_SEARCHES);
    for Search {
        sought,
        place,
        date,
    } in searches
    {
        shorten(sought, MAX_NOTE);
        shorten(place, MAX_TITLE);
        shorten(date, MAX_TITLE);
    }
    for Waiver {
        rule: _,
        by,
        reason,
    } in waivers
    {
        shorten(by, MAX_TITLE);
        shorten(reason, MAX_NOTE);
    }
}

/// Truncates every text and list of the piece of evidence to its limit.
pub(crate) fn shorten_evidence(evidence: &mut Evidence) {
    let Evidence {
        id: _,
        highlight: _,
        claim: _,
        stance: _,
        note,
        attribution,
        set: _,
    } = evidence;
    let Attribution {
        speaker: _,
        relayed_by,
        wording,
        quotation: _,
        knowledge: _,
        usage: _,
        naming: _,
    } = attribution;
    shorten(note, MAX_NOTE);
    shorten(wording, MAX_TITLE);
    relayed_by.truncate(MAX_CHAIN);
}

/// Truncates every text and list of the speaker to its limit.
pub(crate) fn shorten_speaker(speaker: &mut Speaker) {
    let Speaker {
        id: _,
        name,
        aliases,
        role,
        notes,
        stand_in,
        excluded: _,
    } = speaker;
    aliases.truncate(MAX_ALIASES);
    let names = [name, role].into_iter().chain(aliases);
    for name in names.chain(stand_in) {
        shorten(name, MAX_TITLE);
    }
    shorten(notes, MAX_NOTE);
}

/// Truncates every field to its limit.
pub(crate) fn shorten_details(details: &mut ArticleDetails) {
    let ArticleDetails {
        title,
        outlet,
        byline,
        published,
        retrieved,
        url,
        language,
        agency_credits,
        reliability: _,
    } = details;
    for field in [
        title,
        outlet,
        byline,
        published,
        retrieved,
        url,
        language,
        agency_credits,
    ] {
        shorten(field, MAX_TITLE);
    }
}

fn shortened(mut text: String, limit: usize) -> String {
    shorten(&mut text, limit);
    text
}

/// Truncates `text` to `limit` characters, including the final ellipsis.
pub fn shorten(text: &mut String, limit: usize) {
    if fits(text, limit) {
        return;
    }
    if let Some((cut, _)) = text.char_indices().nth(limit - 1) {
        text.truncate(cut);
        text.push('\u{2026}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ClaimId, HighlightId};

    #[test]
    fn a_text_of_the_limit_is_taken_and_one_more_character_is_not() {
        let note = |note: String| {
            let id = HighlightId::new(1);
            check_edit(&Edit::Highlight(HighlightEdit::SetNote { id, note }))
        };
        assert_eq!(note("é".repeat(MAX_NOTE)), Ok(()));
        let refused = note("é".repeat(MAX_NOTE + 1)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the note is longer than 100000 characters. Shorten it, or add the text as an article"
        );
    }

    #[test]
    fn each_text_of_a_claim_has_its_limit() {
        let mut claim = Claim::new(ClaimId::new(1), "x".repeat(MAX_STATEMENT + 1), 0);
        claim.notes = "x".repeat(MAX_NOTE + 1);
        let add = |claim: &Claim| {
            let claim = Box::new(claim.clone());
            check_edit(&Edit::Claim(ClaimEdit::Add { at: 0, claim }))
        };
        assert_eq!(add(&claim).unwrap_err().what, "statement");
        shorten(&mut claim.statement, MAX_STATEMENT);
        assert_eq!(add(&claim).unwrap_err().what, "note");
        shorten_claim(&mut claim);
        assert_eq!(add(&claim), Ok(()));
        assert_eq!(claim.statement.chars().count(), MAX_STATEMENT);
        assert!(claim.statement.ends_with("x\u{2026}"));
    }
}
