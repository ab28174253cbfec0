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
    /// How its original is, if it is not whole.
    damage: Option<&'static str>,
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
    ("number", |it| it.number.to_string().into()),
    ("received_utc", |it| it.original(|of| &of.received)),
    ("title", |it| (&it.article.details.title).into()),
    ("outlet", |it| (&it.article.details.outlet).into()),
    ("url", |it| (&it.article.details.url).into()),
    ("method", |it| it.original(|of| of.method.label())),
    ("original_name", |it| it.original(|of| &of.from)),
    ("original_bytes", |it| it.original(|of| of.size.to_string())),
    ("original_sha256", |it| {
        it.original(|of| it.shown_hash(&of.sha256))
    }),
    ("original_kept", |it| {
        it.original(|of| it.damage.map_or_else(|| yes_or_empty(of.kept), Cow::from))
    }),
    ("text_sha256", |it| {
        it.shown_hash(&it.article.text.hash()).into()
    }),
    ("operator", |it| it.original(|of| &of.by)),
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
            damage: table.damage_of_originals.get(&article.id).copied(),
        };
        write(place, &COLUMNS.map(|(_, cell)| cell(&cells)));
    }
}
