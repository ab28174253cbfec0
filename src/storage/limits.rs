//! All size limits in one place. Larger input is rejected with a message: at load, at import, and when a person types
//! or pastes.

use crate::project::{
    Article, ArticleDetails, ArticleEdit, Attribution, Claim, ClaimEdit, ClaimField, Dismissed,
    Edit, Evidence, EvidenceEdit, Highlight, HighlightEdit, Original, ProjectEdit, Provenance,
    RelationEdit, ReportHead, Search, SearchLists, Speaker, SpeakerEdit, Structure, Verdict,
    VerdictScale, Waiver,
};
pub use crate::project::{
    MAX_ALIASES, MAX_CHAIN, MAX_DERIVATIONS, MAX_DISMISSED, MAX_SAVED_SEARCHES, MAX_SEARCHES,
    MAX_TAGS, MAX_TEXT, MAX_VERDICTS, MAX_WATCH_WORDS,
};

use std::collections::BTreeSet;

use smol_str::SmolStr;

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
    pub limit: usize,
    /// Unit of the limit.
    pub of: Measure,
}

impl TooLong {
    /// A sentence about a text or list that was cut, which follows the name of a file.
    pub fn cut(&self) -> String {
        let Self { what, limit, of } = self;
        let unit = match of {
            Measure::Characters => "characters",
            Measure::Entries => "entries",
        };
        format!("the {what} was too long, and has been cut to {limit} {unit}")
    }
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
            Self::Entries => format!("has more than {limit} entries. Remove some"),
        }
    }
}

/// Checks the length of every text and list that the edit adds. Changes nothing; it borrows mutably because it walks the
/// same fields as [`Limits::shortening`].
pub fn check_edit(edit: &mut Edit) -> Result<(), TooLong> {
    let mut limits = Limits {
        shortens: false,
        first: None,
    };
    limits.edit(edit);
    limits.first.map_or(Ok(()), Err)
}

/// Cuts every text and list that the edit adds to its limit. Returns the first that was longer.
pub fn shorten_edit(edit: &mut Edit) -> Option<TooLong> {
    let mut limits = Limits::shortening();
    limits.edit(edit);
    limits.first
}

/// Like [`shorten_edit`], for an article.
pub fn shorten_article(article: &mut Article) -> Option<TooLong> {
    let mut limits = Limits::shortening();
    limits.article(article);
    limits.first
}

/// Like [`shorten_edit`], for a claim.
pub fn shorten_claim(claim: &mut Claim) -> Option<TooLong> {
    let mut limits = Limits::shortening();
    limits.claim(claim);
    limits.first
}

/// Walks the texts and lists of a record that have a limit. Each is named here once, for checking and for shortening.
pub(crate) struct Limits {
    shortens: bool,
    /// The first text or list found above its limit.
    first: Option<TooLong>,
}

impl Limits {
    /// Truncates every text and list above its limit.
    pub(crate) fn shortening() -> Self {
        Self {
            shortens: true,
            first: None,
        }
    }

    fn edit(&mut self, edit: &mut Edit) {
        match edit {
            Edit::Project(edit) => match edit {
                ProjectEdit::SetTitle(title) => self.text("title", title, MAX_TITLE),
                ProjectEdit::SetScale(scale) => self.scale(scale),
                ProjectEdit::SetReportHead(head) => self.report_head(head),
                ProjectEdit::SetSearchLists(lists) => self.search_lists(lists),
                ProjectEdit::SetRules(_) => {}
            },
            Edit::Article(edit) => match edit {
                ArticleEdit::Add { at: _, article } => self.article(article),
                ArticleEdit::SetDetails { id: _, details } => self.details(details),
                ArticleEdit::SetProvenance { id: _, provenance } => self.provenance(provenance),
                ArticleEdit::Remove(_)
                | ArticleEdit::Move { .. }
                | ArticleEdit::SetClutter { .. }
                | ArticleEdit::SetExcluded { .. } => {}
            },
            Edit::Highlight(edit) => match edit {
                HighlightEdit::Add(highlight) => self.highlight(highlight),
                HighlightEdit::SetNote { id: _, note } => self.text("note", note, MAX_NOTE),
                HighlightEdit::Remove(_) | HighlightEdit::SetSpan { .. } => {}
            },
            Edit::Claim(edit) => match edit {
                ClaimEdit::Add { at: _, claim } => self.claim(claim),
                ClaimEdit::Set { id: _, field } => self.claim_field(field),
                ClaimEdit::Remove(_) | ClaimEdit::Move { .. } | ClaimEdit::SetSilent { .. } => {}
            },
            Edit::Evidence(edit) => match edit {
                EvidenceEdit::Add { at: _, evidence } => self.evidence(evidence),
                EvidenceEdit::SetNote { id: _, note } => self.text("note", note, MAX_NOTE),
                EvidenceEdit::SetValue { id: _, value } => self.text("value", value, MAX_TITLE),
                EvidenceEdit::SetAttribution { id: _, attribution } => {
                    self.attribution(attribution);
                }
                EvidenceEdit::Remove(_)
                | EvidenceEdit::SetStance { .. }
                | EvidenceEdit::SetEvidenceSet { .. } => {}
            },
            Edit::Speaker(edit) => match edit {
                SpeakerEdit::Add { at: _, speaker } | SpeakerEdit::Set(speaker) => {
                    self.speaker(speaker);
                }
                SpeakerEdit::Remove(_) => {}
            },
            Edit::Relation(RelationEdit::Add(_) | RelationEdit::Remove(_)) => {}
        }
    }

    pub(crate) fn report_head(&mut self, head: &mut ReportHead) {
        let ReportHead { title, lead } = head;
        self.text("title of the report", title, MAX_TITLE);
        self.text("lead of the report", lead, MAX_NOTE);
    }

    pub(crate) fn search_lists(&mut self, lists: &mut SearchLists) {
        let SearchLists { watch_words, saved } = lists;
        self.word_set(
            "watch word",
            watch_words,
            ("list of watch words", MAX_WATCH_WORDS),
        );
        self.word_set(
            "saved search",
            saved,
            ("list of saved searches", MAX_SAVED_SEARCHES),
        );
    }

    pub(crate) fn scale(&mut self, scale: &mut VerdictScale) {
        let VerdictScale { name, verdicts } = scale;
        self.text("name of the scale", name, MAX_TITLE);
        self.list("verdict scale", verdicts, MAX_VERDICTS);
        for Verdict { label, rank: _ } in verdicts {
            self.text("verdict", label, MAX_TITLE);
        }
    }

    pub(crate) fn article(&mut self, article: &mut Article) {
        let Article {
            id: _,
            text: _,
            details,
            clutter: _,
            structure: Structure { kinds: _, locators },
            provenance,
            excluded: _,
            original,
        } = article;
        if let Some(original) = original {
            self.original(original);
        }
        self.details(details);
        for (_, locator) in locators {
            self.text("place of a paragraph", locator, MAX_TITLE);
        }
        self.provenance(provenance);
    }

    fn original(&mut self, original: &mut Original) {
        let Original {
            sha256: _,
            ending,
            size: _,
            received,
            from,
            method: _,
            by,
            kept: _,
        } = original;
        for (what, text) in [
            ("ending of an original", ending),
            ("time of an original", received),
            ("name of an original", from),
            ("name of whoever added an article", by),
        ] {
            self.text(what, text, MAX_TITLE);
        }
    }

    pub(crate) fn details(&mut self, details: &mut ArticleDetails) {
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
            unchecked: _,
        } = details;
        for (what, text) in [
            ("title", title),
            ("outlet", outlet),
            ("byline", byline),
            ("date of publication", published),
            ("date of retrieval", retrieved),
            ("URL", url),
            ("language", language),
            ("line of agency credits", agency_credits),
        ] {
            self.text(what, text, MAX_TITLE);
        }
    }

    pub(crate) fn provenance(&mut self, provenance: &mut Provenance) {
        match provenance {
            Provenance::Derived(all) => {
                self.list("list of what an article derives from", all, MAX_DERIVATIONS);
            }
            Provenance::Unknown | Provenance::Original => {}
        }
    }

    fn highlight(&mut self, highlight: &mut Highlight) {
        let Highlight {
            id: _,
            article: _,
            span: _,
            note,
        } = highlight;
        self.text("note", note, MAX_NOTE);
    }

    pub(crate) fn claim(&mut self, claim: &mut Claim) {
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
            dismissed,
        } = claim;
        self.text("statement", statement, MAX_STATEMENT);
        self.text("justification", justification, MAX_NOTE);
        self.text("note", notes, MAX_NOTE);
        self.text("date of the claim", made, MAX_TITLE);
        self.text("first appearance", first_appearance, MAX_TITLE);
        self.text("reply", reply, MAX_NOTE);
        self.tags(tags);
        self.searches(searches);
        self.waivers(waivers);
        self.dismissed(dismissed);
    }

    fn claim_field(&mut self, field: &mut ClaimField) {
        match field {
            ClaimField::Statement(text) => self.text("statement", text, MAX_STATEMENT),
            ClaimField::Justification(text) => self.text("justification", text, MAX_NOTE),
            ClaimField::Notes(text) => self.text("note", text, MAX_NOTE),
            ClaimField::Made(text) => self.text("date of the claim", text, MAX_TITLE),
            ClaimField::FirstAppearance(text) => self.text("first appearance", text, MAX_TITLE),
            ClaimField::Reply(text) => self.text("reply", text, MAX_NOTE),
            ClaimField::Tags(tags) => self.tags(tags),
            ClaimField::Searches(searches) => self.searches(searches),
            ClaimField::Waivers(waivers) => self.waivers(waivers),
            ClaimField::Dismissed(dismissed) => self.dismissed(dismissed),
            ClaimField::Verdict(_)
            | ClaimField::Status(_)
            | ClaimField::Color(_)
            | ClaimField::Kind(_)
            | ClaimField::Speaker(_)
            | ClaimField::Credibility(_) => {}
        }
    }

    fn tags(&mut self, tags: &mut BTreeSet<SmolStr>) {
        self.word_set("tag", tags, ("list of tags", MAX_TAGS));
    }

    fn word_set(
        &mut self,
        what: &'static str,
        words: &mut BTreeSet<SmolStr>,
        (list, most): (&'static str, usize),
    ) {
        if words.len() <= most && words.iter().all(|word| fits(word, MAX_TITLE)) {
            return;
        }
        let mut all: Vec<SmolStr> = std::mem::take(words).into_iter().collect();
        self.list(list, &mut all, most);
        self.words(what, &mut all);
        words.extend(all);
    }

    fn searches(&mut self, searches: &mut Vec<Search>) {
        self.list("list of searches", searches, MAX_SEARCHES);
        for search in searches {
            let Search {
                sought,
                place,
                date,
            } = search;
            self.text("search", sought, MAX_NOTE);
            self.text("place of a search", place, MAX_TITLE);
            self.text("date of a search", date, MAX_TITLE);
        }
    }

    fn dismissed(&mut self, dismissed: &mut BTreeSet<Dismissed>) {
        let is_short = |it: &Dismissed| fits(&it.words, MAX_TITLE);
        if dismissed.len() <= MAX_DISMISSED && dismissed.iter().all(is_short) {
            return;
        }
        let mut all: Vec<Dismissed> = std::mem::take(dismissed).into_iter().collect();
        self.list("list of dismissed passages", &mut all, MAX_DISMISSED);
        for Dismissed { article: _, words } in &mut all {
            self.text("dismissed passage", words, MAX_TITLE);
        }
        dismissed.extend(all);
    }

    /// Each rule is waived at most once, so the list needs no limit.
    fn waivers(&mut self, waivers: &mut [Waiver]) {
        for waiver in waivers {
            let Waiver {
                rule: _,
                by,
                reason,
            } = waiver;
            self.text("name of who waives", by, MAX_TITLE);
            self.text("reason of a waiver", reason, MAX_NOTE);
        }
    }

    pub(crate) fn speaker(&mut self, speaker: &mut Speaker) {
        let Speaker {
            id: _,
            name,
            aliases,
            role,
            notes,
            stand_in,
            excluded: _,
        } = speaker;
        self.text("name of a speaker", name, MAX_TITLE);
        self.list("list of aliases", aliases, MAX_ALIASES);
        self.words("alias", aliases);
        self.text("role", role, MAX_TITLE);
        self.text("note", notes, MAX_NOTE);
        if let Some(stand_in) = stand_in {
            self.text("stand-in", stand_in, MAX_TITLE);
        }
    }

    pub(crate) fn evidence(&mut self, evidence: &mut Evidence) {
        let Evidence {
            id: _,
            highlight: _,
            claim: _,
            stance: _,
            note,
            attribution,
            set: _,
            value,
        } = evidence;
        self.text("note", note, MAX_NOTE);
        self.text("value", value, MAX_TITLE);
        self.attribution(attribution);
    }

    fn attribution(&mut self, attribution: &mut Attribution) {
        let Attribution {
            speaker: _,
            relayed_by,
            wording,
            quotation: _,
            knowledge: _,
            usage: _,
            naming: _,
        } = attribution;
        self.text("wording", wording, MAX_TITLE);
        self.list("chain of who passed it on", relayed_by, MAX_CHAIN);
    }

    fn text(&mut self, what: &'static str, text: &mut String, limit: usize) {
        if !fits(text, limit) {
            self.exceeded(what, limit, Measure::Characters);
            if self.shortens {
                shorten(text, limit);
            }
        }
    }

    fn words(&mut self, what: &'static str, words: &mut [SmolStr]) {
        for word in words.iter_mut().filter(|word| !fits(word, MAX_TITLE)) {
            let mut text = word.to_string();
            self.text(what, &mut text, MAX_TITLE);
            *word = SmolStr::new(text);
        }
    }

    fn list<T>(&mut self, what: &'static str, list: &mut Vec<T>, limit: usize) {
        if list.len() > limit {
            self.exceeded(what, limit, Measure::Entries);
            if self.shortens {
                list.truncate(limit);
            }
        }
    }

    fn exceeded(&mut self, what: &'static str, limit: usize, of: Measure) {
        self.first.get_or_insert(TooLong { what, limit, of });
    }
}

/// The byte length is an upper bound on the characters, so most texts need no count.
fn fits(text: &str, limit: usize) -> bool {
    text.len() <= limit || text.chars().nth(limit).is_none()
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
    fn a_text_at_the_limit_is_accepted_and_one_character_more_is_refused() {
        let note = |note: String| {
            let id = HighlightId::new(1);
            check_edit(&mut Edit::Highlight(HighlightEdit::SetNote { id, note }))
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
            check_edit(&mut Edit::Claim(ClaimEdit::Add { at: 0, claim }))
        };
        assert_eq!(add(&claim).unwrap_err().what, "statement");
        shorten(&mut claim.statement, MAX_STATEMENT);
        assert_eq!(add(&claim).unwrap_err().what, "note");
        Limits::shortening().claim(&mut claim);
        assert_eq!(add(&claim), Ok(()));
        assert_eq!(claim.statement.chars().count(), MAX_STATEMENT);
        assert!(claim.statement.ends_with("x\u{2026}"));
    }
}
