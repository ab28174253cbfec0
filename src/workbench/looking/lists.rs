use crate::{
    analysis::{ClaimTable, SortBy, SortKey, TableFilter, VerdictFilter, arrange},
    project::{Article, ArticleDetails, ArticleId, ClaimId, Edit, Project},
    text::Needle,
    workbench::{intent::ListIntent, session::ChangeSummary},
};

/// The claims and articles that are listed, in order. The claim list and the table show the same claims.
#[derive(Debug, Default)]
pub struct ListSession {
    table: ClaimTable,
    filter: TableFilter,
    sort: SortBy,
    /// The claims that pass the filter, in order.
    arranged: Vec<ClaimId>,
    /// `arranged` is out of date.
    stale: bool,
    article_filter: String,
    /// The articles that pass the filter, in order.
    articles: Vec<ArticleId>,
    /// `articles` is out of date.
    articles_stale: bool,
}

impl ListSession {
    /// The same project keeps the filters and the order.
    pub(in crate::workbench) fn project_replaced(
        &mut self,
        project: &Project,
        table: ClaimTable,
        is_same_project: bool,
    ) {
        let Self {
            filter,
            sort,
            article_filter,
            table: _,
            arranged: _,
            stale: _,
            articles: _,
            articles_stale: _,
        } = std::mem::take(self);
        self.table = table;
        self.stale = true;
        self.articles_stale = true;
        if is_same_project {
            self.filter = filter;
            self.sort = sort;
            self.article_filter = article_filter;
        }
        self.arrange(project);
    }

    #[must_use]
    pub fn table(&self) -> &ClaimTable {
        &self.table
    }

    /// The claims that pass the filter, in order.
    #[must_use]
    pub fn claims(&self) -> &[ClaimId] {
        &self.arranged
    }

    #[must_use]
    pub fn filter(&self) -> &TableFilter {
        &self.filter
    }

    #[must_use]
    pub fn sort(&self) -> SortBy {
        self.sort
    }

    /// The words that listed articles contain, as typed.
    #[must_use]
    pub fn article_filter(&self) -> &str {
        &self.article_filter
    }

    /// The articles that pass the filter, in the project's order.
    #[must_use]
    pub fn articles(&self) -> &[ArticleId] {
        &self.articles
    }

    pub(in crate::workbench) fn handle(&mut self, intent: ListIntent) {
        match intent {
            ListIntent::FilterText(text) => self.filter.text = text,
            ListIntent::FilterVerdict(verdict) => self.filter.verdict = verdict,
            ListIntent::FilterStatus(status) => self.filter.status = status,
            ListIntent::Sort(key) => self.sort_by(key),
            ListIntent::FilterArticles(text) => {
                self.article_filter = text;
                self.articles_stale = true;
                return;
            }
        }
        self.stale = true;
    }

    fn sort_by(&mut self, key: SortKey) {
        let descending = self.sort.key == key && !self.sort.descending;
        self.sort = SortBy { key, descending };
    }

    pub(in crate::workbench) fn project_changed(
        &mut self,
        project: &Project,
        changes: &ChangeSummary,
    ) {
        let ChangeSummary { edits, touched } = changes;
        self.articles_stale |= edits.iter().any(|edit| matches!(edit, Edit::Article(_)));
        if let VerdictFilter::Label(label) = &self.filter.verdict
            && !project.scale().has(label)
        {
            // The filter no longer offers this label, so nobody could clear it.
            self.filter.verdict = VerdictFilter::Any;
            self.stale = true;
        }
        if !touched.is_empty() {
            self.table.update(project, touched);
            self.stale = true;
        }
    }

    pub(in crate::workbench) fn arrange(&mut self, project: &Project) {
        if std::mem::take(&mut self.stale) {
            self.arranged = arrange(project, &self.table, &self.filter, self.sort);
        }
        if std::mem::take(&mut self.articles_stale) {
            let needle = Needle::new(&self.article_filter);
            let passes = |article: &&Article| {
                let needle = needle.as_ref();
                needle.is_none_or(|needle| has_words(article, needle))
            };
            let listed = project.articles().filter(passes);
            self.articles = listed.map(|article| article.id).collect();
        }
    }
}

fn has_words(article: &Article, needle: &Needle) -> bool {
    let ArticleDetails {
        title,
        outlet,
        byline,
        published,
        language,
        ..
    } = &article.details;
    let fields = [title, outlet, byline, published, language];
    fields.into_iter().any(|field| needle.is_in(field))
}
