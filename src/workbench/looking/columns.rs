use crate::project::ArticleId;

/// An open article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    pub article: ArticleId,
    /// Width relative to the other columns; 1 is the default.
    pub weight: f32,
}

/// The articles that are open side by side, left to right, each at most once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    open: Vec<Column>,
    /// The column that has the focus; always one of `open`, unless that is empty.
    focused: Option<ArticleId>,
}

impl Columns {
    /// From left to right.
    #[must_use]
    pub fn open_columns(&self) -> &[Column] {
        &self.open
    }

    /// From left to right.
    #[must_use]
    pub fn articles(&self) -> Vec<ArticleId> {
        self.open.iter().map(|column| column.article).collect()
    }

    #[must_use]
    pub fn focused(&self) -> Option<ArticleId> {
        self.focused
    }

    #[must_use]
    pub fn index_of(&self, article: ArticleId) -> Option<usize> {
        self.open
            .iter()
            .position(|column| column.article == article)
    }

    /// Focuses the article's column, adding it at the right if it has none.
    pub(in crate::workbench) fn open(&mut self, article: ArticleId) {
        if self.index_of(article).is_none() {
            self.open.push(Column {
                article,
                weight: 1.0,
            });
        }
        self.focused = Some(article);
    }

    /// Closes the article's column; the focus goes to its neighbour.
    pub(in crate::workbench) fn close(&mut self, article: ArticleId) {
        let Some(index) = self.index_of(article) else {
            return;
        };
        self.open.remove(index);
        if self.focused == Some(article) {
            let neighbour = self.open.get(index).or(self.open.last());
            self.focused = neighbour.map(|column| column.article);
        }
    }

    pub(in crate::workbench) fn retain(&mut self, keep: impl Fn(ArticleId) -> bool) {
        for article in self.articles() {
            if !keep(article) {
                self.close(article);
            }
        }
    }

    pub(in crate::workbench) fn focus(&mut self, article: ArticleId) {
        if self.index_of(article).is_some() {
            self.focused = Some(article);
        }
    }

    /// Moves the article's column to an index, clamped to the last.
    pub(in crate::workbench) fn move_to(&mut self, article: ArticleId, to: usize) {
        let Some(from) = self.index_of(article) else {
            return;
        };
        let column = self.open.remove(from);
        self.open.insert(to.min(self.open.len()), column);
    }

    /// Sets the relative widths, from left to right, in any unit. Nothing changes where one of them is not positive.
    pub(in crate::workbench) fn resize(&mut self, widths: &[f32]) {
        let mean = widths.iter().sum::<f32>() / widths.len() as f32;
        if widths.iter().all(|width| width.is_finite() && *width > 0.0) {
            for (column, width) in self.open.iter_mut().zip(widths) {
                column.weight = width / mean;
            }
        }
    }

    /// Multiplies the focused column's width.
    pub(in crate::workbench) fn widen(&mut self, by: f32) {
        let focused = self.focused;
        let widths = self.open.iter().map(|column| {
            let is_focused = Some(column.article) == focused;
            column.weight * if is_focused { by } else { 1.0 }
        });
        self.resize(&widths.collect::<Vec<_>>());
    }

    /// Replaces the columns by those of the last session.
    pub(in crate::workbench) fn restore(&mut self, columns: Vec<Column>) {
        self.open.clear();
        for Column { article, weight } in columns {
            self.open(article);
            if let Some(last) = self.open.last_mut()
                && weight.is_finite()
                && weight > 0.0
            {
                last.weight = weight;
            }
        }
        self.focused = self.open.first().map(|column| column.article);
    }

    /// The article `by` columns to the right of the focused one (to the left below zero); `None` past either end.
    #[must_use]
    pub fn beside(&self, by: isize) -> Option<ArticleId> {
        let index = self.index_of(self.focused?)?.checked_add_signed(by)?;
        self.open.get(index).map(|column| column.article)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Columns {
        let mut columns = Columns::default();
        (0..3).for_each(|n| columns.open(ArticleId::new(n)));
        columns
    }

    fn order(columns: &Columns) -> Vec<u64> {
        columns
            .open_columns()
            .iter()
            .map(|column| column.article.number())
            .collect()
    }

    #[test]
    fn closing_the_focused_column_focuses_its_neighbour() {
        let mut columns = three();
        columns.focus(ArticleId::new(1));
        columns.close(ArticleId::new(1));
        assert_eq!(columns.focused(), Some(ArticleId::new(2)));
        columns.close(ArticleId::new(2));
        assert_eq!(columns.focused(), Some(ArticleId::new(0)));
        columns.close(ArticleId::new(0));
        assert_eq!(columns.focused(), None);
    }

    #[test]
    fn an_article_is_open_once() {
        let mut columns = three();
        columns.open(ArticleId::new(0));
        assert_eq!(order(&columns), [0, 1, 2]);
        assert_eq!(columns.focused(), Some(ArticleId::new(0)));
    }

    #[test]
    fn widening_shrinks_the_others_and_narrowing_reverses_it() {
        let mut columns = three();
        columns.focus(ArticleId::new(1));
        let weights = |columns: &Columns| {
            let weights = columns.open_columns().iter().map(|column| column.weight);
            weights.collect::<Vec<f32>>()
        };
        columns.widen(1.5);
        let [left, middle, right] = weights(&columns)[..] else {
            panic!("three columns");
        };
        assert!((left - right).abs() < 1e-6 && (middle / left - 1.5).abs() < 1e-6);
        columns.widen(1.0 / 1.5);
        assert!(
            weights(&columns)
                .iter()
                .all(|weight| (weight - 1.0).abs() < 1e-6)
        );
    }

    #[test]
    fn moving_past_the_end_moves_to_the_end() {
        let mut columns = three();
        columns.move_to(ArticleId::new(0), 99);
        assert_eq!(order(&columns), [1, 2, 0]);
    }
}
