//! Whether a project holds together.

use crosscheck::project::{
    Article, ArticleEdit, ClaimEdit, Edit, EvidenceEdit, HighlightEdit, Project, ProjectEdit,
    Provenance, RelationEdit, SpeakerEdit,
};

/// Builds the project again from its records, by edits that refuse what is wrong with one of them, and compares the
/// two with all their links and counts.
pub fn check(project: &Project) -> Result<(), String> {
    let mut again = Project::new(project.id());
    let built = again.apply_all(edits(project));
    built.map_err(|error| error.to_string())?;
    let is_sound = again == *project;
    is_sound
        .then_some(())
        .ok_or_else(|| "a link between records or a count is wrong".to_owned())
}

fn edits(project: &Project) -> Vec<Edit> {
    let mut edits = vec![
        Edit::Project(ProjectEdit::SetTitle(project.title().to_owned())),
        Edit::Project(ProjectEdit::SetScale(project.scale().clone())),
        Edit::Project(ProjectEdit::SetRules(project.rules().clone())),
        Edit::Project(ProjectEdit::SetReportHeading(
            project.report_heading().clone(),
        )),
        Edit::Project(ProjectEdit::SetSearchLists(project.search_lists().clone())),
        Edit::Project(ProjectEdit::SetNames(project.names().clone())),
    ];
    edits.extend(project.speakers().enumerate().map(|(at, speaker)| {
        let speaker = Box::new(speaker.clone());
        Edit::Speaker(SpeakerEdit::Add { at, speaker })
    }));
    edits.extend(project.articles().enumerate().map(|(at, article)| {
        let article = Box::new(Article {
            provenance: Provenance::Unknown,
            ..article.clone()
        });
        Edit::Article(ArticleEdit::Add { at, article })
    }));
    edits.extend(project.articles().map(|article| {
        let (id, provenance) = (article.id, article.provenance.clone());
        Edit::Article(ArticleEdit::SetProvenance { id, provenance })
    }));
    let highlights = project.highlights().cloned();
    edits.extend(highlights.map(|highlight| Edit::Highlight(HighlightEdit::Add(highlight))));
    for (at, claim) in project.claims().enumerate() {
        let id = claim.id;
        let claim = Box::new(claim.clone());
        edits.push(Edit::Claim(ClaimEdit::Add { at, claim }));
        let evidence = project.evidence_of(id).cloned().enumerate();
        edits.extend(evidence.map(|(at, piece)| Edit::Evidence(EvidenceEdit::add(at, piece))));
        edits.extend(project.silent_articles(id).map(|article| {
            let silent = true;
            Edit::Claim(ClaimEdit::SetSilent {
                id,
                article,
                silent,
            })
        }));
    }
    let relations = project.relations().copied();
    edits.extend(relations.map(|relation| Edit::Relation(RelationEdit::Add(relation))));
    edits
}
