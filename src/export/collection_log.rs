use super::{
    protected_names::{RowId, may_show_hashes},
    table::{RowPlace, RowUser, Rows, Table, TableSource, column_names, yes_or_empty},
};
use crate::{
    analysis::ProtectedNames,
    project::{Article, Original},
};

use std::borrow::Cow;

/// How and when each article was imported, one per row.
pub(super) const TABLE: Table = Table {
    columns: &COLLECTION_COLUMNS,
    has_code_points: false,
    rows: Rows::OfArticles(rows),
};

/// After a release, new columns come last, and existing ones keep their names and positions.
pub const COLLECTION_COLUMNS: [&str; COLUMNS.len()] = column_names(&COLUMNS);

struct ArticleCells<'a> {
    number: usize,
    article: &'a Article,
    shows_hashes: bool,
}

impl<'a> ArticleCells<'a> {
    /// Empty for an article without a record of its original.
    fn original<T: Into<Cow<'a, str>>>(&self, cell: impl Fn(&'a Original) -> T) -> Cow<'a, str> {
        let original = self.article.original.as_ref();
        original.map(|it| cell(it).into()).unwrap_or_default()
    }

    fn shown_hash(&self, hash: &impl ToString) -> String {
        if self.shows_hashes {
            hash.to_string()
        } else {
            String::new()
        }
    }
}

type ArticleColumn = (
    &'static str,
    for<'c> fn(&'c ArticleCells<'_>) -> Cow<'c, str>,
);

const COLUMNS: [ArticleColumn; 12] = [
    ("number", |cells| cells.number.to_string().into()),
    ("received_utc", |cells| cells.original(|it| &it.received)),
    ("title", |cells| (&cells.article.details.title).into()),
    ("outlet", |cells| (&cells.article.details.outlet).into()),
    ("url", |cells| (&cells.article.details.url).into()),
    ("method", |cells| cells.original(|it| it.method.label())),
    ("original_name", |cells| cells.original(|it| &it.from)),
    ("original_bytes", |cells| {
        cells.original(|it| it.size.to_string())
    }),
    ("original_sha256", |cells| {
        cells.original(|it| cells.shown_hash(&it.sha256))
    }),
    ("original_kept", |cells| {
        cells.original(|it| yes_or_empty(it.kept))
    }),
    ("text_sha256", |cells| {
        cells.shown_hash(&cells.article.text.hash()).into()
    }),
    ("operator", |cells| cells.original(|it| &it.by)),
];

fn rows(table: &TableSource<'_>, write: &mut RowUser<'_>) {
    let names = ProtectedNames::new(table.project);
    for (number, article) in (1..).zip(table.project.articles()) {
        let place = RowPlace {
            id: RowId::Article(article.id),
            number,
            piece: None,
        };
        let shows_hashes = may_show_hashes(&names, article);
        let cells = ArticleCells {
            number,
            article,
            shows_hashes,
        };
        write(place, &COLUMNS.map(|(_, cell)| cell(&cells)));
    }
}
