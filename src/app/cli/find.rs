//! `crosscheck find`: searches everything in a project, one JSON object for each hit.

use super::CliError;
use crate::{
    analysis::{
        FoundElsewhere, FoundInArticle, FoundOrder, ProtectedNames, Query, QueryOptions,
        SearchOptions, SearchTexts, search, sentence_of,
    },
    project::{Article, Project},
    storage,
    text::Span,
};

use std::{
    io::{self, Write},
    ops::Range,
    path::PathBuf,
};

use clap::Args;
use serde_json::json;

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(super) struct FindArgs {
    /// The project file
    project: PathBuf,
    /// Words, "a phrase", /a pattern/ and filters such as outlet:Post, before:2031-05, stance:refutes
    query: String,
    /// Find only whole words
    #[arg(long)]
    whole_words: bool,
    /// Find only the exact spelling
    #[arg(long)]
    exact: bool,
    /// Search page clutter too
    #[arg(long)]
    clutter: bool,
    /// List the most relevant articles first, instead of the earliest
    #[arg(long)]
    by_relevance: bool,
    /// Include the names of protected speakers, for readers who may know them
    #[arg(long)]
    internal: bool,
}

impl FindArgs {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let query_options = QueryOptions {
            whole_words: self.whole_words,
            exact: self.exact,
        };
        let query = Query::parse(&self.query, query_options)?;
        let project = storage::open(&self.project)?;
        let options = SearchOptions {
            clutter: self.clutter,
            order: if self.by_relevance {
                FoundOrder::Relevance
            } else {
                FoundOrder::Published
            },
        };
        // Each text is searched only once, so folding all of it first would not pay off.
        let found = search(&project, &SearchTexts::default(), &query, options, &|| {
            false
        });
        let found = found.unwrap_or_default();
        let names = if self.internal {
            ProtectedNames::default()
        } else {
            ProtectedNames::new(&project)
        };
        let mut out = io::BufWriter::new(io::stdout().lock());
        for found in &found.articles {
            if let Some(article) = project.article(found.article) {
                write_hits(&mut out, &project, &names, article, found)?;
            }
        }
        for found in &found.elsewhere {
            write_elsewhere(&mut out, &project, &names, *found)?;
        }
        Ok(out.flush()?)
    }
}

fn write_hits(
    out: &mut impl Write,
    project: &Project,
    names: &ProtectedNames,
    article: &Article,
    found: &FoundInArticle,
) -> io::Result<()> {
    let (text, paragraphs) = (article.text.as_str(), article.text.paragraphs());
    let number = project.article_place(article.id).map(|index| index + 1);
    let name = article.name();
    let (mut starts, mut ends) = (CodePoints::new(text), CodePoints::new(text));
    for span in &found.hits {
        let Range { start, end } = sentence_of(article, *span);
        let sentence = Span::new(start, end).unwrap_or(*span);
        let object = json!({
            "article": names.concealed(&name),
            "number": number,
            "start": starts.at(span.start()),
            "end": ends.at(span.end()),
            "sentence": names.concealed_part(text, sentence),
            "clutter": article.clutter.contains(&paragraphs.at(span.start())),
        });
        writeln!(out, "{object}")?;
    }
    Ok(())
}

fn write_elsewhere(
    out: &mut impl Write,
    project: &Project,
    names: &ProtectedNames,
    found: FoundElsewhere,
) -> io::Result<()> {
    let FoundElsewhere { place, span } = found;
    let text = place.text(project).unwrap_or_default();
    let mut points = CodePoints::new(text);
    let object = json!({
        "in": place.label(),
        "of": names.concealed(&place.owner(project)),
        "start": points.at(span.start()),
        "end": points.at(span.end()),
        "sentence": names.concealed(text),
    });
    writeln!(out, "{object}")
}

/// Converts ascending byte offsets of a text to code points, in one pass over it.
struct CodePoints<'a> {
    text: &'a str,
    counted: usize,
    points: usize,
}

impl<'a> CodePoints<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            counted: 0,
            points: 0,
        }
    }

    fn at(&mut self, byte: usize) -> usize {
        let between = self.text.get(self.counted..byte).unwrap_or_default();
        self.points += between.chars().count();
        self.counted = byte;
        self.points
    }
}
