use super::{
    ArticleEdit, ClaimEdit, Edit, EditError, EvidenceEdit, HighlightEdit, ProjectEdit,
    RelationEdit, SpeakerEdit,
};
use crate::project::{
    limits::{
        MAX_ARTICLES, MAX_CLAIMS, MAX_EVIDENCE, MAX_HIGHLIGHTS, MAX_RELATIONS, MAX_SILENT,
        MAX_SPEAKERS, MAX_TEXT, MAX_VERDICTS,
    },
    store::Project,
};

impl Project {
    /// Checks that what the edit adds stays within the limits of a project.
    pub(super) fn check_capacity(&self, edit: &Edit) -> Result<(), EditError> {
        let (len, most, what) = match edit {
            Edit::Article(ArticleEdit::Add { at: _, article }) => {
                let bytes = self.text_bytes + article.text.as_str().len();
                if bytes > MAX_TEXT {
                    (bytes, MAX_TEXT, "bytes of text in its articles")
                } else {
                    (self.articles.len() + 1, MAX_ARTICLES, "articles")
                }
            }
            Edit::Highlight(HighlightEdit::Add(_)) => {
                (self.highlights.len() + 1, MAX_HIGHLIGHTS, "highlights")
            }
            Edit::Claim(ClaimEdit::Add { .. }) => (self.claims.len() + 1, MAX_CLAIMS, "claims"),
            Edit::Evidence(EvidenceEdit::Add { .. }) => {
                (self.evidence.len() + 1, MAX_EVIDENCE, "pieces of evidence")
            }
            Edit::Speaker(SpeakerEdit::Add { .. }) => {
                (self.speakers.len() + 1, MAX_SPEAKERS, "speakers")
            }
            Edit::Relation(RelationEdit::Add(_)) => {
                (self.relations.len() + 1, MAX_RELATIONS, "relations")
            }
            Edit::Claim(ClaimEdit::SetSilent {
                id,
                article,
                silent,
            }) => {
                let is_new = *silent && !self.is_silent(*id, *article);
                let len = self.silent + usize::from(is_new);
                (len, MAX_SILENT, "marks of articles as silent")
            }
            Edit::Project(ProjectEdit::SetScale(scale)) => {
                (scale.verdicts.len(), MAX_VERDICTS, "verdicts on its scale")
            }
            Edit::Project(
                ProjectEdit::SetTitle(_)
                | ProjectEdit::SetRules(_)
                | ProjectEdit::SetReportHeading(_)
                | ProjectEdit::SetSearchLists(_)
                | ProjectEdit::SetNames(_),
            )
            | Edit::Article(
                ArticleEdit::Remove(_)
                | ArticleEdit::Move { .. }
                | ArticleEdit::SetDetails { .. }
                | ArticleEdit::SetClutter { .. }
                | ArticleEdit::SetProvenance { .. }
                | ArticleEdit::SetExcluded { .. },
            )
            | Edit::Highlight(
                HighlightEdit::Remove(_)
                | HighlightEdit::SetSpan { .. }
                | HighlightEdit::SetNote { .. },
            )
            | Edit::Claim(ClaimEdit::Remove(_) | ClaimEdit::Move { .. } | ClaimEdit::Set { .. })
            | Edit::Evidence(
                EvidenceEdit::Remove(_)
                | EvidenceEdit::SetStance { .. }
                | EvidenceEdit::SetNote { .. }
                | EvidenceEdit::SetAttribution { .. }
                | EvidenceEdit::SetEvidenceSet { .. }
                | EvidenceEdit::SetValue { .. },
            )
            | Edit::Speaker(SpeakerEdit::Remove(_) | SpeakerEdit::Set(_))
            | Edit::Relation(RelationEdit::Remove(_)) => return Ok(()),
        };
        if len <= most {
            Ok(())
        } else {
            Err(EditError::LimitReached { what, most })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Article, ArticleDetails, ArticleText, Claim, Id};

    fn silent(id: u64, silent: bool) -> Edit {
        Edit::Claim(ClaimEdit::SetSilent {
            id: Id::new(id),
            article: Id::new(9),
            silent,
        })
    }

    #[test]
    fn text_over_the_limit_of_a_file_is_refused() {
        let mut project = Project::default();
        let article = |id| {
            let text = ArticleText::new("Fire in the old mill.".to_owned());
            let article = Article::new(Id::new(id), text, ArticleDetails::default());
            Edit::Article(ArticleEdit::Add {
                at: 0,
                article: Box::new(article),
            })
        };
        let removed = project.apply(article(1)).unwrap();
        project.apply(removed).unwrap();
        assert_eq!(project.text_bytes, 0);
        project.text_bytes = MAX_TEXT - 40;
        project.apply(article(1)).unwrap();
        let refused = project.apply(article(2)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "a project holds at most 536870912 bytes of text in its articles. Remove some, or continue in another project"
        );
    }

    #[test]
    fn silent_marks_over_the_limit_are_refused() {
        let mut project = Project::default();
        let text = ArticleText::new("Fire in the old mill.".to_owned());
        let article = Box::new(Article::new(Id::new(9), text, ArticleDetails::default()));
        let add = Edit::Article(ArticleEdit::Add { at: 0, article });
        project.apply(add).unwrap();
        for id in 1..=2 {
            let claim = Box::new(Claim::new(Id::new(id), String::new(), 0));
            let add = Edit::Claim(ClaimEdit::Add { at: 0, claim });
            project.apply(add).unwrap();
        }
        project.silent = MAX_SILENT - 1;
        project.apply(silent(1, true)).unwrap();
        project.apply(silent(1, true)).unwrap();
        let refused = project.apply(silent(2, true)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "a project holds at most 2000000 marks of articles as silent. Remove some, or continue in another project"
        );
        project.apply(silent(1, false)).unwrap();
        project.apply(silent(2, true)).unwrap();
        assert_eq!(project.silent, MAX_SILENT);
    }
}
