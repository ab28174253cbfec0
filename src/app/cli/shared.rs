//! `crosscheck shared`: the wording that articles share, one JSON object for each passage.

use super::{CliError, names::code_points};
use crate::{
    analysis::{ProtectedNames, SharedKind, SharedPair, SharedPassage, shared_wording},
    project::{Article, Project},
    storage,
    text::Span,
};

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::Args;
use serde_json::json;

#[derive(Debug, Args)]
pub(super) struct SharedArgs {
    /// The project file
    project: PathBuf,
    /// Include the names of protected speakers, for readers who may know them
    #[arg(long)]
    internal: bool,
}

impl SharedArgs {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let project = storage::open(&self.project)?;
        let names = if self.internal {
            ProtectedNames::default()
        } else {
            ProtectedNames::new(&project)
        };
        let articles: Vec<&Article> = project.articles().collect();
        let pairs = shared_wording(&articles, &|| false, &|| {}).unwrap_or_default();
        let mut out = io::BufWriter::new(io::stdout().lock());
        for pair in &pairs {
            for passage in &pair.passages {
                write_passage(&mut out, &project, &names, pair, passage)?;
            }
        }
        Ok(out.flush()?)
    }
}

fn write_passage(
    out: &mut impl Write,
    project: &Project,
    names: &ProtectedNames,
    pair: &SharedPair,
    passage: &SharedPassage,
) -> io::Result<()> {
    let SharedPassage {
        kind,
        spans,
        differing,
    } = passage;
    let kind = match kind {
        SharedKind::Prose => "prose",
        SharedKind::Quotation => "quotation",
    };
    let side = |side: usize| {
        let article = project.article(pair.articles[side])?;
        let number = project.article_place(article.id)? + 1;
        let text = article.text.as_str();
        let span = spans[side];
        Some(json!({
            "article": names.concealed(&article.name()),
            "number": number,
            "start": code_points(text, span.start()),
            "end": code_points(text, span.end()),
            "percent_of_sentences": pair.percent[side],
            "text": names.concealed_part(text, span),
        }))
    };
    let (Some(first), Some(second)) = (side(0), side(1)) else {
        return Ok(());
    };
    let number = |side: usize, span: Span| {
        // It may contain a name, as in "Petrov77".
        let article = project.article(pair.articles[side]);
        article.map(|it| names.concealed_part(it.text.as_str(), span))
    };
    let differing = differing.iter();
    let differing: Vec<[_; 2]> = differing
        .map(|[one, other]| [number(0, *one), number(1, *other)])
        .collect();
    let object = json!({
        "kind": kind,
        "first": first,
        "second": second,
        "differing": differing,
    });
    writeln!(out, "{object}")
}
