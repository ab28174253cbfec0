use crate::{
    analysis::{ClaimTable, PartialDate, SortBy, TableColumn, TableFilter, VerdictFilter, arrange},
    project::{Article, ArticleId, ClaimId, Edit, Project, Status},
    text::Needle,
};

use std::collections::BTreeSet;

#[derive(Debug)]
pub enum ListIntent {
    /// Lists only claims that contain these words.
    FilterText(String),
    FilterVerdict(VerdictFilter),
    FilterStatus(Option<Status>),
    /// Sorts by this key; the same key again reverses the order.
    Sort(TableColumn),
    /// Lists only articles whose details contain these words.
    FilterArticles(String),
}

/// Filter and order of the claims and the articles. The claim list and the table show the same claims.
#[derive(Debug, Default)]
pub struct Lists {
    pub table: ClaimTable,
    pub filter: TableFilter,
    pub sort: SortBy,
    /// The claims that pass the filter, in order.
    pub claims: Vec<ClaimId>,
    /// Whether `claims` is out of date.
    stale: bool,
    /// The filter of the articles, as typed.
    pub article_filter: String,
    /// The articles that pass the filter, in order.
    pub articles: Vec<ArticleId>,
    /// The year in which all articles were published, if it is the same for all.
    pub year: Option<i16>,
    /// Whether `articles` and `year` are out of date.
    articles_stale: bool,
}

impl Lists {
    pub(crate) fn new(project: &Project, table: ClaimTable) -> Self {
        let mut lists = Self {
            table,
            stale: true,
            articles_stale: true,
            ..Self::default()
        };
        lists.arrange(project);
        lists
    }

    /// Copies the filter and the order of another list of the same project.
    pub(crate) fn look_as(&mut self, other: Self) {
        let Self {
            filter,
            sort,
            article_filter,
            ..
        } = other;
        *self = Self {
            filter,
            sort,
            article_filter,
            stale: true,
            articles_stale: true,
            ..std::mem::take(self)
        };
    }

    pub(crate) fn handle(&mut self, intent: ListIntent) {
        match intent {
            ListIntent::FilterText(text) => self.filter.text = text,
            ListIntent::FilterVerdict(verdict) => self.filter.verdict = verdict,
            ListIntent::FilterStatus(status) => self.filter.status = status,
            ListIntent::Sort(column) => self.sort_by(column),
            ListIntent::FilterArticles(text) => {
                self.article_filter = text;
                self.articles_stale = true;
                return;
            }
        }
        self.stale = true;
    }

    fn sort_by(&mut self, column: TableColumn) {
        let descending = self.sort.column == column && !self.sort.descending;
        self.sort = SortBy { column, descending };
    }

    /// Updates the lists after a change of the project with these edits, which affected these claims.
    pub(crate) fn project_changed(
        &mut self,
        project: &Project,
        edits: &[Edit],
        affected: &BTreeSet<ClaimId>,
    ) {
        self.articles_stale |= edits.iter().any(|edit| matches!(edit, Edit::Article(_)));
        if !affected.is_empty() {
            self.table.update(project, affected);
            self.stale = true;
        }
    }

    pub(crate) fn arrange(&mut self, project: &Project) {
        if let VerdictFilter::Label(label) = &self.filter.verdict
            && !project.scale().has(label)
        {
            // The menu no longer has this verdict, so the user could not clear the filter.
            self.filter.verdict = VerdictFilter::Any;
            self.stale = true;
        }
        if std::mem::take(&mut self.stale) {
            self.claims = arrange(project, &self.table, &self.filter, self.sort);
        }
        if std::mem::take(&mut self.articles_stale) {
            let needle = Needle::new(&self.article_filter);
            let passes = |article: &&Article| {
                needle
                    .as_ref()
                    .is_none_or(|needle| details_contain(article, needle))
            };
            self.articles = project
                .articles()
                .filter(passes)
                .map(|article| article.id)
                .collect();
            self.year = single_year(project);
        }
    }
}

fn single_year(project: &Project) -> Option<i16> {
    let articles = project.articles();
    let dates = articles.filter_map(|article| PartialDate::parse(&article.details.published));
    let mut years = dates.map(|date| date.year);
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

fn details_contain(article: &Article, needle: &Needle) -> bool {
    let details = &article.details;
    [
        &details.title,
        &details.outlet,
        &details.byline,
        &details.published,
        &details.language,
    ]
    .iter()
    .any(|field| needle.is_in(field))
}
