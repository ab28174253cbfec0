//! Records that a test adds to a project, each at the end of its list.

use crosscheck::{
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, ArticleText, Attribution, Claim,
        ClaimEdit, ClaimField, ClaimId, Edit, Evidence, EvidenceEdit, EvidenceId, Highlight,
        HighlightEdit, HighlightId, Id, Project, Speaker, SpeakerEdit, SpeakerId,
    },
    text::Span,
};

pub trait Recording {
    fn make(&mut self, edit: Edit);
    fn first_claim(&self) -> ClaimId;
    fn put_article(&mut self, article: Article);
    /// An article of that outlet, without other details.
    fn put_text(&mut self, id: u64, outlet: &str, text: &str);
    /// A highlight of the bytes from `start` to `end`.
    fn put_highlight(&mut self, id: HighlightId, article: ArticleId, start: usize, end: usize);
    fn put_claim(&mut self, id: u64, statement: &str);
    fn set(&mut self, claim: ClaimId, field: ClaimField);
    /// Adds the speaker, or replaces the one with that id.
    fn put_speaker(&mut self, speaker: Speaker);
    fn put_evidence(&mut self, evidence: Evidence);
    fn attribute(&mut self, evidence: EvidenceId, speaker: SpeakerId);
}

impl Recording for Project {
    #[track_caller]
    fn make(&mut self, edit: Edit) {
        self.apply(edit).unwrap();
    }

    fn first_claim(&self) -> ClaimId {
        self.claims().next().unwrap().id
    }

    #[track_caller]
    fn put_article(&mut self, article: Article) {
        let at = self.articles().len();
        let article = Box::new(article);
        self.make(Edit::Article(ArticleEdit::Add { at, article }));
    }

    #[track_caller]
    fn put_text(&mut self, id: u64, outlet: &str, text: &str) {
        let details = ArticleDetails {
            outlet: outlet.to_owned(),
            ..ArticleDetails::default()
        };
        let text = ArticleText::new(text.to_owned());
        self.put_article(Article::new(Id::new(id), text, details));
    }

    #[track_caller]
    fn put_highlight(&mut self, id: HighlightId, article: ArticleId, start: usize, end: usize) {
        let highlight = Highlight {
            id,
            article,
            span: Span::new(start, end).unwrap(),
            note: String::new(),
        };
        self.make(Edit::Highlight(HighlightEdit::Add(highlight)));
    }

    #[track_caller]
    fn put_claim(&mut self, id: u64, statement: &str) {
        let at = self.claims().len();
        let claim = Box::new(Claim::new(Id::new(id), statement.to_owned(), at as u8));
        self.make(Edit::Claim(ClaimEdit::Add { at, claim }));
    }

    #[track_caller]
    fn set(&mut self, id: ClaimId, field: ClaimField) {
        self.make(Edit::Claim(ClaimEdit::Set { id, field }));
    }

    #[track_caller]
    fn put_speaker(&mut self, speaker: Speaker) {
        let is_new = self.speaker(speaker.id).is_none();
        let (at, speaker) = (self.speakers().len(), Box::new(speaker));
        self.make(Edit::Speaker(if is_new {
            SpeakerEdit::Add { at, speaker }
        } else {
            SpeakerEdit::Set(speaker)
        }));
    }

    #[track_caller]
    fn put_evidence(&mut self, evidence: Evidence) {
        let at = self.evidence_count(evidence.claim);
        self.make(Edit::Evidence(EvidenceEdit::add(at, evidence)));
    }

    #[track_caller]
    fn attribute(&mut self, id: EvidenceId, speaker: SpeakerId) {
        let attribution = Box::new(Attribution {
            speaker: Some(speaker),
            ..Attribution::default()
        });
        let set = EvidenceEdit::SetAttribution { id, attribution };
        self.make(Edit::Evidence(set));
    }
}
