//! Adds imported articles to a project, and reports each one.

use super::report::Report;
use crate::{
    analysis::{fill_in_agency_credits, page_clutter},
    app::cli::CliError,
    import::{
        self, ImportedClaims, ImportedComment, ImportedFile, KnownWords, OtherWork, Part,
        PlacedWork,
    },
    project::{Article, ArticleEdit, ArticleId, Edit, Project},
    storage::{self, Progress},
};

use std::path::Path;

use serde_json::json;

/// Adds the passages, claims and details of another tool's file.
pub(super) fn place_work(
    project: &mut Project,
    file: &Path,
    work: &OtherWork,
    report: &mut Report,
) -> Result<(), CliError> {
    let placed = import::place(
        project,
        work,
        || storage::fresh_id::<Article>().number(),
        &Progress::default(),
    );
    let placed = placed.and_then(|placed| {
        let placed = placed.unwrap_or_default();
        project.apply_all(placed.edits.clone())?;
        Ok(placed)
    });
    let PlacedWork {
        edits: _,
        articles,
        claims,
        highlights,
        links,
        details,
        told,
    } = placed.map_err(|source| {
        let file = file.to_owned();
        CliError::Edit { file, source }
    })?;
    report.warn(&file.display().to_string(), &told);
    report.put(|| {
        json!({
            "file": file.display().to_string(),
            "format": work.format,
            "articles": articles,
            "claims": claims,
            "passages": highlights,
            "evidence": links,
            "details": details,
            "warnings": told,
        })
    });
    Ok(())
}

/// A sentence about attachments that were not requested.
pub(super) fn not_added(others: &[ImportedFile]) -> Vec<String> {
    let names = others.iter().filter_map(|it| match &it.article.part {
        Some(Part::Attachment { name, format: _ }) => Some(name.as_str()),
        Some(Part::Page { .. }) | None => None,
    });
    let names: Vec<&str> = names.collect();
    let warning_for =
        |names| format!("Attachments not added: {names}. Add them with --attachments");
    let warning = (!names.is_empty()).then(|| warning_for(names.join(", ")));
    warning.into_iter().collect()
}

/// The name of an attachment, or the address of a page of a web archive.
fn part_name(imported: &ImportedFile) -> Option<&str> {
    imported.article.part.as_ref().map(|part| match part {
        Part::Attachment { name, format: _ } => name.as_str(),
        Part::Page { .. } => imported.article.details.url.as_str(),
    })
}

/// The file of an article, with the name of the part: "mail.eml: posts.csv".
pub(super) fn source(file: &Path, imported: &ImportedFile) -> String {
    let file = file.display();
    part_name(imported).map_or_else(|| file.to_string(), |part| format!("{file}: {part}"))
}

/// The name of an article in the project with the same text.
pub(super) fn same_text(project: &Project, imported: &ImportedFile) -> Option<String> {
    let same = import::same_article(project, &imported.article.text)?;
    Some(same.name())
}

/// Adds the claims of a table.
pub(super) fn add_claims(
    project: &mut Project,
    file: &Path,
    imported: &ImportedClaims,
    report: &mut Report,
) -> Result<(), CliError> {
    let mut edits = imported.edits(project).into_iter();
    let added = edits.try_for_each(|edit| project.apply(edit).map(drop));
    added.map_err(|source| {
        let file = file.to_owned();
        CliError::Edit { file, source }
    })?;
    report.warn(&file.display().to_string(), &imported.warnings);
    report.put(|| {
        json!({
            "file": file.display().to_string(),
            "claims": imported.claims.len(),
            "warnings": imported.warnings,
        })
    });
    Ok(())
}

pub(super) fn add_article(
    project: &mut Project,
    known: &mut KnownWords,
    file: &Path,
    imported: ImportedFile,
    same: Option<String>,
    report: &mut Report,
) -> Result<ArticleId, CliError> {
    let mut warnings = imported.article.all_warnings();
    let is_plain = imported.article.is_plain();
    let format = imported.format;
    let comments = imported.article.comments.len();
    let source = source(file, &imported);
    let part = part_name(&imported).map(str::to_owned);
    let id = storage::fresh_id();
    let mut article = imported.into_article(id);
    fill_in_agency_credits(&mut article);
    warnings.extend(storage::shorten_article(&mut article).map(|too_long| too_long.cut()));
    let near = known.add(&article);
    let same = same.map(|name| format!("the same text as “{name}”"));
    warnings.extend(same.or_else(|| near?.words(project)));
    report.warn(&source, &warnings);
    report.put(|| {
        let likely_clutter: Vec<usize> = if is_plain {
            let found = page_clutter(&article).paragraphs.into_iter();
            found.map(|at| at + 1).collect()
        } else {
            Vec::new()
        };
        let locators = article.structure.locators.iter();
        let locators =
            locators.map(|(at, locator)| json!({ "paragraph": at + 1, "locator": locator }));
        json!({
            "file": file.display().to_string(),
            "part": part,
            "format": format,
            "title": article.details.title,
            "paragraphs": article.text.paragraphs().len(),
            "hidden": article.clutter.len(),
            "likely_clutter": likely_clutter,
            "comments": comments,
            "locators": locators.collect::<Vec<_>>(),
            "warnings": warnings,
        })
    });
    let add = Edit::Article(ArticleEdit::Add {
        at: project.articles().len(),
        article: Box::new(article),
    });
    if let Err(source) = project.apply(add) {
        let file = file.to_owned();
        return Err(CliError::Edit { file, source });
    }
    Ok(id)
}

/// Adds comments of a document as notes on highlights.
pub(super) fn add_comments(
    project: &mut Project,
    file: &Path,
    id: ArticleId,
    comments: &[ImportedComment],
) -> Result<(), CliError> {
    let Some(article) = project.article(id) else {
        return Ok(());
    };
    let edits = import::comments_as_highlights(project, article, comments, storage::fresh_id);
    let added = project.apply_all(edits);
    added.map(drop).map_err(|source| {
        let file = file.to_owned();
        CliError::Edit { file, source }
    })
}
