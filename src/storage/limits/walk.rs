use super::{
    MAX_ALIASES, MAX_CHAIN, MAX_DERIVATIONS, MAX_DISMISSED, MAX_NAMES, MAX_NOTE,
    MAX_SAVED_SEARCHES, MAX_SEARCHES, MAX_STATEMENT, MAX_TAGS, MAX_TITLE, MAX_VERDICTS,
    MAX_WATCH_WORDS, Measure, TooLong, fits, shorten,
};
use crate::project::{
    Article, ArticleDetails, ArticleEdit, Attribution, Claim, ClaimEdit, ClaimField, Dismissed,
    Edit, Evidence, EvidenceEdit, Highlight, HighlightEdit, NameRecord, Names, Original,
    ProjectEdit, Provenance, RelationEdit, ReportHeading, Search, SearchLists, Speaker,
    SpeakerEdit, Structure, Verdict, VerdictScale, Waiver,
};

use std::collections::BTreeSet;

use smol_str::SmolStr;

/// Walks the texts and lists of a record that have a limit. Each is named here once, for checking and for shortening.
pub(crate) struct Limits {
    shortens: bool,
    /// The first text or list found above its limit.
    pub(super) first: Option<TooLong>,
}

impl Limits {
    /// Changes nothing.
    pub(super) fn checking() -> Self {
        Self {
            shortens: false,
            first: None,
        }
    }

    /// Truncates every text and list above its limit.
    pub(crate) fn shortening() -> Self {
        Self {
            shortens: true,
            first: None,
        }
    }

    pub(super) fn edit(&mut self, edit: &mut Edit) {
        match edit {
            Edit::Project(edit) => match edit {
                ProjectEdit::SetTitle(title) => self.text("title", title, MAX_TITLE),
                ProjectEdit::SetScale(scale) => self.scale(scale),
                ProjectEdit::SetReportHeading(head) => self.report_heading(head),
                ProjectEdit::SetSearchLists(lists) => self.search_lists(lists),
                ProjectEdit::SetNames(names) => self.names(names),
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

    pub(crate) fn report_heading(&mut self, head: &mut ReportHeading) {
        let ReportHeading { title, lead } = head;
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

    pub(crate) fn names(&mut self, Names(names): &mut Names) {
        self.list("list of names", names, MAX_NAMES);
        for record in names {
            let NameRecord {
                name,
                aliases,
                different,
            } = record;
            self.words("name", std::slice::from_mut(name));
            self.list("list of aliases", aliases, MAX_ALIASES);
            self.words("alias", aliases);
            self.list("list of different names", different, MAX_ALIASES);
            self.words("different name", different);
        }
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
            self.text("locator of a paragraph", locator, MAX_TITLE);
        }
        self.provenance(provenance);
    }

    fn original(&mut self, original: &mut Original) {
        let Original {
            sha256: _,
            extension,
            size: _,
            received,
            from,
            method: _,
            by,
            kept: _,
        } = original;
        for (what, text) in [
            ("file extension of an original", extension),
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
            first_hand: _,
            primary_or_secondary: _,
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
