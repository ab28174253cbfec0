use super::{
    protected_names::RowId,
    table::{RowPlace, RowUser, Rows, Table, TableSource, column_names, yes_or_empty},
};
use crate::project::{Article, Original};

use std::borrow::Cow;

/// How and when each article came in: one row for each article.
pub(super) const TABLE: Table = Table {
    columns: &COLLECTION_COLUMNS,
    has_code_points: false,
    rows: Rows::OfArticles(rows),
};

/// After a release, new columns come last and existing ones keep their names and places.
pub const COLLECTION_COLUMNS: [&str; COLUMNS.len()] = column_names(&COLUMNS);

struct ArticleCells<'a> {
    number: usize,
    article: &'a Article,
}

impl<'a> ArticleCells<'a> {
    /// Empty for an article without a record of its original.
    fn original<T: Into<Cow<'a, str>>>(&self, cell: impl Fn(&'a Original) -> T) -> Cow<'a, str> {
        let original = self.article.original.as_ref();
        original.map(|it| cell(it).into()).unwrap_or_default()
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
        cells.original(|it| it.sha256.to_string())
    }),
    ("original_kept", |cells| {
        cells.original(|it| yes_or_empty(it.kept))
    }),
    ("text_sha256", |cells| {
        cells.article.text.hash().to_string().into()
    }),
    ("operator", |cells| cells.original(|it| &it.by)),
];

fn rows(table: &TableSource<'_>, write: &mut RowUser<'_>) {
    for (number, article) in (1..).zip(table.project.articles()) {
        let place = RowPlace {
            id: RowId::Article(article.id),
            number,
            piece: None,
        };
        let cells = ArticleCells { number, article };
        write(place, &COLUMNS.map(|(_, cell)| cell(&cells)));
    }
}
