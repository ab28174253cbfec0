use crate::project::ArticleId;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    pub article: ArticleId,
    /// Relative width; 1 is the default share.
    pub weight: f32,
}

/// The articles shown side by side, left to right, each at most once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    open: Vec<Column>,
    /// The focused column; always one of `open`, unless that is empty.
    focused: Option<ArticleId>,
    /// The keyboard focus moved on from the columns to the claims.
    in_claims: bool,
}

impl Columns {
    #[must_use]
    pub fn open_columns(&self) -> &[Column] {
        &self.open
    }

    /// Their articles, left to right.
    #[must_use]
    pub fn articles(&self) -> Vec<ArticleId> {
        self.open.iter().map(|column| column.article).collect()
    }

    #[must_use]
    pub fn focused(&self) -> Option<ArticleId> {
        self.focused
    }

    /// Index of the article among the columns, from 0.
    #[must_use]
    pub fn place(&self, article: ArticleId) -> Option<usize> {
        self.open
            .iter()
            .position(|column| column.article == article)
    }

    /// Opens a column for the article at the right, if it has none, and focuses it.
    pub(crate) fn open(&mut self, article: ArticleId) {
        if self.place(article).is_none() {
            self.open.push(Column {
                article,
                weight: 1.0,
            });
        }
        self.focused = Some(article);
    }

    /// Closes the article's column and focuses its neighbour.
    pub(crate) fn close(&mut self, article: ArticleId) {
        let Some(place) = self.place(article) else {
            return;
        };
        self.open.remove(place);
        if self.focused == Some(article) {
            let neighbour = self.open.get(place).or(self.open.last());
            self.focused = neighbour.map(|column| column.article);
        }
    }

    /// Closes the columns whose article `keep` rejects.
    pub(crate) fn retain(&mut self, keep: impl Fn(ArticleId) -> bool) {
        let gone: Vec<ArticleId> = self
            .open
            .iter()
            .map(|column| column.article)
            .filter(|article| !keep(*article))
            .collect();
        for article in gone {
            self.close(article);
        }
    }

    pub(crate) fn focus(&mut self, article: ArticleId) {
        if self.place(article).is_some() {
            self.focused = Some(article);
        }
    }

    /// Focuses the article's column, in which the user went to work.
    pub(crate) fn enter(&mut self, article: ArticleId) {
        self.focus(article);
        self.in_claims = false;
    }

    /// The article to go to in a cycle through the columns from left to right, then the claims; `None` for the claims.
    pub(crate) fn step_pane(&mut self, by: isize) -> Option<ArticleId> {
        let end = if by > 0 {
            self.open.first()
        } else {
            self.open.last()
        };
        let next = if self.in_claims {
            end.map(|column| column.article)
        } else {
            self.beside(by)
        };
        self.in_claims = next.is_none();
        next
    }

    /// Moves the article's column to index `to`, or to the last.
    pub(crate) fn move_to(&mut self, article: ArticleId, to: usize) {
        let Some(from) = self.place(article) else {
            return;
        };
        let column = self.open.remove(from);
        self.open.insert(to.min(self.open.len()), column);
    }

    /// Sets the relative widths of the columns, left to right, in any unit; they are scaled so that 1 is the default share.
    /// No effect if one of them is not a positive number.
    pub(crate) fn resize(&mut self, widths: &[f32]) {
        let mean = widths.iter().sum::<f32>() / widths.len() as f32;
        if widths.iter().all(|width| width.is_finite() && *width > 0.0) {
            for (column, width) in self.open.iter_mut().zip(widths) {
                column.weight = width / mean;
            }
        }
    }

    /// Multiplies the focused column's share of the width.
    pub(crate) fn widen(&mut self, by: f32) {
        let focused = self.focused;
        let widths = self.open.iter().map(|column| {
            let is_focused = Some(column.article) == focused;
            column.weight * if is_focused { by } else { 1.0 }
        });
        self.resize(&widths.collect::<Vec<_>>());
    }

    /// Replaces all columns with those of the project's last session.
    pub(crate) fn restore(&mut self, columns: Vec<Column>) {
        self.open.clear();
        for column in columns {
            self.open(column.article);
            self.resize_last(column.weight);
        }
        self.focused = self.open.first().map(|column| column.article);
    }

    fn resize_last(&mut self, weight: f32) {
        if let Some(last) = self
            .open
            .last_mut()
            .filter(|_| weight.is_finite() && weight > 0.0)
        {
            last.weight = weight;
        }
    }

    /// The article `by` columns to the right of the focused one (to the left below zero); `None` past either end.
    #[must_use]
    pub fn beside(&self, by: isize) -> Option<ArticleId> {
        let place = self.place(self.focused?)?;
        self.open
            .get(place.checked_add_signed(by)?)
            .map(|column| column.article)
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
    fn closing_the_focused_column_goes_to_its_neighbour() {
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
    fn widening_takes_from_the_others_and_narrowing_gives_back() {
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
    fn moving_past_the_end_is_moving_to_the_end() {
        let mut columns = three();
        columns.move_to(ArticleId::new(0), 99);
        assert_eq!(order(&columns), [1, 2, 0]);
    }
}
